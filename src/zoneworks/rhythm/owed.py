"""Everything that is owed in a zone today, by unit: reports past their day, orders overdue or due soon."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Q

from zonekit.supervision.words import RUNNING
from zoneworks.accounts.access import Scope
from zoneworks.plans.models import ItemUnit, Plan
from zoneworks.plans.queries import current_plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.months import due_day, is_owed_month, months_of_year, version_of_month, versions_of
from zoneworks.rhythm.calendar import calendar
from zoneworks.rhythm.dispatch import closed_by
from zoneworks.supervision.board import Board, Filters
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.words import left_words, number_of
from zoneworks.units.models import Unit

SOON = 3  # working days
BY_DUTY = {"responsible": 0, "lead": 1}


@dataclass(frozen=True)
class MonthOwed:
    """Reports of one unit for one month; `items`: rows as they first appeared."""

    unit: Unit
    about: date
    due: date
    items: tuple[int, ...]
    urged_on: date | None

    @property
    def key(self) -> str:
        return f"report:{self.about:%Y-%m}:{self.unit.pk}"


@dataclass(frozen=True)
class OrderOwed:
    order: Order
    due: date
    left: int
    urged_on: date | None

    @property
    def key(self) -> str:
        return f"order:{self.order.pk}"

    @property
    def number(self) -> str:
        return number_of(self.order)

    @property
    def left_shown(self) -> str:
        return left_words(self.left)


@dataclass
class UnitOwed:
    unit: Unit
    months: list[MonthOwed] = field(default_factory=list)
    orders: list[OrderOwed] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(one.items) for one in self.months) + len(self.orders)


def owed_in(scope: Scope, zone: Unit, today: date) -> list[UnitOwed]:
    """For the supervision office: nothing for others. In a fixed number of statements; the most first."""
    if not scope.is_supervising(zone):
        return []
    found: dict[int, UnitOwed] = {}
    for month in months_owed(scope, zone, today):
        found.setdefault(month.unit.pk, UnitOwed(month.unit)).months.append(month)
    for order in orders_owed(scope, zone, today):
        unit = order.order.unit
        found.setdefault(unit.pk, UnitOwed(unit)).orders.append(order)
    return sorted(found.values(), key=lambda one: (-one.count, one.unit.path))


def months_owed(scope: Scope, zone: Unit, today: date) -> list[MonthOwed]:
    """Reports past their day of months still open, with the unit that reports the row."""
    plan = current_plan(scope, zone, today.year, today)
    if plan is None:
        return []
    versions, closed = versions_of(zone, plan.year), closed_by(zone, plan.year, today)
    due = {
        about: due_day(version, about)
        for about in months_of_year(plan.year)
        if about < today
        and about not in closed
        and is_owed_month(versions, about)
        and (version := version_of_month(versions, about))
    }
    past = {about: day for about, day in due.items() if day < today}
    units = reporting_units(plan)
    handed_in = Report.objects.filter(zone=zone, about__in=past, first_submitted_on__isnull=False)
    known = set(handed_in.order_by().values_list("item_id", "about"))
    missing: dict[tuple[date, int], list[int]] = defaultdict(list)
    for about in past:
        for first, unit in units.items():
            if (first, about) not in known:
                missing[about, unit.pk].append(first)
    by_key = {unit.pk: unit for unit in units.values()}
    urged = dict(urgings(zone, list(past)))
    return [
        MonthOwed(by_key[unit], about, past[about], tuple(items), last_of(urged, about, items))
        for (about, unit), items in sorted(missing.items())
    ]


def reporting_units(plan: Plan) -> dict[int, Unit]:
    """By row as it first appeared who answers for it: the first responsible unit, else the first that leads."""
    duties = ItemUnit.objects.filter(item__plan=plan, item__is_leaf=True, duty__in=REPORTING_DUTIES)
    rows = duties.select_related("unit", "item").order_by()
    found: dict[int, Unit] = {}
    for duty in sorted(rows, key=lambda one: (BY_DUTY[one.duty], one.position)):
        found.setdefault(duty.item.origin_id or duty.item_id, duty.unit)
    return found


def urgings(zone: Unit, months: list[date]) -> list[tuple[tuple[int, date], date]]:
    rows = Urging.objects.filter(zone=zone, about__in=months).order_by().values_list("item_id", "about")
    return [((item, about), on) for item, about, on in rows.annotate(last=Max("on"))]


def last_of(urged: dict[tuple[int, date], date], about: date, items: list[int]) -> date | None:
    """The last day on which all of them had been urged."""
    days = [urged.get((item, about)) for item in items]
    return min((day for day in days if day), default=None) if all(days) else None


def orders_owed(scope: Scope, zone: Unit, today: date) -> list[OrderOwed]:
    """Orders whose clock runs, overdue or due within a few working days."""
    board = Board(scope, zone, Filters(), today)
    last = calendar().add(today, SOON)
    running = Q(now_state__in=[state.value for state in RUNNING], now_is_suspended=False, now_due__lte=last)
    found = board.standing.filter(running).select_related("unit", "leader").order_by("now_due", "number")
    orders = list(found)
    steps = OrderStep.objects.filter(order__in=[order.pk for order in orders], kind=StepKind.URGE)
    urged = dict(steps.order_by().values_list("order_id").annotate(last=Max("on")))
    return [
        OrderOwed(order, order.due, calendar().between(today, order.due), urged.get(order.pk))
        for order in orders
        if order.due
    ]
