"""The doors: every view declares who may pass (`@public`, `@any_member`, `@requires`).

The default is no: `LoginRequiredMiddleware` stops whoever is not logged in, and a test walks all
addresses and refuses a view without a declaration. What lies outside a user's world gives 404, so that
its existence does not leak; what lies inside but may not be done gives 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Anyone may see this page, also without an account."""
    view = login_not_required(view)
    view.access = "public"  # type: ignore[attr-defined]
    return view


def any_member(view: View) -> View:
    """Anyone who is logged in."""
    view.access = "any_member"  # type: ignore[attr-defined]
    return view


def requires(permission: str, model: type[Model] | None = None, *, key: str = "pk") -> Callable[[View], View]:
    """Only who holds `permission`; with `model`, the view gets the object instead of its key.

    The object is looked up among what the user can see (`visible_to`), by the URL's keyword `key`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if model is None:
                thing = None
            else:
                visible = model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
                thing = get_object_or_404(visible, **{key: kwargs.pop(key)})
                args = (thing, *args)
            if not request.user.has_perm(permission, thing):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
