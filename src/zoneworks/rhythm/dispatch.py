"""What a weekly dispatch looks at, as known on a day: lights and what changed, orders, reports, milestones, decisions.

Everything is put with the unit that answers for it. The number of statements does not depend on the plan's size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q
from django.http import Http404

from zonekit.supervision.words import RUNNING
from zoneworks.accounts.access import Scope
from zoneworks.plans.board import build_board
from zoneworks.plans.board_rows import BoardRow, Diamond
from zoneworks.plans.models import ClosedMonth, Item, Plan
from zoneworks.plans.queries import current_plan
from zoneworks.reports.models import Report
from zoneworks.reports.months import due_day, is_owed_month, months_of_year, versions_of
from zoneworks.rhythm.calendar import calendar, dispatch_before
from zoneworks.rhythm.models import Decision
from zoneworks.supervision.board import Board, Filters
from zoneworks.supervision.models import Order
from zoneworks.units.models import Unit

MILESTONE_DAYS = timedelta(days=14)
ORDER_DAYS = timedelta(days=7)
RANK = {"green": 0, "grey": 1, "yellow": 2, "red": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """A leaf of the plan. `origin`: as it first appeared; `before`: its light at the last dispatch, None if it had
    none; `run`: months in a row with the light it has."""

    row: BoardRow
    origin: int
    before: str | None
    run: int

    @property
    def light(self) -> str:
        return self.row.lights.overall

    @property
    def unit(self) -> Unit | None:
        return next(iter((*self.row.responsible, *self.row.lead)), None)

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.row.label, self.row.title]))

    @property
    def change(self) -> int:
        """Above 0: worse than at the last dispatch; below: better."""
        return 0 if self.before is None else RANK[self.light] - RANK[self.before]


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order as it stood on the day. `left`: working days, below 0 when overdue, None while no clock runs."""

    order: Order
    rung: int
    due: date | None
    left: int | None
    asks_extension: bool


@dataclass
class UnitPart:
    """What one unit is asked about. `missing`: by month the reports it owes."""

    unit: Unit
    items: list[Line] = field(default_factory=list)
    orders: list[OpenOrder] = field(default_factory=list)
    missing: Counter[date] = field(default_factory=Counter)
    milestones: list[tuple[Diamond, Line]] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int]:
        """What is worst comes first."""
        red = sum(line.light == "red" for line in self.items)
        overdue = sum(one.left is not None and one.left < 0 for one in self.orders)
        return (-red - overdue, -len(self.items), -sum(self.missing.values()))


