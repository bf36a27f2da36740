"""Importing a dossier: upload, preview, confirm. Until the confirmation nothing changes."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from examservice.lib.access import requires
from qualifications import services
from qualifications.enums import EisSoort
from qualifications.forms import BronvragenForm, ImportForm
from qualifications.importing.counting import tel
from qualifications.models import Importvoorstel
from qualifications.structure import DossierImportError

# The proposals that this session made: nobody else may open them.
SESSION_KEY = "importvoorstellen"


def own_voorstel(view):
    """Hand over the proposal, if this session made it; one that is gone (confirmed, cancelled, too old) leads back."""

    @wraps(view)
    def guarded(request, uuid):
        if str(uuid) not in request.session.get(SESSION_KEY, []):
            raise Http404
        voorstel = Importvoorstel.objects.filter(uuid=uuid).first()
        if voorstel is None:
            messages.info(
                request,
                _("Dit bestand wacht niet meer op bevestiging. Kies het opnieuw om het te importeren."),
            )
            return redirect("qualifications:import")
        try:
            return view(request, voorstel)
        except DossierImportError as error:
            # It could be read when it was uploaded; a newer version of the product may judge otherwise.
            messages.error(request, f"{voorstel.bestandsnaam}: {error}")
            return redirect("qualifications:import")

    return guarded


def error_words(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


@requires("qualifications.importeren")
def importeren(request):
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        opties = dict(form.cleaned_data)
        bestand = opties.pop("bestand")
        try:
            voorstel = services.importvoorstel_maken(
                bestandsnaam=bestand.name, inhoud=bestand.read(), opties=opties
            )
        except DossierImportError as error:
            form.add_error("bestand", f"{bestand.name}: {error}")
        else:
            request.session[SESSION_KEY] = [*request.session.get(SESSION_KEY, [])[-9:], str(voorstel.uuid)]
            return redirect("qualifications:importvoorstel", voorstel.uuid)
    return render(request, "qualifications/import.html", {"form": form})


def telling(bron):
    """What is in the file, as pairs of a name and a number; what the source does not speak of is left out."""
    geteld = tel(bron)
    counts = (
        (_("Kwalificaties"), geteld.kwalificaties),
        (_("Contexten"), geteld.contexten),
        (_("Kerntaken"), geteld.kerntaken),
        (_("Werkprocessen"), geteld.werkprocessen),
        *((soort.label, geteld.eisen[soort]) for soort in EisSoort),
        (_("Hoofdstukken verantwoording"), len(bron.hoofdstukken or ())),
    )
    return [(naam, aantal) for naam, aantal in counts if aantal]


def show(request, voorstel, bron, form):
    """The page that shows what confirming would do."""
    context = {
        "voorstel": voorstel,
        "bron": bron,
        "telling": telling(bron),
        "form": form,
        "vergelijking": None,
        "weigering": "",
    }
    try:
        context["vergelijking"] = services.preview(bron=bron)
    except (ValidationError, DossierImportError) as error:
        context["weigering"] = error_words(error)
    return render(request, "qualifications/importvoorstel.html", context)


@requires("qualifications.importeren")
@own_voorstel
def importvoorstel(request, voorstel):
    bron, silent = services.read_importvoorstel(voorstel=voorstel)
    return show(request, voorstel, bron, BronvragenForm(initial=voorstel.opties, vragen=silent))


@requires("qualifications.importeren")
@require_POST
@own_voorstel
def import_aanvullen(request, voorstel):
    bron, silent = services.read_importvoorstel(voorstel=voorstel)
    form = BronvragenForm(request.POST, vragen=silent)
    if not form.is_valid():
        return show(request, voorstel, bron, form)
    services.importvoorstel_aanvullen(voorstel=voorstel, opties=form.cleaned_data)
    return redirect("qualifications:importvoorstel", voorstel.uuid)


@requires("qualifications.importeren")
@require_POST
@own_voorstel
def import_bevestigen(request, voorstel):
    bron, _silent = services.read_importvoorstel(voorstel=voorstel)
    try:
        uitkomst = services.import_dossier(bron=bron, door=request.user, sha256=voorstel.sha256)
    except (ValidationError, DossierImportError) as error:
        messages.error(request, error_words(error))
        return redirect("qualifications:importvoorstel", voorstel.uuid)
    services.importvoorstel_vergeten(voorstel=voorstel)
    if uitkomst.gewijzigd:
        messages.success(request, _("%(titel)s is geïmporteerd.") % {"titel": uitkomst.dossier.titel})
    else:
        messages.info(request, _("Er is niets veranderd: dit dossier stond er al precies zo in."))
    return redirect("qualifications:dossier", uitkomst.dossier.pk)


@requires("qualifications.importeren")
@require_POST
@own_voorstel
def import_annuleren(request, voorstel):
    services.importvoorstel_vergeten(voorstel=voorstel)
    messages.info(request, _("Het bestand %(naam)s is niet geïmporteerd.") % {"naam": voorstel.bestandsnaam})
    return redirect("qualifications:import")
