"""SBB's XML of a kwalificatiedossier (root <sbb>), as in the editions of 2015 and later.

Everything in it is kept; what has no place in the structure becomes a warning with its line and path.
The codes of kerntaken and werkprocessen are not in the file: they follow from `hoofdstuk`.
"""

from typing import Any

from django.utils.translation import gettext as _

from qualifications.enums import Herkomst
from qualifications.readers.eisen import wettelijke_eis
from qualifications.readers.sbb_kerntaken import read_kerntaken
from qualifications.readers.sbb_lezing import Lezing
from qualifications.readers.sbb_verantwoording import Verantwoording, read_verantwoording
from qualifications.readers.text import clean_line, crebo_code, dutch_date, factor, whole, yes_no
from qualifications.readers.xml_safety import Knoop, parse_xml
from qualifications.structure import DossierImport, DossierImportError, KwalificatieImport


def read(inhoud: bytes, *, bestandsnaam: str, crebo: str = "") -> DossierImport:
    """Read the one dossier in the file, or the one with `crebo` (of the dossier or of a kwalificatie).

    Raises DossierImportError.
    """
    root = parse_xml(inhoud)
    if root.naam != "sbb":
        raise DossierImportError(
            _("Dit is XML van een andere soort: het buitenste element is <%(naam)s>, bij SBB is dat <sbb>. "
              "Kies het XML-bestand van een kwalificatiedossier.")
            % {"naam": root.naam[:60]},
            plaats=_("regel %(regel)s") % {"regel": root.regel},
        )  # fmt: skip
    dossier = read_dossier(root, _chosen(root, crebo.strip()))
    return dossier


# --- Which dossier ---------------------------------------------------------------------------------
def _chosen(root: Knoop, crebo: str) -> Knoop:
    dossiers = root.alle("dossiers", "dossier")
    if not dossiers:
        raise DossierImportError(
            _("Er staat geen <dossier> in het bestand. Kies een XML-bestand met een kwalificatiedossier.")
        )
    if crebo:
        return _with_crebo(dossiers, crebo)
    if len(dossiers) > 1:
        voorbeelden = ", ".join(sorted({c for dossier in dossiers for c in _dossiercrebos(dossier)})[:10])
        raise DossierImportError(
            _("Het bestand bevat %(aantal)s dossiers. Splits het, of geef het crebo van het ene dossier dat u wilt "
              "inlezen (bijvoorbeeld: %(crebos)s).")
            % {"aantal": len(dossiers), "crebos": voorbeelden or _("geen crebo gevonden")}
        )  # fmt: skip
    return dossiers[0]


def _with_crebo(dossiers: list[Knoop], crebo: str) -> Knoop:
    gevonden = [dossier for dossier in dossiers if crebo in _dossiercrebos(dossier)]
    gevonden = gevonden or [dossier for dossier in dossiers if crebo in _profielcrebos(dossier)]
    if len(gevonden) == 1:
        return gevonden[0]
    if gevonden:
        melding = _("Crebo %(crebo)s hoort bij %(aantal)s dossiers in dit bestand. Splits het bestand.")
    else:
        melding = _("Crebo %(crebo)s staat niet in dit bestand. Controleer het crebo, of laat het weg.")
    raise DossierImportError(melding % {"crebo": crebo[:20], "aantal": len(gevonden)})


def _dossiercrebos(dossier: Knoop) -> list[str]:
    return [clean_line("".join(knoop.stukken)) for knoop in dossier.alle("dossiercrebos", "dossiercrebo")]


def _profielcrebos(dossier: Knoop) -> list[str]:
    knopen = dossier.alle("profielen", "profiel", "creboinformatie", "crebo")
    return [clean_line("".join(knoop.stukken)) for knoop in knopen]