@dataclass(frozen=True, eq=False)
class Dispatch:
    """`since`: the dispatch before; `as_of`: up to when it knows, the day itself or the day it is drawn up."""

    scope: Scope
    zone: Unit
    day: date
    as_of: date
    today: date
    plan: Plan

    @cached_property
    def since(self) -> date:
        return dispatch_before(self.day)

    # --- items -------------------------------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> list[Line]:
        """Leaves in the order of the plan."""
        rows = leaves_on(self.scope, self.plan, self.as_of)
        before = self.lights_before()
        origins = origins_of(self.plan)
        return [
            Line(row, origins[row.item], before.get(origins[row.item]), row.strip.run(row.place, row.lights.overall))
            for row in rows
        ]

    def lights_before(self) -> dict[int, str]:
        """By the version in force then; a dispatch of the year before says nothing of this year's rows."""
        if self.since.year != self.plan.year or self.since >= self.as_of:
            return {}
        plan = current_plan(self.scope, self.zone, self.plan.year, self.since)
        if plan is None or (plan.in_force_from or self.since) > self.since:
            return {}
        origins = origins_of(plan)
        return {origins[row.item]: row.lights.overall for row in leaves_on(self.scope, plan, self.since)}

    @cached_property
    def lagging(self) -> list[Line]:
        """Red before yellow, the longest first."""
        found = [line for line in self.lines if line.light in {"yellow", "red"}]
        return sorted(found, key=lambda line: (-RANK[line.light], -line.run, line.row.gap or 0, line.row.place))

    @cached_property
    def changed(self) -> list[Line]:
        """The worse ones first."""
        return sorted(
            (line for line in self.lines if line.change), key=lambda line: (-line.change, line.row.place)
        )  # fmt: skip

    @cached_property
    def milestones(self) -> list[tuple[Diamond, Line]]:
        """Due from the day on for two weeks, and not reached."""
        last = self.day + MILESTONE_DAYS
        found = [
            (step, line)
            for line in self.lines
            for step in line.row.diamonds
            if step.state == "open" and self.as_of <= step.due <= last
        ]
        return sorted(found, key=lambda pair: (pair[0].due, pair[1].row.place))

    # --- orders ------------------------------------------------------------------------------------------------------

    @cached_property
    def orders(self) -> list[OpenOrder]:
        """Overdue, due within the week, or asking for an extension: by rung, the most overdue first."""
        board = Board(self.scope, self.zone, Filters(), self.as_of, is_history=self.as_of != self.today)
        running = Q(now_state__in=[state.value for state in RUNNING], now_is_suspended=False)
        near = running & Q(now_due__lte=self.day + ORDER_DAYS)
        found = board.orders.filter(near | board.clocks["asking"]).select_related("unit").distinct()
        return sorted(
            (self.standing(order) for order in found),
            key=lambda one: (-one.rung, one.due or date.max, one.order.year, one.order.number),
        )

    def standing(self, order: Order) -> OpenOrder:
        due: date | None = order.now_due  # type: ignore[attr-defined]
        asks: bool = order.now_asks_extension  # type: ignore[attr-defined]
        left = calendar().between(self.as_of, due) if due else None
        return OpenOrder(order, order.now_rung, due, left, asks)  # type: ignore[attr-defined]

    @property
    def overdue(self) -> list[OpenOrder]:
        return [one for one in self.orders if one.left is not None and one.left < 0]

    @property
    def asking(self) -> list[OpenOrder]:
        return [one for one in self.orders if one.asks_extension]

    # --- reports and decisions ---------------------------------------------------------------------------------------

    @cached_property
    def missing(self) -> list[tuple[date, Line]]:
        """Reports past their day that were not handed in, of months that are still open."""
        versions = versions_of(self.zone, self.plan.year)
        closed = closed_by(self.zone, self.plan.year, self.as_of)
        months = [
            about
            for about in months_of_year(self.plan.year)
            if about not in closed and is_owed_month(versions, about) and due_day(self.plan, about) < self.as_of
        ]
        handed_in = Report.objects.filter(
            zone=self.zone, about__in=months, first_submitted_on__lte=self.as_of
        )  # fmt: skip
        known = set(handed_in.order_by().values_list("item_id", "about"))
        return [(about, line) for about in months for line in self.lines if (line.origin, about) not in known]

    @cached_property
    def carried(self) -> list[Decision]:
        """Decided earlier, and not done by the day."""
        earlier = Decision.objects.filter(zone=self.zone, on__lt=self.day, on__lte=self.as_of)
        still = Q(done_on__isnull=True) | Q(done_on__gt=self.as_of)
        return list(earlier.filter(still).select_related("unit").order_by("due", "on", "pk"))

    @cached_property
    def units(self) -> list[UnitPart]:
        """Units with anything to talk about, the worst first."""
        parts: dict[int, UnitPart] = {}

        def part(unit: Unit | None) -> UnitPart | None:
            return parts.setdefault(unit.pk, UnitPart(unit)) if unit else None

        for line in self.lagging:
            if found := part(line.unit):
                found.items.append(line)
        for one in self.orders:
            if found := part(one.order.unit):
                found.orders.append(one)
        for about, line in self.missing:
            if found := part(line.unit):
                found.missing[about] += 1
        for step, line in self.milestones:
            if found := part(line.unit):
                found.milestones.append((step, line))
        return sorted(parts.values(), key=lambda one: (one.weight, one.unit.path))


def dispatch_of(scope: Scope, zone: Unit, day: date, as_of: date, today: date) -> Dispatch:
    """Http404 where there is no plan of the year that the person may open."""
    plan = current_plan(scope, zone, day.year, as_of)
    if plan is None:
        raise Http404(f"no plan of {day.year}")
    return Dispatch(scope, zone, day, as_of, today, plan)


def leaves_on(scope: Scope, plan: Plan, as_of: date) -> list[BoardRow]:
    return [row for row in build_board(scope, plan, as_of).window() if row.is_leaf]


def origins_of(plan: Plan) -> dict[int, int]:
    return {key: origin or key for key, origin in Item.objects.filter(plan=plan).values_list("pk", "origin_id")}


def closed_by(zone: Unit, year: int, as_of: date) -> set[date]:
    closings: Iterable[date] = (
        ClosedMonth.objects.filter(zone=zone, about__year=year, closed_on__lte=as_of)
        .filter(Q(reopened_on__isnull=True) | Q(reopened_on__gt=as_of))
        .order_by()
        .values_list("about", flat=True)
    )
    return set(closings)
