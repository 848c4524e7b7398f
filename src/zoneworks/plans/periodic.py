"""What the background worker does for plans again and again."""

from __future__ import annotations

from zoneworks.common.periodic import Job, register
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.plans.services.feeding import feed_indicators
from zoneworks.units.models import ZoneProfile


def feed_all() -> None:
    """Every zone with a plan in force: what was missed is asked again, and month ends are written."""
    zones = Plan.objects.filter(state=PlanState.ISSUED).order_by().values("zone")
    for profile in ZoneProfile.objects.filter(zone__in=zones).select_related("zone"):
        feed_indicators(zone=profile.zone, today=profile.today)


register(Job("plans.feed", 3600, feed_all))
