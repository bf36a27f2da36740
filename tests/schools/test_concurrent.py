"""Two people at work at the same moment, each on a real database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from schools.enums import Rol
from schools.models import Gebeurtenis, Gebruiker
from schools.services import gebeurtenis_vastleggen, gebeurtenissen_controleren, lidmaatschap_geven
from tests.schools.factories import maak_gebruiker
from tests.two_connections import in_own_connection, waiting_writers


@pytest.fixture
def anna(transactional_db, tmp_path):
    """Somebody in a database where a second writer waits."""
    anna = maak_gebruiker()
    with waiting_writers(tmp_path):
        yield anna


def somebody_waits():
    """Whether a transaction waits until it may add to the log. SQLite does not tell; there the answer is yes."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def test_lidmaatschap_geven_to_somebody_who_is_just_doing_something_lets_both_finish(anna):
    acts = Event()

    @in_own_connection
    def act():
        with transaction.atomic():
            gebeurtenis_vastleggen(wat="bezig", waarvan=anna, door=anna)
            acts.set()
            while not (somebody_waits() or giving.done()):
                pass

    @in_own_connection
    def give():
        acts.wait()
        lidmaatschap_geven(gebruiker=anna, rol=Rol.REDACTEUR, door=None)

    @in_own_connection
    def outcome():
        regels = Gebeurtenis.objects.order_by("pk").values_list("wat", flat=True)
        return list(regels), Gebruiker.objects.get(pk=anna.pk).rollen, gebeurtenissen_controleren()

    with ThreadPoolExecutor(2) as pool:
        giving = pool.submit(give)
        acting = pool.submit(act)
        acting.add_done_callback(lambda _acting: acts.set())  # also when it fails: nobody waits for ever
        assert (acting.exception(), giving.exception()) == (None, None)
        regels, rollen, controle = pool.submit(outcome).result()
    assert regels == ["gebruiker_aangemaakt", "bezig", "lidmaatschap_gegeven"]
    assert rollen == {"redacteur"}
    assert (controle.aantal, controle.kapotte_regel) == (3, None)
