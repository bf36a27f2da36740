"""The reader of verantwoordingsinformatie: the published text, its PDF, small variants and broken files."""

import dataclasses
import re
from datetime import date
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from qualifications.enums import EisSoort, Herkomst, Verantwoordingsdeel
from qualifications.readers import verantwoording
from qualifications.structure import DossierImport, DossierImportError
from tests.unending import ends

HOOFDSTUKKEN = [
    (1, "Beroepscompetentieprofielen (bcp)"),
    (2, "Examenprofielen"),
    (3, "Arbeidsmarktinformatie"),
    (4, "Trends en ontwikkelingen"),
    (5, "Beroepsvereisten"),
    (6, "Bijzondere vereisten"),
    (7, "Beroepsspecifieke moderne vreemde talen"),
    (8, "Ontwikkelmogelijkheden van de beroepsbeoefenaar in het onderwijs"),
    (9, "Onderhoudsagenda"),
    (10, "Wijzigingen ten opzichte van de voorgaande versie"),
    (11, "Betrokkenen"),
    (12, "Verblijfsduur 4 jarig"),
    (13, "Aanvullende informatie"),
    (14, "Certificaten"),
]
VOORBLAD = """Verantwoordingsinformatie, behorend bij het
kwalificatiedossier mbo:

Voorbeeldtechniek

Kwalificaties
» Voorbeeldmaker
» Allround voorbeeldmaker

Geldig vanaf

01-08-2024

Penvoerder: Sectorkamer voorbeeld
Gevalideerd door: Sectorkamer voorbeeld
Op: 01-09-2023
"""


def bron(shared):
    return (shared / "seeds/verantwoordingsinformatie-productietechniek.txt").read_bytes()


def read(inhoud):
    inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return verantwoording.read(inhoud, bestandsnaam="voorbeeld.txt")


def teksten(dossier):
    return [f"{waarschuwing.plaats}: {waarschuwing.tekst}" for waarschuwing in dossier.waarschuwingen]


def tekst_van(dossier, deel):
    return next(hoofdstuk.tekst for hoofdstuk in dossier.hoofdstukken if hoofdstuk.deel == deel)


def refusal(inhoud):
    with pytest.raises(DossierImportError) as refused:
        read(inhoud)
    return str(refused.value)


def pdf_of(html, style):
    return HTML(string=f'<html lang="nl"><style>{style}</style>{html}</html>').write_pdf()


# --- The source ------------------------------------------------------------------------------------
def test_read_source_gives_the_facts_of_the_first_page(shared):
    dossier = read(bron(shared))

    assert dossier.herkomst == Herkomst.VERANTWOORDING
    assert (dossier.titel, dossier.crebo, dossier.editie) == ("Productietechniek", "", "2023-08-01")
    assert (dossier.geldig_vanaf, dossier.vastgesteld_op) == (date(2023, 8, 1), date(2022, 9, 8))
    assert {dossier.penvoerder, dossier.vastgesteld_door} == {"Sectorkamer techniek en gebouwde omgeving"}
    assert dossier.kerntaken is None and dossier.contexten is None and dossier.uitstroom is None


def test_read_source_gives_the_kwalificaties_with_what_the_text_says(shared):
    kwalificaties = read(bron(shared)).kwalificaties

    assert [
        (k.profiel, k.titel, k.crebo, k.niveau, k.bijzondere_vereisten, len(k.eisen)) for k in kwalificaties
    ] == [
        (1, "Medewerker productietechniek", "", None, "Nee", 0),
        (2, "Allround medewerker productietechniek", "", None, "Nee", 0),
        (3, "Productietechnicus", "", 4, "Nee", 5),
        (4, "Researchinstrumentmaker", "", 4, "Nee", 5),
    ]
    assert {eis.soort for k in kwalificaties for eis in k.eisen} == {EisSoort.TAAL}
    assert [(e.tekst, e.taal, e.taalvaardigheid, e.taalniveau) for e in kwalificaties[2].eisen] == [
        ("Engels: luisteren op niveau A2", "Engels", "luisteren", "A2"),
        ("Engels: lezen op niveau A2", "Engels", "lezen", "A2"),
        ("Engels: gesprekken voeren op niveau A2", "Engels", "gesprekken", "A2"),
        ("Engels: spreken op niveau A2", "Engels", "spreken", "A2"),
        ("Engels: schrijven op niveau A2", "Engels", "schrijven", "A2"),
    ]
    assert kwalificaties[2].eisen == kwalificaties[3].eisen


