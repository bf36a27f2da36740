"""Which assignments a set has: aanvulopdrachten as chosen, and one worked example per context."""

from dataclasses import dataclass

from instruments.drafting.stof import Contextstof, Kerntaakstof, Stof
from instruments.enums import Aanvulvorm, OpdrachtSoort


@dataclass(frozen=True, kw_only=True)
class Opdrachtplek:
    """A place in the set. No context: for every context; no kerntaak: for the whole kwalificatie."""

    soort: OpdrachtSoort
    context: Contextstof | None = None
    kerntaak: Kerntaakstof | None = None

    @property
    def sleutel(self) -> tuple[str, int | None, int | None]:
        """What makes this place unique within the set."""
        context = self.context.pk if self.context else None
        return self.soort, context, self.kerntaak.pk if self.kerntaak else None


def opdrachtplan(stof: Stof, aanvulvorm: Aanvulvorm) -> tuple[Opdrachtplek, ...]:
    """The places in printing order. Without contexts there is one of each, for the whole kwalificatie."""
    contexten: tuple[Contextstof | None, ...] = stof.contexten or (None,)
    aanvul, voorbeeld = OpdrachtSoort.AANVUL, OpdrachtSoort.VOORBEELD
    if aanvulvorm == Aanvulvorm.PER_KERNTAAK:
        aanvulplekken = [Opdrachtplek(soort=aanvul, kerntaak=kerntaak) for kerntaak in stof.kerntaken]
    elif aanvulvorm == Aanvulvorm.PER_KWALIFICATIE:
        aanvulplekken = [Opdrachtplek(soort=aanvul)]
    else:
        aanvulplekken = [Opdrachtplek(soort=aanvul, context=context) for context in contexten]
    return (*aanvulplekken, *(Opdrachtplek(soort=voorbeeld, context=context) for context in contexten))
