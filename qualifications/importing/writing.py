"""A plan into the tables: in a number of statements that does not depend on the number of rows."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from qualifications.importing.comparing import Tabelverschil
from qualifications.importing.planning import Plan
from qualifications.importing.rows import Row, Tabel, all_competenties
from qualifications.importing.sources import highest
from qualifications.models import Competentie
from qualifications.structure import DossierImport

References = dict[str, dict[Any, int | None]]
# Out of the way while kwalificaties change numbers, which no two of them may share at any moment. (Codes: a tilde.)
ASIDE = 10_000


def write(plan: Plan) -> None:
    """All of it, or nothing. Raises ValidationError for what the tables refuse after all."""
    try:
        with transaction.atomic():
            save_dossier(plan)
            _delete(plan.verschillen)
            _set_aside(plan.verschillen)
            references = _references(plan)
            for verschil in plan.verschillen:
                _update(plan, verschil, references)
                _create(plan, verschil, references)
    except (IntegrityError, DataError) as error:
        raise ValidationError(
            _(
                "De gegevens in dit bestand spreken elkaar tegen, dus er is niets gewijzigd. Controleer niveaus, "
                "wijzigingscategorie en taaleisen."
            ),
            code="past_niet",
        ) from error


def save_dossier(plan: Plan) -> None:
    dossier = plan.dossier
    for change in plan.velden:
        setattr(dossier, change.veld, change.nieuw)
    dossier.bronnen = plan.bronnen
    dossier.herkomst = highest(plan.bronnen)
    dossier.save()


def _delete(verschillen: Iterable[Tabelverschil]) -> None:
    """Children first. The plan names everything that goes and nothing above uses it: no need to let Django look.

    Its own `delete` does, with a query for every hundred rows.
    """
    for verschil in reversed(tuple(verschillen)):
        if verschil.vervallen:
            gone = verschil.tabel.model._default_manager.filter(
                pk__in=[row["pk"] for row in verschil.vervallen]
            )
            gone._raw_delete(gone.db)


def _set_aside(verschillen: Iterable[Tabelverschil]) -> None:
    """Numbers and codes that change hands: out of the way first."""
    for verschil in verschillen:
        own = verschil.tabel.sleutel[0]
        aside = {"profiel": F("profiel") + ASIDE, "code": Concat(Value("~"), "code")}.get(own)
        moving = [change.oud["pk"] for change in verschil.gewijzigd if change.oud[own] != change.nieuw[own]]
        if aside and moving:
            verschil.tabel.model._default_manager.filter(pk__in=moving).update(**{own: aside})


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
    """One INSERT … ON CONFLICT: the time of `bulk_update` grows with the square of the number of rows."""
    instances = []
    for change in verschil.gewijzigd:
        instance = _instance(plan, verschil.tabel, change.nieuw, references)
        instance.pk = change.oud["pk"]
        instances.append(instance)
    changed = {wijziging.veld for change in verschil.gewijzigd for wijziging in change.wijzigingen}
    if instances:
        verschil.tabel.model._default_manager.bulk_create(
            instances, update_conflicts=True, unique_fields=["pk"], update_fields=sorted(changed)
        )


def _create(plan: Plan, verschil: Tabelverschil, references: References) -> None:
    tabel = verschil.tabel
    made = tabel.model._default_manager.bulk_create(
        [_instance(plan, tabel, row, references) for row in verschil.nieuw]
    )
    if tabel.naam in references:
        naam = tabel.sleutel[0]
        references[tabel.naam] |= {getattr(instance, naam): instance.pk for instance in made}
