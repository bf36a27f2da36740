"""The kwalificatiedossier and its parts, as SBB's model kwalificatiedossier orders them (`domain.md` §3.1)."""

import hashlib
import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from examservice.lib.constraints import choices_check, not_blank
from qualifications.enums import (
    AanvullingVeld,
    EisSoort,
    Herkomst,
    Taalniveau,
    Taalvaardigheid,
    Verantwoordingsdeel,
)
from qualifications.querysets import (
    EisQuerySet,
    KerntaakQuerySet,
    KwalificatiedossierQuerySet,
    KwalificatieQuerySet,
    ReferenceQuerySet,
    UitstroomQuerySet,
    WerkprocesQuerySet,
)

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


class Kerntaak(Dossieronderdeel):
    """A substantial set of activities of the profession. Without kwalificatie it belongs to the basisdeel (code B1-K…),
    else to the profile (code P…-K…). The law gives one result per kerntaak.
    """

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="kerntaken")
    kwalificatie = models.ForeignKey(
        Kwalificatie, on_delete=models.CASCADE, null=True, blank=True, related_name="profielkerntaken"
    )
    nummer = models.PositiveSmallIntegerField("nummer")
    code = models.CharField("code", max_length=20)
    titel = models.TextField("titel")
    complexiteit = models.TextField("complexiteit", blank=True)
    verantwoordelijkheid = models.TextField("verantwoordelijkheid en zelfstandigheid", blank=True)
    is_voorbeeld = models.BooleanField("voorbeeldinhoud", default=False)

    objects = KerntaakQuerySet.as_manager()

    class Meta:
        verbose_name = "kerntaak"
        verbose_name_plural = "kerntaken"
        ordering = ["position", "pk"]
        constraints = [
            not_blank("titel"),
            models.UniqueConstraint(fields=["dossier", "code"], name="kerntaak_code_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.titel}"


class Werkproces(Dossieronderdeel):
    """A delimited piece of work within a kerntaak, code B1-K1-W2. Its resultaat and gedrag are `Eis` rows."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="werkprocessen")
    kerntaak = models.ForeignKey(Kerntaak, on_delete=models.CASCADE, related_name="werkprocessen")
    nummer = models.PositiveSmallIntegerField("nummer")
    code = models.CharField("code", max_length=24)
    titel = models.TextField("titel")
    omschrijving = models.TextField("omschrijving", blank=True)
    gedrag_aanhef = models.TextField("aanhef van het gedrag", blank=True)
    is_voorbeeld = models.BooleanField("voorbeeldinhoud", default=False)

    objects = WerkprocesQuerySet.as_manager()

    class Meta:
        verbose_name = "werkproces"
        verbose_name_plural = "werkprocessen"
        ordering = ["position", "pk"]
        constraints = [
            not_blank("titel"),
            models.UniqueConstraint(fields=["dossier", "code"], name="werkproces_code_uniek"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.titel}"


class Eis(Dossieronderdeel):
    """One single kwalificatie-eis: what an exam must cover.

    resultaat and gedrag belong to a werkproces, vakkennis to a kerntaak, taal and wettelijk to a kwalificatie.
    With `kwalificatie` filled, a resultaat, gedrag or vakkennis is an addition for that profile only.
    """

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="eisen")
    soort = models.CharField("soort", max_length=20, choices=EisSoort)
    kerntaak = models.ForeignKey(
        Kerntaak, on_delete=models.CASCADE, null=True, blank=True, related_name="eisen"
    )
    werkproces = models.ForeignKey(
        Werkproces, on_delete=models.CASCADE, null=True, blank=True, related_name="eisen"
    )
    kwalificatie = models.ForeignKey(
        Kwalificatie, on_delete=models.CASCADE, null=True, blank=True, related_name="eisen"
    )
    tekst = models.TextField("tekst")
    categorie = models.CharField("categorie", max_length=300, blank=True)
    taal = models.CharField("taal", max_length=120, blank=True)
    taalvaardigheid = models.CharField("taalvaardigheid", max_length=20, blank=True, choices=Taalvaardigheid)
    taalniveau = models.CharField("taalniveau", max_length=2, blank=True, choices=Taalniveau)
    is_voorbeeld = models.BooleanField("voorbeeldinhoud", default=False)

    objects = EisQuerySet.as_manager()

    class Meta:
        verbose_name = "kwalificatie-eis"
        verbose_name_plural = "kwalificatie-eisen"
        ordering = ["position", "pk"]
        constraints = [
            choices_check("soort", EisSoort),
            not_blank("tekst"),
            models.CheckConstraint(
                name="eis_hoort_bij_zijn_soort",
                condition=(
                    Q(soort__in=["resultaat", "gedrag"], werkproces__isnull=False, kerntaak__isnull=True)
                    | Q(soort="vakkennis", werkproces__isnull=True, kerntaak__isnull=False)
                    | Q(
                        soort__in=["taal", "wettelijk"],
                        werkproces__isnull=True,
                        kerntaak__isnull=True,
                        kwalificatie__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="eis_taal_volledig",
                condition=(
                    Q(
                        soort="taal",
                        taalvaardigheid__in=Taalvaardigheid.values,
                        taalniveau__in=Taalniveau.values,
                    )
                    & ~Q(taal="")
                )
                | (~Q(soort="taal") & Q(taal="", taalvaardigheid="", taalniveau="")),
            ),
        ]

    def __str__(self) -> str:
        return self.tekst


class Aanvulling(Dossieronderdeel):
    """A text that a profile adds to a text of the basisdeel (`aanvullend` in SBB's XML)."""

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="aanvullingen")
    kwalificatie = models.ForeignKey(Kwalificatie, on_delete=models.CASCADE, related_name="aanvullingen")
    kerntaak = models.ForeignKey(
        Kerntaak, on_delete=models.CASCADE, null=True, blank=True, related_name="aanvullingen"
    )
    werkproces = models.ForeignKey(
        Werkproces, on_delete=models.CASCADE, null=True, blank=True, related_name="aanvullingen"
    )
    veld = models.CharField("veld", max_length=20, choices=AanvullingVeld)
    tekst = models.TextField("tekst")

    class Meta:
        verbose_name = "aanvulling"
        verbose_name_plural = "aanvullingen"
        ordering = ["position", "pk"]
        constraints = [
            choices_check("veld", AanvullingVeld),
            not_blank("tekst"),
            models.CheckConstraint(
                name="aanvulling_bij_kerntaak_of_werkproces",
                condition=(
                    Q(veld="omschrijving", werkproces__isnull=False, kerntaak__isnull=True)
                    | (~Q(veld="omschrijving") & Q(werkproces__isnull=True, kerntaak__isnull=False))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.tekst


class Competentie(models.Model):
    """One of the 25 competenties (A–Y) of the KBB/SHL model that gedrag derives from; the same in every dossier."""

    code = models.CharField("code", max_length=1, unique=True)
    titel = models.CharField("titel", max_length=200)

    class Meta:
        verbose_name = "competentie"
        verbose_name_plural = "competenties"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.titel}"


class Werkprocescompetentie(Dossieronderdeel):
    """A competentie that a werkproces asks for, for every profile or (with kwalificatie) for one."""

    dossier = models.ForeignKey(
        Kwalificatiedossier, on_delete=models.CASCADE, related_name="werkprocescompetenties"
    )
    werkproces = models.ForeignKey(
        Werkproces, on_delete=models.CASCADE, related_name="werkprocescompetenties"
    )
    competentie = models.ForeignKey(
        Competentie, on_delete=models.PROTECT, related_name="werkprocescompetenties"
    )
    kwalificatie = models.ForeignKey(
        Kwalificatie, on_delete=models.CASCADE, null=True, blank=True, related_name="werkprocescompetenties"
    )

    class Meta:
        verbose_name = "competentie bij een werkproces"
        verbose_name_plural = "competenties bij werkprocessen"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["werkproces", "competentie", "kwalificatie"],
                name="werkprocescompetentie_per_profiel_uniek",
            ),
            models.UniqueConstraint(
                fields=["werkproces", "competentie"],
                condition=Q(kwalificatie__isnull=True),
                name="werkprocescompetentie_uniek",
            ),
        ]

    def __str__(self) -> str:
        return str(self.competentie)


class Uitstroom(Dossieronderdeel):
    """Whether a werkproces belongs to a kwalificatie, in a dossier that came as a matrix with uitstroom columns.

    `bron` says what the source says for certain; where the marks of a cell could not be assigned, `bron` is empty,
    `voorstel` holds the reader's proposal, and a person fills `besluit`. A later import never touches a besluit;
    a source that is certain goes before it.
    """

    dossier = models.ForeignKey(Kwalificatiedossier, on_delete=models.CASCADE, related_name="uitstroom")
    werkproces = models.ForeignKey(Werkproces, on_delete=models.CASCADE, related_name="uitstroom")
    kwalificatie = models.ForeignKey(Kwalificatie, on_delete=models.CASCADE, related_name="uitstroom")
    bron = models.BooleanField("volgens de bron", null=True, blank=True)
    voorstel = models.BooleanField("voorstel", default=False)
    besluit = models.BooleanField("besluit", null=True, blank=True)

    objects = UitstroomQuerySet.as_manager()

    class Meta:
        verbose_name = "uitstroom"
        verbose_name_plural = "uitstroom"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["werkproces", "kwalificatie"], name="uitstroom_uniek"),
            models.CheckConstraint(
                name="uitstroom_voorstel_volgt_bron",
                condition=Q(bron__isnull=True) | Q(voorstel=F("bron")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.werkproces_id} × {self.kwalificatie_id}"

    @property
    def is_onbeslist(self) -> bool:
        """The source is unclear here and nobody decided yet."""
        return self.bron is None and self.besluit is None

    @property
    def is_besloten(self) -> bool:
        """A person decided, and the source is still unclear; a source that became certain goes before the besluit."""
        return self.bron is None and self.besluit is not None

    @property
    def geldt(self) -> bool:
        """The werkproces belongs to the kwalificatie: as the source says, else as decided, else as proposed."""
        if self.bron is not None:
            return self.bron
        return self.voorstel if self.besluit is None else self.besluit


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


class Importvoorstel(models.Model):
    """A file that was uploaded and read, and waits for confirmation; forgotten after a day."""

    uuid = models.UUIDField(unique=True)
    bestandsnaam = models.CharField("bestandsnaam", max_length=255)
    inhoud = models.BinaryField("inhoud")
    opties = models.JSONField("opties", default=dict)
    created_at = models.DateTimeField("ontvangen op", auto_now_add=True)

    class Meta:
        verbose_name = "importvoorstel"
        verbose_name_plural = "importvoorstellen"

    def __str__(self) -> str:
        return self.bestandsnaam

    @property
    def sha256(self) -> str:
        """The checksum of the file, by which a line of the log can be matched with it."""
        return hashlib.sha256(bytes(self.inhoud)).hexdigest()
