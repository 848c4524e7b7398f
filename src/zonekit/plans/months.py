"""The year as a strip of month ends, all of them seen with what is known on one day: the wall chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans.arrays import Bools, Codes, Floats
from zonekit.plans.facts import FactTable
from zonekit.plans.indicators import indicator_states
from zonekit.plans.milestones import milestone_states
from zonekit.plans.rollup import item_states
from zonekit.plans.rules import RuleSet
from zonekit.plans.schedules import month_end
from zonekit.plans.table import PlanTable
from zonekit.plans.words import Light

ALL_MONTHS = range(12)


@dataclass(frozen=True, slots=True, eq=False)
class MonthStrip:
    """`light`, `start`, `progress`, `scheduled`, `gap`: (n items, 12 months); `light` is the overall one, `start` that
    of the start alone. `is_reached` (12,): the month had ended on `known_on`; months not reached are grey with NaN
    shares, for nobody can judge them yet.
    """

    days: tuple[date, ...]
    known_on: date
    is_reached: Bools
    light: Codes
    start: Codes
    progress: Floats
    scheduled: Floats
    gap: Floats


def assess_months(
    plan: PlanTable, facts: FactTable, *, known_on: date, rules: RuleSet, year: int, months: range = ALL_MONTHS
) -> MonthStrip:
    """Column m is `assess(at=end of month m + 1, known_on=known_on)`; which facts stand is worked out once. `months`:
    the columns that are wanted, from 0; the others stay grey.

    >>> from zonekit.plans import IndicatorRow, ItemRow, ValueFact, default_rule_set
    >>> plan = PlanTable.build([ItemRow("1")], [IndicatorRow("signed", "1", "cumulative", target=120)])
    >>> facts = FactTable.build(plan, [
    ...     ValueFact("r1", "signed", date(2023, 1, 31), known=date(2023, 2, 3), value=10),
    ...     ValueFact("r3", "signed", date(2023, 3, 31), known=date(2023, 4, 3), value=12)])
    >>> day = date(2023, 4, 8)
    >>> strip = assess_months(plan, facts, known_on=day, rules=default_rule_set(day), year=2023)
    >>> strip.light[0, :4].tolist(), strip.is_reached.sum()
    ([1, 1, 2, 0], np.int64(3))
    """
    days = tuple(month_end(year, month) for month in range(1, 13))
    shape = (len(plan.tree), 12)
    light, start = (np.full(shape, Light.GREY, dtype=np.int8) for _ in range(2))
    progress, scheduled, gap = (np.full(shape, np.nan) for _ in range(3))
    values = facts.values.standing(known_on.toordinal())
    steps = facts.milestones.standing(known_on.toordinal())
    for column in months:
        day = days[column]
        if day > known_on:
            break
        indicators = indicator_states(plan, facts, values, day, known_on, rules, year)
        milestones = milestone_states(plan, facts, steps, day, known_on, rules)
        items = item_states(plan, indicators, milestones, rules)
        light[:, column], start[:, column], gap[:, column] = items.overall, items.start_light, items.gap
        progress[:, column], scheduled[:, column] = items.progress, items.scheduled
    reached = np.array([day <= known_on for day in days], dtype=np.bool_)
    return MonthStrip(days, known_on, reached, light, start, progress, scheduled, gap)