# --- The dossier -----------------------------------------------------------------------------------
def read_dossier(root: Knoop, dossier: Knoop) -> DossierImport:
    lezing = Lezing(dossier)
    titel = lezing.titel(dossier)
    _fill_pools(lezing, root)
    verantwoording = read_verantwoording(lezing)
    kwalificaties = tuple(
        _kwalificatie(lezing, knoop, nummer, verantwoording) for knoop, nummer in lezing.profielknopen
    )
    kerntaken = read_kerntaken(lezing)
    gegevens = {
        **_crebo_gegevens(lezing),
        **_domein(lezing, root),
        **_voorblad(lezing, root),
        **_teksten(lezing),
        "status": clean_line(dossier.attribuut("status")),
        "toetsingskamer_positief": lezing.waarde(yes_no, dossier, "positief_advies_toetsingskamer"),
    }
    _check_whole(lezing, kwalificaties)
    return DossierImport(
        herkomst=Herkomst.SBB_XML,
        titel=titel,
        wijzigingscategorie=verantwoording.wijzigingscategorie,
        kwalificaties=kwalificaties,
        kerntaken=kerntaken,
        hoofdstukken=verantwoording.hoofdstukken,
        brondocumenten=verantwoording.brondocumenten,
        onderhoudspunten=verantwoording.onderhoudspunten,
        waarschuwingen=lezing.waarschuwingen,
        **gegevens,
    )


def _fill_pools(lezing: Lezing, root: Knoop) -> None:
    dossier = lezing.dossier
    lezing.kennis = _pool(lezing, dossier.alle("kennisenvaardigheden", "kennisofvaardigheid"))
    lezing.categorieen = _pool(lezing, dossier.alle("categoriekennisenvaardigheden", "categorie"))
    for knoop in root.alle("competenties", "competentie"):
        code = clean_line(knoop.attribuut("code"))
        lezing.competenties[knoop.attribuut("nr").strip()] = (code, clean_line(knoop.attribuut("titel")))
        if len(code) != 1:
            raise lezing.fout(
                knoop, _("Competentie “%(code)s” heeft geen code van één letter (A–Y).") % {"code": code[:20]}
            )
    genummerd: set[int] = set()
    for profiel in dossier.alle("profielen", "profiel"):
        nummer = lezing.nummer(profiel, genummerd)
        lezing.profielknopen.append((profiel, nummer))
        lezing.profielen[profiel.attribuut("nr").strip()] = nummer
    if len(lezing.profielen) < len(lezing.profielknopen):
        raise lezing.fout(
            dossier,
            _("Twee profielen hebben hetzelfde nr; zo is niet te zien welke aanvulling bij welk hoort."),
        )


def _pool(lezing: Lezing, knopen: list[Knoop]) -> dict[str, str]:
    pool: dict[str, str] = {}
    for knoop in knopen:
        nr, titel = knoop.attribuut("nr").strip(), clean_line(knoop.attribuut("titel"))
        if not titel:
            lezing.waarschuw(knoop, _("<%(naam)s> heeft geen titel.") % {"naam": knoop.naam})
        elif pool.setdefault(nr, titel) != titel:
            raise lezing.fout(
                knoop,
                _("Nummer “%(nr)s” staat twee keer in de lijst, met een andere titel.") % {"nr": nr[:40]},
            )
    return pool


def _crebo_gegevens(lezing: Lezing) -> dict[str, Any]:
    """Crebo, validity and edition: what the dossier is known by."""
    dossier = lezing.dossier
    knoop = dossier.eerste("dossiercrebos", "dossiercrebo")
    crebo = lezing.streng(crebo_code, knoop) if knoop else ""
    if knoop is None or not crebo:
        raise lezing.fout(
            knoop or dossier,
            _("Het dossier heeft geen crebo; zonder crebo is het niet te herkennen. Vul <dossiercrebo> in, of download "
              "het bestand opnieuw bij SBB."),
        )  # fmt: skip
    geldig_vanaf = lezing.streng(dutch_date, knoop, "Geldig_vanaf")
    versie = clean_line(dossier.attribuut("versie"))
    return {
        "crebo": crebo,
        "editie": versie or (geldig_vanaf.isoformat() if geldig_vanaf else ""),
        **_bekostiging(lezing, knoop),
        "geldig_vanaf": geldig_vanaf,
    }


