"""TEMPORARY until qualifications.keuzes exists."""

import re
from typing import NamedTuple


class Keuze(NamedTuple):
    begin: int
    eind: int


def find_keuzes(tekst: str) -> list[Keuze]:
    return [Keuze(*found.span()) for found in re.finditer(r"\b(?:en/of|of)\b", tekst)]
