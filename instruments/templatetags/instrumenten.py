"""What pages about instruments show, also inside pages of other apps."""

from django import template
from django.utils.html import format_html, format_html_join

from instruments.models import Exameninstrument
from instruments.pdf.markup import html_van
from qualifications.enums import EisSoort
from qualifications.keuzes import find_keuzes
from qualifications.models import Eis

register = template.Library()


@register.filter
def als_html(markdown):
    """Markdown of a section as safe HTML; its headings begin at h3."""
    return html_van(markdown)


@register.filter
def met_keuzes(tekst):
    """The text with each open choice ("of", "en/of") marked."""
    stukken, begin = [], 0
    for keuze in find_keuzes(tekst):
        stukken.append(("{}", tekst[begin : keuze.begin]))
        stukken.append(('<mark class="keuze">{}</mark>', tekst[keuze.begin : keuze.eind]))
        begin = keuze.eind
    stukken.append(("{}", tekst[begin:]))
    return format_html_join("", "{}", ((format_html(vorm, stuk),) for vorm, stuk in stukken))


@register.inclusion_tag("instruments/_instrument_acties.html", takes_context=True)
def instrument_acties(context, kwalificatie):
    """The buttons about the exameninstrument of one kwalificatie, for who may use them."""
    user = context["request"].user
    found = Exameninstrument.objects.visible_to(user).filter(kwalificatie=kwalificatie).first()
    mag_genereren = found is None and user.has_perm("instruments.genereren")
    return {
        "kwalificatie": kwalificatie,
        "instrument": found,
        "mag_genereren": mag_genereren,
        "zonder_criteria": mag_genereren and not _has_criteria(kwalificatie),
        "csrf_token": context.get("csrf_token"),
    }


def _has_criteria(kwalificatie):
    """Whether the dossier says anything that a criterium can be made of."""
    eisen = Eis.objects.of_kwalificatie(kwalificatie)
    return eisen.filter(soort__in=[EisSoort.RESULTAAT, EisSoort.GEDRAG], werkproces__isnull=False).exists()
