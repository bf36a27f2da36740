"""Lines as they were broken on paper, turned back into running text without losing or moving a word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualifications.readers.text import clean_line

_BLADZIJDE = re.compile(r"[0-9]{1,3} van [0-9]{1,3}")
_OPSOMMING = re.compile(r"[§•▪◦»–‣\-*]\s*\S")
_LABEL = re.compile(r".{1,60}:")
_AFGEBROKEN = re.compile(r"\w[-/]")
_SAMENTREKKING = re.compile(r"(en|of|en/of)\b")
# Proportional letters: a line this full may have been broken because the next word did not fit.
_VOL = 0.85
_SMAL = 60  # characters; no page of running text is narrower


@dataclass(frozen=True, slots=True)
class Regel:
    """A line: `tekst` is clean, `ruw` keeps the blanks that show columns. `plaats` is for a person."""

    tekst: str
    ruw: str = ""
    plaats: str = ""
    na_pagina: bool = False


def page_lines(tekst: str) -> Iterator[tuple[int, int, str, bool]]:
    """(page, line, text as it is, first of a page) without page numbers.

    A page ends at a form feed. In texts where the form feed became a blank, a single leading blank shows it.
    """
    pagina, new_page, previous = 1, False, ""
    for nummer, line in enumerate(tekst.split("\n"), start=1):
        if "\f" in line:
            pagina += line.count("\f")
            line, new_page = line.replace("\f", ""), True
        if _BLADZIJDE.fullmatch(clean_line(line)):
            new_page = True
            continue
        new_page = new_page or bool(previous[:1].strip() and re.match(r" [^\s]", line))
        if line.strip():
            yield pagina, nummer, line, new_page
            new_page = False
        elif not new_page:  # blank lines around a page break are white of the page
            yield pagina, nummer, "", False
        previous = line


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one; a word that was cut at its own hyphen or slash gets no blank ("semi-" + "autonoom")."""
    stukken: list[str] = []
    for line in lines:
        if line and stukken:
            glued = (
                _AFGEBROKEN.fullmatch(stukken[-1][-2:])
                and line[0].islower()
                and not _SAMENTREKKING.match(line)
            )
            stukken += [line] if glued else [" ", line]
        elif line:
            stukken.append(line)
    return "".join(stukken)


def is_bullet(tekst: str) -> bool:
    return bool(_OPSOMMING.match(tekst))


def width_of(regels: Iterable[Regel]) -> int:
    """The number of characters on the fullest line; short lines only are no broken text, but lines on purpose."""
    return max([_SMAL, *(len(regel.tekst) for regel in regels)])


def running_text(regels: list[Regel], *, breedte: int) -> str:
    """Paragraphs with an empty line between them; what stood on lines of its own, such as a list, stays "
    "so."""
    uit: list[list[str]] = []
    previous: Regel | None = None
    for regel in regels:
        if regel.tekst and previous and _continues(previous, regel, breedte):
            uit[-1].append(regel.tekst)
        elif regel.tekst:
            uit += [[regel.tekst]] if previous and not regel.na_pagina else [[], [regel.tekst]]
        previous = regel if regel.tekst else None
    return "\n".join(join_lines(lines) for lines in uit).strip()


def blocks(regels: list[Regel]) -> list[list[Regel]]:
    """Lines that stand together; a blank line ends a block, and a new page unless its line goes on in lower case."""
    found: list[list[Regel]] = [[]]
    for regel in regels:
        if not regel.tekst or (regel.na_pagina and not regel.tekst[0].islower()):
            found.append([])
        if regel.tekst:
            found[-1].append(regel)
    return [block for block in found if block]


def _continues(previous: Regel, regel: Regel, breedte: int) -> bool:
    if is_bullet(regel.tekst) or _LABEL.fullmatch(regel.tekst):
        return False
    if regel.na_pagina:
        return regel.tekst[0].islower()
    first_word = regel.tekst.split(" ", 1)[0]
    return len(previous.tekst) + 1 + len(first_word) > breedte * _VOL
