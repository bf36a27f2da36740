"""The one place that knows how SQLite and PostgreSQL differ."""

import sqlite3
import zlib
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver

APPEND_ONLY_FUNCTION = "examservice_append_only"


def lock_until_commit(name: str) -> None:
    """Let nobody else pass this point with the same name before the running transaction ends.

    SQLite needs nothing: every transaction is IMMEDIATE, so there is only one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])


@receiver(connection_created)
def allow_large_batches(*, connection: Any, **_: Any) -> None:
    """Tell Django how many parameters this SQLite takes in one query.

    Django assumes 999, the limit of 2008, and would cut a bulk write of a dossier into dozens of queries.
    """
    if connection.vendor == "sqlite":
        limit = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        connection.features.max_query_params = limit


# --- Tables that only grow -------------------------------------------------------------------------
def protect_append_only(table: str, *, using: Any = connection) -> None:
    """Make the database refuse UPDATE and DELETE on `table` (PostgreSQL: TRUNCATE too), whoever asks it."""
    _execute(using, _PROTECT[using.vendor](table))


def unprotect_append_only(table: str, *, using: Any = connection) -> None:
    """Undo `protect_append_only`: for a migration backwards, and for tests that empty their database."""
    triggers = sorted(_trigger_names(table, using.vendor))
    on_table = f' ON "{table}"' if using.vendor == "postgresql" else ""
    _execute(using, [f'DROP TRIGGER IF EXISTS "{trigger}"{on_table}' for trigger in triggers])


def missing_triggers(table: str, *, using: Any = connection) -> set[str]:
    """The names of the triggers that should guard `table` and are not there, or are switched off."""
    with using.cursor() as cursor:
        cursor.execute(_LIST_TRIGGERS[using.vendor], [table])
        present = {row[0] for row in cursor.fetchall()}
    return _trigger_names(table, using.vendor) - present


def _trigger_names(table: str, vendor: str) -> set[str]:
    refused = ["update", "delete", *(["truncate"] if vendor == "postgresql" else [])]
    return {f"{table}_no_{operation}" for operation in refused}


def _protect_sqlite(table: str) -> list[str]:
    # DELETE also stops INSERT OR REPLACE, because settings.py switches recursive_triggers on.
    return [
        f'CREATE TRIGGER "{table}_no_{operation.lower()}" BEFORE {operation} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for operation in ("UPDATE", "DELETE")
    ]


def _protect_postgresql(table: str) -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {APPEND_ONLY_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    triggers = [
        f'CREATE TRIGGER "{table}_no_{operation.lower()}" BEFORE {operation} ON "{table}" '
        f"FOR EACH {per} EXECUTE FUNCTION {APPEND_ONLY_FUNCTION}()"
        for operation, per in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ]
    return [function, *triggers]


_PROTECT = {"sqlite": _protect_sqlite, "postgresql": _protect_postgresql}
_LIST_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled IN ('O', 'A')",
}


def _execute(using: Any, statements: Iterable[str]) -> None:
    with using.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
