"""Every write about people and schools, and the event log."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from examservice.lib.database import lock_until_commit
from schools.models import Gebeurtenis, Gebruiker

GENESIS = "0" * 64


def link_hash(
    *, vorige: str, moment: datetime, door_id: int | None, wat: str, waarvan: str, velden: Any
) -> str:
    """The hash of one log line, over its content and the hash of the line before it."""
    content = json.dumps([vorige, moment.isoformat(), door_id, wat, waarvan, velden], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def gebeurtenis_vastleggen(
    *, wat: str, waarvan: models.Model, door: Gebruiker | None, velden: dict[str, Any] | None = None
) -> Gebeurtenis:
    """Add one line to the event log, in the transaction of the change it tells of.

    `velden` holds names of fields, ids and counts; never personal data (`trust.md` §2).
    """
    lock_until_commit("gebeurtenissen")
    vorige = Gebeurtenis.objects.order_by("-pk").values_list("hash", flat=True).first() or GENESIS
    moment, velden = timezone.now(), velden or {}
    label, key = waarvan._meta.label_lower, str(waarvan.pk)
    link = link_hash(
        vorige=vorige,
        moment=moment,
        door_id=door.pk if door else None,
        wat=wat,
        waarvan=f"{label} {key}",
        velden=velden,
    )
    return Gebeurtenis.objects.create(
        moment=moment,
        door=door,
        wat=wat,
        waarvan=label,
        waarvan_id=key,
        velden=velden,
        vorige_hash=vorige,
        hash=link,
    )
