"""The rules of zonekit.plans once more, in plain Python with one item after the other: slow, and easy to read.

It is the baseline the engine is measured against, and an independent check that both judge alike. Rule set: Yinchuan
progress and start lights, the product's milestone, parent and reporting rules.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from zonekit.plans import IndicatorRow, ItemRow, MilestoneFact, MilestoneRow, ValueFact

GREY, GREEN, YELLOW, RED = range(4)
REPORT_DAYS = 5  # a month is to be reported by the 5th of the next


@dataclass
class PlainPlan:
    """The rows, found by what they belong to."""

    items: Sequence[ItemRow]
    indicators: Sequence[IndicatorRow]
    milestones: Sequence[MilestoneRow]
    values: Sequence[ValueFact]
    reached: Sequence[MilestoneFact]
    children: dict[object, list[ItemRow]] = field(default_factory=dict)
    indicators_of: dict[object, list[IndicatorRow]] = field(default_factory=dict)
    milestones_of: dict[object, list[MilestoneRow]] = field(default_factory=dict)
    values_of: dict[object, list[ValueFact]] = field(default_factory=dict)
    reached_of: dict[object, list[MilestoneFact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            self.children.setdefault(item.parent, []).append(item)
        for indicator in self.indicators:
            self.indicators_of.setdefault(indicator.item, []).append(indicator)
        for milestone in self.milestones:
            self.milestones_of.setdefault(milestone.item, []).append(milestone)
        for value in self.values:
            self.values_of.setdefault(value.indicator, []).append(value)
        for step in self.reached:
            self.reached_of.setdefault(step.milestone, []).append(step)


@dataclass
class Verdict:
    light: int
    progress: float | None
    scheduled: float | None


def judge(plan: PlainPlan, at: date, known_on: date, year: int) -> dict[object, Verdict]:
    """Verdict of every item by its key."""
    verdicts: dict[object, Verdict] = {}
    for root in plan.children.get(None, []):
        _judge_item(plan, root, at, known_on, year, verdicts)
    return verdicts


def _judge_item(
    plan: PlainPlan, item: ItemRow, at: date, known_on: date, year: int, verdicts: dict[object, Verdict]
) -> Verdict:
    children = plan.children.get(item.key)
    if children:
        judged = [_judge_item(plan, child, at, known_on, year, verdicts) for child in children]
        verdict = _judge_parent(judged, _shares([child.weight for child in children]))
    else:
        verdict = _judge_leaf(plan, item, at, known_on, year)
    verdicts[item.key] = verdict
    return verdict


def _judge_parent(judged: list[Verdict], weights: list[float]) -> Verdict:
    red = sum(w for v, w in zip(judged, weights, strict=True) if v.light == RED)
    warning = sum(w for v, w in zip(judged, weights, strict=True) if v.light >= YELLOW)
    lights = [v.light for v in judged]
    light = GREEN
    if max(lights) == GREY:
        light = GREY
    elif RED in lights and round(red, 9) >= round(1 / 3, 9):
        light = RED
    elif RED in lights or (YELLOW in lights and round(warning, 9) >= round(1 / 3, 9)):
        light = YELLOW
    known = [(v, w) for v, w in zip(judged, weights, strict=True) if v.progress is not None]
    if not known:
        return Verdict(light, None, None)
    if sum(w for _, w in known) <= 0:
        known = [(v, 1.0) for v, _ in known]
    total = sum(w for _, w in known)
    progress = sum((v.progress or 0.0) * w for v, w in known) / total
    return Verdict(light, progress, sum((v.scheduled or 0.0) * w for v, w in known) / total)


def _judge_leaf(plan: PlainPlan, item: ItemRow, at: date, known_on: date, year: int) -> Verdict:
    indicators = plan.indicators_of.get(item.key, [])
    steps = plan.milestones_of.get(item.key, [])
    lights, progress, scheduled = [], 0.0, 0.0
    for row, weight in zip(indicators, _shares([row.weight for row in indicators]), strict=True):
        light, share, due = _judge_indicator(row, plan.values_of.get(row.key, []), at, known_on, year)
        lights.append(light)
        progress += share * weight
        scheduled += due * weight
    judged = [_judge_milestone(row, plan.reached_of.get(row.key, []), at, known_on) for row in steps]
    progress_light = max(lights, default=GREY)
    worst = max([progress_light, *(light for light, _, _ in judged)])
    if indicators and progress_light == GREY and worst <= GREEN:
        worst = GREY
    if indicators:
        return Verdict(worst, progress, scheduled)
    due_count = sum(is_due for _, is_due, _ in judged)
    done_count = sum(is_due and is_done for _, is_due, is_done in judged)
    return Verdict(worst, done_count / due_count, 1.0) if due_count else Verdict(worst, None, None)


def _judge_indicator(
    row: IndicatorRow, facts: list[ValueFact], at: date, known_on: date, year: int
) -> tuple[int, float, float]:
    """Light, capped progress, capped scheduled share."""
    fact = _fact_in_use(facts, at, known_on, year)
    value = None if fact is None else fact.value
    months = _months_judged(fact, at, known_on, year)
    target, start, sign = row.target or 0.0, row.start or 0.0, -1.0 if row.direction == "lower" else 1.0
    is_held = row.kind == "level" and sign * (target - start) <= 1e-12
    schedule = _schedule(row, months, year, target if is_held else start)
    if row.kind == "level" and not is_held:
        scale, scheduled = abs(target - start), (schedule - start) / (target - start)
    elif row.kind == "cumulative" and abs(target) > 1e-12:
        scale, scheduled = abs(target), schedule / target
    else:
        scale, scheduled = (100.0 if row.kind == "rate" and row.is_percent else abs(target)), 1.0
    scheduled = scheduled if months else 0.0
    due = min(max(scheduled, 0.0), 1.0)
    if value is None:
        return GREY, 0.0, due
    ahead = sign * (value - schedule)
    gap = ahead / scale if scale > 1e-12 else (-1.0 if ahead < 0 else 0.0)
    gap = min(gap, 0.0) if is_held else gap
    progress = min(max(scheduled + gap, 0.0), 1.0)
    if round(scheduled, 9) == 0:
        return GREEN, progress, due
    points = round(gap * 100, 6)
    return (RED if points < -30 else YELLOW if points <= -10 else GREEN), progress, due


def _months_judged(fact: ValueFact | None, at: date, known_on: date, year: int) -> int:
    """Months elapsed at the last month end, or at the one before while the report of the last is not due and not in."""
    following = at + timedelta(days=1)
    months = min(max((following.year - year) * 12 + following.month - 1, 0), 12)
    if months == 0:
        return 0
    end = date(year, months, calendar.monthrange(year, months)[1])
    is_due = (known_on - end).days >= REPORT_DAYS
    is_in = fact is not None and fact.about >= end
    return months if is_due or is_in else months - 1


def _fact_in_use(facts: list[ValueFact], at: date, known_on: date, year: int) -> ValueFact | None:
    standing: dict[date, ValueFact] = {}
    for fact in facts:
        if fact.known is None or fact.known > known_on or fact.about > at or fact.about < date(year, 1, 1):
            continue
        other = standing.get(fact.about)
        if other is None or _order(fact) >= _order(other):
            standing[fact.about] = fact
    told = [day for day, fact in standing.items() if fact.value is not None]
    return standing[max(told)] if told else None


def _order(fact: ValueFact | MilestoneFact) -> tuple[date, date, int]:
    known = fact.known or date.max
    return known, fact.recorded or known, fact.sequence


def _schedule(row: IndicatorRow, months: int, year: int, opening: float) -> float:
    """Scheduled value when so many months of the year have ended."""
    points = sorted((_months(day, year), value) for day, value in row.schedule)
    target = row.target or 0.0
    if row.kind == "rate":
        opening = points[0][1] if points else target
    if not points or points[0][0] > 0:
        points.insert(0, (0.0, opening))
    end = 12.0 if row.due is None else _months(row.due, year)
    if points[-1][0] < end or (end <= 0 and len(points) == 1):
        points.append((max(end, 0.0), target))
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= months < x1:
            return y0 + (y1 - y0) * ((months - x0) / (x1 - x0))
    return points[-1][1]


def _months(day: date, year: int) -> float:
    return (day.year - year) * 12 + day.month - 1 + day.day / calendar.monthrange(day.year, day.month)[1]


def _judge_milestone(row: MilestoneRow, facts: list[MilestoneFact], at: date, known_on: date) -> tuple[int, bool, bool]:
    """Light, is due, is done."""
    known = [fact for fact in facts if fact.known is not None and fact.known <= known_on]
    done = max(known, key=_order).done if known else None
    is_done, is_due = done is not None and done <= at, row.due <= at
    if is_done:
        return GREEN, is_due, True
    if row.kind == "start":
        following = at + timedelta(days=1)
        missed = (following.year - row.due.year) * 12 + following.month - row.due.month
        return (RED if missed >= 3 else YELLOW if missed >= 1 else GREEN), is_due, False
    late = (at - row.due).days
    return (RED if late > 30 else YELLOW if late > 0 else GREEN), is_due, False


def _shares(weights: Sequence[float | None]) -> list[float]:
    given = [w for w in weights if w is not None]
    if len(given) < len(weights) or sum(given) <= 0:
        return [1 / len(weights) for _ in weights]
    return [w / sum(given) for w in given]
