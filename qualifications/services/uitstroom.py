"""What people decide where a matrix is unclear."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from examservice.lib.database import lock_until_commit
from qualifications.models import Kwalificatiedossier, Uitstroom
from qualifications.signals import gebeurd


@transaction.atomic
def uitstroom_besluiten(*, dossier: Kwalificatiedossier, besluiten: dict[int, bool], door: Any = None) -> int:
    """Decide the cells `pk → belongs`, many at once; the number that changed.

    Only cells of which the source is unclear can be decided. Raises ValidationError for any other, and changes nothing.
    """
    lock_until_commit("kwalificatiedossiers")
    unclear = Uitstroom.objects.select_for_update().filter(dossier=dossier, bron=None, pk__in=besluiten)
    cells = list(unclear)
    if len(cells) != len(besluiten):
        raise ValidationError(
            _(
                "De matrix is intussen gewijzigd. Er is niets vastgelegd. Bekijk de matrix opnieuw en beslis daarna."
            ),
            code="verouderd",
        )
    changed = [cell for cell in cells if cell.besluit != besluiten[cell.pk]]
    for cell in changed:
        cell.besluit = besluiten[cell.pk]
    Uitstroom.objects.bulk_update(changed, ["besluit"])
    if changed:
        velden = {"cellen": {str(cell.pk): cell.besluit for cell in changed}}
        gebeurd.send(sender=Uitstroom, wat="uitstroom_besloten", waarvan=dossier, door=door, velden=velden)
    return len(changed)
