"""Accounts, schools, memberships and the event log."""

from functools import cached_property
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import Q

from examservice.lib.constraints import choices_check, not_blank
from schools.enums import EXAMENSERVICE_ROLLEN, SCHOOL_ROLLEN, Rol
from schools.querysets import GebeurtenisQuerySet, GebruikerManager, SchoolQuerySet


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """The personal account of one human being, known by e-mail address; never shared."""

    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    created_at = models.DateTimeField("aangemaakt op", auto_now_add=True)

    objects: ClassVar[GebruikerManager] = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [not_blank("naam")]

    def __str__(self) -> str:
        return self.naam

    def get_full_name(self) -> str:
        return self.naam

    @cached_property
    def rollen(self) -> frozenset[str]:
        """The roles of the memberships that have not ended, read once per request."""
        return frozenset(self.lidmaatschappen.filter(beeindigd_op=None).values_list("rol", flat=True))

    @property
    def is_redacteur(self) -> bool:
        return Rol.REDACTEUR in self.rollen

    @property
    def is_beheerder(self) -> bool:
        return Rol.BEHEERDER in self.rollen

    @property
    def is_examenservice(self) -> bool:
        """Works at the examenservice, in whatever role."""
        return not self.rollen.isdisjoint(EXAMENSERVICE_ROLLEN)


class School(models.Model):
    """An institution (known by its BRIN) or company school that takes exams of the examenservice."""

    brin = models.CharField("BRIN", max_length=6, blank=True)
    naam = models.CharField("naam", max_length=200)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        ordering = ["naam"]
        constraints = [
            not_blank("naam"),
            models.UniqueConstraint(fields=["naam"], name="school_naam_uniek"),
            models.UniqueConstraint(fields=["brin"], condition=~Q(brin=""), name="school_brin_uniek"),
        ]

    def __str__(self) -> str:
        return self.naam


class Lidmaatschap(models.Model):
    """What an account may do, and where. A role at the examenservice has no school; a school role has one.

    A membership is ended, never deleted, so that the history of who leaves stays.
    """

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="lidmaatschappen")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="lidmaatschappen"
    )
    rol = models.CharField("rol", max_length=20, choices=Rol)
    created_at = models.DateTimeField("begonnen op", auto_now_add=True)
    beeindigd_op = models.DateTimeField("beëindigd op", null=True, blank=True)

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            choices_check("rol", Rol),
            models.CheckConstraint(
                name="lidmaatschap_rol_past_bij_school",
                condition=Q(rol__in=EXAMENSERVICE_ROLLEN, school__isnull=True)
                | Q(rol__in=SCHOOL_ROLLEN, school__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["gebruiker", "school", "rol"],
                condition=Q(beeindigd_op=None, school__isnull=False),
                name="lidmaatschap_school_uniek",
            ),
            models.UniqueConstraint(
                fields=["gebruiker", "rol"],
                condition=Q(beeindigd_op=None, school__isnull=True),
                name="lidmaatschap_examenservice_uniek",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.get_rol_display()}"


class Gebeurtenis(models.Model):
    """One line of the append-only event log, chained by hash to the line before it.

    Holds ids and field names, no personal data. Written by `services.gebeurtenis_vastleggen` in the transaction of the
    change itself; triggers on both databases refuse every UPDATE and DELETE (`trust.md` §2).
    """

    moment = models.DateTimeField("moment")
    door = models.ForeignKey(
        Gebruiker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gebeurtenissen",
        verbose_name="door",
    )
    wat = models.CharField("wat", max_length=60)
    waarvan = models.CharField("waarvan", max_length=80)
    waarvan_id = models.CharField("id", max_length=40)
    velden: models.JSONField[Any, Any] = models.JSONField("velden", default=dict)
    vorige_hash = models.CharField("vorige hash", max_length=64, unique=True)
    hash = models.CharField("hash", max_length=64, unique=True)

    append_only: ClassVar[bool] = True  # schools/checks.py: does not start without the triggers

    objects = GebeurtenisQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.wat} {self.waarvan} {self.waarvan_id}"

    @property
    def in_woorden(self) -> str:
        """What happened, as people say it."""
        return self.wat.replace("_", " ")

    @property
    def soort(self) -> str:
        """The name of the kind of row it happened to; its label if that kind is no more."""
        try:
            return str(apps.get_model(self.waarvan)._meta.verbose_name)
        except LookupError:
            return self.waarvan

    @property
    def gegevens(self) -> str:
        """The ids, counts and names of fields, for the reader of the log."""
        return "; ".join(f"{name}: {_as_text(value)}" for name, value in sorted(self.velden.items()))


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_as_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_as_text(part)}" for name, part in value.items())
    return "geen" if value is None else str(value)
