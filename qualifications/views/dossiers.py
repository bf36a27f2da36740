"""The dossiers: the list, the tree, the language levels and the verantwoordingsinformatie."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from examservice.lib.access import any_member
from qualifications.enums import Taalvaardigheid
from qualifications.models import Kwalificatiedossier
from qualifications.selectors import boom, talen

PER_PAGE = 25
# What a column head sorts by, and behind it what makes the order the same every time.
SORTERING = {
    "titel": ("titel", "-editie", "pk"),
    "crebo": ("crebo", "-editie", "pk"),
    "editie": ("editie", "titel", "pk"),
    "kerntaken": ("aantal_kerntaken", "titel", "pk"),
    "werkprocessen": ("aantal_werkprocessen", "titel", "pk"),
    "herkomst": ("herkomst", "titel", "pk"),
}
# Model kwalificatiedossier 6.8.
WIJZIGINGSCATEGORIE = {
    1: _("nieuw"),
    2: _("nieuwe elementen"),
    3: _("wijzigingen"),
    4: _("ongewijzigd"),
}


def sort_fields(sorteer):
    """The order that the address asks for (`crebo`, or `-crebo` for high to low); by titel for anything else."""
    first, *others = SORTERING.get(sorteer.removeprefix("-"), SORTERING["titel"])
    if sorteer.startswith("-") and sorteer.removeprefix("-") in SORTERING:
        first = f"-{first}"
    return first, *others


@any_member
def dossier_lijst(request):
    vraag = request.GET.get("q", "").strip()
    sorteer = request.GET.get("sorteer", "titel")
    dossiers = Kwalificatiedossier.objects.visible_to(request.user).search(vraag)
    page = Paginator(dossiers.for_list().order_by(*sort_fields(sorteer)), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    context = {"page": page, "vraag": vraag, "woorden": vraag.split(), "sorteer": sorteer}
    return render(request, "qualifications/dossier_lijst.html", context)


def dossier_or_404(request, pk):
    return get_object_or_404(Kwalificatiedossier.objects.visible_to(request.user), pk=pk)


@any_member
def dossier(request, pk):
    dossier = dossier_or_404(request, pk)
    context = {
        "dossier": dossier,
        "kwalificaties": dossier.kwalificaties.all(),
        "contexten": dossier.contexten.all(),
        "delen": boom(dossier),
        "wijziging": WIJZIGINGSCATEGORIE.get(dossier.wijzigingscategorie, ""),
    }
    return render(request, "qualifications/dossier.html", context)


@any_member
def dossier_talen(request, pk):
    dossier = dossier_or_404(request, pk)
    context = {
        "dossier": dossier,
        "talen": talen(dossier, dossier.kwalificaties.all()),
        "vaardigheden": Taalvaardigheid.labels,
    }
    return render(request, "qualifications/dossier_talen.html", context)


@any_member
def dossier_verantwoording(request, pk):
    dossier = dossier_or_404(request, pk)
    context = {
        "dossier": dossier,
        "hoofdstukken": dossier.hoofdstukken.all(),
        "brondocumenten": dossier.brondocumenten.all(),
        "onderhoudspunten": dossier.onderhoudspunten.all(),
        "betrokkenen": dossier.betrokkenen.all(),
    }
    return render(request, "qualifications/dossier_verantwoording.html", context)
