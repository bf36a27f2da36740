"""Pieces of pages with extreme content, in a real browser without the product around them."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string

pytestmark = pytest.mark.browser
CSS = settings.BASE_DIR / "static/css"
SPILLS = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.textContent)"


def spilling_cells(chromium, titel, stylesheets):
    kwalificatie = SimpleNamespace(crebo="99901", titel=titel)
    taal = {"naam": "Engels", "rijen": [{"kwalificatie": kwalificatie, "niveaus": ["A2"]}]}
    html = render_to_string("qualifications/_talenmatrix.html", {"taal": taal, "vaardigheden": ["Lezen"]})
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    page.set_content(html)
    for name in stylesheets:
        page.add_style_tag(path=CSS / name)
    found = page.eval_on_selector_all("th, td", SPILLS)
    page.close()
    return [text.strip() for text in found]


def test_talenmatrix_at_320_px_wraps_a_long_name_inside_its_cell(chromium):
    titel = "Voorbeeldinstallatietechniekonderhoudsmonteur"
    assert spilling_cells(chromium, titel, ["app.css"]) == [f"99901 {titel}"]
    assert spilling_cells(chromium, titel, ["app.css", "qualifications.css"]) == []
