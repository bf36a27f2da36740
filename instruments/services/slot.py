"""The one lock that every write to a set takes, and the mark that it leaves behind."""

from typing import Any

from examservice.lib.database import lock_until_commit
from instruments.models import Exameninstrument
from schools.models import Gebruiker
from schools.services import gebeurtenis_vastleggen


def vergrendel(instrument: Exameninstrument) -> Exameninstrument:
    """The instrument as it is now, locked until commit, with its kwalificatie and dossier."""
    Exameninstrument.objects.select_for_update().get(pk=instrument.pk)
    return Exameninstrument.objects.select_related("kwalificatie__dossier").get(pk=instrument.pk)


def vergrendel_dossiers() -> None:
    """No import, besluit or context may change a dossier before commit: for who is going to point at its parts.

    Always before `vergrendel`: two services that lock in another order would wait for each other.
    """
    lock_until_commit("kwalificatiedossiers")


def vergrendel_met_dossier(instrument: Exameninstrument) -> Exameninstrument:
    """`vergrendel`, for a service that drafts from the dossier."""
    vergrendel_dossiers()
    return vergrendel(instrument)


def vastleggen(
    instrument: Exameninstrument, *, wat: str, door: Gebruiker | None, velden: dict[str, Any] | None = None
) -> None:
    """Mark the instrument as changed now, and log what happened."""
    instrument.save(update_fields=["updated_at"])
    gebeurtenis_vastleggen(wat=wat, waarvan=instrument, door=door, velden=velden)
