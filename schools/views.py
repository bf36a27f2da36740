from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from examservice.lib.access import requires
from schools.forms import LogboekFilter
from schools.models import Gebeurtenis

PER_PAGINA = 50


@requires("schools.logboek_lezen")
def logboek(request: HttpRequest) -> HttpResponse:
    filter_form = LogboekFilter(request.GET)
    gebeurtenissen = Gebeurtenis.objects.visible_to(request.user).for_list()
    if filter_form.is_valid():
        gebeurtenissen = gebeurtenissen.of_kind(filter_form.cleaned_data["wat"])
    page = Paginator(gebeurtenissen, PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "schools/logboek.html", {"filter": filter_form, "page": page})
