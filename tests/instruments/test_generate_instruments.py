import hashlib
import io
import json
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from instruments.export import druk_af, opdrukken, schrijf_zip
from instruments.models import Exameninstrument
from instruments.selectors import document_inhouden
from tests.instruments.factories import maak_kwalificatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def kwalificatie():
    return maak_kwalificatie(crebo="99908", kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",))


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("generate_instruments", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_generate_instruments_writes_what_json_says(kwalificatie, tmp_path):
    out, err = run("99908", "--out", tmp_path / "set", "--json", "--fillable", "--datum", "2026-11-20")
    rows = json.loads(out)
    assert [list(row) for row in rows] == [
        ["bestand", "soort", "kerntaak", "context", "paginas", "bytes", "sha256"]
    ] * 4
    assert [(row["bestand"], row["soort"], row["kerntaak"], row["context"]) for row in rows] == [
        ("99908-B1-K1-beoordelingsformulier-invulbaar.pdf", "beoordelingsformulier", "B1-K1", ""),
        ("99908-B1-K1-beoordelingsformulier.pdf", "beoordelingsformulier", "B1-K1", ""),
        ("99908-metaal-aanvulopdracht.pdf", "aanvulopdracht", "", "Metaal"),
        ("99908-metaal-voorbeeldexamenopdracht.pdf", "voorbeeldexamenopdracht", "", "Metaal"),
    ]
    written = {path.name: path.read_bytes() for path in (tmp_path / "set").iterdir()}
    assert set(written) == {row["bestand"] for row in rows}
    for row in rows:
        pdf = written[row["bestand"]]
        assert (row["bytes"], row["sha256"]) == (len(pdf), hashlib.sha256(pdf).hexdigest())
        assert row["paginas"] >= 1
    assert err.splitlines()[-1] == "4/4 99908-metaal-voorbeeldexamenopdracht.pdf"


def test_generate_instruments_writes_the_same_bytes_as_the_zip(kwalificatie, tmp_path):
    run("99908", "--out", tmp_path, "--datum", "2026-11-20")
    datum, doel = date(2026, 11, 20), io.BytesIO()
    te_drukken = opdrukken(document_inhouden(Exameninstrument.objects.get()), invulbaar=False)
    list(schrijf_zip(doel, druk_af(te_drukken, datum=datum), datum=datum))
    with zipfile.ZipFile(doel) as archief:
        in_zip = {naam: archief.read(naam) for naam in archief.namelist()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == in_zip


def test_generate_instruments_without_json_says_how_many(kwalificatie, tmp_path):
    out, _ = run("99908", "--out", tmp_path)
    assert out == f"3 bestanden geschreven in {tmp_path}.\n"


@pytest.mark.parametrize(
    ("crebo", "datum", "melding"),
    [
        ("12345", "2026-11-20", "Crebo 12345 staat in geen enkel dossier"),
        ("2589", "2026-11-20", "Een crebo heeft precies 5 cijfers"),
        ("99908", "20 november", "Schrijf de datum als 2026-11-20"),
    ],
)
def test_generate_instruments_with_a_wrong_argument_writes_nothing(
    kwalificatie, tmp_path, crebo, datum, melding
):
    with pytest.raises(CommandError, match=melding) as error:
        run(crebo, "--out", tmp_path / "set", "--datum", datum)
    assert error.value.returncode == 1
    assert not (tmp_path / "set").exists()


def test_generate_instruments_to_an_unwritable_folder_is_refused(kwalificatie, tmp_path):
    (tmp_path / "bestand").touch()
    with pytest.raises(CommandError, match="Kies een andere map met --out"):
        run("99908", "--out", tmp_path / "bestand" / "set")


def test_generate_instruments_without_kerntaken_is_refused(tmp_path):
    maak_kwalificatie(crebo="99909", kerntaken=0)
    with pytest.raises(CommandError, match="geen kerntaken in het dossier"):
        run("99909", "--out", tmp_path)
