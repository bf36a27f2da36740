"""Text of a dossier inside Markdown: the same words, whatever characters they hold."""

import re
from collections.abc import Iterable
from itertools import groupby

# What would mean something to Markdown, or look like an open point, anywhere in a line.
SPECIAL = re.compile(r"([\\`*_\[\]<>|~])|&(?=#?\w+;)")
AT_LINE_START = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def platte_tekst(tekst: str) -> str:
    """`tekst` on one line, escaped so that Markdown shows exactly these words."""
    line = " ".join(tekst.split())
    line = SPECIAL.sub(lambda found: f"\\{found.group()}", line)
    return AT_LINE_START.sub(_escape_start, line)


def _escape_start(found: re.Match[str]) -> str:
    start = found.group()
    # A number at the start would begin an ordered list: it is its full stop that must be escaped.
    return start + "\\" if start.isdigit() else f"\\{start}"


def lijst(regels: Iterable[str]) -> str:
    """A bulleted list of lines that are Markdown already."""
    return "\n".join(f"- {regel}" for regel in regels)


def citaat(tekst: str) -> str:
    """A block quote of dossier text, line by line a paragraph; lines that begin with "- " are a list."""
    regels = (regel.strip() for regel in tekst.splitlines() if regel.strip())
    blokken = [
        lijst(platte_tekst(punt[2:]) for punt in blok) if is_lijst else alineas(*map(platte_tekst, blok))
        for is_lijst, blok in groupby(regels, key=lambda regel: regel.startswith("- "))
    ]
    return "\n".join(f"> {regel}".rstrip() for regel in alineas(*blokken).split("\n"))


def kop(tekst: str) -> str:
    """A heading inside a section: one level below the title of the section."""
    return f"# {platte_tekst(tekst)}"


def voorbeeldzin(is_voorbeeld: bool) -> str:
    """What stands under a list of which some lines are no official text."""
    return "*Deze lijst bevat voorbeeldinhoud.*" if is_voorbeeld else ""


def alineas(*delen: str) -> str:
    """Blocks with an empty line between them; empty blocks are left out."""
    return "\n\n".join(deel for deel in delen if deel)
