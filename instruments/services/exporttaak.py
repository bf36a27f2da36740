"""Asking for a ZIP, and clearing away old ones."""

from datetime import timedelta
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from instruments.enums import TaakStatus
from instruments.models import GEDULD, Exameninstrument, Exporttaak
from instruments.tasks import zip_maken
from schools.models import Gebruiker
from schools.services import gebeurtenis_vastleggen

# How long a ZIP is kept: it can be made again from the set at any time.
BEWAREN = timedelta(hours=24)
MAP = "exports"


@transaction.atomic
def exporttaak_starten(*, instrument: Exameninstrument, door: Gebruiker, invulbaar: bool) -> Exporttaak:
    """Ask the worker for the ZIP of a set. A double click gives the task that already waits or runs."""
    Exameninstrument.objects.select_for_update().get(pk=instrument.pk)
    running = Exporttaak.objects.filter(
        instrument=instrument,
        door=door,
        invulbaar=invulbaar,
        status__in=[TaakStatus.WACHT, TaakStatus.BEZIG],
        updated_at__gte=timezone.now() - GEDULD,
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


class Opgeruimd(NamedTuple):
    """How many jobs and how many files went."""

    taken: int
    bestanden: int


def exports_opruimen(*, dry_run: bool = False) -> Opgeruimd:
    """Remove jobs and files that are older than BEWAREN, also files that no job knows (a worker that was stopped).

    First the rows, then the files: what stops halfway leaves files without a row, and those go the next time.
    """
    grens = timezone.now() - BEWAREN
    oud = Exporttaak.objects.silent_since(grens)
    bewaard = set(Exporttaak.objects.exclude(pk__in=oud.values("pk")).values_list("bestand", flat=True))
    taken = oud.count() if dry_run else oud.delete()[0]
    opslag = Exporttaak._meta.get_field("bestand").storage
    namen = [f"{MAP}/{naam}" for naam in opslag.listdir(MAP)[1]] if opslag.exists(MAP) else []
    weg = [naam for naam in namen if naam not in bewaard and opslag.get_modified_time(naam) < grens]
    if not dry_run:
        for naam in weg:
            opslag.delete(naam)
    return Opgeruimd(taken=taken, bestanden=len(weg))
