"""Markdown of a section to safe HTML: no raw HTML, no images, no addresses to fetch, `[[…]]` as a marked open point."""

import math
from collections.abc import Sequence

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from instruments.openpunt import OPEN_PUNT

# A section's own title is an h3; the headings in its text come below it.
FIRST_HEADING = 4
TAGS = {
    "p", "br", "hr", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "span",
    "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "h4", "h5", "h6",
}  # fmt: skip
ATTRIBUTES = {"th": {"scope"}, "ol": {"start"}}
# Column widths in steps of 5 %: a class, because style attributes are not let through.
WIDTHS = {f"k{percent}" for percent in range(5, 100, 5)}
CLASSES = {"span": {"open-punt", "adres"}, "col": WIDTHS, "table": {"lopend"}}


def html_van(markdown: str) -> SafeString:
    """The section as HTML that can be placed in a template."""
    return SafeString(_clean(_parser().render(markdown)))


def _clean(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=set(), link_rel=None
    )


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # An image would be an address to fetch; as text it shows what somebody tried.
    parser.disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.before("link", "open_punt", _open_punt)
    parser.core.ruler.push("koppen", _renumber_headings)
    parser.core.ruler.push("tabellen", _describe_tables)
    parser.add_render_rule("open_punt", _render_open_punt)
    parser.add_render_rule("link_open", _render_link_open)
    parser.add_render_rule("link_close", _render_link_close)
    parser.add_render_rule("kolommen", _render_columns)
    return parser


def _open_punt(state: StateInline, silent: bool) -> bool:
    """`[[tekst]]` becomes one token; an unclosed or empty pair stays as it was typed."""
    found = OPEN_PUNT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("open_punt", "", 0).content = found[1].strip()
    state.pos = found.end()
    return True


def _renumber_headings(state: object) -> None:
    """Headings start at h4 and never skip a level: the outline of the document stays a tree."""
    last = FIRST_HEADING - 1
    for token in state.tokens:  # type: ignore[attr-defined]
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + FIRST_HEADING - 1, last + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{last}"


def _describe_tables(state: object) -> None:
    """Give each head cell its scope, and each column a width by the length of its texts."""
    tokens: list[Token] = state.tokens  # type: ignore[attr-defined]
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].type == "th_open":
            tokens[index].attrs = {"scope": "col"}
        elif tokens[index].type == "table_open":
            tokens[index].attrs = {"class": "lopend"}
            tokens.insert(index + 1, Token("kolommen", "", 0, meta={"breedtes": _widths(tokens, index)}))


def _widths(tokens: Sequence[Token], start: int) -> list[int]:
    """Percentages in steps of 5, by the square root of the longest text per column; together at most 100."""
    longest: list[int] = []
    column = 0
    for previous, token in zip(tokens[start:], tokens[start + 1 :], strict=False):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            column = 0
        elif token.type == "inline" and previous.type in ("th_open", "td_open"):
            longest[column:] = longest[column:] or [0]
            longest[column] = max(longest[column], min(len(token.content), 400), 4)
            column += 1
    weights = [math.sqrt(length) for length in longest]
    return [max(5, min(95, int(100 * weight / sum(weights)) // 5 * 5)) for weight in weights]


def _render_open_punt(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict
) -> str:
    return f'<span class="open-punt">{escape(_("Open punt:"))} {escape(tokens[index].content)}</span>'


def _render_link_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict
) -> str:
    return ""


def _render_link_close(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict
) -> str:
    """On paper an address can only be read: it stands behind its words."""
    opened = next(token for token in reversed(tokens[:index]) if token.type == "link_open")
    return f'<span class="adres"> ({escape(str(opened.attrs.get("href", "")))})</span>'


def _render_columns(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: dict
) -> str:
    columns = "".join(f'<col class="k{width}">' for width in tokens[index].meta["breedtes"])
    return f"<colgroup>{columns}</colgroup>"
