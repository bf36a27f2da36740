"""The text of a PDF from outside, taken by poppler's pdftotext in a process of its own with hard limits."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from qualifications.structure import DossierImportError

MAX_BYTES = 20_000_000
MAX_PAGINAS = 200
MAX_TEKST = 2_000_000  # bytes of text that may come out
SECONDEN = 20
_GEHEUGEN = 1_000_000_000  # bytes of address space


def is_pdf(inhoud: bytes) -> bool:
    return b"%PDF-" in inhoud[:1024]


def pdf_text(inhoud: bytes) -> str:
    """Lines in the lay-out of the page, pages ended by a form feed.

    Every letter stays where it is seen (`-layout`): pdftotext's reading order drops hyphens at the end of a line.
    """
    if len(inhoud) > MAX_BYTES:
        raise DossierImportError(
            _("De PDF is groter dan %(max)s MB. Kies de PDF zoals hij is gepubliceerd.")
            % {"max": MAX_BYTES // 1_000_000}
        )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.txt")
        source.write_bytes(inhoud)
        _run(source, target, encrypted=b"/Encrypt" in inhoud)
        tekst = target.read_bytes().decode("utf-8", "replace")
    if tekst.count("\f") > MAX_PAGINAS:
        raise DossierImportError(
            _("De PDF heeft meer dan %(max)s pagina's. Kies de PDF zoals hij is gepubliceerd.")
            % {"max": MAX_PAGINAS}
        )
    if not re.search(r"\w", tekst):
        raise DossierImportError(
            _(
                "In de PDF staat geen tekst; misschien is het een scan. Kies een PDF met tekst of een tekstbestand."
            )
        )
    return tekst


def _run(source: Path, target: Path, *, encrypted: bool) -> None:
    program, limiter = shutil.which("pdftotext"), shutil.which("prlimit")
    if program is None or limiter is None:
        raise DossierImportError(
            _(
                "PDF lezen kan niet: op deze server ontbreekt %(pakket)s. Vraag de beheerder dat te installeren."
            )
            % {"pakket": "poppler-utils" if program is None else "util-linux"}
        )
    limits = [f"--as={_GEHEUGEN}", f"--cpu={SECONDEN}", f"--fsize={MAX_TEKST}", "--core=0"]
    options = ["-layout", "-enc", "UTF-8", "-l", str(MAX_PAGINAS + 1)]
    try:
        done = subprocess.run(  # noqa: S603 - own program with own arguments; the file is named by us
            [limiter, *limits, program, *options, str(source), str(target)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            timeout=SECONDEN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DossierImportError(
            _("De PDF lezen duurde langer dan %(max)s seconden. Kies een tekstbestand met dezelfde inhoud.")
            % {"max": SECONDEN}
        ) from None
    if done.returncode == 0 and target.exists():
        return
    if encrypted:
        raise DossierImportError(_("De PDF is beveiligd. Haal de beveiliging eraf en sla hem opnieuw op."))
    raise DossierImportError(
        _("De PDF is beschadigd of te groot om te lezen. Download hem opnieuw, of kies een tekstbestand.")
    )
