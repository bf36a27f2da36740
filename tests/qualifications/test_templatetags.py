"""Small helps of the dossier pages."""

from datetime import date
from decimal import Decimal

import pytest

from qualifications.templatetags.dossiers import gezocht, veldnaam, waarde


@pytest.mark.parametrize(
    ("tekst", "woorden", "html"),
    [
        ("Techniek", [], "Techniek"),
        ("Techniek", ["tech"], "<mark>Tech</mark>niek"),
        ("<b>", ["b"], "&lt;<mark>b</mark>&gt;"),
        ("a.c abc", ["a.c"], "<mark>a.c</mark> abc"),
        ("25895", ["258", "95"], "<mark>258</mark><mark>95</mark>"),
    ],
)
def test_gezocht_marks_the_words_and_escapes_the_rest(tekst, woorden, html):
    assert gezocht(tekst, woorden) == html


@pytest.mark.parametrize(
    ("inhoud", "tekst"),
    [
        (None, "leeg"),
        ("", "leeg"),
        (True, "ja"),
        (False, "nee"),
        (0, "0"),
        (date(2023, 8, 1), "1 augustus 2023"),
        (Decimal("1.10"), "1.10"),
        ("tekst", "tekst"),
    ],
)
def test_waarde_is_what_a_person_reads(inhoud, tekst):
    assert waarde(inhoud) == tekst


def test_veldnaam_is_the_dutch_name_of_a_column():
    assert veldnaam("domein_titel") == "opleidingsdomein"
    assert veldnaam("onbekend") == "onbekend"
