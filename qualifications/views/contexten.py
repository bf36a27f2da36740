"""The contexts of a dossier: add, edit, remove."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from examservice.lib.access import requires
from qualifications import services
from qualifications.forms import ContextForm
from qualifications.models import Context, Kwalificatiedossier


def to_contexten(dossier):
    return redirect(f"{reverse('qualifications:dossier', args=[dossier.pk])}#contexten")


@requires("qualifications.context_bewerken", Kwalificatiedossier)
def context_toevoegen(request, dossier):
    form = ContextForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            context = services.context_toevoegen(dossier=dossier, door=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("naam", error)
        else:
            messages.success(request, _("De context “%(naam)s” is toegevoegd.") % {"naam": context.naam})
            return to_contexten(dossier)
    return render(request, "qualifications/context_toevoegen.html", {"form": form, "dossier": dossier})


@requires("qualifications.context_bewerken", Context)
def context_bewerken(request, context):
    form = ContextForm(
        request.POST if request.method == "POST" else None,
        initial={"naam": context.naam, "omschrijving": context.omschrijving},
    )
    if form.is_valid():
        try:
            services.context_bewerken(context=context, door=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("naam", error)
        else:
            messages.success(request, _("De context “%(naam)s” is opgeslagen.") % form.cleaned_data)
            return to_contexten(context.dossier)
    return render(
        request,
        "qualifications/context_bewerken.html",
        {"form": form, "bewerkt": context, "dossier": context.dossier},
    )


@requires("qualifications.context_bewerken", Context)
@require_POST
def context_verwijderen(request, context):
    try:
        services.context_verwijderen(context=context, door=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("qualifications:context-bewerken", context.pk)
    messages.success(request, _("De context “%(naam)s” is verwijderd.") % {"naam": context.naam})
    return to_contexten(context.dossier)
