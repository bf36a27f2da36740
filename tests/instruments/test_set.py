import pytest
from django.urls import reverse

from instruments.enums import Aanvulvorm
from instruments.models import Beoordelingscriterium, Opdrachtdeel
from instruments.selectors import kwalificatiestof, setverschil
from instruments.services import (
    aanvulvorm_kiezen,
    criteriumtekst_overnemen,
    exameninstrument_genereren,
    opdracht_verwijderen,
    opdrachtdeel_bewerken,
    vormen_bevestigen,
)
from qualifications.models import Eis
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_context, maak_gebruiker, maak_instrument, maak_kerntaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    return maak_instrument(kerntaken=2, werkprocessen=1, gedrag=1, contexten=("Metaal",))


@pytest.fixture
def redacteur(client):
    redacteur = maak_gebruiker(Rol.REDACTEUR)
    client.force_login(redacteur)
    return redacteur


def verschil_van(instrument):
    return setverschil(instrument, kwalificatiestof(instrument.kwalificatie))


def herschrijf(code, tekst):
    """What an import does to the resultaat of one werkproces; gives its criterium."""
    eis = Eis.objects.get(werkproces__code=code, soort="resultaat")
    Eis.objects.filter(pk=eis.pk).update(tekst=tekst)
    return Beoordelingscriterium.objects.get(dekking__eis=eis)


def test_setverschil_of_a_new_set_is_empty(instrument):
    assert not verschil_van(instrument)


def test_setverschil_counts_what_generating_adds(instrument, redacteur):
    maak_kerntaak(instrument.kwalificatie.dossier, 3, werkprocessen=2, gedrag=1)
    maak_context(instrument.kwalificatie.dossier, "Hout", 1)
    found = verschil_van(instrument)
    assert (found.kerntaken, found.werkprocessen, found.contexten) == (
        ("B1-K3",),
        ("B1-K3-W1", "B1-K3-W2"),
        ("Hout",),
    )
    assert (found.criteria, found.opdrachten, found.opdrachten_weg) == (4, 2, 0)
    uitkomst = exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur)
    assert (uitkomst.criteria, uitkomst.opdrachten.gemaakt) == (4, 2)
    assert not verschil_van(instrument)


def test_setverschil_counts_the_opdrachten_that_go_and_come(redacteur):
    instrument = maak_instrument(contexten=())
    maak_context(instrument.kwalificatie.dossier, "Metaal")
    found = verschil_van(instrument)
    assert (found.opdrachten, found.opdrachten_weg, found.vervallen) == (2, 2, ())
    opdracht_verwijderen(opdracht=instrument.opdrachten.first(), door=redacteur)
    assert verschil_van(instrument).opdrachten_weg == 1


def test_setverschil_counts_the_sections_that_follow_the_dossier_and_leaves_own_words_out(
    client, instrument, redacteur
):
    instrument.kwalificatie.dossier.contexten.update(omschrijving="Werk aan bruggen.")
    assert verschil_van(instrument).delen == 1
    page = client.get(reverse("instruments:instrument", args=[instrument.uuid])).content.decode()
    assert "1 tekst in een opdracht wordt opnieuw gemaakt" in page
    uitkomst = exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur)
    assert uitkomst.opdrachten.delen == 1
    assert not verschil_van(instrument)
    deel = Opdrachtdeel.objects.get(titel="Wat u kiest")
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Eigen tekst")
    instrument.kwalificatie.dossier.contexten.update(omschrijving="Werk aan treinen.")
    assert not verschil_van(instrument)


def test_setverschil_names_an_edited_opdracht_that_fits_no_more(instrument, redacteur):
    opdracht = instrument.opdrachten.first()
    opdrachtdeel_bewerken(deel=opdracht.delen.first(), door=redacteur, tekst="Eigen tekst")
    aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_KERNTAAK)
    instrument.refresh_from_db()
    found = verschil_van(instrument)
    assert [deel.naam for deel in found.vervallen] == ["Aanvulopdracht Metaal"]
    assert not found.is_bij_te_werken


