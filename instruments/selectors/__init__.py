"""Reads over several models: the stof of a draft, what documents say, and what is still open."""

from instruments.selectors.documenten import (
    Document,
    Feiten,
    document_inhouden,
    document_van,
    documenten_van,
)
from instruments.selectors.formulier import Criteriumrij, Formulierblok, formulierblokken
from instruments.selectors.openpunten import OpenPunt, open_punten, open_punten_per_instrument
from instruments.selectors.set import (
    Setverschil,
    Tekstwijziging,
    Vervallen,
    hoort_bij_de_set,
    mag_formulier_weg,
    mag_onderdeel_weg,
    setverschil,
    tekstwijzigingen,
)
from instruments.selectors.stof import kwalificatiestof

__all__ = [
    "Criteriumrij",
    "Document",
    "Feiten",
    "Formulierblok",
    "OpenPunt",
    "Setverschil",
    "Tekstwijziging",
    "Vervallen",
    "document_inhouden",
    "document_van",
    "documenten_van",
    "formulierblokken",
    "hoort_bij_de_set",
    "kwalificatiestof",
    "mag_formulier_weg",
    "mag_onderdeel_weg",
    "open_punten",
    "open_punten_per_instrument",
    "setverschil",
    "tekstwijzigingen",
]
