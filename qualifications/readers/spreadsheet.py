"""Cells of CSV and XLSX files from outside, read with limits.

Nothing is calculated: a formula gives the value that the spreadsheet program saved with it. What a zip directory or a
sheet says about its own size is not believed; everything is counted while reading.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from qualifications.structure import DossierImportError, Waarschuwing

MAX_RIJEN = 5_000
MAX_KOLOMMEN = 200
MAX_UITGEPAKT = 20_000_000  # bytes, all parts of an XLSX together
MAX_ONDERDELEN = 500
MAX_BLADEN = 20
MAX_TEKENS = 20_000  # in one cell
# Rows that only have a format are stepped over, but not without end; of all sheets together.
MAX_RIJEN_MET_LEGE = 20_000
OLE_BEGIN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLOK = 65_536
_DTD = re.compile(rb"<!\s*(doctype|entity)", re.IGNORECASE)
# A cell with a value beyond column GR (200): it would be left out without a word, for rows are read up to one more.
_BUITEN = re.compile(
    rb"<(?:\w+:)?c\s[^<>]{0,200}?\br=[\"']((?:[A-Z]{3}|G[T-Z]|[H-Z][A-Z])\d{1,7})[\"'][^<>]{0,200}(?<!/)>"
    rb"\s{0,20}<(?:\w+:)?(?:v|is|f)[\s>/]"
)
_FORMULE = re.compile(rb"<(\w+:)?f[\s>/]")


@dataclass(frozen=True, slots=True)
class Cel:
    """The text of one cell and where it stands: line `regel` of a text file, or cell `naam` (B7) of a sheet."""

    tekst: str = ""
    regel: int = 0
    naam: str = ""

    def plaats(self, offset: int = 0) -> str:
        """The place of line `offset` (from 0) of the cell, for a person."""
        if not self.naam:
            return _("regel %(regel)s") % {"regel": self.regel + offset}
        if offset:
            return _("cel %(cel)s, regel %(regel)s") % {"cel": self.naam, "regel": offset + 1}
        return _("cel %(cel)s") % {"cel": self.naam}


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: rows that are not empty, each a list of cells from the first column on."""

    rijen: list[list[Cel]]
    titel: str = ""


# --- Limits ----------------------------------------------------------------------------------------
def check_row(rij: list[Cel], aantal: int) -> None:
    """Refuse what is larger than any real table; `aantal` counts the rows up to and with this one."""
    if aantal > MAX_RIJEN:
        raise DossierImportError(
            _("de tabel heeft meer dan %(max)s rijen. Laat alleen de rijen van de matrix staan.")
            % {"max": MAX_RIJEN},
            plaats=rij[0].plaats() if rij else "",
        )
    if len(rij) > MAX_KOLOMMEN:
        raise _too_wide(rij[MAX_KOLOMMEN].plaats())
    for cel in rij:
        if len(cel.tekst) > MAX_TEKENS:
            raise DossierImportError(
                _("deze cel heeft meer dan %(max)s tekens. Kort de tekst in of verdeel hem over meer cellen.")
                % {"max": MAX_TEKENS},
                plaats=cel.plaats(),
            )


# --- CSV -------------------------------------------------------------------------------------------
def csv_rows(tekst: str, *, scheiding: str) -> Iterator[list[Cel]]:
    """The rows of a CSV text that are not empty; a cell in quotes may hold line breaks."""
    reader = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    begin, aantal = 1, 0
    while True:
        try:
            waarden = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise DossierImportError(
                _(
                    "de aanhalingstekens om een cel kloppen niet, of de cel is te lang. Sla de tabel opnieuw "
                    "op als CSV of als XLSX."
                ),
                plaats=_("regel %(regel)s") % {"regel": begin},
            ) from None
        if any(waarde.strip() for waarde in waarden):
            aantal += 1
            rij = _csv_cells(waarden[: MAX_KOLOMMEN + 1], begin)
            check_row(rij, aantal)
            yield rij
        begin = reader.line_num + 1


def _csv_cells(waarden: list[str], regel: int) -> list[Cel]:
    cellen = []
    for waarde in waarden:
        cellen.append(Cel(waarde, regel=regel))
        regel += waarde.count("\n")
    return cellen


# --- XLSX ------------------------------------------------------------------------------------------
def xlsx_sheets(inhoud: bytes) -> tuple[list[Blad], list[Waarschuwing]]:
    """The sheets of a workbook that are not empty, and a warning for each formula without a saved value."""
    try:
        with_formulas = _check_package(inhoud)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names each extension of Excel that it skips
            return _read_workbook(inhoud, with_formulas=with_formulas)
    except DossierImportError:
        raise
    except Exception:  # openpyxl, zlib and the XML parsers raise about anything on a broken file
        raise DossierImportError(
            _(
                "Het XLSX-bestand is beschadigd. Open het in een rekenprogramma en sla het opnieuw op als "
                "XLSX."
            )
        ) from None


def refuse_ole(inhoud: bytes) -> None:
    """Old .xls files and encrypted .xlsx files share one container."""
    if not inhoud.startswith(OLE_BEGIN):
        return
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        raise DossierImportError(
            _("Het bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en sla het opnieuw op.")
        )
    raise DossierImportError(
        _("Dit is een oud Office-bestand (.xls of .doc). Sla het op als XLSX of CSV en kies dat bestand.")
    )


