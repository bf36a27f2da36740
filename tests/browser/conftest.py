"""The real product: its own web server, worker and database, started as `make run` starts them."""

import os
import re
import socket
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
AXE = ROOT / "build/test/axe.min.js"
# Best practices beyond WCAG 2.2 AA are for review.
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = re.compile(r"Wachtwoord: (\S+)")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Product:
    url: str
    environment: dict[str, str]
    password: str

    def manage(self, *arguments):
        """Run a management command on the product's own database."""
        command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def product(tmp_path_factory, shared):
    """`bin/run` on a free port with an empty folder; the demo world and two more sources are in it."""
    environment = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 - what a new shell would have
        if name not in ("DATABASE_URL", "SECRET_KEY")
    } | {"VAR_DIR": str(tmp_path_factory.mktemp("var")), "PORT": str(free_port()), "DEBUG": "1"}
    log = tmp_path_factory.mktemp("log") / "product.log"
    command = [sys.executable, str(ROOT / "bin/run")]
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT
        ) as running,
    ):
        address, password = announcement(running.stdout, log)
        # Read on, or the product stops when the pipe is full.
        reader = Thread(target=deque, args=(running.stdout, 0))
        reader.start()
        product = Product(url=address, environment=environment, password=password)
        try:
            product.manage("import_dossier", shared / "data/sbb/2635-pedagogisch-werk.xml")
            product.manage("import_dossier", shared / "seeds/wtb-kerntaken-werkprocessen.txt")
            yield product
        finally:
            running.terminate()
            reader.join()


def announcement(lines, log):
    """The address and the demo password, as the product says them when it has started."""
    said = ""
    for line in lines:
        said += line
        if address := ADDRESS.search(line):
            password = PASSWORD.search(said)
            assert password, f"the demo world did not print its password:\n{said}"
            return address[0], password[1]
    pytest.fail(f"bin/run did not announce an address:\n{said}{log.read_text()}")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=as_root)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, product):
    """A fresh page on the running product; an error in its console fails the test."""
    context = chromium.new_context(
        locale="nl-NL", timezone_id="Europe/Amsterdam", base_url=product.url, accept_downloads=True
    )
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(location(line)) if line.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def location(line):
    return f"{line.text} [{line.location['url']}]"


@pytest.fixture
def violations(page):
    """Run axe on the page as it is now: `violations()` is the list of what it finds."""

    def run_axe():
        # Evaluated from outside: the page's CSP stays as strict as it is.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        report = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", AXE_RULES)
        assert report["passes"], "axe found nothing to check"
        return [
            f"{violation['id']}: {violation['help']} ({node['target'][0]})"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]

    return run_axe


@pytest.fixture
def log_in(page, product):
    """`log_in("redacteur")`: through the real form, with the keyboard only."""

    def log_in(who):
        page.goto("/")
        page.get_by_label("E-mail").focus()
        page.keyboard.type(f"{who}@voorbeeld.example")
        page.get_by_label("Wachtwoord").focus()
        page.keyboard.type(product.password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{product.url}/")

    return log_in
