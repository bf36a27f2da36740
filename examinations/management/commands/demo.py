"""The demo world: two dossiers, two schools, one person per role and one set with a worked example."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

import qualifications
from examinations.voorbeeldtekst import METAAL
from instruments.enums import OpdrachtSoort
from instruments.models import Exameninstrument, Opdrachtdeel
from instruments.openpunt import OPEN_PUNT
from instruments.services import exameninstrument_genereren, opdrachtdeel_bewerken
from qualifications.models import Kwalificatie
from qualifications.readers import yaml_dossier
from qualifications.services import import_dossier
from schools.enums import Rol
from schools.models import Gebruiker, School
from schools.services import gebruiker_aanmaken, lidmaatschap_geven, school_aanmaken

VOORBEELDEN = Path(qualifications.__file__).parent / "voorbeelden"
CREBO = "25895"
METAAL_CONTEXT = "Metaal"
# Known to everybody: that is its purpose, and why this command refuses outside development.
WACHTWOORD = "vijzel-lantaarn-42-kompas"
NOORD, ZUID = "Voorbeeldschool Noord", "Voorbeeldschool Zuid"
PERSONEN = (
    ("redacteur", "Anna Voorbeeld", Rol.REDACTEUR, None),
    ("beheerder", "Bram Voorbeeld", Rol.BEHEERDER, None),
    ("coordinator.noord", "Carla Voorbeeld", Rol.COORDINATOR, NOORD),
    ("coordinator.zuid", "Daan Voorbeeld", Rol.COORDINATOR, ZUID),
    ("examencommissie.noord", "Eva Voorbeeld", Rol.EXAMENCOMMISSIE, NOORD),
)


class Command(BaseCommand):
    help = "Laadt de demowereld. Een tweede keer verandert niets. Niet voor productie."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(
                _(
                    "De demowereld heeft bekende wachtwoorden en is alleen voor ontwikkeling. DEBUG staat nu uit."
                )
            )
        with transaction.atomic():
            scholen = {naam: school(naam) for naam in (NOORD, ZUID)}
            personen = [
                (persoon(naam, volledige_naam, rol, scholen.get(plek)), rol, plek)
                for naam, volledige_naam, rol, plek in PERSONEN
            ]
            redacteur = personen[0][0]
            load_dossiers(redacteur)
            make_set(redacteur)
        self.stdout.write(_("De demowereld staat klaar. Inloggen:"))
        for gebruiker, rol, plek in personen:
            functie = f"{rol.label}, {plek}" if plek else rol.label
            self.stdout.write(f"  {gebruiker.email:<42} {functie}")
        self.stdout.write(_("Wachtwoord: %(wachtwoord)s") % {"wachtwoord": WACHTWOORD})


def school(naam):
    return School.objects.filter(naam=naam).first() or school_aanmaken(naam=naam, door=None)


def persoon(naam, volledige_naam, rol, school):
    email = f"{naam}@voorbeeld.example"
    found = Gebruiker.objects.filter(email=email).first()
    if found:
        return found
    gebruiker = gebruiker_aanmaken(email=email, naam=volledige_naam, wachtwoord=WACHTWOORD, door=None)
    lidmaatschap_geven(gebruiker=gebruiker, rol=rol, school=school, door=None)
    return gebruiker


def load_dossiers(door):
    """The files of this project; what a person changed in them since is for the importer to judge."""
    for path in sorted(VOORBEELDEN.glob("*.yaml")):
        import_dossier(bron=yaml_dossier.read(path.read_bytes(), bestandsnaam=path.name), door=door)


def make_set(door):
    """Only once: what a person does with the set afterwards is theirs."""
    kwalificatie = Kwalificatie.objects.newest_with_crebo(CREBO)
    if not Exameninstrument.objects.filter(kwalificatie=kwalificatie).exists():
        instrument = exameninstrument_genereren(kwalificatie=kwalificatie, door=door).instrument
        write_example(instrument, door)


def write_example(instrument, door):
    """Fill in the open points of one voorbeeldexamenopdracht; the others show what a draft looks like."""
    delen = Opdrachtdeel.objects.filter(
        opdracht__instrument=instrument,
        opdracht__soort=OpdrachtSoort.VOORBEELD,
        opdracht__context__naam=METAAL_CONTEXT,
        titel__in=METAAL,
    )
    for deel in delen:
        tekst = deel.tekst
        for answer in METAAL[deel.titel]:
            tekst = OPEN_PUNT.sub(answer, tekst, count=1)
        opdrachtdeel_bewerken(deel=deel, door=door, tekst=tekst)
