"""The matrix reader: the WTB source counted by hand, the same table in every file format, random and broken tables."""

import csv
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from qualifications.enums import Herkomst
from qualifications.readers import matrix
from qualifications.readers.matrix.kruisjes import verdeel
from qualifications.structure import DossierImport, DossierImportError
from tests.unending import ends

KOP = ["kerntaak", "werkproces", "Uitstroom niveau 4 PROEF", "Uitstroom niveau 3 PROEF"]
# Counted in the source by a reader: per kerntaak the last digits of its werkprocessen.
WTB_WERKPROCESSEN = {
    1: [1, 2, 3, 7],
    2: [1, 2, 3, 4, 5, 6],
    3: [1, 2, 3, 4, 5, 6],
    4: [1, 2, 3, 4, 5, 6, 7, 8],
    5: [1, 2, 3, 4, 5],
    6: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    7: [1, 2, 3, 4, 5, 6, 7],
    8: [1, 2, 3, 4, 5, 6, 7],
}
# Per kerntaak the number of marks in the source: (niveau 4, niveau 3).
WTB_KRUISJES = {1: (3, 0), 2: (6, 0), 3: (6, 0), 4: (8, 5), 5: (5, 4), 6: (9, 4), 7: (5, 0), 8: (0, 4)}
# (kerntaak, column): werkprocessen that the blank lines of the source propose.
WTB_ONZEKER = {
    (1, 1): [1, 3, 7],
    (4, 2): [2, 4, 6, 7, 8],
    (5, 2): [2, 3, 4, 5],
    (6, 2): [1, 2, 3, 4],
    (7, 1): [1, 2, 3, 4, 7],
    (8, 2): [1, 3, 4, 5],
}
WTB_ZEKER_WEL = {(2, 1), (3, 1), (4, 1), (5, 1), (6, 1)}
WTB_ZEKER_NIET = {(1, 2), (2, 2), (3, 2), (7, 2), (8, 1)}


# --- Tables in each format -------------------------------------------------------------------------
def as_csv(rijen, scheiding=";", encoding="utf-8"):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=scheiding, lineterminator="\r\n").writerows(rijen)
    return buffer.getvalue().encode(encoding)


def as_xlsx(rijen):
    workbook = Workbook()
    for nummer, rij in enumerate(rijen, start=1):
        for kolom, waarde in enumerate(rij, start=1):
            if waarde:
                cel = workbook.active.cell(row=nummer, column=kolom, value=waarde)
                cel.data_type = "s"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def as_tekst(rijen):
    """As a document gives it: a tab before every cell, a line break behind it, an empty cell ends a row."""
    return "".join("".join(f"\t{cel}\n" for cel in [*rij, ""]) for rij in rijen).encode()


def wtb(shared):
    return (shared / "seeds/wtb-kerntaken-werkprocessen.txt").read_bytes()


def wtb_rows(shared):
    """The source cut by its tabs, independently of the reader."""
    cellen = wtb(shared).decode().split("\t")[1:]
    return [[cel.removesuffix("\n") for cel in cellen[at : at + 4]] for at in range(0, len(cellen), 5)]


def read(inhoud, bestandsnaam="proef.txt"):
    return matrix.read(inhoud, bestandsnaam=bestandsnaam)


def cellen_van(dossier):
    """{(kerntaak, column): [(werkproces, bron, voorstel)]}."""
    found = {}
    for cel in dossier.uitstroom:
        kerntaak, werkproces = (
            int(cijfer) for cijfer in re.fullmatch(r"B1-K(\d+)-W(\d+)", cel.werkproces).groups()
        )
        found.setdefault((kerntaak, cel.profiel), []).append((werkproces, cel.bron, cel.voorstel))
    return found


def refusal(inhoud, bestandsnaam="proef.csv"):
    with pytest.raises(DossierImportError) as refused:
        read(inhoud, bestandsnaam)
    return refused.value


def teksten(dossier):
    return [f"{waarschuwing.plaats}: {waarschuwing.tekst}" for waarschuwing in dossier.waarschuwingen]


