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
from instruments.selectors.set import NieuwInDossier, hoort_bij_de_set, nieuw_in_dossier
from instruments.selectors.stof import kwalificatiestof

__all__ = [
    "Criteriumrij",
    "Document",
    "Feiten",
    "Formulierblok",
    "NieuwInDossier",
    "OpenPunt",
    "document_inhouden",
    "document_van",
    "documenten_van",
    "formulierblokken",
    "hoort_bij_de_set",
    "kwalificatiestof",
    "nieuw_in_dossier",
    "open_punten",
    "open_punten_per_instrument",
]
