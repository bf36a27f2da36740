"""Reader of the verantwoordingsinformatie of a dossier as it is published: a text file, or the PDF.

`hoofdstukken` cuts the document, `voorblad` reads the first page, `agenda` and `talen` read the two tables. The
document says nothing about kerntaken and contexten; those stay None. Each chapter keeps its whole text, whatever was
taken out of it.
"""

import re

from django.utils.translation import gettext as _

from qualifications.enums import Herkomst, Verantwoordingsdeel
from qualifications.readers.encoding import decode_text
from qualifications.readers.limits import MAX_VERANTWOORDING
from qualifications.readers.paragraphs import (
    Regel,
    blocks,
    is_bullet,
    join_lines,
    page_lines,
    running_text,
    width_of,
)
from qualifications.readers.pdf_text import is_pdf, pdf_text
from qualifications.readers.text import clean_line
from qualifications.readers.verantwoording.agenda import onderhoudspunten
from qualifications.readers.verantwoording.hoofdstukken import Hoofdstuk, cut
from qualifications.readers.verantwoording.talen import taaleisen
from qualifications.readers.verantwoording.voorblad import Voorblad, read_voorblad
from qualifications.structure import (
    BrondocumentImport,
    DossierImport,
    DossierImportError,
    HoofdstukImport,
    KwalificatieImport,
    Waarschuwing,
)

MAX_REGELS = 20_000
MAX_REGEL = 5_000  # characters
MAX_NAAM = 300  # characters of an organisation or source document
_NIVEAU = re.compile(r"\bniveau\s+([1-4])\b", re.IGNORECASE)
_CATEGORIE = re.compile(r"categorie\s+([1-4])\s*:", re.IGNORECASE)
_KRUISJE = re.compile(r"(?:^|(?<=\s\s))[xX](?=\s|$)")


def read(inhoud: bytes, *, bestandsnaam: str) -> DossierImport:
    """What the document says about the dossier; its edition is the day from which it is valid."""
    regels, waarschuwingen = _lines(inhoud)
    front, hoofdstukken = cut(regels, waarschuwingen)
    voorblad = read_voorblad(front, waarschuwingen)
    per_deel = {hoofdstuk.deel: hoofdstuk for hoofdstuk in hoofdstukken}
    breedte = width_of(regel for hoofdstuk in hoofdstukken for regel in hoofdstuk.regels)
    onderhoud = per_deel.get(Verantwoordingsdeel.ONDERHOUDSAGENDA)
    return DossierImport(
        herkomst=Herkomst.VERANTWOORDING,
        titel=voorblad.titel,
        editie=voorblad.geldig_vanaf.isoformat() if voorblad.geldig_vanaf else "",
        geldig_vanaf=voorblad.geldig_vanaf,
        penvoerder=voorblad.penvoerder,
        vastgesteld_door=voorblad.gevalideerd_door,
        vastgesteld_op=voorblad.gevalideerd_op,
        wijzigingscategorie=_wijzigingscategorie(per_deel, waarschuwingen),
        kwalificaties=_kwalificaties(voorblad, per_deel, waarschuwingen),
        hoofdstukken=tuple(
            HoofdstukImport(
                deel=hoofdstuk.deel,
                titel=hoofdstuk.titel,
                nummer=hoofdstuk.nummer,
                tekst=running_text(hoofdstuk.regels, breedte=breedte),
            )
            for hoofdstuk in hoofdstukken
        ),
        brondocumenten=_brondocumenten(per_deel, waarschuwingen),
        onderhoudspunten=onderhoudspunten(onderhoud.regels, waarschuwingen) if onderhoud else None,
        betrokkenen=_betrokkenen(per_deel, waarschuwingen),
        waarschuwingen=tuple(waarschuwingen),
    )


def _lines(inhoud: bytes) -> tuple[list[Regel], list[Waarschuwing]]:
    waarschuwingen: list[Waarschuwing] = []
    from_pdf = is_pdf(inhoud)
    if from_pdf:
        tekst = pdf_text(inhoud)
    else:
        tekst, waarschuwingen = decode_text(inhoud, max_bytes=MAX_VERANTWOORDING)
    if tekst.count("\n") > MAX_REGELS:
        raise DossierImportError(
            _("Het bestand heeft meer dan %(max)s regels. Kies de verantwoordingsinformatie van een dossier.")
            % {"max": MAX_REGELS}
        )
    regels = []
    for pagina, nummer, line, na_pagina in page_lines(tekst):
        place = _("pagina %(nummer)s") if from_pdf else _("regel %(nummer)s")
        plaats = place % {"nummer": pagina if from_pdf else nummer}
        if len(line) > MAX_REGEL:
            raise DossierImportError(
                _(
                    "deze regel heeft meer dan %(max)s tekens. Breek de tekst in regels, zoals in het document."
                )
                % {"max": MAX_REGEL},
                plaats=plaats,
            )
        regels.append(Regel(clean_line(line), line, plaats, na_pagina))
    return regels, waarschuwingen


# --- Kwalificaties ---------------------------------------------------------------------------------
def _kwalificaties(
    voorblad: Voorblad, per_deel: dict[Verantwoordingsdeel, Hoofdstuk], waarschuwingen: list[Waarschuwing]
) -> tuple[KwalificatieImport, ...]:
    """In the order of the first page, which numbers the profiles. Niveau only where the text says it."""
    namen = voorblad.kwalificaties
    niveaus = _niveaus(namen, _of(per_deel, Verantwoordingsdeel.VERBLIJFSDUUR))
    vereisten = _per_naam(namen, _of(per_deel, Verantwoordingsdeel.BIJZONDERE_VEREISTEN))
    eisen = taaleisen(namen, _of(per_deel, Verantwoordingsdeel.TALEN), waarschuwingen)
    return tuple(
        KwalificatieImport(
            profiel=profiel,
            titel=naam,
            niveau=niveaus.get(naam),
            bijzondere_vereisten=vereisten.get(naam, ""),
            eisen=tuple(eisen.get(naam, ())),
        )
        for profiel, naam in enumerate(namen, start=1)
    )


