"""Confirming, returning and reading what counts, as tests ask for it."""

from __future__ import annotations

from datetime import date

from zoneworks.plans.bridge import assess_plan
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator
from zoneworks.reports.models import Report
from zoneworks.reports.services import (
    confirm_reports,
    return_reports,
)


def confirm(world: World, *reports: Report, today: date = TODAY, persona: str = "supervision"):
    pairs = [(report.pk, report.revision) for report in reports]
    return confirm_reports(scope=world.scope(persona), zone=world.zone, reports=pairs, today=today)


def give_back(world: World, *reports: Report, reason: str = "请核对口径", today: date = TODAY):
    pairs = [(report.pk, report.revision) for report in reports]
    scope = world.scope("supervision")
    return return_reports(scope=scope, zone=world.zone, reports=pairs, reason=reason, today=today)


def values_known(plan: Plan, on: date = TODAY) -> list[float]:
    plan.refresh_from_db()
    state = assess_plan(plan, on)
    place = list(state.plan.indicators.keys).index(indicator(plan).pk)
    return [float(state.indicators.value[place])]