def test_read_source_gives_fourteen_chapters(shared):
    hoofdstukken = read(bron(shared)).hoofdstukken

    assert [(hoofdstuk.nummer, hoofdstuk.titel) for hoofdstuk in hoofdstukken] == HOOFDSTUKKEN
    assert [hoofdstuk.deel for hoofdstuk in hoofdstukken] == list(Verantwoordingsdeel)


def test_read_source_loses_no_word_of_any_chapter(shared):
    """Every word after the table of contents, in order, page numbers apart."""
    tekst = bron(shared).decode()
    body = tekst[tekst.index("\n1. Beroepscompetentieprofielen (bcp)\n") :]
    expected = re.sub(r"(?m)^\d+ van \d+$", "", body).split()

    found = " ".join(f"{h.nummer}. {h.titel} {h.tekst}" for h in read(bron(shared)).hoofdstukken).split()

    assert found == expected
    assert len(found) == 3_294


def test_read_source_joins_lines_into_paragraphs(shared):
    dossier = read(bron(shared))

    trends = tekst_van(dossier, Verantwoordingsdeel.TRENDS)
    assert "van 20 à 25 jaar, echt relevant wordt. Virtual Reality (VR)" in trends  # over a page break
    assert "\n\nGlobalisering\nWat betreft globalisering doen zich geen grote" in trends
    assert "ook hier de mens in toenemende mate een controlerende rol" in trends
    arbeidsmarkt = tekst_van(dossier, Verantwoordingsdeel.ARBEIDSMARKT).split("\n")
    assert (len(arbeidsmarkt), arbeidsmarkt.count("")) == (11, 4)
    assert tekst_van(dossier, Verantwoordingsdeel.CERTIFICATEN) == "N.v.t."


def test_read_source_gives_the_lists(shared):
    dossier = read(bron(shared))

    assert [document.naam for document in dossier.brondocumenten] == [
        "Toekomstverkenning opleidingen metaal en metalektro 27072019",
        "Panteia Skills voor de toekomst in metaal en metalektro",
        "Rapport Panteia_2024_Skills voor de toekomst in de technologische industrie",
    ]
    assert dossier.betrokkenen == (
        "Summa College",
        "KLM",
        "Regio College",
        "Deltion",
        "RIVA",
        "Vakopleiding Techniek",
        "Leidse Instrumentmakerschool (LIS)",
        "Techniekacademie Harderwijk",
        "ROC van Twente",
        "ROC Da Vinci",
        "OBM",
        "FME",
        "Tetrix vakopleiding BBL",
        "ROC A12",
    )
    assert dossier.wijzigingscategorie == 2


def test_read_source_gives_the_onderhoudsagenda_and_says_what_is_not_certain(shared):
    dossier = read(bron(shared))

    sectorkamer = (
        "SBB, in samenwerking met de sectorkamer Techniek en gebouwde omgeving en het marktsegment Metaal en"
    )
    assert [(p.onderwerp, p.actie, p.wie, p.wanneer) for p in dossier.onderhoudspunten] == [
        (
            "Onderhoud en beheer dossier.",
            "Monitoren en onderhouden kwalificatiedossier.",
            f"{sectorkamer} metalektro, de branche en het onderwijs.",
            "Vanaf het moment van vaststelling door het ministerie van OCW, ten minste één keer in de vijf jaren.",
        ),
        (
            "Certificaten op basis van beroepsgerichte kwalificaties",
            "Onderhoud certificaten, nader te bepalen voor dit dossier.",
            "SBB, in samenwerking met de sectorkamer techniek en gebouwde omgeving, het martktsegment Metaal en "
            "metalektro, de branche en het onderwijs",
            "Bij onderhoud van het dossier",
        ),
        (
            "Keuzedelen en certificaten op basis van keuzedelen.",
            "Koppeling en onderhoud keuzedelen en certificaten.",
            f"{sectorkamer} metalektro, de branche en het onderwijs.",
            "Doorlopend.",
        ),
        (
            "BCPs/beroepeninformatie'.",
            "Nieuwe en geactualiseerde bcp's/beroepeninformatie aanleveren.",
            "De branche en/of andere belanghebbenden.",
            "Doorlopend.",
        ),
    ]
    lines = bron(shared).decode().split("\n")
    assert [tekst.split(":")[0] for tekst in teksten(dossier)] == [
        f"regel {next(n for n, line in enumerate(lines, start=1) if line.strip().startswith(begin))}"
        for begin in ("Onderhoud en beheer", "BCPs/")
    ]


