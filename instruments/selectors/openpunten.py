"""What a set still needs from a person. Computed here and stored nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from instruments.models import Beoordelingsformulier, Exameninstrument, Opdracht, Opdrachtdeel, Schaalniveau
from instruments.openpunt import tel_open_punten
from qualifications.models import Uitstroom


@dataclass(frozen=True, kw_only=True)
class OpenPunt:
    """One thing to decide or write: where, what, how many, and the address of the place to do it."""

    plaats: str
    woorden: str
    aantal: int
    url: str


def open_punten(instrument: Exameninstrument) -> list[OpenPunt]:
    """Every open point of one set, in the order of its documents."""
    return open_punten_per_instrument([instrument])[instrument.pk]


def open_punten_per_instrument(instrumenten: Sequence[Exameninstrument]) -> dict[int, list[OpenPunt]]:
    """The same for several sets at once, in a fixed number of queries; a set without open points has an empty list."""
    found: dict[int, list[OpenPunt]] = {instrument.pk: [] for instrument in instrumenten}
    for pk, punt in [
        *_van_uitstroom(instrumenten),
        *_van_schalen(instrumenten),
        *_van_formulieren(found),
        *_van_opdrachten(found),
    ]:
        found[pk].append(punt)
    return found


def _van_uitstroom(instrumenten: Iterable[Exameninstrument]) -> Iterable[tuple[int, OpenPunt]]:
    """While a cell is undecided, the set stands on a proposal of which werkprocessen apply."""
    onbeslist = Uitstroom.objects.filter(
        kwalificatie__in=[i.kwalificatie_id for i in instrumenten], bron=None, besluit=None
    )
    aantallen = dict(onbeslist.order_by().values_list("kwalificatie").annotate(aantal=Count("pk")))
    for instrument in instrumenten:
        if aantal := aantallen.get(instrument.kwalificatie_id):
            woorden = ngettext(
                "Beslis van %(n)d werkproces of het bij deze kwalificatie hoort",
                "Beslis van %(n)d werkprocessen of ze bij deze kwalificatie horen",
                aantal,
            )
            yield (
                instrument.pk,
                OpenPunt(
                    plaats=_("Uitstroommatrix"),
                    woorden=woorden % {"n": aantal},
                    aantal=aantal,
                    url=reverse(
                        "qualifications:dossier-uitstroom", args=[instrument.kwalificatie.dossier_id]
                    ),
                ),
            )


def _van_schalen(instrumenten: Iterable[Exameninstrument]) -> Iterable[tuple[int, OpenPunt]]:
    leeg = Schaalniveau.objects.filter(instrument__in=[i.pk for i in instrumenten], descriptor="")
    aantallen = dict(leeg.order_by().values_list("instrument").annotate(aantal=Count("pk")))
    for instrument in instrumenten:
        if aantal := aantallen.get(instrument.pk):
            woorden = ngettext(
                "Omschrijf %(n)d niveau van de schaal", "Omschrijf %(n)d niveaus van de schaal", aantal
            )
            yield (
                instrument.pk,
                OpenPunt(
                    plaats=_("Schaal"),
                    woorden=woorden % {"n": aantal},
                    aantal=aantal,
                    url=reverse("instruments:instrument-schaal", args=[instrument.uuid]),
                ),
            )


def _van_formulieren(pks: Iterable[int]) -> Iterable[tuple[int, OpenPunt]]:
    formulieren = (
        Beoordelingsformulier.objects.filter(instrument__in=pks)
        .select_related("kerntaak")
        .annotate(
            aantal_onderdelen=Count("onderdelen", distinct=True),
            aantal_zonder_criteria=Count("onderdelen", filter=Q(onderdelen__criteria=None), distinct=True),
            aantal_voorgesteld=Count(
                "onderdelen__criteria", filter=Q(onderdelen__criteria__vorm_bevestigd=False), distinct=True
            ),
        )
    )
    for formulier in formulieren:
        plaats = _("Beoordelingsformulier %(code)s") % {"code": formulier.kerntaak.code}
        for woorden, aantal, url in _van_formulier(formulier):
            if aantal:
                yield (
                    formulier.instrument_id,
                    OpenPunt(plaats=plaats, woorden=woorden, aantal=aantal, url=url),
                )


def _van_formulier(formulier: Any) -> Iterable[tuple[str, int, str]]:
    """Words, count and address of an annotated Beoordelingsformulier; a count of 0 is no open point."""
    pagina = reverse("instruments:formulier", args=[formulier.uuid])
    cesuur = reverse("instruments:formulier-cesuur", args=[formulier.uuid])
    voorgesteld, zonder = formulier.aantal_voorgesteld, formulier.aantal_zonder_criteria
    bevestig = ngettext(
        "Bevestig de voorgestelde beoordelingsvorm van %(n)d criterium",
        "Bevestig de voorgestelde beoordelingsvormen van %(n)d criteria",
        voorgesteld,
    )
    leeg = ngettext(
        "%(n)d werkproces heeft nog geen criteria", "%(n)d werkprocessen hebben nog geen criteria", zonder
    )
    return [
        (
            _("De kerntaak heeft in het dossier geen werkprocessen"),
            int(not formulier.aantal_onderdelen),
            pagina,
        ),
        (leeg % {"n": zonder}, zonder, pagina),
        # One decision for the whole form, however many criteria it has.
        (bevestig % {"n": voorgesteld}, int(bool(voorgesteld)), f"{pagina}#vormen"),
        (_("Schrijf de cesuur per werkproces"), int(not formulier.cesuur_werkproces.strip()), cesuur),
        (_("Schrijf de cesuur van de kerntaak"), int(not formulier.cesuur_kerntaak.strip()), cesuur),
    ]


def _van_opdrachten(pks: Iterable[int]) -> Iterable[tuple[int, OpenPunt]]:
    delen = (
        Opdrachtdeel.objects.filter(opdracht__instrument__in=pks, tekst__contains="[[")
        .select_related("opdracht__context", "opdracht__kerntaak")
        .order_by("opdracht__position", "opdracht", "position")
    )
    per_opdracht: dict[Opdracht, int] = defaultdict(int)
    for deel in delen:
        per_opdracht[deel.opdracht] += tel_open_punten(deel.tekst)
    for opdracht, aantal in per_opdracht.items():
        if aantal:
            woorden = ngettext("Vul %(n)d open plek in", "Vul %(n)d open plekken in", aantal)
            yield (
                opdracht.instrument_id,
                OpenPunt(
                    plaats=str(opdracht),
                    woorden=woorden % {"n": aantal},
                    aantal=aantal,
                    url=reverse("instruments:opdracht", args=[opdracht.uuid]),
                ),
            )