def test_rewritten_eis_is_followed_by_a_criterium_that_nobody_judged(client, instrument, redacteur):
    criterium = herschrijf("B1-K1-W1", "Het product\nis klaar en schoon;")
    found = verschil_van(instrument)
    assert (found.vernieuwd, found.te_kiezen, found.criteria) == (1, [], 0)
    page = client.get(reverse("instruments:instrument", args=[instrument.uuid])).content.decode()
    assert "1 criterium krijgt de nieuwe tekst van het dossier." in page
    uitkomst = exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur)
    assert (uitkomst.teksten, uitkomst.criteria) == (1, 0)
    criterium.refresh_from_db()
    assert criterium.tekst == "Het product is klaar en schoon"
    assert Beoordelingscriterium.objects.filter(tekst="Het product is klaar.").count() == 1
    assert not verschil_van(instrument)


@pytest.mark.parametrize("oordeel", [{"vorm_bevestigd": True}, {"is_cruciaal": True}])
def test_rewritten_eis_of_a_judged_criterium_waits_for_a_person(client, instrument, redacteur, oordeel):
    criterium = herschrijf("B1-K1-W1", "Het product is af.")
    Beoordelingscriterium.objects.filter(pk=criterium.pk).update(**oordeel)
    exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=redacteur)
    found = verschil_van(instrument)
    assert (found.vernieuwd, found.is_bij_te_werken) == (0, False)
    (tekst,) = found.te_kiezen
    assert (tekst.code, tekst.criterium.tekst, tekst.nieuw) == (
        "B1-K1-W1",
        "Het product is klaar.",
        "Het product is af.",
    )
    criterium.refresh_from_db()
    assert criterium.tekst == "Het product is klaar."
    set_page = reverse("instruments:instrument", args=[instrument.uuid])
    page = client.get(set_page).content.decode()
    assert "Van 1 criterium wijkt de tekst af van het dossier." in page
    assert "Werk de set bij" not in page
    adres = reverse("instruments:criteriumtekst-overnemen", args=[tekst.formulier, criterium.pk])
    assert adres in page
    response = client.post(adres, follow=True)
    assert "Het criterium heeft nu de tekst van het dossier." in response.content.decode()
    criterium.refresh_from_db()
    assert criterium.tekst == "Het product is af."
    assert {veld: getattr(criterium, veld) for veld in oordeel} == oordeel
    assert not verschil_van(instrument)


def test_criteriumtekst_overnemen_without_a_difference_changes_and_logs_nothing(instrument, redacteur):
    criterium = Beoordelingscriterium.objects.first()
    events = Gebeurtenis.objects.count()
    assert criteriumtekst_overnemen(criterium=criterium, door=redacteur) is False
    assert Gebeurtenis.objects.count() == events


def test_criteriumtekst_overnemen_of_another_form_is_not_found(client, instrument, redacteur):
    eerste, tweede = instrument.formulieren.all()
    other = Beoordelingscriterium.objects.filter(onderdeel__formulier=tweede).first()
    adres = reverse("instruments:criteriumtekst-overnemen", args=[eerste.uuid, other.pk])
    assert client.post(adres).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_setverschil_query_count_does_not_grow(django_assert_num_queries, aantal):
    instrument = maak_instrument(kerntaken=aantal, werkprocessen=aantal, gedrag=aantal)
    vormen_bevestigen(formulier=instrument.formulieren.first(), door=maak_gebruiker(Rol.REDACTEUR))
    Eis.objects.update(tekst="Anders.")
    Opdrachtdeel.objects.update(is_bewerkt=True)
    stof = kwalificatiestof(instrument.kwalificatie)
    with django_assert_num_queries(6):
        assert setverschil(instrument, stof)
