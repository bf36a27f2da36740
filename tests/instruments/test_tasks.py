"""The journey of a ZIP, with the real worker on the test database."""

import io
import os
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from instruments.enums import TaakStatus
from instruments.models import GEDULD, Exporttaak
from instruments.services import exporttaak_starten
from instruments.services.exporttaak import BEWAREN
from instruments.tasks import zip_maken
from schools.enums import Rol
from schools.models import Gebeurtenis
from tests.instruments.factories import maak_gebruiker, maak_instrument

# The worker opens transactions of its own and enqueueing waits for the commit.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def instrument():
    return maak_instrument(kerntaken=1, werkprocessen=1, gedrag=1, contexten=("Metaal",))


@pytest.fixture
def redacteur():
    return maak_gebruiker(Rol.REDACTEUR)


def work():
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def test_zip_journey_from_button_to_download(client, instrument, redacteur):
    client.force_login(redacteur)
    response = client.post(reverse("instruments:exporttaak-starten", args=[instrument.uuid]))
    taak = Exporttaak.objects.get()
    assert response.url == reverse("instruments:exporttaak", args=[taak.uuid])
    assert (taak.status, taak.gedaan, taak.totaal) == (TaakStatus.WACHT, 0, 3)
    part = reverse("instruments:exporttaak-voortgang", args=[taak.uuid])
    bestand = reverse("instruments:exporttaak-bestand", args=[taak.uuid])
    assert b'hx-trigger="every 1s"' in client.get(part).content
    assert client.get(bestand).status_code == 404
    work()
    taak.refresh_from_db()
    assert (taak.status, taak.gedaan, taak.totaal, taak.melding) == (TaakStatus.KLAAR, 3, 3, "")
    assert taak.finished_at >= taak.created_at
    ready = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in ready
    assert bestand in ready
    assert "Op elk document staat CONCEPT." in ready
    assert ">16 open punten</a>" in ready
    assert 'hx-swap-oob="true"' in ready
    response = client.get(bestand)
    assert response["Content-Disposition"] == 'attachment; filename="99901-exameninstrumenten.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archief:
        assert len(archief.namelist()) == 3
        for naam in archief.namelist():
            with pikepdf.open(io.BytesIO(archief.read(naam))) as pdf:
                assert len(pdf.pages) >= 1


def test_zip_with_fillable_forms_counts_them_and_has_a_name_of_its_own(client, instrument, redacteur):
    taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=True)
    assert taak.totaal == 4
    work()
    taak.refresh_from_db()
    assert (taak.status, taak.gedaan, taak.totaal) == (TaakStatus.KLAAR, 4, 4)
    client.force_login(redacteur)
    response = client.get(reverse("instruments:exporttaak-bestand", args=[taak.uuid]))
    assert list(response.streaming_content)
    naam = "99901-exameninstrumenten-invulbaar.zip"
    assert response["Content-Disposition"] == f'attachment; filename="{naam}"'


def test_zip_twice_on_one_day_is_byte_identical(instrument, redacteur):
    inhouden = []
    for _ in range(2):
        taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
        work()
        taak.refresh_from_db()
        with taak.bestand.open("rb") as bestand:
            inhouden.append(bestand.read())
    assert Exporttaak.objects.count() == 2
    assert inhouden[0] == inhouden[1]


def test_zip_that_fails_says_so_and_can_be_started_again(instrument, redacteur, client, caplog):
    taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    # The storage folder is a file: nothing can be written.
    folder = taak.bestand.storage.path("exports")
    taak.bestand.storage.save("exports", io.BytesIO(b"in the way"))
    work()
    taak.refresh_from_db()
    assert taak.status == TaakStatus.MISLUKT
    assert f"geef dan dit kenmerk door aan de beheerder: {taak.uuid}" in taak.melding
    assert f"Exporttaak {taak.uuid} failed" in caplog.text
    client.force_login(redacteur)
    page = client.get(reverse("instruments:exporttaak", args=[taak.uuid])).content.decode()
    assert "Probeer opnieuw" in page
    assert str(folder) not in page
    taak.bestand.storage.delete("exports")
    second = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    work()
    second.refresh_from_db()
    assert (second.pk != taak.pk, second.status) == (True, TaakStatus.KLAAR)


