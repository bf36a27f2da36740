"""The two grids of a dossier for reading: language levels, and which werkproces belongs to which kwalificatie."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualifications.enums import EisSoort, Taalvaardigheid
from qualifications.models import Eis, Kerntaak, Kwalificatie, Kwalificatiedossier, Uitstroom, Werkproces


@dataclass(frozen=True)
class Taalrij:
    """Levels of one kwalificatie in the order of `Taalvaardigheid`; empty where nothing is asked."""

    kwalificatie: Kwalificatie
    niveaus: tuple[str, ...]


@dataclass(frozen=True)
class Taal:
    naam: str
    rijen: tuple[Taalrij, ...]


def talen(dossier: Kwalificatiedossier, kwalificaties: Iterable[Kwalificatie]) -> list[Taal]:
    """Per language the levels of these kwalificaties; one query."""
    found: dict[str, dict[tuple[int | None, str], str]] = {}
    kwalificaties = list(kwalificaties)
    eisen = Eis.objects.filter(dossier=dossier, soort=EisSoort.TAAL, kwalificatie__in=kwalificaties)
    for eis in eisen:
        found.setdefault(eis.taal, {})[eis.kwalificatie_id, eis.taalvaardigheid] = eis.taalniveau
    return [
        Taal(
            naam,
            tuple(
                Taalrij(
                    kwalificatie,
                    tuple(niveaus.get((kwalificatie.pk, skill), "") for skill in Taalvaardigheid.values),
                )
                for kwalificatie in kwalificaties
            ),
        )
        for naam, niveaus in sorted(found.items())
    ]


@dataclass(frozen=True)
class Cel:
    """Whether a werkproces belongs to a kwalificatie; `uitstroom` is None where the parts of the dossier say so."""

    werkproces: Werkproces
    kwalificatie: Kwalificatie
    geldt: bool
    uitstroom: Uitstroom | None

    @property
    def is_onbeslist(self) -> bool:
        return self.uitstroom is not None and self.uitstroom.is_onbeslist

    @property
    def is_besloten(self) -> bool:
        return self.uitstroom is not None and self.uitstroom.is_besloten


@dataclass(frozen=True)
class Rij:
    werkproces: Werkproces
    cellen: tuple[Cel, ...]

    @property
    def som(self) -> int:
        return sum(cel.geldt for cel in self.cellen)

    @property
    def is_onbeslist(self) -> bool:
        return any(cel.is_onbeslist for cel in self.cellen)


@dataclass(frozen=True)
class Groep:
    kerntaak: Kerntaak
    rijen: tuple[Rij, ...]

    @property
    def is_onbeslist(self) -> bool:
        return any(rij.is_onbeslist for rij in self.rijen)


@dataclass(frozen=True)
class Matrix:
    """`is_afgeleid`: nothing to decide, the dossier says by its basisdeel and profiles what belongs where."""

    kwalificaties: tuple[Kwalificatie, ...]
    groepen: tuple[Groep, ...]
    is_afgeleid: bool

    @property
    def rijen(self) -> list[Rij]:
        return [rij for groep in self.groepen for rij in groep.rijen]

    @property
    def sommen(self) -> list[int]:
        """Per kwalificatie the number of werkprocessen."""
        return [
            sum(rij.cellen[place].geldt for rij in self.rijen) for place in range(len(self.kwalificaties))
        ]

    @property
    def totaal(self) -> int:
        return sum(self.sommen)

    @property
    def breedte(self) -> int:
        """Columns of the table, with the werkproces at the left and the sum at the right."""
        return len(self.kwalificaties) + 2

    @property
    def aantal_rijen_onbeslist(self) -> int:
        return sum(rij.is_onbeslist for rij in self.rijen)

    @property
    def aantal_onbeslist(self) -> int:
        return sum(cel.is_onbeslist for rij in self.rijen for cel in rij.cellen)

    @property
    def aantal_besloten(self) -> int:
        return sum(cel.is_besloten for rij in self.rijen for cel in rij.cellen)


def uitstroommatrix(dossier: Kwalificatiedossier) -> Matrix:
    """Every werkproces × every kwalificatie, by the rule of `WerkprocesQuerySet.of_kwalificatie`; four queries."""
    kwalificaties = tuple(dossier.kwalificaties.all())
    marks = {(mark.werkproces_id, mark.kwalificatie_id): mark for mark in dossier.uitstroom.all()}
    rows: dict[int, list[Rij]] = {}
    kerntaken = {kerntaak.pk: kerntaak for kerntaak in dossier.kerntaken.all()}
    for werkproces in dossier.werkprocessen.all():
        kerntaak = kerntaken[werkproces.kerntaak_id]
        cells = []
        for kwalificatie in kwalificaties:
            mark = marks.get((werkproces.pk, kwalificatie.pk))
            in_part = kerntaak.kwalificatie_id in (None, kwalificatie.pk)
            geldt = mark.geldt if mark else in_part
            cells.append(Cel(werkproces, kwalificatie, geldt, mark))
        rows.setdefault(werkproces.kerntaak_id, []).append(Rij(werkproces, tuple(cells)))
    groups = tuple(Groep(kerntaak, tuple(rows.get(key, []))) for key, kerntaak in kerntaken.items())
    return Matrix(kwalificaties, groups, is_afgeleid=not marks)
