"""A year run again: the rules asked on the days on which they were asked, beside what people did, and compared.

Nothing the rules once wrote is read for it: only plans, facts, reports, and the steps people took. What comes out is
held against what stands recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from zonekit.supervision import Filing, Replay, Step, StepKind, replay_year
from zoneworks.rhythm.looks import YearSeen, looks_between
from zoneworks.rhythm.models import LadderRun
from zoneworks.rhythm.services.escalating import key_of, run_days
from zoneworks.supervision.bridge import calendar, filing_of, rules_on, step_of, steps_of
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.units.models import Unit

DAY = timedelta(days=1)
Told = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Difference:
    """A step of the rules that stands on one side alone: uid, kind, rule, day, rung."""

    side: str
    step: Told


@dataclass(frozen=True)
class YearAgain:
    """What the year came to when it was run again; `differences`: against what stands recorded."""

    zone: Unit
    year: int
    through: date
    replay: Replay
    recorded: Mapping[str, Order]
    differences: tuple[Difference, ...]

    @property
    def is_equal(self) -> bool:
        return not self.differences


def replay_zone(*, zone: Unit, year: int, through: date) -> YearAgain:
    """Run the ladder of a zone's year again up to and including a day."""
    orders = list(Order.objects.filter(zone=zone, filed_on__year__gte=year - 1, filed_on__lte=through).order_by("pk"))
    rows = steps_of(orders)
    runs = dict(LadderRun.objects.filter(zone=zone, on__lte=through).values_list("on", "at"))
    rules = rules_on(date(year, 12, 31))
    days = [day for day in run_days(zone, year - 1) if day <= through]
    replay = replay_year(
        looks_of(zone, year, days, through),
        human={order.uid: human_steps(order.filed_on, rows[order.pk], runs) for order in orders},
        manual=[(key_of(order), filing_of(order, rows[order.pk][0].rung)) for order in orders if not order.rule],
        rules=rules,
        calendar=calendar(),
        through=through,
        run_days=days,
    )
    written = {order.uid: order for order in orders}
    found = differences(replay, orders, rows, through)
    return YearAgain(zone, year, through, replay, written, found)


def looks_of(zone: Unit, year: int, days: Sequence[date], through: date) -> list[tuple[date, Any]]:
    """The situations of the looks of a year and of those of the year before that fell into it."""
    rules = rules_on(date(year, 12, 31))
    seen = {one: YearSeen(zone, one) for one in (year - 1, year)}
    looks = [look for look in looks_between(tuple(seen), days, rules, calendar()) if look.on <= through]
    found = [(look.on, seen[look.year].situation(look)) for look in looks]
    return [(day, situation) for day, situation in found if situation is not None]


def human_steps(filed_on: date, rows: Sequence[OrderStep], runs: Mapping[date, datetime]) -> list[Step]:
    """Steps people took. One taken on a day before the rules ran was known to them, as if the evening before."""
    steps = []
    for row in rows:
        if not row.rule and row.kind != StepKind.FILE:
            step = step_of(row)
            was_before = row.on in runs and row.at < runs[row.on]
            steps.append(replace(step, recorded=max(filed_on, row.on - DAY)) if was_before else step)
    return steps


# --- comparing -------------------------------------------------------------------------------------------------------


def differences(
    replay: Replay, orders: Sequence[Order], rows: Mapping[int, Sequence[OrderStep]], through: date
) -> tuple[Difference, ...]:
    """Steps of the rules that were recorded and not made again, and the other way round."""
    written = ((order.uid, step) for order in orders for step in rows[order.pk])
    recorded = {told(uid, step) for uid, step in written if step.rule and step.on <= through}
    again = {
        (uid, str(step.kind), step.rule, step.on.isoformat(), rung_after(step, replay.filings[uid]))
        for uid, steps in replay.steps.items()
        for step in steps
        if step.rule
    }
    lost = [Difference("recorded", step) for step in sorted(recorded - again)]
    return (*lost, *(Difference("replayed", step) for step in sorted(again - recorded)))


def told(uid: str, step: OrderStep) -> Told:
    rung = step.data.get("rung", step.rung) if step.kind != StepKind.DEMAND else -1
    return (uid, str(step.kind), step.rule, step.on.isoformat(), int(rung))


def rung_after(step: Step, filing: Filing) -> int:
    """A demand leaves the rung as it is, and says nothing of it."""
    if step.kind == StepKind.DEMAND:
        return -1
    return int(step.data.get("rung", filing.rung))
