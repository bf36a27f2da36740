"""The set of one crebo as files: the same names and, for the same date, the same bytes as in the ZIP."""

import json
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from instruments.export import druk_af, opdrukken
from instruments.selectors import document_inhouden
from instruments.services import exameninstrument_genereren
from qualifications.models import CREBO, Kwalificatie


class Command(BaseCommand):
    help = "Maakt de exameninstrumenten van één crebo als PDF-bestanden."

    def add_arguments(self, parser):
        parser.add_argument("crebo", help="crebo van de kwalificatie, bijvoorbeeld 25895")
        parser.add_argument("--out", required=True, type=Path, help="map voor de bestanden")
        parser.add_argument(
            "--fillable", action="store_true", help="maak van elk formulier ook de invulbare variant"
        )
        parser.add_argument(
            "--json", action="store_true", help="zet de lijst van bestanden als JSON op stdout"
        )
        parser.add_argument("--datum", help="datum op de documenten (JJJJ-MM-DD); anders vandaag")

    def handle(self, *args, crebo, out, fillable, datum, **options):
        datum = day(datum)
        instrument = self.instrument(crebo)
        prepare(out)
        te_drukken = opdrukken(document_inhouden(instrument), invulbaar=fillable)
        rows = []
        for bestand in druk_af(te_drukken, datum=datum):
            write(out / bestand.naam, bestand.pdf)
            rows.append(bestand.as_row())
            self.stderr.write(f"{len(rows)}/{len(te_drukken)} {bestand.naam}")
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(
                _("%(aantal)d bestanden geschreven in %(map)s.") % {"aantal": len(rows), "map": out}
            )

    def instrument(self, crebo):
        if not CREBO.fullmatch(crebo):
            raise CommandError(
                _("Crebo %(crebo)r klopt niet. Een crebo heeft precies 5 cijfers, bijvoorbeeld 25895.")
                % {"crebo": crebo}
            )
        kwalificatie = Kwalificatie.objects.newest_with_crebo(crebo)
        if kwalificatie is None:
            raise CommandError(
                _(
                    "Crebo %(crebo)s staat in geen enkel dossier. Importeer eerst het dossier met import_dossier."
                )
                % {"crebo": crebo}
            )
        try:
            return exameninstrument_genereren(kwalificatie=kwalificatie, door=None).instrument
        except ValidationError as error:
            raise CommandError(error.message) from error


def day(datum):
    try:
        return date.fromisoformat(datum) if datum else timezone.localdate()
    except ValueError as error:
        melding = _("Datum %(datum)r klopt niet. Schrijf de datum als 2026-11-20.") % {"datum": datum}
        raise CommandError(melding) from error


def prepare(out):
    """Also see now, before the work, whether a file can be written."""
    probe = out / ".schrijfproef"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(cannot_write(out, error)) from error


def write(path, pdf):
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise CommandError(cannot_write(path, error)) from error


def cannot_write(path, error):
    tekst = _("Schrijven naar %(pad)s lukt niet (%(reden)s). Kies een andere map met --out.")
    return tekst % {"pad": path, "reden": error.strerror}
