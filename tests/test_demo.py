"""The demo world: made through the services, and the same after a second run."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from examinations.management.commands.demo import PERSONEN, WACHTWOORD
from examinations.voorbeeldtekst import METAAL
from instruments.enums import OpdrachtSoort
from instruments.models import Exameninstrument, Opdracht, Opdrachtdeel
from instruments.openpunt import tel_open_punten
from qualifications.models import Kwalificatie, Kwalificatiedossier
from schools.models import Gebeurtenis, Gebruiker, School

pytestmark = pytest.mark.django_db
OWN_APPS = ("qualifications", "schools", "instruments", "assessors", "examinations")


@pytest.fixture
def demo(settings):
    """`demo()` runs the command and gives what it prints."""
    settings.DEBUG = True

    def run():
        out = io.StringIO()
        call_command("demo", stdout=out)
        return out.getvalue()

    return run


def every_row():
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for label in OWN_APPS
        for model in apps.get_app_config(label).get_models()
    }


def test_demo_makes_schools_people_dossiers_and_one_set(demo):
    out = demo()
    assert set(School.objects.values_list("naam", flat=True)) == {
        "Voorbeeldschool Noord",
        "Voorbeeldschool Zuid",
    }
    assert set(Kwalificatiedossier.objects.values_list("crebo", flat=True)) == {"23361", "23119"}
    assert {"25894", "25895", "25896", "25897", "25297"} <= set(
        Kwalificatie.objects.values_list("crebo", flat=True)
    )
    instrument = Exameninstrument.objects.get()
    assert instrument.kwalificatie.crebo == "25895"
    assert instrument.formulieren.count() == 2
    assert instrument.opdrachten.count() == 4
    for naam, *_ in PERSONEN:
        assert f"{naam}@voorbeeld.example" in out
    assert f"Wachtwoord: {WACHTWOORD}" in out


def test_demo_works_out_one_example_and_leaves_the_others_open(demo):
    demo()
    open_points = {
        opdracht.context.naam: sum(tel_open_punten(deel.tekst) for deel in opdracht.delen.all())
        for opdracht in Opdracht.objects.filter(soort=OpdrachtSoort.VOORBEELD)
    }
    assert open_points == {"Metaal": 0, "Precisietechniek": 5}
    texts = Opdrachtdeel.objects.filter(opdracht__context__naam="Metaal", is_bewerkt=True)
    assert {deel.titel for deel in texts} == set(METAAL)
    assert all("voorbeeldinhoud" in deel.tekst.lower() for deel in texts)


def test_demo_twice_changes_nothing(demo):
    first = demo()
    before = every_row()
    assert before["schools.Gebeurtenis"]
    second = demo()
    assert second == first
    assert every_row() == before


def test_demo_people_can_log_in_with_what_is_printed(demo, client):
    demo()
    for naam, *_ in PERSONEN:
        email = f"{naam}@voorbeeld.example"
        response = client.post(reverse("account_login"), {"login": email, "password": WACHTWOORD})
        assert response.status_code == 302, email
        assert client.session["_auth_user_id"] == str(Gebruiker.objects.get(email=email).pk)
        client.logout()


def test_demo_without_debug_is_refused(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="alleen voor ontwikkeling"):
        call_command("demo")
    assert not Gebeurtenis.objects.exists()
