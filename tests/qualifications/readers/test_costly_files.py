"""Small files that would keep a worker busy: the work is bounded, and what is left out is said."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from qualifications.readers import matrix, spreadsheet, verantwoording, yaml_dossier
from qualifications.structure import DossierImportError
from tests.unending import ends


def workbook(*sheets):
    """Each sheet as {cell: value}."""
    book = Workbook()
    book.remove(book.active)
    for cells in sheets:
        sheet = book.create_sheet()
        for naam, value in cells.items():
            sheet[naam] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_formats(column, rows):
    """Cells that only have a format, in a column far away: openpyxl writes none, so they are put in."""
    package = workbook({"A1": "kerntaak"})
    cells = "".join(f'<row r="{row}"><c r="{column}{row}" s="0"/></row>' for row in range(2, rows + 2))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if "worksheets/" in name:
                content = content.replace(b"</sheetData>", cells.encode() + b"</sheetData>")
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("column", ["GS", "GT", "HA", "AAA", "XFD"])
def test_xlsx_with_a_value_beyond_the_last_column_is_refused_with_its_place(column):
    inhoud = workbook({"A1": "kerntaak", f"{column}2": "x"})
    with pytest.raises(DossierImportError) as refused:
        matrix.read(inhoud, bestandsnaam="wijd.xlsx")
    assert refused.value.plaats == f"cel {column}2"
    assert "meer dan 200 kolommen" in refused.value.melding


def test_xlsx_with_a_value_in_the_last_column_is_read():
    (blad,), _warnings = spreadsheet.xlsx_sheets(workbook({"A1": "kerntaak", "GR2": "x"}))
    assert [len(rij) for rij in blad.rijen] == [1, 200]


def test_xlsx_with_empty_cells_in_the_furthest_column_never_fills_the_row(monkeypatch):
    widths = []
    without_empty_end = spreadsheet._without_empty_end

    def watched(waarden):
        widths.append(len(waarden))
        return without_empty_end(waarden)

    monkeypatch.setattr(spreadsheet, "_without_empty_end", watched)
    (blad,), _warnings = spreadsheet.xlsx_sheets(with_formats("XFD", rows=50))
    assert [[cel.tekst for cel in rij] for rij in blad.rijen] == [["kerntaak"]]
    assert len(widths) == 51
    assert max(widths) == 201


def test_xlsx_counts_the_rows_of_all_sheets_together():
    far = {"A1": "kerntaak", f"A{spreadsheet.MAX_RIJEN_MET_LEGE // 2}": "x"}
    bladen, _warnings = spreadsheet.xlsx_sheets(workbook(far, far))
    assert [len(blad.rijen) for blad in bladen] == [2, 2]
    with pytest.raises(DossierImportError) as refused:
        spreadsheet.xlsx_sheets(workbook(far, far, {"A1": "x"}))
    assert "rijen" in refused.value.melding


@pytest.mark.parametrize(
    ("ruw", "is_marked"),
    [
        ("x", True),
        ("X  Categorie", True),
        ("tekst  x", True),
        ("tekst     x  tekst", True),
        ("tekst x", False),
        ("xylofoon", False),
        ("tekst  xylofoon", False),
    ],
)
def test_kruisje_stands_alone_and_apart(ruw, is_marked):
    assert bool(verantwoording._KRUISJE.search(ruw)) is is_marked


def test_kruisje_in_a_line_of_blanks_ends():
    with ends():
        for _place in range(20):
            assert not verantwoording._KRUISJE.search("a" + " " * 200_000 + "a")


def test_yaml_with_very_many_unknown_fields_explains_a_few(monkeypatch):
    calls = []
    closest = yaml_dossier.get_close_matches

    def counted(*args, **options):
        calls.append(args[0])
        return closest(*args, **options)

    monkeypatch.setattr(yaml_dossier, "get_close_matches", counted)
    unknown = "".join(f"onbekend{number}: x\n" for number in range(2_000))
    with pytest.raises(DossierImportError) as refused:
        yaml_dossier.read(f"titel: Voorbeeld\n{unknown}".encode(), bestandsnaam="veel.yaml")
    assert "onbekend0" in refused.value.melding
    assert "Er zijn nog meer fouten." in refused.value.melding
    assert len(calls) == yaml_dossier.MAX_UITLEG
