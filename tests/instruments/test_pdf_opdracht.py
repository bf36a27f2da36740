"""Aanvulopdracht and voorbeeldexamenopdracht: documents to read."""

import re

import pytest

from instruments.content import Deel, short_hash
from instruments.enums import Lezer, OpdrachtSoort
from instruments.pdf.markup import html_van
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import bladen, bladwijzers, druk, structuur, vlak

AANVUL = pdf_inhoud.opdracht()
VOORBEELD = pdf_inhoud.opdracht(OpdrachtSoort.VOORBEELD)


def met_tekst(tekst):
    return pdf_inhoud.replace(AANVUL, delen=(Deel(lezer=Lezer.SCHOOL, titel="Deel", tekst=tekst),))


def test_title_page_states_the_facts():
    page = bladen(druk(AANVUL))[0]
    for fact in (
        r"Crebo +25895", r"Kwalificatie +Allround medewerker productietechniek", r"Niveau +3",
        r"Kerntaak +Alle kerntaken van de kwalificatie", r"Context +Metaal",
        r"Kwalificatiedossier +Productietechniek \(23361\), editie 2023", r"Versie +CONCEPT, 20 november 2026",
        rf"Kenmerk +{short_hash(AANVUL)}", "voorbeeldinhoud",
    ):  # fmt: skip
        assert re.search(fact, page), fact


def test_assignment_for_every_context_says_so():
    assert re.search(r"Context +Alle contexten", bladen(druk(pdf_inhoud.opdracht(context="")))[0])


@pytest.mark.parametrize("inhoud", [AANVUL, VOORBEELD], ids=["aanvul", "voorbeeld"])
def test_contents_give_the_page_on_which_each_section_begins(inhoud):
    pages = bladen(druk(inhoud))
    listed = re.findall(r"^ *(\d+\. .+?) +(\d+)$", pages[0], re.MULTILINE)
    assert [title for title, _ in listed] == [
        f"{number}. {deel.titel}" for number, deel in enumerate(inhoud.delen, 1)
    ]
    for title, page in listed:
        assert re.search(rf"^ *{re.escape(title)}$", pages[int(page) - 1], re.MULTILINE)


def test_each_reader_has_an_own_part_that_begins_on_an_own_page():
    kort = tuple(pdf_inhoud.replace(deel, tekst="Kort.") for deel in VOORBEELD.delen)
    pages = bladen(druk(pdf_inhoud.replace(VOORBEELD, delen=kort)))
    first_lines = [next(line.strip() for line in page.splitlines()[2:] if line.strip()) for page in pages]
    assert first_lines == ["Voorbeeldexamenopdracht", "Voor de student", "Voor de beoordelaar"]
    assert "Afnamecondities" not in pages[1] and "Wat lever je in?" in pages[1]
    assert "Afnamecondities" in pages[2] and "Wat lever je in?" not in pages[2]


def test_bookmarks_follow_parts_sections_and_headings_in_the_text():
    titles = bladwijzers(druk(AANVUL))
    assert titles[:5] == [
        (1, "Allround medewerker productietechniek"),
        (2, "Inhoud"),
        (2, "Voor de school"),
        (3, "1. Doel van deze aanvulopdracht"),
        (4, "Wat vast staat en wat gekozen mag worden"),
    ]


def test_table_of_markdown_has_a_head_row():
    tables = [
        t for t in vlak(structuur(druk(met_tekst("| a | b |\n|---|---|\n| c | d |")))) if t[0] == "Table"
    ]
    assert [tag for tag, _, _ in vlak(tables[-1]) if tag in ("THead", "TH", "TBody", "TD")] == [
        "THead", "TH", "TH", "TBody", "TD", "TD",
    ]  # fmt: skip


def test_long_table_of_markdown_repeats_its_head_row():
    rows = "\n".join(f"| rij{n:03d} | {'tekst ' * 12}|" for n in range(80))
    pages = [
        page for page in bladen(druk(met_tekst(f"| Kolom | Uitleg |\n|---|---|\n{rows}"))) if "rij0" in page
    ]
    assert len(pages) > 2
    assert all(re.search(r"Kolom +Uitleg", page) for page in pages)
    assert re.findall(r"rij\d{3}", "".join(pages)) == [f"rij{n:03d}" for n in range(80)]


# --- Markdown --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("duurt [[aantal uren]].", '<p>duurt <span class="open-punt">Open punt: aantal uren</span>.</p>'),
        ("[[a <b> & c]]", '<p><span class="open-punt">Open punt: a &lt;b&gt; &amp; c</span></p>'),
        ("[[ ]] en [[los", "<p>[[ ]] en [[los</p>"),
        ("`[[code]]`", "<p><code>[[code]]</code></p>"),
        ("# Kop", "<h4>Kop</h4>"),
        ("# Een\n\n#### Diep", "<h4>Een</h4>\n<h5>Diep</h5>"),
        ("[tekst](https://voorbeeld.invalid)",
         '<p>tekst<span class="adres"> (https://voorbeeld.invalid)</span></p>'),
        ("![plaat](file:///etc/passwd)", "<p>![plaat](file:///etc/passwd)</p>"),
        ("<b>vet</b>", "<p>&lt;b&gt;vet&lt;/b&gt;</p>"),
    ],
)  # fmt: skip
def test_markdown_becomes_only_what_paper_can_show(markdown, html):
    assert html_van(markdown).strip() == html


def test_table_of_markdown_divides_its_width_by_its_texts():
    html = html_van(f"| nr | tekst |\n|---|---|\n| 1 | {'lang ' * 40} |")
    assert '<col class="k10"><col class="k85">' in html
    assert '<th scope="col">nr</th>' in html


def test_open_point_printed_is_a_word_not_a_colour():
    text = " ".join("".join(bladen(druk(met_tekst("duurt [[aantal uren]].")))).split())
    assert "duurt Open punt: aantal uren ." in text