def _bekostiging(lezing: Lezing, knoop: Knoop) -> dict[str, Any]:
    """The attributes that a crebo has, of a dossier and of a profile."""
    return {
        "ministerie": clean_line(knoop.attribuut("ministerie")),
        "prijsfactor": lezing.waarde(factor, knoop, "prijsfactor"),
        "geldig_vanaf": lezing.waarde(dutch_date, knoop, "Geldig_vanaf"),
        "einde_instroom": lezing.waarde(dutch_date, knoop, "Datum_einde_instroom"),
        "einde_opleiding": lezing.waarde(dutch_date, knoop, "Datum_einde_opleiding"),
    }


def _domein(lezing: Lezing, root: Knoop) -> dict[str, Any]:
    knoop = _referred(
        lezing, lezing.dossier, "referentiedomein", root.alle("domeinen", "domein"), _("domein")
    )
    if knoop is None:
        return {}
    return {
        "domein_crebo": lezing.waarde(crebo_code, knoop, "crebo") or "",
        "domein_titel": clean_line(knoop.attribuut("titel")),
    }


def _referred(lezing: Lezing, knoop: Knoop, attribuut: str, lijst: list[Knoop], soort: str) -> Knoop | None:
    referentie = knoop.attribuut(attribuut).strip()
    gevonden = next(
        (kandidaat for kandidaat in lijst if kandidaat.attribuut("nr").strip() == referentie), None
    )
    if referentie and gevonden is None:
        lezing.waarschuw(knoop, lezing.zoekgeraakt(referentie, soort))
    return gevonden if referentie else None


def _voorblad(lezing: Lezing, root: Knoop) -> dict[str, Any]:
    dossier = lezing.dossier
    gegevens: dict[str, Any] = {}
    kamer = dossier.eerste("voorblad", "omschrijving", "penvoerder", "sectorkamer")
    if kamer is not None:
        kamers = root.alle("sectorkamers", "sectorkamer")
        gevonden = _referred(lezing, kamer, "referentie", kamers, _("sectorkamer"))
        gegevens["penvoerder"] = clean_line(gevonden.attribuut("titel")) if gevonden else ""
    vaststelling = dossier.eerste("voorblad", "omschrijving", "verantwoording", "vaststellingsinformatie")
    if vaststelling is not None:
        gegevens["vastgesteld_door"] = clean_line(lezing.lees_tekst(vaststelling.eerste("vastgestelddoor")))
        gegevens["vastgesteld_te"] = clean_line(lezing.lees_tekst(vaststelling.eerste("vastgesteldte")))
        gegevens["vastgesteld_op"] = lezing.waarde(dutch_date, vaststelling.eerste("vastgesteldop"))
    return gegevens


def _teksten(lezing: Lezing) -> dict[str, str]:
    paden = {
        "inleiding": ("inleiding", "omschrijving"),
        "typering_context": ("basis", "typeringberoepengroep", "context", "omschrijving"),
        "typering_beroepshouding": ("basis", "typeringberoepengroep", "beroepshouding", "omschrijving"),
        "typering_resultaat": ("basis", "typeringberoepengroep", "resultaatvanhetberoep", "omschrijving"),
        "generieke_onderdelen": ("basis", "basistaken", "generieke_onderdelen", "omschrijving"),
    }
    return {veld: lezing.lees_tekst(lezing.dossier.eerste(*pad)) for veld, pad in paden.items()}


