"""The assignments of a set beside what would be drafted for them now."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from instruments.drafting.aanvulopdracht import Conceptdeel, Huboregel, aanvulopdracht
from instruments.drafting.plan import Opdrachtplek, opdrachtplan
from instruments.drafting.stof import Stof
from instruments.drafting.voorbeeldopdracht import voorbeeldopdracht
from instruments.enums import Aanvulvorm, OpdrachtSoort, Schaal
from instruments.models import Exameninstrument, Opdracht, Opdrachtdeel

Concept = tuple[Conceptdeel, ...]


def opdrachtconcepten(instrument: Exameninstrument, stof: Stof) -> list[tuple[Opdrachtplek, Concept]]:
    """What each place of the set should say, in printing order; one query."""
    hubo = [
        Huboregel(letter=label.letter, woord=label.woord, vraag=label.vraag)
        for label in instrument.hubolabels.all()
    ]
    schaal, max_punten = Schaal(instrument.schaal), instrument.max_punten
    return [
        (
            plek,
            aanvulopdracht(stof, plek, hubo=hubo)
            if plek.soort == OpdrachtSoort.AANVUL
            else voorbeeldopdracht(stof, plek, schaal=schaal, max_punten=max_punten),
        )
        for plek in opdrachtplan(stof, Aanvulvorm(instrument.aanvulvorm))
    ]


def is_concept(opdracht: Opdracht) -> bool:
    """Nobody wrote in it; reads the sections that were prefetched."""
    return not any(deel.is_bewerkt for deel in opdracht.delen.all())


@dataclass(frozen=True, kw_only=True)
class Deelverschil:
    """Sections that changed (with their new words), came (not saved) or went; only those that nobody edited."""

    gewijzigd: list[Opdrachtdeel] = field(default_factory=list)
    nieuw: list[Opdrachtdeel] = field(default_factory=list)
    weg: list[int] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        return len(self.gewijzigd) + len(self.nieuw) + len(self.weg)


def deelverschil(opdrachten: Iterable[tuple[Opdracht, Concept]]) -> Deelverschil:
    """Compare assignments (sections prefetched) with their drafts. Sections are known by reader and title."""
    verschil = Deelverschil()
    for opdracht, concept in opdrachten:
        existing = {(deel.lezer, deel.titel): deel for deel in opdracht.delen.all()}
        for position, draft in enumerate(concept):
            deel = existing.pop((draft.lezer, draft.titel), None)
            if deel is None:
                verschil.nieuw.append(opdrachtdeel(opdracht, draft, position))
            elif not deel.is_bewerkt and deel.tekst != draft.tekst:
                deel.tekst = draft.tekst
                verschil.gewijzigd.append(deel)
        verschil.weg.extend(deel.pk for deel in existing.values() if not deel.is_bewerkt)
    return verschil


def opdrachtdeel(opdracht: Opdracht, draft: Conceptdeel, position: int) -> Opdrachtdeel:
    """A drafted section, not saved."""
    return Opdrachtdeel(
        opdracht=opdracht, lezer=draft.lezer, titel=draft.titel, tekst=draft.tekst, position=position
    )
