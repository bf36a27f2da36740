"""Reading XML that comes from outside: no DTD, no entities, limits that are counted while reading.

The parser is expat through defusedxml, which refuses on the event and so in any encoding. It stops at the first limit
passed. What comes out is a light tree that knows its lines, and remembers what was asked of it: so nothing in a file
can be left out silently.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.readers.limits import MAX_BYTES, MB
from qualifications.structure import DossierImportError

MAX_DEPTH = 60
MAX_ELEMENTS = 300_000
MAX_ATTRIBUTES = 50
MAX_ATTRIBUTE_LENGTH = 20_000
MAX_TEXT_LENGTH = 1_000_000
_CHUNK = 1024 * 1024

_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"

# Numbers of expat's errors that mean: the file ends too early.
_TRUNCATED = {3, 5, 6, 20}
_TAG_MISMATCH, _TWICE_ATTRIBUTE, _AFTER_THE_END, _ENTITY, _ENCODING = 7, 8, 9, 11, {18, 19}


@dataclass(slots=True, eq=False)
class Knoop:
    """One element. Names come without namespace; `regel` counts from 1; the text is kept in the pieces it came in."""

    naam: str
    attributen: dict[str, str]
    regel: int
    ouder: "Knoop | None" = None
    kinderen: list["Knoop"] = field(default_factory=list)
    stukken: list[str] = field(default_factory=list)
    gelezen: frozenset[str] = frozenset()
    tekst_gelezen: bool = False
    gezien: bool = False

    def attribuut(self, naam: str) -> str:
        """The value, or "" where it is absent; counts as read."""
        self.gelezen |= {naam}
        return self.attributen.get(naam, "")

    @property
    def ruwe_tekst(self) -> str:
        """The text directly inside this element, not that of its children; counts as read."""
        self.tekst_gelezen = True
        return "".join(self.stukken)

    def alle(self, *pad: str) -> list["Knoop"]:
        """The children at a path of names; they and what lies between count as known."""
        knopen = [self]
        for naam in pad:
            knopen = [kind for knoop in knopen for kind in knoop.kinderen if kind.naam == naam]
            for knoop in knopen:
                knoop.gezien = True
        return knopen

    def eerste(self, *pad: str) -> "Knoop | None":
        return next(iter(self.alle(*pad)), None)

    def nakomelingen(self) -> Iterator["Knoop"]:
        """This element and everything below it, in the order of the file."""
        nog = [self]
        while nog:
            knoop = nog.pop()
            yield knoop
            nog.extend(reversed(knoop.kinderen))

    def heeft_inhoud(self) -> bool:
        """There is a text or a filled attribute in it, at any depth."""
        return any(
            "".join(knoop.stukken).strip() or any(waarde.strip() for waarde in knoop.attributen.values())
            for knoop in self.nakomelingen()
        )


class _Builder:
    """The target of the parser: builds the tree and counts."""

    def __init__(self) -> None:
        self.parser: DefusedXMLParser | None = None
        self.root: Knoop | None = None
        self.open: list[Knoop] = []
        self.elements = 0
        self.text_length = 0

    @property
    def line(self) -> int:
        assert self.parser is not None
        return self.parser.parser.CurrentLineNumber

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        self.elements += 1
        self.text_length = 0
        self._check_limits(attrs)
        ouder = self.open[-1] if self.open else None
        attributen = {_local(naam): waarde for naam, waarde in attrs.items()}
        knoop = Knoop(_local(tag), attributen, self.line, ouder)
        if ouder:
            ouder.kinderen.append(knoop)
        else:
            self.root = knoop
        self.open.append(knoop)

    def _check_limits(self, attrs: dict[str, str]) -> None:
        if self.elements > MAX_ELEMENTS:
            self._refuse(_("het bestand heeft meer dan %(n)s elementen"), n=MAX_ELEMENTS)
        if len(self.open) >= MAX_DEPTH:
            self._refuse(_("elementen zijn dieper dan %(n)s lagen in elkaar gezet"), n=MAX_DEPTH)
        if len(attrs) > MAX_ATTRIBUTES:
            self._refuse(_("een element heeft meer dan %(n)s attributen"), n=MAX_ATTRIBUTES)
        if any(len(waarde) > MAX_ATTRIBUTE_LENGTH for waarde in attrs.values()):
            self._refuse(_("een attribuut is langer dan %(n)s tekens"), n=MAX_ATTRIBUTE_LENGTH)

    def data(self, tekst: str) -> None:
        self.text_length += len(tekst)
        if self.text_length > MAX_TEXT_LENGTH:
            self._refuse(_("één tekst is langer dan %(n)s tekens"), n=MAX_TEXT_LENGTH)
        if self.open:
            self.open[-1].stukken.append(tekst)

    def end(self, tag: str) -> None:
        self.text_length = 0
        self.open.pop()

    def close(self) -> Knoop | None:
        return self.root

    def _refuse(self, wat: str, *, n: int) -> None:
        wat %= {"n": n}
        raise DossierImportError(
            _("%(wat)s. Dat kan geen kwalificatiedossier zijn; controleer of dit het goede bestand is.")
            % {"wat": wat[:1].upper() + wat[1:]},
            plaats=_("regel %(regel)s") % {"regel": self.line},
        )


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def parse_xml(inhoud: bytes) -> Knoop:
    """The root of a well-formed, harmless XML file. Raises DossierImportError for anything else."""
    _refuse_what_is_no_xml(inhoud)
    _refuse_encoding(inhoud)
    builder = _Builder()
    # Every kind of entity is refused, in whatever encoding: there is nothing in a dossier that needs one.
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder.parser = parser
    try:
        for begin in range(0, len(inhoud), _CHUNK):
            parser.feed(inhoud[begin : begin + _CHUNK])
        parser.close()
    except DefusedXmlException:
        raise DossierImportError(
            _(
                "Het bestand bevat een DTD of entiteit (<!DOCTYPE …> of <!ENTITY …>). Die zijn niet toegestaan, omdat "
                "ze misbruikt kunnen worden. Haal dat deel weg of download het bestand opnieuw bij SBB."
            ),
            plaats=_("regel %(regel)s") % {"regel": builder.line},
        ) from None
    except ParseError as error:
        raise _explained(error, builder, inhoud) from None
    except (ValueError, LookupError, TypeError) as error:
        raise DossierImportError(
            _("Het bestand kan niet als XML gelezen worden. Download het opnieuw bij SBB."),
        ) from error
    assert builder.root is not None
    return builder.root


def _refuse_what_is_no_xml(inhoud: bytes) -> None:
    if len(inhoud) > MAX_BYTES:
        raise DossierImportError(
            _(
                "Het bestand is %(mb)s MB; een dossier mag hoogstens %(max)s MB zijn. Splits het bestand per dossier."
            )
            % {"mb": f"{len(inhoud) / MB:.1f}".replace(".", ","), "max": MAX_BYTES // MB}
        )
    begin = inhoud[:512].lstrip(_UTF8_BOM + b" \t\r\n").lower()
    if not inhoud.strip() or inhoud == _UTF8_BOM:
        raise DossierImportError(_("Het bestand is leeg. Download het opnieuw en probeer het nog eens."))
    for kenmerk, soort in (
        (b"%pdf", "PDF"),
        (b"pk\x03\x04", "ZIP, Word of Excel"),
        (b"<html", "HTML"),
        (b"<!doctype html", "HTML"),
    ):
        if begin.startswith(kenmerk):
            raise DossierImportError(
                _("Dit is geen XML maar een bestand van de soort %(soort)s. Kies het XML-bestand van SBB.")
                % {"soort": soort}
            )


def _refuse_encoding(inhoud: bytes) -> None:
    """UTF-8 must be UTF-8 to the last byte; UTF-16 must say so with a byte order mark; the rest must be known."""
    if inhoud.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise DossierImportError(_("Het bestand is opgeslagen als UTF-32. Sla het op als UTF-8."))
    if inhoud.startswith(_UTF16_BOMS):
        return
    if b"\x00" in inhoud[:4]:
        raise DossierImportError(
            _("Het bestand lijkt opgeslagen als UTF-16 zonder byte order mark (BOM). Sla het op als UTF-8.")
        )
    nul = inhoud.find(b"\x00")
    if nul >= 0:
        raise DossierImportError(
            _("Hier staat een NUL-byte; het bestand is beschadigd. Download het opnieuw bij SBB."),
            plaats=position(inhoud, nul),
        )
    declared = _DECLARED.search(inhoud[:400])
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS or encoding == "utf-16":
        raise DossierImportError(
            _(
                "Het bestand zegt dat het de tekencodering “%(codering)s” heeft; dat klopt niet of is niet bekend. "
                "Sla het op als UTF-8."
            )
            % {"codering": encoding},
            plaats=_("regel 1"),
        )
    if encoding == "utf-8":
        refuse_other_than_utf8(inhoud)


def refuse_other_than_utf8(inhoud: bytes) -> None:
    """Say where the first byte stands that is no UTF-8."""
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            melding = _("Het bestand is afgekapt midden in een letter. Download het opnieuw.")
        else:
            melding = _(
                "Byte 0x%(byte)02X is geen UTF-8. Waarschijnlijk is het bestand opgeslagen als Windows-1252 of "
                "Latin-1; sla het op als UTF-8."
            ) % {"byte": inhoud[error.start]}
        raise DossierImportError(melding, plaats=position(inhoud, error.start)) from None


def position(inhoud: bytes, offset: int) -> str:
    """Line and column (from 1) of a byte."""
    line_begin = inhoud.rfind(b"\n", 0, offset) + 1
    kolom = len(inhoud[line_begin:offset].decode("utf-8", "replace").lstrip("\ufeff")) + 1
    return _place(inhoud.count(b"\n", 0, offset) + 1, kolom)


def _place(regel: int, kolom: int) -> str:
    return _("regel %(regel)s, kolom %(kolom)s") % {"regel": regel, "kolom": kolom}


def _explained(error: ParseError, builder: _Builder, inhoud: bytes) -> DossierImportError:
    """What expat says, in words that help."""
    regel, kolom = error.position
    plaats = _place(regel, kolom + 1)
    if builder.root is None and not inhoud[:512].lstrip(_UTF8_BOM + b" \t\r\n").startswith(
        (b"<", *_UTF16_BOMS)
    ):
        return DossierImportError(
            _("Dit is geen XML: het bestand begint niet met “<”. Kies het XML-bestand van SBB."),
            plaats=plaats,
        )
    if error.code in _TRUNCATED:
        return DossierImportError(_truncated(builder), plaats=plaats)
    meldingen = {
        _TAG_MISMATCH: _("Hier wordt een ander element gesloten dan <%(open)s>, dat nog openstaat."),
        _TWICE_ATTRIBUTE: _("Hier heeft een element twee keer hetzelfde attribuut."),
        _AFTER_THE_END: _("Na het einde van het dossier staat nog iets."),
        _ENTITY: _("Hier staat een verwijzing zoals &naam; die XML niet kent."),
        **dict.fromkeys(
            _ENCODING, _("De tekencodering van het bestand klopt niet met wat er bovenaan staat.")
        ),
    }
    melding = meldingen.get(error.code, _("Hier staat iets dat in XML niet mag (binnen <%(open)s>)."))
    openstaand = builder.open[-1].naam if builder.open else "sbb"
    return DossierImportError(
        _("%(melding)s Herstel het bestand of download het opnieuw bij SBB.")
        % {"melding": melding % {"open": openstaand[:60]} if "%(open)s" in melding else melding},
        plaats=plaats,
    )


def _truncated(builder: _Builder) -> str:
    aantal = len(builder.open)
    if not aantal:
        return _("Het bestand houdt op voordat het dossier begint. Download het opnieuw bij SBB.")
    return ngettext(
        "Het bestand is afgekapt: <%(naam)s> is nog niet gesloten. Download het opnieuw bij SBB.",
        "Het bestand is afgekapt: <%(naam)s> en %(rest)s andere elementen zijn nog niet gesloten. "
        "Download het opnieuw bij SBB.",
        aantal,
    ) % {"naam": builder.open[-1].naam[:60], "rest": aantal - 1}
