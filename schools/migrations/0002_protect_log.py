"""The event log only grows: the database refuses whatever would change a line or take one away."""

from django.db import migrations

from examservice.lib.database import protect_append_only, unprotect_append_only


def protect(apps, schema_editor):
    table = apps.get_model("schools", "Gebeurtenis")._meta.db_table
    protect_append_only(table, using=schema_editor.connection)


def unprotect(apps, schema_editor):
    table = apps.get_model("schools", "Gebeurtenis")._meta.db_table
    unprotect_append_only(table, using=schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(protect, unprotect),
    ]
