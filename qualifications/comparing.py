"""What is new, changed and gone when a source meets what is there; for the preview and for the writing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from qualifications.rows import Key, Row, Rows, Tabel
from qualifications.structure import Waarschuwing


@dataclass(frozen=True, kw_only=True)
class Wijziging:
    """One field of a row that changes."""

    veld: str
    oud: Any
    nieuw: Any


@dataclass(frozen=True, kw_only=True)
class Gewijzigd:
    """A row that stays the same row (`oud["pk"]`) and gets other values."""

    oud: Row
    nieuw: Row
    wijzigingen: tuple[Wijziging, ...]

    @property
    def is_zichtbaar(self) -> bool:
        """More than its place in the order changes."""
        return any(wijziging.veld != "position" for wijziging in self.wijzigingen)


@dataclass(kw_only=True)
class Tabelverschil:
    """The difference of one table, in the order of the source."""

    tabel: Tabel
    nieuw: list[Row] = field(default_factory=list)
    gewijzigd: list[Gewijzigd] = field(default_factory=list)
    vervallen: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.nieuw or self.gewijzigd or self.vervallen)


def wijzigingen(oud: Row, nieuw: Row, velden: Iterable[str]) -> tuple[Wijziging, ...]:
    return tuple(
        Wijziging(veld=veld, oud=oud[veld], nieuw=nieuw[veld]) for veld in velden if oud[veld] != nieuw[veld]
    )


def compare_rows(tabel: Tabel, oud: Rows, nieuw: Rows) -> Tabelverschil:
    """Match by natural key; in a table that keys on its text, then pair what is left under one parent, in order."""
    pairs = [(oud[key], row) for key, row in nieuw.items() if key in oud]
    added = {key: row for key, row in nieuw.items() if key not in oud}
    gone = {key: row for key, row in oud.items() if key not in nieuw}
    if tabel.tekst:
        pairs += _pair_rewritten(tabel, gone, added)
    changed = [Gewijzigd(oud=a, nieuw=b, wijzigingen=wijzigingen(a, b, tabel.kolommen)) for a, b in pairs]
    return Tabelverschil(
        tabel=tabel,
        nieuw=list(added.values()),
        gewijzigd=[change for change in changed if change.wijzigingen],
        vervallen=list(gone.values()),
    )


def _pair_rewritten(tabel: Tabel, gone: Rows, added: Rows) -> list[tuple[Row, Row]]:
    """Take pairs of a gone and an added row with the same parent out of both: the text was rewritten, the row stays."""
    parent_of = [kolom for kolom in tabel.sleutel if kolom != tabel.tekst]
    waiting: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, row in gone.items():
        waiting[tuple(row[kolom] for kolom in parent_of)].append(key)
    pairs = []
    for key, row in list(added.items()):
        if candidates := waiting[tuple(row[kolom] for kolom in parent_of)]:
            pairs.append((gone.pop(candidates.pop(0)), added.pop(key)))
    return pairs


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One line of the preview: what it is about, and what changes there."""

    wat: str
    wijzigingen: tuple[Wijziging, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Vergelijking:
    """The whole difference, in words."""

    nieuw: tuple[Regel, ...]
    gewijzigd: tuple[Regel, ...]
    vervallen: tuple[Regel, ...]
    bestaat_al: bool
    waarschuwingen: tuple[Waarschuwing, ...] = ()

    @property
    def is_leeg(self) -> bool:
        return self.bestaat_al and not (self.nieuw or self.gewijzigd or self.vervallen)


def describe(tabel: Tabel, row: Row) -> str:
    """A row in words, with the codes by which people know it."""
    parent = " ".join(str(row[kolom]) for kolom in ("kerntaak", "werkproces") if row.get(kolom))
    profile = f"P{row['kwalificatie']}" if row.get("kwalificatie") else ""
    own = {
        "kwalificatie": lambda: f"P{row['profiel']} {row['crebo']} {row['titel']}",
        "kerntaak": lambda: f"{row['code']} {row['titel']}",
        "werkproces": lambda: f"{row['code']} {row['titel']}",
        "hoofdstuk": lambda: row["titel"],
        "werkprocescompetentie": lambda: row["competentie"],
        "onderhoudspunt": lambda: row["onderwerp"] or row["actie"],
        "uitstroom": lambda: _("geldt") if row["voorstel"] else _("geldt niet"),
    }.get(tabel.naam, lambda: row.get("tekst") or row.get("naam", ""))()
    if tabel.naam in ("kerntaak", "werkproces"):
        return f"{_NAMEN[tabel.naam]()} {own}"
    return " ".join(part for part in (_NAMEN[tabel.naam](), parent, profile, f"“{own}”") if part)


_NAMEN = {
    "kwalificatie": lambda: _("Kwalificatie"),
    "context": lambda: _("Context"),
    "kerntaak": lambda: _("Kerntaak"),
    "werkproces": lambda: _("Werkproces"),
    "eis": lambda: _("Eis"),
    "taaleis": lambda: _("Taaleis"),
    "beroepsvereiste": lambda: _("Wettelijke beroepsvereiste"),
    "aanvulling": lambda: _("Aanvulling"),
    "werkprocescompetentie": lambda: _("Competentie"),
    "uitstroom": lambda: _("Uitstroom"),
    "hoofdstuk": lambda: _("Hoofdstuk"),
    "brondocument": lambda: _("Brondocument"),
    "onderhoudspunt": lambda: _("Onderhoudsagenda"),
    "betrokkene": lambda: _("Betrokken organisatie"),
}
