"""The first page: titel, kwalificaties, validity, penvoerder and who validated it when."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from qualifications.readers.paragraphs import Regel, is_bullet, join_lines
from qualifications.readers.text import dutch_date
from qualifications.structure import DossierImportError, Waarschuwing

MAX_KWALIFICATIES = 60
_AANHEF = re.compile(r".*\bkwalificatiedossier(\s+mbo)?\s*:?\s*(?P<titel>.*)", re.IGNORECASE)
_KWALIFICATIES = re.compile(r"kwalificaties?\s*:?", re.IGNORECASE)
_GELDIG = re.compile(r"geldig vanaf\s*:?\s*(?P<waarde>.*)", re.IGNORECASE)
_PENVOERDER = re.compile(r"penvoerder\s*:\s*(?P<waarde>.*)", re.IGNORECASE)
_DOOR = re.compile(r"(gevalideerd|vastgesteld) door\s*:\s*(?P<waarde>.*)", re.IGNORECASE)
_OP = re.compile(r"((gevalideerd|vastgesteld) )?op\s*:\s*(?P<waarde>.*)", re.IGNORECASE)


@dataclass(slots=True)
class Voorblad:
    titel: str = ""
    kwalificaties: list[str] = field(default_factory=list)
    geldig_vanaf: date | None = None
    penvoerder: str = ""
    gevalideerd_door: str = ""
    gevalideerd_op: date | None = None


def read_voorblad(regels: list[Regel], waarschuwingen: list[Waarschuwing]) -> Voorblad:
    """Refuses a page without titel or kwalificaties; a date that is missing or impossible is a warning."""
    begin = next((n for n, regel in enumerate(regels) if _KWALIFICATIES.fullmatch(regel.tekst)), len(regels))
    einde = next(
        (n for n, regel in enumerate(regels) if n > begin and _GELDIG.match(regel.tekst)), len(regels)
    )
    voorblad = Voorblad(
        titel=_titel(regels[:begin]),
        kwalificaties=_namen(regels[begin + 1 : einde]),
        geldig_vanaf=_day(regels, _GELDIG, _("geldig vanaf"), waarschuwingen),
        penvoerder=_value(regels, _PENVOERDER),
        gevalideerd_door=_value(regels, _DOOR),
        gevalideerd_op=_day(regels, _OP, _("gevalideerd op"), waarschuwingen),
    )
    if not voorblad.titel:
        raise DossierImportError(
            _(
                "De titel van het dossier ontbreekt op het voorblad, na “kwalificatiedossier mbo:”. Vul hem daar in."
            )
        )
    if not voorblad.kwalificaties:
        raise DossierImportError(
            _(
                "Op het voorblad staan geen kwalificaties. Zet ze onder de kop “Kwalificaties”, elk op een eigen regel."
            )
        )
    return voorblad


def _titel(regels: list[Regel]) -> str:
    titel: list[str] = []
    after = False
    for regel in regels:
        found = _AANHEF.fullmatch(regel.tekst)
        if found:
            titel, after = [found["titel"]], True
        elif after:
            titel.append(regel.tekst)
    return join_lines(titel)


def _namen(regels: list[Regel]) -> list[str]:
    """One name per line; with bullets a line without one goes on with the name above it."""
    lines = [regel for regel in regels if regel.tekst]
    bullets = any(is_bullet(regel.tekst) for regel in lines)
    namen: list[str] = []
    for regel in lines:
        if bullets and namen and not is_bullet(regel.tekst):
            namen[-1] = join_lines([namen[-1], regel.tekst])
        else:
            tekst = regel.tekst[1:].strip() if is_bullet(regel.tekst) else regel.tekst
            namen.append(tekst)
        if len(namen) > MAX_KWALIFICATIES:
            raise DossierImportError(
                _(
                    "op het voorblad staan meer dan %(max)s kwalificaties. Kies de verantwoording van een dossier."
                )
                % {"max": MAX_KWALIFICATIES},
                plaats=regel.plaats,
            )
    return list(dict.fromkeys(namen))


def _value(regels: list[Regel], pattern: re.Pattern[str]) -> str:
    for regel in regels:
        if found := pattern.fullmatch(regel.tekst):
            return found["waarde"]
    return ""


def _day(
    regels: list[Regel], pattern: re.Pattern[str], wat: str, waarschuwingen: list[Waarschuwing]
) -> date | None:
    """The date behind the words, or on the next line that is not empty."""
    for position, regel in enumerate(regels):
        if found := pattern.fullmatch(regel.tekst):
            waarde = found["waarde"] or next(
                (later.tekst for later in regels[position + 1 :] if later.tekst), ""
            )
            try:
                dag = dutch_date(waarde)
            except ValueError as error:
                waarschuwingen.append(Waarschuwing(plaats=regel.plaats, tekst=str(error)))
                return None
            if dag:
                return dag
    waarschuwingen.append(
        Waarschuwing(plaats=_("voorblad"), tekst=_("De datum bij “%(wat)s” ontbreekt.") % {"wat": wat})
    )
    return None
