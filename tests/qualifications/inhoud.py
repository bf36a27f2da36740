"""What the database holds of dossiers, told without primary keys and times, so that two ways to get there compare."""

from django.apps import apps
from django.db.models import ForeignKey

NATURAL = {
    "dossier": "dossier__titel",
    "kwalificatie": "kwalificatie__profiel",
    "kerntaak": "kerntaak__code",
    "werkproces": "werkproces__code",
    "competentie": "competentie__code",
}
LEFT_OUT = {"id", "uuid", "created_at", "updated_at"}


def inhoud(**without):
    """Per table its rows, sorted; `without` names columns to leave out: `inhoud(Uitstroom=["besluit"])`."""
    tables = {}
    for model in apps.get_app_config("qualifications").get_models():
        left_out = LEFT_OUT | set(without.get(model.__name__, ()))
        fields = [field for field in model._meta.fields if field.name not in left_out]
        columns = [NATURAL[f.name] if isinstance(f, ForeignKey) else f.name for f in fields]
        rows = model._default_manager.values_list(*columns)
        tables[model.__name__] = sorted(repr([in_order(value) for value in row]) for row in rows)
    assert len(tables) >= 15
    return tables


def in_order(value):
    """JSON objects have no order."""
    return sorted(value.items()) if isinstance(value, dict) else value
