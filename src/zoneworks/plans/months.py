"""The year of a plan month by month: each month that has ended is judged by the version that was in force at its end.

A target that changes in July leaves the light of June as it was; a row that was moved in has no earlier months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.core.cache import cache
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from zonekit.plans import MonthStrip, RuleSet, Stretch, assess_months, joined
from zoneworks.plans.board_core import KEPT_SECONDS, core_key
from zoneworks.plans.bridge import rules_of, tables_of
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, Plan

SHAPE = 2  # of what is kept
Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Months:
    """Overall light of each row at each month end (n, 12), `reached` of them in the past.

    `runs` (n, 12): how many months in a row ended with that light; 0 for green. `items` (n, 12): the row as it stands
    in the version that judged the month, 0 where that version did not have it.
    """

    lights: Array
    runs: Array
    items: Array
    reached: int


def months_of(plan: Plan, as_of: date, rules: RuleSet) -> Months:
    """A matter of its own, because it costs as much again as the board and only the wall chart shows all of it."""
    key = f"{core_key(plan, as_of, rules)}:months:{SHAPE}"
    months: Months | None = cache.get(key)
    if months is None:
        months = make_months(plan, as_of, rules)
        cache.set(key, months, KEPT_SECONDS)
    return months


def version_at(versions: list[Plan], day: date) -> Plan | None:
    """Of versions in their order the one in force on a day; the first one for the days before it. None: no version."""
    begun = [plan for plan in versions if plan.in_force_from is None or plan.in_force_from <= day]
    return begun[-1] if begun else (versions[0] if versions else None)


def judging_versions(plan: Plan) -> list[Plan]:
    """Versions that may have judged a month of the plan's year, up to the plan itself; a draft has judged nothing
    where an issued version was there before it."""
    earlier = Plan.objects.filter(zone=plan.zone_id, year=plan.year, version__lt=plan.version)
    found = list(earlier.exclude(state=PlanState.DRAFT).order_by("version"))
    return found if plan.state == PlanState.DRAFT and found else [*found, plan]


def make_months(plan: Plan, as_of: date, rules: RuleSet) -> Months:
    own = strip_of(plan, as_of, rules)
    versions = judging_versions(plan)
    judges = [version_at(versions, day) or plan for day in own.days]
    others = list({judge.pk: judge for judge in judges if judge.pk != plan.pk}.values())
    keys = keys_of(plan, others)
    items = np.repeat(np.array(list(keys[plan.pk].values()), dtype=np.int64)[:, None], 12, axis=1)
    stretches = []
    is_own_rules = rules == rules_of(plan, as_of)
    for other in others:
        used = rules_of(other, as_of) if is_own_rules else rules
        months = np.array([judge.pk == other.pk for judge in judges], dtype=np.bool_)
        places = {first: place for place, first in enumerate(keys[other.pk])}
        place = np.array([places.get(first, -1) for first in keys[plan.pk]], dtype=np.int64)
        stretches.append(Stretch(strip_of(other, as_of, used).light, months, place))
        then = np.array([keys[other.pk].get(first, 0) for first in keys[plan.pk]], dtype=np.int64)
        items[:, months] = then[:, None]
    year = joined(own.light, own.is_reached, stretches)
    return Months(year.light, year.runs, np.where(year.is_there, items, 0), int(own.is_reached.sum()))


def strip_of(plan: Plan, as_of: date, rules: RuleSet) -> MonthStrip:
    tables = tables_of(plan)
    return assess_months(tables.plan, tables.facts, known_on=as_of, rules=rules, year=plan.year)


def keys_of(plan: Plan, others: list[Plan]) -> dict[int, dict[int, int]]:
    """By version, in the order of its table: row by the key under which it first appeared."""
    versions = [plan.pk, *(other.pk for other in others)]
    found: dict[int, dict[int, int]] = {key: {} for key in versions}
    rows = Item.objects.filter(plan__in=versions).order_by("path")
    for version, key, first in rows.values_list("plan_id", "pk", Coalesce("origin_id", "pk")):
        found[version][first] = key
    return found
