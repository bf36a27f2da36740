"""Reader of a kerntaak/werkproces matrix with uitstroom columns: text out of a document, CSV or XLSX.

`tabel` finds the head and the rows, `kerntaken` reads titles and numbers, `kruisjes` gives each mark its werkproces.
"""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from qualifications.enums import Herkomst
from qualifications.readers.encoding import decode_text
from qualifications.readers.limits import MAX_MATRIX
from qualifications.readers.matrix.kerntaken import Opbouw
from qualifications.readers.matrix.kruisjes import uitstroom_of
from qualifications.readers.matrix.tabel import Tabel, table_of_sheets, table_of_text
from qualifications.readers.spreadsheet import Cel, refuse_ole, xlsx_sheets
from qualifications.readers.text import clean_line
from qualifications.structure import DossierImport, KwalificatieImport, Waarschuwing

MAX_TITEL = 300
_NIVEAU = re.compile(r"\bniveau\s*([1-4])\b", re.IGNORECASE)


def read(inhoud: bytes, *, bestandsnaam: str) -> DossierImport:
    """The kerntaken, werkprocessen and uitstroom of a matrix. Crebo and editie stay empty: no matrix has them."""
    tabel, waarschuwingen = _table(inhoud)
    waarschuwingen += tabel.waarschuwingen
    opbouw = Opbouw()
    for rij in tabel.rijen:
        opbouw.add(rij)
    kerntaken = opbouw.finish()
    waarschuwingen += opbouw.waarschuwingen
    kwalificaties, titels = _kwalificaties(tabel.kolommen, waarschuwingen)
    uitstroom = uitstroom_of(opbouw.plekken, titels, waarschuwingen)
    return DossierImport(
        herkomst=Herkomst.MATRIX,
        titel=_titel(titels, bestandsnaam),
        kwalificaties=kwalificaties,
        kerntaken=kerntaken,
        uitstroom=uitstroom,
        waarschuwingen=tuple(waarschuwingen),
    )


def _table(inhoud: bytes) -> tuple[Tabel, list[Waarschuwing]]:
    refuse_ole(inhoud)
    if inhoud.startswith(b"PK"):
        bladen, waarschuwingen = xlsx_sheets(inhoud)
        return table_of_sheets(bladen), waarschuwingen
    tekst, waarschuwingen = decode_text(inhoud, max_bytes=MAX_MATRIX)
    return table_of_text(tekst), waarschuwingen


def _kwalificaties(
    kolommen: tuple[Cel, ...], waarschuwingen: list[Waarschuwing]
) -> tuple[tuple[KwalificatieImport, ...], list[str]]:
    """One kwalificatie per column, numbered in the order of the columns."""
    kwalificaties: list[KwalificatieImport] = []
    for profiel, kop in enumerate(kolommen, start=1):
        heel = clean_line(kop.tekst)
        titel = re.sub(r"^uitstroom\s*:?\s*", "", heel, flags=re.IGNORECASE) or heel
        if titel.casefold() in {eerder.titel.casefold() for eerder in kwalificaties}:
            waarschuwingen.append(
                Waarschuwing(
                    plaats=kop.plaats(),
                    tekst=_("Twee kolommen heten “%(titel)s”. Kijk of ze verschillende kwalificaties zijn.")
                    % {"titel": titel},
                )
            )
        niveaus = set(_NIVEAU.findall(titel))
        niveau = int(niveaus.pop()) if len(niveaus) == 1 else None
        kwalificaties.append(KwalificatieImport(profiel=profiel, titel=titel, niveau=niveau))
    return tuple(kwalificaties), [kwalificatie.titel for kwalificatie in kwalificaties]


def _titel(titels: list[str], bestandsnaam: str) -> str:
    """What the heads have in common apart from the niveau ("WTB"), else the name of the file."""
    woorden = [_NIVEAU.sub(" ", titel).split() for titel in titels]
    gedeeld = " ".join(woord for woord in woorden[0] if all(woord in andere for andere in woorden[1:]))
    naam = clean_line(re.sub(r"[-_]+", " ", PurePath(bestandsnaam).stem))
    return (gedeeld or naam or _("Matrix zonder naam"))[:MAX_TITEL]
