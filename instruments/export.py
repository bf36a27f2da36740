"""The files of a set: each document printed once, and all of them in one ZIP with the same bytes every time."""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from instruments.content import Inhoud
from instruments.filenames import invulbare_naam
from instruments.pdf import Drukpers, aantal_paginas
from instruments.selectors import Document, Feiten


@dataclass(frozen=True, kw_only=True)
class Opdruk:
    """One file to print."""

    naam: str
    inhoud: Inhoud
    feiten: Feiten
    invulbaar: bool = False


@dataclass(frozen=True, kw_only=True)
class Bestand:
    """One printed file."""

    naam: str
    feiten: Feiten
    pdf: bytes

    def as_row(self) -> dict[str, str | int]:
        """What `generate_instruments --json` says about it."""
        return {
            "bestand": self.naam,
            "soort": self.feiten.soort,
            "kerntaak": self.feiten.kerntaak,
            "context": self.feiten.context,
            "paginas": aantal_paginas(self.pdf),
            "bytes": len(self.pdf),
            "sha256": hashlib.sha256(self.pdf).hexdigest(),
        }


def opdrukken(documenten: Sequence[Document], *, invulbaar: bool) -> list[Opdruk]:
    """The files of the set by name; with `invulbaar` each form also has a fillable variant beside the plain one."""
    found = [
        Opdruk(naam=document.naam, inhoud=document.inhoud, feiten=document.feiten) for document in documenten
    ]
    if invulbaar:
        found += [
            Opdruk(
                naam=invulbare_naam(document.naam),
                inhoud=document.inhoud,
                feiten=document.feiten,
                invulbaar=True,
            )
            for document in documenten
            if document.feiten.is_formulier
        ]
    return sorted(found, key=lambda opdruk: opdruk.naam)


def druk_af(te_drukken: Sequence[Opdruk], *, datum: date) -> Iterator[Bestand]:
    """Print one file after another; only one PDF is in memory at a time."""
    pers = Drukpers()
    for opdruk in te_drukken:
        pdf = pers.druk(opdruk.inhoud, datum=datum, invulbaar=opdruk.invulbaar)
        yield Bestand(naam=opdruk.naam, feiten=opdruk.feiten, pdf=pdf)


def schrijf_zip(bestemming: IO[bytes], bestanden: Iterator[Bestand], *, datum: date) -> Iterator[int]:
    """Write the ZIP and tell after each file how many are in it. The same files and date give the same bytes.

    Stored without compression: PDFs are compressed already, and each version of zlib may compress differently.
    """
    moment = (max(datum.year, 1980), datum.month, datum.day, 0, 0, 0)  # ZIP knows no earlier year
    with zipfile.ZipFile(bestemming, "w", zipfile.ZIP_STORED) as archief:
        for aantal, bestand in enumerate(bestanden, 1):
            info = zipfile.ZipInfo(bestand.naam, date_time=moment)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archief.writestr(info, bestand.pdf)
            yield aantal
