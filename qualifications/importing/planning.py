"""Working out what an import will do, without writing anything."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from qualifications.importing.aligning import Afstemming, align, find_dossier
from qualifications.importing.comparing import (
    Regel,
    Tabelverschil,
    Vergelijking,
    Wijziging,
    compare_rows,
    describe,
    wijzigingen,
)
from qualifications.importing.lengths import refuse_too_long
from qualifications.importing.refusing import refuse_unfit_dossier, refuse_unfit_rows, refuse_used_elsewhere
from qualifications.importing.rows import (
    DOSSIERVELDEN,
    KWALIFICATIE,
    KWALIFICATIEVELDEN,
    REFERENCES,
    TABELLEN,
    Row,
    Rows,
    Tabel,
    rows_of_database,
    rows_of_import,
)
from qualifications.importing.sources import Bronnen, Zeggenschap, authority, names, with_profiles
from qualifications.models import CREBO, Kwalificatiedossier
from qualifications.structure import DossierImport, Waarschuwing

# Tables whose rows carry a profile number in their own name: number 2, code P2-K1, code P2-K1-W1.
GENUMMERD = (KWALIFICATIE, *(tabel for tabel in TABELLEN if tabel.naam in ("kerntaak", "werkproces")))
NAMED_IN_WARNING = 10
PROFIEL_IN_CODE = re.compile(r"^P(\d+)-")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import will do, worked out without writing anything."""

    bron: DossierImport
    dossier: Kwalificatiedossier
    velden: tuple[Wijziging, ...]
    verschillen: tuple[Tabelverschil, ...]
    bestaand: dict[str, Rows]
    bronnen: Bronnen
    waarschuwingen: tuple[Waarschuwing, ...]

    @property
    def is_leeg(self) -> bool:
        return self.dossier.pk is not None and not self.velden and not any(self.verschillen)

    @property
    def vergelijking(self) -> Vergelijking:
        """The plan in words; a row that only moves in the order is not worth a line."""
        visible = [each for each in self.verschillen if each]
        own = [Regel(wat=_("Dossier"), wijzigingen=self.velden)] if self.velden and self.dossier.pk else []
        return Vergelijking(
            nieuw=tuple(Regel(wat=describe(each.tabel, row)) for each in visible for row in each.nieuw),
            gewijzigd=tuple(own)
            + tuple(
                Regel(wat=describe(each.tabel, change.oud), wijzigingen=change.wijzigingen)
                for each in visible
                for change in each.gewijzigd
                if change.is_zichtbaar
            ),
            vervallen=tuple(
                Regel(wat=describe(each.tabel, row)) for each in visible for row in each.vervallen
            ),
            bestaat_al=self.dossier.pk is not None,
            gelijk_aan=self.dossier.pk if self.is_leeg and self.bronnen == self.dossier.bronnen else None,
            waarschuwingen=self.waarschuwingen,
        )


def make_plan(source: DossierImport) -> Plan:
    """Raises ValidationError or DossierImportError for what can never be written."""
    _refuse_unfit(source)
    found = find_dossier(source)
    afstemming = align(source, found)
    bron = afstemming.bron
    dossier = found or Kwalificatiedossier(editie=bron.editie, herkomst=bron.herkomst)
    held = with_profiles(dossier.bronnen, afstemming.verhuizing, afstemming.vervallen)
    zeggenschap = authority(bron, held)
    old = {tabel.naam: _existing(dossier, tabel, afstemming) for tabel in (KWALIFICATIE, *TABELLEN)}
    wanted = {tabel.naam: _wanted(bron, tabel, old[tabel.naam], zeggenschap) for tabel in TABELLEN}
    wanted[KWALIFICATIE.naam] = _wanted_kwalificaties(bron, old[KWALIFICATIE.naam], zeggenschap)
    refuse_unfit_rows((tabel, wanted[tabel.naam]) for tabel in (KWALIFICATIE, *TABELLEN))
    _drop_orphans(wanted)
    plan = Plan(
        bron=bron,
        dossier=dossier,
        velden=_dossier_changes(bron, dossier, zeggenschap),
        verschillen=tuple(
            compare_rows(tabel, old[tabel.naam], wanted[tabel.naam]) for tabel in (KWALIFICATIE, *TABELLEN)
        ),
        bestaand=old,
        bronnen={**held, bron.herkomst.value: sorted(names(bron))},
        waarschuwingen=(
            *source.waarschuwingen,
            *afstemming.waarschuwingen,
            *_kept_by_hand(bron, old["context"], zeggenschap),
            *_partly_covered(bron, wanted),
        ),
    )
    refuse_used_elsewhere(dossier, plan.verschillen)
    return plan


