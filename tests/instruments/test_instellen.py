import pytest
from django.core.exceptions import ValidationError

from instruments.enums import Aanvulvorm, OpdrachtSoort, Schaal
from instruments.models import Opdracht, Opdrachtdeel
from instruments.services import (
    aanvulvorm_kiezen,
    hubolabels_bewerken,
    opdracht_verwijderen,
    opdrachtdeel_bewerken,
    schaal_instellen,
)
from instruments.services.opdrachten import Opdrachtwijziging
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker, maak_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    return maak_instrument(kerntaken=2, contexten=("Metaal", "Mechatronica"))


@pytest.fixture
def redacteur():
    return maak_gebruiker(Rol.REDACTEUR)


def aanvul(instrument):
    return [
        (opdracht.context and opdracht.context.naam, opdracht.kerntaak and opdracht.kerntaak.code)
        for opdracht in instrument.opdrachten.filter(soort=OpdrachtSoort.AANVUL)
    ]


def voorbeelden(instrument):
    return list(instrument.opdrachten.filter(soort=OpdrachtSoort.VOORBEELD).values())


@pytest.mark.parametrize(
    ("vorm", "verwacht"),
    [
        (Aanvulvorm.PER_KWALIFICATIE, [(None, None)]),
        (Aanvulvorm.PER_KERNTAAK, [(None, "B1-K1"), (None, "B1-K2")]),
    ],
)
def test_aanvulvorm_kiezen_rearranges_aanvulopdrachten_only(instrument, redacteur, vorm, verwacht):
    before = voorbeelden(instrument)
    assert aanvul(instrument) == [("Metaal", None), ("Mechatronica", None)]
    wijziging = aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=vorm)
    assert wijziging == Opdrachtwijziging(gemaakt=len(verwacht), verwijderd=2, delen=0)
    assert aanvul(instrument) == verwacht
    assert voorbeelden(instrument) == before
    toelichtingen = Opdrachtdeel.objects.filter(titel="Toelichting per context")
    assert toelichtingen.count() == len(verwacht)
    assert all("# Metaal" in deel.tekst and "# Mechatronica" in deel.tekst for deel in toelichtingen)


def test_aanvulvorm_kiezen_back_again_gives_the_same_texts(instrument, redacteur):
    texts = list(Opdrachtdeel.objects.order_by("titel", "tekst").values_list("titel", "tekst"))
    aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_KERNTAAK)
    aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_CONTEXT)
    assert list(Opdrachtdeel.objects.order_by("titel", "tekst").values_list("titel", "tekst")) == texts


def test_aanvulvorm_kiezen_keeps_what_a_person_edited(instrument, redacteur):
    edited = instrument.opdrachten.first()
    opdrachtdeel_bewerken(deel=edited.delen.first(), door=redacteur, tekst="Eigen tekst")
    wijziging = aanvulvorm_kiezen(
        instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_KWALIFICATIE
    )
    assert wijziging == Opdrachtwijziging(gemaakt=1, verwijderd=1, delen=0)
    assert aanvul(instrument) == [("Metaal", None), (None, None)]
    assert edited.delen.first().tekst == "Eigen tekst"
    opdracht_verwijderen(opdracht=edited, door=redacteur, bevestigd=True)
    assert aanvul(instrument) == [(None, None)]


def test_aanvulvorm_kiezen_the_same_changes_and_logs_nothing(instrument, redacteur):
    events = Gebeurtenis.objects.count()
    rows = list(Opdracht.objects.values())
    wijziging = aanvulvorm_kiezen(instrument=instrument, door=redacteur, aanvulvorm=Aanvulvorm.PER_CONTEXT)
    assert wijziging == Opdrachtwijziging()
    assert (Gebeurtenis.objects.count(), list(Opdracht.objects.values())) == (events, rows)


def niveaus(instrument):
    return list(instrument.schaalniveaus.values_list("waarde", "woord", "descriptor"))


def stel_in(instrument, door, schaal, max_punten=3, **omschrijvingen):
    by_value = {int(waarde[1:]): tekst for waarde, tekst in omschrijvingen.items()}
    schaal_instellen(
        instrument=instrument, door=door, schaal=schaal, max_punten=max_punten, omschrijvingen=by_value
    )
    instrument.refresh_from_db()


