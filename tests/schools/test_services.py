import pytest
from django.core.exceptions import ValidationError

from schools.enums import Rol
from schools.models import Gebeurtenis, Gebruiker, Lidmaatschap, School
from schools.services import (
    gebruiker_aanmaken,
    lidmaatschap_beeindigen,
    lidmaatschap_geven,
    school_aanmaken,
)
from tests.schools.factories import WACHTWOORD, maak_gebruiker, maak_school

pytestmark = pytest.mark.django_db


def last_line():
    regel = Gebeurtenis.objects.first()
    return regel.wat, regel.waarvan, regel.waarvan_id, regel.velden


def refused(operation, **arguments):
    """The code of the refusal; nothing was written."""
    before = (Gebruiker.objects.count(), School.objects.count(), Lidmaatschap.objects.count())
    regels = Gebeurtenis.objects.count()
    with pytest.raises(ValidationError) as error:
        operation(**arguments)
    assert (Gebruiker.objects.count(), School.objects.count(), Lidmaatschap.objects.count()) == before
    assert Gebeurtenis.objects.count() == regels
    return error.value


# --- Accounts --------------------------------------------------------------------------------------
def test_gebruiker_aanmaken_keeps_address_in_lower_case_and_logs_no_personal_data():
    door = maak_gebruiker(Rol.BEHEERDER)
    gebruiker = gebruiker_aanmaken(
        email=" Anna@Voorbeeld.INVALID ", naam=" Anna Voorbeeld ", door=door, wachtwoord=WACHTWOORD
    )
    gebruiker.refresh_from_db()
    assert (gebruiker.email, gebruiker.naam) == ("anna@voorbeeld.invalid", "Anna Voorbeeld")
    assert gebruiker.check_password(WACHTWOORD)
    assert last_line() == ("gebruiker_aangemaakt", "schools.gebruiker", str(gebruiker.pk), {})
    assert Gebeurtenis.objects.first().door == door


def test_gebruiker_aanmaken_without_password_cannot_log_in(client):
    gebruiker = gebruiker_aanmaken(email="anna@voorbeeld.invalid", naam="Anna", door=None)
    assert not gebruiker.has_usable_password()
    assert not client.login(email=gebruiker.email, password="")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "ANNA@voorbeeld.invalid"}, "bestaat_al"),
        ({"email": "geen-adres"}, "invalid"),
        ({"naam": "  "}, "naam_leeg"),
    ],
)
def test_gebruiker_aanmaken_is_refused(changes, code):
    gebruiker_aanmaken(email="anna@voorbeeld.invalid", naam="Anna", door=None)
    arguments = {"email": "bert@voorbeeld.invalid", "naam": "Bert Voorbeeld", "door": None} | changes
    assert refused(gebruiker_aanmaken, **arguments).code == code


def test_gebruiker_aanmaken_with_weak_password_is_refused_in_dutch():
    error = refused(
        gebruiker_aanmaken, email="b@voorbeeld.invalid", naam="Bert", door=None, wachtwoord="kort en 1"
    )
    assert error.messages == ["Dit wachtwoord is te kort. Kies er een van minstens 12 tekens."]


# --- Schools ---------------------------------------------------------------------------------------
def test_school_aanmaken_is_logged():
    school = school_aanmaken(naam="Voorbeeldschool Zuid", brin="00xx", door=None)
    assert (school.naam, school.brin) == ("Voorbeeldschool Zuid", "00XX")
    assert last_line() == ("school_aangemaakt", "schools.school", str(school.pk), {})


@pytest.mark.parametrize("changes", [{"naam": "Voorbeeldschool Noord"}, {"brin": "00XX"}, {"naam": ""}])
def test_school_aanmaken_twice_is_refused(changes):
    school_aanmaken(naam="Voorbeeldschool Noord", brin="00XX", door=None)
    arguments = {"naam": "Voorbeeldschool Zuid", "brin": "00YY"} | changes
    refused(school_aanmaken, door=None, **arguments)


def test_school_visible_to_its_members_and_the_examenservice_only():
    noord, zuid = maak_school(), maak_school("Voorbeeldschool Zuid")
    van_noord = maak_gebruiker(Rol.COORDINATOR, school=noord)
    assert set(School.objects.visible_to(van_noord)) == {noord}
    assert set(School.objects.visible_to(maak_gebruiker(Rol.REDACTEUR))) == {noord, zuid}
    assert set(School.objects.visible_to(maak_gebruiker())) == set()


# --- Memberships -----------------------------------------------------------------------------------
def test_lidmaatschap_geven_gives_the_role_at_once():
    gebruiker, school = maak_gebruiker(), maak_school()
    assert gebruiker.rollen == frozenset()
    lidmaatschap = lidmaatschap_geven(gebruiker=gebruiker, rol=Rol.COORDINATOR, school=school, door=None)
    assert Gebruiker.objects.get(pk=gebruiker.pk).rollen == {"coordinator"}
    velden = {"gebruiker": gebruiker.pk, "rol": "coordinator", "school": school.pk}
    assert last_line() == ("lidmaatschap_gegeven", "schools.lidmaatschap", str(lidmaatschap.pk), velden)


@pytest.mark.parametrize(("rol", "has_school"), [(Rol.COORDINATOR, False), (Rol.REDACTEUR, True)])
def test_lidmaatschap_geven_with_role_at_the_wrong_place_is_refused(rol, has_school):
    school = maak_school() if has_school else None
    error = refused(lidmaatschap_geven, gebruiker=maak_gebruiker(), rol=rol, school=school, door=None)
    assert error.code == "school"


def test_lidmaatschap_geven_twice_is_refused_until_it_ended():
    gebruiker = maak_gebruiker(Rol.REDACTEUR)
    error = refused(lidmaatschap_geven, gebruiker=gebruiker, rol=Rol.REDACTEUR, door=None)
    assert error.code == "bestaat_al"
    lidmaatschap_beeindigen(lidmaatschap=gebruiker.lidmaatschappen.get(), door=None)
    lidmaatschap_geven(gebruiker=gebruiker, rol=Rol.REDACTEUR, door=None)
    assert gebruiker.lidmaatschappen.count() == 2


def test_lidmaatschap_beeindigen_takes_the_role_and_keeps_the_row():
    gebruiker = maak_gebruiker(Rol.REDACTEUR)
    lidmaatschap = gebruiker.lidmaatschappen.get()
    lidmaatschap_beeindigen(lidmaatschap=lidmaatschap, door=None)
    lidmaatschap.refresh_from_db()
    assert lidmaatschap.beeindigd_op is not None
    assert Gebruiker.objects.get(pk=gebruiker.pk).rollen == frozenset()
    velden = {"velden": ["beeindigd_op"]}
    assert last_line() == ("lidmaatschap_beeindigd", "schools.lidmaatschap", str(lidmaatschap.pk), velden)
    assert refused(lidmaatschap_beeindigen, lidmaatschap=lidmaatschap, door=None).code == "al_beeindigd"
