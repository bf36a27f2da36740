"""Keeping the assignments of a set in line with the dossier and the settings, without losing what a person wrote."""

from collections.abc import Iterable
from typing import NamedTuple

from instruments.drafting.plan import Opdrachtplek
from instruments.drafting.stof import Stof
from instruments.enums import OpdrachtSoort
from instruments.models import Exameninstrument, Opdracht, Opdrachtdeel
from instruments.selectors.opdrachten import (
    Deelverschil,
    deelverschil,
    is_concept,
    opdrachtconcepten,
    opdrachtdeel,
)


class Opdrachtwijziging(NamedTuple):
    """How many assignments were made and removed, and how many sections were drafted anew."""

    gemaakt: int = 0
    verwijderd: int = 0
    delen: int = 0


def werk_opdrachten_bij(instrument: Exameninstrument, stof: Stof) -> Opdrachtwijziging:
    """Make what is missing, remove what no longer belongs and nobody edited, redraft the sections nobody edited."""
    per_plek = opdrachtconcepten(instrument, stof)
    concepten = {plek.sleutel: concept for plek, concept in per_plek}
    existing = {opdracht.sleutel: opdracht for opdracht in instrument.opdrachten.prefetch_related("delen")}
    overbodig = [
        opdracht.pk
        for sleutel, opdracht in existing.items()
        if sleutel not in concepten and is_concept(opdracht)
    ]
    if overbodig:
        Opdracht.objects.filter(pk__in=overbodig).delete()
    nieuw = _maak(instrument, [plek for plek, _concept in per_plek if plek.sleutel not in existing])
    Opdrachtdeel.objects.bulk_create(
        opdrachtdeel(opdracht, draft, position)
        for opdracht in nieuw
        for position, draft in enumerate(concepten[opdracht.sleutel])
    )
    verschil = deelverschil(
        (opdracht, concepten[sleutel]) for sleutel, opdracht in existing.items() if sleutel in concepten
    )
    _schrijf(verschil)
    return Opdrachtwijziging(gemaakt=len(nieuw), verwijderd=len(overbodig), delen=verschil.aantal)


def _maak(instrument: Exameninstrument, plekken: Iterable[Opdrachtplek]) -> list[Opdracht]:
    volgorde = list(OpdrachtSoort)
    return Opdracht.objects.bulk_create(
        Opdracht(
            instrument=instrument,
            soort=plek.soort,
            context_id=plek.context.pk if plek.context else None,
            kerntaak_id=plek.kerntaak.pk if plek.kerntaak else None,
            # Aanvulopdrachten first; within a kind, later additions of the dossier come last (by pk).
            position=volgorde.index(plek.soort),
        )
        for plek in plekken
    )


def _schrijf(verschil: Deelverschil) -> None:
    if verschil.gewijzigd:
        Opdrachtdeel.objects.bulk_update(verschil.gewijzigd, ["tekst"])
    Opdrachtdeel.objects.bulk_create(verschil.nieuw)
    if verschil.weg:
        Opdrachtdeel.objects.filter(pk__in=verschil.weg).delete()
