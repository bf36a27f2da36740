"""Every write of the national reference."""

from qualifications.services.contexten import context_bewerken, context_toevoegen, context_verwijderen
from qualifications.services.importing import ImportUitkomst, import_dossier, preview
from qualifications.services.importvoorstel import (
    importvoorstel_aanvullen,
    importvoorstel_maken,
    importvoorstel_vergeten,
    read_importvoorstel,
)
from qualifications.services.uitstroom import uitstroom_besluiten
from qualifications.services.verwijderen import dossier_verwijderen

__all__ = [
    "ImportUitkomst",
    "context_bewerken",
    "context_toevoegen",
    "context_verwijderen",
    "dossier_verwijderen",
    "import_dossier",
    "importvoorstel_aanvullen",
    "importvoorstel_maken",
    "importvoorstel_vergeten",
    "preview",
    "read_importvoorstel",
    "uitstroom_besluiten",
]