# --- The PDF ---------------------------------------------------------------------------------------
def squeezed(waarde):
    """The same structure with every run of white space as one blank."""
    if isinstance(waarde, str):
        return " ".join(waarde.split())
    if isinstance(waarde, tuple):
        return tuple(squeezed(deel) for deel in waarde)
    if dataclasses.is_dataclass(waarde):
        return {f.name: squeezed(getattr(waarde, f.name)) for f in dataclasses.fields(waarde) if f.compare}
    return waarde


@pytest.mark.parametrize("size", ["7.5pt", "6pt"])
def test_read_pdf_of_the_source_gives_the_same_dossier(shared, size):
    style = f"@page {{ size: A4; margin: 12mm }} pre {{ font: {size} sans-serif; white-space: pre-wrap }}"
    inhoud = pdf_of(f"<pre>{escape(bron(shared).decode())}</pre>", style)

    from_pdf, from_text = read(inhoud), read(bron(shared))

    assert squeezed(from_pdf) == squeezed(from_text)
    assert [w.tekst for w in from_pdf.waarschuwingen] == [w.tekst for w in from_text.waarschuwingen]
    assert {w.plaats.split()[0] for w in from_pdf.waarschuwingen} == {"pagina"}


PDF_STIJL = """
@page { size: A4; margin: 20mm; @bottom-right { content: counter(page) " van " counter(pages); font-size: 8pt } }
body { font: 9pt sans-serif } h2 { font-size: 11pt }
table { width: 100%; table-layout: fixed } td, th { vertical-align: top; padding: 2mm; text-align: left }
"""
PDF_HTML = f"""
<pre style="font: inherit">{VOORBLAD}</pre>
<p style="page-break-before: always">Verantwoordingsinformatie</p>
<h2>1. Beroepsspecifieke moderne vreemde talen</h2>
<p>Allround voorbeeldmaker</p><p>Duits</p>
<table>
<tr><th></th><th>Luisteren</th><th>Lezen</th><th>Gesprekken voeren</th><th>Spreken</th><th>Schrijven</th></tr>
<tr><td>B2</td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td>B1</td><td>x</td><td></td><td></td><td>x</td><td></td></tr>
<tr><td>A2</td><td>x</td><td></td><td>x</td><td>x</td><td></td></tr>
</table>
<h2>2. Onderhoudsagenda</h2>
<table>
<tr><th>Onderwerp</th><th>Actie</th><th>Wie</th><th>Wanneer</th></tr>
<tr><td>Certificaten op basis van beroepsgerichte kwalificaties</td><td>Onderhoud certificaten, nader te bepalen</td>
<td>De sectorkamer voorbeeld en het onderwijs</td><td>Bij onderhoud van het dossier</td></tr>
<tr><td>Keuzedelen</td><td>Koppeling</td><td></td><td>Doorlopend.</td></tr>
</table>
<h2>3. Wijzigingen ten opzichte van de voorgaande versie</h2>
<table>
<tr><td>Categorie 1: Nieuw dossier</td><td></td><td>Dit dossier is nieuw.</td></tr>
<tr><td>Categorie 2: Nieuwe elementen</td><td></td><td>Sterk gewijzigd.</td></tr>
<tr><td>Categorie 3: Wijzigingen</td><td>x</td><td>Er zijn zaken gewijzigd, zoals de werkprocessen.</td></tr>
<tr><td>Categorie 4: Ongewijzigd</td><td></td><td>Niets gewijzigd.</td></tr>
</table>
"""


