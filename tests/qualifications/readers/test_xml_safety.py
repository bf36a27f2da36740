"""What is refused before anything is understood, and at which limit."""

import pytest

from qualifications.readers import xml_safety
from qualifications.readers.xml_safety import parse_xml
from qualifications.structure import DossierImportError
from tests.unending import ends

ENTITY_BOMB = (
    '<!DOCTYPE sbb [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><sbb>&i;</sbb>"
)
EXTERNAL = '<!DOCTYPE sbb [<!ENTITY x SYSTEM "file:///etc/hostname">]><sbb>&x;</sbb>'
PARAMETER = '<!DOCTYPE sbb [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><sbb/>'
DOCTYPE = '<!DOCTYPE sbb SYSTEM "sbb.dtd"><sbb/>'
ATTLIST = '<!DOCTYPE sbb [<!ATTLIST sbb x CDATA "y">]><sbb/>'
DTDS = [ENTITY_BOMB, EXTERNAL, PARAMETER, DOCTYPE, ATTLIST]


def refused(inhoud):
    with ends(), pytest.raises(DossierImportError) as caught:
        parse_xml(inhoud)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("document", DTDS, ids=["bomb", "external", "parameter", "doctype", "attlist"])
def test_parse_of_dtd_in_any_encoding_is_refused(document, encoding):
    assert "DTD of entiteit" in refused(document.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_parse_of_harmless_xml_in_the_same_encodings_succeeds(encoding):
    declared = encoding.removesuffix("-sig")
    document = f'<?xml version="1.0" encoding="{declared}"?><sbb t="é"><a>1</a>\n<b/>2</sbb>'
    root = parse_xml(document.encode(encoding))
    assert (root.naam, root.attributen, root.ruwe_tekst) == ("sbb", {"t": "é"}, "\n2")
    assert [(kind.naam, kind.regel) for kind in root.kinderen] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("inhoud", "words"),
    [
        (b"", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (b"   \n", "leeg"),
        (b"crebo;titel\n25895;x", "begint niet met “<”"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
        ("<sbb/>".encode("utf-16-le"), "UTF-16 zonder"),
        ("<sbb/>".encode("utf-16-be"), "UTF-16 zonder"),
        ("<sbb/>".encode("utf-32"), "UTF-32"),
        (b"<sbb>\n<a>\x00</a></sbb>", "regel 2, kolom 4: Hier staat een NUL-byte"),
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<sbb t="é"/>'.encode("latin-1"),
            "regel 2, kolom 9: Byte 0xE9",
        ),
        (b'<?xml version="1.0" encoding="utf-7"?><sbb/>', "utf-7"),
        (b'<?xml version="1.0" encoding="utf-16"?><sbb/>', "utf-16"),
        (b"<sbb>\n<a>", "afgekapt: <a> en 1 andere"),
        (b"<sbb>", "afgekapt: <sbb> is nog niet gesloten"),
        (b"<sbb><![CDATA[x", "afgekapt"),
        ("<sbb>é".encode()[:-1], "afgekapt midden in een letter"),
        (b"<sbb>\n<a></b></sbb>", "regel 2, kolom 6: Hier wordt een ander element gesloten dan <a>"),
        (b'<sbb a="1" a="2"/>', "twee keer hetzelfde attribuut"),
        (b"<sbb/><sbb/>", "Na het einde"),
        (b"<sbb>&eacute;</sbb>", "&naam;"),
        (b"<sbb><1/></sbb>", "binnen <sbb>"),
        (b"<sbb>&#1;</sbb>", "mag"),
    ],
)
def test_parse_of_broken_file_says_what_and_where(inhoud, words):
    assert words in refused(inhoud)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"<sbb>" + b"<a/>" * 1_000_000 + b"</sbb>", "meer dan 300000 elementen"),
        (lambda: b"<a>" * 1_000_000, "dieper dan 60 lagen"),
        (lambda: b'<sbb t="' + b"x" * 20_000_000 + b'"/>', "attribuut is langer dan 20000"),
        (
            lambda: b"<sbb " + b" ".join(b'a%d="1"' % i for i in range(100_000)) + b"/>",
            "meer dan 50 attributen",
        ),
        (lambda: b"<sbb>" + b"x" * 20_000_000 + b"</sbb>", "langer dan 1000000 tekens"),
        (lambda: b"<sbb>" + b"<!-- x -->" * 2_000_000 + b"<a></sbb>", "gesloten dan <a>"),
        (lambda: b"<sbb>" + b" " * (xml_safety.MAX_BYTES), "hoogstens 25 MB"),
        (lambda: b"<" + b"a" * 20_000_000, "begint"),
        (lambda: b"<sbb><" + b"a" * 20_000_000, "afgekapt"),
    ],
)
def test_parse_of_huge_file_stops_at_the_limit(make, words):
    assert words in refused(make())


def test_parse_at_the_limit_of_depth_succeeds_and_one_deeper_is_refused():
    assert parse_xml(b"<a>" * 60 + b"</a>" * 60).naam == "a"
    assert "60 lagen" in refused(b"<a>" * 61 + b"</a>" * 61)
