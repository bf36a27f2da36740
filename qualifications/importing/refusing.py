"""Refusing, with words and a place, what the tables cannot hold; before anything is written.

SQLite stores what PostgreSQL refuses, and what either refuses it says in English and without a place.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.importing.comparing import Tabelverschil, describe
from qualifications.importing.rows import REFERENCES, Row, Rows, Tabel
from qualifications.models import Kwalificatie, Kwalificatiedossier

# The character NUL, and half of a pair of characters.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
NAMED_IN_MESSAGE = 5
HIGHEST = {"PositiveSmallIntegerField": 32_767, "PositiveIntegerField": 2_147_483_647}


def refuse_unfit_rows(wanted: Iterable[tuple[Tabel, Rows]]) -> None:
    """Raises ValidationError for the first row that is there twice, refers to nothing, or has an impossible value."""
    per_tabel = list(wanted)
    known = {tabel.naam: {key[0] for key in rows} for tabel, rows in per_tabel}
    for tabel, rows in per_tabel:
        for key, row in rows.items():
            if "pk" in row:  # as it is in the database
                continue
            if tabel.is_uniek and key[-1]:
                _refuse(tabel, row, _("dit staat er twee keer. Haal er een weg."), "dubbel")
            _refuse_dangling(tabel, row, known)
            for kolom in tabel.velden + tabel.sleutel:
                if reason := impossible(tabel.model, kolom, row[kolom]):
                    _refuse(tabel, row, reason, "past_niet")


def refuse_unfit_dossier(row: Row) -> None:
    for kolom, value in row.items():
        if reason := impossible(Kwalificatiedossier, kolom, value):
            raise ValidationError(
                _("Dossier, %(veld)s: %(reden)s") % {"veld": kolom, "reden": reason}, code="past_niet"
            )


def _refuse(tabel: Tabel, row: Row, reason: str, code: str) -> None:
    raise ValidationError(f"{describe(tabel, row)[:200]}: {reason}", code=code)


def _refuse_dangling(tabel: Tabel, row: Row, known: dict[str, set[Any]]) -> None:
    for kolom in tabel.kolommen:
        target = row[kolom] if kolom in REFERENCES and kolom in known else None
        if target is not None and target not in known[kolom]:
            reason = _(
                "dit verwijst naar %(soort)s %(code)s, en dat heeft het dossier niet. Controleer de nummers."
            )
            _refuse(tabel, row, reason % {"soort": kolom, "code": target}, "verwijst_nergens")


def impossible(model: type[models.Model], kolom: str, value: Any) -> str:
    """Why the column cannot hold the value, as a sentence; empty when it can."""
    if isinstance(value, str):
        return _impossible_text(value)
    if isinstance(value, bool) or value is None:
        return ""
    try:
        field = model._meta.get_field(kolom)
    except FieldDoesNotExist:
        return ""
    if isinstance(value, int):
        highest = HIGHEST.get(field.get_internal_type())
        if highest and not 0 <= value <= highest:
            return _("%(getal)s is geen mogelijk nummer; het hoogste is %(hoogste)s.") % {
                "getal": str(value)[:20],
                "hoogste": highest,
            }
    if isinstance(value, Decimal) and isinstance(field, models.DecimalField):
        try:
            field.run_validators(value)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


def _impossible_text(value: str) -> str:
    if UNSTORABLE.search(value):
        return _("in deze tekst staat een teken dat geen letter is. Haal het weg.")
    return ""


# --- What other apps use ---------------------------------------------------------------------------
def whose_instrument(dossier: Kwalificatiedossier) -> str:
    """ "van crebo 25894": what an app above uses of this dossier, to say in a message where to go."""
    used: set[int] = set()
    for relation in _relations_from_above(Kwalificatie):
        pointers = relation.related_model._base_manager.filter(**{f"{relation.field.name}__dossier": dossier})
        used |= set(pointers.values_list(relation.field.attname, flat=True))
    found = dossier.kwalificaties.filter(pk__in=used).exclude(crebo="").values_list("crebo", flat=True)
    return _("van crebo %(crebos)s") % {"crebos": ", ".join(found)} if found else _("van dit dossier")


def refuse_used_elsewhere(dossier: Kwalificatiedossier, verschillen: Iterable[Tabelverschil]) -> None:
    """Raises ValidationError when something that goes away is used by an app above, whoever that is.

    The queries depend on the number of relations, not of rows.
    """
    used = [naam for verschil in verschillen if verschil.vervallen for naam in _used(verschil)]
    if not used:
        return
    raise ValidationError(
        ngettext(
            "Dit bestand laat %(aantal)d onderdeel weg dat in een exameninstrument gebruikt wordt: %(namen)s. Er is "
            "niets gewijzigd. Importeer het als nieuwe editie. Of open het exameninstrument %(waar)s en verwijder daar "
            "eerst wat op dit onderdeel berust.",
            "Dit bestand laat %(aantal)d onderdelen weg die in exameninstrumenten gebruikt worden: %(namen)s. Er is "
            "niets gewijzigd. Importeer het als nieuwe editie. Of open het exameninstrument %(waar)s en verwijder daar "
            "eerst wat op deze onderdelen berust.",
            len(used),
        )
        % {
            "aantal": len(used),
            "waar": whose_instrument(dossier),
            "namen": "; ".join(used[:NAMED_IN_MESSAGE]) + ("; …" if len(used) > NAMED_IN_MESSAGE else ""),
        },
        code="in_gebruik",
    )


def _relations_from_above(model: type[models.Model]) -> list[Any]:
    """Foreign keys to this model that another app declares: this app knows none of them by name."""
    return [
        relation
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label != model._meta.app_label
    ]


def _used(verschil: Tabelverschil) -> list[str]:
    gone = {row["pk"]: row for row in verschil.vervallen}
    model = verschil.tabel.model
    used: set[int] = set()
    for relation in _relations_from_above(model):
        pointers = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": list(gone)})
        used |= set(pointers.values_list(relation.field.attname, flat=True))
    return [describe(verschil.tabel, row) for pk, row in gone.items() if pk in used]
