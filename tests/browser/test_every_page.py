"""Every page a role can reach: axe, one h1, a real title, and no sideways scrolling at 320 px."""

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser
# A uuid or a number in an address stands for any other: two pages of a kind are enough.
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
PER_KIND = 2
DOWNLOADS = (".pdf", "/pdf/", "/bestand/", "/static/")


def links(page):
    hrefs = page.eval_on_selector_all("a[href]", "anchors => anchors.map(a => a.href)")
    return [
        url.path + (f"?{url.query}" if url.query else "")
        for url in map(urlsplit, hrefs)
        if url.hostname == "127.0.0.1"
    ]


def pages_from(page, start):
    """Walk breadth first; yields each path when the browser stands on it."""
    waiting, seen, kinds = [start], {start}, {}
    while waiting:
        path = waiting.pop(0)
        response = page.goto(path)
        assert response.status == 200, (path, response.status)
        yield path
        for link in links(page):
            kind = KEY.sub("*", link.split("?")[0])
            new = link not in seen and kinds.get(kind, 0) < PER_KIND
            if new and not any(word in link for word in DOWNLOADS):
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)


def complaints_about(page):
    """What is wrong with the page apart from what axe finds."""
    found = []
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    if not re.fullmatch(r".{3,} [–·|-] Examenservice", page.title()):
        found.append(f"title {page.title()!r}")
    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        found.append(f"{width} px wide at 320")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


@pytest.mark.parametrize(
    ("who", "at_least"), [("redacteur", 20), ("beheerder", 15), ("coordinator.noord", 8), (None, 2)]
)
def test_every_page_is_accessible(page, product, log_in, violations, who, at_least):
    if who:
        log_in(who)
    visited, complaints = [], {}
    for path in pages_from(page, "/" if who else "/account/inloggen/"):
        visited.append(path)
        if found := violations() + complaints_about(page):
            complaints[path] = found
    assert len(visited) >= at_least, visited
    assert complaints == {}
