"""Removing a dossier: first what goes with it, then the button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from examservice.lib.access import requires
from qualifications import services
from qualifications.models import Kwalificatiedossier


def what_goes(dossier):
    """Pairs of a name and a number, of what the dossier has; the decisions are work of people."""
    counts = (
        (_("Kwalificaties"), dossier.kwalificaties.count()),
        (_("Contexten"), dossier.contexten.count()),
        (_("Kerntaken"), dossier.kerntaken.count()),
        (_("Werkprocessen"), dossier.werkprocessen.count()),
        (_("Eisen"), dossier.eisen.count()),
        (_("Besluiten in de uitstroommatrix"), dossier.uitstroom.exclude(besluit=None).count()),
        (_("Hoofdstukken verantwoording"), dossier.hoofdstukken.count()),
    )
    return [(naam, aantal) for naam, aantal in counts if aantal]


@requires("qualifications.dossier_verwijderen", Kwalificatiedossier)
@require_http_methods(["GET", "HEAD", "POST"])
def dossier_verwijderen(request, dossier):
    if request.method != "POST":
        context = {"dossier": dossier, "telling": what_goes(dossier)}
        return render(request, "qualifications/dossier_verwijderen.html", context)
    try:
        services.dossier_verwijderen(dossier=dossier, door=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("qualifications:dossier", dossier.pk)
    messages.success(request, _("%(titel)s is verwijderd.") % {"titel": dossier.titel})
    return redirect("qualifications:dossier-lijst")
