"""The fixed lists of the national qualification structure."""

from django.db import models


class Herkomst(models.TextChoices):
    """The kind of source an edition of a dossier came from."""

    SBB_XML = "sbb_xml", "SBB-XML"
    VERANTWOORDING = "verantwoording", "Verantwoordingsinformatie"
    MATRIX = "matrix", "Kerntaak/werkproces-matrix"
    YAML = "yaml", "YAML"
    HANDMATIG = "handmatig", "Met de hand"


class EisSoort(models.TextChoices):
    """The kinds of kwalificatie-eis that a dossier holds."""

    RESULTAAT = "resultaat", "Resultaat"
    GEDRAG = "gedrag", "Gedrag"
    VAKKENNIS = "vakkennis", "Vakkennis en vaardigheden"
    TAAL = "taal", "Beroepsgerichte taaleis"
    WETTELIJK = "wettelijk", "Wettelijke beroepsvereiste"


class AanvullingVeld(models.TextChoices):
    """The texts that a profile may add to (model kwalificatiedossier 3.2.3)."""

    COMPLEXITEIT = "complexiteit", "Complexiteit"
    VERANTWOORDELIJKHEID = "verantwoordelijkheid", "Verantwoordelijkheid en zelfstandigheid"
    OMSCHRIJVING = "omschrijving", "Omschrijving"


class Taalvaardigheid(models.TextChoices):
    """The five language skills of the ERK matrix, in the order in which dossiers print them."""

    LUISTEREN = "luisteren", "Luisteren"
    LEZEN = "lezen", "Lezen"
    GESPREKKEN = "gesprekken", "Gesprekken voeren"
    SPREKEN = "spreken", "Spreken"
    SCHRIJVEN = "schrijven", "Schrijven"


class Taalniveau(models.TextChoices):
    """Levels of the Europees Referentiekader (ERK), low to high."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Verantwoordingsdeel(models.TextChoices):
    """The chapters of the verantwoordingsinformatie; editions number them differently, so the number is kept apart."""

    BRONDOCUMENTEN = "brondocumenten", "Beroepscompetentieprofielen (bcp)"
    EXAMENPROFIELEN = "examenprofielen", "Examenprofielen"
    ARBEIDSMARKT = "arbeidsmarkt", "Arbeidsmarktinformatie"
    TRENDS = "trends", "Trends en ontwikkelingen"
    BEROEPSVEREISTEN = "beroepsvereisten", "Beroepsvereisten"
    BIJZONDERE_VEREISTEN = "bijzondere_vereisten", "Bijzondere vereisten"
    TALEN = "talen", "Beroepsspecifieke moderne vreemde talen"
    ONTWIKKELMOGELIJKHEDEN = (
        "ontwikkelmogelijkheden",
        "Ontwikkelmogelijkheden van de beroepsbeoefenaar in het onderwijs",
    )
    ONDERHOUDSAGENDA = "onderhoudsagenda", "Onderhoudsagenda"
    WIJZIGINGEN = "wijzigingen", "Wijzigingen ten opzichte van de voorgaande versie"
    BETROKKENEN = "betrokkenen", "Betrokkenen"
    VERBLIJFSDUUR = "verblijfsduur", "Verblijfsduur"
    AANVULLENDE_INFORMATIE = "aanvullende_informatie", "Aanvullende informatie"
    CERTIFICATEN = "certificaten", "Certificaten"
