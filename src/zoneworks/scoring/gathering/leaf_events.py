"""What happened to leaves: starts overdue, finished a month early, targets exceeded by a tenth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from zonekit.plans import Assessment, Kind
from zonekit.plans.arrays import Bools
from zoneworks.scoring.gathering.leaves import Year, assess_at
from zoneworks.scoring.gathering.words import Occurrence, Span

START_OVERDUE, EARLY_OR_OVER = "plan.overdue_starts", "plan.early_or_over"
EARLY_DAYS = 30
TENTH_OVER = 1.1
TOLERANCE = 1e-9
Places = dict[int, date]


def leaf_occurrences(year: Year, span: Span) -> Iterator[Occurrence]:
    """A start still overdue when the period ended; what was finished early or exceeded within the period: each once."""
    if year.state is None or year.plan is None:
        return
    eve = span.first - timedelta(days=1)
    before = assess_at(year.plan, eve, span.known_on) if eve.year == year.plan.year else None
    leaves = {leaf.item: leaf for leaf in year.leaves}
    keys = [int(str(key)) for key in year.state.plan.items.keys]
    found = (
        (START_OVERDUE, overdue_starts(year.state)),
        (EARLY_OR_OVER, new_ones(early_or_over(year.state), early_or_over(before) if before else {})),
    )
    for measure, places in found:
        for place, on in sorted(places.items()):
            leaf = leaves.get(keys[place])
            for unit in leaf.units if leaf else ():
                yield Occurrence(measure, unit, on, ("item", str(leaf.key if leaf else "")))


def new_ones(now: Places, before: Places) -> Places:
    return {place: told for place, told in now.items() if place not in before}


def early_or_over(state: Assessment) -> Places:
    """An item that is both counts once."""
    return exceeded(state) | finished_early(state)


def overdue_starts(state: Assessment) -> Places:
    steps, now = state.plan.milestones, state.milestones
    return {int(item): state.at for item in steps.item[steps.is_start & now.is_overdue]}


def finished_early(state: Assessment) -> Places:
    """Every milestone reached and every target of the year met, the last of it a month or more before it was due."""
    indicators, steps = state.plan.indicators, state.plan.milestones
    items = np.concatenate([indicators.item, steps.item])
    is_met = np.concatenate([met(state), state.milestones.is_done])
    done = np.concatenate([state.indicators.value_day, state.milestones.done_day])
    year_end = date(state.at.year, 12, 31).toordinal()
    due = np.concatenate([np.minimum(indicators.due, year_end), steps.due])
    found: Places = {}
    for item in np.unique(items):
        own = items == item
        if is_met[own].all():
            last_due, last_done = int(due[own].max()), int(done[own].max())
            if last_due - last_done >= EARLY_DAYS:
                found[int(item)] = date.fromordinal(last_done)
    return found


def met(state: Assessment) -> Bools:
    target, value = state.plan.indicators.target, state.indicators.value
    with np.errstate(invalid="ignore"):
        reached: Bools = np.where(state.plan.indicators.is_lower, value <= target, value >= target)
    # A level or a rate may still fall: only what adds up is reached for good.
    return reached & state.indicators.is_reported & (state.plan.indicators.kind == Kind.CUMULATIVE)


def exceeded(state: Assessment) -> Places:
    """A counted value, more is better, at 110 % of the year's target or above."""
    indicators, now = state.plan.indicators, state.indicators
    target = indicators.target
    counts = (indicators.kind != Kind.RATE) & ~indicators.is_lower & (target > 0) & now.is_reported
    with np.errstate(invalid="ignore"):
        over = counts & (now.value >= target * TENTH_OVER * (1 - TOLERANCE))
    found: Places = {}
    for k in np.flatnonzero(over):
        found.setdefault(int(indicators.item[k]), date.fromordinal(int(now.value_day[k])))
    return found
