"""Small helps for the pages of the national reference."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
