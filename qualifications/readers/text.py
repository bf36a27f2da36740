"""Texts, dates and numbers as sources write them, turned into plain values.

Every function that can fail raises `ValueError` with a sentence in Dutch; the reader adds the place.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from html import unescape

from django.utils.translation import gettext as _

_NEWLINES = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
# Whatever a database or a PDF cannot hold: control characters, half surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = str.maketrans({"\ufeff": "", "\u200b": "", "\xad": "", "\xa0": " ", "\u202f": " ", "\t": " "})
_NUMBER = re.compile(r"[0-9]{1,9}")
_FACTOR = re.compile(r"[0-9]{1,2}([.,][0-9]{1,2})?")
_DUTCH_DATE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRAGMENT = re.compile(r"<(labeltext|xhtml)\b[^<>]*>", re.IGNORECASE)
# "<" is excluded inside a tag, which keeps this linear whatever the input.
_TAG = re.compile(r"<([^<>]*)>")
_TAG_NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r"""\bhref\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "labeltext", "xhtml"}
_LINES = {"br", "ul", "ol", "tr"}


def forbidden_character(tekst: str) -> str | None:
    """The code point (such as U+0000) of the first character that no text of ours may hold, or None."""
    found = _FORBIDDEN.search(tekst)
    return f"U+{ord(found[0]):04X}" if found else None


def clean(tekst: str | None) -> str:
    """A running text: NFC, one kind of newline, no blanks around a line, at most one empty line in a row.

    Characters that cannot be stored become U+FFFD, so that their place stays visible.
    """
    tekst = _NEWLINES.sub("\n", tekst or "").translate(_INVISIBLE)
    tekst = unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", tekst))
    lines = "\n".join(line.strip() for line in tekst.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def clean_line(tekst: str | None) -> str:
    """A title or name: like `clean`, on one line with single blanks."""
    return " ".join(clean(tekst).split())


def plain(tekst: str | None) -> str:
    """`clean`, and when the text is a `<labeltext>` or `<xhtml>` fragment, its markup turned into lines.

    Other texts keep their "<" and "&": they are text, not markup.
    """
    tekst = (tekst or "").strip()
    return clean(_from_html(tekst)) if _FRAGMENT.match(tekst) else clean(tekst)


def _from_html(fragment: str) -> str:
    """Paragraphs become paragraphs, list items lines with a dash; an address behind a link is kept."""
    body = _FRAGMENT.sub("", fragment, count=1)
    if "&lt;" in body:  # SBB's <labeltext> holds markup that was escaped once more
        body = unescape(body)
    pieces: list[str] = []
    link, link_begin, position = "", 0, 0
    for tag in _TAG.finditer(body):
        name = _TAG_NAME.match(tag[1])
        if not name:  # "<" as a sign, not as a tag
            continue
        pieces.append(_running(body[position : tag.start()]))
        position = tag.end()
        closing, element = bool(name[1]), name[2].lower()
        if element == "a" and not closing:
            link, link_begin = _address(tag[1]), len(pieces)
        elif element == "a":
            pieces.append(_shown_address(link, "".join(pieces[link_begin:])))
            link, link_begin = "", len(pieces)
        else:
            pieces.append(_break_for(element, closing=closing))
    pieces.append(_running(body[position:]))
    return "".join(pieces)


def _running(tekst: str) -> str:
    """Character data of HTML: references resolved, any run of white space one blank."""
    return re.sub(r"[ \t\r\n\f]+", " ", unescape(tekst))


def _break_for(name: str, *, closing: bool) -> str:
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "\n"
    if name == "li":
        return "" if closing else "\n- "
    return " " if name in {"td", "th"} else ""


def _address(attributes: str) -> str:
    found = _HREF.search(attributes)
    return unescape(found[1]).strip() if found else ""


def _shown_address(link: str, words: str) -> str:
    """The address in brackets, unless the words of the link show it already."""
    return f" ({link})" if link and re.sub(r"^https?://|/$", "", link) not in words else ""


def dutch_date(tekst: str | None) -> date | None:
    """dd-mm-yyyy; None for nothing."""
    tekst = clean_line(tekst)
    found = _DUTCH_DATE.fullmatch(tekst)
    if found:
        return _date(tekst, *reversed(found.groups()))
    if not tekst:
        return None
    raise ValueError(
        _("“%(waarde)s” is geen datum; schrijf dag-maand-jaar, zoals 01-08-2015.") % {"waarde": tekst[:60]}
    )


def iso_date(tekst: str | None) -> date | None:
    """yyyy-mm-dd; None for nothing."""
    tekst = clean_line(tekst)
    found = _ISO_DATE.fullmatch(tekst)
    if found:
        return _date(tekst, *found.groups())
    if not tekst:
        return None
    raise ValueError(
        _("“%(waarde)s” is geen datum; schrijf jaar-maand-dag, zoals 2023-08-01.") % {"waarde": tekst[:60]}
    )


def _date(tekst: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(_("“%(waarde)s” is een datum die niet bestaat.") % {"waarde": tekst}) from None


def factor(tekst: str | None) -> Decimal | None:
    """A factor below 100 with at most two decimals after a comma or point; None for nothing."""
    tekst = clean_line(tekst)
    if not tekst:
        return None
    if not _FACTOR.fullmatch(tekst):
        raise ValueError(
            _("“%(waarde)s” is geen factor; schrijf een getal zoals 1,10.") % {"waarde": tekst[:60]}
        )
    return Decimal(tekst.replace(",", "."))


def whole(tekst: str | None) -> int | None:
    """A whole number of at most nine plain digits; None for nothing."""
    tekst = clean_line(tekst)
    if not tekst:
        return None
    if not _NUMBER.fullmatch(tekst):
        raise ValueError(
            _("“%(waarde)s” is geen heel getal; schrijf alleen cijfers.") % {"waarde": tekst[:60]}
        )
    return int(tekst)


def yes_no(tekst: str | None) -> bool | None:
    """Ja or Nee; None for nothing."""
    tekst = clean_line(tekst).lower()
    if tekst in {"ja", "nee"}:
        return tekst == "ja"
    if not tekst:
        return None
    raise ValueError(_("“%(waarde)s” is geen antwoord; schrijf Ja of Nee.") % {"waarde": tekst[:60]})


def crebo_code(tekst: str | None) -> str:
    """Five digits, kept as text; empty for nothing."""
    tekst = clean_line(tekst)
    if tekst and not re.fullmatch(r"[0-9]{5}", tekst):
        if re.fullmatch(r"[0-9]+", tekst):
            melding = _("crebo %(waarde)s heeft %(aantal)s cijfers; een crebo heeft er 5.")
        else:
            melding = _(
                "crebo “%(waarde)s” bestaat niet alleen uit cijfers; een crebo heeft precies 5 cijfers."
            )
        raise ValueError(melding % {"waarde": tekst[:60], "aantal": len(tekst)})
    return tekst
