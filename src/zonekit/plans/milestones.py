"""Milestones on a date: due, done, overdue, and how late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans.arrays import NEVER, Bools, Codes, Days, Ints
from zonekit.plans.facts import FactTable
from zonekit.plans.rules import RuleSet
from zonekit.plans.schedules import Reference
from zonekit.plans.table import PlanTable
from zonekit.plans.words import Light


@dataclass(frozen=True, slots=True, eq=False)
class MilestoneStates:
    """One entry per milestone (k,).

    `fact`: position of the fact in use, -1 without one; `done_day`: ordinal, NEVER while not done; `days_late`: days
    since the due day while not done, 0 when done or not yet due; `months_late`: month ends passed since the planned
    month began, the planned month included, while not done. `is_due`: due on or before the date. `light` by the rule
    of its kind, grey where the rule set has none. `pending`: a newer unconfirmed fact, -1 without one.
    """

    fact: Ints
    done_day: Days
    is_due: Bools
    is_done: Bools
    is_overdue: Bools
    days_late: Ints
    months_late: Ints
    light: Codes
    pending: Ints


def milestone_states(
    plan: PlanTable, facts: FactTable, standing: Ints, at: date, known_on: date, rules: RuleSet
) -> MilestoneStates:
    """`standing`: per run of the milestone ledger the fact known, as `Ledger.standing` gives it."""
    milestones, ledger, today = plan.milestones, facts.milestones, at.toordinal()
    used = _used(standing, ledger.runs_of)
    done_day = np.full(len(used), NEVER, dtype=np.int32)
    done_day[used >= 0] = ledger.facts.about[used[used >= 0]]
    is_done = done_day <= today
    days_late = np.where(is_done, 0, np.maximum(today - milestones.due.astype(np.int64), 0))
    months_late = np.where(is_done, 0, _months_missed(plan, at))
    return MilestoneStates(
        fact=used,
        done_day=done_day,
        is_due=milestones.due <= today,
        is_done=is_done,
        is_overdue=days_late > 0,
        days_late=days_late,
        months_late=months_late,
        light=_lights(milestones.is_start, months_late, days_late, rules),
        pending=_pending(facts, used, known_on, today),
    )


def judged_as_start(is_start: Bools, rules: RuleSet) -> Bools:
    """Planned starts have a light of their own where the rule set has one; else they are nodes like the others."""
    return is_start if rules.applied("start") else np.zeros_like(is_start)


def _lights(is_start: Bools, months_late: Ints, days_late: Ints, rules: RuleSet) -> Codes:
    light = np.full(len(is_start), Light.GREY, dtype=np.int8)
    as_start = judged_as_start(is_start, rules)
    for name, which, measured in (("start", as_start, months_late), ("milestones", ~as_start, days_late)):
        rule = rules.applied(name)
        if rule:
            light[which] = rule.banding.lights(measured[which])
    return light


def _months_missed(plan: PlanTable, at: date) -> Ints:
    """Month ends since the planned month, its own included. Counted from `at` itself: a plan's year does not end it."""
    reached = Reference.of(at, at.year).position
    return np.maximum(reached - plan.planned_month_end + 1, 0).astype(np.int64)


def _used(standing: Ints, runs_of: Ints) -> Ints:
    """One run per milestone that has any fact: spread them over all milestones."""
    used = np.full(len(runs_of) - 1, -1, dtype=np.int64)
    used[np.diff(runs_of) > 0] = standing
    return used


def _pending(facts: FactTable, used: Ints, known_on: date, today: int) -> Ints:
    ledger = facts.milestones
    pending = np.full(len(used), -1, dtype=np.int64)
    waiting = ledger.waiting(known_on.toordinal(), today)
    subject = ledger.facts.subject[waiting]
    newer = ledger.is_newer(waiting, used[subject])
    pending[subject[newer]] = waiting[newer]  # facts are in order, so the latest one stays
    return pending
