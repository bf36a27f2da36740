import re

from hypothesis import given
from hypothesis import strategies as st

from instruments.filenames import bestandsnamen, invulbare_naam
from qualifications.models import Kwalificatie

KWALIFICATIE = Kwalificatie(pk=7, crebo="25895")


def test_bestandsnamen_say_crebo_kerntaak_context_and_kind():
    kenmerken = [
        ("B1-K1", "", "beoordelingsformulier"),
        ("", "Metaal", "aanvulopdracht"),
        ("", "", "aanvulopdracht"),
        ("1.3", "", "aanvulopdracht"),
        ("", "Łódź ø", "aanvulopdracht"),
    ]
    assert bestandsnamen(KWALIFICATIE, kenmerken) == [
        "25895-B1-K1-beoordelingsformulier.pdf",
        "25895-metaal-aanvulopdracht.pdf",
        "25895-aanvulopdracht.pdf",
        "25895-1-3-aanvulopdracht.pdf",
        "25895-lodz-o-aanvulopdracht.pdf",
    ]


def test_bestandsnamen_of_names_that_look_the_same_are_numbered():
    kenmerken = [("", naam, "aanvulopdracht") for naam in ("Metaal & hout", "Metaal hout", "金属", "木材")]
    assert bestandsnamen(KWALIFICATIE, kenmerken) == [
        "25895-metaal-hout-aanvulopdracht.pdf",
        "25895-metaal-hout-aanvulopdracht-2.pdf",
        "25895-context-aanvulopdracht.pdf",
        "25895-context-aanvulopdracht-2.pdf",
    ]


def test_bestandsnamen_without_crebo_use_a_number_of_our_own():
    assert bestandsnamen(Kwalificatie(pk=7, crebo=""), [("", "", "aanvulopdracht")]) == [
        "kwalificatie-7-aanvulopdracht.pdf"
    ]


def test_invulbare_naam_comes_beside_the_plain_one():
    assert invulbare_naam("25895-B1-K1-beoordelingsformulier.pdf") == (
        "25895-B1-K1-beoordelingsformulier-invulbaar.pdf"
    )


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=120)), max_size=6))
def test_bestandsnamen_of_any_text_are_safe_and_unique(paren):
    namen = bestandsnamen(KWALIFICATIE, [(code, naam, "aanvulopdracht") for code, naam in paren])
    assert len(set(namen)) == len(namen) == len(paren)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+\.pdf", naam) and len(naam) < 150 for naam in namen)
