"""Two people at work on one set at the same moment, each on a real database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from instruments.models import Opdrachtdeel
from instruments.services import exameninstrument_genereren, opdrachtdeel_bewerken
from schools.models import Gebruiker
from tests.instruments.factories import maak_instrument
from tests.two_connections import in_own_connection, waiting_writers


@pytest.fixture
def instrument(transactional_db, tmp_path):
    """A set in a database where a second writer waits."""
    instrument = maak_instrument(kerntaken=1, werkprocessen=1, contexten=("Metaal",))
    # What "Werk de set bij" would draft anew: the words about this context.
    instrument.kwalificatie.dossier.contexten.update(omschrijving="Werk aan bruggen.")
    with waiting_writers(tmp_path):
        yield instrument


def somebody_waits():
    """Whether a transaction stands still for a lock of another. SQLite does not tell; there the answer is yes."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_genereren_while_somebody_writes_a_section_keeps_the_words_of_that_person(instrument):
    redacteur, kwalificatie = Gebruiker.objects.get(), instrument.kwalificatie
    deel = Opdrachtdeel.objects.get(titel="Wat u kiest")
    written = Event()

    @in_own_connection
    def write():
        with transaction.atomic():
            opdrachtdeel_bewerken(deel=deel, door=redacteur, tekst="Eigen woorden.")
            written.set()
            while not (somebody_waits() or generating.done()):
                pass

    @in_own_connection
    def generate():
        written.wait()
        return exameninstrument_genereren(kwalificatie=kwalificatie, door=redacteur).opdrachten.delen

    @in_own_connection
    def outcome():
        return Opdrachtdeel.objects.filter(pk=deel.pk).values_list("tekst", "is_bewerkt").get()

    with ThreadPoolExecutor(2) as pool:
        generating = pool.submit(generate)
        writing = pool.submit(write)
        assert (writing.exception(), generating.exception()) == (None, None)
        assert pool.submit(outcome).result() == ("Eigen woorden.", True)
        assert generating.result() == 0
