"""Invented contents to print: nothing here is official text, and every name is plainly invented."""

from dataclasses import replace

from instruments.content import (
    Criterium,
    Deel,
    FormulierInhoud,
    Kop,
    Niveau,
    OpdrachtInhoud,
    Werkprocesblok,
)
from instruments.enums import Beoordelingsvorm, Lezer, OpdrachtSoort, Schaal

VORMEN = tuple(Beoordelingsvorm)
KOP = Kop(
    crebo="25895",
    kwalificatie="Allround medewerker productietechniek",
    niveau=3,
    dossier_crebo="23361",
    dossier_titel="Productietechniek",
    dossier_editie="2023",
    is_voorbeeld=True,
)
OVG = (
    Niveau(
        waarde=0, woord="Onvoldoende", descriptor="De kandidaat laat het gevraagde niet of niet veilig zien."
    ),
    Niveau(
        waarde=1,
        woord="Voldoende",
        descriptor="De kandidaat laat het gevraagde zien, soms met een kleine fout die hij zelf herstelt.",
    ),
    Niveau(waarde=2, woord="Goed", descriptor=""),
)
ZINNEN = (
    "Leest de werktekening volledig en controleert de maten en toleranties voordat het werk begint.",
    "Kiest gereedschap en materiaal dat past bij de opdracht en legt de keuze uit.",
    "Werkt volgens de voorschriften voor veiligheid, gezondheid en milieu en spreekt anderen aan op onveilig werk.",
    "Meet het product na elke bewerking en/of aan het eind van de bewerking en noteert de gemeten waarden.",
    "Houdt zich aan de planning en meldt afwijkingen op tijd bij de leidinggevende.",
)
OMSCHRIJVING = (
    "De kandidaat krijgt een opdracht met een tekening. Hij stelt vast wat er gemaakt moet worden en welke volgorde van"
    " werken daarbij past. (Voorbeeldtekst)"
)
TITELS = (
    "Bereidt het werk voor",
    "Voert de bewerkingen uit",
    "Controleert het product",
    "Rondt het werk af en draagt het over",
)


def criterium(nummer: int = 0, **changes) -> Criterium:
    plain = Criterium(
        tekst=ZINNEN[nummer % len(ZINNEN)],
        vorm=VORMEN[nummer % 3],
        vorm_bevestigd=nummer % 2 == 0,
        is_cruciaal=nummer % 4 == 2,
    )
    return replace(plain, **changes)


def werkproces(nummer: int = 1, criteria: int = 5, kerntaak: str = "B1-K1", **changes) -> Werkprocesblok:
    plain = Werkprocesblok(
        code=f"{kerntaak}-W{nummer}",
        titel=TITELS[(nummer - 1) % len(TITELS)],
        omschrijving=OMSCHRIJVING,
        criteria=tuple(criterium(n) for n in range(criteria)),
        is_voorbeeld=True,
    )
    return replace(plain, **changes)


def formulier(werkprocessen: int = 4, criteria: int = 5, **changes) -> FormulierInhoud:
    kerntaak = changes.get("kerntaak_code", "B1-K1")
    plain = FormulierInhoud(
        kop=KOP,
        kerntaak_code=kerntaak,
        kerntaak_titel="Vervaardigt producten en/of onderdelen",
        schaal=Schaal.OVG,
        niveaus=OVG,
        contexten=("Metaal", "Precisietechniek"),
        werkprocessen=tuple(werkproces(n, criteria, kerntaak) for n in range(1, werkprocessen + 1)),
        vakkennis=tuple(
            f"Heeft kennis van voorbeeldonderwerp {n}: {ZINNEN[n % 5].lower()}" for n in range(1, 25)
        ),
        cesuur_werkproces="",
        cesuur_kerntaak="De kerntaak is voldoende als elk werkproces voldoende is. (Voorbeeldtekst)",
    )
    return replace(plain, **changes)


def punten(hoogste: int = 3) -> dict:
    """The changes that make a form one with points."""
    niveaus = tuple(
        Niveau(waarde=n, woord=f"{n} punten", descriptor=f"Niveau {n} in woorden." if n % 2 else "")
        for n in range(hoogste + 1)
    )
    return {"schaal": Schaal.PUNTEN, "niveaus": niveaus}


TEKST = """De school maakt zelf een opdracht binnen het kader van dit document. Wat hier *vast* staat,
verandert de school niet.

- De kandidaat werkt zelfstandig aan **één product**.
- De opdracht duurt ten minste [[aantal uren]] en ten hoogste [[aantal uren]].
- De kandidaat mag de tekening vooraf inzien.

### Wat vast staat en wat gekozen mag worden

| Onderdeel | Vast of vrij | Toelichting |
|---|---|---|
| Materiaal | vrij | De school kiest een materiaal dat in de regio gebruikelijk is. |
| Toleranties | vast | De tekening heeft ten minste drie maten met een tolerantie van de opgegeven klasse. |
| Gereedschap | vrij | Wat in de werkplaats aanwezig is. |

1. Lees de opdracht.
2. Maak een werkplan.
3. Laat het werkplan goedkeuren.
"""


def opdracht(soort: OpdrachtSoort = OpdrachtSoort.AANVUL, **changes) -> OpdrachtInhoud:
    titels = {
        Lezer.SCHOOL: ("Doel van deze aanvulopdracht", "Wat vast staat", "HUBO-toets"),
        Lezer.STUDENT: ("De opdracht", "Wat lever je in?", "Hoe word je beoordeeld?"),
        Lezer.BEOORDELAAR: ("Afnamecondities", "Aanwijzingen bij de beoordeling"),
    }
    lezers = (
        (Lezer.SCHOOL, Lezer.BEOORDELAAR)
        if soort == OpdrachtSoort.AANVUL
        else (Lezer.STUDENT, Lezer.BEOORDELAAR)
    )
    plain = OpdrachtInhoud(
        kop=KOP,
        opdrachtsoort=soort,
        context="Metaal",
        kerntaak_code="",
        kerntaak_titel="",
        delen=tuple(
            Deel(lezer=lezer, titel=titel, tekst=TEKST) for lezer in lezers for titel in titels[lezer]
        ),
    )
    return replace(plain, **changes)
