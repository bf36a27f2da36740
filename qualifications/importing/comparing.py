"""What is new, changed and gone when a source meets what is there; for the preview and for the writing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from qualifications.importing.rows import Key, Row, Rows, Tabel
from qualifications.structure import Waarschuwing

Grams = dict[Key, frozenset[str]]

# From this likeness on, a text is the same eis rewritten; below it, another eis. In the same place it is `SAME`.
ALIKE = 0.5
SAME = 0.8
# Bounds of the work that a hostile file can cause: pairs of texts, and letters per text.
MAX_COMPARISONS = 20_000
MAX_COMPARED = 500


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
    """Match by natural key; in a table that keys on its text, then pair what is alike under one parent."""
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
    """Take pairs of a gone and an added row with the same parent out of both: the text was rewritten, the row stays.

    What covers an eis keeps pointing at it, so only texts that are alike are the same eis: first those in the same
    place, then the best pairs of what is left.
    """
    pairs = []
    for choose in (_in_place, _best):
        old, new = _per_parent(tabel, gone), _per_parent(tabel, added)
        if (
            choose is _best
            and sum(len(keys) * len(old[parent]) for parent, keys in new.items()) > MAX_COMPARISONS
        ):
            break
        for parent, keys in new.items():
            left = {key: trigrams(gone[key][tabel.tekst]) for key in old[parent]}
            right = {key: trigrams(added[key][tabel.tekst]) for key in keys} if left else {}
            for before, after in choose(left, right):
                pairs.append((gone.pop(before), added.pop(after)))
    return pairs


def _per_parent(tabel: Tabel, rows: Rows) -> defaultdict[Key, list[Key]]:
    parent = [kolom for kolom in tabel.sleutel if kolom != tabel.tekst]
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, row in rows.items():
        found[tuple(row[kolom] for kolom in parent)].append(key)
    return found


def trigrams(tekst: str) -> frozenset[str]:
    """Every three letters in a row, of the text in one case and with spaces around it."""
    padded = f"  {tekst.lower()[:MAX_COMPARED]} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0–1: the share of the trigrams that two texts have in common (Dice); some fifty times faster than difflib."""
    return 2 * len(one & other) / (len(one) + len(other))


def _in_place(old: Grams, new: Grams) -> list[tuple[Key, Key]]:
    pairs = zip(old, new, strict=False)
    return [(before, after) for before, after in pairs if likeness(old[before], new[after]) >= SAME]


def _best(old: Grams, new: Grams) -> list[tuple[Key, Key]]:
    scored = [(likeness(old[before], new[after]), before, after) for after in new for before in old]
    pairs: dict[Key, Key] = {}
    taken: set[Key] = set()
    for score, before, after in sorted(scored, key=lambda each: -each[0]):
        if score >= ALIKE and before not in pairs and after not in taken:
            pairs[before] = after
            taken.add(after)
    return list(pairs.items())


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
    # The key of the dossier that says all of this already; None when an import would write something, were it only
    # an order or what a source names.
    gelijk_aan: int | None = None
    waarschuwingen: tuple[Waarschuwing, ...] = ()

    @property
    def is_leeg(self) -> bool:
        return self.bestaat_al and not (self.nieuw or self.gewijzigd or self.vervallen)


def describe(tabel: Tabel, row: Row) -> str:
    """A row in words, with the codes by which people know it."""
    # A part of a kwalificatie that goes away has its number negative (`planning._moved_number`).
    codes = (row[kolom] for kolom in ("kerntaak", "werkproces") if row.get(kolom))
    parent = " ".join(str(code).replace("P-", "P", 1) for code in codes)
    profile = f"P{abs(row['kwalificatie'])}" if row.get("kwalificatie") else ""
    own = {
        "kwalificatie": lambda: f"P{row['profiel']} {row['crebo']} {row['titel']}",
        "kerntaak": lambda: f"{row['code']} {row['titel']}",
        "werkproces": lambda: f"{row['code']} {row['titel']}",
        "hoofdstuk": lambda: row["titel"],
        "werkprocescompetentie": lambda: row["competentie"],
        "onderhoudspunt": lambda: row["onderwerp"] or row["actie"],
        "uitstroom": lambda: _("geldt") if row["voorstel"] else _("geldt niet"),
    }.get(tabel.naam, lambda: row.get("tekst") or row.get("naam", ""))()
    if tabel.naam in ("kwalificatie", "kerntaak", "werkproces"):
        return f"{_NAMEN[tabel.naam]()} {own}"
    quoted = own if tabel.naam in ("uitstroom", "werkprocescompetentie") else f"“{own}”"
    return " ".join(part for part in (_NAMEN[tabel.naam](), parent, profile, quoted) if part)


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
