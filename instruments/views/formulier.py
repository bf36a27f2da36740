from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from examservice.lib.access import requires
from instruments.forms import CesuurForm, CriteriaForm
from instruments.models import Beoordelingsformulier
from instruments.selectors import formulierblokken, kwalificatiestof
from instruments.services import cesuur_bewerken, criteria_bewerken, vormen_bevestigen
from instruments.views.pdf import pdf_response


@requires("instruments.inzien", Beoordelingsformulier, key="uuid")
@require_safe
def formulier(request, formulier):
    blokken, stof = formulierblokken(formulier), kwalificatiestof(formulier.instrument.kwalificatie)
    criteria = [rij for blok in blokken for rij in blok.criteria]
    context = {
        "formulier": formulier,
        "blokken": blokken,
        "has_voorbeeld": stof.has_voorbeeld(formulier.kerntaak_id),
        "aantal_criteria": len(criteria),
        "aantal_keuzes": sum(criterium.keuzes for criterium in criteria),
        "aantal_cruciaal": sum(criterium.is_cruciaal for criterium in criteria),
        "aantal_voorgesteld": sum(not criterium.vorm_bevestigd for criterium in criteria),
    }
    return render(request, "instruments/formulier.html", context)


@requires("instruments.exporteren", Beoordelingsformulier, key="uuid")
@require_safe
def formulier_pdf(request, formulier):
    return pdf_response(formulier.instrument, formulier.uuid, invulbaar="invulbaar" in request.GET)


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def formulier_cesuur(request, formulier):
    initial = {field: getattr(formulier, field) for field in CesuurForm.base_fields}
    form = CesuurForm(request.POST or None, initial=initial)
    if form.is_valid():
        cesuur_bewerken(formulier=formulier, door=request.user, **form.cleaned_data)
        messages.success(request, _("De cesuur is opgeslagen."))
        return redirect("instruments:formulier", formulier.uuid)
    return render(request, "instruments/formulier_cesuur.html", {"formulier": formulier, "form": form})


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def formulier_criteria(request, formulier):
    blokken = formulierblokken(formulier)
    criteria = [criterium for blok in blokken for criterium in blok.criteria]
    form = CriteriaForm(request.POST or None, criteria=criteria)
    if form.is_valid():
        aantal = criteria_bewerken(formulier=formulier, door=request.user, keuzes=form.keuzes)
        tekst = ngettext(
            "Opgeslagen: %(n)d criterium gewijzigd.", "Opgeslagen: %(n)d criteria gewijzigd.", aantal
        )
        messages.success(request, tekst % {"n": aantal})
        return redirect("instruments:formulier", formulier.uuid)
    tabellen = [
        (blok, [(rij, form[f"vorm_{rij.pk}"], form[f"cruciaal_{rij.pk}"]) for rij in blok.criteria])
        for blok in blokken
    ]
    context = {"formulier": formulier, "form": form, "tabellen": tabellen}
    return render(request, "instruments/formulier_criteria.html", context)


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_POST
def formulier_vormen_bevestigen(request, formulier):
    aantal = vormen_bevestigen(formulier=formulier, door=request.user)
    tekst = ngettext(
        "De vorm van %(n)d criterium is bevestigd.", "De vormen van %(n)d criteria zijn bevestigd.", aantal
    )
    messages.success(request, tekst % {"n": aantal})
    return redirect("instruments:formulier", formulier.uuid)
