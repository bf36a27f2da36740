"""Taking a dossier away that should not have come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from examservice.lib.database import lock_until_commit
from qualifications.importing.refusing import whose_instrument
from qualifications.models import Kwalificatiedossier
from qualifications.signals import gebeurd


@transaction.atomic
def dossier_verwijderen(*, dossier: Kwalificatiedossier, door: Any = None) -> None:
    """Remove a dossier with all its parts; one that is gone already stays gone, without a line in the log.

    Raises ValidationError when an exam instrument uses it.
    """
    lock_until_commit("kwalificatiedossiers")
    found = Kwalificatiedossier.objects.filter(pk=dossier.pk).first()
    if found is None:
        return
    velden = {"crebo": found.crebo, "editie": found.editie, "titel": found.titel}
    # Before the delete, while the row still has its key; a refusal takes the line back.
    gebeurd.send(
        sender=Kwalificatiedossier, wat="dossier_verwijderd", waarvan=found, door=door, velden=velden
    )
    try:
        found.delete()
    except ProtectedError as error:
        raise ValidationError(
            _(
                "“%(titel)s” kan niet worden verwijderd: er is een exameninstrument %(waar)s. Er is niets veranderd. "
                "Klopt het dossier niet? Importeer het goede bestand met hetzelfde crebo en dezelfde editie."
            )
            % {"titel": dossier.titel, "waar": whose_instrument(dossier)},
            code="in_gebruik",
        ) from error