def _refuse_unfit(source: DossierImport) -> None:
    """A reader looked at what stands in the file; a person may have added a crebo, title or edition since."""
    if source.crebo and not CREBO.fullmatch(source.crebo):
        raise ValidationError(
            _("Crebo “%(crebo)s” klopt niet: een crebo heeft precies 5 cijfers.") % {"crebo": source.crebo},
            code="crebo",
        )
    refuse_too_long(source)
    refuse_unfit_dossier({veld: getattr(source, veld) for veld in (*DOSSIERVELDEN, "editie")})


def _existing(dossier: Kwalificatiedossier, tabel: Tabel, afstemming: Afstemming) -> Rows:
    """The rows of the database, with the profile numbers that they will have in key and references.

    What a row says about itself (number, code) is still the old, so that the comparison finds the change.
    """
    rows = rows_of_database(dossier, tabel) if dossier.pk else {}
    if not afstemming.verhuizing and not afstemming.vervallen:
        return rows
    own = tabel.sleutel[0] if tabel in GENUMMERD else ""
    moved = [
        {kolom: _moved(kolom, value, afstemming) for kolom, value in row.items()} for row in rows.values()
    ]
    return {
        key: {**new, own: old[own]} if own else new
        for (key, new), old in zip(tabel.key_by(moved).items(), rows.values(), strict=True)
    }


def _moved(kolom: str, value: Any, afstemming: Afstemming) -> Any:
    """The value with other profile numbers, also in the codes of profile kerntaken and their werkprocessen."""
    if kolom in ("kwalificatie", "profiel"):
        return value if value is None else _moved_number(value, afstemming)
    if value and kolom in ("code", "kerntaak", "werkproces"):
        return PROFIEL_IN_CODE.sub(lambda found: f"P{_moved_number(int(found[1]), afstemming)}-", value)
    return value


def _moved_number(profiel: int, afstemming: Afstemming) -> int:
    """A kwalificatie that goes away gets a number that no source can name: the old one, negative."""
    return -profiel if profiel in afstemming.vervallen else afstemming.verhuizing.get(profiel, profiel)


def _kept(tabel: Tabel, old: Rows) -> Rows:
    """The rows as they stay: under the numbers and codes that they will have."""
    if tabel not in GENUMMERD:
        return old
    return {
        key: row if row[tabel.sleutel[0]] == key[0] else {**row, tabel.sleutel[0]: key[0]}
        for key, row in old.items()
    }


def _empty(model: type[Model], veld: str) -> Any:
    return None if model._meta.get_field(veld).null else ""


def _values(model: type[Model], said: Row, held: Row, prefix: str, zeggenschap: Zeggenschap) -> Row:
    """What the fields become: what the source says, or empty where it takes it back, or what they were."""
    values = dict(held)
    for veld in held:
        if f"{prefix}:{veld}" in zeggenschap.eigen:
            values[veld] = said[veld]
        elif f"{prefix}:{veld}" in zeggenschap.vervallen:
            values[veld] = _empty(model, veld)
    return values


def _dossier_changes(
    bron: DossierImport, dossier: Kwalificatiedossier, zeggenschap: Zeggenschap
) -> tuple[Wijziging, ...]:
    held = {veld: getattr(dossier, veld) for veld in DOSSIERVELDEN}
    said = {veld: getattr(bron, veld) for veld in DOSSIERVELDEN}
    wanted = _values(Kwalificatiedossier, said, held, "dossier", zeggenschap)
    # A dossier known by its title gets the crebo and the edition of the first source that names a crebo.
    held |= {"crebo": dossier.crebo, "editie": dossier.editie}
    wanted |= {"crebo": bron.crebo, "editie": bron.editie} if bron.crebo else {}
    return wijzigingen(held, held | wanted, held)


