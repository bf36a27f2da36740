"""Which reader gets a file: by what is in it, and only then by its name."""

import io
import zipfile
from pathlib import Path

import pytest

from qualifications.enums import Herkomst
from qualifications.readers import detect, yaml_dossier
from qualifications.structure import DossierImportError

VOORBEELDEN = Path(yaml_dossier.__file__).resolve().parents[1] / "voorbeelden"
YAML = (VOORBEELDEN / "25297-technicus-engineering.yaml").read_bytes()
MATRIX = b"kerntaak\twerkproces\tUitstroom niveau 4 PROEF\n1. Maakt voorbeelden\t1.1 meet\tX\n"


@pytest.fixture
def sources(shared):
    return {
        "xml": (shared / "data/sbb/2755-dienstverlening.xml").read_bytes(),
        "yaml": YAML,
        "matrix": MATRIX,
        "tekst": (shared / "seeds/verantwoordingsinformatie-productietechniek.txt").read_bytes(),
    }


@pytest.mark.parametrize(
    ("source", "naam", "herkomst"),
    [
        ("xml", "dossier.xml", Herkomst.SBB_XML),
        ("xml", "dossier.txt", Herkomst.SBB_XML),
        ("xml", "dossier.yaml", Herkomst.SBB_XML),
        ("xml", "dossier", Herkomst.SBB_XML),
        ("yaml", "dossier.yaml", Herkomst.YAML),
        ("yaml", "DOSSIER.YML", Herkomst.YAML),
        ("yaml", "dossier.txt", Herkomst.YAML),
        ("yaml", "dossier", Herkomst.YAML),
        ("matrix", "matrix.txt", Herkomst.MATRIX),
        ("matrix", "matrix.tsv", Herkomst.MATRIX),
        ("matrix", "matrix.md", Herkomst.MATRIX),
        ("matrix", "matrix", Herkomst.MATRIX),
        ("tekst", "verantwoording.txt", Herkomst.VERANTWOORDING),
        ("tekst", "verantwoording.pdf", Herkomst.VERANTWOORDING),
        ("tekst", "verantwoording", Herkomst.VERANTWOORDING),
    ],
)
def test_read_chooses_the_reader(sources, source, naam, herkomst):
    assert detect.read(sources[source], bestandsnaam=naam).herkomst == herkomst


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_read_knows_a_text_in_another_encoding(sources, encoding):
    inhoud = sources["tekst"].decode().encode(encoding)
    assert detect.read(inhoud, bestandsnaam="x.txt").herkomst == Herkomst.VERANTWOORDING


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud", "words"),
    [
        ("foto.png", b"\x89PNG\r\n\x1a\n\x00\x00", "geen dossier herkend"),
        ("brief.txt", b"Geachte heer, mevrouw,", "geen dossier herkend"),
        ("dossier.json", b'{"titel": "x"}', "geen dossier herkend"),
        ("dossier.docx", archive(), "XLSX"),
        ("pagina.html", b"<!doctype html><html></html>", "HTML"),
        ("leeg.xml", b"", "leeg"),
        ("leeg.txt", b" \r\n\t ", "leeg"),
        ("geen.pdf", b"%PDF-1.7 maar verder niets", ""),
        ("groot.txt", b"x" * (detect.MAX_BYTES + 1), "groter dan 25 MB"),
    ],
)
def test_read_of_something_else_is_refused_in_words(naam, inhoud, words):
    with pytest.raises(DossierImportError) as refused:
        detect.read(inhoud, bestandsnaam=naam)
    assert words in str(refused.value)
    assert str(refused.value)[-1] in ".?"


def test_read_of_an_unknown_file_lists_what_is_accepted():
    with pytest.raises(DossierImportError) as refused:
        detect.read(b"hallo", bestandsnaam="hallo.doc")
    for kind in ("SBB-XML", "verantwoordingsinformatie", "matrix", "YAML", ".pdf", ".csv", ".xlsx"):
        assert kind in refused.value.melding


def test_read_of_xml_passes_on_the_crebo(sources):
    with pytest.raises(DossierImportError) as refused:
        detect.read(sources["xml"], bestandsnaam="dossier.xml", crebo="00000")
    assert "00000" in str(refused.value)
    assert detect.read(sources["xml"], bestandsnaam="dossier.xml", crebo="23189").crebo == "23189"
