"""A small invented dossier and people to look at it; nothing here is official text."""

from datetime import date

from qualifications.enums import Herkomst, Verantwoordingsdeel
from qualifications.models import (
    Aanvulling,
    Betrokkene,
    Brondocument,
    Competentie,
    Context,
    Eis,
    Kerntaak,
    Kwalificatie,
    Kwalificatiedossier,
    Onderhoudspunt,
    Uitstroom,
    Verantwoordingshoofdstuk,
    Werkproces,
    Werkprocescompetentie,
)
from schools.enums import Rol
from schools.models import Gebruiker, Lidmaatschap, School


def gebruiker(rol):
    """A person with one role: at the examenservice, or at Voorbeeldschool Noord."""
    school = None
    if rol in (Rol.COORDINATOR, Rol.EXAMENCOMMISSIE):
        school, _ = School.objects.get_or_create(naam="Voorbeeldschool Noord")
    persoon = Gebruiker.objects.create(
        email=f"{rol}{Gebruiker.objects.count()}@voorbeeld.example", naam="Anna Voorbeeld"
    )
    Lidmaatschap.objects.create(gebruiker=persoon, school=school, rol=rol)
    return persoon


def klein_dossier(nummer=1, kwalificaties=2, **changes):
    """Only titles: for lists."""
    plain = {
        "crebo": f"2{nummer:04d}",
        "editie": "2023-08-01",
        "titel": f"Voorbeeldtechniek {nummer}",
        "herkomst": Herkomst.YAML,
    }
    dossier = Kwalificatiedossier.objects.create(**plain | changes)
    for profiel in range(1, kwalificaties + 1):
        Kwalificatie.objects.create(
            dossier=dossier,
            profiel=profiel,
            crebo=f"9{nummer:03d}{profiel}",
            titel=f"Voorbeeldmaker {nummer}-{profiel}",
            niveau=profiel + 1,
        )
    return dossier


def vol_dossier(kerntaken=1, werkprocessen=2):
    """Two profiles, a basisdeel with additions for profile 2, and one kerntaak of its own."""
    dossier = klein_dossier(
        nummer=500,
        geldig_vanaf=date(2023, 8, 1),
        domein_titel="Voorbeelddomein",
        domein_crebo="79999",
        vastgesteld_door="Voorbeeldkamer",
        vastgesteld_op=date(2022, 9, 8),
        wijzigingscategorie=3,
        typering_context="Werkt in een <voorbeeldbedrijf>.\n- binnen\n- buiten",
    )
    eerste, tweede = dossier.kwalificaties.all()
    for nummer in range(1, kerntaken + 1):
        kerntaak = _kerntaak(dossier, None, nummer)
        Aanvulling.objects.create(
            dossier=dossier,
            kwalificatie=tweede,
            kerntaak=kerntaak,
            veld="complexiteit",
            tekst="Werkt ook aan grotere voorbeelden.",
        )
        for plaats in range(1, werkprocessen + 1):
            _werkproces(dossier, kerntaak, plaats, tweede)
    own = _kerntaak(dossier, tweede, 1)
    _werkproces(dossier, own, 1, None)
    Context.objects.create(dossier=dossier, naam="Metaal", omschrijving="Werk met metaal.", position=1)
    Eis.objects.create(
        dossier=dossier,
        soort="taal",
        kwalificatie=tweede,
        tekst="Engels lezen A2",
        taal="Engels",
        taalvaardigheid="lezen",
        taalniveau="A2",
    )
    Eis.objects.create(
        dossier=dossier, soort="wettelijk", kwalificatie=tweede, tekst="Heeft een voorbeeldpas."
    )
    return dossier, eerste, tweede


def _kerntaak(dossier, kwalificatie, nummer):
    deel = f"P{kwalificatie.profiel}" if kwalificatie else "B1"
    kerntaak = Kerntaak.objects.create(
        dossier=dossier,
        kwalificatie=kwalificatie,
        nummer=nummer,
        code=f"{deel}-K{nummer}",
        titel=f"Maakt voorbeeldproduct {deel} {nummer}",
        complexiteit="Het werk volgt een vast patroon.",
        verantwoordelijkheid="Is verantwoordelijk voor eigen werk.",
        position=nummer + (100 if kwalificatie else 0),
        is_voorbeeld=kwalificatie is not None,
    )
    Eis.objects.create(
        dossier=dossier, kerntaak=kerntaak, soort="vakkennis", tekst="Kent voorbeeldmaterialen."
    )
    return kerntaak


