"""Which reader a file belongs to: by what is in it, and only then by its name."""

import re
from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from qualifications.readers import matrix, sbb_xml, verantwoording, yaml_dossier
from qualifications.readers.limits import MAX_BYTES, MB
from qualifications.structure import DossierImport, DossierImportError

Reader = Callable[..., DossierImport]
SPREADSHEETS = {".csv", ".tsv", ".xlsx", ".xls"}
YAML = {".yaml", ".yml"}
YAML_KEY = re.compile(rb"^titel[ ]*:", re.MULTILINE)
# Bytes in which the words stand by which a text is known.
START = 100_000


def read(inhoud: bytes, *, bestandsnaam: str, crebo: str = "") -> DossierImport:
    """Read a file of any accepted kind. `crebo` chooses one dossier from an SBB file that holds several.

    Raises DossierImportError, with place and remedy, for whatever is wrong with it.
    """
    if not inhoud.strip():
        raise DossierImportError(_("Het bestand is leeg. Kies een bestand met inhoud."))
    refuse_large(len(inhoud))
    reader = _choose(inhoud, PurePath(bestandsnaam).suffix.lower())
    if reader is sbb_xml.read:
        return sbb_xml.read(inhoud, bestandsnaam=bestandsnaam, crebo=crebo)
    return reader(inhoud, bestandsnaam=bestandsnaam)


def refuse_large(size: int) -> None:
    """`size` in bytes: known before the file is read."""
    if size > MAX_BYTES:
        raise DossierImportError(
            _(
                "Het bestand is groter dan %(grens)d MB. Een dossier is zelden groter dan 1 MB. Kies het goede bestand."
            )
            % {"grens": MAX_BYTES // MB}
        )


def _choose(inhoud: bytes, suffix: str) -> Reader:
    if inhoud.startswith(b"%PDF") or suffix == ".pdf":
        return verantwoording.read
    if suffix == ".xml" or _looks_like_xml(inhoud):
        return sbb_xml.read
    if suffix in YAML:
        return yaml_dossier.read
    if suffix in SPREADSHEETS or inhoud.startswith(b"PK\x03\x04"):
        return matrix.read
    return _choose_by_words(inhoud)


def _choose_by_words(inhoud: bytes) -> Reader:
    """A text file, whatever it is called; UTF-16 has a zero beside every letter."""
    words = inhoud[:START].replace(b"\0", b"").lower()
    if b"verantwoordingsinformatie" in words:
        return verantwoording.read
    if YAML_KEY.search(words):
        return yaml_dossier.read
    if b"kerntaak" in words and b"werkproces" in words:
        return matrix.read
    raise DossierImportError(
        _(
            "In dit bestand is geen dossier herkend. Kies een SBB-XML (.xml), verantwoordingsinformatie "
            "(.txt of .pdf), een kerntaak/werkproces-matrix (.txt, .csv of .xlsx) of een dossier in YAML (.yaml)."
        )
    )


def _looks_like_xml(inhoud: bytes) -> bool:
    start = inhoud[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(b"<")
