"""The set beside its dossier: what generating again would do, and what only a person can decide."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from instruments.drafting.criteria import criteriumtekst, draft_criteria
from instruments.drafting.plan import opdrachtplan
from instruments.drafting.stof import Stof
from instruments.enums import Aanvulvorm
from instruments.models import (
    Beoordelingscriterium,
    Beoordelingsformulier,
    Criteriumdekking,
    Exameninstrument,
    Formulieronderdeel,
    Opdracht,
)
from instruments.selectors.opdrachten import deelverschil, is_concept, opdrachtconcepten


@dataclass(frozen=True, kw_only=True)
class Tekstwijziging:
    """A criterium whose eis was rewritten since. `code` is that of the werkproces, `formulier` the uuid of the form."""

    criterium: Beoordelingscriterium
    formulier: UUID
    code: str
    nieuw: str

    @property
    def is_beoordeeld(self) -> bool:
        """A person confirmed its vorm or called it cruciaal while it had the old words: only a person may change it.

        The words themselves always come from the dossier; no page lets anybody write them.
        """
        return self.criterium.vorm_bevestigd or self.criterium.is_cruciaal


@dataclass(frozen=True, kw_only=True)
class Vervallen:
    """A part of the set that the dossier or the settings no longer ask for, and the page where it can be removed."""

    naam: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Setverschil:
    """Codes, names of contexts, and numbers of what "Werk de set bij" adds, renews and removes.

    `delen` counts sections of assignments that are drafted anew. What is `vervallen` or
    `te_kiezen` is left alone.
    """

    kerntaken: tuple[str, ...]
    werkprocessen: tuple[str, ...]
    contexten: tuple[str, ...]
    criteria: int
    opdrachten: int
    opdrachten_weg: int
    delen: int
    teksten: tuple[Tekstwijziging, ...]
    vervallen: tuple[Vervallen, ...]

    def __bool__(self) -> bool:
        return any((self.is_bij_te_werken, self.te_kiezen, self.vervallen))

    @property
    def is_bij_te_werken(self) -> bool:
        """Generating again changes something."""
        nieuw = self.kerntaken or self.werkprocessen or self.contexten
        return any((nieuw, self.criteria, self.opdrachten, self.opdrachten_weg, self.delen, self.vernieuwd))

    @property
    def vernieuwd(self) -> int:
        """How many criteria take over the new words of the dossier."""
        return sum(not tekst.is_beoordeeld for tekst in self.teksten)

    @property
    def te_kiezen(self) -> list[Tekstwijziging]:
        return [tekst for tekst in self.teksten if tekst.is_beoordeeld]


def setverschil(instrument: Exameninstrument, stof: Stof) -> Setverschil:
    """The difference between the set and what now applies to its kwalificatie, in a fixed number of queries."""
    formulieren = list(instrument.formulieren.select_related("kerntaak"))
    onderdelen = list(
        Formulieronderdeel.objects.filter(formulier__instrument=instrument).select_related("werkproces")
    )
    dekking = _dekking(instrument)
    opdrachten = list(instrument.opdrachten.select_related("context", "kerntaak").prefetch_related("delen"))
    concepten = {plek.sleutel: concept for plek, concept in opdrachtconcepten(instrument, stof)}
    blijven = [
        (opdracht, concepten[opdracht.sleutel]) for opdracht in opdrachten if opdracht.sleutel in concepten
    ]
    kerntaken = {formulier.kerntaak_id for formulier in formulieren}
    werkprocessen = {onderdeel.werkproces_id for onderdeel in onderdelen}
    contexten = {opdracht.context_id for opdracht in opdrachten}
    overbodig = [opdracht for opdracht in opdrachten if opdracht.sleutel not in concepten]
    eigen = [opdracht for opdracht in overbodig if not is_concept(opdracht)]
    gedekt = {rij.eis_id for rij in dekking}
    return Setverschil(
        kerntaken=tuple(kerntaak.code for kerntaak in stof.kerntaken if kerntaak.pk not in kerntaken),
        werkprocessen=tuple(wp.code for wp in stof.werkprocessen if wp.pk not in werkprocessen),
        contexten=tuple(context.naam for context in stof.contexten if context.pk not in contexten),
        criteria=sum(len(draft_criteria(wp, without=gedekt)) for wp in stof.werkprocessen),
        opdrachten=len(concepten) - len(blijven),
        opdrachten_weg=len(overbodig) - len(eigen),
        delen=deelverschil(blijven).aantal,
        teksten=_tekstwijzigingen(dekking, stof),
        vervallen=(*_vervallen_delen(formulieren, onderdelen, stof), *map(_vervallen_opdracht, eigen)),
    )


def tekstwijzigingen(instrument: Exameninstrument, stof: Stof) -> tuple[Tekstwijziging, ...]:
    """The criteria that say something else than the one eis they cover; one query."""
    return _tekstwijzigingen(_dekking(instrument), stof)


def _dekking(instrument: Exameninstrument) -> list[Criteriumdekking]:
    within = Criteriumdekking.objects.filter(criterium__onderdeel__formulier__instrument=instrument)
    path = "criterium__onderdeel"
    return list(
        within.select_related(f"{path}__formulier", f"{path}__werkproces").order_by(
            f"{path}__formulier__position",
            f"{path}__position",
            "criterium__position",
            "criterium",
        )
    )


def _tekstwijzigingen(dekking: Iterable[Criteriumdekking], stof: Stof) -> tuple[Tekstwijziging, ...]:
    teksten = {eis.pk: criteriumtekst(eis.tekst) for wp in stof.werkprocessen for eis in wp.eisen}
    rijen = list(dekking)
    per_criterium = Counter(rij.criterium_id for rij in rijen)
    return tuple(
        Tekstwijziging(
            criterium=rij.criterium,
            formulier=rij.criterium.onderdeel.formulier.uuid,
            code=rij.criterium.onderdeel.werkproces.code,
            nieuw=teksten[rij.eis_id],
        )
        for rij in rijen
        # Which words a criterium of several eisen should have, no rule can say.
        if per_criterium[rij.criterium_id] == 1
        and teksten.get(rij.eis_id, rij.criterium.tekst) != rij.criterium.tekst
    )


def _vervallen_delen(
    formulieren: Iterable[Beoordelingsformulier], onderdelen: Iterable[Formulieronderdeel], stof: Stof
) -> Iterable[Vervallen]:
    vervallen = {
        formulier.pk: formulier for formulier in formulieren if not stof.geldt_kerntaak(formulier.kerntaak_id)
    }
    for formulier in vervallen.values():
        yield Vervallen(
            naam=str(formulier), url=reverse("instruments:formulier-verwijderen", args=[formulier.uuid])
        )
    uuids = {formulier.pk: formulier.uuid for formulier in formulieren}
    for onderdeel in onderdelen:
        if onderdeel.formulier_id not in vervallen and not stof.geldt_werkproces(onderdeel.werkproces_id):
            adres = [uuids[onderdeel.formulier_id], onderdeel.pk]
            yield Vervallen(
                naam=_("Werkproces %(werkproces)s") % {"werkproces": onderdeel.werkproces},
                url=reverse("instruments:onderdeel-verwijderen", args=adres),
            )


def _vervallen_opdracht(opdracht: Opdracht) -> Vervallen:
    return Vervallen(
        naam=str(opdracht), url=reverse("instruments:opdracht-verwijderen", args=[opdracht.uuid])
    )


# --- What may be removed ---------------------------------------------------------------------------
def mag_formulier_weg(formulier: Beoordelingsformulier, stof: Stof) -> bool:
    """Its kerntaak no longer applies, or there is no werkproces on it."""
    return not stof.geldt_kerntaak(formulier.kerntaak_id) or not formulier.onderdelen.exists()


def mag_onderdeel_weg(onderdeel: Formulieronderdeel, stof: Stof) -> bool:
    """Its werkproces no longer applies, or it has no criteria."""
    return not stof.geldt_werkproces(onderdeel.werkproces_id) or not onderdeel.criteria.exists()


def hoort_bij_de_set(opdracht: Opdracht, stof: Stof) -> bool:
    """The assignment fits the contexts of the dossier and the chosen form of the aanvulopdrachten."""
    plan = opdrachtplan(stof, Aanvulvorm(opdracht.instrument.aanvulvorm))
    return opdracht.sleutel in {plek.sleutel for plek in plan}
