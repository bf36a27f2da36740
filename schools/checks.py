"""Tables that only grow are guarded by triggers; without them the product does not start (`trust.md` §2).

A later `AlterField` on SQLite remakes its table and silently drops the triggers: hence a check at every start, by
`wsgi.py`, by the worker, and by `manage.py check --database default`. The last only warns: an error would also stop
`migrate`, which has to bring the triggers.
"""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from examservice.lib.database import missing_triggers

HINT = "Draai `manage.py migrate`. Blijft de fout? Dan heeft een migratie de tabel opnieuw gemaakt."


def guarded_tables() -> list[str]:
    """The tables of the models with `append_only = True`."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


def unguarded_tables() -> dict[str, set[str]]:
    """For each table that should be guarded and is not: the triggers that are missing."""
    found = {table: missing_triggers(table) for table in guarded_tables()}
    return {table: missing for table, missing in found.items() if missing}


@register(Tags.database)
def check_guarded_tables(**_: Any) -> list[CheckMessage]:
    """Says nothing of tables that the first `migrate` still has to make."""
    present = connection.introspection.table_names()
    return [
        CheckWarning(
            f"De tabel {table} is niet beschermd tegen wijzigen: {', '.join(sorted(missing))} ontbreekt.",
            hint=HINT,
            id="schools.W001",
        )
        for table, missing in unguarded_tables().items()
        if table in present
    ]


def refuse_to_start_unguarded() -> None:
    """Raise `ImproperlyConfigured` when a guard is missing; called by everything that starts to serve."""
    for table, missing in unguarded_tables().items():
        raise ImproperlyConfigured(
            f"De tabel {table} is niet beschermd tegen wijzigen: {', '.join(sorted(missing))} ontbreekt. {HINT}"
        )
