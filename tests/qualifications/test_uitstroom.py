"""Deciding the cells of a matrix where the source is unclear."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qualifications.models import Uitstroom
from qualifications.services import import_dossier, uitstroom_besluiten
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker
from tests.qualifications.factories import dump, maak_matrix

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