# --- The source ------------------------------------------------------------------------------------
def test_read_wtb_gives_the_numbers_of_the_source(shared):
    dossier = read(wtb(shared), "wtb-kerntaken-werkprocessen.txt")

    nummers = {
        kerntaak.nummer: [werkproces.nummer for werkproces in kerntaak.werkprocessen]
        for kerntaak in dossier.kerntaken
    }
    assert nummers == WTB_WERKPROCESSEN
    assert sum(map(len, nummers.values())) == len(re.findall(rb"(?m)(?:^|\t)\d\.\d", wtb(shared))) == 52
    assert (dossier.herkomst, dossier.titel, dossier.crebo, dossier.editie) == (
        Herkomst.MATRIX,
        "WTB",
        "",
        "",
    )
    assert [(k.profiel, k.titel, k.niveau) for k in dossier.kwalificaties] == [
        (1, "niveau 4 WTB", 4),
        (2, "niveau 3 WTB", 3),
    ]
    assert {kerntaak.profiel for kerntaak in dossier.kerntaken} == {None}
    assert dossier.hoofdstukken is None and dossier.contexten is None


def test_read_wtb_keeps_the_words_of_the_source(shared):
    kerntaken = read(wtb(shared)).kerntaken

    assert [kerntaak.titel for kerntaak in kerntaken] == [
        "Doet product vernieuwing aanpassingen, of: zet markt-/klantbehoeften om in een productontwerp",
        "Werkt initiatief uit",
        "Bereidt het productiewerk voor",
        "Raliseert projecten",
        "Beheert en onderhoudt",
        "Draagt bij en of geeft leiding aan commerciële activiteiten",
        "Voert 1 van de integrale niveau 4 rollen op specialisatie-niveau uit",
        "Voert 1 van de integrale niveau 3 rollen op specialisatie-niveau uit",
    ]
    assert [werkproces.titel for werkproces in kerntaken[6].werkprocessen] == [
        "productaanpasser",
        "tekenaar/ontwerper/constructeur/calculator",
        "werkvoorbereider",
        "productieleider/technicus",
        "in bedrijfstelling",
        "onderhoudstechnicus",
        "commercieel technicus",
    ]
    assert kerntaken[7].werkprocessen[5].titel == "1e (service) monteiur"


def test_read_wtb_gives_a_mark_only_where_it_is_certain(shared):
    cellen = cellen_van(read(wtb(shared)))

    assert set(cellen) == {(kerntaak, kolom) for kerntaak in WTB_WERKPROCESSEN for kolom in (1, 2)}
    bronnen = {plek: {bron for _w, bron, _v in rij} for plek, rij in cellen.items()}
    assert {plek for plek, bron in bronnen.items() if bron == {True}} == WTB_ZEKER_WEL
    assert {plek for plek, bron in bronnen.items() if bron == {False}} == WTB_ZEKER_NIET
    assert {plek for plek, bron in bronnen.items() if bron == {None}} == set(WTB_ONZEKER)
    assert {plek: [w for w, _b, voorstel in cellen[plek] if voorstel] for plek in WTB_ONZEKER} == WTB_ONZEKER
    for kerntaak, aantallen in WTB_KRUISJES.items():
        assert tuple(sum(v for _w, _b, v in cellen[kerntaak, kolom]) for kolom in (1, 2)) == aantallen


def test_read_wtb_warns_with_the_line_of_the_source(shared):
    regels = wtb(shared).decode().split("\n")

    def line_of(begin):
        return next(n for n, regel in enumerate(regels, start=1) if regel.startswith(begin))

    warned = teksten(read(wtb(shared)))

    assert warned[:3] == [
        f"regel {line_of('1.7')}: De nummering springt van 1.3 naar 1.7.",
        f"regel {line_of('5.5')}: Werkproces 5.5 “behandelt klachtinformatie” lijkt veel op 5.3 "
        "“behandelt klachteninformatie”. Is het er een?",
        f"regel {line_of('8.7')}: Werkproces 8.7 “1e (service) monteur” lijkt veel op 8.6 "
        "“1e (service) monteiur”. Is het er een?",
    ]
    assert [re.search(r"Kerntaak .* werkprocessen", tekst)[0] for tekst in warned[3:]] == [
        f"Kerntaak {kerntaak}, kolom “niveau {5 - kolom} WTB”: {WTB_KRUISJES[kerntaak][kolom - 1]} kruisjes bij "
        f"{len(WTB_WERKPROCESSEN[kerntaak])} werkprocessen"
        for kerntaak, kolom in sorted(WTB_ONZEKER)
    ]


