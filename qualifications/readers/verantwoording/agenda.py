"""The rows of the onderhoudsagenda: a table of four columns that the published text shows as loose blocks."""

import re

from django.utils.translation import gettext as _

from qualifications.readers.paragraphs import Regel, blocks, join_lines
from qualifications.readers.text import clean_line
from qualifications.structure import OnderhoudspuntImport, Waarschuwing

_KOPPEN = ("Onderwerp", "Actie", "Wie", "Wanneer")
_KOP = re.compile(r"Onderwerp\s+Actie\s+Wie\s+Wanneer", re.IGNORECASE)
_WANNEER = re.compile(
    r"(vanaf|vóór|voor|na|per|tot|uiterlijk|doorlopend|continu|permanent|jaarlijks|tweejaarlijks|halfjaarlijks|periodiek|"
    r"bij|tijdens|zodra|indien|(eind|begin|medio|najaar|voorjaar)( van)?|elk|elke|ieder|nader te bepalen|"
    r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|(19|20)[0-9]{2})\b",
    re.IGNORECASE,
)
_ZIN = re.compile(r"(?<=[\w')][.!?])\s+(?=[A-ZÀ-Þ(])")


def onderhoudspunten(
    regels: list[Regel], waarschuwingen: list[Waarschuwing]
) -> tuple[OnderhoudspuntImport, ...]:
    """The rows; each that could not be cut with certainty has a warning, and the chapter keeps its whole "
    "text."""
    kop = next((n for n, regel in enumerate(regels) if _KOP.fullmatch(regel.tekst)), None)
    if kop is None:
        return ()
    places = _places(regels[kop].ruw)
    if places:
        return _from_columns(regels[kop + 1 :], places, waarschuwingen)
    return _from_blocks(regels[kop + 1 :], waarschuwingen)


# --- Columns that can be seen (PDF) ----------------------------------------------------------------
def _places(ruw: str) -> list[int]:
    """Where each column begins, when the head shows it by wide blanks."""
    if len(re.findall(r"\S {2,}\S", ruw)) < len(_KOPPEN) - 1:
        return []
    return [ruw.lower().index(kop.lower()) for kop in _KOPPEN]


def _from_columns(
    regels: list[Regel], places: list[int], waarschuwingen: list[Waarschuwing]
) -> tuple[OnderhoudspuntImport, ...]:
    punten = []
    cellen: list[list[str]] = [[], [], [], []]
    begin, after_blank = "", True
    for regel in regels:
        delen = _slices(regel.ruw, places)
        if after_blank and delen[0]:
            if any(cellen):
                punten.append(_column_row(cellen, begin, waarschuwingen))
            cellen, begin = [[], [], [], []], regel.plaats
        for cel, deel in zip(cellen, delen, strict=True):
            cel += [deel] if deel else []
        after_blank = not regel.tekst
    if any(cellen):
        punten.append(_column_row(cellen, begin, waarschuwingen))
    return tuple(punten)


def _column_row(
    cellen: list[list[str]], begin: str, waarschuwingen: list[Waarschuwing]
) -> OnderhoudspuntImport:
    return _row([join_lines(cel) for cel in cellen], begin, waarschuwingen, certain=all(cellen))


def _slices(ruw: str, places: list[int]) -> list[str]:
    grenzen = [0, *(_edge(ruw, place) for place in places[1:]), max(len(ruw), places[-1] + 1)]
    return [clean_line(ruw[van:tot]) for van, tot in zip(grenzen, grenzen[1:], strict=False)]


def _edge(ruw: str, place: int) -> int:
    """The begin of a word that starts a little before its column; letters are not all equally wide."""
    while 0 < place < len(ruw) and not ruw[place - 1].isspace():
        place -= 1
    return place


# --- Blocks (text) ---------------------------------------------------------------------------------
def _from_blocks(regels: list[Regel], waarschuwingen: list[Waarschuwing]) -> tuple[OnderhoudspuntImport, ...]:
    """A row ends with a block that says when. Four blocks are its four cells; fewer, and cells share a "
    "block."""
    punten = []
    rij: list[str] = []
    begin = ""
    for block in blocks(regels):
        tekst = join_lines(regel.tekst for regel in block)
        begin = begin if rij else block[0].plaats
        rij.append(tekst)
        if len(rij) > 1 and _WANNEER.match(tekst) and (len(rij) >= 4 or _parts(rij)):
            punten.append(_cut_row(rij, begin, waarschuwingen))
            rij = []
    if rij:
        punten.append(_cut_row(rij, begin, waarschuwingen))
    return tuple(punten)


def _cut_row(rij: list[str], begin: str, waarschuwingen: list[Waarschuwing]) -> OnderhoudspuntImport:
    if len(rij) == 4:
        return _row(rij, begin, waarschuwingen, certain=bool(_WANNEER.match(rij[3])))
    return _row(_parts(rij) or [" ".join(rij), "", "", ""], begin, waarschuwingen, certain=False)


def _parts(rij: list[str]) -> list[str]:
    """Four cells when the sentences of the first block are exactly as many as the cells it must hold; else "
    "nothing."""
    if len(rij) > 3:
        return []
    zinnen = _ZIN.split(rij[0])
    return [*zinnen, *rij[1:]] if len(zinnen) + len(rij) - 1 == 4 else []


def _row(
    cellen: list[str], plaats: str, waarschuwingen: list[Waarschuwing], *, certain: bool
) -> OnderhoudspuntImport:
    onderwerp, actie, wie, wanneer = cellen
    if not certain:
        waarschuwingen.append(
            Waarschuwing(
                plaats=plaats,
                tekst=_(
                    "Onderhoudsagenda, “%(onderwerp)s”: niet zeker is wat onderwerp, actie, wie en wanneer "
                    "is. "
                    "Kijk het na; de hele tekst staat in het hoofdstuk."
                )
                % {"onderwerp": onderwerp[:80]},
            )
        )
    return OnderhoudspuntImport(onderwerp=onderwerp, actie=actie, wie=wie, wanneer=wanneer)
