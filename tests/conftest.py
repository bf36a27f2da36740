"""What every test gets: short property tests, own files, the sibling folder with data.

The worlds and the factories of the apps live elsewhere; here is only what knows no app.
"""

import os
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from examservice.lib.database import protect_append_only, unprotect_append_only

SHARED = Path(__file__).resolve().parents[2] / "shared"
IN_CI = bool(os.environ.get("CI"))  # noqa: TID251 - said by the machine, not a setting of the product

hypothesis_settings.register_profile("short", max_examples=50, deadline=None)
hypothesis_settings.register_profile("long", max_examples=5_000, deadline=None)
hypothesis_settings.load_profile("short")


# --- The sibling folder with data ------------------------------------------------------------------
def shared_is_missing():
    return not SHARED.is_dir()


def pytest_collection_modifyitems(config, items):
    """Without ../shared a developer runs the other tests; CI runs them all and fails on these."""
    if IN_CI or not shared_is_missing():
        return
    kept = [item for item in items if "shared" not in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_report_header():
    return _shared_lines()


def pytest_terminal_summary(terminalreporter):
    for line in _shared_lines():
        terminalreporter.write_line(line, yellow=True)


def _shared_lines():
    if IN_CI or not shared_is_missing():
        return []
    return ["NIET GEDRAAID: ../shared ontbreekt; de tests die de gedeelde gegevens lezen zijn overgeslagen."]


@pytest.fixture(scope="session")
def shared():
    if shared_is_missing():
        pytest.fail("../shared ontbreekt: in CI horen de gedeelde gegevens naast het project te staan.")
    return SHARED


# --- Files -----------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """No test writes among the files of the person who runs it."""
    settings.MEDIA_ROOT = tmp_path / "files"


# --- Database --------------------------------------------------------------------------------------
@pytest.fixture(autouse=True, scope="session")
def _guarded_tables_can_be_emptied():
    """A test with real transactions empties every table afterwards, which the guards of the log rightly refuse."""
    from schools.checks import guarded_tables  # noqa: PLC0415 - needs the apps to be ready

    empty_tables = TransactionTestCase._fixture_teardown

    def lift_guards_and_empty_tables(self):
        for table in guarded_tables():
            unprotect_append_only(table)
        empty_tables(self)
        for table in guarded_tables():
            protect_append_only(table)

    TransactionTestCase._fixture_teardown = lift_guards_and_empty_tables
    yield
    TransactionTestCase._fixture_teardown = empty_tables
