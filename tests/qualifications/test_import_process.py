"""The command as people run it: a process of its own, with its exit code, its words, its work and its memory."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from qualifications.readers import detect
from tests.qualifications.test_import_any_input import ENGLISH

ROOT = Path(settings.BASE_DIR)


@pytest.fixture(scope="module")
def omgeving(tmp_path_factory):
    """An environment with an SQLite file of its own, whichever database the suite runs on."""
    database = tmp_path_factory.mktemp("process") / "db.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}  # noqa: TID251 - for another process
    manage(environment, "migrate", "-v0")
    return environment, database


def manage(environment, *args, program=("manage.py",)):
    return subprocess.run(
        [sys.executable, *program, *map(str, args)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


# The process measures itself: what its parent would measure includes the memory of the parent.
MEASURED = """
import re, runpy, sys
from pathlib import Path
sys.argv[0] = "manage.py"
calls = 0
def count(_frame, event, _function):
    global calls
    calls += event in ("call", "c_call")
sys.setprofile(count)
try:
    runpy.run_path("manage.py", run_name="__main__")
finally:
    sys.setprofile(None)
    memory = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    print("MEASURED", calls, memory, file=sys.stderr)
"""


def measure(environment, *args):
    """How many functions were called, the most memory at any moment (kB), and what it wrote.

    Calls and not seconds: they are the same on every machine, however busy (`make bench` has the seconds).
    """
    ended = manage(environment, *args, program=("-c", MEASURED))
    calls, memory = re.search(r"MEASURED (\d+) (\d+)", ended.stderr).groups()
    return int(calls), int(memory), ended.stdout


def rows(database):
    """Every row of every table of dossiers and of the log."""
    with sqlite3.connect(database) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        kept = {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
            for name in names
            if name.startswith(("qualifications_", "schools_"))
        }
    connection.close()
    assert len(kept) >= 18
    return kept


def make(folder, soort):
    """The path of something that is no dossier."""
    pad = folder / f"{soort}.xml"
    match soort:
        case "map":
            pad.mkdir()
        case "groot":
            with pad.open("wb") as file:
                file.write(b"<sbb>")
                file.truncate(30_000_000)
        case "binair":
            pad.write_bytes(bytes(range(256)) * 100)
        case "entiteit":
            pad.write_text('<!DOCTYPE sbb [<!ENTITY e SYSTEM "file:///etc/passwd">]><sbb>&e;</sbb>')
        case "apparaat":
            return Path("/dev/zero")
    return pad


@pytest.mark.parametrize("soort", ["ontbreekt", "map", "groot", "binair", "entiteit", "apparaat"])
def test_import_dossier_of_what_is_no_dossier_ends_with_1_and_words_in_dutch(omgeving, tmp_path, soort):
    environment, database = omgeving
    before = rows(database)
    pad = make(tmp_path, soort)
    ended = manage(environment, "import_dossier", pad)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"{pad.name}: " in ended.stderr
    assert "Er is niets gewijzigd." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ENGLISH.search(ended.stderr.replace("CommandError", "").replace(pad.name, "")), ended.stderr
    assert rows(database) == before
    if soort == "groot":
        assert f"{detect.MAX_BYTES // detect.MB} MB" in ended.stderr


def test_import_dossier_with_one_broken_file_among_good_ones_writes_none(omgeving, shared, tmp_path):
    environment, database = omgeving
    before = rows(database)
    good = shared / "data/sbb/2755-dienstverlening.xml"
    broken = tmp_path / "half.xml"
    broken.write_bytes(good.read_bytes()[:50_000])
    ended = manage(environment, "import_dossier", good, broken, tmp_path / "weg.xml")
    assert ended.returncode == 1
    assert "half.xml: " in ended.stderr and "weg.xml: " in ended.stderr
    assert rows(database) == before
    # Positive control: the good one alone does write.
    assert manage(environment, "import_dossier", good, "--dry-run").returncode == 0
    assert rows(database) == before
    assert manage(environment, "import_dossier", good).returncode == 0
    assert rows(database) != before


def test_import_dossier_of_250_kb_stays_under_two_million_calls_and_200_mb(omgeving, shared, tmp_path):
    environment, _ = omgeving
    whole = (shared / "data/sbb/2635-pedagogisch-werk.xml").read_bytes()
    end = b"</arbeidsmarktinformatie>"
    large = tmp_path / "groot.xml"
    large.write_bytes(whole.replace(end, b"tekst. " * ((250_000 - len(whole)) // 7 + 1) + end))
    assert large.stat().st_size >= 250_000

    start, _, _ = measure(environment, "import_dossier", "--help")
    calls, memory, out = measure(environment, "import_dossier", large, "--json")
    assert json.loads(out)["gewijzigd"] is True
    assert 500_000 < calls - start < 2_000_000  # 1.4 million as this is written
    assert memory < 200_000
