from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from examservice.lib.access import requires
from instruments.models import Exameninstrument
from instruments.selectors import (
    documenten_van,
    kwalificatiestof,
    open_punten,
    open_punten_per_instrument,
    setverschil,
)
from instruments.services import exameninstrument_genereren
from qualifications.models import Kwalificatie

PER_PAGINA = 50


@requires("instruments.inzien")
@require_safe
def instrument_lijst(request):
    instrumenten = Exameninstrument.objects.visible_to(request.user).for_list()
    page = Paginator(instrumenten, PER_PAGINA).get_page(request.GET.get("pagina"))
    open_per_pk = open_punten_per_instrument(list(page))
    for row in page:
        row.aantal_open = sum(punt.aantal for punt in open_per_pk[row.pk])
    return render(request, "instruments/instrument_lijst.html", {"page": page})


@requires("instruments.inzien", Exameninstrument, key="uuid")
@require_safe
def instrument(request, instrument):
    punten, stof = open_punten(instrument), kwalificatiestof(instrument.kwalificatie)
    context = {
        "instrument": instrument,
        "documenten": documenten_van(instrument),
        "open_punten": punten,
        "aantal_open": sum(punt.aantal for punt in punten),
        "verschil": setverschil(instrument, stof),
        "zonder_contexten": not stof.contexten,
        "has_voorbeeld": stof.has_voorbeeld(),
    }
    return render(request, "instruments/instrument.html", context)


@requires("instruments.genereren", Kwalificatie)
@require_POST
def instrument_genereren(request, kwalificatie):
    try:
        uitkomst = exameninstrument_genereren(kwalificatie=kwalificatie, door=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("qualifications:kwalificatie", kwalificatie.pk)
    messages.success(request, melding_van(uitkomst))
    return redirect("instruments:instrument", uitkomst.instrument.uuid)


def melding_van(uitkomst):
    if not uitkomst.gewijzigd:
        return _("De set was al compleet. Er is niets veranderd.")
    if uitkomst.is_nieuw:
        tekst = _("De set is gemaakt: %(formulieren)s met %(criteria)s, en %(opdrachten)s.")
        return tekst % aantallen_van(uitkomst)
    delen = uitkomst.opdrachten.delen + uitkomst.teksten
    teksten = ngettext("%(n)d bijgewerkte tekst", "%(n)d bijgewerkte teksten", delen) % {"n": delen}
    tekst = _(
        "De set is bijgewerkt. Nieuw: %(formulieren)s, %(criteria)s en %(opdrachten)s. Ook %(teksten)s."
    )
    return tekst % (aantallen_van(uitkomst) | {"teksten": teksten})


def aantallen_van(uitkomst):
    """Each number with its word."""
    formulieren, criteria = uitkomst.formulieren, uitkomst.criteria
    opdrachten = uitkomst.opdrachten.gemaakt
    return {
        "formulieren": ngettext("%(n)d beoordelingsformulier", "%(n)d beoordelingsformulieren", formulieren)
        % {"n": formulieren},
        "criteria": ngettext("%(n)d criterium", "%(n)d criteria", criteria) % {"n": criteria},
        "opdrachten": ngettext("%(n)d opdracht", "%(n)d opdrachten", opdrachten) % {"n": opdrachten},
    }
