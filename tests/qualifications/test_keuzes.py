"""Which "of" leaves a choice, and which asks a question or is a fixed expression."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualifications.keuzes import find_keuzes


def words(tekst):
    return [tekst[keuze.begin : keuze.eind] for keuze in find_keuzes(tekst)]


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("kiest gereedschap en/of materiaal", ["en/of"]),
        ("werkt met hout of metaal", ["of"]),
        ("werkt met hout, metaal of kunststof", ["of"]),
        ("meet, zaagt en/of boort met hand- of machinegereedschap", ["en/of", "of"]),
        ("kiest gereedschap en / of materiaal", ["en / of"]),
        ("kiest gereedschap EN/OF materiaal", ["EN/OF"]),
        ("kiest gereedschap en\nof materiaal", ["of"]),
        ("controleert of het klopt en/of past", ["en/of"]),
    ],
)
def test_find_keuzes_finds_each_word_of_choice(tekst, expected):
    assert words(tekst) == expected
    assert [keuze.woord for keuze in find_keuzes(tekst)] == expected


@pytest.mark.parametrize(
    "tekst",
    [
        "werkt nauwkeurig",
        "",
        "gaat na of het product klopt",
        "controleert of de maten kloppen",
        "beoordeelt kritisch of de opdracht maakbaar is",
        "keurt het product goed of af",
        "vraagt of de klant tevreden is",
        "stelt vast of het werk af is",
        "beoordeelt, of het past",
        "werkt al of niet samen",
        "kiest een of meer materialen",
        "kiest één of meerdere materialen",
        "loopt over het hof naar de stofzuiger",
        "Of het nu regent",
    ],
)
def test_find_keuzes_finds_none_where_nothing_is_left_open(tekst):
    assert words(tekst) == []


def test_find_keuzes_after_a_question_still_finds_the_choice():
    assert words("gaat na of hout of metaal past") == ["of"]
    assert find_keuzes("gaat na of hout of metaal past")[0].begin == len("gaat na of hout ")


@given(st.lists(st.sampled_from(["of", "en/of", "hout", "na", "al", "niet", "een", "meer", ",", "\n"])))
def test_find_keuzes_of_any_words_gives_places_in_order_that_do_not_overlap(parts):
    tekst = " ".join(parts)
    keuzes = find_keuzes(tekst)
    assert all(tekst[begin:eind] == woord for begin, eind, woord in keuzes)
    places = [place for keuze in keuzes for place in (keuze.begin, keuze.eind)]
    assert places == sorted(set(places))
    assert len(keuzes) <= parts.count("of") + parts.count("en/of")
