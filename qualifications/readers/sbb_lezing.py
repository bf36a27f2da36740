"""What the parts of the SBB reader share while one dossier is read: the pools, the warnings, the place of a finding."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from qualifications.readers.text import clean, clean_line, plain
from qualifications.readers.xml_safety import Knoop
from qualifications.structure import DossierImportError, Waarschuwing

T = TypeVar("T")

MAX_WARNINGS = 200
# Containers that only group; leaving them out of a place keeps it readable.
_GROUPING = {
    "basistaken", "basiskerntaken", "basiswerkprocessen", "profielen", "profielkerntaken", "profielwerkprocessen",
}  # fmt: skip
_REPEATED = {"kerntaak", "werkproces", "profiel", "aanvullend", "onderdeel", "brondocument", "taal"}
# Fixed headings of the model kwalificatiedossier, and numbers that only mean something inside SBB.
_HEADINGS = {
    "voorblad", "inleiding", "basis", "typeringberoepengroep", "basistaken", "generieke_onderdelen", "profielen",
    "verantwoordingsinformatie", "taalbeheersingseis",
}  # fmt: skip
_INTERNAL = {"nr", "referentievorigeversie"}


@dataclass
class Lezing:
    """One dossier being read. The pools map SBB's numbers to what they stand for."""

    dossier: Knoop
    kennis: dict[str, str] = field(default_factory=dict)
    categorieen: dict[str, str] = field(default_factory=dict)
    competenties: dict[str, tuple[str, str]] = field(default_factory=dict)
    profielen: dict[str, int] = field(default_factory=dict)
    profielknopen: list[tuple[Knoop, int]] = field(default_factory=list)
    gebruikt: set[str] = field(default_factory=set)
    aantal_waarschuwingen: int = 0
    _waarschuwingen: list[tuple[int, Waarschuwing]] = field(default_factory=list)

    def plaats(self, knoop: Knoop) -> str:
        """Line and path from the dossier: "regel 12, basis/kerntaak[1]/werkproces[2]/werkprocesresultaat"."""
        delen: list[str] = []
        kijk: Knoop | None = knoop
        while kijk is not None and kijk is not self.dossier:
            if kijk is knoop or kijk.naam not in _GROUPING:
                delen.append(_with_number(kijk))
            kijk = kijk.ouder
        return _("regel %(regel)s, %(pad)s") % {
            "regel": knoop.regel,
            "pad": "/".join(reversed(delen)) or "dossier",
        }

    def waarschuw(self, knoop: Knoop, tekst: str) -> None:
        self.aantal_waarschuwingen += 1
        if self.aantal_waarschuwingen <= MAX_WARNINGS:
            self._waarschuwingen.append((knoop.regel, Waarschuwing(plaats=self.plaats(knoop), tekst=tekst)))

    def fout(self, knoop: Knoop, melding: str) -> DossierImportError:
        return DossierImportError(melding, plaats=self.plaats(knoop))

    @property
    def waarschuwingen(self) -> tuple[Waarschuwing, ...]:
        """In the order of the file; beyond `MAX_WARNINGS` only their number."""
        gesorteerd = [
            waarschuwing for _regel, waarschuwing in sorted(self._waarschuwingen, key=lambda paar: paar[0])
        ]
        rest = self.aantal_waarschuwingen - MAX_WARNINGS
        if rest > 0:
            tekst = _("Er zijn nog %(aantal)s waarschuwingen die hier niet staan.") % {"aantal": rest}
            gesorteerd.append(Waarschuwing(plaats=_("hele bestand"), tekst=tekst))
        return tuple(gesorteerd)

    # --- Values ------------------------------------------------------------------------------------
    def waarde(self, lees: Callable[[str], T], knoop: Knoop | None, attribuut: str = "") -> T | None:
        """An attribute or text through a function of `readers.text`; a warning when that fails."""
        if knoop is None:
            return None
        try:
            return lees(knoop.attribuut(attribuut) if attribuut else knoop.ruwe_tekst)
        except ValueError as error:
            self.waarschuw(knoop, _("%(fout)s Deze waarde is leeg gelaten.") % {"fout": error})
            return None

    def streng(self, lees: Callable[[str], T], knoop: Knoop, attribuut: str = "") -> T:
        """Like `waarde`, for what the structure cannot do without: refused when it cannot be read."""
        try:
            return lees(knoop.attribuut(attribuut) if attribuut else knoop.ruwe_tekst)
        except ValueError as error:
            raise self.fout(knoop, str(error)) from None

    def titel(self, knoop: Knoop) -> str:
        titel = clean_line(knoop.attribuut("titel"))
        if not titel:
            raise self.fout(
                knoop,
                _(
                    "<%(naam)s> heeft geen titel. Vul het attribuut titel in of download het bestand opnieuw bij SBB."
                )
                % {"naam": knoop.naam},
            )
        return titel

    def nummer(self, knoop: Knoop, eerder: set[int]) -> int:
        """`hoofdstuk`: the number in the codes of SBB; unique among its siblings, or codes would be the same."""
        nummer = self.streng(_whole, knoop, "hoofdstuk")
        if not 1 <= nummer <= 999:
            raise self.fout(
                knoop,
                _("<%(naam)s> heeft geen bruikbaar hoofdstuknummer (1 tot en met 999).")
                % {"naam": knoop.naam},
            )
        if nummer in eerder:
            raise self.fout(
                knoop,
                _("hoofdstuk %(nummer)s komt twee keer voor bij <%(naam)s>; de codes zouden gelijk worden. "
                  "Geef elk een eigen nummer.")
                % {"nummer": nummer, "naam": knoop.naam},
            )  # fmt: skip
        eerder.add(nummer)
        return nummer

    def profielnummers(self, aanvullend: Knoop, *, heeft_inhoud: bool) -> list[int]:
        """The profiles that an `aanvullend` is for. One with contents for an unknown profile cannot be placed."""
        nummers = []
        for profiel in aanvullend.alle("profiel"):
            referentie = profiel.attribuut("referentie").strip()
            if referentie in self.profielen:
                nummers.append(self.profielen[referentie])
            elif heeft_inhoud:
                raise self.fout(profiel, self.zoekgeraakt(referentie, _("profiel")))
        if not nummers and heeft_inhoud:
            raise self.fout(
                aanvullend, _("Deze aanvulling zegt niet bij welk profiel zij hoort. Voeg <profiel> toe.")
            )
        return nummers

    def zoekgeraakt(self, referentie: str, soort: str) -> str:
        return _("verwijst naar %(soort)s %(referentie)s, maar dat nummer staat nergens in het bestand.") % {
            "soort": soort,
            "referentie": f"“{referentie[:40]}”",
        }

    def lees_tekst(self, knoop: Knoop | None) -> str:
        """The text of an element, its markup turned into lines; "" for an absent one."""
        return plain(knoop.ruwe_tekst) if knoop is not None else ""

    # --- Nothing is left out silently ----------------------------------------------------------------
    def meld_ongelezen(self) -> None:
        """Warn about every element, attribute and text with contents that no reader asked for."""
        nog = [self.dossier]
        while nog:
            knoop = nog.pop()
            if knoop is not self.dossier and not knoop.gezien:
                self._meld_onbekend(knoop)
                continue
            self._meld_losse_delen(knoop)
            nog.extend(reversed(knoop.kinderen))

    def _meld_onbekend(self, knoop: Knoop) -> None:
        if knoop.heeft_inhoud():
            self.waarschuw(
                knoop,
                _("Het onderdeel <%(naam)s> is onbekend en is niet ingelezen: %(begin)s")
                % {"naam": knoop.naam[:60], "begin": _preview(knoop)},
            )

    def _meld_losse_delen(self, knoop: Knoop) -> None:
        if not knoop.tekst_gelezen and "".join(knoop.stukken).strip():
            self.waarschuw(
                knoop,
                _("Deze tekst is niet ingelezen: %(begin)s") % {"begin": _short("".join(knoop.stukken))},
            )
        for naam, waarde in knoop.attributen.items():
            onbelangrijk = naam in _INTERNAL or (naam == "titel" and knoop.naam in _HEADINGS)
            if waarde.strip() and naam not in knoop.gelezen and not onbelangrijk:
                self.waarschuw(
                    knoop,
                    _("Het attribuut %(naam)s is niet ingelezen: %(waarde)s")
                    % {"naam": naam[:60], "waarde": _short(waarde)},
                )


def _whole(tekst: str) -> int:
    """A chapter number; anything but digits is 0, which no chapter has."""
    tekst = tekst.strip()
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 5 else 0


def _with_number(knoop: Knoop) -> str:
    zusters = [kind for kind in knoop.ouder.kinderen if kind.naam == knoop.naam] if knoop.ouder else [knoop]
    if len(zusters) > 1 or knoop.naam in _REPEATED:
        nummer = next(nummer for nummer, zuster in enumerate(zusters, start=1) if zuster is knoop)
        return f"{knoop.naam[:60]}[{nummer}]"
    return knoop.naam[:60]


def _preview(knoop: Knoop) -> str:
    stukken = [
        tekst for onder in knoop.nakomelingen() for tekst in (*onder.attributen.values(), *onder.stukken)
    ]
    return _short(" ".join(stuk for stuk in stukken if stuk.strip()))


def _short(tekst: str) -> str:
    tekst = clean(tekst[:400]).replace("\n", " ")
    return f"“{tekst[:80]}{'…' if len(tekst) > 80 else ''}”"
