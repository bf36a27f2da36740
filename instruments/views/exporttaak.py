from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from examservice.lib.access import requires
from instruments.enums import TaakStatus
from instruments.filenames import setnaam
from instruments.forms import ExportForm
from instruments.models import Exameninstrument, Exporttaak
from instruments.services import exporttaak_starten as start


@requires("instruments.exporteren", Exameninstrument, key="uuid")
@require_POST
def exporttaak_starten(request, instrument):
    form = ExportForm(request.POST)
    invulbaar = form.is_valid() and form.cleaned_data["invulbaar"]
    taak = start(instrument=instrument, door=request.user, invulbaar=invulbaar)
    return redirect("instruments:exporttaak", taak.uuid)


@requires("instruments.exporteren", Exporttaak, key="uuid")
@require_safe
def exporttaak(request, taak):
    return render(request, "instruments/exporttaak.html", {"taak": taak})


@requires("instruments.exporteren", Exporttaak, key="uuid")
@require_safe
def exporttaak_voortgang(request, taak):
    return render(request, "instruments/_exporttaak_voortgang.html", {"taak": taak})


@requires("instruments.exporteren", Exporttaak, key="uuid")
@require_safe
def exporttaak_bestand(request, taak):
    if taak.status != TaakStatus.KLAAR or not taak.bestand.storage.exists(taak.bestand.name):
        raise Http404
    naam = f"{setnaam(taak.instrument.kwalificatie)}-exameninstrumenten.zip"
    return FileResponse(taak.bestand.open("rb"), as_attachment=True, filename=naam)
