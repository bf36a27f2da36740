"""The pages of exam instruments, by what they are about."""

from instruments.views.exporttaak import (
    exporttaak,
    exporttaak_bestand,
    exporttaak_starten,
    exporttaak_voortgang,
)
from instruments.views.formulier import (
    criteriumtekst_overnemen,
    formulier,
    formulier_cesuur,
    formulier_criteria,
    formulier_pdf,
    formulier_vormen_bevestigen,
)
from instruments.views.instellingen import (
    instrument_aanvulvorm,
    instrument_hubo,
    instrument_instellingen,
    instrument_schaal,
)
from instruments.views.instrument import instrument, instrument_genereren, instrument_lijst
from instruments.views.opdracht import opdracht, opdracht_pdf, opdrachtdeel_bewerken
from instruments.views.verwijderen import formulier_verwijderen, onderdeel_verwijderen, opdracht_verwijderen

__all__ = [
    "criteriumtekst_overnemen",
    "exporttaak",
    "exporttaak_bestand",
    "exporttaak_starten",
    "exporttaak_voortgang",
    "formulier",
    "formulier_cesuur",
    "formulier_criteria",
    "formulier_pdf",
    "formulier_verwijderen",
    "formulier_vormen_bevestigen",
    "instrument",
    "instrument_aanvulvorm",
    "instrument_genereren",
    "instrument_hubo",
    "instrument_instellingen",
    "instrument_lijst",
    "instrument_schaal",
    "onderdeel_verwijderen",
    "opdracht",
    "opdracht_pdf",
    "opdracht_verwijderen",
    "opdrachtdeel_bewerken",
]
