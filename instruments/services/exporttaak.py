"""Asking for a ZIP."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from instruments.enums import TaakStatus
from instruments.models import Exameninstrument, Exporttaak
from instruments.tasks import zip_maken
from schools.models import Gebruiker
from schools.services import gebeurtenis_vastleggen

# A task that says nothing for so long belongs to a worker that has stopped: then a new one may be asked for.
GEDULD = timedelta(minutes=10)


@transaction.atomic
def exporttaak_starten(*, instrument: Exameninstrument, door: Gebruiker, invulbaar: bool) -> Exporttaak:
    """Ask the worker for the ZIP of a set. A double click gives the task that already waits or runs."""
    Exameninstrument.objects.select_for_update().get(pk=instrument.pk)
    running = Exporttaak.objects.filter(
        instrument=instrument,
        door=door,
        invulbaar=invulbaar,
        status__in=[TaakStatus.WACHT, TaakStatus.BEZIG],
        created_at__gte=timezone.now() - GEDULD,
    ).first()
    if running:
        return running
    formulieren, opdrachten = instrument.formulieren.count(), instrument.opdrachten.count()
    taak = Exporttaak.objects.create(
        instrument=instrument,
        door=door,
        invulbaar=invulbaar,
        totaal=formulieren * (2 if invulbaar else 1) + opdrachten,
    )
    gebeurtenis_vastleggen(
        wat="exporttaak_gestart",
        waarvan=taak,
        door=door,
        velden={"instrument": instrument.pk, "invulbaar": invulbaar},
    )
    transaction.on_commit(partial(zip_maken.enqueue, str(taak.uuid)))
    return taak
