"""What is new, changed and gone between two sets of rows."""

import pytest

from qualifications.importing.comparing import MAX_COMPARISONS, compare_rows, describe, likeness, trigrams
from qualifications.importing.rows import KWALIFICATIE, TABELLEN
from tests.unending import ends

PER_NAAM = {tabel.naam: tabel for tabel in (KWALIFICATIE, *TABELLEN)}
EIS = PER_NAAM["eis"]


def eis(tekst, werkproces="B1-K1-W1", position=0, **changes):
    row = dict.fromkeys(EIS.kolommen, "") | {"kerntaak": None, "kwalificatie": None, "soort": "gedrag"}
    return row | {"werkproces": werkproces, "tekst": tekst, "position": position} | changes


def rows(*texts, **changes):
    return EIS.key_by(
        {"pk": place, **eis(tekst, position=place, **changes)} for place, tekst in enumerate(texts, start=100)
    )


def rewritten(verschil):
    return {
        change.oud["tekst"]: change.nieuw["tekst"] for change in verschil.gewijzigd if change.is_zichtbaar
    }


def test_compare_rows_with_the_same_rows_finds_nothing():
    assert not compare_rows(EIS, rows("meet", "zaagt"), rows("meet", "zaagt"))


def test_compare_rows_with_other_order_changes_only_the_place():
    verschil = compare_rows(EIS, rows("meet", "zaagt"), rows("zaagt", "meet"))
    assert [each.oud["tekst"] for each in verschil.gewijzigd] == ["zaagt", "meet"]
    assert rewritten(verschil) == {}
    assert (verschil.nieuw, verschil.vervallen) == ([], [])


def test_compare_rows_pairs_a_rewritten_text_with_the_one_it_looks_like():
    verschil = compare_rows(
        EIS,
        rows("meet de maat van het product", "ruimt de werkplek op"),
        rows("overlegt met een collega", "ruimt altijd de werkplek op", "meet elke maat van het product"),
    )
    assert rewritten(verschil) == {
        "meet de maat van het product": "meet elke maat van het product",
        "ruimt de werkplek op": "ruimt altijd de werkplek op",
    }
    assert [row["tekst"] for row in verschil.nieuw] == ["overlegt met een collega"]
    assert verschil.vervallen == []


def test_compare_rows_does_not_pair_texts_that_are_not_alike():
    verschil = compare_rows(EIS, rows("meet de maat"), rows("overlegt met een collega"))
    assert rewritten(verschil) == {}
    assert [row["tekst"] for row in verschil.nieuw] == ["overlegt met een collega"]
    assert [row["tekst"] for row in verschil.vervallen] == ["meet de maat"]


@pytest.mark.parametrize("other", [{"werkproces": "B1-K1-W2"}, {"soort": "resultaat"}, {"kwalificatie": 2}])
def test_compare_rows_does_not_pair_texts_of_another_place(other):
    verschil = compare_rows(EIS, rows("meet de maat"), rows("meet de maten", **other))
    assert (len(verschil.nieuw), len(verschil.vervallen)) == (1, 1)


def test_compare_rows_of_a_table_with_codes_never_pairs():
    tabel = PER_NAAM["werkproces"]
    row = dict.fromkeys(tabel.kolommen, "meet de maat")
    verschil = compare_rows(
        tabel, tabel.key_by([row | {"code": "B1-K1-W1"}]), tabel.key_by([row | {"code": "B1-K1-W2"}])
    )
    assert (len(verschil.nieuw), len(verschil.vervallen), verschil.gewijzigd) == (1, 1, [])


def test_compare_rows_of_very_many_rewritten_lines_comes_to_an_end():
    number = 20_000
    assert number > MAX_COMPARISONS / 2
    old = rows(*(f"regel {place} is oud" for place in range(number)))
    new = rows(*(f"iets heel anders {place}" for place in range(number)))
    with ends():  # every pair would take an hour
        verschil = compare_rows(EIS, old, new)
    assert len(verschil.nieuw) == number


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("werkt veilig", "WERKT veilig", 1, 1),
        ("werkt veilig", "werkt altijd veilig", 0.6, 0.9),
        ("werkt veilig", "overlegt met een collega", 0, 0.2),
        ("a", "b", 0, 0),
        ("", "", 1, 1),
    ],
)
def test_likeness_of_texts(one, other, low, high):
    assert low <= likeness(trigrams(one), trigrams(other)) <= high


@pytest.mark.parametrize(
    ("naam", "row", "words"),
    [
        ("kwalificatie", {"profiel": 2, "crebo": "99002", "titel": "Maker"}, "Kwalificatie P2 99002 Maker"),
        ("kerntaak", {"code": "P2-K1", "titel": "Maakt", "kwalificatie": 2}, "Kerntaak P2-K1 Maakt"),
        (
            "werkproces",
            {"code": "B1-K1-W2", "titel": "Meet", "kerntaak": "B1-K1"},
            "Werkproces B1-K1-W2 Meet",
        ),
        ("eis", eis("zaagt", kwalificatie=3), "Eis B1-K1-W1 P3 “zaagt”"),
        (
            "uitstroom",
            {"werkproces": "B1-K1-W1", "kwalificatie": 1, "voorstel": False},
            "Uitstroom B1-K1-W1 P1 geldt niet",
        ),
        ("context", {"naam": "Metaal"}, "Context “Metaal”"),
    ],
)
def test_describe_names_a_row_by_its_codes(naam, row, words):
    assert words in describe(PER_NAAM[naam], row)


def test_describe_has_words_for_every_table():
    assert len(PER_NAAM) >= 14
    for tabel in PER_NAAM.values():
        empty = dict.fromkeys(tabel.kolommen, "") | {
            "kwalificatie": None,
            "kerntaak": None,
            "werkproces": None,
        }
        assert describe(tabel, empty).strip()
