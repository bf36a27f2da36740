"""What a screen reader and a reader's window find in every document (aimed at PDF/UA-1)."""

import io
import re

import pikepdf
import pytest

from instruments.enums import OpdrachtSoort
from instruments.pdf import aantal_paginas
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import (
    bladen,
    bladwijzers,
    druk,
    lettertypen,
    poppler,
    structuur,
    vlak,
    voorgelezen,
)

DOCUMENTEN = {
    "formulier": pdf_inhoud.formulier(),
    "punten": pdf_inhoud.formulier(2, 3, **pdf_inhoud.punten()),
    "aanvulopdracht": pdf_inhoud.opdracht(),
    "voorbeeldexamenopdracht": pdf_inhoud.opdracht(
        OpdrachtSoort.VOORBEELD,
        kerntaak_code="B1-K1",
        kerntaak_titel="Vervaardigt producten en/of onderdelen",
    ),
}
elk_document = pytest.mark.parametrize("inhoud", DOCUMENTEN.values(), ids=DOCUMENTEN.keys())


@elk_document
def test_document_printed_is_tagged_and_says_its_language(inhoud):
    with pikepdf.open(io.BytesIO(druk(inhoud))) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.StructTreeRoot.K[0].S) == "/Document"
        assert all(str(page.Tabs) == "/S" for page in pdf.pages)


def test_document_printed_has_a_title_and_names_no_person_or_machine():
    with pikepdf.open(io.BytesIO(druk(DOCUMENTEN["formulier"]))) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert re.fullmatch(r"WeasyPrint [\d.]+", info.pop("/Producer"))
    assert info == {
        "/Title": "25895 B1-K1 Beoordelingsformulier – Vervaardigt producten en/of onderdelen",
        "/Author": "Examenservice",
        "/Creator": "Examenservice",
        "/CreationDate": "D:20261120",
        "/ModDate": "D:20261120",
    }


def test_assignment_for_a_context_printed_names_it_in_the_title():
    with pikepdf.open(io.BytesIO(druk(DOCUMENTEN["aanvulopdracht"]))) as pdf:
        assert (
            str(pdf.docinfo.Title) == "25895 Aanvulopdracht – Allround medewerker productietechniek, Metaal"
        )


@elk_document
def test_document_printed_uses_only_embedded_plex(inhoud):
    fonts = lettertypen(druk(inhoud))
    assert {embedded for _, embedded, _ in fonts} == {"yes"}
    assert {name.split("+")[1].split("-")[1] for name, _, _ in fonts} == {"Plex"}


@elk_document
def test_headings_of_the_tag_tree_have_one_h1_and_skip_no_level(inhoud):
    levels = [int(tag[1]) for tag, _, _ in vlak(structuur(druk(inhoud))) if re.fullmatch(r"H[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@elk_document
def test_bookmarks_equal_the_headings(inhoud):
    pdf = druk(inhoud)
    headings = _headings(voorgelezen(pdf))
    assert len(headings) > 5
    assert bladwijzers(pdf) == headings


def _headings(struct_text):
    """(level, text) of the headings that poppler reads in the tag tree."""
    found, depth = [], None
    for line in struct_text.splitlines():
        indent = len(line) - len(line.lstrip())
        if match := re.match(r"H([1-6]) \(block\)|H([1-6])", line.strip()):
            depth = indent
            found.append((int(match[1] or match[2]), ""))
        elif depth is not None and indent <= depth:
            depth = None
        elif depth is not None and line.strip().startswith('"'):
            level, text = found[-1]
            found[-1] = (level, text + line.strip().strip('"'))
    return [(level, " ".join(text.split())) for level, text in found]


@elk_document
def test_every_table_says_what_its_head_cells_head(inhoud):
    tables = [element for element in vlak(structuur(druk(inhoud))) if element[0] == "Table"]
    assert tables
    for table in tables:
        heads = [attributes for tag, attributes, _ in vlak(table) if tag == "TH"]
        assert heads and all(attributes.get("/Scope") in ("/Column", "/Row") for attributes in heads)
    with_head = [table for table in tables if any(tag == "THead" for tag, _, _ in vlak(table))]
    assert with_head
    for table in with_head:
        head = next(element for element in vlak(table) if element[0] == "THead")
        assert {attributes["/Scope"] for tag, attributes, _ in vlak(head) if tag == "TH"} == {"/Column"}


def test_criteria_table_is_one_table_per_werkproces_and_page():
    inhoud = pdf_inhoud.formulier(3, 4)
    tables = [element for element in vlak(structuur(druk(inhoud))) if element[0] == "Table"]
    columns = [sum(tag == "TH" for tag, _, _ in vlak(table[2][0])) for table in tables]
    assert columns.count(5) == 3


@elk_document
def test_head_and_foot_are_not_read_out(inhoud):
    """On paper on every page, in the tag tree on none: they are artifacts."""
    pdf = druk(inhoud)
    assert all("CONCEPT · dossier 23361, editie 2023" in page for page in bladen(pdf))
    assert "CONCEPT · dossier 23361, editie 2023" not in voorgelezen(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert all(b"/Artifact" in page.Contents.read_bytes() for page in document.pages)


@elk_document
def test_every_marked_content_belongs_to_an_element_that_can_be_reached(inhoud):
    with pikepdf.open(io.BytesIO(druk(inhoud))) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        reached = {element.objgen for element in _reached(pdf.Root.StructTreeRoot.K[0])}
        for page in pdf.pages:
            marked = {int(n) for n in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())}
            owners = parents[int(page.StructParents)]
            assert marked
            assert all(owners[mcid].objgen in reached for mcid in marked)
            assert all(owner is None or owner.objgen in reached for owner in owners)


def _reached(element):
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _reached(kid)


def test_form_read_out_follows_the_page():
    """Reading order equals visual order: the same words in the same order as on the page."""
    pdf = druk(DOCUMENTEN["formulier"])
    read = re.sub(r'^\s*"|"$|^.*(?<!")$', "", voorgelezen(pdf), flags=re.MULTILINE)
    marks = [
        "Kandidaat en beoordelaars", "Studentnummer", "Beoordelaar school", "Zo vult u dit formulier in", "Schaal",
        "Wanneer geeft u dit?", "Beoordeling per werkproces", "B1-K1-W1", "Resultaat B1-K1-W1", "B1-K1-W2",
        "Cesuur per werkproces", "Resultaat kerntaak", "Handtekeningen", "Bijlage",
    ]  # fmt: skip
    seen = " ".join(poppler("pdftotext", pdf, "-raw").split())
    spoken = " ".join(read.split())
    assert _in_order(seen, marks) and _in_order(spoken, marks)


def _in_order(text, marks):
    position = 0
    for mark in marks:
        position = text.find(mark, position)
        if position < 0:
            return False
        position += len(mark)
    return True


def test_links_of_the_contents_are_announced_by_their_words():
    with pikepdf.open(io.BytesIO(druk(DOCUMENTEN["aanvulopdracht"]))) as pdf:
        links = [str(annot.Contents) for annot in pdf.pages[0].Annots]
    assert links[:2] == ["Voor de school", "1. Doel van deze aanvulopdracht"]


def test_aantal_paginas_counts_what_another_program_counts():
    pdf = druk(DOCUMENTEN["formulier"])
    assert aantal_paginas(pdf) == len(bladen(pdf)) == 5
