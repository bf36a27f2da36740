"""Taking parts out of a set. What the dossier still asks for comes back when somebody generates again."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from instruments.models import Beoordelingscriterium, Beoordelingsformulier, Formulieronderdeel, Opdracht
from instruments.selectors import kwalificatiestof, mag_formulier_weg, mag_onderdeel_weg
from instruments.services.slot import vastleggen, vergrendel, vergrendel_met_dossier
from schools.models import Gebruiker


@transaction.atomic
def opdracht_verwijderen(*, opdracht: Opdracht, door: Gebruiker, bevestigd: bool = False) -> None:
    """Remove an assignment. Raises ValidationError (bewerkt) for one with own words of a person, unless confirmed."""
    instrument = vergrendel(opdracht.instrument)
    opdracht = Opdracht.objects.get(pk=opdracht.pk)
    bewerkt = list(opdracht.delen.filter(is_bewerkt=True).values_list("pk", flat=True))
    if bewerkt and not bevestigd:
        raise ValidationError(
            _("In deze opdracht heeft iemand tekst geschreven. Bevestig dat die tekst weg mag."),
            code="bewerkt",
        )
    velden = {
        "opdracht": opdracht.pk,
        "soort": opdracht.soort,
        "context": opdracht.context_id,
        "kerntaak": opdracht.kerntaak_id,
        "bewerkte_delen": bewerkt,
    }
    opdracht.delete()
    vastleggen(instrument, wat="opdracht_verwijderd", door=door, velden=velden)


@transaction.atomic
def criteria_verwijderen(
    *, formulier: Beoordelingsformulier, door: Gebruiker, criteria: Collection[int]
) -> int:
    """Take criteria (by pk) off one form; gives how many went. Their eisen are not covered from then on."""
    instrument = vergrendel(formulier.instrument)
    weg = Beoordelingscriterium.objects.filter(onderdeel__formulier=formulier, pk__in=criteria)
    gedekt = {
        str(criterium.pk): [dekking.eis_id for dekking in criterium.dekking.all()]
        for criterium in weg.prefetch_related("dekking")
    }
    if gedekt:
        weg.delete()
        velden = {"formulier": formulier.pk, "criteria_en_eisen": gedekt}
        vastleggen(instrument, wat="criteria_verwijderd", door=door, velden=velden)
    return len(gedekt)


@transaction.atomic
def onderdeel_verwijderen(*, onderdeel: Formulieronderdeel, door: Gebruiker) -> None:
    """Take a werkproces off its form, with its criteria.

    Raises ValidationError (geldt_nog) while the werkproces applies and has criteria: those go first, one by one.
    """
    instrument = vergrendel_met_dossier(onderdeel.formulier.instrument)
    if not mag_onderdeel_weg(onderdeel, kwalificatiestof(instrument.kwalificatie)):
        raise ValidationError(
            _(
                "Het werkproces %(werkproces)s geldt voor deze kwalificatie en heeft criteria. "
                "Verwijder eerst die criteria."
            )
            % {"werkproces": onderdeel.werkproces},
            code="geldt_nog",
        )
    velden = {
        "formulier": onderdeel.formulier_id,
        "werkproces": onderdeel.werkproces_id,
        "criteria": onderdeel.criteria.count(),
    }
    onderdeel.delete()
    vastleggen(instrument, wat="onderdeel_verwijderd", door=door, velden=velden)


@transaction.atomic
def formulier_verwijderen(*, formulier: Beoordelingsformulier, door: Gebruiker) -> None:
    """Remove a form, with its cesuur and whatever stands on it.

    Raises ValidationError (geldt_nog) while the kerntaak applies and the form has werkprocessen: those go first.
    """
    instrument = vergrendel_met_dossier(formulier.instrument)
    if not mag_formulier_weg(formulier, kwalificatiestof(instrument.kwalificatie)):
        raise ValidationError(
            _(
                "De kerntaak %(kerntaak)s geldt voor deze kwalificatie en het formulier heeft werkprocessen. "
                "Verwijder eerst die werkprocessen."
            )
            % {"kerntaak": formulier.kerntaak},
            code="geldt_nog",
        )
    velden = {
        "formulier": formulier.pk,
        "kerntaak": formulier.kerntaak_id,
        "werkprocessen": formulier.onderdelen.count(),
    }
    formulier.delete()
    vastleggen(instrument, wat="formulier_verwijderd", door=door, velden=velden)
