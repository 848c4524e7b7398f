"""What the background worker does for the year's rhythm again and again."""

from __future__ import annotations

from zoneworks.common.periodic import Job, register
from zoneworks.plans.models import Plan
from zoneworks.rhythm.services import run_ladder
from zoneworks.units.models import ZoneProfile


def run_ladders() -> None:
    """The rules of the ladder, once a day for each zone that has a plan in force."""
    zones = Plan.objects.exclude(state="draft").order_by().values("zone")
    for profile in ZoneProfile.objects.filter(zone__in=zones).select_related("zone"):
        run_ladder(zone=profile.zone, today=profile.today)


register(Job("rhythm.ladder", 600, run_ladders))
