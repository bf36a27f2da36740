"""A file between upload and confirmation. Kept as it came and read again each time: what is shown is imported."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from qualifications.models import Importvoorstel
from qualifications.readers import detect
from qualifications.structure import DossierImport

HOUDBAAR = timedelta(hours=24)
# What a person may say where the source is silent.
BRONVRAGEN = ("crebo", "titel", "editie")


def importvoorstel_maken(*, bestandsnaam: str, inhoud: bytes, opties: dict[str, str]) -> Importvoorstel:
    """Read the file and keep it for confirmation; forgets the proposals of everybody that are older than a day.

    Reading can take seconds and comes before the transaction: SQLite lets one writer in at a time.
    Raises `DossierImportError` when the file cannot be read; then nothing is kept.
    """
    opties = _only_bronvragen(opties)
    detect.read(inhoud, bestandsnaam=bestandsnaam, crebo=opties["crebo"])
    with transaction.atomic():
        Importvoorstel.objects.filter(created_at__lt=timezone.now() - HOUDBAAR).delete()
        return Importvoorstel.objects.create(
            uuid=uuid.uuid4(), bestandsnaam=bestandsnaam, inhoud=inhoud, opties=opties
        )


@transaction.atomic
def importvoorstel_aanvullen(*, voorstel: Importvoorstel, opties: dict[str, str]) -> Importvoorstel:
    """Keep what the source does not say."""
    voorstel = Importvoorstel.objects.select_for_update().get(pk=voorstel.pk)
    voorstel.opties = voorstel.opties | _only_bronvragen(opties)
    voorstel.save(update_fields=["opties"])
    return voorstel


@transaction.atomic
def importvoorstel_vergeten(*, voorstel: Importvoorstel) -> None:
    """Remove the file, after the import or because it was cancelled."""
    voorstel.delete()


def read_importvoorstel(*, voorstel: Importvoorstel) -> tuple[DossierImport, tuple[str, ...]]:
    """What the file says, completed by the person; and which of `BRONVRAGEN` the file itself leaves open.

    Raises `DossierImportError`.
    """
    crebo = voorstel.opties.get("crebo", "")
    bron = detect.read(bytes(voorstel.inhoud), bestandsnaam=voorstel.bestandsnaam, crebo=crebo)
    return complete(bron, voorstel.opties)


def complete(bron: DossierImport, opties: dict[str, Any]) -> tuple[DossierImport, tuple[str, ...]]:
    """The source with what a person filled in where it is silent, and where that is.

    A source without crebo (a matrix) may have its title only from its columns or the name of the file: there the
    person's title goes first.
    """
    silent = tuple(
        vraag for vraag in BRONVRAGEN if not getattr(bron, vraag) or (vraag == "titel" and not bron.crebo)
    )
    said = {vraag: opties[vraag] for vraag in silent if opties.get(vraag)}
    return replace(bron, **said), silent


def _only_bronvragen(opties: dict[str, str]) -> dict[str, str]:
    return {vraag: opties.get(vraag, "") for vraag in BRONVRAGEN}
