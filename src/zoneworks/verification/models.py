"""What the supervision office says beside what the units say: rulings on lights, and checks of evidence.

Both are facts with author and reason, never edits: a later one about the same thing stands instead of an earlier one,
and none of them touches the computed light.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.plans.models import Item
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.units.models import Unit
from zoneworks.verification.choices import Finding

PERSON = settings.AUTH_USER_MODEL
LIGHTS = ("", "green", "yellow", "red")


class Ruling(models.Model):
    """The office's own light for a row at a month end, beside the computed one. No light: the ruling is withdrawn."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="rulings")
    item = models.ForeignKey(Item, models.PROTECT, related_name="rulings", help_text="As it first appeared.")
    about = models.DateField(help_text="The last day of the month.")
    light = models.CharField(max_length=6, blank=True)
    reason = models.TextField()
    computed = models.CharField(max_length=6, help_text="The computed light when it was ruled.")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["about", "on", "at", "pk"]
        indexes = [models.Index(fields=["zone", "about", "item"], name="ruling_of_month")]
        constraints = [
            models.CheckConstraint(condition=Q(light__in=LIGHTS), name="ruling_light_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.about:%Y-%m} {self.light}"


class Draw(models.Model):
    """A sample drawn from the confirmed reports of a month: the same seed and population give the same sample."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="draws")
    about = models.DateField()
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    population = models.JSONField(help_text="What it was drawn from: keys of reports, sorted.")
    drawn = models.JSONField(help_text="Keys of reports in the order drawn.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of seed, population and size.")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["zone", "about", "seed", "digest"], name="draw_once")]

    def __str__(self) -> str:
        return f"{self.about:%Y-%m} {self.size}"


class Check(models.Model):
    """What a check of a report's evidence found; of one file, or of the report as a whole. The later one stands."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="checks")
    item = models.ForeignKey(Item, models.PROTECT, related_name="checks", help_text="As it first appeared.")
    about = models.DateField()
    report = models.ForeignKey(Report, models.PROTECT, related_name="checks")
    evidence = models.ForeignKey(ReportEvidence, models.PROTECT, null=True, blank=True, related_name="checks")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="checks")
    finding = models.CharField(max_length=12, choices=Finding)
    reason = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["on", "at", "pk"]
        indexes = [models.Index(fields=["zone", "about", "item"], name="check_of_month")]
        constraints = [
            models.CheckConstraint(condition=Q(finding__in=Finding.values), name="check_finding_known"),
            models.CheckConstraint(condition=Q(finding="true") | ~Q(reason=""), name="check_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.about:%Y-%m} {self.finding}"
