"""The text of a PDF from outside, taken by poppler's pdftotext in a process of its own with hard limits."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from qualifications.readers.limits import MAX_PDF, MB
from qualifications.structure import DossierImportError

MAX_PAGINAS = 200
MAX_TEKST = 2_000_000  # bytes of text that may come out
SECONDEN = 20
_MIN_PAGINAS = 3  # on fewer pages, a line that comes again says nothing
_MAX_RANDREGELS = 2  # lines that a printer puts above, or below, the text
_CIJFERS = re.compile(r"[0-9]+")
# Points: no page of a PDF is larger. A line that runs off the paper is read whole; pdftotext would cut it in silence.
_BLADZIJDE = "14400"
_GEHEUGEN = 1_000_000_000  # bytes of address space


def is_pdf(inhoud: bytes) -> bool:
    return b"%PDF-" in inhoud[:1024]


def pdf_text(inhoud: bytes) -> str:
    """Lines in the lay-out of the page, pages ended by a form feed.

    Every letter stays where it is seen (`-layout`): pdftotext's reading order drops hyphens at the end of a line.
    """
    if len(inhoud) > MAX_PDF:
        raise DossierImportError(
            _("De PDF is groter dan %(max)s MB. Kies de PDF zoals hij is gepubliceerd.")
            % {"max": MAX_PDF // MB}
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
    return "\f".join("\n".join(page) for page in _without_running_lines(tekst))


def _without_running_lines(tekst: str) -> list[list[str]]:
    """Lines per page. What stands first or last on every page, numbers apart, is of the printer and not of the text.

    A browser prints the date above and the address below each page.
    """
    pages = [page.split("\n") for page in tekst.split("\f")]
    filled = [page for page in pages if "".join(page).strip()]
    for last in (False, True):
        for _round in range(_MAX_RANDREGELS if len(filled) >= _MIN_PAGINAS else 0):
            places = [_edge(page, last=last) for page in filled]
            lines = {_shape(page[place]) for page, place in zip(filled, places, strict=True)}
            if len(lines) > 1 or lines == {""}:
                break
            for page, place in zip(filled, places, strict=True):
                page[place if last else 0 : len(page) if last else place + 1] = [""]
    return pages


def _edge(page: list[str], *, last: bool) -> int:
    """Where the first, or last, line with text stands; 0 on a page without text."""
    places = range(len(page) - 1, -1, -1) if last else range(len(page))
    return next((place for place in places if page[place].strip()), 0)


def _shape(line: str) -> str:
    return _CIJFERS.sub("0", " ".join(line.split()))


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
    options += ["-x", "0", "-y", "0", "-W", _BLADZIJDE, "-H", _BLADZIJDE]
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
