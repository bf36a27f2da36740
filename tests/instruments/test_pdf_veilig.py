"""Nothing that a person types is fetched, run or attached: it is printed as the text it is."""

import io

import pikepdf
import pytest
from weasyprint import HTML

from instruments.content import Deel
from instruments.enums import Lezer
from instruments.pdf import Drukpers
from instruments.pdf.assets import FONTS, SCHEME, EigenBestanden
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import DATUM, poppler, zonder_wit

AANVALLEN = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    '<img src="http://127.0.0.1:9/x.png">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">bijlage</a>',
    '<link rel="stylesheet" href="file:///etc/passwd">',
    '<style>@import url("file:///etc/passwd");</style>',
    "<style>body{background:url(file:///etc/passwd)}</style>",
    '<p style="background:url(file:///etc/passwd)">',
    '<base href="file:///etc/">',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="file:///etc/passwd">',
    '<iframe src="file:///etc/passwd"></iframe>',
    '<svg><image href="file:///etc/passwd"/></svg>',
    '<svg><use href="file:///etc/passwd#x"/></svg>',
    '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
    "</title></textarea></form><h1>eruit",
    "![plaat](file:///etc/passwd)",
    "[bijlage](file:///etc/passwd)",
    "{{ kop.crebo }}{% include 'x' %}",
)


ALLES = " ".join(AANVALLEN)


def test_hostile_text_in_a_form_fetches_nothing_and_is_printed_as_text():
    pers = Drukpers()
    criteria = tuple(pdf_inhoud.criterium(tekst=aanval, is_cruciaal=False) for aanval in AANVALLEN)
    blok = pdf_inhoud.replace(pdf_inhoud.werkproces(1, 0), titel=ALLES, omschrijving=ALLES, criteria=criteria)
    inhoud = pdf_inhoud.replace(
        pdf_inhoud.formulier(1),
        werkprocessen=(blok,),
        kerntaak_titel=ALLES,
        contexten=(ALLES,),
        vakkennis=AANVALLEN,
        cesuur_werkproces=ALLES,
        cesuur_kerntaak=ALLES,
        niveaus=tuple(pdf_inhoud.replace(niveau, descriptor=ALLES) for niveau in pdf_inhoud.OVG),
    )
    pdf = pers.druk(inhoud, datum=DATUM, invulbaar=True)
    assert pers.geweigerd == ()
    _assert_harmless(pdf)
    text = zonder_wit(poppler("pdftotext", pdf, "-raw"))
    # Once as a criterium, once as vakkennis, and in each of nine texts.
    assert {aanval: text.count(zonder_wit(aanval)) >= 11 for aanval in AANVALLEN} == dict.fromkeys(
        AANVALLEN, True
    )


def test_hostile_markdown_in_an_assignment_fetches_nothing():
    pers = Drukpers()
    delen = tuple(
        Deel(
            lezer=Lezer.SCHOOL, titel=aanval, tekst=f"{aanval}\n\n| {aanval} |\n|---|\n| x |\n\n[[{aanval}]]"
        )
        for aanval in AANVALLEN
    )
    pdf = pers.druk(pdf_inhoud.opdracht(delen=delen, context=ALLES), datum=DATUM)
    assert pers.geweigerd == ()
    _assert_harmless(pdf)
    text = zonder_wit(poppler("pdftotext", pdf, "-raw"))
    for number, aanval in enumerate(AANVALLEN, 1):
        assert text.count(zonder_wit(f"{number}. {aanval}")) == 2  # in the contents and above the section
        assert zonder_wit(f"Open punt: {aanval}") in text


def _assert_harmless(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert "/OpenAction" not in document.Root and "/JavaScript" not in document.Root.get("/Names", {})
        for page in document.pages:
            for annot in page.get("/Annots", []):
                assert annot.Subtype in ("/Widget", "/Link") and "/A" not in annot
    assert b"root:x:0" not in pdf


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "data:text/css,p{}",
        "eigen:../settings.py",
        "EIGEN:IBMPlexSans",
    ],
)
def test_fetcher_refuses_every_other_address(address):
    fetcher = EigenBestanden()
    with pytest.raises(ValueError, match="Dit adres mag een document niet ophalen"):
        fetcher.fetch(address)
    assert fetcher.geweigerd == [address]


def test_fetcher_gives_our_own_fonts():
    fetcher = EigenBestanden()
    for name in FONTS:
        assert fetcher.fetch(SCHEME + name).read()[:4] == b"wOF2"
    assert fetcher.geweigerd == []


def test_fetcher_is_asked_and_refuses_when_html_gets_through():
    """The control: had the texts not been escaped, these addresses would have been asked for, and refused."""
    fetcher = EigenBestanden()
    html = "".join(
        aanval for aanval in AANVALLEN if aanval.startswith(("<img", "<link", "<style>@", "<p ", "<obj"))
    )
    pdf = HTML(string=html, url_fetcher=fetcher).write_pdf()
    assert "file:///etc/passwd" in fetcher.geweigerd
    assert "http://127.0.0.1:9/x.png" in fetcher.geweigerd
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
