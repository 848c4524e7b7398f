"""When the rules of the ladder were asked: a replay asks them on just these days."""

from __future__ import annotations

from django.db import models

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
