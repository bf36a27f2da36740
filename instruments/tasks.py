"""What the worker does: make the ZIP of a set, and tell after each document how far it is.

Every update is a small transaction of its own, so that the page sees it. Starting again is safe: it begins anew.
"""

import logging
import tempfile
from datetime import date

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from instruments.enums import TaakStatus
from instruments.export import druk_af, opdrukken, schrijf_zip
from instruments.models import Exporttaak
from instruments.selectors import document_inhouden

logger = logging.getLogger(__name__)


@task()
def zip_maken(taak_uuid: str) -> None:
    """Make the ZIP of one Exporttaak; a task that is ready already is left alone."""
    taak = Exporttaak.objects.select_related("instrument__kwalificatie__dossier").get(uuid=taak_uuid)
    if taak.status == TaakStatus.KLAAR:
        return
    try:
        _maak(taak)
    except Exception:
        # Whatever went wrong, the person who waits must know it; the reason is for the log.
        logger.exception("Exporttaak %s failed", taak.uuid)
        melding = _(
            "De ZIP kon niet worden gemaakt. Probeer het opnieuw. Lukt het weer niet, geef dan dit kenmerk "
            "door aan de beheerder: %(kenmerk)s."
        )
        _bijwerken(taak, status=TaakStatus.MISLUKT, melding=melding % {"kenmerk": taak.uuid})


def _bijwerken(taak: Exporttaak, **velden: object) -> None:
    """Each update is also a sign of life."""
    Exporttaak.objects.filter(pk=taak.pk).update(updated_at=timezone.now(), **velden)


def datum_van(taak: Exporttaak) -> date:
    """The day in Amsterdam on which the ZIP was asked for; it stands on every document in it."""
    return timezone.localtime(taak.created_at).date()


def _maak(taak: Exporttaak) -> None:
    te_drukken = opdrukken(document_inhouden(taak.instrument), invulbaar=taak.invulbaar)
    _bijwerken(taak, status=TaakStatus.BEZIG, gedaan=0, totaal=len(te_drukken), melding="")
    datum = datum_van(taak)
    with tempfile.TemporaryFile() as tijdelijk:
        for gedaan in schrijf_zip(tijdelijk, druk_af(te_drukken, datum=datum), datum=datum):
            _bijwerken(taak, gedaan=gedaan)
        tijdelijk.seek(0)
        opslag = Exporttaak._meta.get_field("bestand").storage
        naam = opslag.save(f"exports/{taak.uuid}.zip", File(tijdelijk))
    _bijwerken(taak, status=TaakStatus.KLAAR, bestand=naam, finished_at=timezone.now())
