"""Chainable reads of instruments. Concepts are for the examenservice only; schools see nothing before publication."""

from typing import Any, Self

from django.db import models


class InstrumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> Self:
        return self if gebruiker.is_examenservice else self.none()


class OnderdeelVanInstrumentQuerySet(InstrumentQuerySet):
    """Rows that are as visible as the exameninstrument they belong to."""
