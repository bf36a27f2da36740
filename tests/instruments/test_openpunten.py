import pytest
from django.urls import resolve, reverse

from instruments.models import Opdrachtdeel, Schaalniveau
from instruments.selectors import open_punten, open_punten_per_instrument
from instruments.services import cesuur_bewerken, opdrachtdeel_bewerken, vormen_bevestigen
from qualifications.models import Uitstroom, Werkproces
from schools.enums import Rol
from tests.instruments.factories import maak_gebruiker, maak_instrument

pytestmark = pytest.mark.django_db


def summary(instrument):
    return {(punt.plaats, punt.woorden): punt.aantal for punt in open_punten(instrument)}


def test_open_punten_of_a_new_set_names_everything_a_person_must_decide():
    instrument = maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",))
    formulier = "Beoordelingsformulier B1-K1"
    assert summary(instrument) == {
        ("Schaal", "Omschrijf 3 niveaus van de schaal"): 3,
        (formulier, "Bevestig de voorgestelde beoordelingsvormen van 2 criteria"): 1,
        (formulier, "Schrijf de cesuur per werkproces"): 1,
        (formulier, "Schrijf de cesuur van de kerntaak"): 1,
        ("Aanvulopdracht Metaal", "Vul 5 open plekken in"): 5,
        ("Voorbeeldexamenopdracht Metaal", "Vul 5 open plekken in"): 5,
    }


def test_open_punten_lead_to_pages_that_exist():
    urls = {punt.url for punt in open_punten(maak_instrument())}
    names = {resolve(url.split("#")[0]).url_name for url in urls}
    assert names == {"instrument-schaal", "formulier", "formulier-cesuur", "opdracht"}


def test_open_punten_of_empty_dossier_parts_are_named():
    instrument = maak_instrument(kerntaken=2, werkprocessen=0, contexten=())
    kerntaak = instrument.formulieren.last().kerntaak
    Werkproces.objects.create(
        dossier=kerntaak.dossier, kerntaak=kerntaak, nummer=1, code="B1-K2-W1", titel="Leeg werkproces"
    )
    instrument.formulieren.last().onderdelen.create(werkproces=Werkproces.objects.get(), position=1)
    found = summary(instrument)
    assert found["Beoordelingsformulier B1-K1", "De kerntaak heeft in het dossier geen werkprocessen"] == 1
    assert found["Beoordelingsformulier B1-K2", "1 werkproces heeft nog geen criteria"] == 1
    assert len([woorden for plaats, woorden in found if plaats == "Beoordelingsformulier B1-K2"]) == 3


def test_open_punten_disappear_when_a_person_did_the_work():
    instrument = maak_instrument(kerntaken=1, werkprocessen=1, contexten=("Metaal",))
    redacteur = maak_gebruiker(Rol.REDACTEUR)
    formulier = instrument.formulieren.get()
    vormen_bevestigen(formulier=formulier, door=redacteur)
    cesuur_bewerken(formulier=formulier, door=redacteur, cesuur_werkproces="Zo.", cesuur_kerntaak="Zo.")
    Schaalniveau.objects.update(descriptor="Zo.")
    for deel in Opdrachtdeel.objects.filter(tekst__contains="[["):
        opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Ingevuld.")
    assert open_punten(instrument) == []


def test_open_punten_names_the_undecided_cells_of_this_kwalificatie_only():
    instrument = maak_instrument(kerntaken=1, werkprocessen=3)
    kwalificatie = instrument.kwalificatie
    other = kwalificatie.dossier.kwalificaties.create(profiel=2, crebo="99902", titel="Ander voorbeeld")
    eerste, tweede, derde = kwalificatie.dossier.werkprocessen.all()
    for werkproces, owner, cel in (
        (eerste, kwalificatie, {"bron": None, "voorstel": True}),
        (tweede, kwalificatie, {"bron": None, "besluit": False}),
        (derde, kwalificatie, {"bron": True, "voorstel": True}),
        (derde, other, {"bron": None}),
    ):
        Uitstroom.objects.create(
            dossier=kwalificatie.dossier, werkproces=werkproces, kwalificatie=owner, **cel
        )
    (punt,) = [punt for punt in open_punten(instrument) if punt.plaats == "Uitstroommatrix"]
    assert punt.woorden == "Beslis van 1 werkproces of het bij deze kwalificatie hoort"
    assert (punt.aantal, resolve(punt.url).url_name) == (1, "dossier-uitstroom")
    assert resolve(punt.url).kwargs == {"pk": kwalificatie.dossier_id}


def test_open_punten_per_instrument_keeps_sets_apart():
    one = maak_instrument(crebo="99901", kerntaken=1, contexten=("Metaal",))
    other = maak_instrument(crebo="99902", kerntaken=2, contexten=("Metaal",))
    together = open_punten_per_instrument([one, other])
    assert together == {one.pk: open_punten(one), other.pk: open_punten(other)}
    assert [sum(punt.aantal for punt in punten) for punten in together.values()] == [16, 19]


@pytest.mark.parametrize("aantal", [1, 3])
def test_open_punten_query_count_does_not_grow(django_assert_num_queries, aantal):
    instrumenten = [maak_instrument(crebo=f"9990{nummer}", kerntaken=aantal) for nummer in range(aantal)]
    with django_assert_num_queries(4):
        assert len(open_punten_per_instrument(instrumenten)) == aantal


def test_open_punten_lead_only_who_may_do_the_work(client):
    instrument = maak_instrument(kerntaken=1, werkprocessen=1)
    link = f'href="{open_punten(instrument)[0].url}"'
    page = reverse("instruments:instrument", args=[instrument.uuid])
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    assert link in client.get(page).content.decode()
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    text = client.get(page).content.decode()
    assert link not in text
    assert open_punten(instrument)[0].woorden in text
