"""The pages that belong to no app: the start page, the page of all components, what robots may read."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from examservice.lib.access import any_member, public


@any_member
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "start.html")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines yet."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def componenten(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, for developers."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "componenten.html")


@public
@require_safe
def account_aanvragen(request: HttpRequest) -> HttpResponse:
    """Nobody signs up alone; this page says how accounts are given."""
    return render(request, "account/aanvragen.html")