def test_read_warning_about_one_mark_or_one_werkproces_has_the_singular():
    kop, kerntaak = ["Kerntaak", "Werkproces", "Monteur"], "1. Maken"

    one_of_two = read(as_csv([kop, [kerntaak, "1.1 zagen\n1.2 vijlen", "x"]]), "proef.csv")
    two_of_one = read(as_csv([kop, [kerntaak, "1.1 zagen", "x\nx"]]), "proef.csv")

    assert "1 kruisje bij 2 werkprocessen." in teksten(one_of_two)[0]
    assert "2 kruisjes bij 1 werkproces." in teksten(two_of_one)[0]
    assert teksten(one_of_two)[0].endswith("beslis in het raster.")  # as the pages call it


@pytest.mark.parametrize("scheiding", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_csv_of_the_same_table_gives_the_same_dossier(shared, scheiding, encoding):
    assert read(as_csv(wtb_rows(shared), scheiding, encoding)) == read(wtb(shared))


def test_read_xlsx_of_the_same_table_gives_the_same_dossier_and_warnings(shared):
    from_text, from_sheet = read(wtb(shared)), read(as_xlsx(wtb_rows(shared)))

    assert from_sheet == from_text
    assert [w.tekst for w in from_sheet.waarschuwingen] == [w.tekst for w in from_text.waarschuwingen]
    assert from_sheet.waarschuwingen[0].plaats == "cel B2, regel 7"


def test_read_text_with_other_newlines_gives_the_same_dossier(shared):
    assert read(wtb(shared).replace(b"\n", b"\r\n")) == read(wtb(shared))


def test_read_windows_1252_is_recognised_and_said(shared):
    inhoud = as_csv(wtb_rows(shared), encoding="cp1252")

    dossier = read(inhoud)

    assert dossier == read(wtb(shared))
    assert "Windows-1252" in dossier.waarschuwingen[0].tekst
    assert "Windows-1252" not in "".join(teksten(read(wtb(shared))))


# --- One row per werkproces ------------------------------------------------------------------------
LOSSE_RIJEN = [
    KOP,
    ["1. Maakt iets", "1.1 voorbereiden", "x", ""],
    ["1. Maakt iets", "1.2 uitvoeren", "X", "ja"],
    ["2. Controleert iets", "2.1 meten", "✓", "1"],
    ["", "2.2 verslag doen", "nee", "x"],
]


@pytest.mark.parametrize("render", [as_csv, as_xlsx, as_tekst], ids=["csv", "xlsx", "tekst"])
def test_read_one_row_per_werkproces_makes_every_cell_certain(render):
    dossier = read(render(LOSSE_RIJEN))

    assert [(k.nummer, k.titel, [w.titel for w in k.werkprocessen]) for k in dossier.kerntaken] == [
        (1, "Maakt iets", ["voorbereiden", "uitvoeren"]),
        (2, "Controleert iets", ["meten", "verslag doen"]),
    ]
    assert [(cel.werkproces, cel.profiel, cel.bron, cel.voorstel) for cel in dossier.uitstroom] == [
        ("B1-K1-W1", 1, True, True),
        ("B1-K1-W1", 2, False, False),
        ("B1-K1-W2", 1, True, True),
        ("B1-K1-W2", 2, True, True),
        ("B1-K2-W1", 1, True, True),
        ("B1-K2-W1", 2, True, True),
        ("B1-K2-W2", 1, False, False),
        ("B1-K2-W2", 2, True, True),
    ]
    assert teksten(dossier) == []


def test_read_xlsx_takes_numbers_and_booleans_as_marks():
    workbook = Workbook()
    for rij in ([*KOP], ["1. Maakt iets", "1.1 doen", 1, True], ["", "1.2 laten", 1.0, False]):
        workbook.active.append(rij)
    buffer = io.BytesIO()
    workbook.save(buffer)

    assert [cel.bron for cel in read(buffer.getvalue()).uitstroom] == [True, True, True, False]


def test_read_titel_without_a_common_part_comes_from_the_file_name():
    rijen = [["kerntaak", "werkproces", "Lasser", "Tekenaar"], ["1 Iets", "1.1 doen", "x", ""]]

    assert read(as_csv(rijen), "matrix_proef-2024.csv").titel == "matrix proef 2024"


def test_read_finds_a_head_below_a_title_and_the_right_sheet():
    workbook = load_workbook(io.BytesIO(as_xlsx([["Matrix (voorbeeld)"], *LOSSE_RIJEN])))
    workbook.create_sheet("Uitleg", 0)["A1"] = "Lees dit eerst"
    buffer = io.BytesIO()
    workbook.save(buffer)

    dossier = read(buffer.getvalue())

    assert dossier.kerntaken == read(as_csv(LOSSE_RIJEN)).kerntaken
    assert teksten(dossier) == ["blad “Sheet”: Alleen dit blad is gelezen; de andere bladen niet."]


# --- Marks -----------------------------------------------------------------------------------------
X, O = True, None  # noqa: E741 - reads like the source


@pytest.mark.parametrize(
    ("regels", "aantal", "bron", "voorstel"),
    [
        ([X, X], 2, (True, True), (True, True)),
        ([O], 2, (False, False), (False, False)),
        ([X, O, X], 2, (True, True), (True, True)),
        ([X, O, X, X], 4, (None,) * 4, (True, False, True, True)),
        ([O, X, X], 3, (None,) * 3, (False, True, True)),
        ([X, O, X], 3, (None,) * 3, (True, True, False)),  # even gaps say nothing
        ([X, X], 3, (None,) * 3, (True, True, False)),
        (
            [X, O, X, X, O, O, X],
            5,
            (None,) * 5,
            (True, True, True, True, False),
        ),  # more lines than werkprocessen
        ([X, X, X], 2, (None, None), (True, True)),  # too many
        ([X, False], 2, (True, False), (True, False)),
        (["misschien"], 1, (None,), (False,)),
        ([X], 0, (), ()),
    ],
)
def test_verdeel_is_certain_only_where_the_count_fits(regels, aantal, bron, voorstel):
    verdeling = verdeel(regels, aantal)

    assert (verdeling.bron, verdeling.voorstel) == (bron, voorstel)


def test_read_mark_that_is_no_mark_is_named_and_not_counted():
    rijen = [KOP, ["1 Iets", "1.1 doen\n1.2 laten", "x\nmisschien\nx", ""]]

    dossier = read(as_csv(rijen))

    assert [cel.bron for cel in dossier.uitstroom] == [True, False, True, False]
    assert teksten(dossier) == [
        "regel 4: “misschien” is geen kruisje en is niet meegeteld. Gebruik x of laat de cel leeg."
    ]
    assert teksten(read(as_xlsx(rijen)))[0].startswith("cel C2, regel 2: “misschien”")


# --- What a person must know -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rijen", "waarschuwing"),
    [
        (
            [["1 Iets", "2.1 doen", "x", ""]],
            "regel 2: Werkproces 2.1 staat bij kerntaak 1. Het is daar gelaten; kijk of het daar hoort.",
        ),
        (
            [["1 Iets", "1.2 doen", "x", ""]],
            "regel 2: Het eerste werkproces van kerntaak 1 heeft nummer 1.2.",
        ),
        ([["2 Iets", "2.1 doen", "x", ""]], "regel 2: De eerste kerntaak heeft nummer 2."),
        (
            [["1 Iets", "1.1 a", "", ""], ["3 Nog iets", "3.1 doen", "x", ""]],
            "regel 3: De nummering springt van kerntaak 1 naar kerntaak 3.",
        ),
        (
            [["1 Iets", "1.1 doen\nen verder", "x", ""]],
            "regel 3: Deze regel heeft geen nummer en is gelezen als vervolg van werkproces 1.1.",
        ),
        (
            [["1 Iets", "1.1 doen", "x", "", "opmerking"]],
            "regel 2: “opmerking” staat in een kolom zonder kop en is niet gelezen.",
        ),
    ],
)
def test_read_oddity_is_said_and_not_repaired(rijen, waarschuwing):
    assert teksten(read(as_csv([KOP, *rijen]))) == [waarschuwing]


