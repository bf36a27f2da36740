import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instruments", "0003_deel_bewerkt"),
    ]

    operations = [
        migrations.AddField(
            model_name="exporttaak",
            name="updated_at",
            field=models.DateTimeField(
                auto_now=True, default=django.utils.timezone.now, verbose_name="laatste teken van leven"
            ),
            preserve_default=False,
        ),
    ]
