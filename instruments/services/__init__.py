"""Every write about exam instruments."""

from instruments.services.bewerken import (
    cesuur_bewerken,
    criteria_bewerken,
    opdracht_verwijderen,
    opdrachtdeel_bewerken,
    vormen_bevestigen,
)
from instruments.services.exporttaak import Opgeruimd, exports_opruimen, exporttaak_starten
from instruments.services.genereren import GenereerUitkomst, exameninstrument_genereren
from instruments.services.instellen import aanvulvorm_kiezen, hubolabels_bewerken, schaal_instellen

__all__ = [
    "GenereerUitkomst",
    "Opgeruimd",
    "aanvulvorm_kiezen",
    "cesuur_bewerken",
    "criteria_bewerken",
    "exameninstrument_genereren",
    "exports_opruimen",
    "exporttaak_starten",
    "hubolabels_bewerken",
    "opdracht_verwijderen",
    "opdrachtdeel_bewerken",
    "schaal_instellen",
    "vormen_bevestigen",
]
