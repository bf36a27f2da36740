"""The glossary names every model, and nothing that does not exist."""

import re

from django.apps import apps
from django.conf import settings

OWN_APPS = ("qualifications", "schools", "instruments", "assessors", "examinations")
GLOSSARY = settings.BASE_DIR / "docs/begrippen.md"


def entries():
    """Each row of the tables: term, definition, source, class."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "begrip" and not set(row[0]) <= {"-", ":"}]


def classes_named(rows):
    return {name for row in rows for name in re.findall(r"`([a-z]+\.[A-Z]\w*)`", row[3])}


def models():
    found = {
        f"{label}.{model.__name__}" for label in OWN_APPS for model in apps.get_app_config(label).get_models()
    }
    assert len(found) >= 25
    return found


def test_glossary_rows_are_complete():
    rows = entries()
    assert len(rows) >= 40
    assert [row for row in rows if len(row) != 4 or not all(row[:3])] == []


def test_glossary_terms_are_named_once_and_in_order():
    terms = [row[0].lower() for row in entries()]
    assert sorted(set(terms)) == sorted(terms)
    assert sorted(terms) == terms


def test_every_model_is_in_the_glossary():
    assert models() - classes_named(entries()) == set()


def test_glossary_names_no_model_that_is_gone():
    assert classes_named(entries()) - models() == set()
