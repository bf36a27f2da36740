"""The journeys that must never break, in a real browser on the real product."""

import io
import json
import zipfile

import pikepdf
import pytest

pytestmark = pytest.mark.browser


def press_until_focused(page, locator, key="Tab", at_most=60):
    """Walk with the keyboard to an element; fails when it cannot be reached."""
    for _ in range(at_most):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail("not reachable with the keyboard")


def press(page, locator):
    """Activate a button or link with the keyboard alone."""
    press_until_focused(page, locator)
    page.keyboard.press("Enter")


def test_from_an_sbb_file_to_the_zip_with_every_pdf(page, product, log_in, violations, shared):
    log_in("redacteur")
    page.goto("/dossiers/importeren/")
    page.locator("input[type=file]").set_input_files(shared / "data/sbb/2755-dienstverlening.xml")
    press(page, page.get_by_role("button", name="Bekijk wat erin staat"))
    page.wait_for_url("**/dossiers/importeren/*-*/")
    assert violations() == []
    press(page, page.get_by_role("button", name="Importeer"))
    page.get_by_text("Dienstverlening is geïmporteerd.").wait_for()
    press(page, page.get_by_role("link", name="Medewerker facilitaire dienstverlening").first)
    page.wait_for_url("**/kwalificaties/*/")
    press(page, page.get_by_role("button", name="Genereer exameninstrumenten"))
    page.wait_for_url("**/exameninstrumenten/*-*/")
    assert violations() == []
    press(page, page.get_by_role("button", name="Maak ZIP", exact=True))
    page.wait_for_url("**/exporttaken/*/")
    assert violations() == []
    ready = page.get_by_role("link", name="Download de ZIP")
    ready.wait_for(timeout=120_000)
    assert violations() == []
    with page.expect_download() as download:
        press(page, ready)
    files = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert files.namelist() == [
        "25499-B1-K1-beoordelingsformulier.pdf",
        "25499-P1-K1-beoordelingsformulier.pdf",
        "25499-aanvulopdracht.pdf",
        "25499-voorbeeldexamenopdracht.pdf",
    ]
    for name in files.namelist():
        with pikepdf.open(io.BytesIO(files.read(name))) as pdf:
            assert len(pdf.pages) >= 3, name


def test_the_command_writes_the_same_files_as_the_page(page, product, log_in, tmp_path):
    log_in("redacteur")
    page.goto("/exameninstrumenten/")
    page.get_by_role("link", name="Allround medewerker productietechniek").click()
    page.get_by_role("button", name="Maak ZIP", exact=True).click()
    ready = page.get_by_role("link", name="Download de ZIP")
    ready.wait_for(timeout=120_000)
    with page.expect_download() as download:
        ready.click()
    from_page = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    told = json.loads(product.manage("generate_instruments", "25895", "--out", tmp_path, "--json").stdout)
    assert len(told) >= 6
    assert [each["bestand"] for each in told] == from_page.namelist()
    for each in told:
        assert (tmp_path / each["bestand"]).read_bytes() == from_page.read(each["bestand"]), each["bestand"]


def test_a_refused_file_is_explained_and_has_the_focus(page, log_in, violations, tmp_path):
    broken = tmp_path / "kapot.xml"
    broken.write_text("<sbb><dossiers><dossier titel='Half'>", encoding="utf-8")
    log_in("redacteur")
    page.goto("/dossiers/importeren/")
    page.get_by_label("Titel van het dossier").fill("Mijn titel")
    page.locator("input[type=file]").set_input_files(broken)
    page.get_by_role("button", name="Bekijk wat erin staat").click()
    summary = page.locator("[data-foutoverzicht]:focus")
    summary.wait_for()
    assert "kapot.xml" in summary.inner_text()
    assert page.title().startswith("Fout: ")
    assert page.get_by_label("Titel van het dossier").input_value() == "Mijn titel"
    assert violations() == []


def test_the_uitstroommatrix_is_decided_with_the_keyboard_alone(page, product, log_in, violations):
    log_in("redacteur")
    page.goto("/dossiers/?q=WTB")
    page.get_by_role("link", name="WTB").first.click()
    page.get_by_role("link", name="Uitstroommatrix").click()
    page.wait_for_url("**/uitstroom/")
    assert violations() == []
    boxes = page.locator("main input[type=checkbox]:enabled")
    assert boxes.count() >= 30
    press_until_focused(page, boxes.first)
    before = boxes.first.is_checked()
    page.keyboard.press("Space")
    assert boxes.first.is_checked() is not before
    page.keyboard.press("ArrowDown")
    assert not boxes.first.evaluate("element => element === document.activeElement")
    press(page, page.get_by_role("button", name="Besluit vastleggen"))
    page.get_by_text("vastgelegd").first.wait_for()
    assert violations() == []


def test_search_and_reading_work_without_javascript(chromium, product):
    context = chromium.new_context(base_url=product.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("E-mail").fill("coordinator.noord@voorbeeld.example")
    page.get_by_label("Wachtwoord").fill(product.password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{product.url}/")
    page.goto("/dossiers/?q=25895")
    assert page.get_by_role("link", name="Productietechniek", exact=True).count() == 1
    assert page.get_by_role("link", name="Pedagogisch Werk", exact=True).count() == 0
    context.close()
