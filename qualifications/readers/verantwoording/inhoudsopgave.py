"""The table of contents: which chapters the text must hold, however the printer broke its lines.

A long row of dots may go on over the next lines, the page number may stand alone, and dots or numbers may be missing.
Without any dots a table of contents is recognised by the text behind it: there its first title comes once more.
"""

import re
from dataclasses import dataclass, field

from qualifications.readers.paragraphs import Regel

# "4.1 Wetgeving" is a part of chapter 4, no chapter.
KOP = re.compile(r"([0-9]{1,2})\s*\.(?![0-9])\s*(\S.*)")
TITEL_REGELS = 4  # a long title is broken over at most this many lines
_NAMEN = {"inhoud", "inhoudsopgave"}
_VERANTWOORDING = "verantwoordingsinformatie"
_PUNTEN = re.compile(r"[.…](?:\s*[.…])*\s*([0-9]{1,3})?")  # what is left of the dots of the line above
_BLADZIJDE = re.compile(r"[0-9]{1,3}")
_MIN_PUNTEN = 3
_MIN_PUNTEN_ALLEEN = 8  # without a page number: "enzovoort..." is no row of dots


@dataclass(frozen=True, slots=True)
class Inhoudsopgave:
    """`titels` per number are the spellings, folded, that its heading may have; lines `begin` up to `einde`.

    Without a table of contents there are no titles. `genoemd`: its heading stands in the document.
    `afgesneden`: its rows of dots lead to no page number, so the right side of the pages is lost.
    """

    titels: dict[int, set[str]] = field(default_factory=dict)
    begin: int = 0
    einde: int = 0
    genoemd: bool = False
    afgesneden: bool = False


@dataclass(slots=True)
class _Ingang:
    """One chapter in the table of contents."""

    nummer: int
    titels: set[str]
    begin: int
    einde: int
    punten: bool
    bladzijde: bool


def fold(tekst: str) -> str:
    """Letters only: where a line was broken, a blank says nothing."""
    return "".join(tekst.casefold().split())


def read_inhoudsopgave(regels: list[Regel]) -> Inhoudsopgave:
    kop = next((n for n, regel in enumerate(regels) if regel.tekst.casefold().rstrip(": ") in _NAMEN), None)
    begin = 0 if kop is None else kop
    ingangen, einde = _ingangen(regels, begin)
    genoemd = kop is not None
    with_dots = [position for position, ingang in enumerate(ingangen) if ingang.punten]
    if with_dots and einde == len(regels):  # no chapter behind it: the rest is not of this table
        ingangen = ingangen[: with_dots[-1] + 1]
    if not _starts_again(regels, ingangen, einde):
        if not with_dots:
            return Inhoudsopgave(genoemd=genoemd, begin=begin, einde=begin)
        ingangen = ingangen if genoemd else ingangen[with_dots[0] :]
    begin = begin if genoemd else ingangen[0].begin
    return Inhoudsopgave(
        titels={ingang.nummer: ingang.titels for ingang in ingangen},
        begin=begin,
        einde=ingangen[-1].einde,
        genoemd=genoemd,
        afgesneden=bool(with_dots) and not any(ingang.bladzijde for ingang in ingangen),
    )


def _ingangen(regels: list[Regel], begin: int) -> tuple[list[_Ingang], int]:
    """(numbered lines with rising numbers, the line where the numbers fall back and the text begins)."""
    ingangen: list[_Ingang] = []
    for position in range(begin, len(regels)):
        if found := KOP.fullmatch(regels[position].tekst):
            nummer = int(found[1])
            if ingangen and nummer <= ingangen[-1].nummer:
                return ingangen, position
            ingangen.append(_ingang(regels, position, nummer, found[2]))
    return ingangen, len(regels)


def _ingang(regels: list[Regel], begin: int, nummer: int, tekst: str) -> _Ingang:
    """The title goes on until its dots; without dots every next line may, or may not, belong to it."""
    titel, titels, position, parts = "", set[str](), begin, 0
    while True:
        deel, punten, bladzijde, einde = _before_dots(regels, position, tekst)
        titel = f"{titel} {deel}".strip()
        parts += 1
        if punten and titel:
            return _Ingang(nummer, {fold(titel)}, begin, einde, punten=True, bladzijde=bladzijde)
        titels |= {fold(titel), fold(titel.rstrip("0123456789"))} - {""}
        position = _next_line(regels, position)
        tekst = regels[position].tekst if position < len(regels) else ""
        if not tekst or parts == TITEL_REGELS or KOP.fullmatch(tekst) or fold(tekst) == _VERANTWOORDING:
            return _Ingang(nummer, titels, begin, begin + 1, punten=False, bladzijde=False)


def _next_line(regels: list[Regel], position: int) -> int:
    """The next line that is not empty."""
    return next((n for n in range(position + 1, len(regels)) if regels[n].tekst), len(regels))


def _before_dots(regels: list[Regel], position: int, tekst: str) -> tuple[str, bool, bool, int]:
    """(text before the dots, whether there are dots, whether a page number follows, the line behind them)."""
    zonder = tekst.rstrip("0123456789")
    titel = zonder.rstrip(".… ")
    bladzijde = zonder != tekst
    punten = sum(zonder[len(titel) :].count(punt) for punt in ".…")
    einde = position + 1
    while punten >= _MIN_PUNTEN and not bladzijde:
        volgende = _next_line(regels, einde - 1)
        line = regels[volgende].tekst if volgende < len(regels) else ""
        if not (found := _PUNTEN.fullmatch(line)) and not _BLADZIJDE.fullmatch(line):
            break
        bladzijde = not found or found[1] is not None
        punten += line.count(".")
        einde = volgende + 1
    enough = _MIN_PUNTEN if bladzijde else _MIN_PUNTEN_ALLEEN
    return (titel, True, bladzijde, einde) if punten >= enough else (tekst, False, False, einde)


def _starts_again(regels: list[Regel], ingangen: list[_Ingang], einde: int) -> bool:
    """Whether the line where the numbers fall back has a title of the table; a list in the text has not."""
    if einde == len(regels):
        return False
    found = KOP.fullmatch(regels[einde].tekst)
    titels = {ingang.nummer: ingang.titels for ingang in ingangen}
    return found is not None and fold(found[2]) in titels.get(int(found[1]), set())
