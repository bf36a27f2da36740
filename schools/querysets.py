"""Chainable reads of people, schools and events."""

from typing import Any, Self

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q


class GebruikerManager(BaseUserManager[Any]):
    def create_user(self, email: str, naam: str, password: str | None = None) -> Any:
        """A new account; without password it cannot log in until one is set."""
        gebruiker = self.model(email=self.normalize_email(email).lower(), naam=naam)
        gebruiker.set_password(password)
        gebruiker.save()
        return gebruiker

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email__iexact=username)


class SchoolQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> Self:
        """The examenservice sees every school; others see those where their membership has not ended."""
        if gebruiker.is_examenservice:
            return self
        current = Q(lidmaatschappen__gebruiker=gebruiker, lidmaatschappen__beeindigd_op=None)
        return self.filter(current).distinct()


class GebeurtenisQuerySet(models.QuerySet[Any]):
    def visible_to(self, gebruiker: Any) -> Self:
        """Only the management of the examenservice reads the log."""
        return self if gebruiker.is_beheerder else self.none()

    def for_list(self) -> Self:
        """What one line of the log shows: the person comes along in the same query."""
        return self.select_related("door").order_by("-pk")

    def of_kind(self, wat: str) -> Self:
        """The lines that tell of `wat`; an empty `wat` is every line."""
        return self.filter(wat=wat) if wat else self
