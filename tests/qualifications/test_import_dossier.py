"""The command: what it says, what it refuses, and that a refusal leaves nothing behind."""

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from qualifications.models import Kwalificatiedossier
from qualifications.readers import yaml_dossier
from schools.models import Gebeurtenis
from tests.qualifications.factories import dump

pytestmark = pytest.mark.django_db

VOORBEELDEN = Path(yaml_dossier.__file__).resolve().parents[1] / "voorbeelden"
YAML = VOORBEELDEN / "25297-technicus-engineering.yaml"
KEYS = "bestand crebo titel editie kwalificaties contexten kerntaken werkprocessen eisen competenties"
KEYS += " waarschuwingen gewijzigd"
KLEIN = """\
titel: Voorbeelddossier
crebo: "99100"
geldig_vanaf: 2024-08-01
kwalificaties:
  - profiel: 1
    crebo: "99101"
    titel: Voorbeeldmaker
kerntaken:
  - nummer: 1
    titel: Maakt iets
    werkprocessen:
      - nummer: 1
        titel: Meet iets
        omschrijving: Leest de tekening.
        resultaat: Het werk ligt klaar.
        gedrag: {gedrag}
"""
MATRIX = "kerntaak\twerkproces\tUitstroom niveau 4 PROEF\n1. Maakt voorbeelden\t1.1 meet\tX\n"


def run(*args, **options):
    out = io.StringIO()
    call_command("import_dossier", *map(str, args), stdout=out, **options)
    return out.getvalue()


def rows(*args, **options):
    return [json.loads(line) for line in run(*args, json=True, **options).splitlines()]


def refuse(*args, **options):
    before = dump()
    with pytest.raises(CommandError) as refused:
        run(*args, **options)
    assert refused.value.returncode == 1
    assert dump() == before
    return str(refused.value)


@pytest.fixture
def klein(tmp_path):
    def write(*gedrag, naam="klein.yaml"):
        path = tmp_path / naam
        path.write_text(KLEIN.format(gedrag=json.dumps(gedrag)), encoding="utf-8")
        return path

    return write


# --- What it says ----------------------------------------------------------------------------------
def test_import_dossier_json_is_one_object_a_line_with_exactly_these_keys(klein):
    found = rows(YAML, klein("meet", "zaagt"))
    assert [list(row) for row in found] == [KEYS.split()] * 2
    assert found[1] == {
        "bestand": "klein.yaml",
        "crebo": "99100",
        "titel": "Voorbeelddossier",
        "editie": "2024-08-01",
        "kwalificaties": 1,
        "contexten": 0,
        "kerntaken": 1,
        "werkprocessen": 1,
        "eisen": {"resultaat": 1, "gedrag": 2, "vakkennis": 0, "taal": 0, "wettelijk": 0},
        "competenties": 0,
        "waarschuwingen": [],
        "gewijzigd": True,
    }


def test_import_dossier_again_says_that_nothing_changes(klein):
    run(klein("meet"))
    before = dump()
    assert rows(klein("meet"))[0]["gewijzigd"] is False
    assert "Er verandert niets" in run(klein("meet"))
    assert dump() == before


def test_import_dossier_in_words_names_new_changed_and_gone(klein):
    words = run(klein("meet de maat", "ruimt de werkplek op"))
    assert "klein.yaml: 99100 · Voorbeelddossier · 2024-08-01" in words
    assert "3 eisen" in words
    assert "Geïmporteerd." in words
    words = run(klein("meet elke maat", "overlegt met een collega"))
    assert "Nieuw (1):\n    Eis B1-K1-W1 “overlegt met een collega”" in words
    assert "Gewijzigd (1):\n    Eis B1-K1-W1 “meet de maat” (tekst)" in words
    assert "Vervallen (1):\n    Eis B1-K1-W1 “ruimt de werkplek op”" in words
    assert "Bijgewerkt." in words


def test_import_dossier_in_words_stops_after_twenty_lines(klein):
    run(klein("meet"))
    words = run(klein(*(f"doet nummer {place}" for place in range(25))))
    assert "Nieuw (25):" in words
    assert words.count("Eis B1-K1-W1 “doet") == 20
    assert "… en nog 5." in words


