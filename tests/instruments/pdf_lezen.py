"""Reading a printed document back with other programs than the one that made it."""

import io
import subprocess
from datetime import date
from functools import cache

import pikepdf

from instruments.pdf import Drukpers

DATUM = date(2026, 11, 20)


@cache
def pers():
    return Drukpers()


@cache
def druk(inhoud, *, invulbaar=False):
    """Print once per content: several tests read the same document."""
    return pers().druk(inhoud, datum=DATUM, invulbaar=invulbaar)


def poppler(program, pdf, *options):
    result = subprocess.run([program, *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return result.stdout.decode()


def bladen(pdf):
    """The text of each page, as it stands on the page."""
    return poppler("pdftotext", pdf, "-layout").split("\f")[:-1]


def zonder_wit(tekst):
    """Text without white space: where a line is broken does not matter."""
    return "".join(tekst.split())


def lettertypen(pdf):
    """(name, embedded, subset) of every font."""
    result = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [(line.split()[0], line.split()[-5], line.split()[-4]) for line in result.splitlines()[2:]]


def bladwijzers(pdf):
    """(depth, title) of every bookmark."""
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [*_items(outline.root, 1)]


def _items(items, depth):
    for item in items:
        yield depth, item.title
        yield from _items(item.children, depth + 1)


def structuur(pdf):
    """The tag tree as nested tuples (tag, attributes, children) without the marked content itself."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _element(document.Root.StructTreeRoot.K[0])


def _element(element):
    attributes = {str(key): value for key, value in element.get("/A", {}).items()}
    attributes = {
        key: str(value) for key, value in attributes.items() if key in ("/Scope", "/Headers", "/ColSpan")
    }
    children = [
        _element(kid) for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return str(element.S)[1:], attributes, children


def vlak(element):
    """Every element of a tag tree, in reading order."""
    yield element
    for child in element[2]:
        yield from vlak(child)


def voorgelezen(pdf):
    """(tag, text) of the leaves of the tag tree in its own order, by poppler."""
    result = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    return result.stdout.decode()


def velden(pdf):
    """Full name → (type, tooltip, tooltips of its places) of every field."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pairs = [pair for field in document.Root.AcroForm.Fields for pair in _fields(field, "")]
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), "a field stands twice in the form"
    return dict(pairs)


def _fields(field, prefix):
    name = f"{prefix}.{field.T}" if prefix else str(field.T)
    kids = list(field.get("/Kids", []))
    if kids and "/T" in kids[0]:
        for kid in kids:
            yield from _fields(kid, name)
    else:
        yield name, (str(field.FT)[1:], str(field.TU), [str(kid.get("/TU", "")) for kid in kids])
