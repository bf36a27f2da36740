"""Texts, dates and numbers as sources write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications.readers import text
from tests.unending import ends


def test_clean_of_running_text_keeps_lines_and_takes_blanks_away():
    assert text.clean("  Een\r\n tweede  zin \n\n\n\nslot\xa0hier \n") == "Een\ntweede  zin\n\nslot hier"


def test_clean_of_decomposed_letters_gives_nfc():
    assert text.clean("cree\u0308erd") == "creëerd"


def test_clean_of_characters_that_cannot_be_stored_shows_where_they_were():
    assert text.clean("a\x00b\ud800c") == "a\ufffdb\ufffdc"


@given(st.text())
def test_clean_is_idempotent_and_always_storable(tekst):
    schoon = text.clean(tekst)
    assert text.clean(schoon) == schoon
    assert schoon == schoon.strip()
    schoon.encode("utf-8")
    assert "\x00" not in schoon


def test_clean_line_of_a_title_is_one_line_without_trailing_blank():
    assert (
        text.clean_line("Gespecialiseerd\n pedagogisch  medewerker ")
        == "Gespecialiseerd pedagogisch medewerker"
    )


def test_plain_of_labeltext_with_escaped_markup_gives_paragraphs_and_dashes():
    fragment = (
        "<labeltext>\n &lt;h1&gt;Kop&lt;/h1&gt;\n&lt;p&gt;Een\nzin.&lt;/p&gt;"
        "x&lt;br&gt;y&lt;ul&gt;&lt;li&gt;a;&lt;/li&gt;\n&lt;li&gt;b.&lt;/li&gt;&lt;/ul&gt;</labeltext>"
    )
    assert text.plain(fragment) == "Kop\n\nEen zin.\n\nx\ny\n\n- a;\n- b."


def test_plain_of_xhtml_keeps_the_address_of_a_link_once():
    fragment = (
        '<xhtml><p><font size="3">R&amp;D</font> <a href="http://a.nl/x">www</a>, '
        '<a href="http://b.nl/">b.nl</a> &lt; 3</p></xhtml>'
    )
    assert text.plain(fragment) == "R&D www (http://a.nl/x), b.nl < 3"


def test_plain_of_text_with_angle_brackets_is_left_alone():
    assert text.plain("kies <andere> & “1 < 2” &amp;") == "kies <andere> & “1 < 2” &amp;"


@pytest.mark.parametrize("piece", ["<", "<a", "<a href=", "&lt;", "<p>", "<td>", "&", " <a href='x'>y</a>"])
def test_plain_of_hostile_markup_comes_to_an_end(piece):
    fragment = "<xhtml>" + piece * (1_000_000 // len(piece))
    with ends():  # a pattern that tries every two places of a million would not
        assert isinstance(text.plain(fragment), str)


@pytest.mark.parametrize(
    ("function", "tekst", "value"),
    [
        (text.dutch_date, "01-08-2015", date(2015, 8, 1)),
        (text.dutch_date, " 1-8-2015 ", date(2015, 8, 1)),
        (text.dutch_date, "", None),
        (text.iso_date, "2023-08-01", date(2023, 8, 1)),
        (text.iso_date, None, None),
        (text.factor, "1,10", Decimal("1.10")),
        (text.factor, "1.0", Decimal("1.0")),
        (text.factor, "", None),
        (text.whole, "4800", 4800),
        (text.whole, " ", None),
        (text.yes_no, "Ja", True),
        (text.yes_no, "nee", False),
        (text.yes_no, "", None),
        (text.crebo_code, " 25895 ", "25895"),
        (text.crebo_code, "", ""),
    ],
)
def test_value_as_written_becomes_a_plain_value(function, tekst, value):
    assert function(tekst) == value


@pytest.mark.parametrize(
    ("function", "tekst", "words"),
    [
        (text.dutch_date, "2015-08-01", "dag-maand-jaar"),
        (text.dutch_date, "31-02-2015", "niet bestaat"),
        (text.dutch_date, "٠1-08-2015", "geen datum"),
        (text.iso_date, "01-08-2015", "jaar-maand-dag"),
        (text.factor, "100", "geen factor"),
        (text.factor, "1,105", "geen factor"),
        (text.whole, "1_0", "geen heel getal"),
        (text.whole, "٣", "geen heel getal"),
        (text.yes_no, "misschien", "Ja of Nee"),
        (text.crebo_code, "2589", "crebo 2589 heeft 4 cijfers; een crebo heeft er 5."),
        (text.crebo_code, "٢٥٨٩٥", "niet alleen uit cijfers"),
    ],
)
def test_value_that_is_wrong_is_refused_with_a_sentence(function, tekst, words):
    with pytest.raises(ValueError, match=words):
        function(tekst)
