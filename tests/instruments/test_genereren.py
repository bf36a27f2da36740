import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from instruments.enums import Beoordelingsvorm, OpdrachtSoort
from instruments.models import (
    Beoordelingscriterium,
    Beoordelingsformulier,
    Criteriumdekking,
    Exameninstrument,
    Formulieronderdeel,
    Hubolabel,
    Opdracht,
    Opdrachtdeel,
    Schaalniveau,
)
from instruments.services import (
    exameninstrument_genereren,
    opdrachtdeel_bewerken,
    vormen_bevestigen,
)
from instruments.services.opdrachten import Opdrachtwijziging
from qualifications.enums import EisSoort
from schools.models import Gebeurtenis
from tests.instruments.factories import (
    maak_context,
    maak_eis,
    maak_gebruiker,
    maak_instrument,
    maak_kerntaak,
    maak_kwalificatie,
    maak_werkproces,
)

pytestmark = pytest.mark.django_db
MODELS = [
    Exameninstrument,
    Beoordelingsformulier,
    Formulieronderdeel,
    Beoordelingscriterium,
    Criteriumdekking,
    Opdracht,
    Opdrachtdeel,
    Schaalniveau,
    Hubolabel,
    Gebeurtenis,
]


def everything():
    """Every row of the app and the log, value by value."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def genereer(kwalificatie):
    return exameninstrument_genereren(kwalificatie=kwalificatie, door=maak_gebruiker("redacteur"))


def test_genereren_makes_one_form_per_kerntaak_and_two_opdrachten_per_context():
    instrument = genereer(maak_kwalificatie(kerntaken=2, contexten=("Metaal", "Precisietechniek"))).instrument
    assert [formulier.kerntaak.code for formulier in instrument.formulieren.all()] == ["B1-K1", "B1-K2"]
    assert [
        (opdracht.soort, opdracht.context.naam, opdracht.kerntaak) for opdracht in instrument.opdrachten.all()
    ] == [
        (OpdrachtSoort.AANVUL, "Metaal", None),
        (OpdrachtSoort.AANVUL, "Precisietechniek", None),
        (OpdrachtSoort.VOORBEELD, "Metaal", None),
        (OpdrachtSoort.VOORBEELD, "Precisietechniek", None),
    ]


def test_genereren_without_contexten_makes_one_opdracht_of_each_for_the_kwalificatie():
    instrument = genereer(maak_kwalificatie(contexten=())).instrument
    assert [(opdracht.soort, opdracht.context) for opdracht in instrument.opdrachten.all()] == [
        (OpdrachtSoort.AANVUL, None),
        (OpdrachtSoort.VOORBEELD, None),
    ]


def test_genereren_drafts_one_criterium_per_eis_in_the_words_of_the_dossier():
    kwalificatie = maak_kwalificatie(kerntaken=1, werkprocessen=1, gedrag=2)
    instrument = genereer(kwalificatie).instrument
    criteria = Beoordelingscriterium.objects.filter(onderdeel__formulier__instrument=instrument)
    assert [(c.tekst, c.vorm, c.vorm_bevestigd, c.is_cruciaal) for c in criteria] == [
        ("Het product is klaar.", Beoordelingsvorm.PRODUCT, False, False),
        (
            "kiest nauwkeurig het juiste en/of passende gereedschap 0",
            Beoordelingsvorm.OBSERVATIE,
            False,
            False,
        ),
        (
            "kiest nauwkeurig het juiste en/of passende gereedschap 1",
            Beoordelingsvorm.OBSERVATIE,
            False,
            False,
        ),
    ]
    eisen = kwalificatie.dossier.eisen.exclude(soort=EisSoort.VAKKENNIS)
    assert set(Criteriumdekking.objects.values_list("eis", flat=True)) == set(
        eisen.values_list("pk", flat=True)
    )


def test_genereren_takes_additions_of_its_own_profile_only():
    kwalificatie = maak_kwalificatie(kerntaken=1, werkprocessen=1, gedrag=0)
    dossier = kwalificatie.dossier
    other = dossier.kwalificaties.create(profiel=2, crebo="99902", titel="Ander voorbeeld")
    werkproces = dossier.werkprocessen.get()
    for owner, tekst in ((kwalificatie, "doet meer"), (other, "doet iets anders")):
        maak_eis(dossier, EisSoort.GEDRAG, tekst, werkproces=werkproces, kwalificatie=owner)
    genereer(kwalificatie)
    own = set(Beoordelingscriterium.objects.values_list("tekst", flat=True))
    assert own == {"Het product is klaar.", "doet meer"}
    genereer(other)
    theirs = Beoordelingscriterium.objects.filter(onderdeel__formulier__instrument__kwalificatie=other)
    assert set(theirs.values_list("tekst", flat=True)) == {"Het product is klaar.", "doet iets anders"}


def test_genereren_twice_changes_nothing():
    kwalificatie = maak_kwalificatie()
    door = maak_gebruiker("redacteur")
    first = exameninstrument_genereren(kwalificatie=kwalificatie, door=door)
    before = everything()
    second = exameninstrument_genereren(kwalificatie=kwalificatie, door=door)
    assert (first.gewijzigd, second.gewijzigd) == (True, False)
    assert second.instrument == first.instrument
    assert everything() == before


def test_genereren_logs_what_was_made():
    uitkomst = genereer(maak_kwalificatie(kerntaken=1, werkprocessen=2, gedrag=1))
    gebeurtenis = Gebeurtenis.objects.get(wat="exameninstrument_gegenereerd")
    assert gebeurtenis.waarvan_id == str(uitkomst.instrument.pk)
    assert gebeurtenis.velden == {
        "formulieren": 1,
        "werkprocessen": 2,
        "criteria": 4,
        "teksten": 0,
        "opdrachten": {"gemaakt": 4, "verwijderd": 0, "delen": 0},
    }


def test_genereren_without_kerntaken_is_refused():
    kwalificatie = maak_kwalificatie(kerntaken=0)
    with pytest.raises(ValidationError) as error:
        genereer(kwalificatie)
    assert error.value.code == "geen_kerntaken"
    assert not Exameninstrument.objects.exists()


def test_genereren_after_the_dossier_grew_adds_and_keeps_what_a_person_did():
    instrument = maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",))
    dossier = instrument.kwalificatie.dossier
    redacteur = maak_gebruiker("redacteur")
    formulier = instrument.formulieren.get()
    vormen_bevestigen(formulier=formulier, door=redacteur)
    deel = Opdrachtdeel.objects.get(titel="Afnamecondities")
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="In de werkplaats.")
    maak_context(dossier, "Precisietechniek", 1)
    maak_kerntaak(dossier, 2, werkprocessen=1, gedrag=1)
    werkproces = maak_werkproces(formulier.kerntaak, 2, gedrag=0)
    maak_eis(dossier, EisSoort.GEDRAG, "werkt veilig", werkproces=formulier.onderdelen.get().werkproces)
    uitkomst = genereer(instrument.kwalificatie)
    assert (uitkomst.formulieren, uitkomst.werkprocessen, uitkomst.criteria) == (1, 2, 4)
    assert uitkomst.opdrachten.gemaakt == 2
    assert uitkomst.opdrachten.verwijderd == 0
    deel.refresh_from_db()
    assert deel.tekst == "In de werkplaats."
    formulier = instrument.formulieren.get(kerntaak__code="B1-K1")
    rows = Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier)
    assert [
        (row.onderdeel.werkproces.code, row.tekst, row.vorm_bevestigd) for row in rows.order_by("pk")
    ] == [
        ("B1-K1-W1", "Het product is klaar.", True),
        ("B1-K1-W1", "kiest nauwkeurig het juiste en/of passende gereedschap 0", True),
        ("B1-K1-W1", "werkt veilig", False),
        (werkproces.code, "Het product is klaar.", False),
    ]


def test_genereren_redrafts_sections_that_nobody_edited():
    instrument = maak_instrument(contexten=("Metaal",))
    instrument.kwalificatie.dossier.contexten.update(omschrijving="Werk aan bruggen.")
    uitkomst = genereer(instrument.kwalificatie)
    assert uitkomst.opdrachten == Opdrachtwijziging(gemaakt=0, verwijderd=0, delen=1)
    assert "Werk aan bruggen." in tekst_van("Wat u kiest")


def test_genereren_when_the_first_context_comes_replaces_the_untouched_whole():
    instrument = maak_instrument(contexten=())
    maak_context(instrument.kwalificatie.dossier, "Metaal")
    uitkomst = genereer(instrument.kwalificatie)
    assert uitkomst.opdrachten == Opdrachtwijziging(gemaakt=2, verwijderd=2, delen=0)
    assert {opdracht.context.naam for opdracht in instrument.opdrachten.all()} == {"Metaal"}


def tekst_van(titel):
    return Opdrachtdeel.objects.get(titel=titel).tekst


@pytest.mark.parametrize("gedrag", [1, 12])
@pytest.mark.parametrize("werkprocessen", [1, 3])
def test_genereren_query_count_does_not_grow(django_assert_num_queries, gedrag, werkprocessen):
    kwalificatie = maak_kwalificatie(werkprocessen=werkprocessen, gedrag=gedrag)
    redacteur = maak_gebruiker("redacteur")
    locks = 2 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(34 + locks):
        exameninstrument_genereren(kwalificatie=kwalificatie, door=redacteur)
