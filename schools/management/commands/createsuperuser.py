from typing import Any, NoReturn

from django.contrib.auth.management.commands.createsuperuser import Command as DjangoCommand
from django.core.management.base import CommandError


class Command(DjangoCommand):
    """Takes the place of Django's: nobody here is above the roles, and every account is in the event log."""

    help = "Bestaat hier niet: gebruik create_account."

    def execute(self, *args: Any, **options: Any) -> NoReturn:
        raise CommandError(
            "Een account zonder rol bestaat hier niet. Gebruik create_account E-MAIL NAAM ROL; "
            "bijvoorbeeld met de rol beheerder."
        )
