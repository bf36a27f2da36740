import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from instruments.content import FormulierInhoud, content_hash
from instruments.enums import Beoordelingsvorm, Lezer
from instruments.models import Beoordelingscriterium
from instruments.selectors import document_inhouden, document_van, documenten_van
from instruments.services import exameninstrument_genereren, vormen_bevestigen
from qualifications.enums import AanvullingVeld, EisSoort
from tests.instruments.factories import (
    OMSCHRIJVING,
    maak_eis,
    maak_gebruiker,
    maak_instrument,
    maak_kerntaak,
)

pytestmark = pytest.mark.django_db


def inhoud_van(instrument, soort):
    return next(
        document.inhoud for document in document_inhouden(instrument) if document.feiten.soort == soort
    )


def test_document_inhouden_are_named_and_ordered():
    instrument = maak_instrument(crebo="99905", kerntaken=2, contexten=("Metaal",))
    assert [
        (document.naam, document.feiten.kerntaak, document.feiten.context)
        for document in document_inhouden(instrument)
    ] == [
        ("99905-B1-K1-beoordelingsformulier.pdf", "B1-K1", ""),
        ("99905-B1-K2-beoordelingsformulier.pdf", "B1-K2", ""),
        ("99905-metaal-aanvulopdracht.pdf", "", "Metaal"),
        ("99905-metaal-voorbeeldexamenopdracht.pdf", "", "Metaal"),
    ]


def test_documenten_van_gives_the_same_list_without_contents():
    instrument = maak_instrument()
    expected = [(document.naam, document.feiten) for document in document_inhouden(instrument)]
    assert documenten_van(instrument) == expected


def test_formulier_inhoud_says_what_the_database_says():
    instrument = maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1)
    vormen_bevestigen(formulier=instrument.formulieren.get(), door=maak_gebruiker("redacteur"))
    Beoordelingscriterium.objects.filter(vorm="product").update(is_cruciaal=True)
    inhoud = inhoud_van(instrument, "beoordelingsformulier")
    assert isinstance(inhoud, FormulierInhoud)
    assert (inhoud.kop.crebo, inhoud.kop.niveau, inhoud.kop.versie) == ("99901", 3, "CONCEPT")
    assert (inhoud.kop.dossier_crebo, inhoud.kop.dossier_editie) == ("99901", "2023-99901")
    assert inhoud.contexten == ("Metaal", "Precisietechniek")
    assert [niveau.woord for niveau in inhoud.niveaus] == ["onvoldoende", "voldoende", "goed"]
    assert inhoud.vakkennis == ("kent voorbeeldmateriaal",)
    (blok,) = inhoud.werkprocessen
    assert (blok.code, blok.omschrijving) == ("B1-K1-W1", OMSCHRIJVING)
    assert [(c.vorm, c.vorm_bevestigd, c.is_cruciaal) for c in blok.criteria] == [
        (Beoordelingsvorm.PRODUCT, True, True),
        (Beoordelingsvorm.OBSERVATIE, True, False),
    ]


def test_formulier_inhoud_adds_the_text_of_the_profile():
    instrument = maak_instrument(kerntaken=1, werkprocessen=1)
    kwalificatie = instrument.kwalificatie
    other = kwalificatie.dossier.kwalificaties.create(profiel=2, titel="Ander")
    werkproces = kwalificatie.dossier.werkprocessen.get()
    for owner, tekst in ((kwalificatie, "Ook buiten."), (other, "Nooit.")):
        kwalificatie.dossier.aanvullingen.create(
            kwalificatie=owner, werkproces=werkproces, veld=AanvullingVeld.OMSCHRIJVING, tekst=tekst
        )
    (blok,) = inhoud_van(instrument, "beoordelingsformulier").werkprocessen
    assert blok.omschrijving == f"{OMSCHRIJVING}\n\nOok buiten."


def test_opdracht_inhoud_has_its_sections_for_each_reader():
    instrument = maak_instrument(contexten=("Metaal",))
    inhoud = inhoud_van(instrument, "voorbeeldexamenopdracht")
    assert (inhoud.context, inhoud.kerntaak_code) == ("Metaal", "")
    assert [deel.lezer for deel in inhoud.delen] == [Lezer.STUDENT] * 5 + [Lezer.BEOORDELAAR] * 4


def test_example_content_is_labelled_where_it_is_used_and_nowhere_else():
    instrument = maak_instrument(kerntaken=1, contexten=("Metaal",))
    assert not any(document.inhoud.kop.is_voorbeeld for document in document_inhouden(instrument))
    example = maak_kerntaak(instrument.kwalificatie.dossier, 2)
    maak_eis(
        example.dossier,
        EisSoort.GEDRAG,
        "doet een voorbeeld",
        werkproces=example.werkprocessen.get(),
        is_voorbeeld=True,
    )
    instrument = regenerate(instrument)
    labelled = {document.naam: document.inhoud.kop.is_voorbeeld for document in document_inhouden(instrument)}
    assert labelled == {
        "99901-B1-K1-beoordelingsformulier.pdf": False,
        "99901-B1-K2-beoordelingsformulier.pdf": True,
        "99901-metaal-aanvulopdracht.pdf": True,
        "99901-metaal-voorbeeldexamenopdracht.pdf": True,
    }


def regenerate(instrument):
    return exameninstrument_genereren(kwalificatie=instrument.kwalificatie, door=None).instrument


def test_document_van_is_the_same_as_in_the_set():
    instrument = maak_instrument()
    for document in document_inhouden(instrument):
        one = document_van(instrument, document.feiten.uuid)
        assert (one.naam, content_hash(one.inhoud)) == (document.naam, content_hash(document.inhoud))


@pytest.mark.parametrize("aantal", [1, 3])
def test_document_inhouden_query_count_does_not_grow(django_assert_num_queries, aantal):
    instrument = maak_instrument(
        kerntaken=aantal, werkprocessen=aantal, gedrag=aantal * 3, contexten=("A", "B", "C")[:aantal]
    )
    instrument = type(instrument).objects.select_related("kwalificatie__dossier").get()
    with django_assert_num_queries(12):
        assert len(document_inhouden(instrument)) == 3 * aantal


def test_document_van_reads_no_sections_for_a_form_and_no_criteria_for_an_opdracht():
    instrument = maak_instrument(kerntaken=2)
    for document in document_inhouden(instrument):
        with CaptureQueriesContext(connection) as queries:
            assert document_van(instrument, document.feiten.uuid) == document
        tables = " ".join(query["sql"] for query in queries.captured_queries)
        is_formulier = document.feiten.is_formulier
        assert ("instruments_beoordelingscriterium" in tables) is is_formulier
        assert ("instruments_opdrachtdeel" in tables) is not is_formulier
