"""The verantwoordingsinformatie in SBB's XML: its chapters, sources, maintenance agenda and language levels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from qualifications.enums import Taalniveau, Taalvaardigheid
from qualifications.enums import Verantwoordingsdeel as Deel
from qualifications.readers.eisen import taaleis
from qualifications.readers.sbb_lezing import Lezing
from qualifications.readers.text import clean_line, dutch_date, whole
from qualifications.readers.xml_safety import Knoop
from qualifications.structure import BrondocumentImport, EisImport, HoofdstukImport, OnderhoudspuntImport

_DELEN = {
    "brondocumenten": Deel.BRONDOCUMENTEN,
    "examenprofielen": Deel.EXAMENPROFIELEN,
    "arbeidsmarktinformatie": Deel.ARBEIDSMARKT,
    "trendsenontwikkelingen": Deel.TRENDS,
    "wettelijkeberoepsvereisten": Deel.BEROEPSVEREISTEN,
    "bijzonderevereisten": Deel.BIJZONDERE_VEREISTEN,
    "taalbeheersingseisen": Deel.TALEN,
    "ontwikkelmogelijkheden": Deel.ONTWIKKELMOGELIJKHEDEN,
    "onderhoudsagenda": Deel.ONDERHOUDSAGENDA,
    "wijzigingen": Deel.WIJZIGINGEN,
    "betrokkenen": Deel.BETROKKENEN,
    "verblijfsduur": Deel.VERBLIJFSDUUR,
    "aanvullendeinfo": Deel.AANVULLENDE_INFORMATIE,
    "certificaten": Deel.CERTIFICATEN,
}


@dataclass
class Verantwoording:
    """None means: the file has no verantwoordingsinformatie. The dictionaries are by profile number."""

    hoofdstukken: tuple[HoofdstukImport, ...] | None = None
    brondocumenten: tuple[BrondocumentImport, ...] | None = None
    onderhoudspunten: tuple[OnderhoudspuntImport, ...] | None = None
    wijzigingscategorie: int | None = None
    bijzondere_vereisten: dict[int, str] = field(default_factory=dict)
    talen: dict[int, list[EisImport]] = field(default_factory=dict)


def read_verantwoording(lezing: Lezing) -> Verantwoording:
    knoop = lezing.dossier.eerste("verantwoordingsinformatie")
    if knoop is None:
        return Verantwoording()
    agenda = knoop.alle("onderhoudsagenda", "agenda", "onderdeel")
    verantwoording = Verantwoording(
        brondocumenten=tuple(
            _brondocument(lezing, bron) for bron in knoop.alle("brondocumenten", "brondocument")
        ),
        onderhoudspunten=tuple(_onderhoudspunt(lezing, onderdeel) for onderdeel in agenda),
        wijzigingscategorie=_wijzigingscategorie(lezing, knoop),
        bijzondere_vereisten=_bijzondere_vereisten(lezing, knoop),
        talen=_talen(lezing, knoop),
    )
    verantwoording.hoofdstukken = tuple(_hoofdstukken(lezing, knoop, verantwoording))
    return verantwoording


# --- Chapters --------------------------------------------------------------------------------------
def _hoofdstukken(lezing: Lezing, knoop: Knoop, verantwoording: Verantwoording) -> Iterator[HoofdstukImport]:
    """One chapter per deel, in the order of the file."""
    gehad: set[Deel] = set()
    for kind in knoop.kinderen:
        deel = _DELEN.get(kind.naam)
        if deel is None:
            continue
        kind.gezien = True
        if deel in gehad:
            lezing.waarschuw(kind, _("Het hoofdstuk <%(naam)s> staat er twee keer.") % {"naam": kind.naam})
            continue
        gehad.add(deel)
        bouw = _TEKSTEN.get(deel)
        yield HoofdstukImport(
            deel=deel,
            nummer=lezing.waarde(whole, kind, "hoofdstuk"),
            titel=clean_line(kind.attribuut("titel")) or deel.label,
            tekst=bouw(lezing, kind, verantwoording) if bouw else lezing.lees_tekst(kind),
        )


def _sections(lezing: Lezing, hoofdstuk: Knoop, *koppen: tuple[str, str]) -> str:
    """The own text of a chapter and its named parts, each under its heading (none for "")."""
    delen = [lezing.lees_tekst(hoofdstuk)]
    for naam, kop in koppen:
        tekst = "\n\n".join(filter(None, (lezing.lees_tekst(knoop) for knoop in hoofdstuk.alle(naam))))
        delen.append(f"{kop}\n\n{tekst}" if kop and tekst else tekst)
    return "\n\n".join(filter(None, delen))


def _trends(lezing: Lezing, hoofdstuk: Knoop, _verantwoording: Verantwoording) -> str:
    return _sections(
        lezing,
        hoofdstuk,
        ("wetenregelgeving", "Wetgeving en regelgeving"),
        ("ontwikkelingenindeberoepsuitoefening", "Ontwikkelingen in de beroepsuitoefening"),
    )


def _met_toelichting(lezing: Lezing, hoofdstuk: Knoop, _verantwoording: Verantwoording) -> str:
    return _sections(lezing, hoofdstuk, ("toelichting", ""), ("omschrijving", ""))


def _bijzonder(lezing: Lezing, hoofdstuk: Knoop, verantwoording: Verantwoording) -> str:
    titels = {nummer: clean_line(knoop.attributen.get("titel")) for knoop, nummer in lezing.profielknopen}
    per_profiel = [
        f"{titels[nummer]}\n{tekst}" for nummer, tekst in verantwoording.bijzondere_vereisten.items()
    ]
    return "\n\n".join(filter(None, [_sections(lezing, hoofdstuk, ("toelichting", "")), *per_profiel]))


def _wijzigingen(lezing: Lezing, hoofdstuk: Knoop, _verantwoording: Verantwoording) -> str:
    categorieen = hoofdstuk.alle("wijzigingscategorien", "wijzigingscategorie")
    titels = [clean_line(categorie.attribuut("titel")) for categorie in categorieen]
    return "\n\n".join(filter(None, [*titels, _sections(lezing, hoofdstuk, ("omschrijving", ""))]))


_TEKSTEN: dict[Deel, Callable[[Lezing, Knoop, Verantwoording], str]] = {
    Deel.TRENDS: _trends,
    Deel.BRONDOCUMENTEN: _met_toelichting,
    Deel.TALEN: _met_toelichting,
    Deel.ONDERHOUDSAGENDA: _met_toelichting,
    Deel.BIJZONDERE_VEREISTEN: _bijzonder,
    Deel.WIJZIGINGEN: _wijzigingen,
}


# --- Parts with fields of their own ----------------------------------------------------------------
def _brondocument(lezing: Lezing, knoop: Knoop) -> BrondocumentImport:
    omschrijving = clean_line(knoop.attribuut("omschrijving"))
    return BrondocumentImport(
        naam=clean_line(knoop.attribuut("naam")) or omschrijving[:300] or _("(zonder naam)"),
        soort=clean_line(knoop.attribuut("type")),
        datum=lezing.waarde(dutch_date, knoop, "datum"),
        omschrijving=omschrijving,
        link=clean_line(knoop.attribuut("link")),
    )


def _onderhoudspunt(lezing: Lezing, knoop: Knoop) -> OnderhoudspuntImport:
    return OnderhoudspuntImport(
        **{veld: lezing.lees_tekst(knoop.eerste(veld)) for veld in ("onderwerp", "actie", "wie", "wanneer")}
    )


def _wijzigingscategorie(lezing: Lezing, knoop: Knoop) -> int | None:
    """1 to 4; the first where the file marks more than one."""
    categorieen = knoop.alle("wijzigingen", "wijzigingscategorien", "wijzigingscategorie")
    nummers = [lezing.waarde(whole, categorie, "categorie") for categorie in categorieen]
    geldig = [nummer for nummer in nummers if nummer in {1, 2, 3, 4}]
    if len(nummers) != len(geldig) or len(geldig) > 1:
        lezing.waarschuw(
            categorieen[0],
            _("De wijzigingscategorie is niet één getal van 1 tot en met 4; genomen is: %(keuze)s.")
            % {"keuze": geldig[0] if geldig else _("geen")},
        )
    return geldig[0] if geldig else None


def _bijzondere_vereisten(lezing: Lezing, knoop: Knoop) -> dict[int, str]:
    """Ja or Nee with its explanation."""
    vereisten: dict[int, str] = {}
    for profiel in knoop.alle("bijzonderevereisten", "profiel"):
        nummer = _profielnummer(lezing, profiel)
        delen = [lezing.lees_tekst(profiel.eerste(naam)) for naam in ("eisen", "toelichtingvereisten")]
        tekst = "\n".join(filter(None, delen))
        if nummer is not None and tekst:
            vereisten[nummer] = "\n".join(filter(None, [vereisten.get(nummer, ""), tekst]))
    return vereisten


def _profielnummer(lezing: Lezing, profiel: Knoop) -> int | None:
    referentie = profiel.attribuut("referentie").strip()
    if referentie not in lezing.profielen:
        if any(kind.heeft_inhoud() for kind in profiel.kinderen):
            raise lezing.fout(profiel, lezing.zoekgeraakt(referentie, _("profiel")))
        return None
    return lezing.profielen[referentie]


# --- Languages -------------------------------------------------------------------------------------
def _talen(lezing: Lezing, knoop: Knoop) -> dict[int, list[EisImport]]:
    talen: dict[int, list[EisImport]] = {}
    for profiel in knoop.alle("taalbeheersingseisen", "taalbeheersingseis", "profiel"):
        nummer = _profielnummer(lezing, profiel)
        for taal in profiel.alle("taal"):
            naam = clean_line(taal.attribuut("titel"))
            for vaardigheid in taal.alle("taalvaardigheden", "taalvaardigheid"):
                eis = _taaleis(lezing, vaardigheid, naam)
                if eis is not None and nummer is not None:
                    talen.setdefault(nummer, []).append(eis)
    return talen


def _taaleis(lezing: Lezing, knoop: Knoop, taal: str) -> EisImport | None:
    """None where no level is asked for, and (with a warning) where level, skill or language is not known."""
    titel = clean_line(knoop.attribuut("titel"))
    niveau = clean_line(knoop.attribuut("niveau")).upper()
    if not niveau:
        return None
    vaardigheid = next((keuze for keuze in Taalvaardigheid if keuze.label.lower() == titel.lower()), None)
    if vaardigheid is None or niveau not in Taalniveau.values or not taal:
        lezing.waarschuw(
            knoop,
            _("“%(taal)s, %(titel)s, %(niveau)s” is geen taaleis die wij kennen; deze is niet ingelezen.")
            % {"taal": taal[:60], "titel": titel[:60], "niveau": niveau[:20]},
        )
        return None
    return taaleis(taal, vaardigheid, Taalniveau(niveau))
