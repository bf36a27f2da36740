"""A dossier as flat rows: one shape for what a file says and for what the database holds, so that they can be compared.

A row is a dict of column → value, with references as natural keys (kwalificatie: profile number; kerntaak and
werkproces: their code; competentie: its letter). Rows stand in a dict under their natural key plus a counter, because
a source may hold the same line twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db import models

from qualifications.enums import EisSoort
from qualifications.models import (
    Aanvulling,
    Betrokkene,
    Brondocument,
    Context,
    Eis,
    Kerntaak,
    Kwalificatie,
    Kwalificatiedossier,
    Onderhoudspunt,
    Uitstroom,
    Verantwoordingshoofdstuk,
    Werkproces,
    Werkprocescompetentie,
)
from qualifications.structure import (
    AanvullingImport,
    CompetentieImport,
    DossierImport,
    EisImport,
    KerntaakImport,
    WerkprocesImport,
)

Key = tuple[Any, ...]
Row = dict[str, Any]
Rows = dict[Key, Row]

# Column → the lookup that gives its natural key.
REFERENCES = {
    "kwalificatie": "kwalificatie__profiel",
    "kerntaak": "kerntaak__code",
    "werkproces": "werkproces__code",
    "competentie": "competentie__code",
}


@dataclass(frozen=True)
class Tabel:
    """One kind of rows. `deel` is the part of a source it belongs to: a part is replaced as a whole, or left alone.

    `tekst` names the column that may change while the row stays the same row, in tables whose key holds that text.
    `is_uniek`: the database holds one row per key.
    """

    naam: str
    model: type[models.Model]
    deel: str
    sleutel: tuple[str, ...]
    velden: tuple[str, ...] = ()
    filter: tuple[str, ...] = ()
    tekst: str = ""
    is_uniek: bool = False

    @property
    def kolommen(self) -> tuple[str, ...]:
        return self.sleutel + self.velden + ("position",)

    def key_by(self, rows: Iterable[Row]) -> Rows:
        """The rows under their natural key; equal keys are counted."""
        seen: Counter[Key] = Counter()
        keyed = {}
        for row in rows:
            key = tuple(row[kolom] for kolom in self.sleutel)
            keyed[(*key, seen[key])] = row
            seen[key] += 1
        return keyed

    def queryset(self, dossier: Kwalificatiedossier) -> models.QuerySet[Any]:
        found = self.model._default_manager.filter(dossier=dossier)
        return found.filter(soort__in=self.filter) if self.filter else found


EIS_VELDEN = ("categorie", "taal", "taalvaardigheid", "taalniveau", "is_voorbeeld")
EIS_SLEUTEL = ("werkproces", "kerntaak", "kwalificatie", "soort", "tekst")
INHOUDELIJK = (EisSoort.RESULTAAT.value, EisSoort.GEDRAG.value, EisSoort.VAKKENNIS.value)
KERNTAKEN = "kerntaken"

# In the order of writing: what is referred to comes first.
TABELLEN = (
    Tabel("context", Context, "contexten", ("naam",), ("omschrijving",), is_uniek=True),
    Tabel(
        "kerntaak",
        Kerntaak,
        KERNTAKEN,
        ("code",),
        ("kwalificatie", "nummer", "titel", "complexiteit", "verantwoordelijkheid", "is_voorbeeld"),
        is_uniek=True,
    ),
    Tabel(
        "werkproces",
        Werkproces,
        KERNTAKEN,
        ("code",),
        ("kerntaak", "nummer", "titel", "omschrijving", "gedrag_aanhef", "is_voorbeeld"),
        is_uniek=True,
    ),
    Tabel("eis", Eis, KERNTAKEN, EIS_SLEUTEL, EIS_VELDEN, INHOUDELIJK, tekst="tekst"),
    Tabel("taaleis", Eis, "taaleisen", EIS_SLEUTEL, EIS_VELDEN, (EisSoort.TAAL.value,), tekst="tekst"),
    Tabel(
        "beroepsvereiste",
        Eis,
        "beroepsvereisten",
        EIS_SLEUTEL,
        EIS_VELDEN,
        (EisSoort.WETTELIJK.value,),
        "tekst",
    ),
    Tabel(
        "aanvulling", Aanvulling, KERNTAKEN, ("kerntaak", "werkproces", "kwalificatie", "veld"), ("tekst",)
    ),
    Tabel(
        "werkprocescompetentie",
        Werkprocescompetentie,
        KERNTAKEN,
        ("werkproces", "competentie", "kwalificatie"),
        is_uniek=True,
    ),
    Tabel(
        "uitstroom",
        Uitstroom,
        "uitstroom",
        ("werkproces", "kwalificatie"),
        ("bron", "voorstel"),
        is_uniek=True,
    ),
    Tabel(
        "hoofdstuk",
        Verantwoordingshoofdstuk,
        "hoofdstukken",
        ("deel",),
        ("nummer", "titel", "tekst"),
        is_uniek=True,
    ),
    Tabel(
        "brondocument", Brondocument, "brondocumenten", ("naam",), ("soort", "datum", "omschrijving", "link")
    ),
    Tabel("onderhoudspunt", Onderhoudspunt, "onderhoudspunten", ("onderwerp",), ("actie", "wie", "wanneer")),
    Tabel("betrokkene", Betrokkene, "betrokkenen", ("naam",)),
)

DOSSIERVELDEN = (
    "status",
    "ministerie",
    "prijsfactor",
    "geldig_vanaf",
    "einde_instroom",
    "einde_opleiding",
    "domein_crebo",
    "domein_titel",
    "penvoerder",
    "vastgesteld_door",
    "vastgesteld_op",
    "vastgesteld_te",
    "toetsingskamer_positief",
    "inleiding",
    "typering_context",
    "typering_beroepshouding",
    "typering_resultaat",
    "generieke_onderdelen",
    "wijzigingscategorie",
    "titel",
)
KWALIFICATIEVELDEN = (
    "titel",
    "crebo",
    "niveau",
    "beroepsgroep",
    "soort_opleiding",
    "sbu",
    "typering",
    "wettelijke_beroepsvereisten",
    "beroepsvereisten_toelichting",
    "beroepsvereisten_bron",
    "bijzondere_vereisten",
    "certificaten",
    "instellingen",
    "ministerie",
    "prijsfactor",
    "geldig_vanaf",
    "einde_instroom",
    "einde_opleiding",
)
KWALIFICATIE = Tabel(
    "kwalificatie", Kwalificatie, "kwalificaties", ("profiel",), KWALIFICATIEVELDEN, is_uniek=True
)


# --- What a source says ----------------------------------------------------------------------------
def rows_of_import(bron: DossierImport, tabel: Tabel) -> Rows:
    """The rows that the source holds for one table, with `position` counted per table."""
    rows = _READ[tabel.naam](bron)
    return tabel.key_by({**row, "position": place} for place, row in enumerate(rows))


def named_parts(bron: DossierImport) -> set[str]:
    """The parts that the source says something about. None is silence, and so is naming no taaleis at all."""
    parts = {
        naam
        for naam in (
            "kerntaken",
            "uitstroom",
            "hoofdstukken",
            "brondocumenten",
            "onderhoudspunten",
            "betrokkenen",
        )
        if getattr(bron, naam) is not None
    }
    soorten = {eis.soort for kwalificatie in bron.kwalificaties or () for eis in kwalificatie.eisen}
    parts |= {"taaleisen"} if EisSoort.TAAL in soorten else set()
    parts |= {"beroepsvereisten"} if EisSoort.WETTELIJK in soorten else set()
    return parts


def _plain(thing: Any, *without: str) -> Row:
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in without}


def _kwalificaties(bron: DossierImport) -> Iterator[Row]:
    for kwalificatie in bron.kwalificaties or ():
        yield _plain(kwalificatie, "eisen")


def _werkprocessen(bron: DossierImport) -> Iterator[tuple[KerntaakImport, WerkprocesImport, str]]:
    for kerntaak in bron.kerntaken or ():
        for werkproces in kerntaak.werkprocessen:
            yield kerntaak, werkproces, f"{kerntaak.code}-W{werkproces.nummer}"


def _kerntaakrij(bron: DossierImport) -> Iterator[Row]:
    for kerntaak in bron.kerntaken or ():
        row = _plain(kerntaak, "profiel", "eisen", "aanvullingen", "werkprocessen")
        yield {**row, "code": kerntaak.code, "kwalificatie": kerntaak.profiel}


def _werkprocesrij(bron: DossierImport) -> Iterator[Row]:
    for kerntaak, werkproces, code in _werkprocessen(bron):
        row = _plain(werkproces, "eisen", "aanvullingen", "competenties")
        yield {**row, "code": code, "kerntaak": kerntaak.code}


def _eisrij(eis: EisImport, *, werkproces: str | None = None, kerntaak: str | None = None) -> Row:
    row = _plain(eis, "profiel")
    return {
        **row,
        "soort": eis.soort.value,
        "werkproces": werkproces,
        "kerntaak": kerntaak,
        "kwalificatie": eis.profiel,
    }


def _eisen(bron: DossierImport) -> Iterator[Row]:
    for kerntaak in bron.kerntaken or ():
        yield from (_eisrij(eis, kerntaak=kerntaak.code) for eis in kerntaak.eisen)
    for _, werkproces, code in _werkprocessen(bron):
        yield from (_eisrij(eis, werkproces=code) for eis in werkproces.eisen)


def _eisen_of_kwalificatie(bron: DossierImport, soort: EisSoort) -> Iterator[Row]:
    for kwalificatie in bron.kwalificaties or ():
        for eis in kwalificatie.eisen:
            if eis.soort == soort:
                yield {**_eisrij(eis), "kwalificatie": kwalificatie.profiel}


def _aanvullingrij(aanvulling: AanvullingImport, **parent: str | None) -> Row:
    return {
        "kerntaak": parent.get("kerntaak"),
        "werkproces": parent.get("werkproces"),
        "kwalificatie": aanvulling.profiel,
        "veld": aanvulling.veld.value,
        "tekst": aanvulling.tekst,
    }


def _aanvullingen(bron: DossierImport) -> Iterator[Row]:
    for kerntaak in bron.kerntaken or ():
        yield from (_aanvullingrij(each, kerntaak=kerntaak.code) for each in kerntaak.aanvullingen)
    for _, werkproces, code in _werkprocessen(bron):
        yield from (_aanvullingrij(each, werkproces=code) for each in werkproces.aanvullingen)


def all_competenties(bron: DossierImport) -> list[CompetentieImport]:
    return [each for _, werkproces, _ in _werkprocessen(bron) for each in werkproces.competenties]


def _competenties(bron: DossierImport) -> Iterator[Row]:
    for _, werkproces, code in _werkprocessen(bron):
        for each in werkproces.competenties:
            yield {"werkproces": code, "competentie": each.code, "kwalificatie": each.profiel}


def _uitstroom(bron: DossierImport) -> Iterator[Row]:
    for cel in bron.uitstroom or ():
        yield {
            "werkproces": cel.werkproces,
            "kwalificatie": cel.profiel,
            "bron": cel.bron,
            "voorstel": cel.voorstel,
        }


def _hoofdstukken(bron: DossierImport) -> Iterator[Row]:
    for hoofdstuk in bron.hoofdstukken or ():
        yield {**_plain(hoofdstuk), "deel": hoofdstuk.deel.value}


_READ = {
    "kwalificatie": _kwalificaties,
    "context": lambda bron: (_plain(context) for context in bron.contexten or ()),
    "kerntaak": _kerntaakrij,
    "werkproces": _werkprocesrij,
    "eis": _eisen,
    "taaleis": lambda bron: _eisen_of_kwalificatie(bron, EisSoort.TAAL),
    "beroepsvereiste": lambda bron: _eisen_of_kwalificatie(bron, EisSoort.WETTELIJK),
    "aanvulling": _aanvullingen,
    "werkprocescompetentie": _competenties,
    "uitstroom": _uitstroom,
    "hoofdstuk": _hoofdstukken,
    "brondocument": lambda bron: (_plain(document) for document in bron.brondocumenten or ()),
    "onderhoudspunt": lambda bron: (_plain(punt) for punt in bron.onderhoudspunten or ()),
    "betrokkene": lambda bron: ({"naam": naam} for naam in bron.betrokkenen or ()),
}


# --- What the database holds -----------------------------------------------------------------------
def rows_of_database(dossier: Kwalificatiedossier, tabel: Tabel) -> Rows:
    """The rows of one table, each with its `pk`; one query."""
    lookups = {kolom: REFERENCES.get(kolom, kolom) for kolom in tabel.kolommen}
    found = tabel.queryset(dossier).order_by("position", "pk").values("pk", *lookups.values())
    return tabel.key_by(
        {"pk": row["pk"], **{kolom: row[lookup] for kolom, lookup in lookups.items()}} for row in found
    )
