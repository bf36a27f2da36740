from typing import Any

from django.core.management.base import BaseCommand, CommandError

from schools.services import gebeurtenissen_controleren


class Command(BaseCommand):
    help = "Controleert of het logboek klopt: elke regel moet passen op de regel ervoor."

    def handle(self, *args: Any, **options: Any) -> None:
        controle = gebeurtenissen_controleren()
        if controle.kapotte_regel:
            raise CommandError(f"Regel {controle.kapotte_regel} van het logboek klopt niet: {controle.reden}")
        self.stdout.write(
            f"Het logboek klopt: {controle.aantal} regels, laatste hash {controle.laatste_hash}."
        )
