"""What a text may measure: as much as the column of the model holds it, checked before anything is written.

SQLite would store more than the column allows and PostgreSQL would refuse it halfway; here a person reads why.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from qualifications import models as tables
from qualifications import structure
from qualifications.structure import DossierImport, DossierImportError

_TABLES: dict[type, type[models.Model]] = {
    structure.DossierImport: tables.Kwalificatiedossier,
    structure.KwalificatieImport: tables.Kwalificatie,
    structure.ContextImport: tables.Context,
    structure.KerntaakImport: tables.Kerntaak,
    structure.WerkprocesImport: tables.Werkproces,
    structure.EisImport: tables.Eis,
    structure.CompetentieImport: tables.Competentie,
    structure.HoofdstukImport: tables.Verantwoordingshoofdstuk,
    structure.BrondocumentImport: tables.Brondocument,
}


def refuse_too_long(dossier: DossierImport) -> None:
    """Raise DossierImportError for the first text that does not fit its field."""
    grenzen: dict[type, dict[str, models.Field]] = {
        soort: _limited(soort, tabel) for soort, tabel in _TABLES.items()
    }
    for deel in _parts(dossier):
        for naam, veld in grenzen.get(type(deel), {}).items():
            waarde = getattr(deel, naam)
            if isinstance(waarde, str) and len(waarde) > (veld.max_length or 0):
                _refuse(
                    _("%(veld)s “%(begin)s…”") % {"veld": veld.verbose_name, "begin": waarde[:40]},
                    len(waarde),
                    veld,
                )
    betrokkene = tables.Betrokkene._meta.get_field("naam")
    for naam in dossier.betrokkenen or ():
        if len(naam) > (betrokkene.max_length or 0):
            _refuse(_("betrokkene “%(begin)s…”") % {"begin": naam[:40]}, len(naam), betrokkene)


def _refuse(plaats: str, lengte: int, veld: models.Field) -> None:
    raise DossierImportError(
        _("De tekst heeft %(lengte)s tekens; er passen er %(max)s. Kort de tekst in.")
        % {"lengte": lengte, "max": veld.max_length},
        plaats=plaats,
    )


def _limited(soort: type, tabel: type[models.Model]) -> dict[str, models.Field]:
    gevonden: dict[str, models.Field] = {}
    for veld in fields(soort):
        try:
            kolom = tabel._meta.get_field(veld.name)
        except FieldDoesNotExist:
            continue
        if isinstance(kolom, models.CharField) and kolom.max_length:
            gevonden[veld.name] = kolom
    return gevonden


def _parts(waarde: Any) -> Iterator[Any]:
    """Every dataclass in the structure."""
    if is_dataclass(waarde):
        yield waarde
        for veld in fields(waarde):
            yield from _parts(getattr(waarde, veld.name))
    elif isinstance(waarde, tuple):
        for deel in waarde:
            yield from _parts(deel)
