"""Contexts that people add and describe. A later import leaves alone what they wrote, renamed or removed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from examservice.lib.database import lock_until_commit
from qualifications.importing.refusing import whose_instrument
from qualifications.importing.sources import claim
from qualifications.models import Context, Kwalificatiedossier
from qualifications.signals import gebeurd


def _locked(pk: int) -> Kwalificatiedossier:
    """The dossier as it is now, while no import is running."""
    lock_until_commit("kwalificatiedossiers")
    return Kwalificatiedossier.objects.get(pk=pk)


def _refuse_double_name(context: Context) -> None:
    others = Context.objects.filter(dossier=context.dossier).exclude(pk=context.pk)
    # In Python: SQLite knows upper and lower case of the ASCII letters only.
    if context.naam.casefold() in {naam.casefold() for naam in others.values_list("naam", flat=True)}:
        raise ValidationError(
            _("De context “%(naam)s” bestaat al in dit dossier. Kies een andere naam.")
            % {"naam": context.naam},
            code="naam_bestaat",
        )


def _log(wat: str, context: Context, door: Any, velden: list[str]) -> None:
    gebeurd.send(
        sender=Context,
        wat=wat,
        waarvan=context.dossier,
        door=door,
        velden={"context": context.pk, "velden": velden},
    )


@transaction.atomic
def context_toevoegen(
    *, dossier: Kwalificatiedossier, naam: str, omschrijving: str, door: Any = None
) -> Context:
    """Add a context at the end. Raises ValidationError when the dossier has one of that name."""
    dossier = _locked(dossier.pk)
    last = dossier.contexten.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    context = Context(dossier=dossier, naam=naam, omschrijving=omschrijving, position=position)
    _refuse_double_name(context)
    context.save()
    claim(dossier, add={f"context:{naam}"})
    _log("context_toegevoegd", context, door, ["naam", "omschrijving"])
    return context


@transaction.atomic
def context_bewerken(*, context: Context, naam: str, omschrijving: str, door: Any = None) -> Context:
    """Rename or describe. Saving what is already there changes and logs nothing."""
    dossier = _locked(context.dossier_id)
    context = Context.objects.get(pk=context.pk)
    before = f"context:{context.naam}"
    wanted = {"naam": naam, "omschrijving": omschrijving}
    changed = [veld for veld, value in wanted.items() if getattr(context, veld) != value]
    if not changed:
        return context
    for veld in changed:
        setattr(context, veld, wanted[veld])
    _refuse_double_name(context)
    context.save(update_fields=changed)
    claim(dossier, add={before, f"context:{naam}"}, forget=frozenset({before} if "naam" in changed else ()))
    _log("context_bewerkt", context, door, changed)
    return context


@transaction.atomic
def context_verwijderen(*, context: Context, door: Any = None) -> None:
    """Remove a context. Raises ValidationError when an exam instrument has assignments for it."""
    dossier = _locked(context.dossier_id)
    context = Context.objects.get(pk=context.pk)
    name = f"context:{context.naam}"
    _log("context_verwijderd", context, door, ["naam"])
    try:
        context.delete()
    except ProtectedError as error:
        raise ValidationError(
            _(
                "Voor de context “%(naam)s” zijn al opdrachten gemaakt. Open het exameninstrument %(waar)s en "
                "verwijder daar eerst de opdrachten voor deze context."
            )
            % {"naam": context.naam, "waar": whose_instrument(dossier)},
            code="in_gebruik",
        ) from error
    claim(dossier, add={name}, forget=frozenset({name}))
