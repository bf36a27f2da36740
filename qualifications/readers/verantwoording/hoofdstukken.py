"""Cutting the document into its first page and its chapters, without losing a line."""

import itertools
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from qualifications.enums import Verantwoordingsdeel
from qualifications.readers.paragraphs import Regel
from qualifications.readers.verantwoording.inhoudsopgave import (
    KOP,
    TITEL_REGELS,
    Inhoudsopgave,
    fold,
    read_inhoudsopgave,
)
from qualifications.structure import DossierImportError, Waarschuwing

_LETTER = re.compile(r"\w")
_MIN_LETTERS = 3  # "Nee" and "N.v.t." are an answer


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
    """(lines before the table of contents, chapters). The table of contents says which headings there must be."""
    inhoud = read_inhoudsopgave(regels)
    if inhoud.afgesneden:
        raise DossierImportError(
            _(
                "de inhoudsopgave heeft geen paginanummers: de rechterkant van de bladzijden ontbreekt. Sla de "
                "PDF opnieuw op met kleinere letters, of kies een tekstbestand (.txt)."
            ),
            plaats=regels[inhoud.begin].plaats,
        )
    koppen = _headings(regels, inhoud)
    if not koppen:
        raise DossierImportError(
            _(
                "Dit is geen verantwoordingsinformatie: er is geen enkel bekend hoofdstuk gevonden, zoals "
                "“1. Beroepscompetentieprofielen (bcp)”. Kies het document zoals het is gepubliceerd."
            )
        )
    _refuse_missing(regels, inhoud, koppen)
    _warn_gaps(regels, inhoud, koppen, waarschuwingen)
    front = min(inhoud.begin, koppen[0].begin) if inhoud.titels or inhoud.genoemd else koppen[0].begin
    hoofdstukken = _chapters(regels, koppen, waarschuwingen)
    _warn_empty(hoofdstukken, waarschuwingen)
    return regels[:front], hoofdstukken


def _refuse_missing(regels: list[Regel], inhoud: Inhoudsopgave, koppen: list[_Kop]) -> None:
    missing = sorted(set(inhoud.titels) - {kop.nummer for kop in koppen})
    if missing:
        raise DossierImportError(
            _(
                "hoofdstuk %(nummers)s staat in de inhoudsopgave maar niet in de tekst. Is het bestand "
                "afgebroken, of staat de titel er anders? Kies het hele document zoals het is "
                "gepubliceerd, of een tekstbestand (.txt)."
            )
            % {"nummers": ", ".join(str(nummer) for nummer in missing)},
            plaats=regels[-1].plaats,
        )


def _warn_gaps(
    regels: list[Regel], inhoud: Inhoudsopgave, koppen: list[_Kop], waarschuwingen: list[Waarschuwing]
) -> None:
    """Without titles from a table of contents nothing says that a chapter is missing, apart from the numbers."""
    if inhoud.titels:
        return
    if inhoud.genoemd:
        waarschuwingen.append(
            Waarschuwing(
                plaats=regels[inhoud.begin].plaats,
                tekst=_(
                    "De inhoudsopgave is niet te lezen. Controleer of alle hoofdstukken gevonden zijn en of "
                    "hun tekst klopt."
                ),
            )
        )
    for kop, volgende in itertools.pairwise(koppen):
        if volgende.nummer > kop.nummer + 1:
            waarschuwingen.append(
                Waarschuwing(
                    plaats=regels[volgende.begin].plaats,
                    tekst=_(
                        "Na hoofdstuk %(nummer)s komt hoofdstuk %(volgende)s; wat ertussen hoort, is niet "
                        "gevonden. Controleer de tekst van “%(titel)s”, of kies een tekstbestand (.txt)."
                    )
                    % {"nummer": kop.nummer, "volgende": volgende.nummer, "titel": kop.titel[:120]},
                )
            )


def _warn_empty(hoofdstukken: list[Hoofdstuk], waarschuwingen: list[Waarschuwing]) -> None:
    for hoofdstuk in hoofdstukken:
        letters = sum(len(_LETTER.findall(regel.tekst)) for regel in hoofdstuk.regels)
        if letters < _MIN_LETTERS:
            waarschuwingen.append(
                Waarschuwing(
                    plaats=hoofdstuk.plaats,
                    tekst=_(
                        "Hoofdstuk %(nummer)s “%(titel)s” heeft bijna geen tekst. Kijk in het document of dat klopt."
                    )
                    % {"nummer": hoofdstuk.nummer, "titel": hoofdstuk.titel[:120]},
                )
            )


def _headings(regels: list[Regel], inhoud: Inhoudsopgave) -> list[_Kop]:
    """Headings in rising order; each stands for one promised title, or without contents for a known one."""
    koppen: list[_Kop] = []
    position = inhoud.einde
    while position < len(regels):
        kop = _heading_at(regels, position, inhoud.titels)
        if kop and (not koppen or kop.nummer > koppen[-1].nummer):
            koppen.append(kop)
            position = kop.einde
        else:
            position += 1
    return koppen


def _heading_at(regels: list[Regel], position: int, beloofd: dict[int, set[str]]) -> _Kop | None:
    """A promised title as long as possible: of a broken one the first line may be promised too."""
    found = KOP.fullmatch(regels[position].tekst)
    if not found:
        return None
    nummer, titel = int(found[1]), found[2]
    kop = None
    for einde in range(position + 1, min(position + TITEL_REGELS, len(regels)) + 1):
        if einde > position + 1:
            titel = f"{titel} {regels[einde - 1].tekst}".strip()
        if regels[einde - 1].tekst and _is_title(nummer, titel, beloofd):
            kop = _Kop(nummer, titel, position, einde)
            if not beloofd:  # a known title may have words of its own behind it
                break
    return kop


def _is_title(nummer: int, titel: str, beloofd: dict[int, set[str]]) -> bool:
    if beloofd:
        return fold(titel) in beloofd.get(nummer, ())
    return deel_of(titel) is not None


def deel_of(titel: str) -> Verantwoordingsdeel | None:
    """The chapter with this title; "Verblijfsduur 4 jarig" is one with words of its own behind it."""
    folded = fold(titel)
    for deel in Verantwoordingsdeel:
        if folded == fold(deel.label):
            return deel
    short = folded.split("(")[0].strip()
    for deel in Verantwoordingsdeel:
        known = fold(deel.label).split("(")[0].strip()
        if short == known or (
            deel == Verantwoordingsdeel.VERBLIJFSDUUR and titel.casefold().split()[:1] == [known]
        ):
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
