"""The components of the user interface; `/_componenten/` shows each in all its states (DEBUG only).

Every text is escaped; a wrong name or value is an error, so that a page cannot silently look wrong.
"""

from functools import cache
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from examservice.lib.forms import helper_of

register = template.Library()

# A state is always word + shape + colour.
STATUS_ICONS = {
    "neutraal": "circle",
    "open": "hourglass-split",
    "ok": "check-circle",
    "fout": "exclamation-circle",
}
MELDING_ICONS = {
    "info": "info-circle",
    "open": "exclamation-triangle",
    "ok": "check-circle",
    "fout": "exclamation-circle",
}


def _only(value: str, allowed: dict[str, str], parameter: str) -> str:
    if value not in allowed:
        raise ValueError(f"{parameter}={value!r}: kies uit {', '.join(allowed)}.")
    return allowed[value]


@cache
def _svg(name: str) -> SafeString:
    """The inline SVG of a built icon, hidden for screen readers: the words beside it say the same."""
    path = settings.VENDOR_DIR / "icons" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"Icoon {name!r} is er niet: zet de naam in static/icons.txt en draai `make setup`.")
    source = path.read_text(encoding="utf-8")
    inside = source[source.index(">") + 1 : source.rindex("</svg>")].strip()
    # Our own build puts these files here, from a package of a fixed version: no text of a user.
    return SafeString(
        '<svg class="icoon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">'
        f"{inside}</svg>"
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon; the text beside it carries the meaning."""
    return _svg(name)


@register.simple_tag
def status(woord: str, *, kind: str = "neutraal") -> SafeString:
    """A state: word, shape and colour."""
    svg = _svg(_only(kind, STATUS_ICONS, "kind"))
    return format_html('<span class="status status-{}">{}{}</span>', kind, svg, woord)


@register.simple_tag
def voorbeeldlabel() -> SafeString:
    """Marks content that is not from the official source."""
    return format_html('<span class="voorbeeldlabel">{}</span>', _("voorbeeldinhoud"))


@register.simple_tag
def code(tekst: Any) -> SafeString:
    """A code that people read letter by letter: crebo, B1-K1-W2, hash."""
    return format_html('<span class="code">{}</span>', tekst)


@register.simple_tag
def kruimel(tekst: str, adres: str = "") -> SafeString:
    """One step of the breadcrumbs; without address it is the place where you are."""
    if not adres:
        return format_html('<li aria-current="page">{}</li>', tekst)
    return format_html('<li><a href="{}">{}</a></li>', adres, tekst)


@register.simple_block_tag(end_name="endleeg")
def leeg(content: SafeString, *, titel: str) -> str:
    """An empty state: what is not there yet, and (the content) what to do next."""
    return render_to_string("components/leeg.html", {"titel": titel, "inhoud": content})


@register.simple_block_tag(end_name="endmelding")
def melding(content: SafeString, *, soort: str = "info", titel: str = "") -> str:
    """A callout inside the page."""
    context = {
        "soort": soort,
        "icoon": _only(soort, MELDING_ICONS, "soort"),
        "titel": titel,
        "inhoud": content,
    }
    return render_to_string("components/melding.html", context)


@register.simple_tag
def foutoverzicht(*forms: Any) -> str:
    """Above the form: every error with a link to its field. Nothing when there is no error.

    `static/js/foutoverzicht.js` moves the focus here and puts "Fout: " before the page title.
    """
    fouten = [fout for form in forms for fout in _fouten(form)]
    return render_to_string("components/foutoverzicht.html", {"fouten": fouten}) if fouten else ""


def _fouten(form: Any) -> list[dict[str, Any]]:
    if not form.is_bound:
        return []
    found = [{"label": "", "doel": "", "tekst": tekst} for tekst in form.non_field_errors()]
    for field in form:
        # Radio buttons and ticks have no single target: go to the first.
        doel = field.id_for_label or f"{field.auto_id}_0"
        if field.is_hidden:
            doel = ""
        found += [{"label": field.label, "doel": doel, "tekst": tekst} for tekst in field.errors]
    return found


@register.simple_tag(takes_context=True)
def formulier(context: Context, form: Any) -> str:
    """The fields of a form; the page writes the form tag, the token and the buttons."""
    return render_crispy_form(form, helper_of(form), context)


@register.simple_tag(takes_context=True)
def paginering(context: Context, page: Page[Any]) -> str:
    """Previous, the pages around this one, next; keeps the filters that stand in the address."""
    if not page.has_other_pages():
        return ""
    nummers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    inhoud = {"page": page, "nummers": nummers, "weggelaten": page.paginator.ELLIPSIS}
    return render_to_string("components/paginering.html", inhoud, request=context["request"])


@register.simple_tag
def voortgang(gedaan: int, totaal: int, label: str) -> str:
    """How many of how many; the words beside the bar say the same, and `totaal` 0 means: not known yet."""
    return render_to_string("components/voortgang.html", {"gedaan": gedaan, "totaal": totaal, "label": label})


@register.simple_block_tag(takes_context=True, end_name="endpaginatitel")
def paginatitel(context: Context, content: SafeString) -> SafeString:
    """The words of the page title, kept as `titel_van_de_pagina` so that the h1 says the same (only for base.html).

    The block was escaped when it was rendered; taking tags out of it does not undo that.
    """
    context["titel_van_de_pagina"] = SafeString(content.strip())
    return SafeString(strip_tags(content).strip())
