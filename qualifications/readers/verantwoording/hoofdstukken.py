"""Cutting the document into its first page and its chapters, without losing a line."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from qualifications.enums import Verantwoordingsdeel
from qualifications.readers.paragraphs import Regel
from qualifications.structure import DossierImportError, Waarschuwing

_KOP = re.compile(r"([0-9]{1,2})\s*\.\s*(\S.*)")
_INHOUDSOPGAVE = "inhoudsopgave"
_VERANTWOORDING = "verantwoordingsinformatie"
_KOP_REGELS = 3  # a long title is broken over at most this many lines


@dataclass(slots=True)
class Hoofdstuk:
    deel: Verantwoordingsdeel
    nummer: int
    titel: str
    plaats: str
    regels: list[Regel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Kop:
    """A heading found in the text: it takes lines `begin` up to, not including, `einde`."""

    nummer: int
    titel: str
    begin: int
    einde: int


def cut(regels: list[Regel], waarschuwingen: list[Waarschuwing]) -> tuple[list[Regel], list[Hoofdstuk]]:
    """(lines before the table of contents, chapters). The table of contents says which headings there must "
    "be."""
    beloofd, begin = _contents(regels)
    koppen = _headings(regels, beloofd, begin)
    if not koppen:
        raise DossierImportError(
            _(
                "Dit is geen verantwoordingsinformatie: er is geen enkel bekend hoofdstuk gevonden, zoals "
                "“1. Beroepscompetentieprofielen (bcp)”. Kies het document zoals het is gepubliceerd."
            )
        )
    missing = sorted(set(beloofd) - {kop.nummer for kop in koppen})
    if missing:
        raise DossierImportError(
            _(
                "hoofdstuk %(nummers)s staat in de inhoudsopgave maar niet in de tekst. Is het bestand "
                "afgebroken? "
                "Kies het hele document."
            )
            % {"nummers": ", ".join(str(nummer) for nummer in missing)},
            plaats=regels[-1].plaats,
        )
    front = next(
        (n for n, regel in enumerate(regels) if regel.tekst.casefold() == _INHOUDSOPGAVE), koppen[0].begin
    )
    return regels[: min(front, koppen[0].begin)], _chapters(regels, koppen, waarschuwingen)


def _contents(regels: list[Regel]) -> tuple[dict[int, str], int]:
    """(title per number as the table of contents gives it, the line behind it)."""
    beloofd: dict[int, str] = {}
    begin = 0
    for position, regel in enumerate(regels):
        without_page = regel.tekst.rstrip("0123456789")
        titel = without_page.rstrip(". ")
        leaders = without_page[len(titel) :].count(".")
        found = _KOP.fullmatch(titel)
        if found and leaders >= 3 and without_page != regel.tekst:
            beloofd.setdefault(int(found[1]), found[2])
            begin = position + 1
    return beloofd, begin


def _headings(regels: list[Regel], beloofd: dict[int, str], begin: int) -> list[_Kop]:
    """Headings in rising order; each stands for one promised title, or without contents for a known one."""
    koppen: list[_Kop] = []
    position = begin
    while position < len(regels):
        kop = _heading_at(regels, position, beloofd)
        if kop and (not koppen or kop.nummer > koppen[-1].nummer):
            koppen.append(kop)
            position = kop.einde
        else:
            position += 1
    return koppen


def _heading_at(regels: list[Regel], position: int, beloofd: dict[int, str]) -> _Kop | None:
    found = _KOP.fullmatch(regels[position].tekst)
    if not found:
        return None
    nummer, titel = int(found[1]), found[2]
    for einde in range(position + 1, min(position + _KOP_REGELS, len(regels)) + 1):
        if einde > position + 1:
            titel = f"{titel} {regels[einde - 1].tekst}".strip()
        if _is_title(nummer, titel, beloofd):
            return _Kop(nummer, titel, position, einde)
    return None


def _is_title(nummer: int, titel: str, beloofd: dict[int, str]) -> bool:
    if beloofd:
        return nummer in beloofd and _fold(titel) == _fold(beloofd[nummer])
    return deel_of(titel) is not None


def deel_of(titel: str) -> Verantwoordingsdeel | None:
    """The chapter with this title; "Verblijfsduur 4 jarig" is one with words of its own behind it."""
    folded = _fold(titel)
    for deel in Verantwoordingsdeel:
        if folded == _fold(deel.label):
            return deel
    short = folded.split("(")[0].strip()
    for deel in Verantwoordingsdeel:
        known = _fold(deel.label).split("(")[0].strip()
        if short == known or (deel == Verantwoordingsdeel.VERBLIJFSDUUR and short.split(" ")[0] == known):
            return deel
    return None


def _chapters(regels: list[Regel], koppen: list[_Kop], waarschuwingen: list[Waarschuwing]) -> list[Hoofdstuk]:
    """A chapter that the national model does not know stays, heading and all, at the end of the one before "
    "it."""
    hoofdstukken: list[Hoofdstuk] = []
    for kop, volgende in zip(koppen, [*koppen[1:], None], strict=True):
        einde = volgende.begin if volgende else len(regels)
        deel, plaats = deel_of(kop.titel), regels[kop.begin].plaats
        if deel and deel not in {hoofdstuk.deel for hoofdstuk in hoofdstukken}:
            hoofdstukken.append(Hoofdstuk(deel, kop.nummer, kop.titel, plaats, regels[kop.einde : einde]))
            continue
        if not hoofdstukken:
            raise DossierImportError(
                _(
                    "het eerste hoofdstuk “%(titel)s” is niet bekend. Kies het document zoals het is gepubliceerd."
                )
                % {"titel": kop.titel[:120]},
                plaats=plaats,
            )
        hoofdstukken[-1].regels += [Regel(""), *regels[kop.begin : einde]]
        waarschuwingen.append(
            Waarschuwing(
                plaats=plaats,
                tekst=_(
                    "Hoofdstuk “%(titel)s” is niet bekend of komt twee keer voor; de tekst staat bij “%(bij)s”."
                )
                % {"titel": kop.titel[:120], "bij": hoofdstukken[-1].titel},
            )
        )
    return hoofdstukken


def _fold(tekst: str) -> str:
    return " ".join(tekst.casefold().split())