def _werkproces(dossier, kerntaak, nummer, extra_for):
    werkproces = Werkproces.objects.create(
        dossier=dossier,
        kerntaak=kerntaak,
        nummer=nummer,
        code=f"{kerntaak.code}-W{nummer}",
        titel=f"Bereidt voorbeeldwerk {nummer} voor",
        omschrijving="Leest de tekening.",
        gedrag_aanhef="De beginnend beroepsbeoefenaar:",
        position=kerntaak.position * 100 + nummer,
        is_voorbeeld=kerntaak.is_voorbeeld,
    )
    Eis.objects.create(
        dossier=dossier, werkproces=werkproces, soort="resultaat", tekst="Het werk ligt klaar."
    )
    for place, tekst in enumerate(("meet nauwkeurig", "werkt veilig")):
        Eis.objects.create(
            dossier=dossier, werkproces=werkproces, soort="gedrag", tekst=tekst, position=place
        )
    competentie, _ = Competentie.objects.get_or_create(
        code="K", defaults={"titel": "Vakdeskundigheid toepassen"}
    )
    Werkprocescompetentie.objects.create(dossier=dossier, werkproces=werkproces, competentie=competentie)
    if extra_for:
        Eis.objects.create(
            dossier=dossier,
            werkproces=werkproces,
            soort="gedrag",
            kwalificatie=extra_for,
            tekst="begeleidt een voorbeeldcollega",
            position=9,
        )
    return werkproces


def matrix_dossier(nummer=600):
    """A dossier that came as a matrix: 1 kerntaak, 3 werkprocessen, 2 kwalificaties; two cells are undecided."""
    dossier = klein_dossier(nummer=nummer, herkomst=Herkomst.MATRIX)
    eerste, tweede = dossier.kwalificaties.all()
    kerntaak = Kerntaak.objects.create(dossier=dossier, nummer=1, code="B1-K1", titel="Maakt voorbeelden")
    cells = [(True, True, True, False), (None, True, False, False), (False, False, None, False)]
    for nummer, (bron_1, voorstel_1, bron_2, voorstel_2) in enumerate(cells, 1):
        werkproces = Werkproces.objects.create(
            dossier=dossier,
            kerntaak=kerntaak,
            nummer=nummer,
            code=f"B1-K1-W{nummer}",
            titel=f"Voorbeeldstap {nummer}",
            position=nummer,
        )
        for kwalificatie, bron, voorstel in ((eerste, bron_1, voorstel_1), (tweede, bron_2, voorstel_2)):
            Uitstroom.objects.create(
                dossier=dossier,
                werkproces=werkproces,
                kwalificatie=kwalificatie,
                bron=bron,
                voorstel=voorstel if bron is None else bron,
            )
    return dossier


def verantwoording(dossier):
    Verantwoordingshoofdstuk.objects.create(
        dossier=dossier,
        deel=Verantwoordingsdeel.TRENDS,
        nummer=4,
        titel="Trends en ontwikkelingen",
        tekst="Het werk verandert.\n\nMeer <voorbeelden>.",
    )
    Verantwoordingshoofdstuk.objects.create(
        dossier=dossier, deel=Verantwoordingsdeel.CERTIFICATEN, titel="Certificaten", position=2
    )
    Brondocument.objects.create(
        dossier=dossier,
        naam="Voorbeeldprofiel",
        soort="bcp",
        datum=date(2019, 7, 27),
        link="voorbeeld.invalid",
    )
    Onderhoudspunt.objects.create(
        dossier=dossier, onderwerp="Voorbeeldpunt", actie="Nakijken", wie="Voorbeeldkamer", wanneer="2026"
    )
    Betrokkene.objects.create(dossier=dossier, naam="Voorbeeldbedrijf Zuid")
