"""A form as the page reads it: per werkproces the criteria, with their open choices and the eisen they cover."""

from dataclasses import dataclass

from instruments.enums import Beoordelingsvorm
from instruments.models import Beoordelingscriterium, Beoordelingsformulier
from qualifications.keuzes import find_keuzes
from qualifications.models import Eis, Werkproces


@dataclass(frozen=True, kw_only=True)
class Criteriumrij:
    """`keuzes` counts the open choices in the text; `dekking` are the eisen that it covers."""

    pk: int
    tekst: str
    vorm: Beoordelingsvorm
    vorm_bevestigd: bool
    is_cruciaal: bool
    keuzes: int
    dekking: tuple[Eis, ...]


@dataclass(frozen=True, kw_only=True)
class Formulierblok:
    """`pk` is that of the Formulieronderdeel."""

    pk: int
    werkproces: Werkproces
    criteria: tuple[Criteriumrij, ...]


def formulierblokken(formulier: Beoordelingsformulier) -> list[Formulierblok]:
    """The blocks in printing order, in a fixed number of queries."""
    onderdelen = formulier.onderdelen.select_related("werkproces").prefetch_related("criteria__dekking__eis")
    return [
        Formulierblok(
            pk=onderdeel.pk,
            werkproces=onderdeel.werkproces,
            criteria=tuple(map(_rij, onderdeel.criteria.all())),
        )
        for onderdeel in onderdelen
    ]


def _rij(criterium: Beoordelingscriterium) -> Criteriumrij:
    return Criteriumrij(
        pk=criterium.pk,
        tekst=criterium.tekst,
        vorm=Beoordelingsvorm(criterium.vorm),
        vorm_bevestigd=criterium.vorm_bevestigd,
        is_cruciaal=criterium.is_cruciaal,
        keuzes=len(find_keuzes(criterium.tekst)),
        dekking=tuple(dekking.eis for dekking in criterium.dekking.all()),
    )
