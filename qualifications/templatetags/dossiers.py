"""Small helps for the pages of the national reference."""

import re
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.apps import apps
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def gezocht(tekst: str, woorden: list[str]) -> str | SafeString:
    """The text with the searched words marked, escaped."""
    if not woorden:
        return tekst
    either = "|".join(re.escape(woord) for woord in woorden)
    parts = re.split(f"({either})", tekst, flags=re.IGNORECASE)
    # With one group, split gives text and match in turn.
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", part) if place % 2 else part,) for place, part in enumerate(parts)),
    )


@register.filter
def waarde(inhoud: Any) -> str:
    """The content of a field as a person reads it: yes and no, a Dutch date, "leeg" for nothing."""
    if inhoud is None or inhoud == "":
        return _("leeg")
    if isinstance(inhoud, bool):
        return _("ja") if inhoud else _("nee")
    if isinstance(inhoud, date):
        return date_format(inhoud, "j F Y")
    return str(inhoud)


@register.filter
def veldnaam(kolom: str) -> str:
    """The Dutch name of a column of a dossier or one of its parts; the column itself where there is none."""
    return _namen().get(kolom, kolom)


@cache
def _namen() -> dict[str, str]:
    return {
        field.name: str(field.verbose_name)
        for model in apps.get_app_config("qualifications").get_models()
        for field in model._meta.get_fields()
        if field.concrete
    }
