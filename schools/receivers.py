"""What the apps below tell, written into the event log."""

from typing import Any

from django.db import models
from django.dispatch import receiver

from qualifications.signals import gebeurd
from schools.services import gebeurtenis_vastleggen


@receiver(gebeurd)
def record_gebeurtenis(
    *, wat: str, waarvan: models.Model, door: Any, velden: dict[str, Any], **_: Any
) -> None:
    gebeurtenis_vastleggen(wat=wat, waarvan=waarvan, door=door, velden=velden)
