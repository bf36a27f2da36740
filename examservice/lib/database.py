"""The one place that knows how SQLite and PostgreSQL differ."""

import zlib

from django.db import connection


def lock_until_commit(name: str) -> None:
    """Let nobody else pass this point with the same name before the running transaction ends.

    SQLite needs nothing: every transaction is IMMEDIATE, so there is only one writer at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
