"""People and schools to try things with, made by the services; all names are invented."""

import itertools

from schools.enums import SCHOOL_ROLLEN
from schools.models import School
from schools.services import gebruiker_aanmaken, lidmaatschap_geven, school_aanmaken

WACHTWOORD = "Vier-woorden-en-1-cijfer"
_nummers = itertools.count(1)


def maak_school(naam="Voorbeeldschool Noord"):
    return School.objects.filter(naam=naam).first() or school_aanmaken(naam=naam, door=None)


def maak_gebruiker(*rollen, school=None, wachtwoord=None):
    """A person with these roles; school roles are at Voorbeeldschool Noord unless said otherwise."""
    gebruiker = gebruiker_aanmaken(
        email=f"anna{next(_nummers)}@voorbeeld.invalid",
        naam="Anna Voorbeeld",
        door=None,
        wachtwoord=wachtwoord,
    )
    for rol in rollen:
        plaats = (school or maak_school()) if rol in SCHOOL_ROLLEN else None
        lidmaatschap_geven(gebruiker=gebruiker, rol=rol, school=plaats, door=None)
    return gebruiker
