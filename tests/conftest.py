"""What every test gets: short property tests, own files, the sibling folder with data, a browser.

The worlds and the factories of the apps live elsewhere; here is only what knows no app.
"""

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
IN_CI = bool(os.environ.get("CI"))  # noqa: TID251 - said by the machine, not a setting of the product
CHROMIUM = "/usr/bin/chromium"
AXE = Path(__file__).resolve().parents[1] / "build/test/axe.min.js"
# Best practices beyond WCAG 2.2 AA are for review.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

hypothesis_settings.register_profile("short", max_examples=50, deadline=None)
hypothesis_settings.register_profile("long", max_examples=5_000, deadline=None)
hypothesis_settings.load_profile("short")


# --- The sibling folder with data ------------------------------------------------------------------
def shared_is_missing():
    return not SHARED.is_dir()


def pytest_collection_modifyitems(config, items):
    """Without ../shared a developer runs the other tests; CI runs them all and fails on these."""
    if IN_CI or not shared_is_missing():
        return
    kept = [item for item in items if "shared" not in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_report_header():
    return _shared_lines()


def pytest_terminal_summary(terminalreporter):
    for line in _shared_lines():
        terminalreporter.write_line(line, yellow=True)


def _shared_lines():
    if IN_CI or not shared_is_missing():
        return []
    return ["NIET GEDRAAID: ../shared ontbreekt; de tests die de gedeelde gegevens lezen zijn overgeslagen."]


@pytest.fixture(scope="session")
def shared():
    if shared_is_missing():
        pytest.fail("../shared ontbreekt: in CI horen de gedeelde gegevens naast het project te staan.")
    return SHARED


# --- Files -----------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """No test writes among the files of the person who runs it."""
    settings.MEDIA_ROOT = tmp_path / "files"


# --- Browser ---------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - heavy, and only for the browser tests

    # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # noqa: TID251
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=as_root)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]  # noqa: TID251


@pytest.fixture
def page(chromium, live_server):
    """A fresh page on the running product; an error in its console fails the test."""
    context = chromium.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", base_url=live_server.url)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(_location(line)) if line.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def _location(line):
    return f"{line.text} [{line.location['url']}]"


@pytest.fixture
def check_accessibility(page):
    """Run axe on the page as it is now: `check_accessibility()`; a list of violations fails the test."""

    def check():
        page.evaluate(
            AXE.read_text(encoding="utf-8")
        )  # evaluated from outside: the page's CSP stays as strict as it is
        report = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", AXE_RULES)
        assert report["passes"], "axe found nothing to check"
        found = [
            f"{violation['id']}: {violation['help']} ({node['target'][0]})"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]
        assert found == []

    return check
