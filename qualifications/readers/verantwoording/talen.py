"""The language-level matrix of each kwalificatie: the highest marked ERK level of every skill."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qualifications.enums import Taalniveau, Taalvaardigheid
from qualifications.readers.eisen import taaleis
from qualifications.readers.paragraphs import Regel
from qualifications.readers.text import clean_line
from qualifications.structure import EisImport, Waarschuwing

MAX_TAAL = 120
_KOPPEN = {
    Taalvaardigheid.LUISTEREN: re.compile(r"\bluisteren\b", re.IGNORECASE),
    Taalvaardigheid.LEZEN: re.compile(r"\blezen\b", re.IGNORECASE),
    Taalvaardigheid.GESPREKKEN: re.compile(r"\bgesprekken(\s+voeren)?\b", re.IGNORECASE),
    Taalvaardigheid.SPREKEN: re.compile(r"\bspreken\b", re.IGNORECASE),
    Taalvaardigheid.SCHRIJVEN: re.compile(r"\bschrijven\b", re.IGNORECASE),
}
_RIJ = re.compile(r"(A1|A2|B1|B2|C1|C2)(?=[\s\xa0]|$)(.*)")
_KRUISJE = re.compile(r"(?<!\S)[xX](?!\S)")
_NIVEAUS = [niveau.value for niveau in Taalniveau]


@dataclass(frozen=True, slots=True)
class _Kolom:
    """A column, and from where to where its word stands on the line."""

    vaardigheid: Taalvaardigheid
    begin: int
    einde: int

    def distance(self, place: int) -> int:
        return max(self.begin - place, place - self.einde, 0)


@dataclass(slots=True)
class _Matrix:
    """One matrix in the making: columns in the order of the page."""

    naam: str
    taal: str
    kolommen: list[_Kolom]
    hoogste: dict[Taalvaardigheid, str]


def taaleisen(
    namen: list[str], regels: list[Regel], waarschuwingen: list[Waarschuwing]
) -> dict[str, list[EisImport]]:
    """Per kwalificatie its language requirements; a level in running text is no matrix."""
    known = {naam.casefold(): naam for naam in namen}
    naam, above, matrix = "", "", None
    matrices: list[_Matrix] = []
    for regel in regels:
        if regel.tekst.casefold() in known:
            naam, matrix = known[regel.tekst.casefold()], None
            above = ""
        elif kolommen := _columns(regel.ruw):
            matrix = _begin(regel, naam, above, kolommen, waarschuwingen)
            matrices += [matrix] if matrix else []
        elif matrix and (found := _RIJ.fullmatch(regel.ruw.strip(" \t"))):
            _row(matrix, regel, found[1], waarschuwingen)
        elif regel.tekst and not (matrix and regel.tekst.casefold() == "voeren"):  # a head on two lines
            above, matrix = regel.tekst, None
    eisen: dict[str, list[EisImport]] = {}
    for ready in matrices:
        eisen.setdefault(ready.naam, []).extend(_eisen(ready))
    return eisen


def _columns(ruw: str) -> list[_Kolom]:
    """The five skills and their places when this line is a head; else nothing."""
    hits = {vaardigheid: pattern.search(ruw) for vaardigheid, pattern in _KOPPEN.items()}
    rest = ruw
    for pattern in _KOPPEN.values():
        rest = pattern.sub("", rest)
    if not all(hits.values()) or len(rest.split()) > 3:
        return []
    kolommen = [_Kolom(vaardigheid, *hit.span()) for vaardigheid, hit in hits.items() if hit]
    return sorted(kolommen, key=lambda kolom: kolom.begin)


def _begin(
    regel: Regel,
    naam: str,
    above: str,
    kolommen: list[_Kolom],
    waarschuwingen: list[Waarschuwing],
) -> _Matrix | None:
    first = min(hit.start() for hit in (pattern.search(regel.ruw) for pattern in _KOPPEN.values()) if hit)
    taal = clean_line(regel.ruw[:first]) or above
    if naam and taal and len(taal) <= MAX_TAAL:
        return _Matrix(naam, taal, kolommen, {})
    waarschuwingen.append(
        Waarschuwing(
            plaats=regel.plaats,
            tekst=_(
                "Boven deze taalmatrix staat niet welke kwalificatie en welke taal het is; hij is niet overgenomen."
            ),
        )
    )
    return None


def _row(matrix: _Matrix, regel: Regel, niveau: str, waarschuwingen: list[Waarschuwing]) -> None:
    marked = _marked(matrix, regel.ruw)
    if marked is None:
        waarschuwingen.append(
            Waarschuwing(
                plaats=regel.plaats,
                tekst=_(
                    "Van de kruisjes bij %(niveau)s (%(naam)s, %(taal)s) is niet zeker onder welke "
                    "vaardigheid ze "
                    "staan; ze zijn niet overgenomen. Vul ze zelf aan."
                )
                % {"niveau": niveau, "naam": matrix.naam, "taal": matrix.taal},
            )
        )
        return
    for vaardigheid in marked:
        eerder = matrix.hoogste.get(vaardigheid, "")
        matrix.hoogste[vaardigheid] = max(
            eerder, niveau, key=lambda value: _NIVEAUS.index(value) if value else -1
        )


def _marked(matrix: _Matrix, ruw: str) -> list[Taalvaardigheid] | None:
    """The skills with a mark on this line; None when that is not certain.

    Certain is: all or none; cells that are all there, an empty one as a no-break space; or marks that each stand below
    a word of their own in a line with columns.
    """
    vaardigheden = [kolom.vaardigheid for kolom in matrix.kolommen]
    places = [hit.start() for hit in _KRUISJE.finditer(ruw)]
    if len(places) in {0, len(vaardigheden)}:
        return vaardigheden if places else []
    cellen = [cel for cel in re.split(" ", ruw.strip(" "))[1:] if cel]
    if len(cellen) == len(vaardigheden):
        return [vaardigheid for vaardigheid, cel in zip(vaardigheden, cellen, strict=True) if cel.strip()]
    if "  " not in ruw.strip():
        return None
    nearest = [min(matrix.kolommen, key=lambda kolom: kolom.distance(place)).vaardigheid for place in places]
    return nearest if len(set(nearest)) == len(places) else None


def _eisen(matrix: _Matrix) -> list[EisImport]:
    return [
        taaleis(matrix.taal, vaardigheid, Taalniveau(matrix.hoogste[vaardigheid]))
        for vaardigheid in Taalvaardigheid
        if vaardigheid in matrix.hoogste
    ]
