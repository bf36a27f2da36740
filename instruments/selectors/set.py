"""The set beside its dossier: what the dossier has gained since, and what no longer fits the settings."""

from dataclasses import dataclass

from instruments.drafting.criteria import draft_criteria
from instruments.drafting.plan import opdrachtplan
from instruments.drafting.stof import Stof
from instruments.enums import Aanvulvorm
from instruments.models import Criteriumdekking, Exameninstrument, Formulieronderdeel, Opdracht


@dataclass(frozen=True, kw_only=True)
class NieuwInDossier:
    """What generating again would add: codes, names of contexts, and a number of eisen."""

    kerntaken: tuple[str, ...]
    werkprocessen: tuple[str, ...]
    contexten: tuple[str, ...]
    eisen: int

    def __bool__(self) -> bool:
        return any((self.kerntaken, self.werkprocessen, self.contexten, self.eisen))


def nieuw_in_dossier(instrument: Exameninstrument, stof: Stof) -> NieuwInDossier:
    """What the dossier holds for this kwalificatie that the set does not have yet."""
    kerntaken = set(instrument.formulieren.values_list("kerntaak", flat=True))
    within = {"formulier__instrument": instrument}
    werkprocessen = set(Formulieronderdeel.objects.filter(**within).values_list("werkproces", flat=True))
    gedekt = set(
        Criteriumdekking.objects.filter(criterium__onderdeel__formulier__instrument=instrument).values_list(
            "eis", flat=True
        )
    )
    contexten = set(instrument.opdrachten.values_list("context", flat=True))
    in_dossier = [wp for kerntaak in stof.kerntaken for wp in kerntaak.werkprocessen]
    return NieuwInDossier(
        kerntaken=tuple(kerntaak.code for kerntaak in stof.kerntaken if kerntaak.pk not in kerntaken),
        werkprocessen=tuple(wp.code for wp in in_dossier if wp.pk not in werkprocessen),
        contexten=tuple(context.naam for context in stof.contexten if context.pk not in contexten),
        eisen=sum(len(draft_criteria(wp, without=gedekt)) for wp in in_dossier if wp.pk in werkprocessen),
    )


def hoort_bij_de_set(opdracht: Opdracht, stof: Stof) -> bool:
    """The assignment fits the contexts of the dossier and the chosen form of the aanvulopdrachten."""
    plan = opdrachtplan(stof, Aanvulvorm(opdracht.instrument.aanvulvorm))
    return opdracht.sleutel in {plek.sleutel for plek in plan}
