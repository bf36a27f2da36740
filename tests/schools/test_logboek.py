"""The event log: it only grows, it is a chain, and only beheerders read it."""

import re
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from examservice.lib.database import missing_triggers, protect_append_only, unprotect_append_only
from schools.checks import check_guarded_tables, refuse_to_start_unguarded
from schools.enums import Rol
from schools.models import Gebeurtenis
from schools.services import gebeurtenis_vastleggen, gebeurtenissen_controleren
from tests.schools.factories import maak_gebruiker, maak_school

pytestmark = pytest.mark.django_db
TABLE = Gebeurtenis._meta.db_table


@pytest.fixture
def drie_regels():
    school = maak_school()
    for wat in ("tweede", "derde"):
        gebeurtenis_vastleggen(wat=wat, waarvan=school, door=None, velden={"aantal": 1})
    return list(Gebeurtenis.objects.order_by("pk"))


def run_sql(statement, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def content():
    return list(Gebeurtenis.objects.order_by("pk").values_list())


# --- Only grows ------------------------------------------------------------------------------------
CHANGES = {
    "update by sql": lambda regel: run_sql(f"UPDATE {TABLE} SET wat = 'anders'"),
    "delete by sql": lambda regel: run_sql(f"DELETE FROM {TABLE}"),
    "save": lambda regel: regel.save(),
    "delete": lambda regel: regel.delete(),
    "queryset update": lambda regel: Gebeurtenis.objects.update(wat="anders"),
    "queryset delete": lambda regel: Gebeurtenis.objects.all().delete(),
    "bulk update": lambda regel: Gebeurtenis.objects.bulk_update([regel], ["velden"]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_log_refuses_change(drie_regels, change):
    before = content()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(drie_regels[1])
    assert content() == before
    gebeurtenis_vastleggen(wat="vierde", waarvan=maak_school(), door=None)
    assert len(content()) == len(before) + 1


def test_log_refuses_replacement_or_truncation(drie_regels):
    before = content()
    connection.check_constraints()  # PostgreSQL does not truncate while checks are still to come
    statements = {
        "sqlite": f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
        "postgresql": f"TRUNCATE {TABLE}",
    }
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run_sql(statements[connection.vendor])
    assert content() == before


# --- Start-up --------------------------------------------------------------------------------------
def test_start_with_guards_is_allowed():
    assert missing_triggers(TABLE) == set()
    assert check_guarded_tables() == []
    refuse_to_start_unguarded()


def test_start_without_one_guard_is_refused_with_its_name():
    on_table = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
    run_sql(f'DROP TRIGGER "{TABLE}_no_delete"{on_table}')
    assert missing_triggers(TABLE) == {f"{TABLE}_no_delete"}
    with pytest.raises(ImproperlyConfigured, match=f"{TABLE}_no_delete ontbreekt"):
        refuse_to_start_unguarded()
    with pytest.raises(ImproperlyConfigured, match=TABLE):
        call_command("db_worker", "--batch")


def test_guards_can_be_lifted_and_put_back():
    unprotect_append_only(TABLE)
    assert len(missing_triggers(TABLE)) >= 2
    protect_append_only(TABLE)
    assert missing_triggers(TABLE) == set()


# --- Chain -----------------------------------------------------------------------------------------
def check_log():
    out = StringIO()
    call_command("check_log", stdout=out)
    return out.getvalue()


def test_check_log_of_whole_chain_tells_number_and_last_hash(drie_regels):
    controle = gebeurtenissen_controleren()
    assert (controle.aantal, controle.laatste_hash, controle.kapotte_regel) == (3, drie_regels[2].hash, None)
    assert check_log() == f"Het logboek klopt: 3 regels, laatste hash {drie_regels[2].hash}.\n"


def test_check_log_of_empty_log_is_good():
    assert gebeurtenissen_controleren().aantal == 0


@pytest.mark.parametrize(
    "tamper",
    [
        "wat = 'anders'",
        "waarvan_id = '99'",
        "velden = '{\"aantal\": 2}'",
        "moment = '2020-01-01 00:00:00+00:00'",
        "hash = 'f'",
    ],
)
def test_check_log_names_the_line_that_was_changed(drie_regels, tamper):
    unprotect_append_only(TABLE)
    run_sql(f"UPDATE {TABLE} SET {tamper} WHERE id = %s", [drie_regels[1].pk])
    controle = gebeurtenissen_controleren()
    assert (controle.aantal, controle.kapotte_regel, controle.reden) == (
        1,
        drie_regels[1].pk,
        "de inhoud is gewijzigd.",
    )
    with pytest.raises(CommandError, match=f"Regel {drie_regels[1].pk} van het logboek klopt niet"):
        check_log()


def test_check_log_names_the_line_after_one_that_was_taken_away(drie_regels):
    unprotect_append_only(TABLE)
    run_sql(f"DELETE FROM {TABLE} WHERE id = %s", [drie_regels[1].pk])
    controle = gebeurtenissen_controleren()
    assert (controle.aantal, controle.kapotte_regel) == (1, drie_regels[2].pk)
    assert controle.reden == "er is een regel weggehaald of tussengevoegd."


def test_gebeurtenis_of_change_that_fails_is_not_kept(drie_regels):
    with pytest.raises(RuntimeError), transaction.atomic():
        gebeurtenis_vastleggen(wat="vierde", waarvan=maak_school(), door=None)
        raise RuntimeError
    assert gebeurtenissen_controleren().aantal == 3


def test_gebeurtenis_with_numbers_as_keys_keeps_the_chain_whole(drie_regels):
    gebeurtenis_vastleggen(
        wat="vierde", waarvan=maak_school(), door=None, velden={10: [1], 9: None, "é": "ü"}
    )
    assert gebeurtenissen_controleren().aantal == 4


# --- Page ------------------------------------------------------------------------------------------
def rows(response):
    table = re.search(r"<tbody>.*</tbody>", response.content.decode(), re.DOTALL)[0]
    plain = re.sub(r"<[^>]+>", "|", table)
    cells = [cell.strip() for cell in plain.split("|")]
    return [cell for cell in cells if cell]


def test_logboek_shows_who_what_and_when_newest_first(client):
    beheerder = maak_gebruiker(Rol.BEHEERDER)
    school = maak_school()
    gebeurtenis_vastleggen(
        wat="school_hernoemd", waarvan=school, door=beheerder, velden={"velden": ["naam"], "leeg": None}
    )
    client.force_login(beheerder)
    cells = rows(client.get("/logboek/"))
    assert cells[2:6] == [
        "Anna Voorbeeld",
        "school hernoemd",
        f"school {school.pk}",
        "leeg: geen; velden: naam",
    ]
    assert "het systeem" in cells


def test_logboek_filter_shows_one_kind(client):
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    maak_school()
    response = client.get("/logboek/", {"wat": "school_aangemaakt"})
    assert "school aangemaakt" in rows(response)
    assert "gebruiker aangemaakt" not in rows(response)
    assert "1 gebeurtenis\n" in response.content.decode()


def test_logboek_of_kind_that_never_was_shows_everything_and_the_error(client):
    client.force_login(maak_gebruiker(Rol.BEHEERDER))
    response = client.get("/logboek/", {"wat": "bestaat-niet"})
    assert "gebruiker aangemaakt" in rows(response)
    assert "data-foutoverzicht" in response.content.decode()


def test_logboek_pages_keep_the_filter(client):
    beheerder, school = maak_gebruiker(Rol.BEHEERDER), maak_school()
    for _nummer in range(60):
        gebeurtenis_vastleggen(wat="geteld", waarvan=school, door=None)
    client.force_login(beheerder)
    response = client.get("/logboek/", {"wat": "geteld", "pagina": 2})
    assert rows(response).count("geteld") == 10
    assert 'href="?wat=geteld&amp;pagina=1"' in response.content.decode()


@pytest.mark.parametrize("aantal", [1, 3])
def test_logboek_query_count(client, aantal, django_assert_num_queries):
    beheerder, school = maak_gebruiker(Rol.BEHEERDER), maak_school()
    for _nummer in range(aantal):
        gebeurtenis_vastleggen(wat="geteld", waarvan=school, door=maak_gebruiker())
    client.force_login(beheerder)
    with django_assert_num_queries(6):
        response = client.get("/logboek/", {"wat": "geteld"})
    assert rows(response).count("geteld") == aantal
