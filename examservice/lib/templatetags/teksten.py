"""Texts of official sources on the screen: plain text with line breaks and "- " lists, never HTML."""

import re
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# What sources put before the items of a list; a minus without a space behind it is a number or a word.
LIST_ITEM = re.compile(r"^\s*[-–•§*]\s+(?=\S)")


@register.filter
def alineas(tekst: str) -> SafeString:
    """Paragraphs where an empty line stands, line breaks kept, and lines that begin with "- " as a list.

    Everything in `tekst` is escaped: it comes from files of others. An empty text gives nothing.
    """
    blocks = re.split(r"\n\s*\n", (tekst or "").replace("\r\n", "\n"))
    return format_html_join("", "{}", ((_block(block),) for block in blocks if block.strip()))


def _block(block: str) -> SafeString:
    """One paragraph, cut into runs of list items and runs of ordinary lines."""
    lines = [line for line in block.split("\n") if line.strip()]
    runs = groupby(lines, key=lambda line: bool(LIST_ITEM.match(line)))
    return format_html_join("", "{}", ((_run(list(run), is_list=is_list),) for is_list, run in runs))


def _run(lines: list[str], *, is_list: bool) -> SafeString:
    if is_list:
        items = format_html_join("", "<li>{}</li>", ((LIST_ITEM.sub("", line).strip(),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    first, *others = (line.strip() for line in lines)
    return format_html("<p>{}{}</p>", first, format_html_join("", "<br>{}", ((line,) for line in others)))
