"""The one door through which every source of a dossier comes in."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from examservice.lib.database import lock_until_commit
from qualifications.importing.comparing import Vergelijking
from qualifications.importing.planning import Plan, make_plan
from qualifications.importing.writing import save_dossier, write
from qualifications.models import Kwalificatiedossier
from qualifications.signals import gebeurd
from qualifications.structure import DossierImport


@dataclass(frozen=True, kw_only=True)
class ImportUitkomst:
    """`gewijzigd` is false when the database already said all of it."""

    dossier: Kwalificatiedossier
    vergelijking: Vergelijking
    gewijzigd: bool


def preview(*, bron: DossierImport) -> Vergelijking:
    """What `import_dossier` would do now. Raises the same ValidationErrors, except for what is in use elsewhere."""
    return make_plan(bron).vergelijking


@transaction.atomic
def import_dossier(*, bron: DossierImport, door: Any = None, sha256: str = "") -> ImportUitkomst:
    """Write one edition of a dossier, all of it or nothing. The same source again changes nothing.

    A source that says what is there already may still become one that says it: which sources name what decides over
    later imports, so that is kept and logged too (`bron_bijgewerkt`), though `gewijzigd` is false.
    The number of queries does not depend on the number of rows. `door` is who did it (None: a command); `sha256` is
    the checksum of the file, for the log. Raises ValidationError when the source fits more than one dossier or
    drops something that an exam instrument still uses, and DossierImportError when a text is too long for its field.
    """
    lock_until_commit("kwalificatiedossiers")
    plan = make_plan(bron)
    vergelijking, gewijzigd = plan.vergelijking, not plan.is_leeg
    if gewijzigd:
        write(plan)
        _log("dossier_geimporteerd", plan, door, sha256)
    elif plan.bronnen != plan.dossier.bronnen:
        save_dossier(plan)
        _log("bron_bijgewerkt", plan, door, sha256)
    return ImportUitkomst(dossier=plan.dossier, vergelijking=vergelijking, gewijzigd=gewijzigd)


def _log(wat: str, plan: Plan, door: Any, sha256: str) -> None:
    counts = {
        "nieuw": sum(len(each.nieuw) for each in plan.verschillen),
        "gewijzigd": sum(len(each.gewijzigd) for each in plan.verschillen),
        "vervallen": sum(len(each.vervallen) for each in plan.verschillen),
    }
    velden = {**counts, "herkomst": plan.bron.herkomst.value, "sha256": sha256}
    gebeurd.send(sender=Kwalificatiedossier, wat=wat, waarvan=plan.dossier, door=door, velden=velden)
