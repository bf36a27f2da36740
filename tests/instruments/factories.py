"""Dossiers, sets and people to try instruments with; nothing here is official text."""

from instruments.services import exameninstrument_genereren
from qualifications.enums import EisSoort, Herkomst
from qualifications.models import Context, Eis, Kerntaak, Kwalificatie, Kwalificatiedossier, Werkproces
from schools.enums import SCHOOL_ROLLEN, Rol
from schools.models import Gebruiker, Lidmaatschap, School

OMSCHRIJVING = "Leest de *tekening* en kiest materiaal."


def maak_gebruiker(rol=None, school=None):
    """A person with one role; a school role is at Voorbeeldschool Noord unless said otherwise."""
    naam = f"{rol or 'geen'}-{Gebruiker.objects.count()}"
    persoon = Gebruiker.objects.create(email=f"{naam}@voorbeeld.example", naam="Anna Voorbeeld")
    if rol in SCHOOL_ROLLEN and school is None:
        school, _ = School.objects.get_or_create(naam="Voorbeeldschool Noord")
    if rol:
        Lidmaatschap.objects.create(gebruiker=persoon, rol=rol, school=school)
    return persoon


def maak_kwalificatie(
    *,
    crebo="99901",
    kerntaken=2,
    werkprocessen=2,
    gedrag=2,
    contexten=("Metaal", "Precisietechniek"),
    **changes,
):
    """A kwalificatie of niveau 3 with a dossier of its own; each kerntaak has one line of vakkennis."""
    dossier = Kwalificatiedossier.objects.create(
        crebo="9" + crebo[1:], editie=f"2023-{crebo}", titel="Voorbeeldtechniek", herkomst=Herkomst.HANDMATIG
    )
    plain = {"profiel": 1, "crebo": crebo, "titel": "Voorbeeldmaker", "niveau": 3}
    kwalificatie = Kwalificatie.objects.create(dossier=dossier, **plain | changes)
    for position, naam in enumerate(contexten):
        maak_context(dossier, naam, position)
    for nummer in range(1, kerntaken + 1):
        maak_kerntaak(dossier, nummer, werkprocessen=werkprocessen, gedrag=gedrag)
    return kwalificatie


def maak_context(dossier, naam, position=0):
    return Context.objects.create(
        dossier=dossier, naam=naam, omschrijving=f"Werk in {naam}.", position=position
    )


def maak_kerntaak(dossier, nummer, *, werkprocessen=1, gedrag=1, kwalificatie=None, is_voorbeeld=False):
    deel = f"P{kwalificatie.profiel}" if kwalificatie else "B1"
    kerntaak = Kerntaak.objects.create(
        dossier=dossier,
        kwalificatie=kwalificatie,
        nummer=nummer,
        code=f"{deel}-K{nummer}",
        titel=f"Maakt voorbeeldproduct {nummer}",
        position=nummer,
        is_voorbeeld=is_voorbeeld,
    )
    maak_eis(dossier, EisSoort.VAKKENNIS, "kent voorbeeldmateriaal", kerntaak=kerntaak)
    for plaats in range(1, werkprocessen + 1):
        maak_werkproces(kerntaak, plaats, gedrag=gedrag)
    return kerntaak


def maak_werkproces(kerntaak, nummer, *, gedrag=1):
    werkproces = Werkproces.objects.create(
        dossier=kerntaak.dossier,
        kerntaak=kerntaak,
        nummer=nummer,
        code=f"{kerntaak.code}-W{nummer}",
        titel=f"Doet voorbeeldstap {nummer}",
        omschrijving=OMSCHRIJVING,
        position=kerntaak.position * 100 + nummer,
    )
    maak_eis(kerntaak.dossier, EisSoort.RESULTAAT, "Het product is klaar.", werkproces=werkproces)
    for plaats in range(gedrag):
        tekst = f"kiest nauwkeurig het juiste en/of passende gereedschap {plaats};"
        maak_eis(kerntaak.dossier, EisSoort.GEDRAG, tekst, werkproces=werkproces, position=plaats)
    return werkproces


def maak_eis(dossier, soort, tekst, **changes):
    return Eis.objects.create(dossier=dossier, soort=soort, tekst=tekst, **changes)


def maak_instrument(**changes):
    """A generated set, by a redacteur."""
    kwalificatie = maak_kwalificatie(**changes)
    door = maak_gebruiker(Rol.REDACTEUR)
    return exameninstrument_genereren(kwalificatie=kwalificatie, door=door).instrument
