"""Deciding the cells of a matrix where the source is unclear."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qualifications.models import Eis, Kerntaak, Kwalificatie, Uitstroom, Werkproces
from qualifications.selectors.matrices import uitstroommatrix
from qualifications.services import import_dossier, preview, uitstroom_besluiten
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker
from tests.qualifications.factories import dump, maak_bron, maak_kerntaak, maak_matrix

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return import_dossier(bron=maak_matrix()).dossier


def unclear(count):
    """A matrix of which `count` of 6 cells are unclear."""
    cells = tuple(
        replace(cel, bron=None if place < count else cel.voorstel)
        for place, cel in enumerate(maak_matrix().uitstroom)
    )
    return import_dossier(bron=maak_matrix(titel=f"Matrix {count}", uitstroom=cells)).dossier


def test_uitstroom_besluiten_decides_logs_and_counts(dossier):
    cell, redacteur = dossier.uitstroom.get(bron=None), maak_gebruiker("redacteur")
    assert uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: False}, door=redacteur) == 1
    cell.refresh_from_db()
    assert (cell.besluit, cell.geldt, cell.is_onbeslist) == (False, False, False)
    gebeurtenis = Gebeurtenis.objects.get(wat="uitstroom_besloten")
    assert (gebeurtenis.door, gebeurtenis.velden) == (redacteur, {"cellen": {str(cell.pk): False}})


def test_uitstroom_besluiten_the_same_again_changes_nothing(dossier):
    cell = dossier.uitstroom.get(bron=None)
    uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: True})
    before = dump()
    assert uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: True}) == 0
    assert dump() == before
    assert Gebeurtenis.objects.filter(wat="uitstroom_besloten").count() == 1


def test_uitstroom_besluiten_can_be_reversed(dossier):
    cell = dossier.uitstroom.get(bron=None)
    uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: False})
    assert uitstroom_besluiten(dossier=dossier, besluiten={cell.pk: True}) == 1
    assert dossier.uitstroom.get(pk=cell.pk).besluit is True


def test_uitstroom_besluiten_where_the_source_is_clear_is_refused(dossier):
    certain = dossier.uitstroom.filter(bron=True).first()
    vague = dossier.uitstroom.get(bron=None)
    before = dump()
    with pytest.raises(ValidationError) as refused:
        uitstroom_besluiten(dossier=dossier, besluiten={vague.pk: True, certain.pk: False})
    assert refused.value.code == "verouderd"
    assert dump() == before


def test_uitstroom_besluiten_of_another_dossier_is_refused(dossier):
    other = unclear(1).uitstroom.get(bron=None)
    with pytest.raises(ValidationError):
        uitstroom_besluiten(dossier=dossier, besluiten={other.pk: True})
    assert Uitstroom.objects.get(pk=other.pk).besluit is None


def test_uitstroom_besluiten_of_nothing_changes_nothing(dossier):
    assert uitstroom_besluiten(dossier=dossier, besluiten={}) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_uitstroom_besluiten_query_count_does_not_grow(count):
    dossier = unclear(count)
    besluiten = dict.fromkeys(dossier.uitstroom.filter(bron=None).values_list("pk", flat=True), True)
    assert len(besluiten) == count
    with CaptureQueriesContext(connection) as captured:
        assert uitstroom_besluiten(dossier=dossier, besluiten=besluiten) == count
    # Without savepoints, and the locks that only PostgreSQL needs.
    own = [each for each in captured if not any(word in each["sql"] for word in ("SAVEPOINT", "pg_advisory"))]
    assert len(own) == 4


# --- A matrix that became certain --------------------------------------------------------------------
def test_certain_source_goes_before_an_old_besluit_and_leaves_nothing_to_review(dossier):
    vague = dossier.uitstroom.get(bron=None)
    uitstroom_besluiten(dossier=dossier, besluiten={vague.pk: False})
    assert uitstroommatrix(dossier).aantal_besloten == 1
    certain = tuple(replace(cel, bron=cel.voorstel) for cel in maak_matrix().uitstroom)
    import_dossier(bron=maak_matrix(uitstroom=certain))
    vague.refresh_from_db()
    assert (vague.bron, vague.besluit, vague.geldt) == (True, False, True)
    assert uitstroommatrix(dossier).aantal_besloten == 0
    assert vague.werkproces in Werkproces.objects.of_kwalificatie(vague.kwalificatie)


# --- What belongs to a kwalificatie: one rule in the queries and on the page -------------------------
def applying(dossier):
    return {
        (werkproces.code, kwalificatie.profiel)
        for kwalificatie in dossier.kwalificaties.all()
        for werkproces in Werkproces.objects.of_kwalificatie(kwalificatie)
    }


def shown(dossier):
    rows = uitstroommatrix(dossier).rijen
    return {
        (cel.werkproces.code, cel.kwalificatie.profiel) for rij in rows for cel in rij.cellen if cel.geldt
    }


def with_every_kind_of_cell():
    """Werkprocessen of the basisdeel and of profile 2; each with another cell for profile 1, the last two without."""
    kinds = [
        (bron, voorstel, besluit)
        for bron, voorstel, besluit in product((None, False, True), (False, True), (None, False, True))
        if bron is None or bron == voorstel
    ]
    kerntaken = tuple(maak_kerntaak(werkprocessen=len(kinds) + 1, profiel=each) for each in (None, 2))
    dossier = import_dossier(bron=replace(maak_bron(), kerntaken=kerntaken)).dossier
    eerste = dossier.kwalificaties.get(profiel=1)
    for code in ("B1-K1", "P2-K1"):
        werkprocessen = dossier.werkprocessen.filter(kerntaak__code=code)
        for werkproces, (bron, voorstel, besluit) in zip(werkprocessen, kinds, strict=False):
            Uitstroom.objects.create(
                dossier=dossier,
                werkproces=werkproces,
                kwalificatie=eerste,
                bron=bron,
                voorstel=voorstel,
                besluit=besluit,
            )
    return dossier, kinds


def test_every_kind_of_cell_means_the_same_in_the_queries_and_in_the_matrix():
    dossier, kinds = with_every_kind_of_cell()
    expected = {
        (f"{code}-W{place}", 1)
        for code in ("B1-K1", "P2-K1")
        for place, (bron, voorstel, besluit) in enumerate(kinds, start=1)
        if next(value for value in (bron, besluit, voorstel) if value is not None)
    }
    last = len(kinds) + 1
    assert len(kinds) == 12
    assert len(expected) == 2 * 6
    expected |= {(f"B1-K1-W{last}", 1)}  # no cell: by the part
    expected |= {(f"{code}-W{place}", 2) for code in ("B1-K1", "P2-K1") for place in range(1, last + 1)}
    assert applying(dossier) == expected
    assert shown(dossier) == expected


def test_eisen_and_kerntaken_follow_the_cells_of_their_werkprocessen():
    dossier = import_dossier(bron=maak_bron(kerntaken=2)).dossier
    eerste, tweede = dossier.kwalificaties.all()
    for werkproces in dossier.werkprocessen.filter(kerntaak__code="B1-K2"):
        Uitstroom.objects.create(
            dossier=dossier, werkproces=werkproces, kwalificatie=eerste, bron=False, voorstel=False
        )
    assert [each.code for each in Kerntaak.objects.of_kwalificatie(eerste)] == ["B1-K1"]
    assert [each.code for each in Kerntaak.objects.of_kwalificatie(tweede)] == ["B1-K1", "B1-K2"]
    of_eerste = Eis.objects.of_kwalificatie(eerste)
    assert {eis.werkproces.kerntaak.code for eis in of_eerste if eis.werkproces} == {"B1-K1"}
    assert {eis.kerntaak.code for eis in of_eerste if eis.kerntaak} == {"B1-K1"}
    assert Eis.objects.of_kwalificatie(tweede).filter(soort="vakkennis").count() == 2


def test_preview_of_a_matrix_that_leaves_werkprocessen_out_warns():
    whole = maak_matrix()
    assert preview(bron=whole).waarschuwingen == ()
    partly = replace(whole, uitstroom=whole.uitstroom[:4])
    (warning,) = preview(bron=partly).waarschuwingen
    assert warning.plaats == "Uitstroommatrix"
    assert "Voor 1 van de 3 werkprocessen" in warning.tekst
    assert "B1-K1-W3" in warning.tekst


# --- Which edition -------------------------------------------------------------------------------------
def test_newest_with_crebo_is_the_one_valid_from_the_latest_day():
    days = {"editie 10": "2024-08-01", "editie 9": "2023-08-01", "zonder dag": None}
    for editie, day in days.items():
        import_dossier(bron=replace(maak_bron(), editie=editie, geldig_vanaf=day and date.fromisoformat(day)))
    assert Kwalificatie.objects.newest_with_crebo("99001").dossier.editie == "editie 10"
