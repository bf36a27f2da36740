"""The settings of one instrument: the form of the aanvulopdrachten, the scale and the HUBO words."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from instruments.enums import Aanvulvorm, Schaal
from instruments.models import Exameninstrument, Hubolabel, Schaalniveau
from instruments.selectors import kwalificatiestof
from instruments.services.genereren import OVG_WOORDEN
from instruments.services.opdrachten import Opdrachtwijziging, werk_opdrachten_bij
from instruments.services.slot import vastleggen, vergrendel_met_dossier
from schools.models import Gebruiker


@transaction.atomic
def aanvulvorm_kiezen(
    *, instrument: Exameninstrument, door: Gebruiker, aanvulvorm: Aanvulvorm
) -> Opdrachtwijziging:
    """Rearrange the aanvulopdrachten. What nobody edited is replaced; what a person edited stays in the set."""
    instrument = vergrendel_met_dossier(instrument)
    if instrument.aanvulvorm == aanvulvorm:
        return Opdrachtwijziging()
    instrument.aanvulvorm = aanvulvorm
    instrument.save(update_fields=["aanvulvorm"])
    wijziging = werk_opdrachten_bij(instrument, kwalificatiestof(instrument.kwalificatie))
    vastleggen(
        instrument,
        wat="aanvulvorm_gekozen",
        door=door,
        velden={"aanvulvorm": str(aanvulvorm), **wijziging._asdict()},
    )
    return wijziging


@transaction.atomic
def schaal_instellen(
    *,
    instrument: Exameninstrument,
    door: Gebruiker,
    schaal: Schaal,
    max_punten: int,
    omschrijvingen: Mapping[int, str],
) -> None:
    """Choose the scale and describe its levels (value → descriptor).

    Another scale begins without descriptors: what was said about a word does not hold for a number.
    Raises ValidationError (max_punten) outside 1–10.
    """
    if not 1 <= max_punten <= 10:
        raise ValidationError(
            _("Het hoogste aantal punten is een getal van 1 tot en met 10."), code="max_punten"
        )
    instrument = vergrendel_met_dossier(instrument)
    before = (instrument.schaal, instrument.max_punten, _niveaus(instrument))
    if instrument.schaal != schaal:
        omschrijvingen = {}
        instrument.schaalniveaus.all().delete()
    instrument.schaal, instrument.max_punten = schaal, max_punten
    instrument.save(update_fields=["schaal", "max_punten"])
    _schrijf_niveaus(instrument, omschrijvingen)
    if before == (instrument.schaal, instrument.max_punten, _niveaus(instrument)):
        return
    # The student part of an assignment tells how the scale works.
    werk_opdrachten_bij(instrument, kwalificatiestof(instrument.kwalificatie))
    velden = {"schaal": str(schaal), "max_punten": max_punten, "omschrijvingen": len(omschrijvingen)}
    vastleggen(instrument, wat="schaal_ingesteld", door=door, velden=velden)


def _niveaus(instrument: Exameninstrument) -> dict[int, tuple[str, str]]:
    rows = Schaalniveau.objects.filter(instrument=instrument)
    return {
        waarde: (woord, tekst) for waarde, woord, tekst in rows.values_list("waarde", "woord", "descriptor")
    }


def _schrijf_niveaus(instrument: Exameninstrument, omschrijvingen: Mapping[int, str]) -> None:
    is_punten = instrument.schaal == Schaal.PUNTEN
    woorden = [str(waarde) for waarde in range(instrument.max_punten + 1)] if is_punten else list(OVG_WOORDEN)
    existing = _niveaus(instrument)
    instrument.schaalniveaus.filter(waarde__gte=len(woorden)).delete()
    Schaalniveau.objects.bulk_create(
        [
            Schaalniveau(
                instrument=instrument,
                waarde=waarde,
                woord=woord,
                descriptor=omschrijvingen.get(waarde, existing.get(waarde, ("", ""))[1]),
            )
            for waarde, woord in enumerate(woorden)
        ],
        update_conflicts=True,
        unique_fields=["instrument", "waarde"],
        update_fields=["woord", "descriptor"],
    )


@transaction.atomic
def hubolabels_bewerken(
    *, instrument: Exameninstrument, door: Gebruiker, labels: Mapping[int, tuple[str, str]]
) -> None:
    """Word the HUBO check: pk of the label → (woord, vraag). The check in assignments nobody edited follows."""
    instrument = vergrendel_met_dossier(instrument)
    changed: list[Hubolabel] = []
    for label in instrument.hubolabels.all():
        woord, vraag = labels.get(label.pk, (label.woord, label.vraag))
        if (woord, vraag) == (label.woord, label.vraag):
            continue
        if not woord.strip() or not vraag.strip():
            raise ValidationError(
                _("Vul bij de letter %(letter)s een woord en een vraag in.") % {"letter": label.letter},
                code="leeg",
            )
        label.woord, label.vraag = woord, vraag
        changed.append(label)
    if not changed:
        return
    Hubolabel.objects.bulk_update(changed, ["woord", "vraag"])
    werk_opdrachten_bij(instrument, kwalificatiestof(instrument.kwalificatie))
    vastleggen(
        instrument, wat="hubolabels_bewerkt", door=door, velden={"labels": [label.pk for label in changed]}
    )