def _wanted_kwalificaties(bron: DossierImport, old: Rows, zeggenschap: Zeggenschap) -> Rows:
    model = KWALIFICATIE.model
    kept = {
        key: row
        for key, row in _kept(KWALIFICATIE, old).items()
        if key[0] >= 0 and f"kwalificatie:{key[0]}" not in zeggenschap.vervallen
    }
    for key, row in rows_of_import(bron, KWALIFICATIE).items():
        held = {veld: old[key][veld] if key in old else _empty(model, veld) for veld in KWALIFICATIEVELDEN}
        values = _values(model, row, held, f"kwalificatie:{row['profiel']}", zeggenschap)
        kept[key] = {**values, "profiel": row["profiel"], "position": row["profiel"]}
    return kept


def _wanted(bron: DossierImport, tabel: Tabel, old: Rows, zeggenschap: Zeggenschap) -> Rows:
    if tabel.naam == "context":
        return _wanted_contexten(bron, tabel, old, zeggenschap)
    if tabel.deel in zeggenschap.eigen:
        return rows_of_import(bron, tabel)
    return {} if tabel.deel in zeggenschap.vervallen else _kept(tabel, old)


def _wanted_contexten(bron: DossierImport, tabel: Tabel, old: Rows, zeggenschap: Zeggenschap) -> Rows:
    """Contexts go by name: one that a person added stays, whatever a source names."""
    named = {
        key: row
        for key, row in rows_of_import(bron, tabel).items()
        if f"context:{row['naam']}" in zeggenschap.eigen
    }
    kept = {key: row for key, row in old.items() if f"context:{row['naam']}" not in zeggenschap.vervallen}
    return kept | named


def _drop_orphans(wanted: dict[str, Rows]) -> None:
    """What belonged to something that goes, goes with it, and the preview says so; parents come first in the tables."""
    for tabel in TABELLEN:
        parents = [kolom for kolom in REFERENCES if kolom in wanted and kolom in tabel.kolommen]
        wanted[tabel.naam] = {
            key: row
            for key, row in wanted[tabel.naam].items()
            if all(row[kolom] is None or (row[kolom], 0) in wanted[kolom] for kolom in parents)
        }


def _kept_by_hand(bron: DossierImport, old: Rows, zeggenschap: Zeggenschap) -> list[Waarschuwing]:
    """What a person wrote about a context wins; the one who imports gets to know where that differs."""
    held = {row["naam"]: row["omschrijving"] for row in old.values()}
    return [
        Waarschuwing(
            plaats=context.naam,
            tekst=_("Deze context is met de hand gewijzigd of verwijderd. Dat blijft zo."),
        )
        for context in bron.contexten or ()
        if f"context:{context.naam}" not in zeggenschap.eigen
        and held.get(context.naam) != context.omschrijving
    ]


def _partly_covered(bron: DossierImport, wanted: dict[str, Rows]) -> list[Waarschuwing]:
    """A matrix that says nothing about some werkprocessen: those go by their part, and somebody should know."""
    cells = {(row["werkproces"], row["kwalificatie"]) for row in wanted["uitstroom"].values()}
    if not cells or (bron.uitstroom is None and bron.kerntaken is None):
        return []
    numbers = [key[0] for key in wanted[KWALIFICATIE.naam]]
    codes = [key[0] for key in wanted["werkproces"]]
    open_codes = [code for code in codes if any((code, number) not in cells for number in numbers)]
    if not open_codes:
        return []
    return [
        Waarschuwing(
            plaats=_("Uitstroommatrix"),
            tekst=_(
                "Voor %(open)d van de %(alle)d werkprocessen heeft de matrix niet bij elke kwalificatie een vakje: "
                "%(codes)s. Waar een vakje ontbreekt, geldt het basisdeel of het profiel. Controleer of dat klopt."
            )
            % {
                "open": len(open_codes),
                "alle": len(codes),
                "codes": ", ".join(open_codes[:NAMED_IN_WARNING])
                + ("…" if len(open_codes) > NAMED_IN_WARNING else ""),
            },
        )
    ]