def _niveaus(namen: list[str], regels: list[Regel]) -> dict[str, int]:
    """A sentence that names exactly one niveau says it of every kwalificatie that it names."""
    tekst = " ".join(regel.tekst for regel in regels)
    # Leftmost and longest first, so that "Medewerker" is not seen inside "Allround medewerker".
    longest_first = sorted(namen, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    known = {naam.casefold(): naam for naam in namen}
    niveaus: dict[str, set[int]] = {}
    for zin in re.split(r"(?<=[.!?])\s+", tekst):
        found = set(_NIVEAU.findall(zin))
        if len(found) == 1:
            for naam in pattern.findall(zin):
                niveaus.setdefault(known.get(naam.casefold(), naam), set()).add(int(next(iter(found))))
    return {naam: values.pop() for naam, values in niveaus.items() if len(values) == 1}


def _per_naam(namen: list[str], regels: list[Regel]) -> dict[str, str]:
    """What stands below each line that is the name of a kwalificatie."""
    known = {naam.casefold(): naam for naam in namen}
    found: dict[str, list[Regel]] = {}
    current: list[Regel] | None = None
    for regel in regels:
        naam = known.get(regel.tekst.casefold())
        if naam:
            current = found.setdefault(naam, [])
        elif current is not None:
            current.append(regel)
    breedte = width_of(regels)
    return {naam: running_text(lines, breedte=breedte) for naam, lines in found.items()}


# --- Lists in chapters -----------------------------------------------------------------------------
def _brondocumenten(
    per_deel: dict[Verantwoordingsdeel, Hoofdstuk], waarschuwingen: list[Waarschuwing]
) -> tuple[BrondocumentImport, ...] | None:
    if Verantwoordingsdeel.BRONDOCUMENTEN not in per_deel:
        return None
    punten: list[tuple[list[str], str]] = []
    for block in blocks(_of(per_deel, Verantwoordingsdeel.BRONDOCUMENTEN)):
        in_list = False
        for regel in block:
            if is_bullet(regel.tekst):
                in_list = True
                punten.append(([regel.tekst[1:].strip()], regel.plaats))
            elif in_list:
                punten[-1][0].append(regel.tekst)
    namen = [(join_lines(lines), plaats) for lines, plaats in punten]
    return tuple(BrondocumentImport(naam=naam) for naam in _short_enough(namen, waarschuwingen))


def _betrokkenen(
    per_deel: dict[Verantwoordingsdeel, Hoofdstuk], waarschuwingen: list[Waarschuwing]
) -> tuple[str, ...] | None:
    """The organisations in the list below "Partijen:"; without that word nothing is taken for one."""
    if Verantwoordingsdeel.BETROKKENEN not in per_deel:
        return None
    namen: list[tuple[str, str]] = []
    in_list = False
    for regel in _of(per_deel, Verantwoordingsdeel.BETROKKENEN):
        if regel.tekst.casefold() == "partijen:":
            in_list = True
        elif not regel.tekst and namen:
            in_list = False
        elif regel.tekst and in_list:
            tekst = regel.tekst[1:].strip() if is_bullet(regel.tekst) else regel.tekst
            namen.append((tekst, regel.plaats))
    if namen:
        return tuple(_short_enough(namen, waarschuwingen))
    hoofdstuk = per_deel[Verantwoordingsdeel.BETROKKENEN]
    waarschuwingen.append(
        Waarschuwing(
            plaats=hoofdstuk.plaats,
            tekst=_(
                "Onder “Betrokkenen” staat geen lijst na “Partijen:”. De organisaties zijn niet overgenomen."
            ),
        )
    )
    return None


def _short_enough(namen: list[tuple[str, str]], waarschuwingen: list[Waarschuwing]) -> list[str]:
    for naam, plaats in namen:
        if len(naam) > MAX_NAAM:
            waarschuwingen.append(
                Waarschuwing(
                    plaats=plaats,
                    tekst=_("Deze naam heeft meer dan %(max)s tekens en is niet als naam overgenomen.")
                    % {"max": MAX_NAAM},
                )
            )
    return [naam for naam, _plaats in namen if len(naam) <= MAX_NAAM]


def _wijzigingscategorie(
    per_deel: dict[Verantwoordingsdeel, Hoofdstuk], waarschuwingen: list[Waarschuwing]
) -> int | None:
    """The category that is marked with an x; the mark stands among the lines of its category."""
    hoofdstuk = per_deel.get(Verantwoordingsdeel.WIJZIGINGEN)
    if hoofdstuk is None:
        return None
    marked, current, left = set(), 0, 0
    for block in blocks(hoofdstuk.regels):
        for regel in block:
            if found := _CATEGORIE.match(regel.tekst):
                current, left = int(found[1]), 3  # the table ends somewhere below its last category
            if current and left and _KRUISJE.search(regel.ruw.strip()):
                marked.add(current)
        left = max(0, left - 1)
    if len(marked) == 1:
        return marked.pop()
    waarschuwingen.append(
        Waarschuwing(
            plaats=hoofdstuk.plaats,
            tekst=_(
                "Bij “Wijzigingen” is niet precies een categorie aangekruist. De categorie is leeg gelaten."
            ),
        )
    )
    return None


def _of(per_deel: dict[Verantwoordingsdeel, Hoofdstuk], deel: Verantwoordingsdeel) -> list[Regel]:
    return per_deel[deel].regels if deel in per_deel else []
