"""The dossier as a tree for reading: kerntaken, werkprocessen, and beside every text what profiles add to it.

A fixed number of queries, however large the dossier is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from qualifications.enums import AanvullingVeld, EisSoort
from qualifications.models import (
    Aanvulling,
    Eis,
    Kerntaak,
    Kwalificatie,
    Kwalificatiedossier,
    Werkproces,
    Werkprocescompetentie,
)


@dataclass
class Toevoeging:
    """What one profile adds to a text or to a list."""

    kwalificatie: Kwalificatie
    tekst: str = ""
    punten: list[Any] = field(default_factory=list)


@dataclass
class Veld:
    """A text, or a list of things with `tekst`, as it stands for every profile, and what profiles add to it."""

    tekst: str = ""
    punten: list[Any] = field(default_factory=list)
    per_profiel: dict[int, Toevoeging] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tekst or self.punten or self.per_profiel)

    @property
    def aanvullingen(self) -> list[Toevoeging]:
        return sorted(self.per_profiel.values(), key=lambda toevoeging: toevoeging.kwalificatie.profiel)

    @property
    def aantal(self) -> int:
        return len(self.punten) + sum(len(toevoeging.punten) for toevoeging in self.per_profiel.values())


@dataclass
class Werkprocesknoop:
    werkproces: Werkproces
    omschrijving: Veld
    resultaat: Veld
    gedrag: Veld
    competenties: Veld


@dataclass
class Kerntaakknoop:
    kerntaak: Kerntaak
    complexiteit: Veld
    verantwoordelijkheid: Veld
    vakkennis: Veld
    werkprocessen: list[Werkprocesknoop]


@dataclass
class Boomdeel:
    """The basisdeel (without kwalificatie), or the kerntaken of one profile."""

    kwalificatie: Kwalificatie | None
    kerntaken: list[Kerntaakknoop]


class Velden:
    """Collects the rows of a dossier under (kerntaak or werkproces, field)."""

    def __init__(self, kwalificaties: Iterable[Kwalificatie]) -> None:
        self.kwalificaties = {kwalificatie.pk: kwalificatie for kwalificatie in kwalificaties}
        self.found: defaultdict[tuple[str, int | None, str], Veld] = defaultdict(Veld)

    def toevoeging(self, key: tuple[str, int | None, str], kwalificatie_id: int) -> Toevoeging:
        per_profiel = self.found[key].per_profiel
        return per_profiel.setdefault(kwalificatie_id, Toevoeging(self.kwalificaties[kwalificatie_id]))

    def add(self, key: tuple[str, int | None, str], punt: Any) -> None:
        holder = self.toevoeging(key, punt.kwalificatie_id) if punt.kwalificatie_id else self.found[key]
        holder.punten.append(punt)

    def text(self, key: tuple[str, int | None, str], tekst: str) -> Veld:
        self.found[key].tekst = tekst
        return self.found[key]


def place(row: Any) -> tuple[str, int | None]:
    return ("W", row.werkproces_id) if row.werkproces_id else ("K", row.kerntaak_id)


def boom(dossier: Kwalificatiedossier, kwalificatie: Kwalificatie | None = None) -> list[Boomdeel]:
    """The whole dossier, or with `kwalificatie` exactly what applies to it, additions of its own profile beside it."""
    kerntaken = Kerntaak.objects.filter(dossier=dossier)
    werkprocessen = Werkproces.objects.filter(dossier=dossier)
    eisen = Eis.objects.filter(dossier=dossier)
    profiles = Q()
    if kwalificatie:
        kerntaken = Kerntaak.objects.of_kwalificatie(kwalificatie)
        werkprocessen = Werkproces.objects.of_kwalificatie(kwalificatie)
        eisen = Eis.objects.of_kwalificatie(kwalificatie)
        profiles = Q(kwalificatie=None) | Q(kwalificatie=kwalificatie)
    velden = Velden(dossier.kwalificaties.all())
    for eis in eisen.filter(soort__in=[EisSoort.RESULTAAT, EisSoort.GEDRAG, EisSoort.VAKKENNIS]):
        velden.add((*place(eis), eis.soort), eis)
    for aanvulling in Aanvulling.objects.filter(profiles, dossier=dossier):
        key = (*place(aanvulling), aanvulling.veld)
        holder = velden.toevoeging(key, aanvulling.kwalificatie_id)
        holder.tekst = "\n\n".join(filter(None, [holder.tekst, aanvulling.tekst]))
    linked = Werkprocescompetentie.objects.filter(profiles, dossier=dossier).select_related("competentie")
    for link in linked:
        velden.add(("W", link.werkproces_id, "competenties"), link)
    return _parts(velden, kerntaken, werkprocessen)


def _parts(
    velden: Velden, kerntaken: Iterable[Kerntaak], werkprocessen: Iterable[Werkproces]
) -> list[Boomdeel]:
    children: defaultdict[int, list[Werkprocesknoop]] = defaultdict(list)
    for werkproces in werkprocessen:
        children[werkproces.kerntaak_id].append(_werkprocesknoop(velden, werkproces))
    parts: dict[int | None, Boomdeel] = {}
    for kerntaak in kerntaken:
        kwalificatie = (
            velden.kwalificaties.get(kerntaak.kwalificatie_id) if kerntaak.kwalificatie_id else None
        )
        part = parts.setdefault(kerntaak.kwalificatie_id, Boomdeel(kwalificatie, []))
        part.kerntaken.append(_kerntaakknoop(velden, kerntaak, children[kerntaak.pk]))
    return sorted(parts.values(), key=lambda part: part.kwalificatie.profiel if part.kwalificatie else 0)


def _werkprocesknoop(velden: Velden, werkproces: Werkproces) -> Werkprocesknoop:
    def key(name: str) -> tuple[str, int, str]:
        return "W", werkproces.pk, name

    return Werkprocesknoop(
        werkproces=werkproces,
        omschrijving=velden.text(key(AanvullingVeld.OMSCHRIJVING), werkproces.omschrijving),
        resultaat=velden.found[key(EisSoort.RESULTAAT)],
        gedrag=velden.text(key(EisSoort.GEDRAG), werkproces.gedrag_aanhef),
        competenties=velden.found[key("competenties")],
    )


def _kerntaakknoop(velden: Velden, kerntaak: Kerntaak, werkprocessen: list[Werkprocesknoop]) -> Kerntaakknoop:
    def key(name: str) -> tuple[str, int, str]:
        return "K", kerntaak.pk, name

    return Kerntaakknoop(
        kerntaak=kerntaak,
        complexiteit=velden.text(key(AanvullingVeld.COMPLEXITEIT), kerntaak.complexiteit),
        verantwoordelijkheid=velden.text(
            key(AanvullingVeld.VERANTWOORDELIJKHEID), kerntaak.verantwoordelijkheid
        ),
        vakkennis=velden.found[key(EisSoort.VAKKENNIS)],
        werkprocessen=werkprocessen,
    )
