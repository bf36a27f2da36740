"""Removing a dossier that was imported by mistake."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from instruments.models import Exameninstrument
from qualifications.models import Competentie, Eis, Kwalificatie, Kwalificatiedossier, Uitstroom, Werkproces
from qualifications.services import dossier_verwijderen
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.qualifications.factories import dump
from tests.qualifications.wereld import gebruiker, klein_dossier, matrix_dossier, verantwoording, vol_dossier

pytestmark = pytest.mark.django_db
NIET_REDACTEUR = [Rol.BEHEERDER, Rol.COORDINATOR, Rol.EXAMENCOMMISSIE]


@pytest.fixture
def redacteur(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    return client


def verwijderen(dossier):
    return reverse("qualifications:dossier-verwijderen", args=[dossier.pk])


def bekijken(dossier):
    return reverse("qualifications:dossier", args=[dossier.pk])


def gelogd():
    return list(
        Gebeurtenis.objects.filter(wat="dossier_verwijderd").values_list(
            "waarvan_id", "door__email", "velden"
        )
    )


# --- The service -----------------------------------------------------------------------------------
def test_dossier_verwijderen_removes_all_of_it_nothing_else_and_logs_which():
    other = matrix_dossier()
    before = dump()
    dossier, _, _ = vol_dossier()
    verantwoording(dossier)
    door = gebruiker(Rol.REDACTEUR)
    dossier_verwijderen(dossier=dossier, door=door)
    Competentie.objects.all().delete()  # the national list, which no dossier owns
    assert dump() == before
    assert Kwalificatiedossier.objects.get() == other
    velden = {"crebo": "20500", "editie": "2023-08-01", "titel": "Voorbeeldtechniek 500"}
    assert gelogd() == [(str(dossier.pk), door.email, velden)]


def test_dossier_verwijderen_twice_logs_once():
    dossier = klein_dossier()
    for _ in range(2):
        dossier_verwijderen(dossier=Kwalificatiedossier(pk=dossier.pk))
    assert not Kwalificatiedossier.objects.exists()
    assert len(gelogd()) == 1


def test_dossier_verwijderen_with_an_instrument_is_refused_and_changes_nothing():
    dossier, eerste, _ = vol_dossier()
    instrument = Exameninstrument.objects.create(kwalificatie=eerste)
    before = dump()
    with pytest.raises(ValidationError) as refused:
        dossier_verwijderen(dossier=dossier)
    assert refused.value.code == "in_gebruik"
    assert (
        f"er is een exameninstrument van crebo {eerste.crebo}. Er is niets veranderd."
        in refused.value.message
    )
    assert dump() == before
    assert Werkproces.objects.exists()
    assert gelogd() == []
    instrument.delete()
    dossier_verwijderen(dossier=dossier)
    assert not Kwalificatie.objects.exists()


# --- The page --------------------------------------------------------------------------------------
def test_dossier_verwijderen_page_shows_what_goes_and_changes_nothing(redacteur):
    dossier = matrix_dossier()
    Uitstroom.objects.filter(bron=None).update(besluit=True)
    before = dump()
    response = redacteur.get(verwijderen(dossier))
    assert dict(response.context["telling"]) == {
        "Kwalificaties": 2,
        "Kerntaken": 1,
        "Werkprocessen": 3,
        "Besluiten in de uitstroommatrix": 2,
    }
    html = response.content.decode()
    assert "<dt>Werkprocessen</dt><dd>3</dd>" in html
    assert f'href="{bekijken(dossier)}">Annuleer' in html
    assert dump() == before


def test_dossier_verwijderen_button_removes_and_returns_to_the_list(redacteur):
    dossier = klein_dossier()
    assert f'href="{verwijderen(dossier)}"' in redacteur.get(bekijken(dossier)).content.decode()
    response = redacteur.post(verwijderen(dossier), follow=True)
    assert response.redirect_chain == [(reverse("qualifications:dossier-lijst"), 302)]
    assert "Voorbeeldtechniek 1 is verwijderd." in response.content.decode()
    assert not Kwalificatiedossier.objects.exists()
    assert redacteur.get(verwijderen(dossier)).status_code == 404


def test_dossier_verwijderen_button_with_an_instrument_says_why_not(redacteur):
    dossier = klein_dossier()
    Exameninstrument.objects.create(kwalificatie=dossier.kwalificaties.first())
    response = redacteur.post(verwijderen(dossier), follow=True)
    assert response.redirect_chain == [(bekijken(dossier), 302)]
    assert "kan niet worden verwijderd: er is een exameninstrument van crebo" in response.content.decode()
    assert Kwalificatiedossier.objects.get() == dossier


@pytest.mark.parametrize("aantal", [1, 3])
def test_dossier_verwijderen_page_query_count(redacteur, aantal, django_assert_num_queries):
    dossier, _, _ = vol_dossier(kerntaken=aantal, werkprocessen=aantal)
    with django_assert_num_queries(11):
        telling = dict(redacteur.get(verwijderen(dossier)).context["telling"])
    assert telling["Eisen"] == Eis.objects.count()


@pytest.mark.parametrize("rol", NIET_REDACTEUR)
def test_dossier_verwijderen_is_refused_to_other_roles(client, rol):
    dossier = klein_dossier()
    client.force_login(gebruiker(rol))
    assert client.get(verwijderen(dossier)).status_code == 403
    assert client.post(verwijderen(dossier)).status_code == 403
    assert verwijderen(dossier) not in client.get(bekijken(dossier)).content.decode()
    assert Kwalificatiedossier.objects.get() == dossier
