"""Check constraints that are written the same way in every app."""

from django.db import models


def choices_check(field: str, enum: type[models.Choices]) -> models.CheckConstraint:
    """The database refuses a value of `field` outside `enum`; Django itself only checks this in forms."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": list(enum.values)}),
        name=f"%(app_label)s_%(class)s_{field}_keuze",
    )


def not_blank(field: str) -> models.CheckConstraint:
    """The database refuses an empty text in `field`."""
    return models.CheckConstraint(
        condition=~models.Q(**{field: ""}), name=f"%(app_label)s_%(class)s_{field}_gevuld"
    )