def test_read_pdf_with_real_tables_reads_their_columns():
    dossier = read(pdf_of(PDF_HTML, PDF_STIJL))

    assert [eis.tekst for eis in dossier.kwalificaties[1].eisen] == [
        "Duits: luisteren op niveau B1",
        "Duits: gesprekken voeren op niveau A2",
        "Duits: spreken op niveau B1",
    ]
    assert [(p.onderwerp, p.actie, p.wie, p.wanneer) for p in dossier.onderhoudspunten] == [
        (
            "Certificaten op basis van beroepsgerichte kwalificaties",
            "Onderhoud certificaten, nader te bepalen",
            "De sectorkamer voorbeeld en het onderwijs",
            "Bij onderhoud van het dossier",
        ),
        ("Keuzedelen", "Koppeling", "", "Doorlopend."),
    ]
    assert dossier.wijzigingscategorie == 3
    assert [tekst.split("”")[0] for tekst in teksten(dossier)] == ["pagina 2: Onderhoudsagenda, “Keuzedelen"]
    assert "van 2" not in "".join(hoofdstuk.tekst for hoofdstuk in dossier.hoofdstukken)


# --- Variants --------------------------------------------------------------------------------------
def test_read_other_encoding_and_newlines_give_the_same_dossier(shared):
    tekst = bron(shared).decode()

    assert read(tekst.replace("\n", "\r\n").encode("utf-8-sig")) == read(tekst)
    assert read(tekst.encode("utf-16")) == read(tekst)
    from_windows = read(tekst.encode("cp1252"))
    assert from_windows == read(tekst)
    assert "Windows-1252" in from_windows.waarschuwingen[0].tekst


def test_read_without_contents_finds_known_titles_under_other_numbers():
    dossier = read(VOORBLAD + "1. Examenprofielen\nN.v.t.\n\n2. Certificaten\nGeen.\n")

    assert [(h.nummer, h.deel, h.tekst) for h in dossier.hoofdstukken] == [
        (1, Verantwoordingsdeel.EXAMENPROFIELEN, "N.v.t."),
        (2, Verantwoordingsdeel.CERTIFICATEN, "Geen."),
    ]
    assert (dossier.betrokkenen, dossier.brondocumenten, dossier.onderhoudspunten) == (None, None, None)
    assert dossier.wijzigingscategorie is None
    assert teksten(dossier) == []


def test_read_chapter_that_is_unknown_stays_with_the_one_before():
    contents = "Inhoudsopgave\n1. Certificaten ..... 2\n2. Slotwoord ..... 3\n\n"

    dossier = read(f"{VOORBLAD}{contents}1. Certificaten\nGeen.\n\n2. Slotwoord\nDank.\n")

    assert [(h.titel, h.tekst) for h in dossier.hoofdstukken] == [
        ("Certificaten", "Geen.\n\n2. Slotwoord\nDank.")
    ]
    assert teksten(dossier) == [
        "regel 24: Hoofdstuk “Slotwoord” is niet bekend of komt twee keer voor; de tekst staat bij “Certificaten”."
    ]


MATRIX = "1. Beroepsspecifieke moderne vreemde talen\n{boven}" + (
    "\xa0 Luisteren Lezen Gesprekken voeren Spreken Schrijven\n\n{rijen}\n"
)


@pytest.mark.parametrize(
    ("rijen", "niveaus"),
    [
        (
            "B1 \xa0 x \xa0 \xa0 \xa0\n\nA2 x x \xa0 x \xa0",
            {"luisteren": "A2", "lezen": "B1", "spreken": "A2"},
        ),
        (
            "A2 x x x x x\n\nC1 \xa0 \xa0 \xa0 \xa0 X",
            dict.fromkeys(["luisteren", "lezen", "gesprekken", "spreken"], "A2") | {"schrijven": "C1"},
        ),
        ("C2 \xa0 \xa0 \xa0 \xa0 \xa0", {}),
    ],
)
def test_read_language_matrix_takes_the_highest_level_of_each_skill(rijen, niveaus):
    dossier = read(VOORBLAD + MATRIX.format(boven="Voorbeeldmaker\n\nFrans\n\n", rijen=rijen))

    assert {eis.taalvaardigheid: eis.taalniveau for eis in dossier.kwalificaties[0].eisen} == niveaus
    assert dossier.kwalificaties[1].eisen == ()
    assert teksten(dossier) == []


