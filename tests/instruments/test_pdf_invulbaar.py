"""The fillable variant: names and tooltips of the fields, and that it is the same form."""

import io
import subprocess

import pikepdf
from PIL import Image, ImageChops

from instruments.pdf import aantal_paginas
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import bladen, druk, structuur, velden, vlak

KLEIN = pdf_inhoud.formulier(1, 2)
OVG = ["Onvoldoende", "Voldoende", "Goed"]


def keuzes(vraag):
    return "Btn", vraag, [f"{vraag}: {woord}" for woord in OVG]


def tekst(tooltip, places=()):
    return "Tx", tooltip, list(places)


def test_fillable_form_has_exactly_these_fields_and_tooltips():
    assert velden(druk(KLEIN, invulbaar=True)) == {
        "kandidaat.naam": tekst(
            "Naam van de kandidaat", ["Naam van de kandidaat", "Kandidaat, voor gezien: naam"]
        ),
        "kandidaat.studentnummer": tekst("Studentnummer"),
        "kandidaat.klas": tekst("Klas"),
        "afname.school": tekst("School"),
        "afname.bedrijf": tekst("Bedrijf waar het examen is"),
        "afname.datum": tekst("Datum van het examen"),
        "afname.context-1": ("Btn", "Context: Metaal", []),
        "afname.context-2": ("Btn", "Context: Precisietechniek", []),
        "beoordelaar-bedrijf.naam": tekst(
            "Naam van de beoordelaar van het bedrijf",
            ["Naam van de beoordelaar van het bedrijf", "Beoordelaar bedrijf: naam"],
        ),
        "beoordelaar-bedrijf.functie": tekst("Functie van de beoordelaar van het bedrijf"),
        "beoordelaar-bedrijf.datum-handtekening": tekst("Beoordelaar bedrijf: datum"),
        "beoordelaar-school.naam": tekst(
            "Naam van de beoordelaar van de school",
            ["Naam van de beoordelaar van de school", "Beoordelaar school: naam"],
        ),
        "beoordelaar-school.functie": tekst("Functie van de beoordelaar van de school"),
        "beoordelaar-school.datum-handtekening": tekst("Beoordelaar school: datum"),
        "kandidaat.datum-handtekening": tekst("Kandidaat, voor gezien: datum"),
        "B1-K1-W1.c01.oordeel": keuzes("B1-K1-W1, criterium 1"),
        "B1-K1-W1.c01.motivatie": tekst("B1-K1-W1, criterium 1: motivatie"),
        "B1-K1-W1.c02.oordeel": keuzes("B1-K1-W1, criterium 2"),
        "B1-K1-W1.c02.motivatie": tekst("B1-K1-W1, criterium 2: motivatie"),
        "B1-K1-W1.resultaat": keuzes("Resultaat werkproces B1-K1-W1"),
        "uitslag.B1-K1-W1": keuzes("Uitslag werkproces B1-K1-W1"),
        "uitslag.B1-K1": keuzes("Uitslag kerntaak B1-K1"),
        "uitslag.toelichting": tekst("Toelichting bij het resultaat"),
    }


def test_fillable_form_with_points_asks_for_points_as_text():
    names = velden(druk(pdf_inhoud.formulier(1, 1, **pdf_inhoud.punten(3)), invulbaar=True))
    assert len(names["B1-K1-W1.c01.oordeel"][2]) == 4
    assert names["B1-K1-W1.resultaat"] == tekst("B1-K1-W1: aantal punten")
    assert {"uitslag.B1-K1-punten", "uitslag.B1-K1", "uitslag.B1-K1-W1"} <= names.keys()


def test_code_with_full_stops_does_not_break_the_tree_of_names():
    blok = pdf_inhoud.werkproces(1, 1, code="1.3")
    inhoud = pdf_inhoud.replace(KLEIN, werkprocessen=(blok,), kerntaak_code="1.0")
    names = velden(druk(inhoud, invulbaar=True))
    assert {"1-3.c01.oordeel", "1-3.resultaat", "uitslag.1-3", "uitslag.1-0"} <= names.keys()