@pytest.mark.parametrize(
    ("rijen", "plaats", "woorden"),
    [
        ([["", "1.1 doen", "x", ""]], "regel 2", "hoort bij geen kerntaak"),
        ([["Iets", "1.1 doen", "x", ""]], "regel 2", "heeft geen nummer"),
        ([["1 Iets", "doen", "x", ""]], "regel 2", "heeft geen nummer"),
        ([["1 Iets", "1.1", "x", ""]], "regel 2", "geen naam"),
        ([["1 Iets", "1.1 doen\n1.1 laten", "x", ""]], "regel 3", "staat er twee keer: ook op regel 2"),
        (
            [["1 A", "1.1 a", "", ""], ["1 B", "1.2 b", "", ""]],
            "regel 3",
            "staat er twee keer: ook op regel 2",
        ),
        (
            [["1 A", "1.1 a", "", ""], ["2 B", "2.1 b", "", ""], ["1 A", "1.2 b", "", ""]],
            "regel 4",
            "staat er twee keer: ook op regel 2",
        ),
        ([["1 Iets", "1.100 doen", "x", ""]], "regel 2", "nummer 100 kan niet"),
        ([["1 Iets", "1.1 do"]], "regel 2", "afgebroken"),
        ([], "regel 1", "geen enkele rij"),
        ([["1 " + "i" * 1_001, "1.1 doen", "x", ""]], "regel 2", "meer dan 1000 tekens"),
        ([["1 Iets", "1.1 doen", "x" * 20_001, ""]], "regel 2", "meer dan 20000 tekens"),
        ([["1 Iets", "1.1 doen", *["x"] * 200]], "regel 2", "meer dan 200 kolommen"),
        (
            [["1 Iets", "\n".join(f"1.{n} a{n}" for n in range(1, 200)), "", ""]],
            "regel 101",
            "nummer 100 kan niet",
        ),
    ],
)
def test_read_malformed_table_names_line_and_remedy(rijen, plaats, woorden):
    error = refusal(as_csv([KOP, *rijen]))

    assert (error.plaats, woorden in error.melding) == (plaats, True), error


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf \n\t", "leeg"),
        (b"Beste collega, hierbij de matrix.", "geen matrix"),
        (as_csv([["kerntaak", "werkproces"], ["1 Iets", "1.1 doen"]]), "geen matrix"),
        (b"\tkerntaak\n\twerkproces\n", "geen matrix"),
        (b"kerntaak;werkproces;U\n1 Iets\x00;1.1 doen;x\n", "teken (U+0000)"),
        (bytes(range(256)) * 4, "geen leesbaar tekstbestand"),
        (b"\xef\xbb\xbfkerntaak\n\xff", "geen UTF-8"),
        (b'kerntaak;werkproces;U\n"1 Iets;1.1 doen;x\n', "aanhalingstekens"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Office-bestand"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "wachtwoord",
        ),
        (b"a" * 20_000_001, "groter dan 20 MB"),
    ],
)
def test_read_other_file_is_refused_with_a_remedy(inhoud, woorden):
    assert woorden in str(refusal(inhoud))


