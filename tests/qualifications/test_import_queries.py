"""The number of queries of an import does not depend on how much a dossier holds."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qualifications.models import Eis, Kwalificatiedossier
from qualifications.services import import_dossier, preview
from tests.qualifications.factories import maak_bron, maak_kerntaak, maak_werkproces

pytestmark = pytest.mark.django_db

SIZES = [(1, 2), (3, 2), (1, 20), (3, 200)]  # kerntaken, lines of gedrag per werkproces


def bron(kerntaken, gedrag, words="werkt veilig"):
    texts = tuple(f"{words} {place}" for place in range(gedrag))
    werkprocessen = tuple(maak_werkproces(nummer, gedrag=texts) for nummer in (1, 2))
    found = maak_bron()
    return replace(
        found,
        kerntaken=tuple(
            replace(maak_kerntaak(nummer), werkprocessen=werkprocessen) for nummer in range(1, kerntaken + 1)
        ),
    )


def queries(function, **kwargs):
    """How many queries, without savepoints and without the locks that only PostgreSQL needs."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        function(**kwargs)
    return sum(not any(word in query["sql"] for word in ("SAVEPOINT", "pg_advisory")) for query in captured)


@pytest.mark.parametrize(("kerntaken", "gedrag"), SIZES)
def test_import_query_count(kerntaken, gedrag):
    first, other = bron(kerntaken, gedrag), bron(kerntaken, gedrag, "werkt heel veilig")
    fewer = bron(kerntaken, 1, "werkt heel veilig")
    counts = {
        "new": queries(import_dossier, bron=first),
        "again": queries(import_dossier, bron=first),
        "preview": queries(preview, bron=other),
        "rewritten": queries(import_dossier, bron=other),
        "fewer": queries(import_dossier, bron=fewer),
        "nothing left": queries(import_dossier, bron=replace(fewer, kerntaken=())),
    }
    assert counts == {
        "new": 14,
        "again": 16,
        "preview": 16,
        "rewritten": 22,
        "fewer": 24,
        "nothing left": 28,
    }
    assert Kwalificatiedossier.objects.count() == 1
    assert Eis.objects.filter(soort="gedrag").count() == 0
