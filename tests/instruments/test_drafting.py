import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.drafting.aanvulopdracht import Huboregel, aanvulopdracht
from instruments.drafting.criteria import criteriumtekst, draft_criteria
from instruments.drafting.opmaak import citaat, lijst, platte_tekst
from instruments.drafting.plan import Opdrachtplek, opdrachtplan
from instruments.drafting.stof import Contextstof, Eisstof, Kerntaakstof, Stof, Werkprocesstof
from instruments.drafting.voorbeeldopdracht import voorbeeldopdracht
from instruments.enums import Aanvulvorm, Lezer, OpdrachtSoort, Schaal
from instruments.openpunt import OPEN_PUNT, tel_open_punten
from instruments.pdf.markup import html_van
from qualifications.enums import EisSoort

AANVUL, VOORBEELD = OpdrachtSoort.AANVUL, OpdrachtSoort.VOORBEELD
METAAL = Contextstof(pk=1, naam="Metaal", omschrijving="Werk aan constructies.")
HOUT = Contextstof(pk=2, naam="Hout", omschrijving="")
HUBO = [Huboregel(letter="H", woord="haalbaar", vraag="Kan | het?")]
EISEN = (
    Eisstof(pk=11, soort=EisSoort.GEDRAG, tekst="kiest gereedschap en/of materiaal;"),
    Eisstof(pk=12, soort=EisSoort.RESULTAAT, tekst="Het product is klaar."),
    Eisstof(pk=13, soort=EisSoort.GEDRAG, tekst="werkt veilig."),
)
WERKPROCES = Werkprocesstof(pk=5, code="B1-K1-W1", titel="Bereidt voor", omschrijving="Leest.", eisen=EISEN)
KENNIS = (Eisstof(pk=14, soort=EisSoort.VAKKENNIS, tekst="kent voorbeeldmateriaal"),)
K1 = Kerntaakstof(pk=3, code="B1-K1", titel="Maakt iets", werkprocessen=(WERKPROCES,), vakkennis=KENNIS)
K2 = Kerntaakstof(pk=4, code="P2-K1", titel="Maakt meer")


def stof(*, kerntaken=(K1, K2), contexten=(METAAL, HOUT), niveau=3):
    return Stof(
        crebo="25895", titel="Voorbeeldmaker", niveau=niveau, kerntaken=kerntaken, contexten=contexten
    )


def shown(tekst):
    """What a reader sees of Markdown, without mark-up."""
    plain = re.sub(r"<[^>]+>", "", html_van(tekst))
    for entity, character in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&nbsp;", "\xa0"),
        ("&amp;", "&"),
    ):
        plain = plain.replace(entity, character)
    return " ".join(plain.split())


# --- Criteria --------------------------------------------------------------------------------------
def test_draft_criteria_puts_resultaat_first_and_proposes_the_vorm_by_kind():
    assert [(c.tekst, str(c.vorm), c.eis) for c in draft_criteria(WERKPROCES)] == [
        ("Het product is klaar.", "product", 12),
        ("kiest gereedschap en/of materiaal", "observatie", 11),
        ("werkt veilig.", "observatie", 13),
    ]


def test_draft_criteria_leaves_out_what_is_covered():
    assert [c.eis for c in draft_criteria(WERKPROCES, without={12, 13})] == [11]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [("meet;", "meet"), (" meet ; ", "meet"), ("meet.", "meet."), ("meet; boort", "meet; boort")],
)
def test_criteriumtekst_drops_only_the_last_semicolon(tekst, verwacht):
    assert criteriumtekst(tekst) == verwacht


# --- Which assignments -----------------------------------------------------------------------------
def places(*, contexten=(METAAL, HOUT), vorm=Aanvulvorm.PER_CONTEXT):
    plan = opdrachtplan(stof(contexten=contexten), vorm)
    return [
        (plek.soort, plek.context.naam if plek.context else "", plek.kerntaak.code if plek.kerntaak else "")
        for plek in plan
    ]


def test_opdrachtplan_per_context():
    assert places() == [
        (AANVUL, "Metaal", ""),
        (AANVUL, "Hout", ""),
        (VOORBEELD, "Metaal", ""),
        (VOORBEELD, "Hout", ""),
    ]


def test_opdrachtplan_per_kwalificatie():
    expected = [(AANVUL, "", ""), (VOORBEELD, "Metaal", ""), (VOORBEELD, "Hout", "")]
    assert places(vorm=Aanvulvorm.PER_KWALIFICATIE) == expected


def test_opdrachtplan_per_kerntaak():
    expected = [
        (AANVUL, "", "B1-K1"),
        (AANVUL, "", "P2-K1"),
        (VOORBEELD, "Metaal", ""),
        (VOORBEELD, "Hout", ""),
    ]
    assert places(vorm=Aanvulvorm.PER_KERNTAAK) == expected