def test_zip_of_a_worker_that_stopped_halfway_is_made_anew(instrument, redacteur):
    taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    Exporttaak.objects.update(status=TaakStatus.BEZIG, gedaan=2)
    zip_maken.call(str(taak.uuid))
    taak.refresh_from_db()
    assert (taak.status, taak.gedaan) == (TaakStatus.KLAAR, 3)
    naam = taak.bestand.name
    zip_maken.call(str(taak.uuid))
    taak.refresh_from_db()
    assert taak.bestand.name == naam


def test_exporttaak_starten_twice_gives_the_same_until_patience_ends(instrument, redacteur):
    first = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    assert exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False) == first
    assert exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=True) != first
    # An old request that still gives signs of life is still running.
    Exporttaak.objects.update(created_at=timezone.now() - 2 * GEDULD)
    assert exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False) == first
    Exporttaak.objects.update(updated_at=timezone.now() - GEDULD - timedelta(seconds=1))
    assert exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False) != first
    assert Gebeurtenis.objects.filter(wat="exporttaak_gestart").count() == 3


@pytest.mark.parametrize("status", [TaakStatus.WACHT, TaakStatus.BEZIG])
def test_zip_of_a_worker_that_fell_silent_stops_polling_and_can_be_asked_again(
    client, instrument, redacteur, status
):
    taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    client.force_login(redacteur)
    part = reverse("instruments:exporttaak-voortgang", args=[taak.uuid])
    Exporttaak.objects.update(status=status, gedaan=1, updated_at=timezone.now() - GEDULD / 2)
    assert "hx-trigger" in client.get(part).content.decode()
    Exporttaak.objects.update(updated_at=timezone.now() - GEDULD - timedelta(seconds=1))
    page = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in page
    assert "De ZIP is niet gemaakt." in page
    assert "Probeer opnieuw" in page
    client.post(reverse("instruments:exporttaak-starten", args=[instrument.uuid]))
    assert Exporttaak.objects.count() == 2


def test_zip_maken_gives_a_sign_of_life(instrument, redacteur):
    taak = exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=False)
    long_ago = timezone.now() - 2 * GEDULD
    Exporttaak.objects.update(updated_at=long_ago)
    work()
    taak.refresh_from_db()
    assert taak.updated_at > long_ago + GEDULD


def test_prune_exports_removes_what_is_older_than_a_day_and_nothing_else(instrument, redacteur, capsys):
    old, new = (exporttaak_starten(instrument=instrument, door=redacteur, invulbaar=b) for b in (False, True))
    work()
    storage = old.bestand.storage
    for naam in ("exports/onbekend-oud.zip", "exports/onbekend-nieuw.zip"):
        storage.save(naam, io.BytesIO(b"x"))
    moment = timezone.now() - BEWAREN - timedelta(minutes=1)
    Exporttaak.objects.filter(pk=old.pk).update(updated_at=moment)
    for naam in (f"exports/{old.uuid}.zip", "exports/onbekend-oud.zip"):
        os.utime(storage.path(naam), (moment.timestamp(), moment.timestamp()))
    call_command("prune_exports", dry_run=True)
    assert "exporttaken 1, bestanden 2." in capsys.readouterr().out
    assert (Exporttaak.objects.count(), len(storage.listdir("exports")[1])) == (2, 4)
    call_command("prune_exports")
    assert "exporttaken 1, bestanden 2." in capsys.readouterr().out
    assert list(Exporttaak.objects.all()) == [new]
    assert sorted(storage.listdir("exports")[1]) == sorted([f"{new.uuid}.zip", "onbekend-nieuw.zip"])


def test_prune_exports_without_any_export_does_nothing(capsys):
    call_command("prune_exports")
    assert "exporttaken 0, bestanden 0." in capsys.readouterr().out
