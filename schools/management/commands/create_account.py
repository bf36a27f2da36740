from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from schools.enums import Rol
from schools.models import Gebruiker, Lidmaatschap, School
from schools.services import gebruiker_aanmaken, lidmaatschap_geven, school_aanmaken

LINK = """\
Kies met deze link een wachtwoord. De link werkt één keer, {dagen} dagen lang; geef hem alleen aan deze persoon:
  {link}
Is de link verlopen? Gebruik dan “Wachtwoord vergeten” op de pagina om in te loggen."""


class Command(BaseCommand):
    help = "Maakt een account met één rol. Bestaat het account al, dan verandert er niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="E-MAIL", help="het e-mailadres van één persoon")
        parser.add_argument("naam", metavar="NAAM", help="de naam van die persoon, tussen aanhalingstekens")
        parser.add_argument("rol", metavar="ROL", help=", ".join(Rol.values))
        parser.add_argument(
            "--school", metavar="NAAM", help="bij een rol op een school; een nieuwe naam maakt de school"
        )

    def handle(self, *, email: str, naam: str, rol: str, school: str | None, **options: Any) -> None:
        if rol not in Rol.values:
            *others, last = Rol.values
            raise CommandError(f"De rol “{rol}” bestaat niet. Kies {', '.join(others)} of {last}.")
        if school is not None and not school.strip():
            raise CommandError("Vul bij --school de naam van de school in.")
        try:
            lidmaatschap = self.give_account(email, naam, Rol(rol), school)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        gebruiker, plaats = lidmaatschap.gebruiker, lidmaatschap.school
        bij = f" ({plaats.naam})" if plaats else ""
        self.stdout.write(
            f"Account gemaakt: {gebruiker.naam} ({gebruiker.email}), {lidmaatschap.get_rol_display()}{bij}."
        )
        self.stdout.write(
            LINK.format(dagen=settings.PASSWORD_RESET_TIMEOUT // 86_400, link=password_link(gebruiker))
        )

    @transaction.atomic
    def give_account(self, email: str, naam: str, rol: Rol, school: str | None) -> Lidmaatschap:
        gebruiker = gebruiker_aanmaken(email=email, naam=naam, door=None)
        plaats = None if school is None else self.school_named(school.strip())
        return lidmaatschap_geven(gebruiker=gebruiker, rol=rol, school=plaats, door=None)

    def school_named(self, naam: str) -> School:
        if known := School.objects.filter(naam__iexact=naam).first():
            return known
        school = school_aanmaken(naam=naam, door=None)
        self.stdout.write(f"School gemaakt: {school.naam}.")
        return school


def password_link(gebruiker: Gebruiker) -> str:
    """The address at which this person chooses a password: the same as in the mail of "wachtwoord vergeten"."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(gebruiker),
            "key": default_token_generator.make_token(gebruiker),
        },
    )
    if settings.DEBUG:
        return f"http://127.0.0.1:8000{path}"
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "HOSTNAAM")
    return f"https://{host}{path}"
