"""The answer that two records are two enterprises; a merge that was undone is such an answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def answers_of_undone_merges(apps, schema_editor):
    Merge, Distinct = apps.get_model("enterprises", "Merge"), apps.get_model("enterprises", "Distinct")
    undone = Merge.objects.filter(undone_on__isnull=False).order_by("pk")
    latest = {tuple(sorted((one.kept_id, one.gone_id))): one for one in undone}
    standing = Merge.objects.filter(undone_on__isnull=True).values_list("kept_id", "gone_id")
    together = {tuple(sorted(pair)) for pair in standing}
    Distinct.objects.bulk_create(
        Distinct(first_id=pair[0], second_id=pair[1], decided_on=one.undone_on, decided_by_id=one.undone_by_id)
        for pair, one in latest.items()
        if pair not in together
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("enterprises", "0003_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Distinct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("decided_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.enterprise",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="enterprises.enterprise"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("first", "second"),
                        name="distinct_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="distinct_in_order"
                    ),
                ],
            },
        ),
        migrations.RunPython(answers_of_undone_merges, migrations.RunPython.noop, elidable=False),
    ]