@pytest.mark.parametrize(
    ("boven", "rijen", "woorden"),
    [
        (
            "Voorbeeldmaker\n\nFrans\n\n",
            "A2 x x",
            "Van de kruisjes bij A2 (Voorbeeldmaker, Frans) is niet zeker",
        ),
        ("Voorbeeldmaker\n\n", "A2 x x x x x", "staat niet welke kwalificatie en welke taal"),
        ("Frans\n\n", "A2 x x x x x", "staat niet welke kwalificatie en welke taal"),
    ],
)
def test_read_language_matrix_that_is_not_certain_is_said_and_left_out(boven, rijen, woorden):
    dossier = read(VOORBLAD + MATRIX.format(boven=boven, rijen=rijen))

    assert [kwalificatie.eisen for kwalificatie in dossier.kwalificaties] == [(), ()]
    assert [woorden in tekst for tekst in teksten(dossier)] == [True]


def test_read_onderhoudsagenda_that_cannot_be_cut_keeps_its_words():
    dossier = read(VOORBLAD + "1. Onderhoudsagenda\nOnderwerp Actie Wie Wanneer\n\nIets\n\nDoen we samen\n")

    assert [(p.onderwerp, p.actie) for p in dossier.onderhoudspunten] == [("Iets Doen we samen", "")]
    assert ["niet zeker is wat onderwerp" in tekst for tekst in teksten(dossier)] == [True]


@pytest.mark.parametrize("rijen", ["", "x Tekst\n\nCategorie 2:\nAnders\n\nx Tekst"])
def test_read_wijzigingscategorie_without_exactly_one_mark_stays_empty(rijen):
    hoofdstuk = "1. Wijzigingen ten opzichte van de voorgaande versie\nCategorie 1:\nNieuw\n\n"

    assert read(f"{VOORBLAD}{hoofdstuk}x Tekst\n").wijzigingscategorie == 1
    dossier = read(VOORBLAD + hoofdstuk + rijen)
    assert dossier.wijzigingscategorie is None
    assert ["niet precies een categorie" in tekst for tekst in teksten(dossier)] == [True]


def test_read_niveau_of_a_name_within_another_name_is_not_taken():
    dossier = read(
        VOORBLAD + "1. Verblijfsduur\nDe kwalificatie op niveau 3 Allround voorbeeldmaker duurt drie jaar.\n"
    )

    assert [(k.titel, k.niveau) for k in dossier.kwalificaties] == [
        ("Voorbeeldmaker", None),
        ("Allround voorbeeldmaker", 3),
    ]


def test_read_date_that_does_not_exist_is_a_warning():
    dossier = read(VOORBLAD.replace("01-08-2024", "31-02-2024") + "1. Certificaten\nGeen.\n")

    assert (dossier.geldig_vanaf, dossier.editie) == (None, "")
    assert teksten(dossier) == ["regel 10: “31-02-2024” is een datum die niet bestaat."]


# --- Refusals --------------------------------------------------------------------------------------
HOOFDSTUK = "1. Certificaten\nGeen.\n"


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        ("", "leeg"),
        ("Beste collega", "geen verantwoordingsinformatie"),
        (VOORBLAD, "geen verantwoordingsinformatie"),
        (VOORBLAD.replace("Voorbeeldtechniek", "") + HOOFDSTUK, "De titel van het dossier ontbreekt"),
        (VOORBLAD.replace("»", "").replace("Kwalificaties", "Niets") + HOOFDSTUK, "geen kwalificaties"),
        (VOORBLAD + HOOFDSTUK + "x" * 6_000, "regel 19: deze regel heeft meer dan 5000 tekens"),
        (VOORBLAD + HOOFDSTUK + "\n" * 20_001, "meer dan 20000 regels"),
        (VOORBLAD + HOOFDSTUK + "\x00", "teken (U+0000)"),
        (b"%PDF-1.7 kapot", "PDF is beschadigd"),
        (b"\x81\x8d" * 50, "geen leesbaar tekstbestand"),
        (b"x" * 2_000_001, "groter dan 2 MB"),
    ],
)
def test_read_malformed_file_is_refused_with_a_remedy(inhoud, woorden):
    assert woorden in refusal(inhoud)


