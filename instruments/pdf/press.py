"""The press: one object that keeps fonts and style sheets and prints one document after another."""

import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pikepdf
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from instruments.content import FormulierInhoud, Inhoud
from instruments.pdf.assets import EigenBestanden, stylesheet
from instruments.pdf.bladen import context_van
from instruments.pdf.finish import afwerken

SPACE_AT_END = re.compile(r"\s+(?=</(?:p|li|td|th|h[1-6])>|<br)", re.ASCII)
SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=<(?:mark|span|strong|em|s|code)\b)", re.ASCII)


class Drukpers:
    """Prints contents as PDF; reuse one for a whole set, because fonts and style sheets are read once."""

    def __init__(self) -> None:
        self._fetcher = EigenBestanden()
        self._fonts = FontConfiguration()
        shared = stylesheet("basis.css")
        self._styles = {
            name: self._css(shared + stylesheet(name)) for name in ("formulier.css", "opdracht.css")
        }

    @property
    def geweigerd(self) -> tuple[str, ...]:
        """Every address that a document asked for and did not get."""
        return tuple(self._fetcher.geweigerd)

    def druk(self, inhoud: Inhoud, *, datum: date, invulbaar: bool = False) -> bytes:
        """The PDF of a content; the same content, date and variant always give the same bytes."""
        is_form = isinstance(inhoud, FormulierInhoud)
        name = "formulier" if is_form else "opdracht"
        html = render_to_string(f"instruments/pdf/{name}.html", context_van(inhoud, datum))
        return self._print(zonder_eindspaties(html), f"{name}.css", pdf_forms=is_form and invulbaar)

    def _print(self, html: str, style: str, *, pdf_forms: bool) -> bytes:
        with _afval_achteraf():
            document = HTML(string=html, base_url=None, url_fetcher=self._fetcher)
            pdf = document.write_pdf(
                stylesheets=[self._styles[style]],
                font_config=self._fonts,
                finisher=afwerken,
                cache={},
                pdf_variant="pdf/ua-1",
                pdf_forms=pdf_forms,
            )
            del document
        return pdf

    def _css(self, text: str) -> CSS:
        return CSS(string=text, base_url=None, url_fetcher=self._fetcher, font_config=self._fonts)


def zonder_eindspaties(html: str) -> str:
    """The same words and spaces, but no text that ends in a space.

    WeasyPrint 70 counts the space at the end of a text as part of its width. When only that space does not fit, it
    breaks the line after the first word, as if the text had one long word that must stand alone
    (text/line_break.py, step 3). At the end of a block the space goes; before an inline element it becomes a text of
    its own.
    """
    return SPACE_BEFORE_INLINE.sub("<span> </span>", SPACE_AT_END.sub("", html))


@contextmanager
def _afval_achteraf() -> Iterator[None]:
    """Collect garbage once after a document instead of many times while it is made.

    A layout is one large web of objects that refer to each other: looking through it meanwhile finds nothing, and
    leaving it makes the memory grow with every document. Everything new is in the youngest generation then, so
    collecting that one is enough and does not look through the rest of the process.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if was_enabled:
            gc.enable()


def aantal_paginas(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)
