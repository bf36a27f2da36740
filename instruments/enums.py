"""The fixed lists of exam instruments."""

from django.db import models


class Beoordelingsvorm(models.TextChoices):
    """How a criterium is judged (`domain.md` §4.1)."""

    OBSERVATIE = "observatie", "Observatie"
    PRODUCT = "product", "Product"
    EINDGESPREK = "eindgesprek", "Eindgesprek"


class Schaal(models.TextChoices):
    """The scale of an exameninstrument: chosen per instrument, because no national scale exists."""

    OVG = "ovg", "Onvoldoende, voldoende, goed"
    PUNTEN = "punten", "Punten"


class Aanvulvorm(models.TextChoices):
    """For what an aanvulopdracht is made; the last two carry a toelichting per context (the way of 25297)."""

    PER_CONTEXT = "per_context", "Per context één aanvulopdracht"
    PER_KWALIFICATIE = "per_kwalificatie", "Eén aanvulopdracht voor de hele kwalificatie"
    PER_KERNTAAK = "per_kerntaak", "Per kerntaak één aanvulopdracht"


class OpdrachtSoort(models.TextChoices):
    """The two kinds of assignment in a set."""

    AANVUL = "aanvulopdracht", "Aanvulopdracht"
    VOORBEELD = "voorbeeldexamenopdracht", "Voorbeeldexamenopdracht"


class Lezer(models.TextChoices):
    """For whom a part of an assignment is meant; each begins on its own page."""

    SCHOOL = "school", "School"
    STUDENT = "student", "Student"
    BEOORDELAAR = "beoordelaar", "Beoordelaar"


class TaakStatus(models.TextChoices):
    """Where a background job stands."""

    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"
