"""Reading a file holds up nobody: it comes before the transaction."""

import pytest
from django.db import connection

from qualifications.models import Importvoorstel
from qualifications.readers import detect
from qualifications.services import importvoorstel_maken, read_importvoorstel

YAML = b'titel: Voorbeeldtechniek\ncrebo: "99000"\n'


@pytest.mark.django_db(transaction=True)
def test_importvoorstel_is_read_outside_a_transaction(monkeypatch):
    seen = []
    read = detect.read

    def watched(*args, **options):
        seen.append(connection.in_atomic_block)
        return read(*args, **options)

    monkeypatch.setattr(detect, "read", watched)
    voorstel = importvoorstel_maken(bestandsnaam="dossier.yaml", inhoud=YAML, opties={})
    bron, _silent = read_importvoorstel(voorstel=voorstel)
    assert seen == [False, False]
    assert (bron.titel, Importvoorstel.objects.get()) == ("Voorbeeldtechniek", voorstel)
