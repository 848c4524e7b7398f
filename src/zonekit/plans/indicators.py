"""Indicators on a date: value in use, schedule, progress, light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans.arrays import ALWAYS, NEVER, Bools, Codes, Days, Floats, Ints
from zonekit.plans.facts import FactTable, Ledger, latest_values
from zonekit.plans.lights import Banding
from zonekit.plans.progress import Progress, progress_of
from zonekit.plans.rules import ReportingRule, RuleSet
from zonekit.plans.schedules import Reference, month_end, schedule_at
from zonekit.plans.table import PlanTable
from zonekit.plans.words import Light


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorStates:
    """One entry per indicator (m,).

    `fact`: position of the fact in use, -1 where nothing is known (then `value` is NaN and the light grey);
    `value_day`: ordinal, 0 without one. `schedule`: in the unit of the indicator. `has_grace`: the report of the last
    month end is neither in nor due, so `schedule` is that of the month end before. `pending`: position of a newer fact
    submitted but not known, -1 without one. `is_overdue`: the day the whole target was due has passed without it.
    """

    fact: Ints
    value: Floats
    value_day: Days
    schedule: Floats
    has_grace: Bools
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
    last = Reference.of(at, year)
    has_grace = with_grace(value_day, last, known_on, rules.reporting)
    schedule = _schedule(plan, last, has_grace)
    judged_by = last.before.months if last.months else 0
    has_begun = np.where(has_grace, judged_by > 0, last.months > 0)
    progress = progress_of(plan.indicators, value, schedule, has_begun)
    own_due = plan.indicators.due
    due_day = np.where(own_due == NEVER, month_end(year, 12).toordinal(), own_due)
    # What is due on the month end itself is told by the report of that month: nobody is late before that is due.
    is_past_due = (due_day < today) & ~(has_grace & (due_day == last.day.toordinal()))
    return IndicatorStates(
        fact=used,
        value=value,
        value_day=value_day,
        schedule=schedule,
        has_grace=has_grace,
        progress=progress,
        light=progress_lights(progress, rules),
        pending=_pending(ledger, used, known_on, eve, today),
        is_overdue=is_past_due & ~(np.round(progress.raw, 9) >= 1.0),
    )


def with_grace(value_day: Days, last: Reference, known_on: date, rule: ReportingRule) -> Bools:
    """Which indicators the month end before `last` judges: the report of `last` is not due on the day of knowing, and
    the value in use (its day, 0 without one) is about an earlier day. 31 December of the year before is no month end of
    this plan, so nobody reports it here.

    >>> from zonekit.plans.rules import default_rule_set
    >>> rule = default_rule_set(date(2023, 7, 3)).reporting
    >>> may, june = (np.array([date(2023, m, d).toordinal()], dtype=np.int32) for m, d in ((5, 31), (6, 30)))
    >>> last = Reference.of(date(2023, 7, 3), 2023)
    >>> [bool(with_grace(day, last, date(2023, 7, 4), rule)[0]) for day in (may, june)]
    [True, False]
    >>> bool(with_grace(may, last, date(2023, 7, 5), rule)[0])
    False
    """
    if last.months == 0 or known_on >= rule.due_day(last.day):
        return np.zeros(len(value_day), dtype=np.bool_)
    is_before: Bools = value_day < last.day.toordinal()
    return is_before


def _schedule(plan: PlanTable, last: Reference, has_grace: Bools) -> Floats:
    scheduled = schedule_at(plan.indicators, last, plan.point_position)
    if not has_grace.any():
        return scheduled
    return np.where(has_grace, schedule_at(plan.indicators, last.before, plan.point_position), scheduled)


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
