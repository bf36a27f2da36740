"""Every write about exam instruments."""

from instruments.services.bewerken import (
    cesuur_bewerken,
    criteria_bewerken,
    criteriumtekst_overnemen,
    opdrachtdeel_bewerken,
    vormen_bevestigen,
)
from instruments.services.exporttaak import Opgeruimd, exports_opruimen, exporttaak_starten
from instruments.services.genereren import GenereerUitkomst, exameninstrument_genereren
from instruments.services.instellen import aanvulvorm_kiezen, hubolabels_bewerken, schaal_instellen
from instruments.services.verwijderen import (
    criteria_verwijderen,
    formulier_verwijderen,
    onderdeel_verwijderen,
    opdracht_verwijderen,
)

__all__ = [
    "GenereerUitkomst",
    "Opgeruimd",
    "aanvulvorm_kiezen",
    "cesuur_bewerken",
    "criteria_bewerken",
    "criteria_verwijderen",
    "criteriumtekst_overnemen",
    "exameninstrument_genereren",
    "exports_opruimen",
    "exporttaak_starten",
    "formulier_verwijderen",
    "hubolabels_bewerken",
    "onderdeel_verwijderen",
    "opdracht_verwijderen",
    "opdrachtdeel_bewerken",
    "schaal_instellen",
    "vormen_bevestigen",
]
