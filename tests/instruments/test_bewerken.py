import pytest
from django.core.exceptions import ValidationError

from instruments.basis import basis_van
from instruments.enums import Beoordelingsvorm
from instruments.models import Beoordelingscriterium, Opdrachtdeel
from instruments.services import (
    cesuur_bewerken,
    criteria_bewerken,
    opdrachtdeel_bewerken,
    vormen_bevestigen,
)
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker, maak_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def formulier():
    return maak_instrument(kerntaken=2, werkprocessen=1, gedrag=1).formulieren.first()


@pytest.fixture
def redacteur():
    return maak_gebruiker(Rol.REDACTEUR)


def criteria():
    rows = Beoordelingscriterium.objects.order_by("pk")
    return list(rows.values_list("vorm", "vorm_bevestigd", "is_cruciaal"))


def events(wat):
    return [(gebeurtenis.door_id, gebeurtenis.velden) for gebeurtenis in Gebeurtenis.objects.filter(wat=wat)]


def test_vormen_bevestigen_confirms_the_vormen_of_this_form_only(formulier, redacteur):
    assert vormen_bevestigen(formulier=formulier, door=redacteur) == 2
    assert criteria() == [
        ("product", True, False),
        ("observatie", True, False),
        ("product", False, False),
        ("observatie", False, False),
    ]
    assert vormen_bevestigen(formulier=formulier, door=redacteur) == 0
    assert events("vormen_bevestigd") == [(redacteur.pk, {"formulier": formulier.pk, "criteria": 2})]


def test_criteria_bewerken_confirms_a_vorm_that_was_changed(formulier, redacteur):
    first, second = Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier)
    aantal = criteria_bewerken(
        formulier=formulier,
        door=redacteur,
        keuzes={
            first.pk: (Beoordelingsvorm.EINDGESPREK, False),
            second.pk: (Beoordelingsvorm.OBSERVATIE, True),
        },
    )
    assert aantal == 2
    assert criteria()[:2] == [("eindgesprek", True, False), ("observatie", False, True)]


def test_criteria_bewerken_of_another_form_changes_nothing(formulier, redacteur):
    other = Beoordelingscriterium.objects.exclude(onderdeel__formulier=formulier).first()
    before = criteria()
    keuzes = {other.pk: (Beoordelingsvorm.EINDGESPREK, True)}
    assert criteria_bewerken(formulier=formulier, door=redacteur, keuzes=keuzes) == 0
    assert criteria() == before
    assert events("criteria_bewerkt") == []


def test_cesuur_bewerken_saves_and_logs_field_names_only(formulier, redacteur):
    texts = {"cesuur_werkproces": " Alles voldoende. ", "cesuur_kerntaak": ""}
    for _ in range(2):
        cesuur_bewerken(formulier=formulier, door=redacteur, **texts)
    formulier.refresh_from_db()
    assert (formulier.cesuur_werkproces, formulier.cesuur_kerntaak) == ("Alles voldoende.", "")
    assert events("cesuur_bewerkt") == [
        (redacteur.pk, {"formulier": formulier.pk, "velden": ["cesuur_werkproces"]})
    ]


def test_opdrachtdeel_bewerken_marks_the_section_as_edited(formulier, redacteur):
    deel = Opdrachtdeel.objects.first()
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Regel 1\r\nRegel 2\n")
    deel.refresh_from_db()
    assert (deel.tekst, deel.is_bewerkt) == ("Regel 1\nRegel 2", True)
    assert Opdrachtdeel.objects.filter(is_bewerkt=True).count() == 1


def test_opdrachtdeel_bewerken_with_the_same_text_stays_a_draft(formulier, redacteur):
    deel = Opdrachtdeel.objects.first()
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst=deel.tekst)
    deel.refresh_from_db()
    assert deel.is_bewerkt is False
    assert events("opdrachtdeel_bewerkt") == []


def test_opdrachtdeel_bewerken_from_a_stale_page_is_refused_and_changes_nothing(formulier, redacteur):
    deel = Opdrachtdeel.objects.first()
    opened_with = basis_van(deel.tekst)
    opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Van een ander", basis=opened_with)
    with pytest.raises(ValidationError) as refused:
        opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Van mij", basis=opened_with)
    assert refused.value.code == "verouderd"
    deel.refresh_from_db()
    assert deel.tekst == "Van een ander"
    assert len(events("opdrachtdeel_bewerkt")) == 1


def test_opdrachtdeel_bewerken_by_a_double_click_has_one_effect(formulier, redacteur):
    deel = Opdrachtdeel.objects.first()
    opened_with = basis_van(deel.tekst)
    for _ in range(2):
        opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Eigen tekst", basis=opened_with)
    assert len(events("opdrachtdeel_bewerkt")) == 1


def test_cesuur_bewerken_from_a_stale_page_is_refused_and_changes_nothing(formulier, redacteur):
    opened_with = basis_van("", "")
    andere = {"cesuur_werkproces": "Van een ander", "cesuur_kerntaak": ""}
    cesuur_bewerken(formulier=formulier, door=redacteur, basis=opened_with, **andere)
    mijn = {"cesuur_werkproces": "", "cesuur_kerntaak": "Van mij"}
    with pytest.raises(ValidationError) as refused:
        cesuur_bewerken(formulier=formulier, door=redacteur, basis=opened_with, **mijn)
    assert refused.value.code == "verouderd"
    formulier.refresh_from_db()
    assert (formulier.cesuur_werkproces, formulier.cesuur_kerntaak) == ("Van een ander", "")
    cesuur_bewerken(formulier=formulier, door=redacteur, basis=basis_van("Van een ander", ""), **mijn)
    formulier.refresh_from_db()
    assert (formulier.cesuur_werkproces, formulier.cesuur_kerntaak) == ("", "Van mij")
