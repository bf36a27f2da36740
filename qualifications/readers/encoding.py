"""Bytes that a person saved as text, turned into text without ever losing or inventing a character."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from django.utils.translation import gettext as _

from qualifications.readers.limits import MB
from qualifications.readers.text import forbidden_character
from qualifications.structure import DossierImportError, Waarschuwing

_BOMS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}


def decode_text(inhoud: bytes, *, max_bytes: int) -> tuple[str, list[Waarschuwing]]:
    """The text with "\\n" between lines, and a warning where the encoding had to be guessed.

    UTF-8, or UTF-16 with a byte order mark (Excel's "Unicode-tekst"); whatever is neither is read as Windows-1252,
    which old spreadsheets write. Form feeds stay: they are the page breaks of a PDF.
    """
    if len(inhoud) > max_bytes:
        raise DossierImportError(
            _("Het bestand is groter dan %(max)s MB. Sla alleen het deel op dat u wilt importeren.")
            % {"max": max_bytes // MB}
        )
    tekst, waarschuwingen = _decode(inhoud)
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    if not tekst.strip():
        raise DossierImportError(_("Het bestand is leeg. Kies een bestand met inhoud."))
    _refuse_binary(tekst)
    return tekst, waarschuwingen


def _decode(inhoud: bytes) -> tuple[str, list[Waarschuwing]]:
    encoding = next((name for bom, name in _BOMS.items() if inhoud.startswith(bom)), "utf-8")
    try:
        return inhoud.decode(encoding), []
    except UnicodeDecodeError as error:
        regel = inhoud.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8":
            raise DossierImportError(
                _("hier staan tekens die geen %(soort)s zijn. Sla het bestand opnieuw op als UTF-8.")
                % {"soort": encoding.upper().removesuffix("-SIG")},
                plaats=_("regel %(regel)s") % {"regel": regel},
            ) from None
    try:
        tekst = inhoud.decode("cp1252")
    except UnicodeDecodeError:
        raise DossierImportError(
            _("Dit is geen leesbaar tekstbestand. Sla het bestand opnieuw op als UTF-8.")
        ) from None
    return tekst, [
        Waarschuwing(
            plaats=_("regel %(regel)s") % {"regel": regel},
            tekst=_(
                "Het bestand is niet opgeslagen als UTF-8. Het is gelezen als Windows-1252; kijk of letters "
                "met accenten goed staan."
            ),
        )
    ]


def _refuse_binary(tekst: str) -> None:
    teken = forbidden_character(tekst.replace("\x0c", "\n"))
    if teken is None:
        return
    regel = next(
        nummer
        for nummer, line in enumerate(tekst.split("\n"), start=1)
        if forbidden_character(line.replace("\x0c", "\n"))
    )
    raise DossierImportError(
        _(
            "hier staat een teken (%(teken)s) dat niet in een tekstbestand hoort. Sla het bestand opnieuw op "
            "als tekst (UTF-8)."
        )
        % {"teken": teken},
        plaats=_("regel %(regel)s") % {"regel": regel},
    )
