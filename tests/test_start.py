"""The start page, the pages for errors, and what robots may read."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from schools.enums import Rol
from tests.instruments.factories import maak_instrument
from tests.schools.factories import maak_gebruiker

pytestmark = pytest.mark.django_db


def links(response):
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return set(re.findall(r'href="([^"]+)"', main))


def navigation(response):
    found = re.search(r'class="hoofdnavigatie".*?</nav>', response.content.decode(), re.DOTALL)[0]
    return re.findall(r">([^<>\n]+)</a>", found)


def test_start_of_redacteur_shows_work_and_import(client):
    instrument = maak_instrument()
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    response = client.get("/")
    assert links(response) == {
        reverse("qualifications:import"),
        reverse("instruments:instrument", args=[instrument.uuid]),
        reverse("qualifications:dossier-lijst"),
    }
    assert re.search(r'wacht-getal">\d+<', response.content.decode())
    assert "Exameninstrumenten in de maak" in body(response)
    assert navigation(response) == ["Dossiers", "Exameninstrumenten"]


def test_start_of_redacteur_without_instruments_says_how_to_begin(client):
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    response = client.get("/")
    assert "Er zijn nog geen exameninstrumenten" in response.content.decode()
    assert links(response) == {reverse("qualifications:import"), reverse("qualifications:dossier-lijst")}


def test_start_of_beheerder_shows_log_and_no_import(client):
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    response = client.get("/")
    assert links(response) == {
        reverse("schools:logboek"),
        reverse("qualifications:dossier-lijst"),
        reverse("mfa_index"),
    }
    assert navigation(response) == ["Dossiers", "Exameninstrumenten", "Logboek"]


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.EXAMENCOMMISSIE])
def test_start_of_school_promises_nothing_that_is_not_there(client, rol):
    maak_instrument()
    client.force_login(maak_gebruiker(rol))
    response = client.get("/")
    assert links(response) - {reverse("mfa_index")} == {reverse("qualifications:dossier-lijst")}
    assert "Zodra de examenservice exameninstrumenten publiceert" in response.content.decode()
    assert "Voorbeeldmaker" not in body(response)
    assert "Exameninstrumenten in de maak" not in body(response)
    assert navigation(response) == ["Dossiers"]


@pytest.mark.parametrize(
    ("rol", "asked"),
    [(Rol.BEHEERDER, True), (Rol.EXAMENCOMMISSIE, True), (Rol.REDACTEUR, False), (Rol.COORDINATOR, False)],
)
def test_start_asks_who_decides_for_a_second_step_until_it_is_there(client, rol, asked):
    gebruiker = maak_gebruiker(rol)
    client.force_login(gebruiker)
    assert (reverse("mfa_index") in links(client.get("/"))) is asked
    TOTP.activate(gebruiker, generate_totp_secret())
    assert reverse("mfa_index") not in links(client.get("/"))


def test_start_without_role_says_whom_to_ask(client):
    client.force_login(maak_gebruiker())
    assert "Uw account heeft nog geen rol" in client.get("/").content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_start_query_count(client, aantal, django_assert_num_queries):
    for nummer in range(aantal):
        maak_instrument(crebo=f"9990{nummer}")
    client.force_login(maak_gebruiker(Rol.REDACTEUR, Rol.BEHEERDER))
    with django_assert_num_queries(START_QUERIES):
        response = client.get("/")
    assert response.content.decode().count("wacht-open") == aantal


# Session, user and roles; then the counts, the instruments and their open points; and the second step of logging in.
START_QUERIES = 12


# --- Pages for errors ------------------------------------------------------------------------------
def body(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_not_found_page_is_plain_dutch(client):
    response = client.get("/er-is-niets/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in body(response)
    assert response.content.decode().count("<h1") == 1


def test_forbidden_page_says_whom_to_ask(client):
    client.force_login(maak_gebruiker(Rol.COORDINATOR))
    response = client.get(reverse("schools:logboek"))
    assert response.status_code == 403
    assert "Dit mag niet met uw account" in body(response)


def test_expired_form_page_says_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "a@voorbeeld.invalid", "password": "x"})
    assert response.status_code == 403
    assert "De pagina was verlopen" in body(response)


def test_bad_request_page_is_plain_dutch(settings):
    settings.ALLOWED_HOSTS = ["goed.invalid"]
    response = Client(raise_request_exception=False).get("/", headers={"host": "fout.invalid"})
    assert response.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in body(response)


def test_server_error_page_needs_no_database_and_no_context(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "Er ging iets mis" in page
    for address in re.findall(r'href="/static/([^"]+)"', page):
        folder = settings.VENDOR_DIR if address.startswith("vendor/") else settings.BASE_DIR / "static"
        assert (folder / address.removeprefix("vendor/")).is_file(), address


def test_robots_may_read_nothing(client):
    response = client.get("/robots.txt")
    assert response.content == b"User-agent: *\nDisallow: /\n"
    assert response["Content-Type"].startswith("text/plain")
