"""The one door through which every source of a dossier comes in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from examservice.lib.database import lock_until_commit
from qualifications.comparing import (
    Regel,
    Tabelverschil,
    Vergelijking,
    Wijziging,
    compare_rows,
    describe,
    wijzigingen,
)
from qualifications.models import CREBO, Competentie, Kwalificatiedossier
from qualifications.readers.limits import refuse_too_long
from qualifications.rows import (
    DOSSIERVELDEN,
    KWALIFICATIE,
    KWALIFICATIEVELDEN,
    TABELLEN,
    Row,
    Rows,
    Tabel,
    all_competenties,
    rows_of_database,
    rows_of_import,
)
from qualifications.signals import gebeurd
from qualifications.sources import Zeggenschap, align_kwalificaties, authority, find_dossier, highest, names
from qualifications.structure import DossierImport, Waarschuwing

References = dict[str, dict[Any, int | None]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import will do, worked out without writing anything."""

    bron: DossierImport
    dossier: Kwalificatiedossier
    velden: tuple[Wijziging, ...]
    verschillen: tuple[Tabelverschil, ...]
    bestaand: dict[str, Rows]
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
            waarschuwingen=self.waarschuwingen,
        )


@dataclass(frozen=True, kw_only=True)
class ImportUitkomst:
    """`gewijzigd` is false when the database already said all of it."""

    dossier: Kwalificatiedossier
    vergelijking: Vergelijking
    gewijzigd: bool


def preview(*, bron: DossierImport) -> Vergelijking:
    """What `import_dossier` would do now. Raises the same ValidationErrors, except for what is in use elsewhere."""
    return _make_plan(bron).vergelijking


@transaction.atomic
def import_dossier(*, bron: DossierImport, door: Any = None, sha256: str = "") -> ImportUitkomst:
    """Write one edition of a dossier, all of it or nothing. The same source again changes nothing.

    The number of queries does not depend on the number of rows. `door` is who did it (None: a command); `sha256` is
    the checksum of the file, for the log. Raises ValidationError when the source fits more than one dossier or
    drops something that an exam instrument still uses, and DossierImportError when a text is too long for its field.
    """
    lock_until_commit("kwalificatiedossiers")
    plan = _make_plan(bron)
    vergelijking, gewijzigd = plan.vergelijking, not plan.is_leeg
    bronnen = {**plan.dossier.bronnen, bron.herkomst.value: sorted(names(plan.bron))}
    if gewijzigd:
        _write(plan, bronnen)
        _log(plan, door, sha256)
    elif bronnen != plan.dossier.bronnen:
        _save_dossier(plan, bronnen)
    return ImportUitkomst(dossier=plan.dossier, vergelijking=vergelijking, gewijzigd=gewijzigd)


# --- Working out -----------------------------------------------------------------------------------
def _make_plan(source: DossierImport) -> Plan:
    _refuse_unfit(source)
    found = find_dossier(source)
    bron, warnings = align_kwalificaties(source, found)
    dossier = found or Kwalificatiedossier(editie=bron.editie, herkomst=bron.herkomst)
    zeggenschap = authority(bron, dossier)
    old = {tabel.naam: _existing(dossier, tabel) for tabel in (KWALIFICATIE, *TABELLEN)}
    kwalificaties = compare_rows(
        KWALIFICATIE, old[KWALIFICATIE.naam], _wanted_kwalificaties(bron, old[KWALIFICATIE.naam], zeggenschap)
    )
    others = (
        compare_rows(tabel, old[tabel.naam], _wanted(bron, tabel, old[tabel.naam], zeggenschap))
        for tabel in TABELLEN
    )
    return Plan(
        bron=bron,
        dossier=dossier,
        velden=_dossier_changes(bron, dossier, zeggenschap),
        verschillen=(kwalificaties, *others),
        bestaand=old,
        waarschuwingen=(*source.waarschuwingen, *warnings),
    )


def _refuse_unfit(source: DossierImport) -> None:
    """A reader looked at what stands in the file; a person may have added a crebo, title or edition since."""
    if source.crebo and not CREBO.fullmatch(source.crebo):
        raise ValidationError(
            _("Crebo “%(crebo)s” klopt niet: een crebo heeft precies 5 cijfers.") % {"crebo": source.crebo},
            code="crebo",
        )
    refuse_too_long(source)


def _existing(dossier: Kwalificatiedossier, tabel: Tabel) -> Rows:
    return rows_of_database(dossier, tabel) if dossier.pk else {}


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
    crebo = {"crebo": bron.crebo or dossier.crebo}
    return wijzigingen({**held, "crebo": dossier.crebo}, {**wanted, **crebo}, (*DOSSIERVELDEN, "crebo"))


