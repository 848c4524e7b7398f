"""Indexes of the few rows that are merged or sited in a park, instead of all; none where nothing is asked.

A hundred thousand rows pay for every index, and SQLite, which has no statistics here, took the one of what is not
merged to look names up: it walked nearly the whole register for each packet of an import.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0002_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="enterprise",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="merged",
                to="enterprises.enterprise",
            ),
        ),
        migrations.AlterField(
            model_name="enterprise",
            name="park",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="enterprises_sited",
                to="units.unit",
            ),
        ),
        migrations.AlterField(
            model_name="enterprise",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                help_text="The unit in charge.",
                on_delete=PROTECT,
                related_name="enterprises_served",
                to="units.unit",
            ),
        ),
        migrations.AlterField(
            model_name="enterpriseclass",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="enterprise",
            index=models.Index(
                fields=["merged_into"], name="enterprise_by_merger", condition=models.Q(merged_into__isnull=False)
            ),
        ),
        migrations.AddIndex(
            model_name="enterprise",
            index=models.Index(fields=["park"], name="enterprise_by_park", condition=models.Q(park__isnull=False)),
        ),
    ]
