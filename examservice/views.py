"""The pages that belong to no app: the start page, the page of all components, what robots may read."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from examservice.lib.access import any_member, public
from examservice.start import start_of


@any_member
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "start.html", {"start": start_of(request.user)})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines yet."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


class Toonformulier(forms.Form):
    """One field of every kind, to look at."""

    titel = forms.CharField(label="Titel", help_text="Zoals in het dossier.")
    niveau = forms.IntegerField(label="Mbo-niveau", max_value=4, min_value=1)
    schaal = forms.ChoiceField(
        label="Schaal", choices=[("ovg", "Onvoldoende, voldoende, goed"), ("p", "Punten")]
    )
    vorm = forms.ChoiceField(
        label="Beoordelingsvorm",
        choices=[("o", "Observatie"), ("p", "Product"), ("e", "Eindgesprek")],
        widget=forms.RadioSelect,
    )
    contexten = forms.MultipleChoiceField(
        label="Contexten",
        choices=[("m", "Metaal"), ("p", "Precisietechniek")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea({"rows": 3}), required=False)
    bestand = forms.FileField(label="Bestand", required=False)
    cruciaal = forms.BooleanField(label="Dit criterium is cruciaal", required=False)


@public
@require_safe
def componenten(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, for developers."""
    if not settings.DEBUG:
        raise Http404
    getoond = Paginator(range(400), 20)
    context = {
        "form": Toonformulier({"titel": "Assembleren", "niveau": "7"}),
        "leeg_formulier": Toonformulier(auto_id="leeg_%s"),
        "paginas": [getoond.page(1), getoond.page(10), getoond.page(20)],
        "soorten": ["info", "open", "ok", "fout"],
        "iconen": sorted(path.stem for path in (settings.VENDOR_DIR / "icons").glob("*.svg")),
    }
    return render(request, "componenten.html", context)


@public
@require_safe
def account_aanvragen(request: HttpRequest) -> HttpResponse:
    """Nobody signs up alone; this page says how accounts are given."""
    return render(request, "account/aanvragen.html")
