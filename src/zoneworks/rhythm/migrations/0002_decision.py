import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rhythm", "0001_initial"),
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(help_text="The day of the dispatch.")),
                ("words", models.TextField()),
                ("due", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("done_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "submission",
                    models.CharField(
                        help_text="One per form sent: the same is taken once.", max_length=80, unique=True
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"),
                ),
                (
                    "zone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dispatch_decisions", to="units.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "indexes": [models.Index(fields=["zone", "done_on", "on"], name="dispatch_decision_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="dispatch_decision_with_words"
                    )
                ],
            },
        ),
    ]
