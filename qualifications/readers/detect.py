"""Which reader a file belongs to: by what is in it, and only then by its name."""

from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from qualifications.readers import matrix, sbb_xml, verantwoording, yaml_dossier
from qualifications.structure import DossierImport, DossierImportError

MAX_BYTES = 25 * 1024 * 1024
Reader = Callable[..., DossierImport]
SPREADSHEETS = {".csv", ".tsv", ".xlsx", ".xls"}
TEXTS = {".txt", ".text", ""}


def read(inhoud: bytes, *, bestandsnaam: str, crebo: str = "") -> DossierImport:
    """Read a file of any accepted kind. `crebo` chooses one dossier from an SBB file that holds several.

    Raises DossierImportError, with place and remedy, for whatever is wrong with it.
    """
    if not inhoud.strip():
        raise DossierImportError(_("Het bestand is leeg. Kies een bestand met inhoud."))
    if len(inhoud) > MAX_BYTES:
        raise DossierImportError(
            _("Het bestand is %(groot)s MB; ten hoogste 25 MB wordt gelezen. Splits het bestand.")
            % {"groot": len(inhoud) // 1024 // 1024}
        )
    reader = _choose(inhoud, PurePath(bestandsnaam).suffix.lower())
    if reader is sbb_xml.read:
        return sbb_xml.read(inhoud, bestandsnaam=bestandsnaam, crebo=crebo)
    return reader(inhoud, bestandsnaam=bestandsnaam)


def _choose(inhoud: bytes, suffix: str) -> Reader:
    if inhoud.startswith(b"%PDF") or suffix == ".pdf":
        return verantwoording.read
    if suffix == ".xml" or _looks_like_xml(inhoud):
        return sbb_xml.read
    if suffix in {".yaml", ".yml"}:
        return yaml_dossier.read
    if suffix in SPREADSHEETS or inhoud.startswith(b"PK\x03\x04"):
        return matrix.read
    if suffix in TEXTS:
        return verantwoording.read if b"erantwoordingsinformatie" in inhoud[:20_000] else matrix.read
    raise DossierImportError(
        _(
            "Dit soort bestand (%(soort)s) wordt niet gelezen. Kies een SBB-XML (.xml), verantwoordingsinformatie "
            "(.txt of .pdf), een kerntaak/werkproces-matrix (.txt, .csv of .xlsx) of een dossier in YAML (.yaml)."
        )
        % {"soort": suffix}
    )


def _looks_like_xml(inhoud: bytes) -> bool:
    start = inhoud[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    return start.startswith(b"<")
