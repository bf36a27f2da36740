"""Adding, editing and removing the contexts of a dossier."""

import pytest
from django.urls import reverse

from instruments.enums import OpdrachtSoort
from instruments.models import Exameninstrument, Opdracht
from qualifications.models import Context
from schools.enums import Rol
from tests.qualifications.wereld import gebruiker, klein_dossier

pytestmark = pytest.mark.django_db
NIET_REDACTEUR = [Rol.BEHEERDER, Rol.COORDINATOR, Rol.EXAMENCOMMISSIE]


def contexten():
    return list(Context.objects.order_by("pk").values_list("naam", "omschrijving"))


@pytest.fixture
def dossier():
    return klein_dossier()


@pytest.fixture
def metaal(dossier):
    return Context.objects.create(dossier=dossier, naam="Metaal", omschrijving="Werk met metaal.")


@pytest.fixture
def redacteur(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    return client


def toevoegen(dossier):
    return reverse("qualifications:context-toevoegen", args=[dossier.pk])


def bewerken(context):
    return reverse("qualifications:context-bewerken", args=[context.pk])


def verwijderen(context):
    return reverse("qualifications:context-verwijderen", args=[context.pk])


def naar_contexten(dossier):
    return reverse("qualifications:dossier", args=[dossier.pk]) + "#contexten"


def test_context_toevoegen_saves_and_returns_to_the_dossier(redacteur, dossier):
    response = redacteur.post(
        toevoegen(dossier), {"naam": " Precisietechniek ", "omschrijving": "Fijn werk.\n- klein"}, follow=True
    )
    assert response.redirect_chain == [(naar_contexten(dossier), 302)]
    (context,) = Context.objects.all()
    assert (context.dossier, context.naam) == (dossier, "Precisietechniek")
    assert context.omschrijving.replace("\r\n", "\n") == "Fijn werk.\n- klein"
    html = response.content.decode()
    assert "De context “Precisietechniek” is toegevoegd." in html
    assert "<p>Fijn werk.</p><ul><li>klein</li></ul>" in html


def test_context_toevoegen_without_naam_shows_the_error_and_keeps_what_was_typed(redacteur, dossier):
    response = redacteur.post(toevoegen(dossier), {"naam": " ", "omschrijving": "Mijn tekst"})
    html = response.content.decode()
    assert response.status_code == 200
    assert 'href="#id_naam"' in html
    assert "Mijn tekst" in html
    assert contexten() == []


def test_context_toevoegen_with_an_existing_naam_is_refused(redacteur, dossier, metaal):
    response = redacteur.post(toevoegen(dossier), {"naam": "Metaal"})
    assert response.status_code == 200
    assert response.context["form"].errors["naam"]
    assert 'href="#id_naam"' in response.content.decode()
    assert contexten() == [("Metaal", "Werk met metaal.")]


def test_context_bewerken_shows_and_saves(redacteur, dossier, metaal):
    assert "Werk met metaal." in redacteur.get(bewerken(metaal)).content.decode()
    response = redacteur.post(bewerken(metaal), {"naam": "Staal", "omschrijving": ""})
    assert (response.status_code, response.url) == (302, naar_contexten(dossier))
    assert contexten() == [("Staal", "")]


def test_context_bewerken_to_the_naam_of_another_is_refused(redacteur, dossier, metaal):
    Context.objects.create(dossier=dossier, naam="Hout")
    response = redacteur.post(bewerken(metaal), {"naam": "Hout"})
    assert response.status_code == 200
    assert response.context["form"].errors["naam"]
    assert contexten() == [("Metaal", "Werk met metaal."), ("Hout", "")]


def test_context_verwijderen_removes_it(redacteur, dossier, metaal):
    response = redacteur.post(verwijderen(metaal), follow=True)
    assert response.redirect_chain == [(naar_contexten(dossier), 302)]
    assert "De context “Metaal” is verwijderd." in response.content.decode()
    assert contexten() == []


def test_context_verwijderen_with_assignments_is_refused(redacteur, dossier, metaal):
    instrument = Exameninstrument.objects.create(kwalificatie=dossier.kwalificaties.first())
    Opdracht.objects.create(instrument=instrument, soort=OpdrachtSoort.AANVUL, context=metaal, position=1)
    response = redacteur.post(verwijderen(metaal), follow=True)
    assert response.redirect_chain == [(bewerken(metaal), 302)]
    assert "zijn al opdrachten gemaakt" in response.content.decode()
    assert contexten() == [("Metaal", "Werk met metaal.")]


def test_context_verwijderen_by_get_changes_nothing(redacteur, metaal):
    assert redacteur.get(verwijderen(metaal)).status_code == 405
    assert contexten() == [("Metaal", "Werk met metaal.")]


@pytest.mark.parametrize("rol", NIET_REDACTEUR)
def test_contexten_changing_is_refused_to_other_roles(client, dossier, metaal, rol):
    client.force_login(gebruiker(rol))
    for adres in (toevoegen(dossier), bewerken(metaal)):
        assert client.get(adres).status_code == 403
        assert client.post(adres, {"naam": "Anders"}).status_code == 403
    assert client.post(verwijderen(metaal)).status_code == 403
    assert contexten() == [("Metaal", "Werk met metaal.")]


@pytest.mark.parametrize("aantal", [1, 3])
def test_dossier_query_count_does_not_grow_with_contexten(
    redacteur, dossier, aantal, django_assert_num_queries
):
    for nummer in range(aantal):
        Context.objects.create(dossier=dossier, naam=f"Context {nummer}")
    with django_assert_num_queries(12):
        html = redacteur.get(reverse("qualifications:dossier", args=[dossier.pk])).content.decode()
    assert html.count('class="btn btn-link btn-sm"') == aantal