def _check_package(inhoud: bytes) -> bool:
    """Unpack every part once, counting, and refuse what does not belong in a workbook.

    True when a sheet holds a formula.
    """
    total, formules = 0, False
    with zipfile.ZipFile(io.BytesIO(inhoud)) as package:
        onderdelen = package.infolist()
        if len(onderdelen) > MAX_ONDERDELEN or sum(part.file_size for part in onderdelen) > MAX_UITGEPAKT:
            raise _too_large()
        if any(part.flag_bits & 1 for part in onderdelen):
            raise DossierImportError(
                _(
                    "Het bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en sla het "
                    "opnieuw op."
                )
            )
        names = {part.filename for part in onderdelen}
        if len(names) < len(onderdelen) or "xl/workbook.xml" not in names:
            raise DossierImportError(
                _("Dit is geen XLSX-bestand. Sla de tabel op als XLSX of CSV en kies dat bestand.")
            )
        for part in onderdelen:
            found, size = _scan_part(package, part)
            formules, total = formules or found, total + size
            if total > MAX_UITGEPAKT:
                raise _too_large()
    return formules


def _scan_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[bool, int]:
    """(holds a formula, real size) of one part; a DTD in any encoding is refused."""
    formule, size, tail = False, 0, b""
    with package.open(part) as stream:
        while block := stream.read(_BLOK):
            size += len(block)
            if size > MAX_UITGEPAKT:
                raise _too_large()
            window = (tail + block).replace(b"\0", b"")  # UTF-16 and UTF-32 then look like ASCII
            if part.filename.endswith((".xml", ".rels")) and _DTD.search(window):
                raise DossierImportError(
                    _(
                        "Het XLSX-bestand bevat een DTD; dat wordt uit voorzorg geweigerd. Sla het opnieuw "
                        "op als XLSX."
                    )
                )
            if "worksheets/" in part.filename:
                _refuse_far_away(window)
                formule = formule or bool(_FORMULE.search(window))
            tail = block[-500:]
    return formule, size


def _refuse_far_away(window: bytes) -> None:
    if found := _BUITEN.search(window):
        raise _too_wide(_("cel %(cel)s") % {"cel": found[1].decode()})


def _too_wide(plaats: str) -> DossierImportError:
    return DossierImportError(
        _("deze rij heeft meer dan %(max)s kolommen. Laat alleen de kolommen van de matrix staan.")
        % {"max": MAX_KOLOMMEN},
        plaats=plaats,
    )


def _too_large() -> DossierImportError:
    return DossierImportError(
        _("Het XLSX-bestand is uitgepakt groter dan %(max)s MB. Laat alleen het blad met de matrix staan.")
        % {"max": MAX_UITGEPAKT // 1_000_000}
    )


def _read_workbook(inhoud: bytes, *, with_formulas: bool) -> tuple[list[Blad], list[Waarschuwing]]:
    waarden = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
    bladen, leeg, teller = [], [], count(1)
    for sheet in waarden.worksheets[:MAX_BLADEN]:
        rijen = list(_xlsx_rows(sheet, teller))
        if rijen:
            bladen.append(Blad(rijen, titel=sheet.title))
    if with_formulas:
        formules = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=False, keep_links=False)
        teller = count(1)
        for sheet in formules.worksheets[:MAX_BLADEN]:
            known = {
                cel.naam
                for blad in bladen
                if blad.titel == sheet.title
                for rij in blad.rijen
                for cel in rij
                if cel.tekst
            }
            leeg += [
                cel
                for rij in _xlsx_rows(sheet, teller)
                for cel in rij
                if cel.tekst[:1] == "=" and cel.naam not in known
            ]
    return bladen, [_no_value(cel) for cel in leeg]


def _no_value(cel: Cel) -> Waarschuwing:
    return Waarschuwing(
        plaats=cel.plaats(),
        tekst=_(
            "Deze cel heeft een formule zonder opgeslagen uitkomst en is als leeg gelezen. Open het bestand "
            "in een rekenprogramma, sla het op en importeer het opnieuw."
        ),
    )


def _xlsx_rows(sheet: Any, teller: Iterator[int]) -> Iterator[list[Cel]]:
    """The rows of a sheet that are not empty; `teller` counts every row of all sheets, also the empty ones."""
    sheet.reset_dimensions()  # what the file says about its own size is not believed
    aantal = 0
    # Without `max_col` a single cell in column XFD makes openpyxl fill 16,384 places.
    rows = sheet.iter_rows(max_col=MAX_KOLOMMEN + 1, values_only=True)
    for nummer, waarden in enumerate(rows, start=1):
        if next(teller) > MAX_RIJEN_MET_LEGE:
            raise DossierImportError(
                _("de tabel heeft meer dan %(max)s rijen. Laat alleen de rijen van de matrix staan.")
                % {"max": MAX_RIJEN},
                plaats=_("rij %(rij)s") % {"rij": nummer},
            )
        teksten = _without_empty_end(waarden)
        if teksten:
            aantal += 1
            rij = [
                Cel(tekst, naam=f"{get_column_letter(kolom)}{nummer}")
                for kolom, tekst in enumerate(teksten[: MAX_KOLOMMEN + 1], start=1)
            ]
            check_row(rij, aantal)
            yield rij


def _without_empty_end(waarden: Iterable[object]) -> list[str]:
    teksten = [_as_text(waarde) for waarde in waarden]
    while teksten and not teksten[-1].strip():
        teksten.pop()
    return teksten


def _as_text(waarde: object) -> str:
    """A value as a person sees it: 1.0 is 1, a day is written as a date, true is a mark."""
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "1" if waarde else "0"
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    if isinstance(waarde, date | datetime):
        return waarde.isoformat()
    if isinstance(waarde, ArrayFormula | DataTableFormula):
        return "="  # only seen in the pass over the formulas
    return str(waarde).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
