"""What the settings make of an environment: what is missing or wrong in production stops the start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

ROOT = Path(settings.BASE_DIR)
KEY = "k" * 50
POSTGRES = "postgres://examen@//socket/map/examen"
SHOW = """
import json
from examservice import settings
names = ["DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "ALLAUTH_TRUSTED_PROXY_COUNT"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.fixture
def load(tmp_path):
    """`load(DEBUG="1")`: the settings in a process of their own, with nothing else in its environment."""

    def load(**environment):
        path = os.environ["PATH"]  # noqa: TID251 - for another process
        return subprocess.run(
            [sys.executable, "-c", SHOW],
            cwd=ROOT,
            env={"PATH": path, "VAR_DIR": str(tmp_path), "PYTHONUTF8": "1"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return load


def shown(ended):
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.parametrize(
    ("environment", "debug"),
    [
        ({}, True),
        ({"DATABASE_URL": "sqlite:///:memory:"}, True),
        ({"DEBUG": "1", "DATABASE_URL": POSTGRES, "ALLOWED_HOSTS": "examen.invalid"}, True),
        ({"SECRET_KEY": KEY}, False),
        ({"SECRET_KEY": KEY, "DEBUG": "1"}, True),
        ({"SECRET_KEY": KEY, "DEBUG": "0", "DATABASE_URL": POSTGRES, "ALLOWED_HOSTS": "a.invalid"}, False),
    ],
)
def test_settings_are_for_development_only_without_a_sign_of_production(load, environment, debug):
    found = shown(load(**environment))
    assert found["DEBUG"] is debug
    assert (found["SECRET_KEY"] == KEY) is ("SECRET_KEY" in environment)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DEBUG": "0"}, "SECRET_KEY ontbreekt"),
        ({"DATABASE_URL": POSTGRES}, "SECRET_KEY ontbreekt"),
        ({"ALLOWED_HOSTS": "examen.invalid"}, "SECRET_KEY ontbreekt"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is leeg"),
        ({"SECRET_KEY": "", "DEBUG": "1"}, "SECRET_KEY is leeg"),
        ({"SECRET_KEY": KEY[1:]}, "SECRET_KEY heeft 49 tekens"),
        ({"SECRET_KEY": "alleen-voor-ontwikkeling", "DATABASE_URL": POSTGRES}, "SECRET_KEY heeft 24 tekens"),
        ({"SECRET_KEY": KEY, "DATABASE_URL": ""}, "DATABASE_URL is leeg"),
        ({"DEBUG": "misschien"}, "DEBUG is “misschien”"),
        ({"DEBUG": ""}, "DEBUG is leeg"),
        ({"SECRET_KEY": KEY, "SECURE_SSL_REDIRECT": "nee"}, "SECURE_SSL_REDIRECT is “nee”"),
        ({"LOG_LEVEL": "LUID"}, "LOG_LEVEL is “LUID”"),
        ({"TRUSTED_PROXY_COUNT": "-1"}, "TRUSTED_PROXY_COUNT is “-1”"),
        ({"TRUSTED_PROXY_COUNT": "één"}, "TRUSTED_PROXY_COUNT is “één”"),
    ],
)
def test_settings_with_something_missing_or_unknown_refuse_to_start(load, environment, words):
    ended = load(**environment)
    assert ended.returncode == 1
    assert f"ImproperlyConfigured: {words}" in ended.stderr


@pytest.mark.parametrize(("environment", "count"), [({}, 0), ({"TRUSTED_PROXY_COUNT": "2"}, 2)])
def test_settings_tell_allauth_how_many_proxies_to_believe(load, environment, count):
    assert shown(load(**environment))["ALLAUTH_TRUSTED_PROXY_COUNT"] == count


# --- Behind a proxy --------------------------------------------------------------------------------
def is_stopped(client, email, forwarded_for):
    response = client.post(
        reverse("account_login"),
        {"login": email, "password": "verkeerd"},
        headers={"x-forwarded-for": forwarded_for},
    )
    return "Wacht een paar minuten" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "other", "stopped"),
    [
        (1, "192.0.2.2", False),
        (0, "192.0.2.2", True),  # without a proxy nobody may choose an address of his own
        (1, "192.0.2.9, 192.0.2.1", True),  # what comes before the word of the proxy is hearsay
    ],
)
def test_login_after_wrong_passwords_from_one_address_stops_that_address_only(
    client, settings, proxies, other, stopped
):
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    with time_machine.travel("2030-01-02 10:00Z", tick=False):  # all in one minute, however slow the machine
        tried = [is_stopped(client, f"a{number}@voorbeeld.invalid", "192.0.2.1") for number in range(11)]
        assert tried == [False] * 10 + [True]
        assert is_stopped(client, "b@voorbeeld.invalid", other) is stopped
