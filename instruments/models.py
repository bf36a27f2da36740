"""The exameninstrument of one crebo: the forms and assignments that schools hold in their hands.

Everything here is a draft (concept) that points at the dossier; freezing into versions is a later capability.
"""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from examservice.lib.constraints import choices_check, not_blank
from instruments.enums import Aanvulvorm, Beoordelingsvorm, Lezer, OpdrachtSoort, Schaal, TaakStatus
from instruments.querysets import (
    ExporttaakQuerySet,
    InstrumentQuerySet,
    OnderdeelVanInstrumentQuerySet,
    OpdrachtQuerySet,
)
from qualifications.models import Context, Eis, Kerntaak, Kwalificatie, Werkproces
from schools.models import Gebruiker


class Exameninstrument(models.Model):
    """The set of exam documents for one kwalificatie (crebo), as the workshop Productietechniek describes it.

    "Exameninstrument per kwalificatie, resultaat per kerntaak."
    `max_punten` counts only with the scale punten: each criterium is judged 0..max_punten, whole numbers.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kwalificatie = models.OneToOneField(
        Kwalificatie, on_delete=models.PROTECT, related_name="exameninstrument"
    )
    aanvulvorm = models.CharField(
        "aanvulopdrachten", max_length=20, choices=Aanvulvorm, default=Aanvulvorm.PER_CONTEXT
    )
    schaal = models.CharField("schaal", max_length=20, choices=Schaal, default=Schaal.OVG)
    max_punten = models.PositiveSmallIntegerField("hoogste aantal punten per criterium", default=3)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("bijgewerkt op", auto_now=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "exameninstrument"
        verbose_name_plural = "exameninstrumenten"
        constraints = [
            choices_check("aanvulvorm", Aanvulvorm),
            choices_check("schaal", Schaal),
            models.CheckConstraint(
                condition=Q(max_punten__range=(1, 10)), name="instrument_max_punten_bereik"
            ),
        ]

    def __str__(self) -> str:
        return str(self.kwalificatie)


class Schaalniveau(models.Model):
    """One level of the scale: its value, the word on the form, and the descriptor that says when it is given.

    An empty descriptor is an open point.
    """

    instrument = models.ForeignKey(Exameninstrument, on_delete=models.CASCADE, related_name="schaalniveaus")
    waarde = models.PositiveSmallIntegerField("waarde")
    woord = models.CharField("woord", max_length=60)
    descriptor = models.TextField("omschrijving", blank=True)

    class Meta:
        verbose_name = "schaalniveau"
        verbose_name_plural = "schaalniveaus"
        ordering = ["waarde"]
        constraints = [
            not_blank("woord"),
            models.UniqueConstraint(fields=["instrument", "waarde"], name="schaalniveau_uniek"),
        ]

    def __str__(self) -> str:
        return self.woord


class Hubolabel(models.Model):
    """One question of the HUBO check. The source gives only the acronym, so the words can be edited per instrument."""

    instrument = models.ForeignKey(Exameninstrument, on_delete=models.CASCADE, related_name="hubolabels")
    letter = models.CharField("letter", max_length=1)
    woord = models.CharField("woord", max_length=60)
    vraag = models.TextField("vraag")
    position = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "HUBO-vraag"
        verbose_name_plural = "HUBO-vragen"
        ordering = ["position"]
        constraints = [
            not_blank("woord"),
            models.UniqueConstraint(fields=["instrument", "position"], name="hubolabel_uniek"),
        ]

    def __str__(self) -> str:
        return self.woord


class Beoordelingsformulier(models.Model):
    """The form on which one kerntaak is judged, usable for every context. Empty texts are open points."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instrument = models.ForeignKey(Exameninstrument, on_delete=models.CASCADE, related_name="formulieren")
    kerntaak = models.ForeignKey(Kerntaak, on_delete=models.PROTECT, related_name="formulieren")
    position = models.PositiveIntegerField("volgorde")
    cesuur_werkproces = models.TextField("cesuur per werkproces", blank=True)
    cesuur_kerntaak = models.TextField("cesuur van de kerntaak", blank=True)

    objects = OnderdeelVanInstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "beoordelingsformulier"
        verbose_name_plural = "beoordelingsformulieren"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "kerntaak"], name="formulier_kerntaak_uniek")
        ]

    def __str__(self) -> str:
        return f"Beoordelingsformulier {self.kerntaak}"


class Formulieronderdeel(models.Model):
    """The block of one werkproces on a form; it stands there even while it has no criteria yet."""

    formulier = models.ForeignKey(Beoordelingsformulier, on_delete=models.CASCADE, related_name="onderdelen")
    werkproces = models.ForeignKey(Werkproces, on_delete=models.PROTECT, related_name="formulieronderdelen")
    position = models.PositiveIntegerField("volgorde")

    class Meta:
        verbose_name = "formulieronderdeel"
        verbose_name_plural = "formulieronderdelen"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["formulier", "werkproces"], name="onderdeel_werkproces_uniek")
        ]

    def __str__(self) -> str:
        return str(self.werkproces)


