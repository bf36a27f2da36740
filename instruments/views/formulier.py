from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from examservice.lib.access import requires
from instruments.forms import CesuurForm, CriteriaForm
from instruments.models import Beoordelingscriterium, Beoordelingsformulier
from instruments.selectors import formulierblokken, kwalificatiestof
from instruments.services import (
    cesuur_bewerken,
    criteria_bewerken,
    criteria_verwijderen,
    vormen_bevestigen,
)
from instruments.services import criteriumtekst_overnemen as overnemen
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
        # What no longer applies, or is empty, can go (the same rules as in selectors/set.py).
        "mag_weg": not blokken or not stof.geldt_kerntaak(formulier.kerntaak_id),
        "blokken_weg": {
            blok.pk for blok in blokken if not blok.criteria or not stof.geldt_werkproces(blok.werkproces.pk)
        },
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
    form = CesuurForm(request.POST or None, opgeslagen=_cesuurteksten(formulier))
    if form.is_valid():
        try:
            cesuur_bewerken(formulier=formulier, door=request.user, **form.cleaned_data)
        except ValidationError as error:
            formulier.refresh_from_db()
            form.toon_verouderd(error, _cesuurteksten(formulier))
        else:
            messages.success(request, _("De cesuur is opgeslagen."))
            return redirect("instruments:formulier", formulier.uuid)
    return render(request, "instruments/formulier_cesuur.html", {"formulier": formulier, "form": form})


def _cesuurteksten(formulier):
    return {field: getattr(formulier, field) for field in ("cesuur_werkproces", "cesuur_kerntaak")}


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_http_methods(["GET", "HEAD", "POST"])
def formulier_criteria(request, formulier):
    blokken = formulierblokken(formulier)
    criteria = [criterium for blok in blokken for criterium in blok.criteria]
    form = CriteriaForm(request.POST or None, criteria=criteria)
    if form.is_valid():
        aantal = criteria_bewerken(formulier=formulier, door=request.user, keuzes=form.keuzes)
        weg = criteria_verwijderen(formulier=formulier, door=request.user, criteria=form.weg)
        messages.success(request, _criteriamelding(aantal, weg))
        return redirect("instruments:formulier", formulier.uuid)
    koppen = {"vorm": _("Vorm"), "cruciaal": _("Cruciaal"), "weg": _("Verwijder")}
    tabellen = [
        (
            blok,
            [
                (rij, [(kop, form[f"{veld}_{rij.pk}"]) for veld, kop in koppen.items()])
                for rij in blok.criteria
            ],
        )
        for blok in blokken
        if blok.criteria
    ]
    context = {"formulier": formulier, "form": form, "tabellen": tabellen, "koppen": koppen.values()}
    return render(request, "instruments/formulier_criteria.html", context)


def _criteriamelding(gewijzigd, weg):
    tekst = ngettext(
        "Opgeslagen: %(n)d criterium gewijzigd.", "Opgeslagen: %(n)d criteria gewijzigd.", gewijzigd
    ) % {"n": gewijzigd}
    if weg:
        verwijderd = ngettext("%(n)d criterium verwijderd.", "%(n)d criteria verwijderd.", weg) % {"n": weg}
        tekst = f"{tekst} {verwijderd}"
    return tekst


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_POST
def criteriumtekst_overnemen(request, formulier, criterium):
    criterium = get_object_or_404(Beoordelingscriterium, onderdeel__formulier=formulier, pk=criterium)
    if overnemen(criterium=criterium, door=request.user):
        messages.success(request, _("Het criterium heeft nu de tekst van het dossier."))
    else:
        messages.info(request, _("Het criterium had de tekst van het dossier al."))
    return redirect("instruments:instrument", formulier.instrument.uuid)


@requires("instruments.instellen", Beoordelingsformulier, key="uuid")
@require_POST
def formulier_vormen_bevestigen(request, formulier):
    aantal = vormen_bevestigen(formulier=formulier, door=request.user)
    tekst = ngettext(
        "De vorm van %(n)d criterium is bevestigd.", "De vormen van %(n)d criteria zijn bevestigd.", aantal
    )
    messages.success(request, tekst % {"n": aantal})
    return redirect("instruments:formulier", formulier.uuid)
