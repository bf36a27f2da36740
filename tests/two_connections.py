"""What tests of two people at the same moment share: a database where the second writer waits for the first."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import connection, connections


@contextmanager
def waiting_writers(tmp_path):
    """Let every thread open its own connection to what the test has made so far.

    A test database of SQLite lives in memory, where a second writer is refused at once; so there it is copied to a
    file, as in production.
    """
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            file = tmp_path / "db.sqlite3"
            copy = sqlite3.connect(file)
            connection.connection.backup(copy)
            copy.close()
            patch.setitem(connection.settings_dict, "NAME", str(file))
        yield


def in_own_connection(work):
    """`work` for a thread of its own, which leaves no connection behind."""

    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run
