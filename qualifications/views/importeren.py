"""Importing a dossier: upload, preview, confirm. Until the confirmation nothing changes."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from examservice.lib.access import requires
from qualifications import services
from qualifications.forms import ImportForm
from qualifications.models import Importvoorstel
from qualifications.structure import DossierImportError

# The proposals that this session made: nobody else may open them.
SESSION_KEY = "importvoorstellen"


def own_voorstel_or_404(request, uuid):
    if str(uuid) not in request.session.get(SESSION_KEY, []):
        raise Http404
    voorstel = Importvoorstel.objects.filter(uuid=uuid).first()
    if voorstel is None:
        raise Http404
    return voorstel


def forget(request, voorstel):
    request.session[SESSION_KEY] = [
        uuid for uuid in request.session.get(SESSION_KEY, []) if uuid != str(voorstel.uuid)
    ]
    services.importvoorstel_vergeten(voorstel=voorstel)


@requires("qualifications.importeren")
def importeren(request):
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        bestand = form.cleaned_data.pop("bestand")
        try:
            voorstel = services.importvoorstel_maken(
                bestandsnaam=bestand.name, inhoud=bestand.read(), opties=form.cleaned_data
            )
        except DossierImportError as error:
            form.add_error("bestand", str(error))
        else:
            request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, []), str(voorstel.uuid)]
            return redirect("qualifications:importvoorstel", voorstel.uuid)
    return render(request, "qualifications/import.html", {"form": form})


@requires("qualifications.importeren")
def importvoorstel(request, uuid): ...


@requires("qualifications.importeren")
@require_POST
def import_aanvullen(request, uuid): ...


@requires("qualifications.importeren")
@require_POST
def import_bevestigen(request, uuid): ...


@requires("qualifications.importeren")
@require_POST
def import_annuleren(request, uuid): ...
