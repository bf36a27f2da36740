"""The uitstroommatrix: reading for everybody, deciding for the redacteur."""

import re

import pytest
from django.urls import reverse

from qualifications.models import Uitstroom
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.qualifications.wereld import gebruiker, klein_dossier, matrix_dossier, vol_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier():
    return matrix_dossier()


def adres(dossier):
    return reverse("qualifications:dossier-uitstroom", args=[dossier.pk])


def besluiten(dossier):
    return reverse("qualifications:uitstroom-besluiten", args=[dossier.pk])


def stand():
    """Per cell: (code, profiel) -> what the source says, and what was decided."""
    return {
        (cel.werkproces.code, cel.kwalificatie.profiel): (cel.bron, cel.besluit)
        for cel in Uitstroom.objects.select_related("werkproces", "kwalificatie")
    }


def open_cellen(dossier):
    return list(dossier.uitstroom.filter(bron=None, besluit=None).order_by("pk"))


def test_uitstroom_as_redacteur_has_a_checkbox_with_words_for_each_undecided_cell(client, dossier):
    client.force_login(gebruiker(Rol.REDACTEUR))
    html = client.get(adres(dossier)).content.decode()
    first, second = open_cellen(dossier)
    boxes = re.findall(
        r'<input class="form-check-input" type="checkbox" name="geldt" value="(\d+)" (\w*)', html
    )
    assert boxes == [(str(first.pk), "checked"), (str(second.pk), "")]
    text = re.sub(r"\s+", " ", html)
    assert "B1-K1-W2 bij Voorbeeldmaker 600-1, voorstel: hoort erbij" in text
    assert "B1-K1-W3 bij Voorbeeldmaker 600-2, voorstel: hoort er niet bij" in text


def test_uitstroom_sums_rows_and_columns(client, dossier):
    client.force_login(gebruiker(Rol.COORDINATOR))
    html = client.get(adres(dossier)).content.decode()
    assert re.findall(r'<td class="som">(\d+)</td>', html) == ["2", "1", "0"]
    assert re.findall(r"<td>(\d+)</td>", html[html.index("<tfoot>") :]) == ["2", "1", "3"]


def test_uitstroom_alleen_te_beslissen_shows_only_rows_with_an_undecided_cell(client, dossier):
    client.force_login(gebruiker(Rol.REDACTEUR))
    everything = client.get(adres(dossier)).content.decode()
    filtered = client.get(adres(dossier), {"toon": "open"}).content.decode()
    steps = re.compile(r"Voorbeeldstap \d")
    assert steps.findall(everything) == ["Voorbeeldstap 1", "Voorbeeldstap 2", "Voorbeeldstap 3"]
    assert steps.findall(filtered) == ["Voorbeeldstap 2", "Voorbeeldstap 3"]


def test_uitstroom_besluiten_saves_all_shown_cells_and_says_how_many(client, dossier):
    client.force_login(gebruiker(Rol.REDACTEUR))
    before = stand()
    first, second = open_cellen(dossier)
    response = client.post(
        besluiten(dossier), {"cel": [first.pk, second.pk], "geldt": [second.pk]}, follow=True
    )
    assert response.redirect_chain == [(adres(dossier), 302)]
    assert stand() == before | {("B1-K1-W2", 1): (None, False), ("B1-K1-W3", 2): (None, True)}
    html = response.content.decode()
    assert "2 besluiten zijn vastgelegd." in html
    assert "Besluit vastleggen" not in html
    assert Gebeurtenis.objects.filter(wat="uitstroom_besloten").count() == 1


def test_uitstroom_besluiten_of_one_cell_leaves_the_other_open(client, dossier):
    client.force_login(gebruiker(Rol.REDACTEUR))
    first, second = open_cellen(dossier)
    response = client.post(besluiten(dossier), {"cel": [first.pk], "geldt": [first.pk]}, follow=True)
    assert "1 besluit is vastgelegd." in response.content.decode()
    assert open_cellen(dossier) == [second]


def test_uitstroom_besluiten_herzien_offers_what_was_decided(client, dossier):
    client.force_login(gebruiker(Rol.REDACTEUR))
    first, second = open_cellen(dossier)
    client.post(besluiten(dossier), {"cel": [first.pk, second.pk], "geldt": [first.pk]})
    assert 'type="checkbox"' not in client.get(adres(dossier)).content.decode()
    html = client.get(adres(dossier), {"toon": "besluiten"}).content.decode()
    assert re.findall(r'name="geldt" value="(\d+)" (\w*)', html) == [
        (str(first.pk), "checked"),
        (str(second.pk), ""),
    ]
    client.post(besluiten(dossier), {"cel": [first.pk, second.pk]})
    assert stand()["B1-K1-W2", 1] == (None, False)


@pytest.mark.parametrize("cel", ["0", "99999999999999999999", "x", "١", ""])
def test_uitstroom_besluiten_of_unknown_cells_changes_nothing(client, dossier, cel):
    client.force_login(gebruiker(Rol.REDACTEUR))
    before = stand()
    assert client.post(besluiten(dossier), {"cel": [cel], "geldt": [cel]}).status_code == 302
    assert stand() == before


def test_uitstroom_besluiten_leaves_cells_of_another_dossier_and_certain_cells(client, dossier):
    other = matrix_dossier(nummer=700)
    client.force_login(gebruiker(Rol.REDACTEUR))
    strange = open_cellen(other)[0]
    certain = dossier.uitstroom.filter(bron=True).first()
    before = list(Uitstroom.objects.values())
    client.post(besluiten(dossier), {"cel": [strange.pk, certain.pk]})
    assert list(Uitstroom.objects.values()) == before
    own = open_cellen(dossier)[0]
    client.post(besluiten(dossier), {"cel": [own.pk]})
    assert list(Uitstroom.objects.values()) != before


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.COORDINATOR, Rol.EXAMENCOMMISSIE])
def test_uitstroom_is_read_only_for_other_roles(client, dossier, rol):
    client.force_login(gebruiker(rol))
    before = stand()
    html = client.get(adres(dossier)).content.decode()
    assert "nog te beslissen, voorstel: hoort erbij" in html
    assert 'type="checkbox"' not in html
    assert "Besluit vastleggen" not in html
    cellen = [cel.pk for cel in open_cellen(dossier)]
    assert client.post(besluiten(dossier), {"cel": cellen}).status_code == 403
    assert stand() == before


def test_uitstroom_of_a_dossier_with_parts_is_derived_and_read_only(client):
    dossier, _, _ = vol_dossier(werkprocessen=1)
    client.force_login(gebruiker(Rol.REDACTEUR))
    html = client.get(adres(dossier)).content.decode()
    assert "Er is niets te beslissen." in html
    assert 'type="checkbox"' not in html
    # One werkproces for both, one of profile 2 only.
    assert re.findall(r"<td>(\d+)</td>", html[html.index("<tfoot>") :]) == ["1", "2", "3"]


def test_uitstroom_without_werkprocessen_tells_the_next_step(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    assert "Er is nog geen matrix" in client.get(adres(klein_dossier())).content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_uitstroom_query_count(client, aantal, django_assert_num_queries):
    dossier, _, _ = vol_dossier(kerntaken=aantal, werkprocessen=aantal)
    client.force_login(gebruiker(Rol.REDACTEUR))
    with django_assert_num_queries(8):
        html = client.get(adres(dossier)).content.decode()
    assert html.count('class="som"') == aantal * aantal + 2
