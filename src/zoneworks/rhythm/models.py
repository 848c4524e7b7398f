"""When the rules of the ladder were asked, and what the weekly dispatch decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zoneworks.units.models import Unit


class LadderRun(models.Model):
    """The rules looked at the zone's lights and clocks at the start of this day, as known the evening before."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="ladder_runs")
    on = models.DateField()
    at = models.DateTimeField()
    demands = models.PositiveIntegerField(default=0, help_text="How many demands they made.")

    class Meta:
        ordering = ["zone", "on"]
        constraints = [models.UniqueConstraint(fields=["zone", "on"], name="ladder_run_once_a_day")]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.on}"


class Decision(models.Model):
    """What a weekly dispatch decided: who does what by when; carried from sheet to sheet until it is done."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="dispatch_decisions")
    on = models.DateField(help_text="The day of the dispatch.")
    words = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    submission = models.CharField(max_length=80, unique=True, help_text="One per form sent: the same is taken once.")

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["zone", "done_on", "on"], name="dispatch_decision_open")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="dispatch_decision_with_words")]

    def __str__(self) -> str:
        return f"{self.on} {self.words}"
