"""Finding the head and the rows of a matrix in cells, whatever file they come from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from qualifications.readers.spreadsheet import MAX_RIJEN, Blad, Cel, check_row, csv_rows
from qualifications.readers.text import clean_line
from qualifications.structure import DossierImportError, Waarschuwing

# A head stands at the top; a title and some lines of explanation may stand above it.
_HEAD_WITHIN = 50
# Rows, and line breaks within cells.
_MAX_REGELS = MAX_RIJEN * 40
_SCHEIDINGEN = ("\t", ";", ",")
_KERNTAAK_KOP = re.compile(r"kernta(ak|ken)\b.{0,40}", re.IGNORECASE)
_WERKPROCES_KOP = re.compile(r"werkproces(sen)?\b.{0,40}", re.IGNORECASE)
_GENUMMERD_WERKPROCES = re.compile(r"\s*[0-9]+\.[0-9]")
_GENUMMERD = re.compile(r"\s*[0-9]")


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: what stands under kerntaak, under werkproces, and under each uitstroom column."""

    kerntaak: Cel
    werkproces: Cel
    kruisjes: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    kolommen: tuple[Cel, ...]
    rijen: list[Rij]
    waarschuwingen: list[Waarschuwing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Kop:
    """Positions in a row: of kerntaak, of werkproces and of each uitstroom column."""

    kerntaak: int
    werkproces: int
    kolommen: tuple[int, ...]
    cellen: list[Cel]


def no_head() -> DossierImportError:
    return DossierImportError(
        _(
            "In dit bestand staat geen matrix: er is geen rij met de koppen “kerntaak” en “werkproces” en "
            "daarachter een kop voor elke uitstroom. Zet die koppen boven de tabel."
        )
    )


def _too_many_rows() -> DossierImportError:
    return DossierImportError(
        _("De tabel heeft meer dan %(max)s rijen. Laat alleen de rijen van de matrix staan.")
        % {"max": MAX_RIJEN}
    )


# --- Text, CSV -------------------------------------------------------------------------------------
def table_of_text(tekst: str) -> Tabel:
    """CSV when one row holds both heads, with whichever delimiter; else cells that each begin with a tab."""
    if tekst.count("\n") > _MAX_REGELS:
        raise _too_many_rows()
    for scheiding in _SCHEIDINGEN:
        if _has_head(tekst, scheiding):
            return _table_of_rows(csv_rows(tekst, scheiding=scheiding), full_rows=True)
    return _table_of_tabs(tekst)


def _has_head(tekst: str, scheiding: str) -> bool:
    try:
        return any(_head(rij) for rij in islice(csv_rows(tekst, scheiding=scheiding), _HEAD_WITHIN))
    except DossierImportError:
        return False


def _table_of_tabs(tekst: str) -> Tabel:
    """A table as it comes out of a document: every cell begins with a tab and may hold line breaks.

    The head says how many cells a row has: from "kerntaak" to the first cell that begins with a number, the empty cell
    that ends a row included.
    """
    if tekst.count("\t") > MAX_RIJEN * 20:
        raise _too_many_rows()
    cellen = _tab_cells(tekst)
    koppen = [clean_line(cel.tekst[:100]) for cel in cellen[: _HEAD_WITHIN * 4]]
    begin = next(
        (
            index
            for index, (kop, volgende) in enumerate(zip(koppen, koppen[1:], strict=False))
            if _KERNTAAK_KOP.fullmatch(kop) and _WERKPROCES_KOP.fullmatch(volgende)
        ),
        None,
    )
    if begin is None:
        raise no_head()
    breedte = next(
        (n for n, cel in enumerate(cellen[begin:]) if _GENUMMERD.match(cel.tekst)), len(cellen) - begin
    )
    rijen = [cellen[at : at + breedte] for at in range(begin, len(cellen), breedte)]
    if not any(cel.tekst.strip() for cel in rijen[-1]):
        rijen.pop()
    for aantal, rij in enumerate(rijen, start=1):
        check_row(rij, aantal)
    return _table_of_rows(rijen, full_rows=True)


def _tab_cells(tekst: str) -> list[Cel]:
    cellen, regel = [], 1
    for stuk in tekst.split("\t"):
        cellen.append(Cel(stuk, regel=regel))
        regel += stuk.count("\n")
    return cellen


# --- XLSX ------------------------------------------------------------------------------------------
def table_of_sheets(bladen: list[Blad]) -> Tabel:
    """The first sheet that has a head; that there are others is said."""
    for blad in bladen:
        if any(_head(rij) for rij in blad.rijen[:_HEAD_WITHIN]):
            tabel = _table_of_rows(blad.rijen, full_rows=False)
            if len(bladen) > 1:
                tabel.waarschuwingen.append(
                    Waarschuwing(
                        plaats=_("blad “%(blad)s”") % {"blad": blad.titel},
                        tekst=_("Alleen dit blad is gelezen; de andere bladen niet."),
                    )
                )
            return tabel
    raise no_head()


# --- Rows ------------------------------------------------------------------------------------------
def _head(rij: list[Cel]) -> _Kop | None:
    koppen = [clean_line(cel.tekst[:400]) for cel in rij]
    kerntaak = next((n for n, kop in enumerate(koppen) if _KERNTAAK_KOP.fullmatch(kop)), None)
    if kerntaak is None:
        return None
    werkproces = next(
        (n for n, kop in enumerate(koppen) if n > kerntaak and _WERKPROCES_KOP.fullmatch(kop)), None
    )
    if werkproces is None:
        return None
    kolommen = tuple(n for n, kop in enumerate(koppen) if n > werkproces and kop)
    return _Kop(kerntaak, werkproces, kolommen, rij)


def _table_of_rows(rijen: Iterable[list[Cel]], *, full_rows: bool) -> Tabel:
    """`full_rows`: a row that is shorter than the head means that the file was cut off (XLSX leaves empty "
    "ends out)."""
    kop, found, waarschuwingen = None, [], []
    for aantal, cellen in enumerate(rijen):
        if kop is None:
            kop = _head(cellen)
            if aantal >= _HEAD_WITHIN:
                break
        elif any(cel.tekst.strip() for cel in cellen):
            _check_shifted(cellen, kop)
            _check_width(cellen, kop, full_rows=full_rows)
            found.append(_row(cellen, kop))
            waarschuwingen += _outside(cellen, kop)
    if kop is None or not kop.kolommen:
        raise no_head()
    if not found:
        raise DossierImportError(
            _("onder de koppen staat geen enkele rij. Zet de kerntaken en werkprocessen onder de koppen."),
            plaats=kop.cellen[kop.kerntaak].plaats(),
        )
    return Tabel(tuple(kop.cellen[n] for n in kop.kolommen), found, waarschuwingen)


def _check_shifted(cellen: list[Cel], kop: _Kop) -> None:
    """A werkproces among the kerntaken: an empty cell was left out somewhere, so no later cell is where it belongs."""
    cel = cellen[min(kop.kerntaak, len(cellen) - 1)]
    if _GENUMMERD_WERKPROCES.match(cel.tekst):
        raise DossierImportError(
            _(
                "bij de kerntaken staat een werkproces: “%(tekst)s”. Zijn de cellen verschoven? Laat ook lege cellen "
                "staan, zodat elke rij er evenveel heeft als de kop."
            )
            % {"tekst": clean_line(cel.tekst[:60])},
            plaats=cel.plaats(),
        )


def _check_width(cellen: list[Cel], kop: _Kop, *, full_rows: bool) -> None:
    breedte = max((kop.werkproces, *kop.kolommen)) + 1
    if full_rows and len(cellen) < breedte:
        raise DossierImportError(
            _(
                "deze rij heeft %(aantal)s cellen en de kop heeft er %(breedte)s. Is het bestand afgebroken? "
                "Vul de rij aan, zo nodig met lege cellen."
            )
            % {"aantal": len(cellen), "breedte": breedte},
            plaats=cellen[0].plaats(),
        )


def _row(cellen: list[Cel], kop: _Kop) -> Rij:
    first = cellen[0] if cellen else Cel()

    def at(position: int) -> Cel:
        if position < len(cellen):
            return cellen[position]
        return Cel(regel=first.regel, naam=first.naam)

    return Rij(at(kop.kerntaak), at(kop.werkproces), tuple(at(n) for n in kop.kolommen))


def _outside(cellen: list[Cel], kop: _Kop) -> list[Waarschuwing]:
    known = {kop.kerntaak, kop.werkproces, *kop.kolommen}
    return [
        Waarschuwing(
            plaats=cel.plaats(),
            tekst=_("“%(tekst)s” staat in een kolom zonder kop en is niet gelezen.")
            % {"tekst": clean_line(cel.tekst[:60])},
        )
        for n, cel in enumerate(cellen)
        if n not in known and cel.tekst.strip() and not _named(kop, n)
    ]


def _named(kop: _Kop, position: int) -> bool:
    """A column before or between kerntaak and werkproces with a head of its own is somebody's own note."""
    return position < kop.werkproces and bool(kop.cellen[position].tekst.strip())