def test_read_truncated_source_names_the_missing_chapters(shared):
    tekst = bron(shared).decode()

    assert "hoofdstuk 12, 13, 14 staat in de inhoudsopgave" in refusal(
        tekst[: tekst.index(" 12. Verblijfsduur")]
    )


# --- Broken input ----------------------------------------------------------------------------------
def outcome(inhoud):
    try:
        return read(inhoud)
    except DossierImportError as error:
        assert error.melding[-1] == "."
        return error


@settings(max_examples=100)
@given(st.data())
def test_read_damaged_source_gives_a_dossier_or_a_refusal(shared, data):
    whole = bron(shared)
    begin = data.draw(st.integers(0, len(whole)))
    einde = data.draw(st.integers(begin, len(whole)))
    rommel = data.draw(
        st.binary(max_size=40) | st.sampled_from([b"\f", b"\n1. ", "\n» ".encode(), b" x ", b"\n\n\n"])
    )

    assert isinstance(outcome(whole[:begin] + rommel + whole[einde:]), DossierImport | DossierImportError)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            [
                *VOORBLAD.split("\n"),
                *(f"{n}. {t}" for n, t in HOOFDSTUKKEN),
                "x",
                "A2 x x",
                "\f",
                "» ",
                "Partijen:",
                "Categorie 2:",
                "Onderwerp Actie Wie Wanneer",
                "Onderwerp   Actie   Wie   Wanneer",
                "a   b",
                "Luisteren Lezen Gesprekken voeren Spreken Schrijven",
                "1. Certificaten .... 3",
                "",
            ]
        ),
        max_size=60,
    )
)
def test_read_shuffled_lines_give_a_dossier_or_a_refusal(lines):
    for begin in ("", VOORBLAD):
        assert isinstance(outcome(begin + "\n".join(lines)), DossierImport | DossierImportError)


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_read_any_bytes_are_refused(inhoud):
    assert isinstance(outcome(inhoud), DossierImportError)


@pytest.mark.parametrize(
    "romp",
    [
        "1. Certificaten\n" + "a b c d e f g h " * 110_000,
        "1. Certificaten\n" + ("woord " * 16 + "\n") * 19_000,
        "1. Verblijfsduur\n" + "niveau 4. Voorbeeldmaker niveau 3.\n" * 19_000,
        "1. Onderhoudsagenda\nOnderwerp Actie Wie Wanneer\n\n" + "Iets. Anders.\n\n" * 9_000,
        "1. Onderhoudsagenda\nOnderwerp  Actie  Wie  Wanneer\n\n" + "a  b  c  d\n" * 19_000,
        "1. Beroepscompetentieprofielen (bcp)\n" + "§ a\nb\n" * 9_000,
        "1. Betrokkenen\nPartijen:\n" + "Voorbeeld\n" * 19_000,
        ("1. " + "." * 4_000 + "\n") * 400,
        "1. Certificaten\n" + ("2. Certificaten" + " " * 4_000 + "x\n") * 400,
        "1. Beroepsspecifieke moderne vreemde talen\n"
        + "Luisteren Lezen Gesprekken Spreken Schrijven\nA2 x\n" * 9_000,
    ],
    ids=[
        "line",
        "paragraph",
        "niveau",
        "blocks",
        "columns",
        "bullets",
        "names",
        "dots",
        "blanks",
        "matrices",
    ],
)
def test_read_largest_file_comes_to_an_end(romp):
    with ends():
        assert isinstance(outcome(VOORBLAD + romp), DossierImport | DossierImportError)
