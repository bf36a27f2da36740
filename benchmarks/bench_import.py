"""The import of a dossier: its cost per eis as a dossier grows, and a second import against the first.

In a database of its own, which is empty and thrown away; every measured import is rolled back.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import connection, transaction

from benchmarks.timing import interleaved
from qualifications.enums import EisSoort, Herkomst
from qualifications.services import import_dossier
from qualifications.structure import (
    DossierImport,
    EisImport,
    KerntaakImport,
    KwalificatieImport,
    WerkprocesImport,
)

RUNS = 9
KERNTAKEN, WERKPROCESSEN, GEDRAG = 4, 5, 10
LARGER = 10


def run() -> Iterable[dict]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield per_eis_of_a_larger_dossier()
        yield second_against_first()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def per_eis_of_a_larger_dossier() -> dict:
    small, large = dossier(GEDRAG), dossier(GEDRAG * LARGER)
    measured = interleaved(
        undone(lambda: import_dossier(bron=large)), undone(lambda: import_dossier(bron=small)), RUNS
    )
    row = measured.as_row(against="per eis: 2.000 eisen tegen 200", limit=1.3)
    return {**row, "ratio": round(measured.ratio / LARGER, 3)}


def second_against_first() -> dict:
    """The second meets a dossier that already says all of it."""
    bron = dossier(GEDRAG * LARGER)
    other = replace(bron, crebo="99901", titel="Voorbeelddossier, al ingelezen")
    import_dossier(bron=other)
    measured = interleaved(
        undone(lambda: import_dossier(bron=other)), undone(lambda: import_dossier(bron=bron)), RUNS
    )
    return measured.as_row(against="tweede import tegen eerste, 2.000 eisen", limit=1.0)


def undone(function: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        with transaction.atomic():
            function()
            transaction.set_rollback(True)

    return call


def dossier(gedrag: int) -> DossierImport:
    return DossierImport(
        herkomst=Herkomst.YAML,
        crebo="99900",
        editie="2026",
        titel="Voorbeelddossier",
        kwalificaties=(KwalificatieImport(profiel=1, titel="Voorbeeldmaker", crebo="99911", niveau=3),),
        kerntaken=tuple(kerntaak(nummer, gedrag) for nummer in range(1, KERNTAKEN + 1)),
    )


def kerntaak(nummer: int, gedrag: int) -> KerntaakImport:
    texts = [f"voorbeeld {place}: werkt nauwkeurig en meldt afwijkingen" for place in range(gedrag)]
    eisen = tuple(EisImport(soort=EisSoort.GEDRAG, tekst=tekst) for tekst in texts)
    return KerntaakImport(
        nummer=nummer,
        titel=f"Maakt voorbeeld {nummer}",
        werkprocessen=tuple(
            WerkprocesImport(nummer=place, titel=f"Doet stap {place}", eisen=eisen)
            for place in range(1, WERKPROCESSEN + 1)
        ),
    )
