"""Dossiers from files, all of them or none: what is refused is refused before anything stays written."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.importing.counting import tel
from qualifications.models import CREBO
from qualifications.readers import detect
from qualifications.services import import_dossier
from qualifications.services.importvoorstel import complete
from qualifications.structure import DossierImport, DossierImportError

# More lines than this nobody reads on a screen; the page shows them all.
MAX_LINES = 20


@dataclass(frozen=True)
class Bestand:
    naam: str
    bron: DossierImport
    sha256: str


class Command(BaseCommand):
    help = (
        "Importeert kwalificatiedossiers: SBB-XML, YAML, verantwoordingsinformatie (tekst of PDF) en matrices "
        "(tekst, CSV of XLSX). Klopt één bestand niet, dan verandert er niets."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "bestanden", nargs="+", type=Path, metavar="BESTAND", help="een of meer bestanden"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="schrijf niets, zeg alleen wat er zou veranderen"
        )
        parser.add_argument(
            "--json", action="store_true", help="één JSON-object per bestand, elk op één regel"
        )
        parser.add_argument(
            "--crebo", default="", help="crebo van het dossier, als het bestand dat niet noemt"
        )
        parser.add_argument(
            "--titel", default="", help="titel van het dossier, als het bestand die niet noemt"
        )
        parser.add_argument("--editie", default="", help="editie, als het bestand die niet noemt")

    def handle(self, *args, bestanden, dry_run, **options):
        opties = {naam: options[naam].strip() for naam in ("crebo", "titel", "editie")}
        if opties["crebo"] and not CREBO.fullmatch(opties["crebo"]):
            raise CommandError(
                _("Crebo %(crebo)r klopt niet. Een crebo heeft precies 5 cijfers, bijvoorbeeld 25895.")
                % {"crebo": opties["crebo"]}
            )
        gelezen = self.read_all(bestanden, opties)
        uitkomsten = import_all(gelezen, dry_run=dry_run)
        for bestand, uitkomst in zip(gelezen, uitkomsten, strict=True):
            if options["json"]:
                self.stdout.write(json.dumps(as_row(bestand, uitkomst), ensure_ascii=False))
            else:
                self.stdout.write("\n".join(as_words(bestand, uitkomst, dry_run=dry_run)))

    def read_all(self, paden, opties):
        """Every file, or every reason why not."""
        gelezen, fouten = [], []
        for pad in paden:
            try:
                gelezen.append(read(pad, opties))
            except DossierImportError as error:
                fouten.append(f"{pad.name or pad}: {error}")
        if fouten:
            raise CommandError("\n".join([*fouten, _("Er is niets gewijzigd.")]))
        return gelezen


def read(pad, opties):
    inhoud = content(pad)
    bron = detect.read(inhoud, bestandsnaam=pad.name, crebo=opties["crebo"])
    bron, _silent = complete(bron, opties)
    return Bestand(pad.name, bron, hashlib.sha256(inhoud).hexdigest())


def content(pad):
    """At most one byte more than may be read: a device or a huge file does not fill the memory."""
    try:
        if not pad.is_file():
            melding = (
                _("Dit is een map of geen gewoon bestand.")
                if pad.exists()
                else _("Dit bestand bestaat niet.")
            )
            raise DossierImportError(_("%(melding)s Controleer het pad.") % {"melding": melding})
        detect.refuse_large(pad.stat().st_size)
        with pad.open("rb") as file:
            return file.read(detect.MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reden = getattr(error, "strerror", None) or error
        raise DossierImportError(
            _("Het bestand kan niet gelezen worden (%(reden)s). Controleer het pad en de rechten.")
            % {"reden": reden}
        ) from error


def import_all(gelezen, *, dry_run):
    """One transaction for all: a file may build on the one before it, and a refusal undoes everything.

    A dry run goes through the same writes and takes them back, so that it says exactly what would happen.
    """
    uitkomsten = []
    with transaction.atomic():
        for bestand in gelezen:
            try:
                uitkomsten.append(import_dossier(bron=bestand.bron, sha256=bestand.sha256))
            except (ValidationError, DossierImportError) as error:
                melding = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                raise CommandError(f"{bestand.naam}: {melding}\n{_('Er is niets gewijzigd.')}") from error
        transaction.set_rollback(dry_run)
    return uitkomsten


# --- What it says ----------------------------------------------------------------------------------
def kop(bestand, uitkomst):
    """What the file says it is; a source without crebo or editie is named by the dossier it belongs to."""
    return {
        "crebo": bestand.bron.crebo or uitkomst.dossier.crebo,
        "titel": bestand.bron.titel,
        "editie": bestand.bron.editie or uitkomst.dossier.editie,
    }


def warnings(uitkomst):
    return [
        f"{each.plaats}: {each.tekst}" if each.plaats else each.tekst
        for each in uitkomst.vergelijking.waarschuwingen
    ]


def as_row(bestand, uitkomst):
    return {
        "bestand": bestand.naam,
        **kop(bestand, uitkomst),
        **asdict(tel(bestand.bron)),
        "waarschuwingen": warnings(uitkomst),
        "gewijzigd": uitkomst.gewijzigd,
    }


def as_words(bestand, uitkomst, *, dry_run):
    telling, vergelijking = tel(bestand.bron), uitkomst.vergelijking
    delen = [str(value) for value in kop(bestand, uitkomst).values() if value]
    yield f"{bestand.naam}: {' · '.join(delen)}"
    yield "  " + _(
        "%(kwalificaties)d kwalificaties, %(contexten)d contexten, %(kerntaken)d kerntaken, "
        "%(werkprocessen)d werkprocessen, %(eisen)d eisen, %(competenties)d competenties."
    ) % (asdict(telling) | {"eisen": sum(telling.eisen.values())})
    found = warnings(uitkomst)
    if found:
        yield "  " + ngettext("%d waarschuwing:", "%d waarschuwingen:", len(found)) % len(found)
        yield from (f"    {line}" for line in found)
    if vergelijking.bestaat_al:
        yield from lines(_("Nieuw"), [regel.wat for regel in vergelijking.nieuw])
        yield from lines(_("Gewijzigd"), [changed(regel) for regel in vergelijking.gewijzigd])
        yield from lines(_("Vervallen"), [regel.wat for regel in vergelijking.vervallen])
    yield "  " + verdict(uitkomst, dry_run=dry_run)


def lines(kop, teksten):
    if not teksten:
        return
    yield f"  {kop} ({len(teksten)}):"
    yield from (f"    {short(tekst)}" for tekst in teksten[:MAX_LINES])
    if len(teksten) > MAX_LINES:
        yield "    " + _("… en nog %(aantal)d.") % {"aantal": len(teksten) - MAX_LINES}


def changed(regel):
    velden = ", ".join(wijziging.veld for wijziging in regel.wijzigingen if wijziging.veld != "position")
    return f"{short(regel.wat)} ({velden})"


def short(tekst, limit=100):
    tekst = " ".join(tekst.split())
    return tekst if len(tekst) <= limit else tekst[: limit - 1] + "…"


def verdict(uitkomst, *, dry_run):
    if not uitkomst.gewijzigd:
        return _("Er verandert niets: dit staat al precies zo in de database.")
    if dry_run:
        return _("Proef: er is niets geschreven.")
    return _("Geïmporteerd.") if not uitkomst.vergelijking.bestaat_al else _("Bijgewerkt.")