@pytest.mark.parametrize("vorm", [Aanvulvorm.PER_CONTEXT, Aanvulvorm.PER_KWALIFICATIE])
def test_opdrachtplan_without_contexten_has_one_of_each(vorm):
    assert places(contexten=(), vorm=vorm) == [(AANVUL, "", ""), (VOORBEELD, "", "")]


# --- Sections --------------------------------------------------------------------------------------
def aanvul(**plek):
    delen = aanvulopdracht(stof(), Opdrachtplek(soort=AANVUL, **plek), hubo=HUBO)
    assert {deel.lezer for deel in delen} == {Lezer.SCHOOL}
    return {deel.titel: deel.tekst for deel in delen}


def test_aanvulopdracht_has_its_sections_in_order():
    assert list(aanvul(context=METAAL)) == [
        "Doel en plaats in de set",
        "Wat vaststaat",
        "Wat u kiest",
        "Wat de student moet laten zien",
        "Afnamecondities",
        "Wat de student inlevert",
        "HUBO-check",
    ]
    assert list(aanvul())[-1] == "Toelichting per context"


def test_aanvulopdracht_says_what_the_dossier_says():
    delen = aanvul(context=METAAL)
    assert "25895 Voorbeeldmaker (mbo-niveau 3), context Metaal." in delen["Doel en plaats in de set"]
    assert "valide onder voorbehoud" in delen["Doel en plaats in de set"]
    assert "- B1-K1-W1 Bereidt voor" in delen["Wat vaststaat"]
    assert "Het dossier geeft bij deze kerntaak geen werkprocessen." in delen["Wat vaststaat"]
    assert "> Werk aan constructies." in delen["Wat u kiest"]
    assert "- Het product is klaar." in delen["Wat de student moet laten zien"]


def test_aanvulopdracht_lists_the_open_choices_and_no_other_eisen():
    tekst = aanvul(context=METAAL)["Wat u kiest"]
    assert "- B1-K1-W1: kiest gereedschap en/of materiaal\n" in f"{tekst}\n"
    assert "werkt veilig" not in tekst


def test_aanvulopdracht_of_one_kerntaak_is_about_that_kerntaak_only():
    delen = aanvul(kerntaak=K2)
    assert "P2-K1" in delen["Wat vaststaat"]
    assert not any("B1-K1" in tekst for tekst in delen.values())


def test_aanvulopdracht_counts_what_a_person_must_still_write():
    open_per_deel = {titel: tel_open_punten(tekst) for titel, tekst in aanvul().items()}
    assert {titel: aantal for titel, aantal in open_per_deel.items() if aantal} == {
        "Afnamecondities": 4,
        "Wat de student inlevert": 1,
        "Toelichting per context": 2,
    }


def test_hubo_check_is_a_table_with_a_row_per_letter():
    html = html_van(aanvul()["HUBO-check"])
    assert html.count("<tr>") == 2
    assert "<td>Kan | het?</td>" in html


def test_example_content_is_labelled_in_the_text_itself():
    eisen = tuple(Eisstof(pk=eis.pk, soort=eis.soort, tekst=eis.tekst, is_voorbeeld=True) for eis in EISEN)
    example = Werkprocesstof(
        pk=5, code="B1-K1-W1", titel="Bereidt voor", omschrijving="Leest.", eisen=eisen, is_voorbeeld=True
    )
    kerntaak = Kerntaakstof(pk=3, code="B1-K1", titel="Maakt iets", werkprocessen=(example,))
    world, plek = stof(kerntaken=(kerntaak,)), Opdrachtplek(soort=AANVUL)
    delen = [
        *aanvulopdracht(world, plek, hubo=HUBO),
        *voorbeeldopdracht(world, plek, schaal=Schaal.OVG, max_punten=3),
    ]
    labelled = [deel.titel for deel in delen if "voorbeeldinhoud" in deel.tekst]
    assert labelled == [
        deel.titel
        for deel in delen
        if any(eis.tekst[:-1] in deel.tekst for eis in eisen) or "Bereidt voor" in deel.tekst
    ]
    assert len(labelled) == 7
    official = [*aanvulopdracht(stof(), plek, hubo=HUBO)]
    assert not any("voorbeeldinhoud" in deel.tekst for deel in official)


def test_niveau_unknown_is_not_mentioned():
    delen = aanvulopdracht(stof(niveau=None), Opdrachtplek(soort=AANVUL), hubo=HUBO)
    assert not any("niveau" in deel.tekst for deel in delen)


def voorbeeld(schaal=Schaal.OVG):
    plek = Opdrachtplek(soort=VOORBEELD, context=METAAL)
    return voorbeeldopdracht(stof(), plek, schaal=schaal, max_punten=4)


