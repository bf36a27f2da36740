"""The fixed lists of people and their places."""

from django.db import models


class Rol(models.TextChoices):
    """What somebody may do: the first two work at the examenservice, the others at a school."""

    REDACTEUR = "redacteur", "Redacteur van de examenservice"
    BEHEERDER = "beheerder", "Beheerder van de examenservice"
    COORDINATOR = "coordinator", "Coördinator van een school"
    EXAMENCOMMISSIE = "examencommissie", "Lid van de examencommissie"


EXAMENSERVICE_ROLLEN = (Rol.REDACTEUR, Rol.BEHEERDER)
SCHOOL_ROLLEN = (Rol.COORDINATOR, Rol.EXAMENCOMMISSIE)
