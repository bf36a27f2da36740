"""Chainable reads of instruments. Concepts are for the examenservice only; schools see nothing before publication."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count


class InstrumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> Self:
        return self if gebruiker.is_examenservice else self.none()

    def for_list(self) -> Self:
        """By crebo, with kwalificatie and dossier, `aantal_formulieren` and `aantal_opdrachten`."""
        return (
            self.select_related("kwalificatie__dossier")
            .annotate(
                aantal_formulieren=Count("formulieren", distinct=True),
                aantal_opdrachten=Count("opdrachten", distinct=True),
            )
            .order_by("kwalificatie__crebo", "pk")
        )


class OnderdeelVanInstrumentQuerySet(InstrumentQuerySet):
    """Rows that are as visible as the exameninstrument they belong to."""


class OpdrachtQuerySet(OnderdeelVanInstrumentQuerySet):
    def bewerkt(self) -> Self:
        """Assignments in which a person wrote something."""
        return self.filter(delen__is_bewerkt=True).distinct()


class ExporttaakQuerySet(OnderdeelVanInstrumentQuerySet):
    def silent_since(self, moment: datetime) -> Self:
        """Jobs that gave no sign of life after `moment`, whatever their status."""
        return self.filter(updated_at__lt=moment)
