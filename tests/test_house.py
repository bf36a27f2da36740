"""The rules of the house that hold for every app, checked over everything there is, not over a list."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import find_commands

ROOT = Path(settings.BASE_DIR)
# From low to high, as in the import contract; an app on the same floor as another does not know it.
FLOORS = [{"qualifications"}, {"schools"}, {"instruments", "assessors"}, {"examinations"}]
OWN_APPS = [label for floor in FLOORS for label in sorted(floor)]
# Third-party tables that any app may point at: they know nothing of ours.
BELOW_THE_HOUSE = {"auth", "contenttypes", "django_tasks_db"}
TEMPLATES = ROOT / "templates"


def floor_of(label):
    return next(number for number, floor in enumerate(FLOORS) if label in floor)


# --- Imports ---------------------------------------------------------------------------------------
@pytest.fixture
def copy_of_house(tmp_path):
    """The Python files and the contracts, to break them in peace."""
    for package in ["examservice", *OWN_APPS]:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(house):
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([program, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)


def test_import_contracts_untouched_copy_is_accepted(copy_of_house):
    result = lint_imports(copy_of_house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("qualifications/services.py", "import schools.models"),
        ("schools/services.py", "def later():\n    import examinations.models"),
        ("instruments/services.py", "import assessors.models"),
        ("assessors/services.py", "import instruments.models"),
        ("examservice/lib/house_probe.py", "import qualifications.models"),
        ("schools/models.py", "import schools.services"),
    ],
)
def test_import_contracts_forbidden_import_is_refused(copy_of_house, module, forbidden):
    with (copy_of_house / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{forbidden}\n")
    result = lint_imports(copy_of_house)
    assert result.returncode == 1
    importer = module.removesuffix(".py").replace("/", ".")
    imported = forbidden.split()[-1].split(".")[0]
    assert re.search(rf"{re.escape(importer)} -> {imported}\b", result.stdout), result.stdout


def test_views_forms_and_urls_are_private_to_their_app():
    graph = grimp.build_graph("examservice", *OWN_APPS, cache_dir=None)
    private = [
        name
        for name in sorted(graph.modules)
        if re.match(rf"({'|'.join(OWN_APPS)})\.(views|forms|urls|admin)\b", name)
    ]
    assert len(private) >= 10
    for name in private:
        importers = {importer.split(".")[0] for importer in graph.find_modules_that_directly_import(name)}
        assert importers - {name.split(".")[0], "examservice"} == set(), name


# --- Models ----------------------------------------------------------------------------------------
def test_foreign_keys_point_down():
    seen = 0
    for label in OWN_APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            for field in model._meta.get_fields(include_hidden=True):
                if not (field.is_relation and field.concrete and field.related_model):
                    continue
                seen += 1
                target = field.related_model._meta.app_label
                allowed = target == label or target in BELOW_THE_HOUSE or floor_of(target) < floor_of(label)
                assert allowed, f"{model.__name__}.{field.name} points up, to {target}"
    assert seen >= 25


# --- What is installed -----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "package-lock.json"])
def test_lock_file_has_versions_and_no_addresses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(re.findall(r"sha256:|sha512-", text)) >= 5
    assert "://" not in text


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_lock_file_holds_every_dependency(name):
    project = _project()
    wanted = list(project["dependencies"])
    if name == "requirements-dev.txt":
        wanted += project["optional-dependencies"]["dev"]
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.match(r"[A-Za-z0-9._-]+", requirement).group().lower() for requirement in wanted}
    assert len(names) >= 15
    assert names - locked == set()


def _project():
    import tomllib  # noqa: PLC0415 - used here only

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_npm_dependencies_are_exact_versions():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = package["dependencies"] | package["devDependencies"]
    assert len(versions) >= 5
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_psycopg_3_is_absent():
    # Django silently prefers it to psycopg2 as soon as some package brings it along.
    assert importlib.util.find_spec("psycopg2") is not None
    assert importlib.util.find_spec("psycopg") is None


# --- Documentation ---------------------------------------------------------------------------------
def documentation():
    pages = sorted((ROOT / "docs").rglob("*.md"))
    assert len(pages) >= 2
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_every_setting_from_the_environment_is_documented():
    source = (ROOT / "examservice/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]*)["']""", source))
    assert {"DEBUG", "SECRET_KEY", "DATABASE_URL"} <= names
    assert len(names) >= 8
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_every_management_command_is_documented():
    folders = [ROOT / app / "management" for app in [*OWN_APPS, "examservice/lib"]]
    commands = {command for folder in folders for command in find_commands(str(folder))}
    assert "demo" in commands
    text = documentation()
    assert {command for command in commands if f"`{command}`" not in text} == set()


# --- Templates -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"\|\s*safe\b", "text of a user could become HTML"),
        (r"\{%\s*autoescape\s+off", "text of a user could become HTML"),
        (r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")", "the CSP refuses inline script"),
        (r"\sstyle=\"", "the CSP refuses inline style"),
        (r"<style\b", "the CSP refuses inline style"),
        (r"\son[a-z]+=\"", "the CSP refuses inline script"),
    ],
)
def test_templates_have_nothing_inline(pattern, why):
    pages = sorted(TEMPLATES.rglob("*.html"))
    assert len(pages) >= 10
    found = [
        str(page.relative_to(ROOT)) for page in pages if re.search(pattern, page.read_text(encoding="utf-8"))
    ]
    assert found == [], why


def test_every_icon_used_is_built():
    listed = {
        line.strip()
        for line in (ROOT / "static/icons.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    assert len(listed) >= 40
    built = {path.stem for path in (ROOT / "build/vendor/icons").glob("*.svg")}
    assert listed == built
