"""Sources of dossiers as plain structures; nothing here is official text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.apps import apps
from django.db import connection
from hypothesis import strategies as st

from qualifications.enums import (
    AanvullingVeld,
    EisSoort,
    Herkomst,
    Taalniveau,
    Taalvaardigheid,
    Verantwoordingsdeel,
)
from qualifications.structure import (
    AanvullingImport,
    BrondocumentImport,
    CompetentieImport,
    ContextImport,
    DossierImport,
    EisImport,
    HoofdstukImport,
    KerntaakImport,
    KwalificatieImport,
    OnderhoudspuntImport,
    UitstroomImport,
    WerkprocesImport,
)

CREBO = "99000"
EDITIE = "2023-08-01"


# --- One by one ------------------------------------------------------------------------------------
def maak_eis(tekst="werkt veilig", soort=EisSoort.GEDRAG, **changes):
    return EisImport(soort=soort, tekst=tekst, **changes)


def maak_taaleis(niveau="A2", vaardigheid="lezen", taal="Engels", **changes):
    velden = {"taal": taal, "taalvaardigheid": vaardigheid, "taalniveau": niveau}
    return maak_eis(f"{taal} {vaardigheid} {niveau}", EisSoort.TAAL, **velden | changes)


def maak_kwalificatie(profiel=1, **changes):
    plain = {"titel": f"Voorbeeldmaker {profiel}", "crebo": f"9900{profiel}", "niveau": 3}
    return KwalificatieImport(profiel=profiel, **plain | changes)


def maak_werkproces(nummer=1, gedrag=("meet nauwkeurig", "werkt veilig"), **changes):
    plain = {
        "titel": f"Voert stap {nummer} uit",
        "omschrijving": "Leest de tekening.",
        "eisen": (
            maak_eis("Het werk ligt klaar.", EisSoort.RESULTAAT),
            *(maak_eis(tekst) for tekst in gedrag),
        ),
        "competenties": (CompetentieImport(code="K", titel="Vakdeskundigheid toepassen"),),
    }
    return WerkprocesImport(nummer=nummer, **plain | changes)


def maak_kerntaak(nummer=1, werkprocessen=2, **changes):
    """`werkprocessen` is how many, or which."""
    plain = {
        "titel": f"Maakt voorbeeldproduct {nummer}",
        "complexiteit": "Vast patroon.",
        "eisen": (maak_eis("kent voorbeeldmaterialen", EisSoort.VAKKENNIS),),
        "werkprocessen": tuple(maak_werkproces(place) for place in range(1, werkprocessen + 1))
        if isinstance(werkprocessen, int)
        else werkprocessen,
    }
    return KerntaakImport(nummer=nummer, **plain | changes)


def maak_bron(kerntaken=1, **changes):
    """A dossier with two kwalificaties, in which the second adds to the basisdeel and has language levels."""
    tweede = maak_kwalificatie(2, eisen=(maak_taaleis(),))
    plain = {
        "herkomst": Herkomst.YAML,
        "titel": "Voorbeeldtechniek",
        "crebo": CREBO,
        "editie": EDITIE,
        "geldig_vanaf": date(2023, 8, 1),
        "prijsfactor": Decimal("1.10"),
        "kwalificaties": (maak_kwalificatie(1), tweede),
        "kerntaken": tuple(
            maak_kerntaak(
                nummer,
                aanvullingen=(
                    AanvullingImport(veld=AanvullingVeld.COMPLEXITEIT, profiel=2, tekst="Ook groter."),
                ),
            )
            for nummer in range(1, kerntaken + 1)
        ),
    }
    return DossierImport(**plain | changes)


def maak_verantwoording(**changes):
    """The same dossier by title and date; knows kwalificaties by name only, and in an order of its own."""
    plain = {
        "herkomst": Herkomst.VERANTWOORDING,
        "titel": "VOORBEELDTECHNIEK",
        "editie": EDITIE,
        "geldig_vanaf": date(2023, 8, 1),
        "vastgesteld_door": "Voorbeeldkamer",
        "wijzigingscategorie": 3,
        "kwalificaties": (
            KwalificatieImport(
                profiel=1, titel="voorbeeldmaker 2", eisen=(maak_taaleis("B1"), maak_taaleis("B1", "spreken"))
            ),
            KwalificatieImport(profiel=2, titel="voorbeeldmaker 1", bijzondere_vereisten="Geen."),
        ),
        "hoofdstukken": (
            HoofdstukImport(
                deel=Verantwoordingsdeel.TRENDS, nummer=4, titel="Trends", tekst="Het werk verandert."
            ),
        ),
        "onderhoudspunten": (OnderhoudspuntImport(onderwerp="Voorbeeldpunt", wanneer="2026"),),
        "brondocumenten": (BrondocumentImport(naam="Voorbeeldprofiel", datum=date(2019, 7, 27)),),
        "betrokkenen": ("Voorbeeldbedrijf Zuid",),
    }
    return DossierImport(**plain | changes)


def maak_matrix(**changes):
    """One kerntaak with three werkprocessen and two kwalificaties; one cell is unclear."""
    cells = [
        (1, 1, True, True),
        (1, 2, True, True),
        (2, 1, None, True),
        (2, 2, False, False),
        (3, 1, False, False),
        (3, 2, True, True),
    ]
    plain = {
        "herkomst": Herkomst.MATRIX,
        "titel": "Voorbeeldmatrix",
        "kwalificaties": (
            KwalificatieImport(profiel=1, titel="Niveau 3"),
            KwalificatieImport(profiel=2, titel="Niveau 4"),
        ),
        "kerntaken": (maak_kerntaak(eisen=(), werkprocessen=3),),
        "uitstroom": tuple(
            UitstroomImport(werkproces=f"B1-K1-W{nummer}", profiel=profiel, bron=bron, voorstel=voorstel)
            for nummer, profiel, bron, voorstel in cells
        ),
    }
    return DossierImport(**plain | changes)


def met_gedrag(bron, *gedrag):
    """The source with other gedrag in its first werkproces."""
    kerntaak, *others = bron.kerntaken
    werkproces, *siblings = kerntaak.werkprocessen
    changed = replace(werkproces, eisen=(werkproces.eisen[0], *(maak_eis(tekst) for tekst in gedrag)))
    return replace(bron, kerntaken=(replace(kerntaak, werkprocessen=(changed, *siblings)), *others))


# --- Any -------------------------------------------------------------------------------------------
teksten = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
misschien = st.just("") | teksten
profielen = st.sampled_from((1, 2))
dagen = st.none() | st.dates()
factoren = st.none() | st.decimals(min_value=0, max_value=99, places=2)


def eisen(*soorten):
    return st.lists(
        st.builds(
            EisImport,
            soort=st.sampled_from(soorten),
            tekst=teksten,
            profiel=st.none() | profielen,
            categorie=misschien,
            taal=st.just(""),
            taalvaardigheid=st.just(""),
            taalniveau=st.just(""),
            is_voorbeeld=st.booleans(),
        ),
        max_size=4,
    ).map(tuple)


def aanvullingen(*velden):
    return st.lists(
        st.builds(AanvullingImport, veld=st.sampled_from(velden), profiel=profielen, tekst=teksten),
        max_size=2,
    ).map(tuple)


competenties = st.lists(
    st.builds(
        CompetentieImport,
        code=st.sampled_from("ABC"),
        titel=st.just("Samenwerken"),
        profiel=st.none() | profielen,
    ),
    max_size=3,
    unique_by=lambda each: (each.code, each.profiel),
).map(tuple)

talen = st.lists(
    st.builds(
        maak_taaleis,
        niveau=st.sampled_from(Taalniveau.values),
        vaardigheid=st.sampled_from(Taalvaardigheid.values),
        taal=st.sampled_from(("Engels", "Duits")),
    ),
    max_size=3,
)


def genummerd(maker, **parts):
    """1 to 3 of something, with distinct numbers that need not be consecutive."""
    return st.lists(
        st.builds(maker, nummer=st.integers(1, 9), **parts), max_size=3, unique_by=lambda each: each.nummer
    ).map(tuple)


werkprocessen = genummerd(
    WerkprocesImport,
    titel=teksten,
    omschrijving=misschien,
    gedrag_aanhef=misschien,
    eisen=eisen(EisSoort.RESULTAAT, EisSoort.GEDRAG),
    aanvullingen=aanvullingen(AanvullingVeld.OMSCHRIJVING),
    competenties=competenties,
    is_voorbeeld=st.booleans(),
)
kerntaken = st.lists(
    st.builds(
        KerntaakImport,
        nummer=st.integers(1, 9),
        titel=teksten,
        profiel=st.none() | profielen,
        complexiteit=misschien,
        verantwoordelijkheid=misschien,
        eisen=eisen(EisSoort.VAKKENNIS),
        aanvullingen=aanvullingen(AanvullingVeld.COMPLEXITEIT, AanvullingVeld.VERANTWOORDELIJKHEID),
        werkprocessen=werkprocessen,
        is_voorbeeld=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda each: each.code,
).map(tuple)


@st.composite
def kwalificaties(draw):
    return tuple(
        KwalificatieImport(
            profiel=profiel,
            titel=draw(teksten),
            crebo=f"9900{profiel}",
            niveau=draw(st.none() | st.integers(1, 4)),
            typering=draw(misschien),
            wettelijke_beroepsvereisten=draw(st.none() | st.booleans()),
            sbu=draw(st.none() | st.integers(0, 10_000)),
            prijsfactor=draw(factoren),
            einde_opleiding=draw(dagen),
            eisen=(
                *draw(talen),
                *(replace(eis, profiel=None) for eis in draw(eisen(EisSoort.WETTELIJK))),
            ),
        )
        for profiel in (1, 2)
    )


@st.composite
def bronnen(draw):
    """An edition of dossier 99000 from a YAML file, full or nearly empty."""
    parts = st.lists(st.sampled_from(sorted(Verantwoordingsdeel)), unique=True, max_size=2)
    return DossierImport(
        herkomst=Herkomst.YAML,
        titel=draw(teksten),
        crebo=CREBO,
        editie=EDITIE,
        inleiding=draw(misschien),
        penvoerder=draw(misschien),
        prijsfactor=draw(factoren),
        vastgesteld_op=draw(dagen),
        toetsingskamer_positief=draw(st.none() | st.booleans()),
        kwalificaties=draw(kwalificaties()),
        contexten=draw(
            st.none()
            | st.lists(st.sampled_from("ABCD"), unique=True, max_size=3).map(
                lambda namen: tuple(ContextImport(naam=naam, omschrijving=naam * 2) for naam in namen)
            )
        ),
        kerntaken=draw(st.none() | kerntaken),
        hoofdstukken=draw(
            st.none()
            | parts.map(lambda delen: tuple(HoofdstukImport(deel=deel, titel=deel.label) for deel in delen))
        ),
        brondocumenten=draw(
            st.none()
            | st.lists(st.builds(BrondocumentImport, naam=teksten, soort=misschien), max_size=2).map(tuple)
        ),
        onderhoudspunten=draw(
            st.none()
            | st.lists(st.builds(OnderhoudspuntImport, onderwerp=misschien, wie=misschien), max_size=2).map(
                tuple
            )
        ),
        betrokkenen=draw(st.none() | st.lists(teksten, max_size=3).map(tuple)),
    )


# --- What is in the database -----------------------------------------------------------------------
def dump():
    """Every row of every table of the national reference, to compare byte by byte."""
    tables = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("qualifications").get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY id')
            tables[model.__name__] = cursor.fetchall()
    assert len(tables) >= 15
    return tables