# --- The kwalificaties -----------------------------------------------------------------------------
def _kwalificatie(
    lezing: Lezing, knoop: Knoop, nummer: int, verantwoording: Verantwoording
) -> KwalificatieImport:
    omschrijving = knoop.eerste("omschrijving")
    vereist = lezing.waarde(yes_no, _deel(omschrijving, "wettelijkeberoepsvereisten"))
    toelichting = lezing.lees_tekst(_deel(omschrijving, "toelichtingwettelijkeberoepsvereisten"))
    eisen = list(verantwoording.talen.get(nummer, []))
    if vereist:
        eisen.append(wettelijke_eis(toelichting))
    return KwalificatieImport(
        profiel=nummer,
        titel=lezing.titel(knoop),
        niveau=_niveau(lezing, knoop),
        beroepsgroep=clean_line(knoop.attribuut("beroepsgroep")),
        soort_opleiding=clean_line(lezing.lees_tekst(_deel(omschrijving, "soortopleiding"))),
        sbu=lezing.waarde(whole, _deel(omschrijving, "sbu")),
        wettelijke_beroepsvereisten=vereist,
        beroepsvereisten_toelichting=toelichting,
        bijzondere_vereisten=verantwoording.bijzondere_vereisten.get(nummer, ""),
        eisen=tuple(eisen),
        **_profielteksten(lezing, omschrijving),
        **_profielcrebo(lezing, knoop),
    )


def _deel(omschrijving: Knoop | None, naam: str) -> Knoop | None:
    return omschrijving.eerste(naam) if omschrijving is not None else None


def _profielteksten(lezing: Lezing, omschrijving: Knoop | None) -> dict[str, Any]:
    delen = {
        "typering": "typeringvanhetberoep",
        "beroepsvereisten_bron": "bronwettelijkeberoepsvereisten",
        "certificaten": "certificaten",
        "instellingen": "instellingendieaanmogenbieden",
    }
    return {veld: lezing.lees_tekst(_deel(omschrijving, naam)) for veld, naam in delen.items()}


def _profielcrebo(lezing: Lezing, profiel: Knoop) -> dict[str, Any]:
    knoop = profiel.eerste("creboinformatie", "crebo")
    crebo = lezing.streng(crebo_code, knoop) if knoop else ""
    if knoop is None or not crebo:
        lezing.waarschuw(knoop or profiel, _("Deze kwalificatie heeft geen crebo; vul het later aan."))
        return {}
    return {"crebo": crebo, **_bekostiging(lezing, knoop)}


def _niveau(lezing: Lezing, profiel: Knoop) -> int | None:
    niveau = lezing.waarde(whole, profiel, "niveau")
    if niveau not in {1, 2, 3, 4}:
        lezing.waarschuw(profiel, _("Het mbo-niveau is niet 1, 2, 3 of 4 en is leeg gelaten."))
        return None
    return niveau


# --- The file as a whole ---------------------------------------------------------------------------
def _check_whole(lezing: Lezing, kwalificaties: tuple[KwalificatieImport, ...]) -> None:
    """What only shows when everything has been read."""
    dossier = lezing.dossier
    if not kwalificaties:
        lezing.waarschuw(dossier, _("Het dossier heeft geen profielen en dus geen kwalificaties."))
    vereist = lezing.waarde(yes_no, dossier, "wettelijkeberoepsvereisten")
    if vereist is not None and vereist != any(k.wettelijke_beroepsvereisten for k in kwalificaties):
        lezing.waarschuw(
            dossier,
            _("Het dossier zegt over wettelijke beroepsvereisten iets anders dan de kwalificaties; ingelezen is "
              "wat bij de kwalificaties staat."),
        )  # fmt: skip
    _meld_ongebruikt(lezing, "kennisenvaardigheden", lezing.kennis, _("vakkennis of vaardigheid"))
    _meld_ongebruikt(
        lezing, "categoriekennisenvaardigheden", lezing.categorieen, _("categorie van vakkennis")
    )
    lezing.meld_ongelezen()


def _meld_ongebruikt(lezing: Lezing, lijst: str, pool: dict[str, str], soort: str) -> None:
    """Titles in a pool that nothing refers to are not part of any kerntaak."""
    ongebruikt = [titel for nr, titel in pool.items() if nr not in lezing.gebruikt]
    knoop = lezing.dossier.eerste(lijst)
    if ongebruikt and knoop is not None:
        lezing.waarschuw(
            knoop,
            _("Geen kerntaak gebruikt deze %(soort)s, dus is die niet ingelezen (%(aantal)s): %(titels)s")
            % {"soort": soort, "aantal": len(ongebruikt), "titels": "; ".join(ongebruikt[:100])},
        )
