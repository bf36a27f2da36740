"""The first accounts of an installation, made at the command line; and the door of Django that is closed."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands

from schools.models import Gebeurtenis, Gebruiker, School
from tests.schools.factories import WACHTWOORD

pytestmark = pytest.mark.django_db
WHO = ("Anna@voorbeeld.invalid", "Anna Voorbeeld")


def create(*arguments, **options):
    out = StringIO()
    call_command("create_account", *arguments, stdout=out, **options)
    return out.getvalue()


def content():
    return (Gebruiker.objects.count(), School.objects.count(), Gebeurtenis.objects.count())


def test_create_account_of_beheerder_gives_account_and_role_and_logs_both():
    said = create(*WHO, "beheerder")
    anna = Gebruiker.objects.get(email="anna@voorbeeld.invalid")
    assert (anna.naam, anna.rollen, anna.has_usable_password()) == ("Anna Voorbeeld", {"beheerder"}, False)
    assert set(Gebeurtenis.objects.values_list("wat", flat=True)) == {
        "gebruiker_aangemaakt",
        "lidmaatschap_gegeven",
    }
    assert "Account gemaakt: Anna Voorbeeld (anna@voorbeeld.invalid), Beheerder van de examenservice." in said
    assert "Wachtwoord vergeten" in said


def test_create_account_prints_a_link_that_sets_the_password_once(client):
    path = re.search(r"^ *https?://[^/]+(/\S+)$", create(*WHO, "redacteur"), re.MULTILINE)[1]
    form = client.get(path, follow=True)
    new = {"password1": WACHTWOORD, "password2": WACHTWOORD}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert Gebruiker.objects.get().check_password(WACHTWOORD)
    assert "Deze link werkt niet meer" in client.get(path, follow=True).content.decode()


@pytest.mark.parametrize(
    ("hosts", "debug", "begin"),
    [
        (["examen.voorbeeld.invalid", "b.invalid"], False, "https://examen.voorbeeld.invalid/account/"),
        ([".voorbeeld.invalid"], False, "https://voorbeeld.invalid/account/"),
        (["*"], False, "https://HOSTNAAM/account/"),
        (["127.0.0.1"], True, "http://127.0.0.1:8000/account/"),
    ],
)
def test_create_account_link_is_at_the_address_of_the_installation(settings, hosts, debug, begin):
    settings.ALLOWED_HOSTS, settings.DEBUG = hosts, debug
    assert f" {begin}" in create(*WHO, "redacteur")


@pytest.mark.parametrize("rol", ["coordinator", "examencommissie"])
def test_create_account_at_a_new_school_makes_the_school(rol):
    said = create(*WHO, rol, school="Voorbeeldschool Noord")
    [lidmaatschap] = Gebruiker.objects.get().lidmaatschappen.all()
    assert (lidmaatschap.rol, lidmaatschap.school.naam) == (rol, "Voorbeeldschool Noord")
    assert "School gemaakt: Voorbeeldschool Noord." in said


def test_create_account_at_a_known_school_uses_it_whatever_its_capitals():
    create(*WHO, "coordinator", school="Voorbeeldschool Noord")
    said = create("bert@voorbeeld.invalid", "Bert", "coordinator", school="voorbeeldschool noord ")
    assert School.objects.get().lidmaatschappen.count() == 2
    assert "School gemaakt" not in said


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (WHO, {}, "Er is al een account met dit e-mailadres."),
        (("geen-adres", "Bert"), {}, "e-mailadres"),
        (("bert@voorbeeld.invalid", " "), {}, "Vul de naam van de persoon in."),
        (("bert@voorbeeld.invalid", "Bert"), {"school": "Voorbeeldschool Zuid"}, "hoort bij een school"),
        (("bert@voorbeeld.invalid", "Bert", "coordinator"), {}, "hoort bij een school"),
        (("bert@voorbeeld.invalid", "Bert", "coordinator"), {"school": " "}, "naam van de school"),
        (("bert@voorbeeld.invalid", "Bert", "baas"), {}, "Kies redacteur, beheerder, coordinator of exam"),
    ],
)
def test_create_account_is_refused_and_writes_nothing(arguments, options, words):
    create(*WHO, "redacteur")
    before = content()
    with pytest.raises(CommandError, match=words):
        create(*(*arguments, "redacteur")[:3], **options)
    assert content() == before


def test_createsuperuser_says_to_use_create_account():
    assert get_commands()["createsuperuser"] == "schools"
    with pytest.raises(CommandError, match="create_account"):
        call_command("createsuperuser", "--noinput", email="anna@voorbeeld.invalid", naam="Anna")
    assert not Gebruiker.objects.exists()
