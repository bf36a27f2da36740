"""The kwalificatiedossier and what it consists of: contexten and kwalificaties."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from examservice.lib.constraints import choices_check, not_blank
from qualifications.enums import Herkomst
from qualifications.querysets import KwalificatiedossierQuerySet, KwalificatieQuerySet, ReferenceQuerySet

CREBO = re.compile(r"[0-9]{5}")
crebo_validator = RegexValidator(
    rf"^{CREBO.pattern}$", "Een crebo heeft precies 5 cijfers, bijvoorbeeld 25895."
)


class Kwalificatiedossier(models.Model):
    """One edition of a national kwalificatiedossier, known by crebo + editie.

    A source that names no crebo gives an empty one; such a dossier is known by titel + editie.
    `editie` is the version that the source names, else the ISO date from which the dossier is valid, else empty.
    """

    crebo = models.CharField("crebo", max_length=5, blank=True, validators=[crebo_validator])
    editie = models.CharField("editie", max_length=40, blank=True)
    titel = models.CharField("titel", max_length=300)
    herkomst = models.CharField("herkomst", max_length=20, choices=Herkomst)
    status = models.CharField("status", max_length=60, blank=True)
    ministerie = models.CharField("ministerie", max_length=60, blank=True)
    prijsfactor = models.DecimalField("prijsfactor", max_digits=4, decimal_places=2, null=True, blank=True)
    geldig_vanaf = models.DateField("geldig vanaf", null=True, blank=True)
    einde_instroom = models.DateField("einde instroom", null=True, blank=True)
    einde_opleiding = models.DateField("einde opleiding", null=True, blank=True)
    domein_crebo = models.CharField("crebo van het domein", max_length=5, blank=True)
    domein_titel = models.CharField("opleidingsdomein", max_length=300, blank=True)
    penvoerder = models.CharField("penvoerder", max_length=300, blank=True)
    vastgesteld_door = models.CharField("vastgesteld of gevalideerd door", max_length=300, blank=True)
    vastgesteld_op = models.DateField("vastgesteld of gevalideerd op", null=True, blank=True)
    vastgesteld_te = models.CharField("vastgesteld te", max_length=120, blank=True)
    toetsingskamer_positief = models.BooleanField(
        "positief advies van de toetsingskamer", null=True, blank=True
    )
    inleiding = models.TextField("inleiding", blank=True)
    typering_context = models.TextField("context van de beroepengroep", blank=True)
    typering_beroepshouding = models.TextField("typerende beroepshouding", blank=True)
    typering_resultaat = models.TextField("resultaat van de beroepengroep", blank=True)
    generieke_onderdelen = models.TextField("generieke onderdelen", blank=True)
    wijzigingscategorie = models.PositiveSmallIntegerField("wijzigingscategorie (1–4)", null=True, blank=True)
    # Herkomst → what that source named (`sources.names`): who wrote what, so that sources do not undo each other.
    bronnen: models.JSONField[Any, Any] = models.JSONField("bronnen", default=dict)
    updated_at = models.DateTimeField("bijgewerkt op", auto_now=True)

    objects = KwalificatiedossierQuerySet.as_manager()

    class Meta:
        verbose_name = "kwalificatiedossier"
        verbose_name_plural = "kwalificatiedossiers"
        ordering = ["titel", "-editie"]
        constraints = [
            choices_check("herkomst", Herkomst),
            not_blank("titel"),
            models.UniqueConstraint(
                fields=["crebo", "editie"],
                condition=~Q(crebo=""),
                name="dossier_crebo_editie_uniek",
                violation_error_message="Dit crebo bestaat al met deze editie.",
            ),
            models.UniqueConstraint(
                fields=["titel", "editie"],
                condition=Q(crebo=""),
                name="dossier_titel_editie_uniek",
                violation_error_message="Een dossier zonder crebo bestaat al met deze titel en editie.",
            ),
            models.CheckConstraint(
                condition=Q(wijzigingscategorie__isnull=True) | Q(wijzigingscategorie__range=(1, 4)),
                name="dossier_wijzigingscategorie_bereik",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.crebo} {self.titel}".strip()


class Dossieronderdeel(models.Model):
    """What every part of a dossier has: the dossier it belongs to and its place in the order of the source."""

    dossier = models.ForeignKey(
        Kwalificatiedossier, on_delete=models.CASCADE, related_name="%(class)s_set", verbose_name="dossier"
    )
    position = models.PositiveIntegerField("volgorde", default=0)

    class Meta:
        abstract = True


class Context(Dossieronderdeel):
    """A setting in which the profession is practised: Metaal, Precisietechniek (workshop Productietechniek)."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="contexten")
    naam = models.CharField("naam", max_length=120)
    omschrijving = models.TextField("omschrijving", blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "context"
        verbose_name_plural = "contexten"
        ordering = ["position", "pk"]
        constraints = [
            not_blank("naam"),
            models.UniqueConstraint(
                fields=["dossier", "naam"],
                name="context_naam_uniek",
                violation_error_message="Deze context bestaat al.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Kwalificatie(Dossieronderdeel):
    """A profile of the dossier that leads to a diploma; schools know it by its own crebo."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="kwalificaties")
    profiel = models.PositiveSmallIntegerField("profielnummer")
    crebo = models.CharField("crebo", max_length=5, blank=True, validators=[crebo_validator], db_index=True)
    titel = models.CharField("titel", max_length=300)
    niveau = models.PositiveSmallIntegerField("mbo-niveau", null=True, blank=True)
    beroepsgroep = models.CharField("beroepsgroep", max_length=300, blank=True)
    soort_opleiding = models.CharField("soort opleiding", max_length=120, blank=True)
    sbu = models.PositiveIntegerField("studielast in uren (sbu)", null=True, blank=True)
    typering = models.TextField("typering van het beroep", blank=True)
    wettelijke_beroepsvereisten = models.BooleanField("wettelijke beroepsvereisten", null=True, blank=True)
    beroepsvereisten_toelichting = models.TextField("toelichting op de beroepsvereisten", blank=True)
    beroepsvereisten_bron = models.TextField("bron van de beroepsvereisten", blank=True)
    bijzondere_vereisten = models.TextField("bijzondere vereisten", blank=True)
    certificaten = models.TextField("certificaten", blank=True)
    instellingen = models.TextField("instellingen die mogen aanbieden", blank=True)
    ministerie = models.CharField("ministerie", max_length=60, blank=True)
    prijsfactor = models.DecimalField("prijsfactor", max_digits=4, decimal_places=2, null=True, blank=True)
    geldig_vanaf = models.DateField("geldig vanaf", null=True, blank=True)
    einde_instroom = models.DateField("einde instroom", null=True, blank=True)
    einde_opleiding = models.DateField("einde opleiding", null=True, blank=True)

    objects = KwalificatieQuerySet.as_manager()

    class Meta:
        verbose_name = "kwalificatie"
        verbose_name_plural = "kwalificaties"
        ordering = ["profiel"]
        constraints = [
            not_blank("titel"),
            models.UniqueConstraint(fields=["dossier", "profiel"], name="kwalificatie_profiel_uniek"),
            models.CheckConstraint(
                condition=Q(niveau__isnull=True) | Q(niveau__range=(1, 4)), name="kwalificatie_niveau_bereik"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.crebo} {self.titel}".strip()
