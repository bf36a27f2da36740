"""Taking a part out of the set: one page that says what is lost, and asks for a tick where that is somebody's work."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from examservice.lib.access import requires
from instruments.forms import VerwijderForm
from instruments.models import Beoordelingsformulier, Opdracht
from instruments.selectors import (
    hoort_bij_de_set,
    kwalificatiestof,
    mag_formulier_weg,
    mag_onderdeel_weg,
)
from instruments.services import formulier_verwijderen as verwijder_formulier
from instruments.services import onderdeel_verwijderen as verwijder_onderdeel
from instruments.services import opdracht_verwijderen as verwijder_opdracht


@requires("instruments.instellen", Opdracht, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def opdracht_verwijderen(request, opdracht):
    bewerkt = [deel.titel for deel in opdracht.delen.filter(is_bewerkt=True)]
    context = {
        "naam": opdracht,
        "instrument": opdracht.instrument,
        "verlies": [
            _("de tekst die iemand schreef in het deel “%(titel)s”") % {"titel": titel} for titel in bewerkt
        ],
        "komt_terug": hoort_bij_de_set(opdracht, kwalificatiestof(opdracht.instrument.kwalificatie)),
        "mag_weg": True,
    }
    return _pagina(
        request,
        context,
        lambda: verwijder_opdracht(opdracht=opdracht, door=request.user, bevestigd=bool(bewerkt)),
    )


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def formulier_verwijderen(request, formulier):
    stof = kwalificatiestof(formulier.instrument.kwalificatie)
    werkprocessen = [
        _van_onderdeel(onderdeel) for onderdeel in formulier.onderdelen.select_related("werkproces")
    ]
    cesuur = [_("de cesuur")] if formulier.cesuur_werkproces or formulier.cesuur_kerntaak else []
    context = {
        "naam": formulier,
        "instrument": formulier.instrument,
        "verlies": [*werkprocessen, *cesuur],
        "komt_terug": stof.geldt_kerntaak(formulier.kerntaak_id),
        "mag_weg": mag_formulier_weg(formulier, stof),
    }
    return _pagina(request, context, lambda: verwijder_formulier(formulier=formulier, door=request.user))


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def onderdeel_verwijderen(request, formulier, onderdeel):
    onderdeel = get_object_or_404(formulier.onderdelen.select_related("werkproces"), pk=onderdeel)
    stof = kwalificatiestof(formulier.instrument.kwalificatie)
    context = {
        "naam": onderdeel,
        "instrument": formulier.instrument,
        "verlies": [_van_onderdeel(onderdeel)] if onderdeel.criteria.exists() else [],
        "komt_terug": stof.geldt_werkproces(onderdeel.werkproces_id),
        "mag_weg": mag_onderdeel_weg(onderdeel, stof),
    }
    return _pagina(request, context, lambda: verwijder_onderdeel(onderdeel=onderdeel, door=request.user))


def _van_onderdeel(onderdeel):
    aantal = onderdeel.criteria.count()
    tekst = ngettext("%(werkproces)s, met %(n)d criterium", "%(werkproces)s, met %(n)d criteria", aantal)
    return tekst % {"werkproces": onderdeel.werkproces, "n": aantal}


def _pagina(request, context, verwijder):
    """Show what is lost; after the button, remove it and go back to the set."""
    data = request.POST if request.method == "POST" else None
    form = VerwijderForm(data, gaat_verloren=context["mag_weg"] and bool(context["verlies"]))
    if form.is_valid():
        try:
            verwijder()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Verwijderd: %(naam)s.") % {"naam": context["naam"]})
            return redirect("instruments:instrument", context["instrument"].uuid)
    return render(request, "instruments/verwijderen.html", {**context, "form": form})
