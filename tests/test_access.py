"""The doors, walked over every address there is: who may pass is declared, and holds."""

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
import rules
from django.urls import URLPattern, get_resolver, reverse

from schools.enums import Rol
from tests.schools.factories import maak_gebruiker

EXAMPLE_VALUES = {"int": 1, "uuid": uuid.UUID(int=1), "str": "x", "slug": "x"}
# What a public page answers to a visitor who did not come by the way it expects; all others answer 200.
PUBLIC_REDIRECTS = {
    "account_logout": "account_login",  # nobody is logged in
    "mfa_authenticate": "account_login",  # the first step was not made
}


@dataclass(frozen=True)
class Door:
    name: str
    view: Any
    kwargs: dict[str, Any]

    @property
    def access(self):
        return getattr(self.view, "access", None)

    @property
    def address(self):
        return reverse(self.name, kwargs=self.kwargs)


def walk(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            yield Door(f"{namespace}{pattern.name}", pattern.callback, example_kwargs(pattern))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)


def example_kwargs(pattern):
    converters = pattern.pattern.converters
    if converters:
        kinds = {
            name: type(kind).__name__.removesuffix("Converter").lower() for name, kind in converters.items()
        }
        return {name: EXAMPLE_VALUES["str" if kind == "string" else kind] for name, kind in kinds.items()}
    return {name: "x" for name in getattr(pattern.pattern.regex, "groupindex", {})}


DOORS = sorted(walk(get_resolver().url_patterns), key=lambda door: door.name)


def doors(*, condition):
    chosen = [door for door in DOORS if condition(door)]
    return pytest.mark.parametrize("door", chosen, ids=[door.name for door in chosen])


def is_public(door):
    return door.access == "public"


def needs_permission(door):
    return door.access not in ("public", "any_member")


def knock(client, door):
    """GET, or POST where nothing else is possible."""
    response = client.get(door.address)
    return client.post(door.address) if response.status_code == 405 else response


# --- Declared --------------------------------------------------------------------------------------
def test_walk_finds_every_part_of_the_product():
    names = {door.name for door in DOORS}
    assert {"start", "account_login", "mfa_index", "schools:logboek"} <= names
    assert {"qualifications:dossier-lijst", "instruments:instrument-lijst"} <= names
    assert len(DOORS) >= 50
    assert len({door.address for door in DOORS}) == len(DOORS)


@doors(condition=lambda door: True)
def test_view_declares_its_access(door):
    assert door.access in ("public", "any_member") or rules.perm_exists(door.access), door.access


def test_public_doors_are_few():
    assert {door.name for door in DOORS if is_public(door)} == {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "componenten",
        "mfa_authenticate",
        "robots",
    }


# --- Anonymous -------------------------------------------------------------------------------------
@pytest.mark.django_db
@doors(condition=lambda door: not is_public(door))
def test_private_door_sends_visitor_to_login(client, door):
    for response in (client.get(door.address), client.post(door.address)):
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('account_login')}?next={door.address}"


@pytest.mark.django_db
@doors(condition=is_public)
def test_public_door_lets_visitor_in(client, settings, door):
    settings.DEBUG = door.name == "componenten"
    response = client.get(door.address)
    if door.name in PUBLIC_REDIRECTS:
        assert (response.status_code, response["Location"]) == (302, reverse(PUBLIC_REDIRECTS[door.name]))
    else:
        assert response.status_code == 200


@pytest.mark.django_db
def test_componenten_without_debug_does_not_exist(client):
    assert client.get(reverse("componenten")).status_code == 404


# --- Schools ---------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.EXAMENCOMMISSIE, None])
@doors(condition=needs_permission)
def test_examenservice_door_stays_closed_for_others(client, door, rol):
    client.force_login(maak_gebruiker(*([rol] if rol else [])))
    assert knock(client, door).status_code in (403, 404)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rol", "name"),
    [
        (Rol.REDACTEUR, "qualifications:import"),
        (Rol.REDACTEUR, "instruments:instrument-lijst"),
        (Rol.BEHEERDER, "schools:logboek"),
        (Rol.COORDINATOR, "qualifications:dossier-lijst"),
    ],
)
def test_door_opens_for_who_holds_the_key(client, rol, name):
    client.force_login(maak_gebruiker(rol))
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_beheerder_is_no_redacteur_by_being_beheerder(client):
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    assert client.get(reverse("qualifications:import")).status_code == 403
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    assert client.get(reverse("schools:logboek")).status_code == 403


# --- Headers ---------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/account/inloggen/", "/", "/er-is-niets/"])
@pytest.mark.parametrize("logged_in", [False, True])
def test_every_answer_has_the_safety_headers(client, path, logged_in):
    if logged_in:
        client.force_login(maak_gebruiker(Rol.REDACTEUR))
    response = client.get(path)
    policy = {part.split()[0]: part.split()[1:] for part in response["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["object-src"] == ["'none'"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_page_of_who_is_logged_in_is_kept_in_no_cache(client):
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    response = client.get("/")
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]


@pytest.mark.django_db
def test_address_of_a_button_followed_by_get_is_explained_and_changes_nothing(client):
    client.force_login(maak_gebruiker(Rol.REDACTEUR))
    address = reverse("qualifications:import-annuleren", args=[uuid.UUID(int=1)])
    response = client.get(address)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Dit adres is een knop" in response.content.decode()
    assert client.post(address).status_code == 404
