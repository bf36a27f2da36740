"""Remove ZIPs that are older than 24 hours."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from instruments.services import exports_opruimen


class Command(BaseCommand):
    help = "Verwijdert ZIP's en exporttaken die ouder zijn dan 24 uur."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tel alleen, verwijder niets")

    def handle(self, *args: Any, **options: Any) -> None:
        opgeruimd = exports_opruimen(dry_run=options["dry_run"])
        self.stdout.write(f"Verwijderd: exporttaken {opgeruimd.taken}, bestanden {opgeruimd.bestanden}.")
        if options["dry_run"]:
            self.stdout.write("Dit was een proef: er is niets verwijderd.")
