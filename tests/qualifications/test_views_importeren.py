"""Uploading a dossier: preview first, then confirm or cancel; refused files leave everything as it was."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qualifications.models import Importvoorstel, Kwalificatiedossier, Werkproces
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.qualifications.wereld import gebruiker

pytestmark = pytest.mark.django_db
IMPORT = "/dossiers/importeren/"
KNOP = 'type="submit">Importeer</button>'


@pytest.fixture
def redacteur(client):
    client.force_login(gebruiker(Rol.REDACTEUR))
    return client


@pytest.fixture
def dienstverlening(shared):
    return (shared / "data/sbb/2755-dienstverlening.xml").read_bytes()


@pytest.fixture
def wtb(shared):
    return (shared / "seeds/wtb-kerntaken-werkprocessen.txt").read_bytes()


def upload(client, inhoud, naam="dossier.xml", **velden):
    return client.post(IMPORT, {"bestand": SimpleUploadedFile(naam, inhoud), **velden})


def bevestig(client, voorstel, **kwargs):
    return client.post(reverse("qualifications:import-bevestigen", args=[voorstel.uuid]), **kwargs)


def annuleer(client, voorstel, **kwargs):
    return client.post(reverse("qualifications:import-annuleren", args=[voorstel.uuid]), **kwargs)


def bekijk(client, voorstel):
    return client.get(reverse("qualifications:importvoorstel", args=[voorstel.uuid]))


def nothing_kept():
    counts = (
        Kwalificatiedossier.objects.count(),
        Importvoorstel.objects.count(),
        Gebeurtenis.objects.count(),
    )
    return counts == (0, 0, 0)


def is_gone(response):
    """Back to the form, which says what to do."""
    return (response.status_code, response.url) == (302, IMPORT)


# --- The journey -----------------------------------------------------------------------------------
def test_import_of_sbb_xml_previews_and_changes_nothing_until_confirmed(redacteur, dienstverlening):
    response = upload(redacteur, dienstverlening, "2755-dienstverlening.xml")
    voorstel = Importvoorstel.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("qualifications:importvoorstel", args=[voorstel.uuid])
    assert bytes(voorstel.inhoud) == dienstverlening
    html = redacteur.get(response.url).content.decode()
    assert "Controleer Dienstverlening" in html
    assert "2755-dienstverlening.xml" in html
    assert "23189" in html
    assert "Het wordt toegevoegd" in html
    assert KNOP in html
    assert not Kwalificatiedossier.objects.exists()

    response = bevestig(redacteur, voorstel, follow=True)
    dossier = Kwalificatiedossier.objects.get()
    assert response.redirect_chain == [(reverse("qualifications:dossier", args=[dossier.pk]), 302)]
    assert (dossier.crebo, dossier.titel) == ("23189", "Dienstverlening")
    assert "Dienstverlening is geïmporteerd." in response.content.decode()
    assert not Importvoorstel.objects.exists()
    gebeurtenis = Gebeurtenis.objects.get()
    assert gebeurtenis.wat == "dossier_geimporteerd"
    assert gebeurtenis.velden["sha256"] == hashlib.sha256(dienstverlening).hexdigest()


def test_import_of_the_same_file_again_says_that_nothing_changes(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    bevestig(redacteur, Importvoorstel.objects.get())
    before = Kwalificatiedossier.objects.values().get()
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    html = bekijk(redacteur, voorstel).content.decode()
    assert "Dit dossier staat er al precies zo in." in html
    assert KNOP not in html
    assert f'href="{reverse("qualifications:dossier", args=[before["id"]])}">Bekijk het dossier</a>' in html
    response = bevestig(redacteur, voorstel, follow=True)
    assert "Er is niets veranderd" in response.content.decode()
    assert Kwalificatiedossier.objects.values().get() == before
    assert Gebeurtenis.objects.count() == 1


def test_import_that_changes_the_order_only_can_be_confirmed(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    bevestig(redacteur, Importvoorstel.objects.get())
    werkproces = Werkproces.objects.order_by("pk").first()
    position = werkproces.position
    Werkproces.objects.filter(pk=werkproces.pk).update(position=9_999)
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    html = bekijk(redacteur, voorstel).content.decode()
    assert "Alleen de volgorde verandert" in html
    assert "precies zo in" not in html
    assert KNOP in html
    bevestig(redacteur, voorstel)
    assert Werkproces.objects.get(pk=werkproces.pk).position == position


def test_import_of_a_changed_file_shows_old_and_new(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    bevestig(redacteur, Importvoorstel.objects.get())
    werkproces = Werkproces.objects.first()
    titel = werkproces.titel
    Werkproces.objects.filter(pk=werkproces.pk).update(titel="Oude <b>titel</b>")
    upload(redacteur, dienstverlening)
    html = bekijk(redacteur, Importvoorstel.objects.get()).content.decode()
    assert "<del>Oude &lt;b&gt;titel&lt;/b&gt;</del>" in html
    assert f"<ins>{titel}</ins>" in html


def test_import_of_a_source_without_crebo_asks_for_it_and_uses_it(redacteur, wtb):
    upload(redacteur, wtb, "wtb.txt")
    voorstel = Importvoorstel.objects.get()
    html = bekijk(redacteur, voorstel).content.decode()
    assert "Wat het bestand niet noemt" in html
    aanvullen = reverse("qualifications:import-aanvullen", args=[voorstel.uuid])
    wrong = redacteur.post(aanvullen, {"crebo": "123", "titel": "WTB", "editie": "2006"})
    assert wrong.status_code == 200
    assert 'href="#id_crebo"' in wrong.content.decode()
    right = redacteur.post(aanvullen, {"crebo": "99999", "titel": "Voorbeeld WTB", "editie": "2006"})
    assert right.status_code == 302
    html = redacteur.get(right.url).content.decode()
    assert "Controleer Voorbeeld WTB" in html
    assert "te kijken" in html or "na te kijken" in html
    bevestig(redacteur, voorstel)
    dossier = Kwalificatiedossier.objects.get()
    assert (dossier.crebo, dossier.titel, dossier.editie) == ("99999", "Voorbeeld WTB", "2006")


def test_import_with_crebo_at_the_upload_needs_no_second_question(redacteur, wtb):
    upload(redacteur, wtb, "wtb.txt", crebo="99999", titel="Voorbeeld WTB", editie="2006")
    voorstel = Importvoorstel.objects.get()
    assert "Controleer Voorbeeld WTB" in bekijk(redacteur, voorstel).content.decode()
    bevestig(redacteur, voorstel)
    assert Kwalificatiedossier.objects.get().crebo == "99999"


def test_import_annuleren_forgets_the_file(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    response = annuleer(redacteur, voorstel)
    assert (response.status_code, response.url) == (302, reverse("qualifications:import"))
    assert nothing_kept()
    assert is_gone(bekijk(redacteur, voorstel))


# --- Refused ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("naam", "inhoud", "woord"),
    [
        ("leeg.xml", b"", "leeg"),
        ("dossier.xml", b"<sbb><dossiers>", "dossier.xml"),
        ("dossier.xml", b'<!DOCTYPE sbb [<!ENTITY a "b">]><sbb>&a;</sbb>', "dossier.xml"),
        ("dossier.exe", b"MZ\x00\x01", "dossier.exe"),
        ("dossier.yaml", b"titel: [", "dossier.yaml"),
        ("dossier.pdf", b"%PDF-1.7 kapot", "dossier.pdf"),
    ],
)
def test_import_of_a_refused_file_shows_the_reason_and_keeps_nothing(redacteur, naam, inhoud, woord):
    response = upload(redacteur, inhoud, naam, titel="Mijn titel")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'href="#id_bestand"' in html
    (error,) = response.context["form"].errors["bestand"]
    assert woord in error
    assert 'value="Mijn titel"' in html
    assert nothing_kept()


def test_import_of_a_file_above_the_limit_is_refused(redacteur):
    response = upload(redacteur, b"a" * (25 * 1024 * 1024 + 1), "groot.txt")
    (error,) = response.context["form"].errors["bestand"]
    assert "ten hoogste 25 MB" in error
    assert nothing_kept()


def test_import_without_file_says_what_to_do(redacteur):
    response = redacteur.post(IMPORT, {})
    assert response.context["form"].errors["bestand"] == ["Kies een bestand om te importeren."]
    assert nothing_kept()


# --- Whose ----------------------------------------------------------------------------------------
def test_importvoorstel_of_another_session_gives_404(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    stranger = Client()
    stranger.force_login(gebruiker(Rol.REDACTEUR))
    assert bekijk(stranger, voorstel).status_code == 404
    for name in ("aanvullen", "bevestigen", "annuleren"):
        adres = reverse(f"qualifications:import-{name}", args=[voorstel.uuid])
        assert stranger.post(adres).status_code == 404
    assert not Kwalificatiedossier.objects.exists()
    assert Importvoorstel.objects.count() == 1
    assert bekijk(redacteur, voorstel).status_code == 200


def test_importvoorstel_unknown_gives_404(redacteur):
    assert redacteur.get(reverse("qualifications:importvoorstel", args=[uuid.uuid4()])).status_code == 404


def test_importvoorstel_older_than_a_day_is_forgotten_at_the_next_upload(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    old = Importvoorstel.objects.get()
    upload(redacteur, dienstverlening)
    assert Importvoorstel.objects.count() == 2
    Importvoorstel.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=25))
    upload(redacteur, dienstverlening)
    assert Importvoorstel.objects.count() == 2
    assert is_gone(bekijk(redacteur, old))


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.COORDINATOR, Rol.EXAMENCOMMISSIE])
def test_import_is_refused_to_other_roles(client, dienstverlening, rol):
    client.force_login(gebruiker(rol))
    assert client.get(IMPORT).status_code == 403
    assert upload(client, dienstverlening).status_code == 403
    assert nothing_kept()


def test_import_steps_by_get_change_nothing(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    for name in ("aanvullen", "bevestigen", "annuleren"):
        adres = reverse(f"qualifications:import-{name}", args=[voorstel.uuid])
        assert redacteur.get(adres).status_code == 405
    assert Importvoorstel.objects.count() == 1


def test_import_twice_confirmed_has_one_effect(redacteur, dienstverlening):
    upload(redacteur, dienstverlening)
    voorstel = Importvoorstel.objects.get()
    assert bevestig(redacteur, voorstel).status_code == 302
    assert is_gone(bevestig(redacteur, voorstel))
    assert Kwalificatiedossier.objects.count() == 1


def test_import_of_a_text_that_is_too_long_says_so_on_the_page_and_writes_nothing(redacteur, dienstverlening):
    too_long = dienstverlening.replace(b'titel="Dienstverlening"', b'titel="' + b"x" * 301 + b'"')
    assert too_long != dienstverlening
    upload(redacteur, too_long)
    voorstel = Importvoorstel.objects.get()
    assert "301 tekens; er passen er 300" in bekijk(redacteur, voorstel).content.decode()
    response = bevestig(redacteur, voorstel, follow=True)
    assert "301 tekens; er passen er 300" in response.content.decode()
    assert not Kwalificatiedossier.objects.exists()
