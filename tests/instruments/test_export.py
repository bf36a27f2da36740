import io
import zipfile
from datetime import date

import pikepdf
import pytest

from instruments.export import druk_af, opdrukken, schrijf_zip
from instruments.selectors import document_inhouden
from tests.instruments.factories import maak_instrument

pytestmark = pytest.mark.django_db
DATUM = date(2026, 11, 20)


def zip_van(instrument, *, datum=DATUM, invulbaar=False):
    te_drukken = opdrukken(document_inhouden(instrument), invulbaar=invulbaar)
    doel = io.BytesIO()
    aantallen = list(schrijf_zip(doel, druk_af(te_drukken, datum=datum), datum=datum))
    return doel.getvalue(), aantallen


def klein_instrument(**changes):
    return maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",), **changes)


def test_zip_twice_gives_the_same_bytes_and_another_date_gives_others():
    instrument = klein_instrument()
    eerste, aantallen = zip_van(instrument)
    tweede, _ = zip_van(instrument)
    andere_dag, _ = zip_van(instrument, datum=date(2026, 11, 21))
    assert aantallen == [1, 2, 3]
    assert eerste == tweede
    assert eerste != andere_dag


def test_zip_holds_every_document_by_name_as_a_readable_pdf():
    inhoud, _ = zip_van(klein_instrument(crebo="99905"), invulbaar=True)
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        assert archief.namelist() == [
            "99905-B1-K1-beoordelingsformulier-invulbaar.pdf",
            "99905-B1-K1-beoordelingsformulier.pdf",
            "99905-metaal-aanvulopdracht.pdf",
            "99905-metaal-voorbeeldexamenopdracht.pdf",
        ]
        assert {info.date_time for info in archief.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        velden = {}
        for naam in archief.namelist():
            with pikepdf.open(io.BytesIO(archief.read(naam))) as pdf:
                velden[naam] = "/AcroForm" in pdf.Root
    assert [naam for naam, has_fields in velden.items() if has_fields] == [
        "99905-B1-K1-beoordelingsformulier-invulbaar.pdf"
    ]


def test_bestand_row_has_the_facts_of_the_file():
    te_drukken = opdrukken(document_inhouden(klein_instrument(crebo="99905")), invulbaar=False)
    bestand = next(druk_af(te_drukken, datum=DATUM))
    row = bestand.as_row()
    assert row["bestand"] == "99905-B1-K1-beoordelingsformulier.pdf"
    assert (row["soort"], row["kerntaak"], row["context"]) == ("beoordelingsformulier", "B1-K1", "")
    assert row["bytes"] == len(bestand.pdf)
    assert row["paginas"] >= 1
    assert len(row["sha256"]) == 64
