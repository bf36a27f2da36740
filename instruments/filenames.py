"""Names of the files of a set: ASCII, in a sensible order, the same on every machine."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.text import slugify

from qualifications.models import Kwalificatie

LENGTH = 60
# Letters that no decomposition turns into ASCII; the others lose their accent by themselves.
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
)


def setnaam(kwalificatie: Kwalificatie) -> str:
    """What every file name of the set begins with: the crebo, or a number of our own where there is none."""
    return kwalificatie.crebo or f"kwalificatie-{kwalificatie.pk}"


def bestandsnamen(kwalificatie: Kwalificatie, kenmerken: Iterable[tuple[str, str, str]]) -> list[str]:
    """A unique name for each (kerntaak code, context name, kind of document); an empty part is left out."""
    basis = setnaam(kwalificatie)
    namen, seen = [], Counter[str]()
    for kerntaak, context, soort in kenmerken:
        # Codes keep their capitals: B1-K1 is how everybody knows it.
        code = re.sub(r"[^A-Za-z0-9]+", "-", kerntaak).strip("-")
        plek = slugify(context.translate(LETTERS))[:LENGTH].strip("-") or ("context" if context else "")
        naam = "-".join(part for part in (basis, code, plek, soort) if part)
        seen[naam] += 1
        namen.append(f"{naam}-{seen[naam]}.pdf" if seen[naam] > 1 else f"{naam}.pdf")
    return namen


def invulbare_naam(naam: str) -> str:
    """The name of the fillable variant."""
    return f"{naam.removesuffix('.pdf')}-invulbaar.pdf"


def zipnaam(kwalificatie: Kwalificatie, *, invulbaar: bool) -> str:
    """The name of the ZIP of the set; the one with the fillable variants says so."""
    return f"{setnaam(kwalificatie)}-exameninstrumenten{'-invulbaar' if invulbaar else ''}.zip"