def test_voorbeeldopdracht_has_a_student_part_and_a_beoordelaar_part():
    assert [(deel.lezer, deel.titel) for deel in voorbeeld()] == [
        (Lezer.STUDENT, "Situatie"),
        (Lezer.STUDENT, "Opdracht"),
        (Lezer.STUDENT, "Wat lever je in?"),
        (Lezer.STUDENT, "Tijd en hulpmiddelen"),
        (Lezer.STUDENT, "Hoe word je beoordeeld?"),
        (Lezer.BEOORDELAAR, "Voorbereiding"),
        (Lezer.BEOORDELAAR, "Waar let u op?"),
        (Lezer.BEOORDELAAR, "Eindgesprek"),
        (Lezer.BEOORDELAAR, "Afronding"),
    ]


def test_voorbeeldopdracht_draws_on_vakkennis_and_criteria():
    delen = {deel.titel: deel.tekst for deel in voorbeeld()}
    assert "- kent voorbeeldmateriaal" in delen["Eindgesprek"]
    assert "- kiest gereedschap en/of materiaal\n" in delen["Waar let u op?"]
    assert "Je werkt in de context Metaal." in delen["Situatie"]


@pytest.mark.parametrize(
    ("schaal", "zin"),
    [
        (Schaal.OVG, "kiezen zij onvoldoende, voldoende of goed"),
        (Schaal.PUNTEN, "geven zij 0 tot en met 4 punten"),
    ],
)
def test_voorbeeldopdracht_explains_the_chosen_scale(schaal, zin):
    assert zin in next(deel.tekst for deel in voorbeeld(schaal) if deel.titel == "Hoe word je beoordeeld?")


# --- Text of a dossier in Markdown -----------------------------------------------------------------
@pytest.mark.parametrize(
    "tekst",
    [
        "a*b*c _d_ `e` [f](g) <b>h</b> i|j ~~k~~ \\l &amp; m",
        "[[geen open punt]]",
        "# geen kop",
        "1. geen lijst",
        "- geen lijst",
        "+ geen lijst",
        "12) geen lijst",
        "=== geen kop",
        "> geen citaat",
        "![x](y)",
    ],
)
@pytest.mark.parametrize("place", [lambda t: t, lambda t: lijst([t]), lambda t: f"| {t} |\n|---|\n", citaat])
def test_platte_tekst_shows_exactly_the_words(tekst, place):
    markdown = place(tekst) if place is citaat else place(platte_tekst(tekst))
    # In a quote a dash makes a point of a list: see the next test.
    expected = tekst.removeprefix("- ") if place is citaat else tekst
    assert shown(markdown) == " ".join(expected.split())
    assert tel_open_punten(markdown) == 0
    assert "Open punt" not in shown(markdown)


def test_citaat_keeps_the_lists_of_a_description():
    html = html_van(citaat("Werk in:\n- *hotel*\n\n  - 1. café\n- \n-los\nEn meer."))
    assert re.sub(r"\n", "", html) == (
        "<blockquote><p>Werk in:</p><ul><li>*hotel*</li><li>1. café</li></ul>"
        "<p>-</p><p>-los</p><p>En meer.</p></blockquote>"
    )


# Control characters are no text of a dossier: importing refuses them.
ANY_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60)


@given(ANY_TEXT)
def test_platte_tekst_of_any_text_shows_exactly_its_words(tekst):
    assert shown(lijst([f"x{platte_tekst(tekst)}"])) == " ".join(f"x{' '.join(tekst.split())}".split())


@pytest.mark.parametrize(
    ("tekst", "aantal"),
    [
        ("[[a]] en [[b]]", 2),
        ("[[ ]] [[]]", 0),
        ("[[open", 0),
        ("\\[[a]]", 0),
        ("[[a\nb]]", 1),
        ("[[a\n\nb]]", 0),
        ("[[a [[b]] c]]", 1),
        ("[[[a]]]", 1),
        ("[[a [b] c]]", 1),
        ("\\\\[[a]]", 1),
        ("[[a" * 2000, 0),
        ("[[a" * 2000 + "]]", 1),
        ("- Tijd: [[uren]]\n- Plaats: [[plek]]", 2),
    ],
)
def test_tel_open_punten_counts_what_the_page_marks(tekst, aantal):
    assert tel_open_punten(tekst) == aantal
    assert html_van(tekst).count('class="open-punt"') == aantal


def test_open_punt_of_a_beginning_without_end_stops_at_the_next_beginning():
    # Structural, without a clock: what comes after the next `[[` cannot change what is found here.
    assert html_van("[[a [[b]]").endswith('[[a <span class="open-punt">Open punt: b</span></p>\n')
    for rest in ("", "]]", "b]]", "b" * 50_000 + "]]"):
        assert OPEN_PUNT.match(f"[[a[[{rest}") is None