def test_read_text_whose_empty_cells_are_gone_is_refused(shared):
    """An editor that takes blanks off the end of lines shifts every cell behind an empty one."""
    stripped = b"\n".join(line.rstrip() for line in wtb(shared).split(b"\n"))

    assert "Zijn de cellen verschoven?" in str(refusal(stripped))


def test_read_text_with_a_missing_cell_is_refused(shared):
    """A file that was cut off within a row must not pass for one without marks."""
    cut = wtb(shared)[: wtb(shared).rindex(b"8.1") + 40]

    assert "afgebroken" in str(refusal(cut))


# --- Every table, in every format ------------------------------------------------------------------
NAAM = st.text("abcdefghijklmnopqrstuvwxyzéï ()/&'\"", min_size=1, max_size=30).map(
    lambda tekst: " ".join(f"t{tekst}".split())
)


@st.composite
def tables(draw):
    """(rows, kerntaken as nested pairs, marks per kerntaak × column as a list of booleans that is all or nothing)."""
    aantal_kolommen = draw(st.integers(1, 3))
    rijen = [["Kerntaak", "Werkprocessen", *(f"Uitstroom proef {n}" for n in range(1, aantal_kolommen + 1))]]
    kerntaken, zeker = [], {}
    for nummer in range(1, draw(st.integers(1, 4)) + 1):
        titel = draw(NAAM)
        namen = draw(st.lists(NAAM, min_size=1, max_size=6))
        witregel = draw(st.sampled_from(["\n", "\n\n"]))
        rij = [
            f"{nummer}{draw(st.sampled_from([' ', '. ', '.', ' . ']))}{titel}",
            witregel.join(f"{nummer}.{n} {naam}" for n, naam in enumerate(namen, start=1)),
        ]
        for kolom in range(1, aantal_kolommen + 1):
            kruis = draw(st.booleans())
            zeker[nummer, kolom] = kruis
            rij.append(
                witregel.join([draw(st.sampled_from(["x", "X", "ja", "✓"]))] * len(namen)) if kruis else ""
            )
        rijen.append(rij)
        kerntaken.append((nummer, titel, namen))
    return rijen, kerntaken, zeker


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_read_random_table_is_read_back_from_every_format(table):
    rijen, kerntaken, zeker = table

    dossiers = [read(render(rijen)) for render in (as_tekst, as_csv, as_xlsx)]

    assert dossiers[0] == dossiers[1] == dossiers[2]
    assert [
        (k.nummer, k.titel, [w.titel for w in k.werkprocessen]) for k in dossiers[0].kerntaken
    ] == kerntaken
    assert {plek: [bron for _w, bron, _v in rij] for plek, rij in cellen_van(dossiers[0]).items()} == {
        (nummer, kolom): [kruis] * len(kerntaken[nummer - 1][2]) for (nummer, kolom), kruis in zeker.items()
    }


