"""The beoordelingsformulier as it lies on the table: what stands where, and what survives any text."""

import io
import re
import subprocess

import pytest
from PIL import Image

from instruments.content import short_hash
from instruments.pdf import aantal_paginas
from instruments.pdf.qr import qrcode_van
from tests.instruments import pdf_inhoud
from tests.instruments.pdf_lezen import bladen, druk, poppler, zonder_wit

LANG = " ".join(f"woord{n:04d}" for n in range(200))  # 1,999 characters
LANG_WOORD = "zwixvoqjym" * 8


def met_criteria(*teksten, **changes):
    criteria = tuple(pdf_inhoud.criterium(tekst=tekst, is_cruciaal=False) for tekst in teksten)
    blok = pdf_inhoud.replace(pdf_inhoud.werkproces(1, 0), criteria=criteria)
    return pdf_inhoud.replace(pdf_inhoud.formulier(1), werkprocessen=(blok,), **changes)


@pytest.fixture(scope="module")
def gewoon():
    return pdf_inhoud.formulier()


def test_form_printed_has_head_and_foot_on_every_page(gewoon):
    pages = bladen(druk(gewoon))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        head = "\n".join(page.splitlines()[:3])
        assert re.search(
            r"25895 Allround medewerker productietechniek · niveau 3 +Beoordelingsformulier", head
        )
        assert re.search(
            r"B1-K1 Vervaardigt producten en/of onderdelen +CONCEPT · dossier 23361, editie 2023", head
        )
        foot = page.strip().splitlines()[-1]
        assert re.search(rf"Kenmerk {short_hash(gewoon)} · CONCEPT · 20 november 2026", foot)
        assert f"pagina {number} van {len(pages)}" in foot


def test_form_printed_asks_once_for_candidate_and_both_assessors(gewoon):
    first = bladen(druk(gewoon))[0]
    for label in (
        "Kandidaat ", "Studentnummer", "School ", "Klas", "Bedrijf ", "Datum", "Beoordelaar bedrijf",
        "Beoordelaar school", "Metaal", "Precisietechniek",
    ):  # fmt: skip
        assert label in first
    whole = "".join(bladen(druk(gewoon)))
    assert whole.count("Studentnummer") == 1
    assert whole.count("Beoordelaar bedrijf") == 2  # in the head of the form, and where they sign


def test_form_printed_tells_assessors_what_an_empty_box_means(gewoon):
    text = " ".join(bladen(druk(gewoon))[0].split())
    assert "Beoordeel eerst ieder voor zich." in text
    assert "Schrijf een motivatie op bij elke onvoldoende en bij elke goed" in text
    assert "Een leeg vakje telt niet als 0 en niet als onvoldoende" in text


def test_form_without_descriptor_cesuur_or_criteria_marks_them_as_open_points():
    leeg = pdf_inhoud.replace(pdf_inhoud.werkproces(1, 0), criteria=())
    inhoud = pdf_inhoud.formulier(1)
    text = " ".join(
        "".join(bladen(druk(pdf_inhoud.replace(inhoud, werkprocessen=(leeg,), cesuur_kerntaak="")))).split()
    )
    for point in (
        "omschrijving van dit niveau",
        "cesuur per werkproces",
        "cesuur van de kerntaak",
        "dit werkproces heeft nog geen criteria",
    ):
        assert text.count(f"Open punt: {point}") == 1
    full = " ".join("".join(bladen(druk(inhoud))).split())
    assert "De kerntaak is voldoende als elk werkproces voldoende is." in full
    assert "cesuur van de kerntaak" not in full


def test_crucial_criterium_printed_has_the_word_in_its_row():
    inhoud = met_criteria("gewoon")
    crucial = pdf_inhoud.replace(inhoud.werkprocessen[0].criteria[0], is_cruciaal=True, tekst="belangrijk")
    blok = pdf_inhoud.replace(inhoud.werkprocessen[0], criteria=(*inhoud.werkprocessen[0].criteria, crucial))
    text = "".join(bladen(druk(pdf_inhoud.replace(inhoud, werkprocessen=(blok,)))))
    assert re.search(r"cruciaal belangrijk", text)
    assert not re.search(r"cruciaal gewoon", text)
    assert "cruciaal" not in "".join(bladen(druk(inhoud)))


def test_form_with_points_prints_the_sum_of_its_items_as_maximum():
    text = " ".join(
        poppler("pdftotext", druk(pdf_inhoud.formulier(2, 3, **pdf_inhoud.punten(3))), "-raw").split()
    )
    assert text.count("van 9 punten") == 2
    assert text.count("van 18 punten") == 1
    assert text.count(" 0 1 2 3 ") == 6


