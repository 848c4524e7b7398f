"""What stands on the desk: what I owe, what came back, what waits, who is silent. Each a count and its first rows.

The number of statements does not depend on the number of reports, and none of them reads more than two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Window
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import Duty
from zoneworks.plans.models import ClosedMonth, Item, ItemUnit, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.months import due_day
from zoneworks.reports.queries import Months, leaves_of, narrowed
from zoneworks.reports.queries_mine import SHOWN, Mine, Owed, is_reporting
from zoneworks.units.models import Post, Unit

__all__ = [
    "Few",
    "Mine",
    "Missing",
    "Owed",
    "Silent",
    "missing_rows",
    "my_owed",
    "my_returned",
    "my_waiting",
    "silent_units",
    "to_confirm",
]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Few(Generic[Row]):
    """How many there are, and the first of them."""

    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit with reports past their day. `last_urged`: the last of all."""

    unit: Unit
    missing: int
    last_urged: date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A row whose report is past its day. `units`: who should report it."""

    item: Item
    about: date
    due: date
    units: tuple[Unit, ...]


# --- the officer; who asks several of them hands in `mine`, which is read once ---------------------------------------


def my_owed(scope: Scope, zone: Unit, today: date, limit: int = SHOWN, mine: Mine | None = None) -> Few[Owed]:
    """What the person's units owe, in due order, of open months of this year and the last; what was returned is not
    here, see `my_returned`."""
    if not is_reporting(scope):
        return Few(0, ())
    found = mine or Mine(scope, zone, today, limit)
    return Few(len(found.owed), found.first_owed)


def my_returned(scope: Scope, zone: Unit, today: date, limit: int = SHOWN, mine: Mine | None = None) -> Few[Report]:
    """Reports of the person's units that came back and can be written again, the oldest month first."""
    if not is_reporting(scope):
        return Few(0, ())
    found = mine or Mine(scope, zone, today, limit)
    return Few(len(found.returned), found.first(found.returned))


def my_waiting(scope: Scope, zone: Unit, today: date, limit: int = SHOWN, mine: Mine | None = None) -> Few[Report]:
    """Reports of the person's units that wait for the supervision office."""
    if not is_reporting(scope):
        return Few(0, ())
    found = mine or Mine(scope, zone, today, limit)
    return Few(len(found.waiting), found.first(found.waiting))


# --- the supervision office and the leaders --------------------------------------------------------------------------


def to_confirm(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Submitted reports of open months of this year and the last, for the supervision office: the oldest month first.

    The row as it first appeared gives the order within a month.
    """
    if not scope.is_supervising(zone):
        return Few(0, ())
    closed = ClosedMonth.objects.filter(zone=zone, about=OuterRef("about"), reopened_on__isnull=True)
    waiting = Report.objects.filter(zone=zone, state=ReportState.SUBMITTED, about__gte=date(today.year - 1, 1, 1))
    rows = waiting.filter(~Exists(closed)).annotate(of=Window(Count("pk"))).select_related("item", "unit")
    first: tuple[Any, ...] = tuple(rows.order_by("about", "item__path", "pk")[:limit])
    return Few(first[0].of if first else 0, first)


def missing_rows(
    scope: Scope, zone: Unit, about: date, today: date, *, leader: Post | None, limit: int = SHOWN,
    months: Months | None = None,
) -> Few[Missing]:  # fmt: skip
    """Rows of a month past its day without a submitted report, for the leaders: those of a post, else of the zone."""
    known = months or Months(scope, zone, about.year)
    plan = known.version_of(about) if scope.is_leading(zone) else None
    if plan is None or not known.is_owed(about) or due_day(plan, about) >= today:
        return Few(0, ())
    report = Report.objects.filter(item=OuterRef("first"), about=about, first_submitted_on__isnull=False)
    rows = narrowed(leaves_of(plan), None, leader).filter(~Exists(report)).annotate(of=Window(Count("pk")))
    first: list[Any] = list(rows.order_by("path")[:limit])
    if not first:
        return Few(0, ())
    units: dict[int, list[Unit]] = {}
    duties = ItemUnit.objects.filter(item__in=first, duty__in=REPORTING_DUTIES).select_related("unit")
    for duty in duties.order_by("duty", "position"):
        units.setdefault(duty.item_id, []).append(duty.unit)
    due = due_day(plan, about)
    return Few(first[0].of, tuple(Missing(item, about, due, tuple(units.get(item.pk, ()))) for item in first))


def silent_units(
    scope: Scope, zone: Unit, about: date, today: date, limit: int = SHOWN, months: Months | None = None
) -> Few[Silent]:
    """Units with missing reports for an open month, most of them first; for the supervision office and the leaders.

    A row's responsible units are silent; where it has none, its lead units are.
    """
    if not scope.sees_all_working_records(zone):
        return Few(0, ())
    known = months or Months(scope, zone, about.year)
    plan = known.version_of(about)
    if plan is None or not known.is_owed(about) or due_day(plan, about) >= today or about in known.closings:
        return Few(0, ())
    silent = Silence(zone, plan, about)
    units = Unit.objects.in_bulk(silent.order[:limit]) if silent.order else {}
    rows = tuple(Silent(units[key], len(silent.firsts[key]), silent.last_urged(key)) for key in silent.order[:limit])
    return Few(len(silent.order), rows)


class Silence:
    """The missing rows of a month by the units that should report them; `firsts`: unit to keys of rows."""

    def __init__(self, zone: Unit, plan: Plan, about: date) -> None:
        self.zone, self.about = zone, about
        duties = missing_duties(zone, plan, about).values_list("unit", "unit__path", "first", "duty")
        by_row: dict[int, list[tuple[int, str, int, str]]] = {}
        for row in duties:
            by_row.setdefault(row[2], []).append(row)
        self.paths: dict[int, str] = {}
        self.firsts: dict[int, set[int]] = {}
        for first, held in by_row.items():
            for unit, path, _first, _duty in [row for row in held if row[3] == Duty.RESPONSIBLE] or held:
                self.paths[unit] = path
                self.firsts.setdefault(unit, set()).add(first)

    @cached_property
    def order(self) -> list[int]:
        """Units, those with most missing rows first."""
        return sorted(self.firsts, key=lambda unit: (-len(self.firsts[unit]), self.paths[unit]))

    @cached_property
    def urged(self) -> dict[int, date]:
        urged = Urging.objects.filter(zone=self.zone, about=self.about).order_by().values_list("item")
        return dict(urged.annotate(last=Max("on")))

    def last_urged(self, unit: int) -> date | None:
        return max((self.urged[first] for first in self.firsts[unit] if first in self.urged), default=None)


def missing_duties(zone: Unit, plan: Plan, about: date) -> QuerySet[Any]:
    """Who leads or is responsible for rows without a submitted report."""
    sent = Report.objects.filter(zone=zone, about=about, first_submitted_on__isnull=False).order_by().values("item")
    duties = ItemUnit.objects.filter(item__plan=plan, item__is_leaf=True, duty__in=REPORTING_DUTIES)
    return duties.annotate(first=Coalesce("item__origin_id", "item_id")).exclude(first__in=sent).order_by()
