"""Kerntaken, werkprocessen and their eisen in SBB's XML."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from qualifications.enums import AanvullingVeld, EisSoort
from qualifications.readers.sbb_lezing import Lezing
from qualifications.readers.text import clean_line
from qualifications.readers.xml_safety import Knoop
from qualifications.structure import (
    AanvullingImport,
    CompetentieImport,
    EisImport,
    KerntaakImport,
    WerkprocesImport,
)


def read_kerntaken(lezing: Lezing) -> tuple[KerntaakImport, ...]:
    """First the basisdeel, then the profiles, each in the order of the file."""
    kerntaken = []
    genummerd: set[int] = set()
    for knoop in lezing.dossier.alle("basis", "basistaken", "basiskerntaken", "kerntaak"):
        kerntaken.append(_kerntaak(lezing, knoop, genummerd, None))
    for profiel, nummer in lezing.profielknopen:
        genummerd = set()
        for knoop in profiel.alle("profielkerntaken", "kerntaak"):
            kerntaken.append(_kerntaak(lezing, knoop, genummerd, nummer))
    return tuple(kerntaken)


def _kerntaak(lezing: Lezing, knoop: Knoop, genummerd: set[int], profiel: int | None) -> KerntaakImport:
    velden = {
        AanvullingVeld.COMPLEXITEIT: knoop.eerste("complexiteit"),
        AanvullingVeld.VERANTWOORDELIJKHEID: knoop.eerste("verantwoordelijkheid"),
    }
    kerntaak = KerntaakImport(
        nummer=lezing.nummer(knoop, genummerd),
        titel=lezing.titel(knoop),
        profiel=profiel,
        complexiteit=_expected_text(lezing, knoop, velden[AanvullingVeld.COMPLEXITEIT], _("complexiteit")),
        verantwoordelijkheid=_expected_text(
            lezing, knoop, velden[AanvullingVeld.VERANTWOORDELIJKHEID], _("verantwoordelijkheid")
        ),
        eisen=_vakkennis_van(lezing, knoop),
        aanvullingen=tuple(_aanvullingen(lezing, velden)),
        werkprocessen=_werkprocessen(lezing, knoop, "basis" if profiel is None else "profiel"),
    )
    if not kerntaak.werkprocessen:
        lezing.waarschuw(knoop, _("Kerntaak %(code)s heeft geen werkprocessen.") % {"code": kerntaak.code})
    return kerntaak


def _werkprocessen(lezing: Lezing, knoop: Knoop, deel: str) -> tuple[WerkprocesImport, ...]:
    genummerd: set[int] = set()
    return tuple(_werkproces(lezing, w, genummerd) for w in knoop.alle(f"{deel}werkprocessen", "werkproces"))


def _werkproces(lezing: Lezing, knoop: Knoop, genummerd: set[int]) -> WerkprocesImport:
    omschrijving = knoop.eerste("werkprocesomschrijving")
    aanhef, gedrag = _gedrag(lezing, knoop)
    return WerkprocesImport(
        nummer=lezing.nummer(knoop, genummerd),
        titel=lezing.titel(knoop),
        omschrijving=_expected_text(lezing, knoop, omschrijving, _("omschrijving")),
        gedrag_aanhef=aanhef,
        eisen=(*_resultaat(lezing, knoop), *gedrag),
        aanvullingen=tuple(_aanvullingen(lezing, {AanvullingVeld.OMSCHRIJVING: omschrijving})),
        competenties=_competenties(lezing, knoop),
    )


def _expected_text(lezing: Lezing, ouder: Knoop, knoop: Knoop | None, wat: str) -> str:
    tekst = lezing.lees_tekst(knoop)
    if not tekst:
        lezing.waarschuw(
            knoop or ouder,
            _("%(wie)s heeft geen %(wat)s.") % {"wie": ouder.naam.capitalize(), "wat": wat},
        )
    return tekst


# --- Additions per profile -------------------------------------------------------------------------
def _per_profiel(lezing: Lezing, knoop: Knoop | None) -> Iterator[tuple[int, Knoop]]:
    """Each profile number with the element that holds what is added for it; empty additions are left out."""
    if knoop is None:
        return
    for aanvullend in knoop.alle(f"{knoop.naam}perprofiel", "aanvullend"):
        inhoud = [*aanvullend.alle("omschrijving"), *aanvullend.alle(knoop.naam)]
        gevuld = [element for element in inhoud if element.heeft_inhoud()]
        for nummer in lezing.profielnummers(aanvullend, heeft_inhoud=bool(gevuld)):
            yield from ((nummer, element) for element in gevuld)


def _aanvullingen(lezing: Lezing, velden: dict[AanvullingVeld, Knoop | None]) -> Iterator[AanvullingImport]:
    for veld, knoop in velden.items():
        for profiel, element in _per_profiel(lezing, knoop):
            tekst = lezing.lees_tekst(element)
            if tekst:
                yield AanvullingImport(veld=veld, profiel=profiel, tekst=tekst)


# --- Resultaat and gedrag --------------------------------------------------------------------------
def _resultaat(lezing: Lezing, werkproces: Knoop) -> Iterator[EisImport]:
    """One resultaat is one eis, however many lines it has."""
    knoop = werkproces.eerste("werkprocesresultaat")
    tekst = _expected_text(lezing, werkproces, knoop, _("resultaat"))
    if tekst:
        yield EisImport(soort=EisSoort.RESULTAAT, tekst=tekst)
    for profiel, element in _per_profiel(lezing, knoop):
        tekst = lezing.lees_tekst(element)
        if tekst:
            yield EisImport(soort=EisSoort.RESULTAAT, tekst=tekst, profiel=profiel)


def _gedrag(lezing: Lezing, werkproces: Knoop) -> tuple[str, tuple[EisImport, ...]]:
    """The line(s) before the first "- ", and one eis for each line that begins with it."""
    knoop = werkproces.eerste("werkprocesgedrag")
    tekst = _expected_text(lezing, werkproces, knoop, _("gedrag"))
    bron = knoop or werkproces
    aanhef, regels = _split_gedrag(lezing, bron, tekst)
    eisen = [EisImport(soort=EisSoort.GEDRAG, tekst=regel) for regel in regels]
    if tekst and not regels:
        lezing.waarschuw(bron, _("Geen regel van het gedrag begint met “- ”; er is geen gedragseis gemaakt."))
    for profiel, element in _per_profiel(lezing, knoop):
        eigen_aanhef, regels = _split_gedrag(lezing, element, lezing.lees_tekst(element))
        eisen += [EisImport(soort=EisSoort.GEDRAG, tekst=regel, profiel=profiel) for regel in regels]
        if eigen_aanhef:
            aanhef = f"{aanhef}\n{eigen_aanhef}".strip()
            lezing.waarschuw(
                element,
                _("Deze aanvulling op het gedrag begint niet met “- ”; die tekst staat nu bij de aanhef."),
            )
    return aanhef, tuple(eisen)


def _split_gedrag(lezing: Lezing, knoop: Knoop, tekst: str) -> tuple[str, list[str]]:
    aanhef: list[str] = []
    regels: list[str] = []
    for regel in tekst.split("\n"):
        if regel.startswith("- "):
            regels.append(regel[2:].strip())
        elif regel and regels:
            regels[-1] = f"{regels[-1]} {regel}"
            lezing.waarschuw(
                knoop,
                _("Een regel zonder “- ” is bij de regel ervoor gezet: “%(regel)s”.") % {"regel": regel[:80]},
            )
        elif regel:
            aanhef.append(regel)
    return "\n".join(aanhef), regels


# --- Competenties ----------------------------------------------------------------------------------
def _competenties(lezing: Lezing, werkproces: Knoop) -> tuple[CompetentieImport, ...]:
    knoop = werkproces.eerste("werkprocescompetenties")
    if knoop is None:
        return ()
    gevonden: dict[CompetentieImport, None] = {}
    bronnen: list[tuple[int | None, Knoop]] = [(None, knoop), *_per_profiel(lezing, knoop)]
    for profiel, bron in bronnen:
        for element in bron.alle("competentie"):
            referentie = element.attribuut("referentie").strip()
            if referentie not in lezing.competenties:
                lezing.waarschuw(element, lezing.zoekgeraakt(referentie, _("competentie")))
                continue
            code, titel = lezing.competenties[referentie]
            competentie = CompetentieImport(code=code, titel=titel, profiel=profiel)
            if competentie in gevonden:
                lezing.waarschuw(element, _("Competentie %(code)s staat er twee keer.") % {"code": code})
            gevonden[competentie] = None
    return tuple(gevonden)


# --- Vakkennis en vaardigheden ---------------------------------------------------------------------
def _vakkennis_van(lezing: Lezing, kerntaak: Knoop) -> tuple[EisImport, ...]:
    eisen: list[EisImport] = []
    for knoop in kerntaak.alle("vakkennisenvaardigheden"):
        eisen += _vakkennis(lezing, knoop, None, "")
    dubbel = len(eisen) - len(set(eisen))
    if dubbel:
        lezing.waarschuw(
            kerntaak,
            _("%(aantal)s keer staat dezelfde vakkennis of vaardigheid nog eens in deze kerntaak; alles is ingelezen "
              "zoals het er staat.")
            % {"aantal": dubbel},
        )  # fmt: skip
    return tuple(eisen)


def _vakkennis(lezing: Lezing, knoop: Knoop, profiel: int | None, categorie: str) -> Iterator[EisImport]:
    """Everything below an element that refers to the pool, with the categorie it stands in.

    The parts with a categorie and the parts per profile nest in more than one way; any reference counts.
    """
    for kind in knoop.kinderen:
        if kind.naam == "aanvullend":
            kind.gezien = True
            for nummer in lezing.profielnummers(kind, heeft_inhoud=_refers(kind)):
                yield from _vakkennis(lezing, kind, nummer, categorie)
        elif kind.naam.startswith(("vakkennis", "categorie", "kennis")):
            kind.gezien = True
            eigen_categorie = _categorie(lezing, kind) or categorie
            yield from _verwezen(lezing, kind, profiel, eigen_categorie)
            yield from _vakkennis(lezing, kind, profiel, eigen_categorie)


def _refers(aanvullend: Knoop) -> bool:
    return any(kind.heeft_inhoud() for kind in aanvullend.kinderen if kind.naam != "profiel")


def _categorie(lezing: Lezing, knoop: Knoop) -> str:
    """The categorie that one of the attributes refers to, or that the element names itself."""
    for naam, waarde in knoop.attributen.items():
        if waarde.strip() in lezing.categorieen:
            knoop.attribuut(naam)
            lezing.gebruikt.add(waarde.strip())
            return lezing.categorieen[waarde.strip()]
    return clean_line(knoop.attribuut("titel")) if knoop.naam.startswith("categorie") else ""


def _verwezen(lezing: Lezing, knoop: Knoop, profiel: int | None, categorie: str) -> Iterator[EisImport]:
    for naam, waarde in knoop.attributen.items():
        nr = waarde.strip()
        if not naam.startswith("referentie") or nr in lezing.categorieen:
            continue
        knoop.attribuut(naam)
        if nr in lezing.kennis:
            lezing.gebruikt.add(nr)
            yield EisImport(
                soort=EisSoort.VAKKENNIS, tekst=lezing.kennis[nr], profiel=profiel, categorie=categorie
            )
        else:
            lezing.waarschuw(knoop, lezing.zoekgeraakt(nr, _("vakkennis of vaardigheid")))
