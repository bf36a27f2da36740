from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from examservice.lib.access import requires
from instruments.enums import TaakStatus
from instruments.filenames import zipnaam
from instruments.forms import ExportForm
from instruments.models import Exameninstrument, Exporttaak
from instruments.selectors import open_punten
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
    return render(request, "instruments/exporttaak.html", _stand_van(taak))


@requires("instruments.exporteren", Exporttaak, key="uuid")
@require_safe
def exporttaak_voortgang(request, taak):
    return render(request, "instruments/_exporttaak_voortgang.html", _stand_van(taak))


def _stand_van(taak):
    """The job, and once it is ready how many open points the set has now."""
    klaar = taak.status == TaakStatus.KLAAR
    aantal_open = sum(punt.aantal for punt in open_punten(taak.instrument)) if klaar else 0
    return {"taak": taak, "aantal_open": aantal_open}


@requires("instruments.exporteren", Exporttaak, key="uuid")
@require_safe
def exporttaak_bestand(request, taak):
    if taak.status != TaakStatus.KLAAR or not taak.bestand.storage.exists(taak.bestand.name):
        raise Http404
    naam = zipnaam(taak.instrument.kwalificatie, invulbaar=taak.invulbaar)
    return FileResponse(taak.bestand.open("rb"), as_attachment=True, filename=naam)
