"""The table of contents of a verantwoording: printed in any way, the same chapters or a refusal."""

from html import escape

import pytest
from weasyprint import HTML

from qualifications.readers import verantwoording
from qualifications.readers.pdf_text import pdf_text
from qualifications.structure import DossierImportError

VOORBLAD = """Verantwoordingsinformatie, behorend bij het
kwalificatiedossier mbo:

Voorbeeldtechniek

Kwalificaties
» Voorbeeldmaker

Geldig vanaf

01-08-2024
Op: 01-09-2023
"""
ROMP = """
Verantwoordingsinformatie

1. Beroepscompetentieprofielen (bcp)
§ Voorbeeld

2. Examenprofielen
Twee redenen:
1. Dit is de ene.
2. Dit is de andere.

3. Verblijfsduur 4 jarig
Vier jaar.
"""
DRIE = [
    (1, "Beroepscompetentieprofielen (bcp)", "§ Voorbeeld"),
    (2, "Examenprofielen", "Twee redenen:\n1. Dit is de ene.\n2. Dit is de andere."),
    (3, "Verblijfsduur 4 jarig", "Vier jaar."),
]
PUNTEN = "." * 90


def read(inhoud):
    inhoud = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return verantwoording.read(inhoud, bestandsnaam="voorbeeld")


def chapters(dossier):
    return [(h.nummer, h.titel, h.tekst) for h in dossier.hoofdstukken]


def words(dossier):
    return [(h.nummer, h.titel, h.tekst.split()) for h in dossier.hoofdstukken]


def teksten(dossier):
    return [f"{w.plaats}: {w.tekst}" for w in dossier.waarschuwingen]


def refusal(inhoud):
    with pytest.raises(DossierImportError) as refused:
        read(inhoud)
    return str(refused.value)


def pdf_of(tekst, *, pre, page="size: A4; margin: 20mm"):
    stijl = f"@page {{ {page} }} pre {{ margin: 0; {pre} }}"
    return HTML(string=f'<html lang="nl"><style>{stijl}</style><pre>{escape(tekst)}</pre></html>').write_pdf()


@pytest.mark.parametrize(
    "pre",
    [
        "font: 10pt monospace; white-space: pre-wrap",  # page number alone on the next line
        "font: 12pt monospace; white-space: pre-wrap; overflow-wrap: anywhere",  # dots over several lines
        "font: 9pt sans-serif; white-space: pre-wrap",  # the end of the title on the next line
        "font: 11pt monospace; white-space: pre",  # everything runs off the paper
        "font: 8pt serif; white-space: pre",  # only some letters do
    ],
)
def test_read_pdf_however_printed_gives_the_chapters_of_the_text(shared, pre):
    bron = (shared / "seeds/verantwoordingsinformatie-productietechniek.txt").read_bytes()

    assert words(read(pdf_of(bron.decode(), pre=pre))) == words(read(bron))


@pytest.mark.parametrize(
    "inhoud",
    [
        f"1. Beroepscompetentieprofielen\n(bcp) {PUNTEN}\n4\n2. Examenprofielen {PUNTEN}\n{PUNTEN} 4\n"
        f"3. Verblijfsduur 4\njarig {PUNTEN}\n\n9\n",
        f"1. Beroepscompetentieprofielen (bcp) 4\n2. Examenprofielen ..... 4\n3. Verblijfsduur 4 ja\nrig {PUNTEN} 9\n",
        "1. Beroepscompetentieprofielen (bcp) 4\n2. Examenprofielen 4\n3. Verblijfsduur 4 jarig 9\n",
        "1. Beroepscompetentieprofielen\n(bcp)\n4\n2. Examenprofielen\n4\n3. Verblijfsduur 4 jarig\n9\n",
        "1. Beroepscompetentieprofielen (bcp)\n2. Examenprofielen\n3. Verblijfsduur 4 jarig\n",
    ],
    ids=["wrapped", "mixed", "no dots", "numbers alone", "no numbers"],
)
@pytest.mark.parametrize("kop", ["Inhoudsopgave\n\n", ""], ids=["with head", "without head"])
def test_read_contents_in_any_shape_gives_every_chapter(kop, inhoud):
    dossier = read(f"{VOORBLAD}\n{kop}{inhoud}{ROMP}")

    assert chapters(dossier) == DRIE
    assert dossier.kwalificaties[0].titel == "Voorbeeldmaker"
    assert [w for w in teksten(dossier) if "hoofdstuk" in w.lower()] == []


@pytest.mark.parametrize("punten", [f" {PUNTEN} ", f"\n{PUNTEN}\n", " "], ids=["line", "wrapped", "no dots"])
def test_read_chapter_that_the_contents_announce_but_the_text_lacks_is_refused(punten):
    inhoud = "".join(f"{nummer}. {titel}{punten}4\n" for nummer, titel, _tekst in DRIE)
    without = ROMP.replace("3. Verblijfsduur 4 jarig\n", "")

    melding = refusal(f"{VOORBLAD}Inhoudsopgave\n{inhoud}{without}")

    assert "hoofdstuk 3 staat in de inhoudsopgave maar niet in de tekst" in melding
    assert melding.endswith("of een tekstbestand (.txt).")


def test_read_contents_cut_off_at_the_right_is_refused():
    inhoud = "".join(f"{nummer}. {titel} {PUNTEN}\n" for nummer, titel, _tekst in DRIE)

    assert refusal(f"{VOORBLAD}Inhoudsopgave\n{inhoud}{ROMP}").startswith(
        "regel 13: de inhoudsopgave heeft geen paginanummers: de rechterkant van de bladzijden ontbreekt."
    )


def test_read_contents_that_cannot_be_read_is_said_and_so_is_every_gap():
    dossier = read(f"{VOORBLAD}Inhoudsopgave\n{ROMP.replace('2. Examenprofielen', 'II Examenprofielen')}")

    assert [h.nummer for h in dossier.hoofdstukken] == [1, 3]
    assert [tekst.split(".")[0] for tekst in teksten(dossier)] == [
        "regel 13: De inhoudsopgave is niet te lezen",
        "regel 25: Na hoofdstuk 1 komt hoofdstuk 3; wat ertussen hoort, is niet gevonden",
    ]


@pytest.mark.parametrize(
    ("tekst", "warned"), [("", True), ("- .\n\n4", True), ("Nee", False), ("N.v.t.", False)]
)
def test_read_chapter_with_hardly_any_text_is_said_with_its_place(tekst, warned):
    dossier = read(f"{VOORBLAD}1. Examenprofielen\n{tekst}\n2. Certificaten\nGeen.\n")

    assert (
        "regel 13: Hoofdstuk 1 “Examenprofielen” heeft bijna geen tekst" in "".join(teksten(dossier))
    ) is warned


KADER = """size: A5; margin: 20mm; @top-left { content: "20-11-2026" }
@bottom-left { content: "file:///voorbeeld.html " counter(page) "/" counter(pages) }"""


def test_pdf_text_leaves_out_what_a_browser_prints_on_every_page():
    tekst = "\n".join("een twee drie vier vijf".split()[nummer % 5] for nummer in range(123))

    lines = pdf_text(pdf_of(tekst, pre="font: 10pt serif", page=KADER)).split("\n")

    assert [line.strip("\f ") for line in lines if line.strip("\f ")] == tekst.split("\n")
