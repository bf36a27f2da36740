"""From a content to what its template prints: numbers, names of fields, labels of the boxes, the foot."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from instruments.content import (
    Criterium,
    Deel,
    FormulierInhoud,
    Inhoud,
    Niveau,
    OpdrachtInhoud,
    Werkprocesblok,
    short_hash,
)
from instruments.enums import Lezer, Schaal
from instruments.pdf.markup import html_van
from instruments.pdf.qr import qrcode_van
from qualifications.keuzes import find_keuzes

LANGE_TEKST = 400


@dataclass(frozen=True)
class Vakje:
    """A box to tick: the label above it, and what a screen reader says."""

    label: str
    woord: str
    waarde: str


@dataclass(frozen=True)
class Rij:
    """A criterium as it stands in the table; `veld` is the beginning of the names of its fields."""

    nummer: int
    criterium: Criterium
    veld: str
    uitleg: str

    @property
    def is_lang(self) -> bool:
        """A long text gets the width of the table, so that it still fits on one page (up to about 4,000 characters)."""
        return len(self.criterium.tekst) > LANGE_TEKST

    @property
    def oordeelveld(self) -> str:
        return f"{self.veld}.oordeel"


@dataclass(frozen=True)
class Blok:
    """A werkproces as it stands on the form; `maximum` counts only with points."""

    werkproces: Werkprocesblok
    veld: str
    rijen: tuple[Rij, ...]
    maximum: int

    @property
    def resultaatveld(self) -> str:
        return f"{self.veld}.resultaat"

    @property
    def uitslagveld(self) -> str:
        return f"uitslag.{self.veld}"

    @property
    def uitleg(self) -> str:
        return _("Resultaat werkproces %(code)s") % {"code": self.werkproces.code}

    @property
    def uitslaguitleg(self) -> str:
        return _("Uitslag werkproces %(code)s") % {"code": self.werkproces.code}


@dataclass(frozen=True)
class Sectie:
    """A numbered section of an assignment."""

    nummer: int
    anker: str
    titel: str
    html: str


@dataclass(frozen=True)
class Groep:
    """The sections for one reader; each group begins on its own page."""

    titel: str
    anker: str
    secties: tuple[Sectie, ...]


def context_van(inhoud: Inhoud, datum: date) -> dict[str, Any]:
    """Everything the template of this content needs."""
    kort = short_hash(inhoud)
    shared = {
        "inhoud": inhoud,
        "kop": inhoud.kop,
        "datum": datum,
        "hash": kort,
        "qr": qrcode_van(_qr_text(inhoud, kort)),
        "titel": titel_van(inhoud),
    }
    return shared | (_formulier(inhoud) if isinstance(inhoud, FormulierInhoud) else _opdracht(inhoud))


def titel_van(inhoud: Inhoud) -> str:
    """The title of the document as a reader's window shows it."""
    codes = " ".join(part for part in (inhoud.kop.crebo, inhoud.kerntaak_code) if part)
    what = inhoud.kerntaak_titel or inhoud.kop.kwalificatie
    if isinstance(inhoud, OpdrachtInhoud) and inhoud.context:
        what = f"{what}, {inhoud.context}"
    return f"{codes} {inhoud.soort} – {what}"


def _qr_text(inhoud: Inhoud, kort: str) -> str:
    return ":".join(("examenservice", kort, inhoud.kop.crebo, inhoud.kerntaak_code, inhoud.kop.versie))


def _formulier(inhoud: FormulierInhoud) -> dict[str, Any]:
    blokken = tuple(_blok(blok, inhoud) for blok in inhoud.werkprocessen)
    vakjes = _vakjes(inhoud)
    return {
        "vakjes": vakjes,
        "niveaus": tuple(zip(inhoud.niveaus, vakjes, strict=True)),
        "breed": len(vakjes) > 4,
        "punten": inhoud.schaal == Schaal.PUNTEN,
        "blokken": blokken,
        "maximum": sum(blok.maximum for blok in blokken),
        "kerntaakveld": _veld(inhoud.kerntaak_code),
        "kerntaakuitslag": f"uitslag.{_veld(inhoud.kerntaak_code)}",
        "kerntaakuitleg": _("Uitslag kerntaak %(code)s") % {"code": inhoud.kerntaak_code},
        "ondertekenaars": (
            (_("Beoordelaar bedrijf"), "beoordelaar-bedrijf"),
            (_("Beoordelaar school"), "beoordelaar-school"),
            (_("Kandidaat, voor gezien"), "kandidaat"),
        ),
        "cruciaal": any(rij.criterium.is_cruciaal for blok in blokken for rij in blok.rijen),
        "keuzes": any(find_keuzes(rij.criterium.tekst) for blok in blokken for rij in blok.rijen),
        "voorstellen": any(not rij.criterium.vorm_bevestigd for blok in blokken for rij in blok.rijen),
    }


def _vakjes(inhoud: FormulierInhoud) -> tuple[Vakje, ...]:
    """Points are labelled with their number, words with their first letter when that tells them apart."""
    labels = [_label(niveau, inhoud.schaal) for niveau in inhoud.niveaus]
    if len(set(labels)) < len(labels):
        labels = [niveau.woord for niveau in inhoud.niveaus]
    return tuple(
        Vakje(label, niveau.woord, label) for label, niveau in zip(labels, inhoud.niveaus, strict=True)
    )


def _label(niveau: Niveau, schaal: Schaal) -> str:
    return str(niveau.waarde) if schaal == Schaal.PUNTEN else niveau.woord[:1].upper()


def _blok(blok: Werkprocesblok, inhoud: FormulierInhoud) -> Blok:
    veld = _veld(blok.code)
    rijen = tuple(_rij(blok, nummer, criterium) for nummer, criterium in enumerate(blok.criteria, 1))
    highest = max((niveau.waarde for niveau in inhoud.niveaus), default=0)
    return Blok(blok, veld, rijen, len(rijen) * highest)


def _rij(blok: Werkprocesblok, nummer: int, criterium: Criterium) -> Rij:
    uitleg = _("%(code)s, criterium %(nummer)s") % {"code": blok.code, "nummer": nummer}
    return Rij(nummer, criterium, f"{_veld(blok.code)}.c{nummer:02d}", uitleg)


def _veld(code: str) -> str:
    """A code as part of a field name: a full stop would begin a new part."""
    return code.replace(".", "-")


def _opdracht(inhoud: OpdrachtInhoud) -> dict[str, Any]:
    groepen: list[Groep] = []
    number = 0
    for lezer in Lezer:
        secties = []
        for deel in (deel for deel in inhoud.delen if deel.lezer == lezer):
            number += 1
            secties.append(_sectie(number, deel))
        if secties:
            groepen.append(Groep(_groep_titel(lezer), f"deel-{lezer.value}", tuple(secties)))
    return {"groepen": groepen}


def _groep_titel(lezer: Lezer) -> str:
    return {
        Lezer.SCHOOL: _("Voor de school"),
        Lezer.STUDENT: _("Voor de student"),
        Lezer.BEOORDELAAR: _("Voor de beoordelaar"),
    }[lezer]


def _sectie(number: int, deel: Deel) -> Sectie:
    return Sectie(number, f"sectie-{number}", deel.titel, html_van(deel.tekst))
