"""Where `[[…]]` marks an open point in Markdown: the one scanner of the count, the page and the paper."""

import re

# Within one paragraph and not empty. The words stop at the next `[[`, so that no character is read for more than two
# beginnings: the work grows with the length of the text, also where somebody typed thousands of them and no end.
# No possessive `++`: in the Python 3.11.2 of Debian 12 it does not match what it should.
OPEN_PUNT = re.compile(r"\[\[(?!\s*\]\])((?:(?!\[\[|\]\]|\n\s*\n).)+)\]\]", re.DOTALL)
# A backslash takes the special meaning of the character after it.
IN_MARKDOWN = re.compile(rf"\\.|({OPEN_PUNT.pattern})", re.DOTALL)


def tel_open_punten(tekst: str) -> int:
    """How many `[[…]]` still wait for a person."""
    return sum(found[1] is not None for found in IN_MARKDOWN.finditer(tekst))