def _wanted_kwalificaties(bron: DossierImport, old: Rows, zeggenschap: Zeggenschap) -> Rows:
    model = KWALIFICATIE.model
    kept = {
        key: row for key, row in old.items() if f"kwalificatie:{row['profiel']}" not in zeggenschap.vervallen
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
    return {} if tabel.deel in zeggenschap.vervallen else old


def _wanted_contexten(bron: DossierImport, tabel: Tabel, old: Rows, zeggenschap: Zeggenschap) -> Rows:
    """Contexts go by name: one that a person added stays, whatever a source names."""
    named = {
        key: row
        for key, row in rows_of_import(bron, tabel).items()
        if f"context:{row['naam']}" in zeggenschap.eigen
    }
    kept = {key: row for key, row in old.items() if f"context:{row['naam']}" not in zeggenschap.vervallen}
    return kept | named


# --- Writing ---------------------------------------------------------------------------------------
def _write(plan: Plan, bronnen: dict[str, list[str]]) -> None:
    try:
        with transaction.atomic():
            _save_dossier(plan, bronnen)
            _delete(plan.verschillen)
            references = _references(plan)
            for verschil in plan.verschillen:
                _update(plan, verschil, references)
                _create(plan, verschil, references)
    except ProtectedError as error:
        raise ValidationError(_in_use_message(error), code="in_gebruik") from error
    except DatabaseError as error:
        raise ValidationError(
            _(
                "De database weigert dit dossier: %(reden)s. Controleer of codes en nummers maar één keer voorkomen."
            )
            % {"reden": str(error).splitlines()[0]},
            code="past_niet",
        ) from error


def _save_dossier(plan: Plan, bronnen: dict[str, list[str]]) -> None:
    dossier = plan.dossier
    for change in plan.velden:
        setattr(dossier, change.veld, change.nieuw)
    dossier.bronnen = bronnen
    dossier.herkomst = highest(bronnen)
    dossier.save()


def _delete(verschillen: Iterable[Tabelverschil]) -> None:
    for verschil in reversed(tuple(verschillen)):
        if verschil.vervallen:
            gone = [row["pk"] for row in verschil.vervallen]
            verschil.tabel.model._default_manager.filter(pk__in=gone).delete()


def _references(plan: Plan) -> References:
    """Natural key → pk of what rows may refer to; `_create` adds what it makes."""
    references: References = {"competentie": _competenties(plan.bron)}
    for kolom in ("kwalificatie", "kerntaak", "werkproces"):
        references[kolom] = {None: None} | {key[0]: row["pk"] for key, row in plan.bestaand[kolom].items()}
    return references


def _competenties(bron: DossierImport) -> dict[Any, int | None]:
    titles = {each.code: each.titel for each in all_competenties(bron)}
    known = set(Competentie.objects.filter(code__in=titles).values_list("code", flat=True))
    Competentie.objects.bulk_create(
        Competentie(code=code, titel=titel) for code, titel in titles.items() if code not in known
    )
    return dict(Competentie.objects.values_list("code", "pk"))


def _instance(plan: Plan, tabel: Tabel, row: Row, references: References) -> Model:
    values = {
        f"{kolom}_id" if kolom in references else kolom: references[kolom][row[kolom]]
        if kolom in references
        else row[kolom]
        for kolom in tabel.kolommen
    }
    return tabel.model(dossier=plan.dossier, **values)


def _update(plan: Plan, verschil: Tabelverschil, references: References) -> None:
    instances = []
    for change in verschil.gewijzigd:
        instance = _instance(plan, verschil.tabel, change.nieuw, references)
        instance.pk = change.oud["pk"]
        instances.append(instance)
    changed = sorted({wijziging.veld for change in verschil.gewijzigd for wijziging in change.wijzigingen})
    if instances:
        verschil.tabel.model._default_manager.bulk_update(instances, changed)


def _create(plan: Plan, verschil: Tabelverschil, references: References) -> None:
    tabel = verschil.tabel
    made = tabel.model._default_manager.bulk_create(
        [_instance(plan, tabel, row, references) for row in verschil.nieuw]
    )
    if tabel.naam in references:
        naam = tabel.sleutel[0]
        references[tabel.naam] |= {getattr(instance, naam): instance.pk for instance in made}


def _in_use_message(error: ProtectedError) -> str:
    used = sorted({str(each) for each in error.protected_objects})
    return _(
        "Dit bestand laat onderdelen weg die in exameninstrumenten gebruikt worden (%(aantal)s plaatsen). "
        "Er is niets gewijzigd. Importeer het als nieuwe editie, of haal de onderdelen eerst uit het instrument."
    ) % {"aantal": len(used)}


def _log(plan: Plan, door: Any, sha256: str) -> None:
    counts = {
        "nieuw": sum(len(each.nieuw) for each in plan.verschillen),
        "gewijzigd": sum(len(each.gewijzigd) for each in plan.verschillen),
        "vervallen": sum(len(each.vervallen) for each in plan.verschillen),
    }
    velden = {**counts, "herkomst": plan.bron.herkomst.value, "sha256": sha256}
    gebeurd.send(
        sender=Kwalificatiedossier, wat="dossier_geimporteerd", waarvan=plan.dossier, door=door, velden=velden
    )
