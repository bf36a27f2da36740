"""The aanvulopdracht: how a school makes its own assignment within the frame (`domain.md` §4.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instruments.drafting.criteria import criteriumtekst
from instruments.drafting.opmaak import alineas, citaat, kop, lijst, platte_tekst, voorbeeldzin
from instruments.drafting.plan import Opdrachtplek
from instruments.drafting.stof import Contextstof, Kerntaakstof, Stof
from instruments.enums import Lezer
from qualifications.enums import EisSoort
from qualifications.keuzes import find_keuzes


@dataclass(frozen=True, kw_only=True)
class Conceptdeel:
    """A numbered section of an assignment, in Markdown."""

    lezer: Lezer
    titel: str
    tekst: str


@dataclass(frozen=True, kw_only=True)
class Huboregel:
    """One question of the HUBO check, as it is worded in the instrument."""

    letter: str
    woord: str
    vraag: str


def kerntaken_van(stof: Stof, plek: Opdrachtplek) -> tuple[Kerntaakstof, ...]:
    """The kerntaken that the assignment is about."""
    return (plek.kerntaak,) if plek.kerntaak else stof.kerntaken


def aanvulopdracht(stof: Stof, plek: Opdrachtplek, *, hubo: Sequence[Huboregel]) -> tuple[Conceptdeel, ...]:
    """The sections in printing order; the toelichting per context only where the assignment serves them all."""
    kerntaken = kerntaken_van(stof, plek)
    delen = [
        ("Doel en plaats in de set", doel(stof, plek, kerntaken)),
        ("Wat vaststaat", wat_vaststaat(stof, kerntaken)),
        ("Wat u kiest", wat_u_kiest(plek.context, kerntaken)),
        ("Wat de student moet laten zien", wat_de_student_laat_zien(kerntaken)),
        ("Afnamecondities", afnamecondities()),
        ("Wat de student inlevert", wat_de_student_inlevert(kerntaken)),
        ("HUBO-check", hubo_check(hubo)),
    ]
    if plek.context is None and stof.contexten:
        delen.append(("Toelichting per context", toelichting_per_context(stof.contexten)))
    return tuple(Conceptdeel(lezer=Lezer.SCHOOL, titel=titel, tekst=tekst) for titel, tekst in delen)


def kwalificatie_in_woorden(stof: Stof) -> str:
    niveau = f" (mbo-niveau {stof.niveau})" if stof.niveau else ""
    return f"{platte_tekst(f'{stof.crebo} {stof.titel}')}{niveau}"


def doel(stof: Stof, plek: Opdrachtplek, kerntaken: Iterable[Kerntaakstof]) -> str:
    context = f", context {platte_tekst(plek.context.naam)}" if plek.context else ""
    return alineas(
        f"Met deze aanvulopdracht maakt uw school een eigen examenopdracht voor "
        f"{kwalificatie_in_woorden(stof)}{context}.",
        "U beoordeelt de opdracht met het beoordelingsformulier van:",
        lijst(platte_tekst(kerntaak.kop) for kerntaak in kerntaken),
        "De voorbeeldexamenopdracht in deze set laat zien hoe een uitgewerkte opdracht eruitziet.",
        "Maakt uw school zelf een opdracht, of verandert uw school een opdracht? Dan is die opdracht "
        "**valide onder voorbehoud**. Dat blijft zo tot de examencommissie van uw school de opdracht vaststelt.",
    )


def wat_vaststaat(stof: Stof, kerntaken: Iterable[Kerntaakstof]) -> str:
    vast = [
        "De kerntaken en werkprocessen hieronder.",
        "De criteria op het beoordelingsformulier, met de vorm van beoordelen.",
        "Het beoordelingsformulier zelf, met de schaal en de cesuur.",
    ]
    if stof.niveau:
        vast.append(f"Het niveau: mbo-niveau {stof.niveau}.")
    return alineas(
        "Dit staat vast. Verander het niet.", lijst(vast), *map(_kerntaak_met_werkprocessen, kerntaken)
    )


def _kerntaak_met_werkprocessen(kerntaak: Kerntaakstof) -> str:
    werkprocessen = lijst(platte_tekst(wp.kop) for wp in kerntaak.werkprocessen)
    leeg = "Het dossier geeft bij deze kerntaak geen werkprocessen."
    return alineas(kop(kerntaak.kop), werkprocessen or leeg)


def wat_u_kiest(context: Contextstof | None, kerntaken: Iterable[Kerntaakstof]) -> str:
    ruimte = [
        "Het bedrijf of de werkplek waar de student de opdracht doet.",
        "Het product of de dienst waaraan de student werkt.",
        "De materialen, machines en hulpmiddelen die daarbij horen.",
    ]
    return alineas("Dit kiest u zelf:", lijst(ruimte), _context_uit_dossier(context), _open_keuzes(kerntaken))


def _context_uit_dossier(context: Contextstof | None) -> str:
    if context is None or not context.omschrijving.strip():
        return ""
    intro = f"Blijf binnen de context {platte_tekst(context.naam)}. Die is zo beschreven:"
    return alineas(intro, citaat(context.omschrijving))


def _open_keuzes(kerntaken: Iterable[Kerntaakstof]) -> str:
    met_keuze = [
        (werkproces.code, eis)
        for kerntaak in kerntaken
        for werkproces in kerntaak.werkprocessen
        for eis in werkproces.eisen
        if find_keuzes(eis.tekst)
    ]
    if not met_keuze:
        return ""
    regels = [f"{platte_tekst(code)}: {platte_tekst(criteriumtekst(eis.tekst))}" for code, eis in met_keuze]
    return alineas(
        "In deze eisen staat “of” of “en/of”. Uw opdracht bepaalt welke mogelijkheid de student laat zien. "
        "De woorden van het criterium verandert u niet.",
        lijst(regels),
        voorbeeldzin(any(eis.is_voorbeeld for _, eis in met_keuze)),
    )


def resultaten(kerntaken: Iterable[Kerntaakstof]) -> str:
    """Every resultaat of the kerntaken, as a list; empty where the dossier gives none."""
    eisen = [
        eis
        for kerntaak in kerntaken
        for werkproces in kerntaak.werkprocessen
        for eis in werkproces.eisen_van(EisSoort.RESULTAAT)
    ]
    regels = lijst(platte_tekst(eis.tekst) for eis in eisen)
    return alineas(regels, voorbeeldzin(any(eis.is_voorbeeld for eis in eisen)))


def wat_de_student_laat_zien(kerntaken: Iterable[Kerntaakstof]) -> str:
    blokken = []
    for werkproces in (wp for kerntaak in kerntaken for wp in kerntaak.werkprocessen):
        regels = lijst(platte_tekst(eis.tekst) for eis in werkproces.eisen_van(EisSoort.RESULTAAT))
        leeg = "Het dossier geeft bij dit werkproces geen resultaat."
        blokken.append(alineas(kop(werkproces.kop), regels or leeg))
    return alineas("De student bereikt met uw opdracht per werkproces dit resultaat.", *blokken)


def afnamecondities() -> str:
    condities = [
        "Plaats: [[waar de student de opdracht doet]]. Minstens een deel is in de echte beroepspraktijk.",
        "Tijd: [[hoeveel uren of dagen de student krijgt]]",
        "Hulpmiddelen: [[wat de student mag gebruiken]]",
        "Begeleiding: [[welke hulp de student mag krijgen, en van wie]]",
    ]
    return alineas(
        "Leg deze condities vast. Ze gelden voor elke student die de opdracht doet.", lijst(condities)
    )


def wat_de_student_inlevert(kerntaken: Iterable[Kerntaakstof]) -> str:
    genoemd = resultaten(kerntaken)
    return alineas(
        alineas("De student werkt toe naar deze resultaten:", genoemd) if genoemd else "",
        "De student levert in: [[de producten en bewijzen bij deze resultaten]]",
    )


def hubo_check(hubo: Iterable[Huboregel]) -> str:
    rijen = [
        f"| {platte_tekst(regel.letter)} | {platte_tekst(regel.woord)} | {platte_tekst(regel.vraag)} | | |"
        for regel in hubo
    ]
    hoofd = ["| Letter | Woord | Vraag | Ja of nee | Toelichting |", "|---|---|---|---|---|"]
    return alineas("Controleer uw opdracht voordat u die laat vaststellen.", "\n".join([*hoofd, *rijen]))


def toelichting_per_context(contexten: Iterable[Contextstof]) -> str:
    blokken = [
        alineas(
            kop(context.naam),
            citaat(context.omschrijving),
            f"[[wat in de context {platte_tekst(context.naam)} anders is bij deze opdracht]]",
        )
        for context in contexten
    ]
    return alineas("De opdracht is bruikbaar voor alle contexten. Per context geldt:", *blokken)
