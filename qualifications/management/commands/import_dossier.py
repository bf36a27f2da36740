"""`manage.py import_dossier FILE… [--dry-run] [--json]`: bring in dossiers from any accepted source."""

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from qualifications import services
from qualifications.comparing import Regel
from qualifications.readers import detect
from qualifications.services.importvoorstel import complete
from qualifications.structure import DossierImport, DossierImportError
from qualifications.telling import tel

LINES_SHOWN = 10


@dataclass(frozen=True)
class Bestand:
    """One file that was read whole, before anything is written."""

    naam: str
    sha256: str
    bron: DossierImport


class DryRunError(Exception):
    """Rolls back what a dry run did."""


class Command(BaseCommand):
    help = (
        "Leest kwalificatiedossiers in: SBB-XML, YAML, verantwoordingsinformatie (tekst, PDF) of een "
        "kerntaak/werkproces-matrix (tekst, CSV, XLSX). Alle bestanden of geen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bestanden", nargs="+", metavar="BESTAND")
        parser.add_argument(
            "--dry-run", action="store_true", help="laat zien wat er zou veranderen; schrijft niets"
        )
        parser.add_argument("--json", action="store_true", help="één JSON-object per bestand")
        parser.add_argument(
            "--crebo", default="", help="crebo van het dossier, als het bestand er geen noemt"
        )
        parser.add_argument(
            "--titel", default="", help="titel van het dossier, als het bestand er geen noemt"
        )
        parser.add_argument("--editie", default="", help="editie, als het bestand er geen noemt")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [self._read(Path(naam), options) for naam in options["bestanden"]]
        outcomes = self._import_all(files, dry_run=options["dry_run"])
        for bestand, outcome in zip(files, outcomes, strict=True):
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(bestand, outcome), ensure_ascii=False))
            else:
                self._tell(bestand, outcome, dry_run=options["dry_run"])

    def _read(self, path: Path, options: dict[str, Any]) -> Bestand:
        try:
            # The size first: a file of a gigabyte is refused without reading it.
            if path.stat().st_size > detect.MAX_BYTES:
                raise DossierImportError("het bestand is groter dan 25 MB. Splits het bestand.")
            inhoud = path.read_bytes()
            bron = detect.read(inhoud, bestandsnaam=path.name, crebo=options["crebo"])
        except OSError as error:
            raise CommandError(
                f"{path}: het bestand kan niet gelezen worden ({error.strerror}). Controleer de naam en de rechten."
            ) from error
        except DossierImportError as error:
            raise CommandError(f"{path}: {error}") from error
        completed, _ = complete(bron, options)
        return Bestand(path.name, hashlib.sha256(inhoud).hexdigest(), completed)

    def _import_all(self, files: Sequence[Bestand], *, dry_run: bool) -> list[services.ImportUitkomst]:
        """All files in one transaction: a refused one leaves the database as it was."""
        outcomes: list[services.ImportUitkomst] = []
        try:
            with transaction.atomic():
                for bestand in files:
                    outcomes.append(self._import(bestand))
                if dry_run:
                    raise DryRunError
        except DryRunError:
            pass
        return outcomes

    def _import(self, bestand: Bestand) -> services.ImportUitkomst:
        try:
            return services.import_dossier(bron=bestand.bron, sha256=bestand.sha256)
        except ValidationError as error:
            raise CommandError(f"{bestand.naam}: {' '.join(error.messages)}") from error
        except DossierImportError as error:
            raise CommandError(f"{bestand.naam}: {error}") from error

    def _tell(self, bestand: Bestand, outcome: services.ImportUitkomst, *, dry_run: bool) -> None:
        counts, changes = tel(bestand.bron), outcome.vergelijking
        self.stdout.write(
            f"{bestand.naam}: {outcome.dossier} (editie {outcome.dossier.editie or 'onbekend'})"
        )
        self.stdout.write(
            f"  {counts.kwalificaties} kwalificaties, {counts.contexten} contexten, {counts.kerntaken} kerntaken, "
            f"{counts.werkprocessen} werkprocessen, {sum(counts.eisen.values())} eisen"
        )
        for warning in changes.waarschuwingen:
            self.stdout.write(self.style.WARNING(f"  Let op: {warning.plaats}: {warning.tekst}"))
        if not outcome.gewijzigd:
            self.stdout.write("  Er verandert niets: dit staat al precies zo in de database.")
            return
        for kop, lines in (
            ("nieuw", changes.nieuw),
            ("gewijzigd", changes.gewijzigd),
            ("vervallen", changes.vervallen),
        ):
            self._tell_lines(kop, lines)
        self.stdout.write(
            "  Er is niets geschreven (--dry-run)." if dry_run else self.style.SUCCESS("  Ingelezen.")
        )

    def _tell_lines(self, kop: str, lines: Sequence[Regel]) -> None:
        if not lines:
            return
        self.stdout.write(f"  {len(lines)} {kop}")
        for line in lines[:LINES_SHOWN]:
            self.stdout.write(f"    {line.wat}")
        if len(lines) > LINES_SHOWN:
            self.stdout.write(f"    en nog {len(lines) - LINES_SHOWN}")


def _as_json(bestand: Bestand, outcome: services.ImportUitkomst) -> dict[str, Any]:
    counts = asdict(tel(bestand.bron))
    return {
        "bestand": bestand.naam,
        "crebo": bestand.bron.crebo or outcome.dossier.crebo,
        "titel": bestand.bron.titel,
        "editie": bestand.bron.editie,
        **counts,
        "waarschuwingen": [f"{each.plaats}: {each.tekst}" for each in outcome.vergelijking.waarschuwingen],
        "gewijzigd": outcome.gewijzigd,
    }
