"""The verantwoordingsinformatie: chapters, sources, the onderhoudsagenda, and who took part."""

from django.db import models

from examservice.lib.constraints import choices_check
from qualifications.enums import Verantwoordingsdeel
from qualifications.models.dossier import Dossieronderdeel, Kwalificatiedossier


class Verantwoordingshoofdstuk(Dossieronderdeel):
    """A chapter of the verantwoordingsinformatie as plain text; not part of the kwalificatie-eisen."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="hoofdstukken")
    deel = models.CharField("deel", max_length=30, choices=Verantwoordingsdeel)
    nummer = models.PositiveSmallIntegerField("hoofdstuknummer in de bron", null=True, blank=True)
    titel = models.CharField("titel", max_length=300)
    tekst = models.TextField("tekst", blank=True)

    class Meta:
        verbose_name = "hoofdstuk van de verantwoordingsinformatie"
        verbose_name_plural = "hoofdstukken van de verantwoordingsinformatie"
        ordering = ["position", "pk"]
        constraints = [
            choices_check("deel", Verantwoordingsdeel),
            models.UniqueConstraint(fields=["dossier", "deel"], name="hoofdstuk_deel_uniek"),
        ]

    def __str__(self) -> str:
        return self.titel


class Brondocument(Dossieronderdeel):
    """A document that the dossier is based on, such as a beroepscompetentieprofiel."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="brondocumenten")
    naam = models.CharField("naam", max_length=300)
    soort = models.CharField("soort", max_length=120, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    omschrijving = models.TextField("omschrijving", blank=True)
    link = models.CharField("adres", max_length=500, blank=True)

    class Meta:
        verbose_name = "brondocument"
        verbose_name_plural = "brondocumenten"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.naam


class Onderhoudspunt(Dossieronderdeel):
    """A row of the onderhoudsagenda: what will be done to the dossier, by whom and when."""

    dossier = models.ForeignKey(
        Kwalificatiedossier, on_delete=models.CASCADE, related_name="onderhoudspunten"
    )
    onderwerp = models.TextField("onderwerp", blank=True)
    actie = models.TextField("actie", blank=True)
    wie = models.TextField("wie", blank=True)
    wanneer = models.TextField("wanneer", blank=True)

    class Meta:
        verbose_name = "punt van de onderhoudsagenda"
        verbose_name_plural = "punten van de onderhoudsagenda"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.onderwerp


class Betrokkene(Dossieronderdeel):
    """An organisation that took part in making the dossier; never a person."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="betrokkenen")
    naam = models.CharField("naam", max_length=300)

    class Meta:
        verbose_name = "betrokken organisatie"
        verbose_name_plural = "betrokken organisaties"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.naam
