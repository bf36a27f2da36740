"""What must be done and shown: kerntaken, werkprocessen, their eisen, and which belong to which kwalificatie."""

from django.db import models
from django.db.models import F, Q

from examservice.lib.constraints import choices_check, not_blank
from qualifications.enums import AanvullingVeld, EisSoort, Taalniveau, Taalvaardigheid
from qualifications.models.dossier import Dossieronderdeel, Kwalificatie, Kwalificatiedossier
from qualifications.querysets import EisQuerySet, KerntaakQuerySet, UitstroomQuerySet, WerkprocesQuerySet


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
