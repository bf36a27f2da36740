"""The voorbeeldexamenopdracht: a worked example for one context, with a student part and a beoordelaar part."""

from collections.abc import Iterable

from instruments.drafting.aanvulopdracht import (
    Conceptdeel,
    kerntaken_van,
    kwalificatie_in_woorden,
    resultaten,
)
from instruments.drafting.criteria import draft_criteria
from instruments.drafting.opmaak import alineas, citaat, kop, lijst, platte_tekst, voorbeeldzin
from instruments.drafting.plan import Opdrachtplek
from instruments.drafting.stof import Contextstof, Kerntaakstof, Stof, Werkprocesstof
from instruments.enums import Lezer, Schaal


def voorbeeldopdracht(
    stof: Stof, plek: Opdrachtplek, *, schaal: Schaal, max_punten: int
) -> tuple[Conceptdeel, ...]:
    """The sections in printing order, first what the student reads, then what the beoordelaar reads."""
    kerntaken = kerntaken_van(stof, plek)
    student = [
        ("Situatie", situatie(stof, plek.context)),
        ("Opdracht", opdracht(kerntaken)),
        ("Wat lever je in?", wat_lever_je_in(kerntaken)),
        ("Tijd en hulpmiddelen", tijd_en_hulpmiddelen()),
        ("Hoe word je beoordeeld?", hoe_word_je_beoordeeld(kerntaken, schaal, max_punten)),
    ]
    beoordelaar = [
        ("Voorbereiding", voorbereiding()),
        ("Waar let u op?", waar_let_u_op(kerntaken)),
        ("Eindgesprek", eindgesprek(kerntaken)),
        ("Afronding", afronding()),
    ]
    delen = [(Lezer.STUDENT, *deel) for deel in student] + [
        (Lezer.BEOORDELAAR, *deel) for deel in beoordelaar
    ]
    return tuple(Conceptdeel(lezer=lezer, titel=titel, tekst=tekst) for lezer, titel, tekst in delen)


def situatie(stof: Stof, context: Contextstof | None) -> str:
    binnen = f" Je werkt in de context {platte_tekst(context.naam)}." if context else ""
    return alineas(
        f"Je doet examen voor {kwalificatie_in_woorden(stof)}.{binnen}",
        "[[het bedrijf, de opdrachtgever en wat er gemaakt of gedaan moet worden]]",
    )


def opdracht(kerntaken: Iterable[Kerntaakstof]) -> str:
    blokken = [_werkproces(werkproces) for kerntaak in kerntaken for werkproces in kerntaak.werkprocessen]
    return alineas("[[de opdracht in het kort: wat de student maakt of doet]]", *blokken)


def _werkproces(werkproces: Werkprocesstof) -> str:
    omschrijving = citaat(werkproces.omschrijving)
    bron = "Een voorbeeld van dit werk:" if werkproces.is_voorbeeld else "Zo beschrijft het dossier dit werk:"
    return alineas(kop(werkproces.kop), alineas(bron, omschrijving) if omschrijving else "")


def wat_lever_je_in(kerntaken: Iterable[Kerntaakstof]) -> str:
    genoemd = resultaten(kerntaken)
    return alineas(
        alineas("Aan het eind geldt:", genoemd) if genoemd else "",
        "Je levert in: [[de producten en bewijzen bij deze opdracht]]",
    )


def tijd_en_hulpmiddelen() -> str:
    return lijst(
        [
            "Tijd: [[hoeveel uren of dagen de student krijgt]]",
            "Hulpmiddelen: [[wat de student mag gebruiken]]",
        ]
    )


def hoe_word_je_beoordeeld(kerntaken: Iterable[Kerntaakstof], schaal: Schaal, max_punten: int) -> str:
    oordeel = (
        f"Bij elk criterium geven zij 0 tot en met {max_punten} punten."
        if schaal == Schaal.PUNTEN
        else "Bij elk criterium kiezen zij onvoldoende, voldoende of goed."
    )
    return alineas(
        "Twee beoordelaars beoordelen je. Ze kijken hoe je werkt (observatie), ze bekijken wat je inlevert (product) "
        "en ze praten met je (eindgesprek).",
        f"Voor elke kerntaak gebruiken zij een beoordelingsformulier. {oordeel} Je krijgt een uitslag per kerntaak:",
        lijst(platte_tekst(kerntaak.kop) for kerntaak in kerntaken),
        "Lees de formulieren voordat je begint. Zo weet je waar de beoordelaars op letten.",
    )


def voorbereiding() -> str:
    return lijst(
        [
            "Lees deze opdracht en de beoordelingsformulieren.",
            "Spreek met de andere beoordelaar af wie wat observeert, en wanneer.",
            "Controleer of de werkplek, de materialen en de hulpmiddelen klaarstaan.",
            "Vul op elk beoordelingsformulier de gegevens van de kandidaat en de beoordelaars in.",
            "Vertel de student hoe de dag verloopt. Vraag of alles duidelijk is.",
        ]
    )


def waar_let_u_op(kerntaken: Iterable[Kerntaakstof]) -> str:
    blokken = []
    for werkproces in (wp for kerntaak in kerntaken for wp in kerntaak.werkprocessen):
        criteria = lijst(platte_tekst(criterium.tekst) for criterium in draft_criteria(werkproces))
        leeg = "Het dossier geeft bij dit werkproces geen eisen."
        blokken.append(alineas(kop(werkproces.kop), criteria or leeg))
    return alineas(
        "Let per werkproces op deze eisen. De criteria staan op het beoordelingsformulier.", *blokken
    )


def eindgesprek(kerntaken: Iterable[Kerntaakstof]) -> str:
    blokken = [
        alineas(
            kop(kerntaak.kop),
            lijst(dict.fromkeys(platte_tekst(eis.tekst) for eis in kerntaak.vakkennis)),
            voorbeeldzin(any(eis.is_voorbeeld for eis in kerntaak.vakkennis)),
        )
        for kerntaak in kerntaken
        if kerntaak.vakkennis
    ]
    leeg = "Het dossier geeft bij deze kwalificatie geen vakkennis en vaardigheden."
    return alineas(
        "Vraag in het eindgesprek door op wat u hebt gezien, en op wat u niet hebt kunnen zien.",
        "Kies uit deze vakkennis en vaardigheden wat bij de opdracht past. U hoeft niet alles te vragen."
        if blokken
        else leeg,
        *blokken,
    )


def afronding() -> str:
    return lijst(
        [
            "Elke beoordelaar vult eerst zelf een oordeel in.",
            "Bespreek daarna samen de verschillen en kom tot één oordeel per criterium.",
            "Schrijf een motivatie bij elke onvoldoende en bij elke goed.",
            "Bepaal de uitslag per werkproces en per kerntaak met de cesuur op het formulier.",
            "Laat beide beoordelaars en de kandidaat tekenen.",
            "Lever de formulieren en het werk van de student in bij het examenbureau van de school.",
        ]
    )
