"""Draft criteria: one per resultaat and gedrag, in the words of the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass

from instruments.drafting.stof import Eisstof, Werkprocesstof
from instruments.enums import Beoordelingsvorm
from qualifications.enums import EisSoort

# The rule of the proposal: a resultaat is there to see afterwards, gedrag must be watched. A person confirms it.
VOORGESTELDE_VORM = {
    EisSoort.RESULTAAT: Beoordelingsvorm.PRODUCT,
    EisSoort.GEDRAG: Beoordelingsvorm.OBSERVATIE,
}


@dataclass(frozen=True, kw_only=True)
class Conceptcriterium:
    """`eis` is the pk of the one kwalificatie-eis that it covers."""

    tekst: str
    vorm: Beoordelingsvorm
    eis: int


def criteriumtekst(tekst: str) -> str:
    """The words of the eis on one line; the semicolon that joined it to the next line of the dossier goes."""
    return " ".join(tekst.split()).removesuffix(";").rstrip()


def draft_criteria(
    werkproces: Werkprocesstof, *, without: Iterable[int] = ()
) -> tuple[Conceptcriterium, ...]:
    """One criterium per eis, resultaat first; `without` holds the eisen that are covered already."""
    covered = set(without)
    eisen: list[Eisstof] = [eis for soort in VOORGESTELDE_VORM for eis in werkproces.eisen_van(soort)]
    return tuple(
        Conceptcriterium(tekst=criteriumtekst(eis.tekst), vorm=VOORGESTELDE_VORM[eis.soort], eis=eis.pk)
        for eis in eisen
        if eis.pk not in covered
    )