def test_example_content_is_labelled_at_the_form_and_at_each_werkproces():
    labelled = "".join(bladen(druk(pdf_inhoud.formulier(2, 1))))
    assert labelled.count("voorbeeldinhoud") == 3
    official = pdf_inhoud.replace(
        pdf_inhoud.formulier(1),
        kop=pdf_inhoud.replace(pdf_inhoud.KOP, is_voorbeeld=False),
        werkprocessen=(pdf_inhoud.werkproces(1, 1, is_voorbeeld=False),),
    )
    assert "voorbeeldinhoud" not in "".join(bladen(druk(official)))


def test_vakkennis_printed_stands_on_its_own_last_page(gewoon):
    pages = bladen(druk(gewoon))
    assert [number for number, page in enumerate(pages) if "Bijlage: vakkennis" in page] == [len(pages) - 1]
    assert "voorbeeldonderwerp 24:" in pages[-1]


# --- Where pages break -----------------------------------------------------------------------------
def test_criterium_is_never_cut_in_two():
    pages = bladen(druk(met_criteria(*(_marked(n) for n in range(40)))))
    begins = [set(re.findall(r"begin(\d{3})", page)) for page in pages]
    ends = [set(re.findall(r"eind(\d{3})", page)) for page in pages]
    assert begins == ends
    assert sorted(number for page in begins for number in page) == [f"{n:03d}" for n in range(40)]
    assert sum(map(bool, begins)) > 2


def _marked(n):
    return f"begin{n:03d} {pdf_inhoud.ZINNEN[n % 5] * (1 + n % 7)} eind{n:03d}"


def test_header_row_is_repeated_on_every_page_of_a_long_table():
    pages = [
        page for page in bladen(druk(met_criteria(*(_marked(n) for n in range(40))))) if "begin0" in page
    ]
    assert len(pages) > 2
    for page in pages:
        header = re.search(r"Nr +Criterium +Vorm +Oordeel +Motivatie", page)
        assert header and header.start() < page.index("begin0")


@pytest.mark.parametrize("criteria", [1, 4, 7, 9])
def test_werkproces_that_fits_on_a_page_is_not_split(criteria):
    pages = bladen(druk(pdf_inhoud.formulier(5, criteria)))
    for number in range(1, 6):
        begin = [n for n, page in enumerate(pages) if re.search(rf"^B1-K1-W{number} ", page, re.MULTILINE)][0]
        end = [n for n, page in enumerate(pages) if f"Resultaat B1-K1-W{number}" in page]
        assert end == [begin]


def test_form_with_forty_werkprocessen_prints_every_one_with_its_result():
    pdf = druk(pdf_inhoud.formulier(40, 3))
    text = "".join(bladen(pdf))
    assert all(
        text.count(f"Resultaat B1-K1-W{n}\n") or f"Resultaat B1-K1-W{n} " in text for n in range(1, 41)
    )
    assert f"pagina {aantal_paginas(pdf)} van {aantal_paginas(pdf)}" in text


# --- Where lines break -----------------------------------------------------------------------------
PAST_PRECIES = "meetmiddelen die bij de opdracht passen"  # fills its column but for less than a space


@pytest.mark.parametrize("einde", ["", " of daarop lijken", " \ndaarna"])
def test_text_that_fits_but_for_the_space_behind_it_stays_on_one_line(einde):
    words = _placed_words(druk(met_criteria(f"kiest materiaal, gereedschap en {PAST_PRECIES}{einde}")))
    start = [word for word, *_ in words].index("kiest")
    printed = words[start : start + 10]
    assert [word for word, *_ in printed[4:]] == PAST_PRECIES.split()
    assert len({top for *_, top in printed[:4]}) == len({top for *_, top in printed[4:]}) == 1
    assert printed[0][-1] < printed[4][-1]  # the line is as full as meant: "meetmiddelen" did not fit above


def test_open_choice_printed_keeps_plain_spaces_and_is_not_cut():
    words = _placed_words(
        druk(
            met_criteria("leest tekening en/of instructie", "registreert meetgegevens, aantallen en/of uren")
        )
    )
    texts = [word for word, *_ in words]
    start = texts.index("leest")
    printed = words[start : start + 4]
    assert [word for word, *_ in printed] == ["leest", "tekening", "en/of", "instructie"]
    gaps = [after[1] - before[2] for before, after in zip(printed, printed[1:], strict=False)]
    assert gaps == pytest.approx([gaps[0]] * 3, abs=0.1)
    assert texts[texts.index("aantallen") + 1] == "en/of"


