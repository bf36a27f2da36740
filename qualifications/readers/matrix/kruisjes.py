"""Which werkproces a mark belongs to, and when that cannot be known.

A cell of the source holds the marks of all werkprocessen of its row, one under the other. As many marks as
werkprocessen: each has one. No mark: none has one. Anything else is for a person to decide, and gets a proposal only.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.readers.matrix.kerntaken import Plek
from qualifications.readers.spreadsheet import Cel
from qualifications.readers.text import clean_line
from qualifications.structure import KerntaakImport, UitstroomImport, Waarschuwing

_WEL = frozenset({"x", "×", "ja", "1", "✓", "✔", "☑", "☒"})
_NIET = frozenset({"nee", "0", "-", "–", "☐"})


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Per werkproces of a row: what the source says (None: not certain) and the proposal."""

    bron: tuple[bool | None, ...]
    voorstel: tuple[bool, ...]

    @property
    def certain(self) -> bool:
        return None not in self.bron


def uitstroom_of(
    plekken: list[Plek], kolommen: list[str], waarschuwingen: list[Waarschuwing]
) -> tuple[UitstroomImport, ...]:
    """Every werkproces × column, in the order of the source; adds one warning per uncertain cell and per "
    "odd mark."""
    uitstroom = []
    for plek in plekken:
        per_kolom = [
            _cell(cel, plek, kolom, waarschuwingen)
            for kolom, cel in zip(kolommen, plek.kruisjes, strict=True)
        ]
        for position, nummer in enumerate(plek.werkprocessen):
            code = f"{KerntaakImport(nummer=plek.kerntaak, titel='').code}-W{nummer}"
            uitstroom += [
                UitstroomImport(
                    werkproces=code,
                    profiel=profiel,
                    bron=verdeling.bron[position],
                    voorstel=verdeling.voorstel[position],
                )
                for profiel, verdeling in enumerate(per_kolom, start=1)
            ]
    return tuple(uitstroom)


def _cell(cel: Cel, plek: Plek, kolom: str, waarschuwingen: list[Waarschuwing]) -> Verdeling:
    regels = _lines(cel, waarschuwingen)
    verdeling = verdeel(regels, len(plek.werkprocessen))
    aantal = regels.count(True)
    werkprocessen = len(plek.werkprocessen)
    if not verdeling.certain or aantal > werkprocessen:
        kruisjes = ngettext("%(aantal)s kruisje", "%(aantal)s kruisjes", aantal) % {"aantal": aantal}
        rijen = ngettext("%(aantal)s werkproces", "%(aantal)s werkprocessen", werkprocessen)
        waarschuwingen.append(
            Waarschuwing(
                plaats=cel.plaats(),
                tekst=_(
                    "Kerntaak %(kerntaak)s, kolom “%(kolom)s”: %(kruisjes)s bij %(werkprocessen)s. "
                    "Niet zeker is welk kruisje waarbij hoort; beslis in het raster."
                )
                % {
                    "kerntaak": plek.kerntaak,
                    "kolom": kolom,
                    "kruisjes": kruisjes,
                    "werkprocessen": rijen % {"aantal": werkprocessen},
                },
            )
        )
    return verdeling


def _lines(cel: Cel, waarschuwingen: list[Waarschuwing]) -> list[bool | str | None]:
    """Per line of the cell: True for a mark, False for a written no, None for nothing, a text for anything "
    "else."""
    regels: list[bool | str | None] = []
    for offset, line in enumerate(cel.tekst.rstrip().split("\n")):
        tekst = clean_line(line)
        gevouwen = tekst.casefold()
        if gevouwen in _WEL:
            regels.append(True)
        elif gevouwen in _NIET:
            regels.append(False)
        elif not gevouwen:
            regels.append(None)
        else:
            regels.append(tekst)
            waarschuwingen.append(
                Waarschuwing(
                    plaats=cel.plaats(offset),
                    tekst=_(
                        "“%(tekst)s” is geen kruisje en is niet meegeteld. Gebruik x of laat de cel leeg."
                    )
                    % {"tekst": tekst[:60]},
                )
            )
    return regels


def verdeel(regels: list[bool | str | None], aantal: int) -> Verdeling:
    """Give each of `aantal` werkprocessen its mark, from the lines of one cell.

    The proposal where the count does not fit: when blank lines between the marks are uneven and the last mark stands on
    line `aantal` at most, each line of the cell, blank ones included, is taken for one werkproces in order. Blank lines
    that are absent, or between all marks alike, say nothing: then the first werkprocessen get the marks.
    """
    wel = regels.count(True)
    written = [regel is True for regel in regels if regel is not None]
    if any(isinstance(regel, str) for regel in regels) and wel != aantal:
        return _uncertain(regels, aantal)
    if regels.count(False) and len(written) == aantal:
        return Verdeling(tuple(written), tuple(written))
    if wel == 0:
        return Verdeling((False,) * aantal, (False,) * aantal)
    if wel == aantal and not regels.count(False):
        return Verdeling((True,) * aantal, (True,) * aantal)
    return _uncertain(regels, aantal)


def _uncertain(regels: list[bool | str | None], aantal: int) -> Verdeling:
    positions = [position for position, regel in enumerate(regels) if regel is True]
    gaps = {later - earlier for earlier, later in zip(positions, positions[1:], strict=False)}
    uneven = len(gaps) > 1 or (bool(positions) and positions[0] > 0)
    if not (uneven and positions[-1] < aantal):
        positions = list(range(min(len(positions), aantal)))
    return Verdeling((None,) * aantal, tuple(n in positions for n in range(aantal)))
