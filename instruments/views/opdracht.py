from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from examservice.lib.access import requires
from instruments.forms import OpdrachtdeelForm
from instruments.models import Opdracht
from instruments.selectors import hoort_bij_de_set, kwalificatiestof
from instruments.services import opdrachtdeel_bewerken as bewerk
from instruments.views.pdf import pdf_response


@requires("instruments.inzien", Opdracht, key="uuid")
@require_safe
def opdracht(request, opdracht):
    stof = kwalificatiestof(opdracht.instrument.kwalificatie)
    context = {
        "opdracht": opdracht,
        "delen": opdracht.delen.all(),
        "hoort_bij_de_set": hoort_bij_de_set(opdracht, stof),
        "has_voorbeeld": stof.has_voorbeeld(opdracht.kerntaak_id),
    }
    return render(request, "instruments/opdracht.html", context)


@requires("instruments.exporteren", Opdracht, key="uuid")
@require_safe
def opdracht_pdf(request, opdracht):
    return pdf_response(opdracht.instrument, opdracht.uuid, invulbaar=False)


@requires("instruments.instellen", Opdracht, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def opdrachtdeel_bewerken(request, opdracht, deel):
    deel = get_object_or_404(opdracht.delen, pk=deel)
    form = OpdrachtdeelForm(request.POST or None, opgeslagen={"tekst": deel.tekst})
    if form.is_valid():
        try:
            bewerk(deel=deel, door=request.user, **form.cleaned_data)
        except ValidationError as error:
            deel.refresh_from_db()
            form.toon_verouderd(error, {"tekst": deel.tekst})
        else:
            messages.success(request, _("Opgeslagen: %(titel)s.") % {"titel": deel.titel})
            return redirect("instruments:opdracht", opdracht.uuid)
    context = {"opdracht": opdracht, "deel": deel, "form": form}
    return render(request, "instruments/opdrachtdeel_bewerken.html", context)
