"""Keeping the assignments of a set in line with the dossier and the settings, without losing what a person wrote."""

from collections.abc import Iterable
from typing import NamedTuple

from instruments.drafting.aanvulopdracht import Conceptdeel, Huboregel, aanvulopdracht
from instruments.drafting.plan import Opdrachtplek, opdrachtplan
from instruments.drafting.stof import Stof
from instruments.drafting.voorbeeldopdracht import voorbeeldopdracht
from instruments.enums import Aanvulvorm, OpdrachtSoort, Schaal
from instruments.models import Exameninstrument, Opdracht, Opdrachtdeel

Sleutel = tuple[str, int | None, int | None]


class Opdrachtwijziging(NamedTuple):
    """How many assignments were made and removed, and how many sections were drafted anew."""

    gemaakt: int = 0
    verwijderd: int = 0
    delen: int = 0


def werk_opdrachten_bij(instrument: Exameninstrument, stof: Stof) -> Opdrachtwijziging:
    """Make what is missing, remove what no longer belongs and nobody edited, redraft the sections nobody edited."""
    plekken = opdrachtplan(stof, Aanvulvorm(instrument.aanvulvorm))
    concepten = _concepten(instrument, stof, plekken)
    existing = {opdracht.sleutel: opdracht for opdracht in instrument.opdrachten.prefetch_related("delen")}
    overbodig = [
        opdracht.pk
        for sleutel, opdracht in existing.items()
        if sleutel not in concepten and _is_concept(opdracht)
    ]
    if overbodig:
        Opdracht.objects.filter(pk__in=overbodig).delete()
    nieuw = _maak(instrument, [plek for plek in plekken if plek.sleutel not in existing])
    _maak_delen((opdracht, concepten[opdracht.sleutel]) for opdracht in nieuw)
    blijven = [
        (opdracht, concepten[sleutel]) for sleutel, opdracht in existing.items() if sleutel in concepten
    ]
    return Opdrachtwijziging(gemaakt=len(nieuw), verwijderd=len(overbodig), delen=_ververs(blijven))


def _is_concept(opdracht: Opdracht) -> bool:
    return not any(deel.is_bewerkt for deel in opdracht.delen.all())


def _concepten(
    instrument: Exameninstrument, stof: Stof, plekken: Iterable[Opdrachtplek]
) -> dict[Sleutel, tuple[Conceptdeel, ...]]:
    hubo = [
        Huboregel(letter=label.letter, woord=label.woord, vraag=label.vraag)
        for label in instrument.hubolabels.all()
    ]
    return {
        plek.sleutel: aanvulopdracht(stof, plek, hubo=hubo)
        if plek.soort == OpdrachtSoort.AANVUL
        else voorbeeldopdracht(stof, plek, schaal=Schaal(instrument.schaal), max_punten=instrument.max_punten)
        for plek in plekken
    }


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


def _maak_delen(opdrachten: Iterable[tuple[Opdracht, tuple[Conceptdeel, ...]]]) -> None:
    Opdrachtdeel.objects.bulk_create(
        Opdrachtdeel(
            opdracht=opdracht, lezer=deel.lezer, titel=deel.titel, tekst=deel.tekst, position=position
        )
        for opdracht, concept in opdrachten
        for position, deel in enumerate(concept)
    )


def _ververs(opdrachten: Iterable[tuple[Opdracht, tuple[Conceptdeel, ...]]]) -> int:
    """Sections are known by reader and title; gives how many changed, came or went."""
    changed: list[Opdrachtdeel] = []
    new: list[Opdrachtdeel] = []
    gone: list[int] = []
    for opdracht, concept in opdrachten:
        existing = {(deel.lezer, deel.titel): deel for deel in opdracht.delen.all()}
        for position, draft in enumerate(concept):
            deel = existing.pop((draft.lezer, draft.titel), None)
            if deel is None:
                new.append(
                    Opdrachtdeel(
                        opdracht=opdracht,
                        lezer=draft.lezer,
                        titel=draft.titel,
                        tekst=draft.tekst,
                        position=position,
                    )
                )
            elif not deel.is_bewerkt and deel.tekst != draft.tekst:
                deel.tekst = draft.tekst
                changed.append(deel)
        gone += [deel.pk for deel in existing.values() if not deel.is_bewerkt]
    if changed:
        Opdrachtdeel.objects.bulk_update(changed, ["tekst"])
    Opdrachtdeel.objects.bulk_create(new)
    if gone:
        Opdrachtdeel.objects.filter(pk__in=gone).delete()
    return len(changed) + len(new) + len(gone)
