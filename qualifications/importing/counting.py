"""How much a source holds, for people and for programs."""

from dataclasses import dataclass

from qualifications.enums import EisSoort
from qualifications.importing.rows import TABELLEN, all_competenties, rows_of_import
from qualifications.structure import DossierImport


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Counts of what stands in the file itself.

    `eisen` has every soort as key. `competenties` counts the links werkproces × competentie; those and the eisen
    include what single profiles add.
    """

    kwalificaties: int
    contexten: int
    kerntaken: int
    werkprocessen: int
    eisen: dict[str, int]
    competenties: int


def tel(bron: DossierImport) -> Telling:
    eisen = dict.fromkeys(EisSoort.values, 0)
    for tabel in TABELLEN:
        if tabel.filter:
            for row in rows_of_import(bron, tabel).values():
                eisen[row["soort"]] += 1
    kerntaken = bron.kerntaken or ()
    return Telling(
        kwalificaties=len(bron.kwalificaties or ()),
        contexten=len(bron.contexten or ()),
        kerntaken=len(kerntaken),
        werkprocessen=sum(len(kerntaak.werkprocessen) for kerntaak in kerntaken),
        eisen=eisen,
        competenties=len(all_competenties(bron)),
    )
