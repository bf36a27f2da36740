from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from examservice.lib.access import requires
from instruments.enums import Aanvulvorm, OpdrachtSoort, Schaal
from instruments.forms import AanvulvormForm, HuboForm, SchaalForm
from instruments.models import Exameninstrument
from instruments.services import aanvulvorm_kiezen, hubolabels_bewerken, schaal_instellen


@requires("instruments.inzien", Exameninstrument, key="uuid")
@require_safe
def instrument_instellingen(request, instrument):
    return render(request, "instruments/instrument_instellingen.html", {"instrument": instrument})


@requires("instruments.instellen", Exameninstrument, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_aanvulvorm(request, instrument):
    form = AanvulvormForm(request.POST or None, initial={"aanvulvorm": instrument.aanvulvorm})
    if form.is_valid():
        wijziging = aanvulvorm_kiezen(
            instrument=instrument, door=request.user, aanvulvorm=Aanvulvorm(form.cleaned_data["aanvulvorm"])
        )
        aantallen = {"nieuw": wijziging.gemaakt, "weg": wijziging.verwijderd}
        messages.success(
            request, _("Opgeslagen. Nieuwe opdrachten: %(nieuw)d, verwijderd: %(weg)d.") % aantallen
        )
        return redirect("instruments:instrument-instellingen", instrument.uuid)
    context = {
        "instrument": instrument,
        "form": form,
        "bewerkt": instrument.opdrachten.filter(soort=OpdrachtSoort.AANVUL).bewerkt(),
    }
    return render(request, "instruments/instrument_aanvulvorm.html", context)


@requires("instruments.instellen", Exameninstrument, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_schaal(request, instrument):
    initial = {"schaal": instrument.schaal, "max_punten": instrument.max_punten}
    form = SchaalForm(request.POST or None, initial=initial, niveaus=instrument.schaalniveaus.all())
    if form.is_valid():
        data = form.cleaned_data
        try:
            schaal_instellen(
                instrument=instrument,
                door=request.user,
                schaal=Schaal(data["schaal"]),
                max_punten=data["max_punten"],
                omschrijvingen=form.omschrijvingen,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De schaal is opgeslagen."))
            changed = (data["schaal"], data["max_punten"]) != (instrument.schaal, instrument.max_punten)
            # Another scale has other levels: back to this page to describe them.
            name = "instrument-schaal" if changed else "instrument-instellingen"
            return redirect(f"instruments:{name}", instrument.uuid)
    return render(request, "instruments/instrument_schaal.html", {"instrument": instrument, "form": form})


@requires("instruments.instellen", Exameninstrument, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_hubo(request, instrument):
    form = HuboForm(request.POST or None, labels=instrument.hubolabels.all())
    if form.is_valid():
        try:
            hubolabels_bewerken(instrument=instrument, door=request.user, labels=form.labels)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De HUBO-vragen zijn opgeslagen."))
            return redirect("instruments:instrument-instellingen", instrument.uuid)
    return render(request, "instruments/instrument_hubo.html", {"instrument": instrument, "form": form})
