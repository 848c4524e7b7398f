"""How far the year has been run: the rules that look at lights and clocks have been asked up to a day."""

from __future__ import annotations

from django.db import models

from zoneworks.units.models import Unit


class LadderRun(models.Model):
    """Up to which day, inclusive, the ladder's rules have been asked for a zone."""

    zone = models.OneToOneField(Unit, models.PROTECT, related_name="ladder_run")
    through = models.DateField()

    def __str__(self) -> str:
        return f"{self.zone_id} {self.through}"