def _placed_words(pdf):
    """(word, left, right, top) of every word, in points."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]+)',
        poppler("pdftotext", pdf, "-bbox"),
    )
    return [(word, float(left), float(right), float(top)) for left, top, right, word in found]


# --- Texts of any length and any letter ------------------------------------------------------------
def test_criterium_of_two_thousand_characters_is_complete_on_one_page():
    assert len(LANG) == 1_999
    pages = [zonder_wit(page) for page in bladen(druk(met_criteria("kort", LANG, "slot")))]
    raw = poppler("pdftotext", druk(met_criteria("kort", LANG, "slot")), "-raw")
    assert re.findall(r"woord\d{4}", raw) == LANG.split()
    assert sum("woord0000" in page for page in pages) == 1
    assert [("woord0000" in page) for page in pages] == [("woord0199" in page) for page in pages]


def test_word_of_eighty_letters_is_complete_and_stays_in_its_column():
    assert len(LANG_WOORD) == 80
    pdf = druk(met_criteria(LANG_WOORD))
    assert LANG_WOORD in zonder_wit(poppler("pdftotext", pdf, "-raw"))
    parts = [
        (float(x_max), word)
        for x_max, word in re.findall(
            r'<word [^>]*xMax="([\d.]+)"[^>]*>([^<]+)', poppler("pdftotext", pdf, "-bbox")
        )
        if word in LANG_WOORD and len(word) > 12
    ]
    assert len(parts) >= 2
    column_ends = (18 + 8 + 66) * 72 / 25.4
    assert all(x_max <= column_ends for x_max, _ in parts)


def test_endless_word_stays_between_the_margins_everywhere():
    woord = "x" * 300
    kop = pdf_inhoud.replace(pdf_inhoud.KOP, kwalificatie=woord, dossier_titel=woord)
    inhoud = met_criteria("kort", kop=kop, kerntaak_titel=woord, vakkennis=(woord,), cesuur_kerntaak=woord)
    inhoud = pdf_inhoud.replace(
        inhoud, werkprocessen=(pdf_inhoud.replace(inhoud.werkprocessen[0], titel=woord, omschrijving=woord),)
    )
    assert all(x_max <= 595.3 - 18 * 72 / 25.4 + 1 for x_max in _right_edges(druk(inhoud)))


def _right_edges(pdf):
    boxes = poppler("pdftotext", pdf, "-bbox")
    return [float(x) for x in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes)]


def test_endless_titles_do_not_push_the_head_into_the_text():
    kop = pdf_inhoud.replace(pdf_inhoud.KOP, kwalificatie=LANG, dossier_editie=LANG)
    pages = bladen(druk(met_criteria("kort", kop=kop, kerntaak_titel=LANG)))
    for page in pages:
        assert "woord0199" not in "\n".join(page.splitlines()[:3])
    assert "woord0199" in "".join(pages)


def test_letters_of_other_languages_print_right():
    namen = "Łukasz Şahin Ğ ő ğ ı İ ș ț ž ç ñ Œ ß þ ð å ø æ € – — … ‘x’ “y” × ≥ ≤ ± µ Ø °"
    text = " ".join("".join(bladen(druk(met_criteria("kort", contexten=(namen,))))).split())
    assert namen in text


# --- The QR code -----------------------------------------------------------------------------------
def test_qr_path_draws_the_matrix_of_the_code():
    import qrcode  # noqa: PLC0415 - the library itself, to compare with

    code = qrcode_van("examenservice:0123456789ab:25895:B1-K1:CONCEPT")
    other = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    other.add_data(code.tekst)
    other.make(fit=True)
    drawn = {
        (int(x) + i, int(y))
        for x, y, n in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code.pad)
        for i in range(int(n))
    }
    assert drawn == {(x, y) for y, row in enumerate(other.get_matrix()) for x, dark in enumerate(row) if dark}


def test_qr_code_stands_on_every_page_as_it_was_made(gewoon):
    code = qrcode_van(f"examenservice:{short_hash(gewoon)}:25895:B1-K1:CONCEPT")
    for page in _images(druk(gewoon)):
        assert _modules(page, code.zijde) == code.pad


def _images(pdf):
    """Every page in greys at 300 dots an inch."""
    for number in range(1, aantal_paginas(pdf) + 1):
        command = ["pdftoppm", "-r", "300", "-gray", "-f", str(number), "-singlefile", "-"]
        yield Image.open(
            io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout)
        )


def _modules(page, side):
    """Read the code back: the dark square in the lower right corner, as the path that would draw it."""
    width, height = page.size
    left, top = width - int(33 / 25.4 * 300), height - int(20 / 25.4 * 300)
    corner = page.crop((left, top, width, height)).point(lambda grey: 255 if grey < 128 else 0)
    x0, y0, x1, y1 = _without_rule(corner)
    step = (x1 - x0) / side
    dark = [
        [corner.getpixel((int(x0 + (x + 0.5) * step), int(y0 + (y + 0.5) * step))) > 0 for x in range(side)]
        for y in range(side)
    ]
    assert abs((x1 - x0) - (y1 - y0)) < 3
    return "".join(
        f"M{match.start()} {y}.5h{len(match[0])}"
        for y, row in enumerate(dark)
        for match in re.finditer("#+", "".join("#" if module else "." for module in row))
    )


def _without_rule(corner):
    """The box of the code alone: the rule above the foot is the highest dark line."""
    x0, y0, x1, y1 = corner.getbbox()
    below = corner.crop((0, y0 + 12, *corner.size))
    bx0, by0, bx1, by1 = below.getbbox()
    return bx0, by0 + y0 + 12, bx1, by1 + y0 + 12