# Once: a workbook holds the time at which it was made, and hypothesis repeats its examples.
WHOLE = [as_tekst(LOSSE_RIJEN), as_csv(LOSSE_RIJEN), as_xlsx(LOSSE_RIJEN)]


# --- Broken input ----------------------------------------------------------------------------------
def outcome(inhoud):
    try:
        return read(inhoud)
    except DossierImportError as error:
        assert error.melding[-1] == "."
        return error


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_read_damaged_file_gives_a_dossier_or_a_refusal(data):
    whole = data.draw(st.sampled_from(WHOLE))
    begin = data.draw(st.integers(0, len(whole)))
    einde = data.draw(st.integers(begin, min(len(whole), begin + 80)))
    rommel = data.draw(
        st.binary(max_size=40) | st.sampled_from([b"\t", b'"', b";", b"\n\n\t", b"1.1 ", b"\x00"])
    )

    assert isinstance(outcome(whole[:begin] + rommel + whole[einde:]), DossierImport | DossierImportError)


@settings(max_examples=100)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda tekst: tekst.encode("utf-8", "surrogatepass"))
)
def test_read_any_bytes_are_refused(inhoud):
    assert isinstance(outcome(inhoud), DossierImportError)


@settings(max_examples=100)
@given(st.text("\t\n \"';,.x123kerntawpos", max_size=300))
def test_read_any_text_below_a_head_gives_a_dossier_or_a_refusal(tekst):
    for kop in ("\tkerntaak\n\twerkproces\n\tU\n", "kerntaak;werkproces;U\n", "kerntaak\twerkproces\tU\n"):
        assert isinstance(outcome((kop + tekst).encode()), DossierImport | DossierImportError)


@pytest.mark.parametrize(
    ("inhoud", "words"),
    [
        (b"kerntaak;werkproces;U\n" + b"1 Iets;1.1 doen;x\n" * 1_000_000, "meer dan 5000 rijen"),
        (b"kerntaak;werkproces;U\n" + b";;\n" * 5_000_000, "meer dan 5000 rijen"),
        (
            b"\tkerntaak\n\twerkproces\n\tU\n\t\n" + b"\t1 Iets\n\t1.1 doen\n\tx\n\t\n" * 700_000,
            "meer dan 5000 rijen",
        ),
        (b"\tkerntaak\n\twerkproces\n\tU\n" + b"\t" * 19_000_000, "meer dan 5000 rijen"),
        (b"kerntaak;werkproces;U\n" + b'"' * 19_000_001, "de cel is te lang"),
        (b"kerntaak;werkproces;U\n1 I;1.1 " + b"a " * 9_000_000, "de cel is te lang"),
        (b"kerntaak;werkproces;" + b"U;" * 9_000_000, "geen matrix"),
        (b"\n" * 19_000_000 + b"x", "meer dan 5000 rijen"),
    ],
    ids=["rows", "empty rows", "tab rows", "tabs", "quotes", "one cell", "columns", "lines"],
)
def test_read_huge_file_stops_at_the_limit(inhoud, words):
    with ends():
        assert words in str(outcome(inhoud))


def test_read_matrix_of_long_names_that_are_nearly_alike_comes_to_an_end():
    rijen = [
        [f"{k} Iets", "\n".join(f"{k}.{n} " + "ab" * 200 + str(n) for n in range(1, 45)), "", ""]
        for k in range(1, 11)
    ]
    with ends():
        dossier = outcome(as_csv([KOP, *rijen]))
    assert sum(len(kerntaak.werkprocessen) for kerntaak in dossier.kerntaken) == 440
