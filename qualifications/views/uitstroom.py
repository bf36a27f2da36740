"""The uitstroommatrix: look, and decide where the source is unclear."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from examservice.lib.access import any_member, requires
from qualifications import services
from qualifications.models import Kwalificatiedossier
from qualifications.selectors import uitstroommatrix
from qualifications.views.dossiers import dossier_or_404

# A key that fits in both databases; anything else was not on the page.
CEL = re.compile(r"[0-9]{1,18}")


@any_member
def dossier_uitstroom(request, pk):
    dossier = dossier_or_404(request, pk)
    matrix = uitstroommatrix(dossier)
    herzien = request.GET.get("toon") == "besluiten"
    context = {
        "dossier": dossier,
        "matrix": matrix,
        "alleen_open": request.GET.get("toon") == "open",
        "herzien": herzien,
        "aantal_vakjes": matrix.aantal_onbeslist + (matrix.aantal_besloten if herzien else 0),
        "mag_besluiten": request.user.has_perm("qualifications.uitstroom_besluiten", dossier),
    }
    return render(request, "qualifications/dossier_uitstroom.html", context)


@requires("qualifications.uitstroom_besluiten", Kwalificatiedossier)
@require_POST
def uitstroom_besluiten(request, dossier):
    """`cel` names the cells that were shown, `geldt` those that were ticked."""
    ticked = set(request.POST.getlist("geldt"))
    besluiten = {int(cel): cel in ticked for cel in request.POST.getlist("cel") if CEL.fullmatch(cel)}
    try:
        aantal = services.uitstroom_besluiten(dossier=dossier, besluiten=besluiten, door=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(
            request,
            ngettext("%d besluit is vastgelegd.", "%d besluiten zijn vastgelegd.", aantal) % aantal,
        )
    return redirect(reverse("qualifications:dossier-uitstroom", args=[dossier.pk]))
