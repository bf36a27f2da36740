"""Workbooks from outside: limits, formulas, and files that lie about themselves."""

import io
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from qualifications.readers.spreadsheet import xlsx_sheets
from qualifications.structure import DossierImportError
from tests.unending import ends


def saved(workbook):
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def workbook_of(rijen):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Blad")
    for rij in rijen:
        sheet.append(rij)
    return saved(workbook)


def with_part(inhoud, naam, vervang):
    """The same package with one part replaced by `vervang(old bytes)`."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(inhoud)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            bytes_ = old.read(part)
            new.writestr(part.filename, vervang(bytes_) if part.filename == naam else bytes_)
    return buffer.getvalue()


def refusal(inhoud):
    with pytest.raises(DossierImportError) as refused:
        xlsx_sheets(inhoud)
    return str(refused.value)


SHEET = "xl/worksheets/sheet1.xml"


def test_xlsx_sheets_gives_rows_with_the_names_of_their_cells():
    bladen, waarschuwingen = xlsx_sheets(workbook_of([["a", None, "c"], [], [None, 2.0, True]]))

    assert [[(cel.tekst, cel.naam) for cel in rij] for rij in bladen[0].rijen] == [
        [("a", "A1"), ("", "B1"), ("c", "C1")],
        [("", "A3"), ("2", "B3"), ("1", "C3")],
    ]
    assert waarschuwingen == []


def test_xlsx_sheets_formula_without_saved_value_is_said():
    inhoud = workbook_of([["=1+1", "tekst"]])
    with_value = with_part(
        inhoud, SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )

    bladen, waarschuwingen = xlsx_sheets(inhoud)
    assert [cel.tekst for cel in bladen[0].rijen[0]] == ["", "tekst"]
    assert [waarschuwing.plaats for waarschuwing in waarschuwingen] == ["cel A1"]

    bladen, waarschuwingen = xlsx_sheets(with_value)
    assert [cel.tekst for cel in bladen[0].rijen[0]] == ["2", "tekst"]
    assert waarschuwingen == []


@pytest.mark.parametrize(
    ("rijen", "woorden"),
    [
        ([["x"]] * 5_001, "meer dan 5000 rijen"),
        ([["x"] * 201], "cel GS1: deze rij heeft meer dan 200 kolommen"),
        ([["x" * 20_001]], "cel A1: deze cel heeft meer dan 20000 tekens"),
        ([[]] * 20_000 + [["x"]], "meer dan 5000 rijen"),
    ],
)
def test_xlsx_sheets_beyond_a_limit_is_refused(rijen, woorden):
    assert woorden in refusal(workbook_of(rijen))


def test_xlsx_sheets_at_the_limits_is_read():
    bladen, _waarschuwingen = xlsx_sheets(workbook_of([["x" * 20_000], *[["x"]] * 4_998, ["x"] * 200]))

    assert len(bladen[0].rijen) == 5_000


def test_xlsx_sheets_row_number_of_a_million_is_refused():
    inhoud = with_part(workbook_of([["x"], ["y"]]), SHEET, lambda xml: xml.replace(b'r="2"', b'r="1048576"'))

    assert "meer dan 5000 rijen" in refusal(inhoud)


def test_xlsx_sheets_that_lies_about_its_width_is_read_whole():
    inhoud = with_part(
        workbook_of([["x", "y"], ["z"]]),
        SHEET,
        lambda xml: xml.replace(b"<sheetData>", b'<dimension ref="A1:A1"/><sheetData>'),
    )

    assert [[cel.tekst for cel in rij] for rij in xlsx_sheets(inhoud)[0][0].rijen] == [["x", "y"], ["z"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xlsx_sheets_with_a_dtd_is_refused(encoding):
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    ).encode(encoding)

    assert "DTD" in refusal(with_part(workbook_of([["x"]]), SHEET, lambda _xml: bomb))


def test_xlsx_sheets_bomb_is_refused_before_it_is_unpacked():
    bomb = with_part(workbook_of([["x"]]), SHEET, lambda _xml: b" " * 500_000_000)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    try:
        assert "groter dan 20 MB" in refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_xlsx_sheets_that_lies_about_its_size_is_refused():
    bomb = with_part(workbook_of([["x"]]), SHEET, lambda _xml: b" " * 30_000_000)
    size = (30_000_000).to_bytes(4, "little")
    assert bomb.count(size) >= 1

    assert "beschadigd" in refusal(bomb.replace(size, (1_000).to_bytes(4, "little")))


def test_xlsx_sheets_with_many_parts_is_refused():
    buffer = io.BytesIO(workbook_of([["x"]]))
    with zipfile.ZipFile(buffer, "a") as package:
        for nummer in range(600):
            package.writestr(f"xl/media/{nummer}", b"")

    assert "groter dan 20 MB" in refusal(buffer.getvalue())


def test_xlsx_sheets_of_another_zip_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", "<x/>")

    assert "geen XLSX-bestand" in refusal(buffer.getvalue())


def test_xlsx_sheets_encrypted_zip_is_refused():
    whole = bytearray(workbook_of([["x"]]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(signature)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(signature, at + 4)

    assert "wachtwoord" in refusal(bytes(whole))


@pytest.mark.parametrize("einde", [4, 40, 400, 2_000, -30, -1])
def test_xlsx_sheets_cut_off_is_refused(einde):
    whole = workbook_of([["x", "y"]] * 50)
    assert xlsx_sheets(whole)[0]

    assert "beschadigd" in refusal(whole[:einde])


@pytest.mark.parametrize(
    "rijen",
    [
        pytest.param([[f"{n}-{k}" for k in range(200)] for n in range(2_500)], id="cells"),
        pytest.param([["ab" * 10_000] for _n in range(900)], id="long cells"),
    ],
)
def test_xlsx_sheets_as_large_as_allowed_is_read_to_its_end(rijen):
    inhoud = workbook_of(rijen)

    try:
        with ends():
            bladen, _waarschuwingen = xlsx_sheets(inhoud)
    except DossierImportError as error:
        assert "20 MB" in str(error)
    else:
        assert [len(rij) for rij in bladen[0].rijen] == [len(rij) for rij in rijen]