class Beoordelingscriterium(models.Model):
    """One line that assessors judge. Drafted from a resultaat or gedrag; keeps the link to the eisen it covers.

    `vorm_bevestigd` is false while the beoordelingsvorm is only proposed by the kind of eis: an open point.
    """

    onderdeel = models.ForeignKey(Formulieronderdeel, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveIntegerField("volgorde")
    tekst = models.TextField("tekst")
    vorm = models.CharField("beoordelingsvorm", max_length=20, choices=Beoordelingsvorm)
    vorm_bevestigd = models.BooleanField("beoordelingsvorm bevestigd", default=False)
    is_cruciaal = models.BooleanField("cruciaal", default=False)

    class Meta:
        verbose_name = "beoordelingscriterium"
        verbose_name_plural = "beoordelingscriteria"
        ordering = ["position", "pk"]
        constraints = [choices_check("vorm", Beoordelingsvorm), not_blank("tekst")]

    def __str__(self) -> str:
        return self.tekst


class Criteriumdekking(models.Model):
    """A criterium covers an eis. PROTECT on the eis: a dossier cannot silently lose what a form stands on."""

    criterium = models.ForeignKey(Beoordelingscriterium, on_delete=models.CASCADE, related_name="dekking")
    eis = models.ForeignKey(Eis, on_delete=models.PROTECT, related_name="dekking")

    class Meta:
        verbose_name = "dekking"
        verbose_name_plural = "dekkingen"
        constraints = [models.UniqueConstraint(fields=["criterium", "eis"], name="dekking_uniek")]

    def __str__(self) -> str:
        return f"{self.criterium_id} × {self.eis_id}"


class Opdracht(models.Model):
    """An aanvulopdracht (how a school makes its own assignment within the frame) or a worked voorbeeldexamenopdracht.

    `context` is empty when it serves every context, `kerntaak` is empty when it serves the whole kwalificatie.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instrument = models.ForeignKey(Exameninstrument, on_delete=models.CASCADE, related_name="opdrachten")
    soort = models.CharField("soort", max_length=30, choices=OpdrachtSoort)
    context = models.ForeignKey(
        Context, on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    kerntaak = models.ForeignKey(
        Kerntaak, on_delete=models.PROTECT, null=True, blank=True, related_name="opdrachten"
    )
    position = models.PositiveIntegerField("volgorde")

    objects = OpdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "opdracht"
        verbose_name_plural = "opdrachten"
        ordering = ["position", "pk"]
        constraints = [
            choices_check("soort", OpdrachtSoort),
            models.UniqueConstraint(
                fields=["instrument", "soort", "context", "kerntaak"],
                name="opdracht_uniek",
                condition=Q(context__isnull=False, kerntaak__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["instrument", "soort", "context"],
                name="opdracht_context_uniek",
                condition=Q(context__isnull=False, kerntaak__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["instrument", "soort", "kerntaak"],
                name="opdracht_kerntaak_uniek",
                condition=Q(context__isnull=True, kerntaak__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["instrument", "soort"],
                name="opdracht_kwalificatie_uniek",
                condition=Q(context__isnull=True, kerntaak__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.get_soort_display(), self.kerntaak, self.context) if part)

    @property
    def sleutel(self) -> tuple[str, int | None, int | None]:
        """The place in the set: kind, context, kerntaak."""
        return self.soort, self.context_id, self.kerntaak_id


class Opdrachtdeel(models.Model):
    """A numbered section of an assignment in Markdown; `[[…]]` marks an open point for a person to fill in."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.CASCADE, related_name="delen")
    lezer = models.CharField("voor wie", max_length=20, choices=Lezer)
    titel = models.CharField("titel", max_length=200)
    tekst = models.TextField("tekst", blank=True)
    position = models.PositiveIntegerField("volgorde")
    is_bewerkt = models.BooleanField("door een persoon bewerkt", default=False)

    class Meta:
        verbose_name = "deel van een opdracht"
        verbose_name_plural = "delen van een opdracht"
        ordering = ["position", "pk"]
        constraints = [choices_check("lezer", Lezer), not_blank("titel")]

    def __str__(self) -> str:
        return self.titel


# A job that says nothing for so long belongs to a worker that has stopped: then a new one may be asked for.
GEDULD = timedelta(minutes=10)


class Exporttaak(models.Model):
    """A background job that makes the ZIP with every PDF of one exameninstrument, and how far it is.

    `updated_at` is the last sign of life of the worker.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    instrument = models.ForeignKey(Exameninstrument, on_delete=models.CASCADE, related_name="exporttaken")
    door = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="exporttaken")
    invulbaar = models.BooleanField("invulbare variant", default=False)
    status = models.CharField("status", max_length=20, choices=TaakStatus, default=TaakStatus.WACHT)
    gedaan = models.PositiveIntegerField("aantal gemaakt", default=0)
    totaal = models.PositiveIntegerField("aantal te maken", default=0)
    melding = models.TextField("melding", blank=True)
    bestand = models.FileField("bestand", upload_to="exports", blank=True)
    created_at = models.DateTimeField("gevraagd op", auto_now_add=True)
    updated_at = models.DateTimeField("laatste teken van leven", auto_now=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)

    objects = ExporttaakQuerySet.as_manager()

    class Meta:
        verbose_name = "exporttaak"
        verbose_name_plural = "exporttaken"
        ordering = ["-pk"]
        constraints = [
            choices_check("status", TaakStatus),
            models.CheckConstraint(
                condition=Q(gedaan__lte=F("totaal")), name="exporttaak_gedaan_hoogstens_totaal"
            ),
            models.CheckConstraint(
                condition=~Q(status="klaar") | ~Q(bestand=""), name="exporttaak_klaar_heeft_bestand"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} ({self.get_status_display()})"

    @property
    def stand(self) -> TaakStatus:
        """The status for who waits: a job that fell silent has failed, until it speaks again."""
        status = TaakStatus(self.status)
        silent = timezone.now() - self.updated_at > GEDULD
        return TaakStatus.MISLUKT if silent and status in (TaakStatus.WACHT, TaakStatus.BEZIG) else status

    @property
    def is_afgelopen(self) -> bool:
        """There is nothing to wait for any more."""
        return self.stand in (TaakStatus.KLAAR, TaakStatus.MISLUKT)
