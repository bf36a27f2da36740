"""Choices in a requirement: "en/of" and "of" leave room, and stay open unless a vakcommissie narrows them.

The workshop Productietechniek: "Bij eisen met keuzes zo veel mogelijk de ruimte zoeken en zo min mogelijk afbakenen."
"""

import re
from typing import NamedTuple

# "gaat na of het klopt" asks a question and offers no choice; neither do "al of niet", "goed of af" and "een of meer".
QUESTION = r"""
    (?: controle(?:er|ert|ren) | na | nagaan | bepa(?:al|alt|len) | beoorde(?:el|elt|len) | vra(?:ag|agt|gen)
      | kijk(?:t|en)? | toets(?:t|en)? | onderzoek(?:t|en)? | weet | weten | check(?:t|en)? | signaleert | ziet
      | vast | vaststellen | afvragen )
    (?: \s+ (?: kritisch | zelf | zorgvuldig | nauwkeurig | regelmatig | steeds | tijdig | goed ) )? ,? \s+ of \b
"""
FIXED = r"""
    \b goed \s+ of \s+ (?:af|fout|niet) \b | \b al \s+ of \s+ niet \b
  | \b (?:een|één) \s+ of \s+ (?:meer|meerdere|twee) \b
"""
NO_CHOICE = re.compile(rf"\b{QUESTION}|{FIXED}", re.VERBOSE | re.IGNORECASE)
CHOICE = re.compile(r"\b en \s* / \s* of \b | \b of \b", re.VERBOSE | re.IGNORECASE)


class Keuze(NamedTuple):
    """Where the word of choice stands in the text: `tekst[begin:eind]` is the word."""

    begin: int
    eind: int
    woord: str


def find_keuzes(tekst: str) -> list[Keuze]:
    """The open choices of a requirement, in order. Best effort: a person sees each of them marked."""
    no_choice = [found.span() for found in NO_CHOICE.finditer(tekst)]
    return [
        Keuze(found.start(), found.end(), found[0])
        for found in CHOICE.finditer(tekst)
        if found.start() > 0 and not any(begin <= found.start() < eind for begin, eind in no_choice)
    ]
