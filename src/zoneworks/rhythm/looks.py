"""What the rules of the ladder see when they look at a month: lights and missing reports as known on an evening.

Each month is seen as the version of the plan in force on its last day has it; rows are led together by the key of
their first appearance. A live run and a replay see the same, because both look through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from zonekit.plans import Light, MonthStrip, assess_months
from zonekit.supervision import LadderRules, Situation, situation_of
from zonekit.values.workdays import WorkCalendar
from zoneworks.plans.bridge import rules_of, tables_of
from zoneworks.plans.models import Item, ItemUnit, Plan
from zoneworks.reports.choices import Turn
from zoneworks.reports.models import ReportTurn
from zoneworks.reports.months import is_owed_month, months_of_year, version_of_month, versions_of
from zoneworks.units.models import Unit

MONTHS = 12
DAY = timedelta(days=1)
ITEM, MONTH, ON, WITHDRAWN = range(4)
Codes = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Look:
    """The lights of a month are looked at on a day."""

    on: date
    year: int
    month: int


def looks_between(
    years: Iterable[int], run_days: Sequence[date], rules: LadderRules, calendar: WorkCalendar
) -> list[Look]:
    """Looks of the years' months on the run days: each on the first one on or after the day the rules name.

    What the rules named before the very first run day is past, but for the last such month: a zone that begins in the
    middle of a year is not flooded with what was.
    """
    days = sorted(run_days)
    if not days:
        return []
    named = [
        (rules.look.day_for(year, month, calendar), year, month) for year in years for month in range(1, MONTHS + 1)
    ]
    begun = [one for one in named if one[0] <= days[0]][-1:] + [one for one in named if one[0] > days[0]]
    looks = []
    for nominal, year, month in begun:
        on = next((day for day in days if day >= nominal), None)
        if on is not None:
            looks.append(Look(on, year, month))
    return looks


class YearSeen:
    """A zone's year as the rules see it; what several looks need is read once.

    `rows`: leaves somebody answers for, by the version in force at the end of the month.
    """

    def __init__(self, zone: Unit, year: int) -> None:
        self.zone, self.year = zone, year
        self.versions = versions_of(zone, year)
        self.ends = months_of_year(year)

    def version_on(self, day: date) -> Plan | None:
        """The version in force on a day; None before the first."""
        begun = [plan for plan in self.versions if plan.in_force_from is None or plan.in_force_from <= day]
        return begun[-1] if begun else None

    def situation(self, look: Look) -> Situation | None:
        """None where no plan was in force on the day of the look."""
        if self.version_on(look.on) is None:
            return None
        known_on = look.on - DAY
        seen = [version_of_month(self.versions, end) for end in self.ends[: look.month]]
        plan = seen[-1]
        if plan is None:
            return None
        keys = self.rows_standing(plan, look.on)
        light, start = self.lights(keys, [one or plan for one in seen], known_on)
        return situation_of(
            [str(key) for key in keys], light, start, self.missing(keys, look.month, known_on),
            year=self.year, month=look.month,
        )  # fmt: skip

    def rows_of(self, plan: Plan) -> list[int]:
        """Keys of first appearance of the leaves that have a unit, in the order of the table."""
        rows = Item.objects.filter(
            plan=plan, is_leaf=True, pk__in=ItemUnit.objects.filter(item__plan=plan).values("item")
        )
        return list(rows.order_by("path").annotate(first=Coalesce("origin_id", "pk")).values_list("first", flat=True))

    def rows_standing(self, plan: Plan, on: date) -> list[int]:
        """Rows of a month's version that the version in force on the day still has: nothing is asked of the others."""
        now = self.version_on(on)
        if now is None or now.pk == plan.pk:
            return self.rows_of(plan)
        left = set(self.rows_of(now))
        return [key for key in self.rows_of(plan) if key in left]

    def lights(self, keys: Sequence[int], seen: Sequence[Plan], known_on: date) -> tuple[Codes, Codes]:
        """Overall and start lights (n, 12) of the months before the look, each by its own version; the rest is grey."""
        light, start = (np.full((len(keys), MONTHS), Light.GREY, dtype=np.int8) for _ in range(2))
        for first, last in stretches(seen):
            plan = seen[first]
            strip, place = self.strip(plan, known_on, range(first, last)), self.places(plan)
            here = np.array([place.get(key, -1) for key in keys], dtype=np.int64)
            found = here >= 0
            light[found, first:last] = strip.light[here[found], first:last]
            start[found, first:last] = strip.start[here[found], first:last]
        return light, start

    def strip(self, plan: Plan, known_on: date, months: range) -> MonthStrip:
        """The months (0 to 11) that are looked at by a version; the others stay grey."""
        tables = tables_of(plan)
        rules = rules_of(plan, known_on)
        return assess_months(
            tables.plan, tables.facts, known_on=known_on, rules=rules, year=plan.year, months=months
        )  # fmt: skip

    def places(self, plan: Plan) -> dict[int, int]:
        """Place of each row in the engine's table by the key of its first appearance."""
        if plan.pk not in self._places:
            order = {int(str(key)): place for place, key in enumerate(tables_of(plan).plan.items.keys)}
            pairs = Item.objects.filter(plan=plan).values_list("pk", Coalesce("origin_id", "pk"))
            self._places[plan.pk] = {first: order[key] for key, first in pairs}
        return self._places[plan.pk]

    @cached_property
    def _places(self) -> dict[int, dict[int, int]]:
        return {}

    # --- reports ---------------------------------------------------------------------------------------------------

    def missing(self, keys: Sequence[int], through: int, known_on: date) -> Codes:
        """(n, 12): whether the report of a month that is owed had not been handed in by the evening."""
        absent = np.zeros((len(keys), MONTHS), dtype=np.bool_)
        owed = np.array([month < through and is_owed_month(self.versions, self.ends[month]) for month in range(MONTHS)])
        absent[:, owed] = True
        turns = self.turns
        turns = turns[: np.searchsorted(turns[:, ON], known_on.toordinal(), side="right")]
        place = {key: index for index, key in enumerate(keys)}
        here = np.array([place.get(item, -1) for item in turns[:, ITEM].tolist()], dtype=np.int64)
        counted = (here >= 0) & owed[turns[:, MONTH]]
        # Of several turns of one report the last one is kept: they stand in the order of their days.
        absent[here[counted], turns[counted, MONTH]] = turns[counted, WITHDRAWN]
        return absent

    @cached_property
    def turns(self) -> Codes:
        """Reports handed in and taken back, in the order of their days: item, month from 0, day, taken back or not."""
        about = {end: month for month, end in enumerate(self.ends)}
        turns = ReportTurn.objects.filter(
            report__zone=self.zone, report__about__year=self.year, turn__in=[Turn.SUBMITTED, Turn.WITHDRAWN]
        )
        rows = turns.order_by("on", "pk").values_list("report__item_id", "report__about", "turn", "on")
        found = [(item, about[day], on.toordinal(), turn == Turn.WITHDRAWN) for item, day, turn, on in rows]
        return np.array(found, dtype=np.int64).reshape(-1, 4)


def stretches(seen: Sequence[Plan]) -> list[tuple[int, int]]:
    """From and to which month (not included) the same version holds."""
    turns = [0, *(place for place, (one, other) in enumerate(pairwise(seen), 1) if one.pk != other.pk), len(seen)]
    return list(pairwise(turns))
