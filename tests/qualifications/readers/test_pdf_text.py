"""Text out of a PDF: what is read, what is refused, and how long it may take."""

import io
import re

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from qualifications.readers import pdf_text as module
from qualifications.readers.pdf_text import is_pdf, pdf_text
from qualifications.structure import DossierImportError


def pdf_of(html):
    return HTML(string=f'<html lang="nl"><title>Voorbeeld</title>{html}</html>').write_pdf()


@pytest.fixture(scope="module")
def voorbeeld():
    return pdf_of(
        "<p>Eén voorbeeld met techno&shy;logieën</p><p style='page-break-before: always'>Tweede bladzijde</p>"
    )


def refusal(inhoud):
    with pytest.raises(DossierImportError) as refused:
        pdf_text(inhoud)
    return str(refused.value)


def test_pdf_text_gives_lines_and_page_breaks(voorbeeld):
    assert is_pdf(voorbeeld)
    assert [page.split() for page in pdf_text(voorbeeld).split("\f")] == [
        ["Eén", "voorbeeld", "met", "technologieën"],
        ["Tweede", "bladzijde"],
        [],
    ]


def test_pdf_text_keeps_a_hyphen_at_the_end_of_a_line():
    assert pdf_text(pdf_of("<p>inkoop-<br>verkoop</p>")).split() == ["inkoop-", "verkoop"]


def test_pdf_text_encrypted_is_refused(voorbeeld):
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(voorbeeld)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="eigenaar", user="gebruiker"))

    assert "beveiligd" in refusal(buffer.getvalue())


def test_pdf_text_without_text_is_refused():
    assert "scan" in refusal(pdf_of("<div style='height: 5cm; background: red'></div>"))


def test_pdf_text_with_too_many_pages_is_refused():
    inhoud = pdf_of("<p style='page-break-before: always'>x</p>" * 201)

    assert "meer dan 200 pagina's" in refusal(inhoud)


def test_pdf_text_larger_than_the_limit_is_refused():
    assert "groter dan 20 MB" in refusal(b"%PDF-1.7" + bytes(20_000_000))


def test_pdf_text_with_more_text_than_the_limit_is_refused(monkeypatch, voorbeeld):
    monkeypatch.setattr(module, "MAX_TEKST", 10)

    assert "te groot" in refusal(voorbeeld)


def test_pdf_text_without_the_program_says_what_is_missing(monkeypatch, voorbeeld):
    monkeypatch.setenv("PATH", "")

    assert "poppler-utils" in refusal(voorbeeld)


def test_pdf_text_drawing_without_end_is_stopped(monkeypatch):
    """Twelve forms that each draw the next one ten times: ten million million strokes in 3 kB."""
    with pikepdf.new() as pdf:
        form = pdf.make_stream(b"0 0 m 1 1 l S ", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        for _layer in range(12):
            form.BBox = [0, 0, 1, 1]
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form = pdf.make_stream(
                b"/F Do " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, Resources=inner
            )
        page = pdf.add_blank_page()
        page.Contents, page.Resources = pdf.make_stream(b"/F Do " * 10), form.Resources
        buffer = io.BytesIO()
        pdf.save(buffer)
    monkeypatch.setattr(module, "SECONDEN", 1)

    assert re.search("te groot om te lezen|langer dan 1 seconden", refusal(buffer.getvalue()))


@settings(max_examples=40)
@given(st.data())
def test_pdf_text_damaged_gives_text_or_a_refusal(voorbeeld, data):
    begin = data.draw(st.integers(0, len(voorbeeld)))
    einde = data.draw(st.integers(begin, min(len(voorbeeld), begin + 300)))

    try:
        tekst = pdf_text(voorbeeld[:begin] + data.draw(st.binary(max_size=30)) + voorbeeld[einde:])
    except DossierImportError as error:
        assert error.melding[-1] == "."
    else:
        assert isinstance(tekst, str)
