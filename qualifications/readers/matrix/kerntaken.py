"""Kerntaken and werkprocessen from the rows of a matrix: titles as they are, numbers checked, nothing repaired."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations

from django.utils.translation import gettext as _

from qualifications.readers.matrix.tabel import Rij
from qualifications.readers.paragraphs import join_lines
from qualifications.readers.spreadsheet import Cel
from qualifications.readers.text import clean, clean_line
from qualifications.structure import DossierImportError, KerntaakImport, Waarschuwing, WerkprocesImport

MAX_NUMMER = 99
MAX_WERKPROCESSEN = 1_000
MAX_TITEL = 1_000
# Two titles within one kerntaak that are this much alike are probably one ("klachteninformatie", "klachtinformatie").
LIJKT_OP = 0.9
_VERGELIJK = 100  # characters of a title that are compared
_KERNTAAK = re.compile(r"([0-9]{1,9})(?:\s*\.\s*|\s+)(?![0-9]+\s*\.?\s*$)(\S.*)")
_WERKPROCES = re.compile(r"([0-9]{1,9})\s*\.\s*([0-9]{1,9})(?:\s*\.)?\s*(.*)")


@dataclass(slots=True)
class _Kerntaak:
    nummer: int
    titel: str
    plaats: str
    werkprocessen: dict[int, tuple[str, str]] = field(default_factory=dict)  # nummer: (titel, plaats)


@dataclass(frozen=True, slots=True)
class Plek:
    """One row again, now with the numbers of the werkprocessen that its marks are about."""

    kerntaak: int
    werkprocessen: tuple[int, ...]
    kruisjes: tuple[Cel, ...]


class Opbouw:
    """Collects rows; a kerntaak may stand in one row or in many, with or without repetition of its title."""

    def __init__(self) -> None:
        self.plekken: list[Plek] = []
        self.waarschuwingen: list[Waarschuwing] = []
        self._kerntaken: dict[int, _Kerntaak] = {}
        self._current: _Kerntaak | None = None
        self._aantal = 0

    def add(self, rij: Rij) -> None:
        self._current = kerntaak = self._kerntaak(rij)
        nummers: list[int] = []
        for offset, regel in enumerate(rij.werkproces.tekst.split("\n")):
            tekst = clean_line(regel)
            if tekst:
                self._werkproces_line(kerntaak, tekst, rij.werkproces.plaats(offset), nummers)
        self.plekken.append(Plek(kerntaak.nummer, tuple(nummers), rij.kruisjes))

    def finish(self) -> tuple[KerntaakImport, ...]:
        """The kerntaken in the order of the source; adds the warnings about the whole."""
        self._check_gaps()
        kerntaken = []
        for kerntaak in self._kerntaken.values():
            self._check_werkprocessen(kerntaak)
            werkprocessen = tuple(
                WerkprocesImport(nummer=nummer, titel=titel)
                for nummer, (titel, _plaats) in kerntaak.werkprocessen.items()
            )
            kerntaken.append(
                KerntaakImport(nummer=kerntaak.nummer, titel=kerntaak.titel, werkprocessen=werkprocessen)
            )
        return tuple(kerntaken)

    # --- Kerntaak ----------------------------------------------------------------------------------
    def _kerntaak(self, rij: Rij) -> _Kerntaak:
        """The kerntaak of a row; an empty cell means: the same as in the row above."""
        tekst = joined_lines(rij.kerntaak.tekst)
        plaats = rij.kerntaak.plaats(_first_line(rij.kerntaak))
        if not tekst:
            if self._current is None:
                raise DossierImportError(
                    _(
                        "deze rij hoort bij geen kerntaak. Zet de kerntaak met zijn nummer in de eerste "
                        "kolom."
                    ),
                    plaats=rij.werkproces.plaats(),
                )
            return self._current
        found = _KERNTAAK.fullmatch(tekst)
        if not found:
            raise DossierImportError(
                _("de kerntaak “%(tekst)s” heeft geen nummer. Zet er een nummer voor, zoals “3. ”.")
                % {"tekst": tekst[:60]},
                plaats=plaats,
            )
        return self._known_or_new(_nummer(found[1], plaats), _titel(found[2], plaats), plaats)

    def _known_or_new(self, nummer: int, titel: str, plaats: str) -> _Kerntaak:
        known = self._kerntaken.get(nummer)
        if known is None:
            known = self._kerntaken[nummer] = _Kerntaak(nummer, titel, plaats)
        elif known is not self._current or known.titel != titel:
            raise DossierImportError(
                _(
                    "kerntaaknummer %(nummer)s staat er twee keer: ook op %(eerder)s. Geef elke kerntaak een "
                    "eigen nummer."
                )
                % {"nummer": nummer, "eerder": known.plaats},
                plaats=plaats,
            )
        return known

    # --- Werkproces --------------------------------------------------------------------------------
    def _werkproces_line(self, kerntaak: _Kerntaak, tekst: str, plaats: str, nummers: list[int]) -> None:
        found = _WERKPROCES.fullmatch(tekst)
        if found is None:
            self._continuation(kerntaak, tekst, plaats, nummers)
            return
        nummer = _nummer(found[2], plaats)
        if nummer in kerntaak.werkprocessen:
            raise DossierImportError(
                _(
                    "werkprocesnummer %(kerntaak)s.%(nummer)s staat er twee keer: ook op %(eerder)s. Geef "
                    "elk werkproces een eigen nummer."
                )
                % {
                    "kerntaak": kerntaak.nummer,
                    "nummer": nummer,
                    "eerder": kerntaak.werkprocessen[nummer][1],
                },
                plaats=plaats,
            )
        if _nummer(found[1], plaats) != kerntaak.nummer:
            self._warn(
                plaats,
                _(
                    "Werkproces %(code)s staat bij kerntaak %(kerntaak)s. Het is daar gelaten; kijk of het "
                    "daar hoort."
                )
                % {"code": f"{int(found[1])}.{nummer}", "kerntaak": kerntaak.nummer},
            )
        self._count(plaats)
        kerntaak.werkprocessen[nummer] = (_titel(found[3], plaats), plaats)
        nummers.append(nummer)

    def _continuation(self, kerntaak: _Kerntaak, tekst: str, plaats: str, nummers: list[int]) -> None:
        """A line without a number goes on with the werkproces above it, and that is said."""
        if not nummers:
            raise DossierImportError(
                _("het werkproces “%(tekst)s” heeft geen nummer. Zet er een nummer voor, zoals “3.2 ”.")
                % {"tekst": tekst[:60]},
                plaats=plaats,
            )
        titel, begin = kerntaak.werkprocessen[nummers[-1]]
        kerntaak.werkprocessen[nummers[-1]] = (_titel(join_lines([titel, tekst]), plaats), begin)
        self._warn(
            plaats,
            _("Deze regel heeft geen nummer en is gelezen als vervolg van werkproces %(code)s.")
            % {"code": f"{kerntaak.nummer}.{nummers[-1]}"},
        )

    def _count(self, plaats: str) -> None:
        self._aantal += 1
        if self._aantal > MAX_WERKPROCESSEN:
            raise DossierImportError(
                _("de matrix heeft meer dan %(max)s werkprocessen. Importeer een dossier per keer.")
                % {"max": MAX_WERKPROCESSEN},
                plaats=plaats,
            )

    # --- Warnings about the whole ------------------------------------------------------------------
    def _check_gaps(self) -> None:
        previous = 0
        for kerntaak in self._kerntaken.values():
            if kerntaak.nummer != previous + 1:
                self._warn(
                    kerntaak.plaats,
                    _("De nummering springt van kerntaak %(vorige)s naar kerntaak %(nummer)s.")
                    % {"vorige": previous, "nummer": kerntaak.nummer}
                    if previous
                    else _("De eerste kerntaak heeft nummer %(nummer)s.") % {"nummer": kerntaak.nummer},
                )
            previous = kerntaak.nummer

    def _check_werkprocessen(self, kerntaak: _Kerntaak) -> None:
        previous = 0
        for nummer, (_naam, plaats) in kerntaak.werkprocessen.items():
            code = f"{kerntaak.nummer}.{nummer}"
            if nummer != previous + 1:
                self._warn(
                    plaats,
                    _("De nummering springt van %(vorige)s naar %(code)s.")
                    % {"vorige": f"{kerntaak.nummer}.{previous}", "code": code}
                    if previous
                    else _("Het eerste werkproces van kerntaak %(kerntaak)s heeft nummer %(code)s.")
                    % {"kerntaak": kerntaak.nummer, "code": code},
                )
            previous = nummer
        for (een, (titel, _eerste)), (ander, (andere_titel, plaats)) in combinations(
            kerntaak.werkprocessen.items(), 2
        ):
            if _alike(titel, andere_titel):
                self._warn(
                    plaats,
                    _(
                        "Werkproces %(ander)s “%(andere_titel)s” lijkt veel op %(een)s “%(titel)s”. Is het "
                        "er een?"
                    )
                    % {
                        "een": f"{kerntaak.nummer}.{een}",
                        "ander": f"{kerntaak.nummer}.{ander}",
                        "titel": titel[:120],
                        "andere_titel": andere_titel[:120],
                    },
                )

    def _warn(self, plaats: str, tekst: str) -> None:
        self.waarschuwingen.append(Waarschuwing(plaats=plaats, tekst=tekst))


def joined_lines(tekst: str) -> str:
    """The lines of a cell as one line; a word that was cut at its own hyphen gets no blank."""
    return join_lines(clean_line(line) for line in clean(tekst).split("\n"))


def _first_line(cel: Cel) -> int:
    return next((n for n, line in enumerate(cel.tekst.split("\n")) if line.strip()), 0)


def _alike(een: str, ander: str) -> bool:
    een, ander = een[:_VERGELIJK].casefold(), ander[:_VERGELIJK].casefold()
    matcher = SequenceMatcher(None, een, ander, autojunk=False)
    return (
        matcher.real_quick_ratio() >= LIJKT_OP
        and matcher.quick_ratio() >= LIJKT_OP
        and matcher.ratio() >= LIJKT_OP
    )


def _nummer(cijfers: str, plaats: str) -> int:
    nummer = int(cijfers)
    if not 1 <= nummer <= MAX_NUMMER:
        raise DossierImportError(
            _("nummer %(nummer)s kan niet; een nummer is 1 tot en met %(max)s.")
            % {"nummer": nummer, "max": MAX_NUMMER},
            plaats=plaats,
        )
    return nummer


def _titel(tekst: str, plaats: str) -> str:
    if not tekst:
        raise DossierImportError(_("achter dit nummer staat geen naam. Vul de naam in."), plaats=plaats)
    if len(tekst) > MAX_TITEL:
        raise DossierImportError(
            _("deze naam heeft meer dan %(max)s tekens. Kort hem in.") % {"max": MAX_TITEL}, plaats=plaats
        )
    return tekst