def test_plain_form_has_no_fields():
    with pikepdf.open(io.BytesIO(druk(KLEIN))) as pdf:
        assert "/AcroForm" not in pdf.Root
    with pikepdf.open(io.BytesIO(druk(KLEIN, invulbaar=True))) as pdf:
        assert "/AcroForm" in pdf.Root


def test_assignment_asked_fillable_is_the_same_document():
    assert druk(pdf_inhoud.opdracht(), invulbaar=True) == druk(pdf_inhoud.opdracht())


def test_no_name_of_a_field_contains_a_full_stop_and_every_kid_knows_its_parent():
    with pikepdf.open(io.BytesIO(druk(KLEIN, invulbaar=True))) as pdf:
        todo = [(None, field) for field in pdf.Root.AcroForm.Fields]
        seen = 0
        while todo:
            parent, field = todo.pop()
            seen += 1
            assert "." not in str(field.get("/T", ""))
            assert parent is None or field.Parent.objgen == parent.objgen
            todo += [(field, kid) for kid in field.get("/Kids", [])]
    assert seen > 30


def test_every_place_of_a_field_stands_in_the_tag_tree():
    pdf = druk(KLEIN, invulbaar=True)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = sum(
            annot.Subtype == "/Widget" for page in document.pages for annot in page.get("/Annots", [])
        )
    assert places == sum(tag == "Form" for tag, _, _ in vlak(structuur(pdf)))
    assert places == 36


def test_motivation_takes_more_lines_and_a_name_only_one():
    multiline = 1 << 12
    fields = _field_objects(druk(KLEIN, invulbaar=True))
    assert fields["B1-K1-W1.c01.motivatie"] & multiline
    assert fields["uitslag.toelichting"] & multiline
    assert not fields["kandidaat.naam"] & multiline


def _field_objects(pdf):
    """Full name → flags."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return dict(_flags(field, "") for field in _leaves(document))


def _leaves(document):
    todo = list(document.Root.AcroForm.Fields)
    while todo:
        field = todo.pop()
        kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        todo += kids
        if not kids:
            yield field


def _flags(field, _prefix):
    names, node = [], field
    while node is not None:
        names.append(str(node.T))
        node = node.get("/Parent")
    return ".".join(reversed(names)), int(field.get("/Ff", 0))


def test_fillable_form_has_the_same_text_and_looks_the_same():
    plain, fillable = druk(KLEIN), druk(KLEIN, invulbaar=True)
    assert bladen(fillable) == bladen(plain)
    for number in range(1, aantal_paginas(plain) + 1):
        difference = ImageChops.difference(_image(plain, number), _image(fillable, number))
        assert difference.getbbox() is None


def test_filled_form_shows_the_cross_and_the_text():
    """The control of the test above: what is filled in can be seen."""
    fillable = druk(KLEIN, invulbaar=True)
    filled = _filled(fillable)
    differing = [
        number
        for number in range(1, aantal_paginas(filled) + 1)
        if ImageChops.difference(_image(fillable, number), _image(filled, number)).getbbox()
    ]
    assert differing == [1, 2]
    assert [page.count("Anna Voorbeeld") for page in bladen(filled)] == [1, 1, 0]
    assert _cross_boxes(fillable) == 0 and _cross_boxes(filled) == 1


def _cross_boxes(pdf):
    """How many places on the page of the criteria are pressed, as another program draws them: dark in their middle."""
    image = _image(pdf, 2, resolution=144)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        places = [
            [float(x) for x in annot.Rect]
            for annot in document.pages[1].Annots
            if "/AP" in annot and annot.AP.N.get("/Off") is not None
        ]
    assert len(places) == 15
    return sum(
        image.convert("L").getpixel((int(x0 + x1), image.height - int(y0 + y1))) < 128
        for x0, y0, x1, y1 in places
    )


def _filled(pdf):
    """The form with a name typed and the first button of the first criterium pressed."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for field in _leaves(document):
            name, _ = _flags(field, "")
            if name == "kandidaat.naam":
                field.V = pikepdf.String("Anna Voorbeeld")
            if name == "B1-K1-W1.c01.oordeel":
                field.V = field.Kids[0].AS = pikepdf.Name("/0")
        document.save(output)
    return output.getvalue()


def _image(pdf, number, resolution=60):
    command = ["pdftoppm", "-r", str(resolution), "-f", str(number), "-singlefile", "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
