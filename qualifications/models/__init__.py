"""The kwalificatiedossier and its parts, as SBB's model kwalificatiedossier orders them (`domain.md` §3.1)."""

from qualifications.models.dossier import (
    CREBO,
    Context,
    Dossieronderdeel,
    Kwalificatie,
    Kwalificatiedossier,
    crebo_validator,
)
from qualifications.models.importvoorstel import (
    Importvoorstel,
)
from qualifications.models.kerntaken import (
    Aanvulling,
    Competentie,
    Eis,
    Kerntaak,
    Uitstroom,
    Werkproces,
    Werkprocescompetentie,
)
from qualifications.models.verantwoording import (
    Betrokkene,
    Brondocument,
    Onderhoudspunt,
    Verantwoordingshoofdstuk,
)

__all__ = [
    "Aanvulling",
    "Betrokkene",
    "Brondocument",
    "CREBO",
    "Competentie",
    "Context",
    "Dossieronderdeel",
    "Eis",
    "Importvoorstel",
    "Kerntaak",
    "Kwalificatie",
    "Kwalificatiedossier",
    "Onderhoudspunt",
    "Uitstroom",
    "Verantwoordingshoofdstuk",
    "Werkproces",
    "Werkprocescompetentie",
    "crebo_validator",
]
