"""Indicators on a date: value in use, schedule, progress, light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans.arrays import ALWAYS, NEVER, Bools, Codes, Days, Floats, Ints
from zonekit.plans.facts import FactTable, Ledger, latest_values
from zonekit.plans.lights import Banding
from zonekit.plans.progress import Progress, progress_of
from zonekit.plans.rules import RuleSet
from zonekit.plans.schedules import Reference, month_end, schedule_at
from zonekit.plans.table import PlanTable
from zonekit.plans.words import Light


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorStates:
    """One entry per indicator (m,).

    `fact`: position of the fact in use, -1 where nothing is known (then `value` is NaN and the light grey);
    `value_day`: ordinal, 0 without one. `schedule`: in the unit of the indicator. `pending`: position of a newer fact
    submitted but not known, -1 without one. `is_overdue`: the day the whole target was due has passed without it.
    """

    fact: Ints
    value: Floats
    value_day: Days
    schedule: Floats
    progress: Progress
    light: Codes
    pending: Ints
    is_overdue: Bools

    @property
    def is_reported(self) -> Bools:
        return self.fact >= 0


def indicator_states(
    plan: PlanTable, facts: FactTable, standing: Ints, at: date, known_on: date, rules: RuleSet, year: int
) -> IndicatorStates:
    """`standing`: per run of the value ledger the fact known, as `Ledger.standing` gives it."""
    ledger, today = facts.values, at.toordinal()
    eve = month_end(year, 0).toordinal()  # what is about the year before says nothing about this year's plan
    used = latest_values(ledger, standing, after=eve, until=today)
    has_value = used >= 0
    value = np.where(has_value, _pick(ledger.facts.value, used), np.nan)
    value_day = np.where(has_value, _pick(ledger.facts.about, used), ALWAYS).astype(np.int32)
    reference = Reference.of(at, year)
    schedule = schedule_at(plan.indicators, reference, plan.point_position)
    progress = progress_of(plan.indicators, value, schedule)
    own_due = plan.indicators.due
    is_past_due = np.where(own_due == NEVER, month_end(year, 12).toordinal(), own_due) < today
    return IndicatorStates(
        fact=used,
        value=value,
        value_day=value_day,
        schedule=schedule,
        progress=progress,
        light=progress_lights(progress, rules),
        pending=_pending(ledger, used, known_on, eve, today),
        is_overdue=is_past_due & ~(np.round(progress.raw, 9) >= 1.0),
    )


def progress_lights(progress: Progress, rules: RuleSet) -> Codes:
    """Light of each indicator: by its band; green where nothing is due yet and a value is known; grey without one."""
    rule = rules.applied("progress")
    if rule is None:
        return np.full(len(progress.raw), Light.GREY, dtype=np.int8)
    lights = rule.banding.lights(measured(rule.banding, progress.gap, progress.ratio))
    is_early = ~progress.is_due & ~np.isnan(progress.raw)
    return np.where(is_early, Light.GREEN, lights).astype(np.int8)


def measured(banding: Banding, gap: Floats, ratio: Floats) -> Floats:
    return gap if banding.measure == "gap_points" else ratio


def _pending(ledger: Ledger, used: Ints, known_on: date, after: int, until: int) -> Ints:
    """Of each indicator the latest fact waiting for confirmation that would replace the one in use."""
    pending = np.full(len(used), -1, dtype=np.int64)
    waiting = ledger.waiting(known_on.toordinal(), until)
    if not len(waiting):
        return pending
    facts = ledger.facts
    waiting = waiting[facts.about[waiting] > after]
    base = used[facts.subject[waiting]]
    used_about = np.where(base >= 0, facts.about[np.maximum(base, 0)], ALWAYS)
    about = facts.about[waiting]
    replaces = (about > used_about) | ((about == used_about) & ledger.is_newer(waiting, base))
    pending[facts.subject[waiting[replaces]]] = waiting[replaces]  # facts are in order, so the latest one stays
    return pending


def _pick(values: Floats | Days, index: Ints) -> Floats | Days:
    if not len(values):
        return np.zeros(len(index))
    return values[np.maximum(index, 0)]