def test_import_dossier_shows_warnings_with_their_place(tmp_path):
    path = tmp_path / "matrix.txt"
    path.write_text(MATRIX + "\t1.7 zaagt\tX\n", encoding="utf-8")
    (warning,) = rows(path)[0]["waarschuwingen"]
    assert warning.startswith("regel 3: ")
    assert "1.7" in warning
    assert f"1 waarschuwing:\n    {warning}" in run(path)


@pytest.mark.parametrize("json_", [True, False])
def test_import_dossier_dry_run_says_what_would_happen_and_writes_nothing(klein, json_):
    before = dump()
    said = run(klein("meet"), dry_run=True, json=json_)
    assert ('"gewijzigd": true' if json_ else "Proef: er is niets geschreven.") in said
    assert dump() == before
    assert not Gebeurtenis.objects.exists()
    run(klein("meet"))
    assert Gebeurtenis.objects.count() == 1
    assert Kwalificatiedossier.objects.count() == 1


def test_import_dossier_dry_run_of_two_files_sees_the_second_after_the_first(klein):
    first, second = rows(klein("meet"), klein("meet", naam="weer.yaml"), dry_run=True)
    assert (first["gewijzigd"], second["gewijzigd"]) == (True, False)


def test_import_dossier_takes_what_a_source_does_not_say_from_the_options(tmp_path):
    path = tmp_path / "matrix.txt"
    path.write_text(MATRIX, encoding="utf-8")
    (row,) = rows(path, crebo="99200", titel="Voorbeeldtechniek", editie="2026")
    assert (row["crebo"], row["titel"], row["editie"]) == ("99200", "Voorbeeldtechniek", "2026")
    assert Kwalificatiedossier.objects.get().titel == "Voorbeeldtechniek"


def test_import_dossier_options_do_not_overrule_the_file(klein):
    (row,) = rows(klein("meet"), titel="Anders", editie="2026")
    assert (row["titel"], row["editie"]) == ("Voorbeelddossier", "2024-08-01")


def test_import_dossier_logs_the_checksum_of_the_file(klein):
    path = klein("meet")
    run(path)
    assert Gebeurtenis.objects.get().velden["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


# --- What it refuses -------------------------------------------------------------------------------
def test_import_dossier_with_one_refused_file_writes_none(klein, tmp_path):
    broken = tmp_path / "stuk.xml"
    broken.write_bytes(b"<sbb><dossiers>")
    message = refuse(klein("meet"), broken, tmp_path / "weg.xml")
    assert [line.split(":")[0] for line in message.splitlines()] == [
        "stuk.xml",
        "weg.xml",
        "Er is niets gewijzigd.",
    ]


def test_import_dossier_that_is_refused_while_writing_writes_none(klein, tmp_path):
    run(YAML)
    matrix = tmp_path / "matrix.txt"
    matrix.write_text(MATRIX, encoding="utf-8")
    message = refuse(
        klein("meet"), matrix, crebo="23119", titel="Middenkader Engineering", editie="regeling 2015"
    )
    assert message.startswith("matrix.txt: De kolommen")


@pytest.mark.parametrize("naam", ["weg.xml", ".", "a\0b.xml", "x" * 300])
def test_import_dossier_of_a_path_that_is_no_file_is_refused(tmp_path, naam):
    assert "Controleer het pad" in refuse(f"{tmp_path}/{naam}")


def test_import_dossier_of_a_device_is_refused_without_reading_it():
    assert "geen gewoon bestand" in refuse("/dev/zero")


def test_import_dossier_of_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pijp.xml")
    assert "geen gewoon bestand" in refuse(tmp_path / "pijp.xml")


def test_import_dossier_of_a_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "groot.xml"
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)  # sparse: takes no room
    assert "groter dan 25 MB" in refuse(path)


def test_import_dossier_with_an_impossible_crebo_is_refused(klein):
    assert "precies 5 cijfers" in refuse(klein("meet"), crebo="2589")


def test_import_dossier_with_an_editie_that_does_not_fit_is_refused(tmp_path):
    path = tmp_path / "matrix.txt"
    path.write_text(MATRIX, encoding="utf-8")
    message = refuse(path, editie="x" * 41)
    assert "matrix.txt: " in message
    assert "41" in message