def test_schaal_begins_with_words_and_without_descriptors(instrument):
    assert niveaus(instrument) == [(0, "onvoldoende", ""), (1, "voldoende", ""), (2, "goed", "")]


def test_schaal_instellen_keeps_descriptors_that_are_not_named(instrument, redacteur):
    stel_in(instrument, redacteur, Schaal.OVG, v0="Lukt niet.", v2="Lukt altijd.")
    stel_in(instrument, redacteur, Schaal.OVG, v0="Lukt nog niet.")
    assert niveaus(instrument) == [
        (0, "onvoldoende", "Lukt nog niet."),
        (1, "voldoende", ""),
        (2, "goed", "Lukt altijd."),
    ]


def test_schaal_instellen_to_points_begins_without_descriptors(instrument, redacteur):
    stel_in(instrument, redacteur, Schaal.OVG, v0="Lukt niet.")
    stel_in(instrument, redacteur, Schaal.PUNTEN, 4, v0="Lukt niet.")
    assert niveaus(instrument) == [(waarde, str(waarde), "") for waarde in range(5)]
    tekst = Opdrachtdeel.objects.filter(titel="Hoe word je beoordeeld?").first().tekst
    assert "0 tot en met 4 punten" in tekst
    stel_in(instrument, redacteur, Schaal.PUNTEN, 4, v0="Lukt niet.", v4="Lukt altijd.")
    stel_in(instrument, redacteur, Schaal.PUNTEN, 1)
    assert niveaus(instrument) == [(0, "0", "Lukt niet."), (1, "1", "")]


@pytest.mark.parametrize("max_punten", [0, 11])
def test_schaal_instellen_outside_its_range_is_refused(instrument, redacteur, max_punten):
    before = niveaus(instrument)
    with pytest.raises(ValidationError) as error:
        stel_in(instrument, redacteur, Schaal.PUNTEN, max_punten)
    assert error.value.code == "max_punten"
    assert niveaus(instrument) == before


def test_schaal_instellen_logs_a_change_once_and_no_texts(instrument, redacteur):
    for _ in range(2):
        stel_in(instrument, redacteur, Schaal.OVG, v0="Lukt niet.")
    gebeurtenis = Gebeurtenis.objects.get(wat="schaal_ingesteld")
    assert gebeurtenis.door == redacteur
    assert gebeurtenis.velden == {"schaal": "ovg", "max_punten": 3, "omschrijvingen": 1}


# --- HUBO ------------------------------------------------------------------------------------------
def test_hubolabels_begin_with_the_usual_words(instrument):
    assert [(label.letter, label.woord) for label in instrument.hubolabels.all()] == [
        ("H", "haalbaar"),
        ("U", "uitvoerbaar"),
        ("B", "betaalbaar"),
        ("O", "organiseerbaar"),
    ]


def test_hubolabels_bewerken_changes_the_check_nobody_edited(instrument, redacteur):
    checks = Opdrachtdeel.objects.filter(titel="HUBO-check")
    edited = checks.first()
    opdrachtdeel_bewerken(deel=edited, door=redacteur, tekst="Eigen check")
    label = instrument.hubolabels.first()
    hubolabels_bewerken(
        instrument=instrument, door=redacteur, labels={label.pk: ("herkenbaar", "Herkent u dit?")}
    )
    texts = list(checks.order_by("pk").values_list("tekst", flat=True))
    assert texts[0] == "Eigen check"
    assert "| H | herkenbaar | Herkent u dit? | | |" in texts[1]
    assert Gebeurtenis.objects.get(wat="hubolabels_bewerkt").velden == {"labels": [label.pk]}


def test_hubolabels_bewerken_without_word_is_refused(instrument, redacteur):
    label = instrument.hubolabels.first()
    with pytest.raises(ValidationError) as error:
        hubolabels_bewerken(instrument=instrument, door=redacteur, labels={label.pk: (" ", "Vraag?")})
    assert error.value.code == "leeg"
    label.refresh_from_db()
    assert label.woord == "haalbaar"
