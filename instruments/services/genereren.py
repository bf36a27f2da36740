"""Making the set of one kwalificatie, and bringing it up to date with the dossier."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from instruments.drafting.criteria import draft_criteria
from instruments.drafting.stof import Kerntaakstof, Stof, Werkprocesstof
from instruments.models import (
    Beoordelingscriterium,
    Beoordelingsformulier,
    Criteriumdekking,
    Exameninstrument,
    Formulieronderdeel,
    Hubolabel,
    Schaalniveau,
)
from instruments.selectors import kwalificatiestof, tekstwijzigingen
from instruments.services.opdrachten import Opdrachtwijziging, werk_opdrachten_bij
from instruments.services.slot import vastleggen, vergrendel, vergrendel_dossiers
from qualifications.models import Kwalificatie
from schools.models import Gebruiker

OVG_WOORDEN = ("onvoldoende", "voldoende", "goed")
# The source gives only the acronym; these usual words can be edited (docs/decisions/0004-hubo.md).
HUBO = (
    ("H", "haalbaar", "Kan de student de opdracht op dit niveau en in deze tijd uitvoeren?"),
    ("U", "uitvoerbaar", "Zijn de werkplek, de materialen en de hulpmiddelen er?"),
    ("B", "betaalbaar", "Passen de kosten bij wat de school en het bedrijf kunnen betalen?"),
    ("O", "organiseerbaar", "Is de opdracht te plannen, met genoeg beoordelaars?"),
)


@dataclass(frozen=True, kw_only=True)
class GenereerUitkomst:
    """The instrument, and how many rows were made now; all 0 and not new means that nothing changed.

    `teksten` counts the criteria that took over the new words of their eis.
    """

    instrument: Exameninstrument
    is_nieuw: bool
    formulieren: int
    werkprocessen: int
    criteria: int
    teksten: int
    opdrachten: Opdrachtwijziging

    @property
    def gewijzigd(self) -> bool:
        aantallen = (self.formulieren, self.werkprocessen, self.criteria, self.teksten, *self.opdrachten)
        return self.is_nieuw or any(aantallen)

    @property
    def velden(self) -> dict[str, Any]:
        """What the log keeps of it."""
        return {
            "formulieren": self.formulieren,
            "werkprocessen": self.werkprocessen,
            "criteria": self.criteria,
            "teksten": self.teksten,
            "opdrachten": self.opdrachten._asdict(),
        }


@transaction.atomic
def exameninstrument_genereren(*, kwalificatie: Kwalificatie, door: Gebruiker | None) -> GenereerUitkomst:
    """Draft the set of a kwalificatie: idempotent, and additive when the dossier has grown since.

    What a person edited stays. Raises ValidationError (geen_kerntaken) where there is nothing to judge.
    """
    vergrendel_dossiers()
    stof = kwalificatiestof(kwalificatie)
    if not stof.kerntaken:
        raise ValidationError(
            _(
                "Bij %(kwalificatie)s staan geen kerntaken in het dossier. Importeer eerst een dossier met kerntaken."
            )
            % {"kwalificatie": kwalificatie},
            code="geen_kerntaken",
        )
    instrument, is_nieuw = Exameninstrument.objects.get_or_create(kwalificatie=kwalificatie)
    instrument = vergrendel(instrument)
    if is_nieuw:
        _begin(instrument)
    formulieren = _formulieren(instrument, stof)
    onderdelen = _onderdelen(instrument, stof)
    uitkomst = GenereerUitkomst(
        instrument=instrument,
        is_nieuw=is_nieuw,
        formulieren=len(formulieren),
        werkprocessen=len(onderdelen),
        teksten=_vernieuw_teksten(instrument, stof),
        criteria=_criteria(instrument, stof),
        opdrachten=werk_opdrachten_bij(instrument, stof),
    )
    if uitkomst.gewijzigd:
        vastleggen(instrument, wat="exameninstrument_gegenereerd", door=door, velden=uitkomst.velden)
    return uitkomst


def _begin(instrument: Exameninstrument) -> None:
    """The scale and the HUBO questions that every new instrument begins with."""
    Schaalniveau.objects.bulk_create(
        Schaalniveau(instrument=instrument, waarde=waarde, woord=woord)
        for waarde, woord in enumerate(OVG_WOORDEN)
    )
    Hubolabel.objects.bulk_create(
        Hubolabel(instrument=instrument, letter=letter, woord=woord, vraag=vraag, position=position)
        for position, (letter, woord, vraag) in enumerate(HUBO)
    )


def _formulieren(instrument: Exameninstrument, stof: Stof) -> list[Beoordelingsformulier]:
    existing = set(instrument.formulieren.values_list("kerntaak", flat=True))
    return Beoordelingsformulier.objects.bulk_create(
        Beoordelingsformulier(instrument=instrument, kerntaak_id=kerntaak.pk, position=kerntaak.position)
        for kerntaak in stof.kerntaken
        if kerntaak.pk not in existing
    )


def _onderdelen(instrument: Exameninstrument, stof: Stof) -> list[Formulieronderdeel]:
    formulieren = dict(instrument.formulieren.values_list("kerntaak", "pk"))
    existing = set(
        Formulieronderdeel.objects.filter(formulier__instrument=instrument).values_list(
            "werkproces", flat=True
        )
    )
    return Formulieronderdeel.objects.bulk_create(
        Formulieronderdeel(
            formulier_id=formulieren[kerntaak.pk], werkproces_id=werkproces.pk, position=werkproces.position
        )
        for kerntaak, werkproces in _pairs(stof)
        if werkproces.pk not in existing
    )


def _pairs(stof: Stof) -> Iterable[tuple[Kerntaakstof, Werkprocesstof]]:
    return ((kerntaak, werkproces) for kerntaak in stof.kerntaken for werkproces in kerntaak.werkprocessen)


def _vernieuw_teksten(instrument: Exameninstrument, stof: Stof) -> int:
    """An eis was rewritten: the criterium follows, unless a person has judged it with its old words."""
    vernieuwd = []
    for wijziging in tekstwijzigingen(instrument, stof):
        if not wijziging.is_beoordeeld:
            wijziging.criterium.tekst = wijziging.nieuw
            vernieuwd.append(wijziging.criterium)
    if vernieuwd:
        Beoordelingscriterium.objects.bulk_update(vernieuwd, ["tekst"])
    return len(vernieuwd)


def _criteria(instrument: Exameninstrument, stof: Stof) -> int:
    """A criterium for each eis that none covers yet, after what stands there; gives how many."""
    within = Formulieronderdeel.objects.filter(formulier__instrument=instrument).order_by()
    onderdelen = {
        werkproces: (pk, 0 if laatste is None else laatste + 1)
        for pk, werkproces, laatste in within.annotate(laatste=Max("criteria__position")).values_list(
            "pk", "werkproces", "laatste"
        )
    }
    covered = set(within.values_list("criteria__dekking__eis", flat=True)) - {None}
    concepten, criteria = [], []
    for _kerntaak, werkproces in _pairs(stof):
        onderdeel, begin = onderdelen[werkproces.pk]
        for position, concept in enumerate(draft_criteria(werkproces, without=covered), begin):
            concepten.append(concept)
            criteria.append(
                Beoordelingscriterium(
                    onderdeel_id=onderdeel, position=position, tekst=concept.tekst, vorm=concept.vorm
                )
            )
    made = Beoordelingscriterium.objects.bulk_create(criteria)
    Criteriumdekking.objects.bulk_create(
        Criteriumdekking(criterium=criterium, eis_id=concept.eis)
        for criterium, concept in zip(made, concepten, strict=True)
    )
    return len(made)
