"""What stands on the desk: what I owe, what came back, what waits, who is silent. Each a count and its first rows.

The number of statements does not depend on the number of reports, and none of them reads more than two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.plans.bridge import as_text, bare_rows
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import ClosedMonth, Item, ItemUnit, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.access import Leaf, leaves_reported
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.months import due_day, is_owed_month, months_of_year, version_of_month, versions_of
from zoneworks.units.models import Unit

Row = TypeVar("Row")
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Few(Generic[Row]):
    """How many there are, and the first of them."""

    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is owed and not submitted. `report`: the draft, if one was begun. `item`: in the current version.

    `last_urged`: when the supervision office last urged it.
    """

    item: Item
    about: date
    due: date
    is_missing: bool
    report: Report | None
    last_urged: date | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit with reports past their day. `last_urged`: the last of all."""

    unit: Unit
    missing: int
    last_urged: date | None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A row and a month in which it owes a report, in due order. `first`: the key reports are kept under."""

    due: date
    path: str
    about: date
    first: int
    item: int


def my_owed(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Owed]:
    """What the person's units owe, in due order, of open months of this year and the last; what was returned is not
    here, see `my_returned`."""
    leaves = leaves_reported(scope, zone, today)
    places = places_owed(zone, leaves, today) if leaves else []
    if not places:
        return Few(0, ())
    sent = Report.objects.filter(
        item__in={place.first for place in places}, about__in={place.about for place in places}
    ).exclude(state=ReportState.DRAFT)
    in_hand = set(bare_rows(sent.order_by().values_list("item_id", as_text("about"))))
    owed = sorted(place for place in places if (place.first, place.about.isoformat()) not in in_hand)
    return Few(len(owed), with_drafts(owed[:limit], today))


def places_owed(zone: Unit, leaves: list[Leaf], today: date) -> list[Place]:
    """Every month of every leaf that was owed and can still be written."""
    plans = Plan.objects.filter(zone=zone, year__gte=today.year - 1).exclude(state=PlanState.DRAFT)
    years: dict[int, list[Plan]] = {}
    for plan in plans.order_by("year", "version"):
        years.setdefault(plan.year, []).append(plan)
    closings = ClosedMonth.objects.filter(zone=zone, about__year__gte=today.year - 1, reopened_on__isnull=True)
    closed = set(closings.values_list("about", flat=True))
    earlier = [plan.pk for versions in years.values() for plan in versions[:-1]]
    standing = firsts_in(earlier, [leaf.first for leaf in leaves]) if earlier else {}
    found = []
    for versions in years.values():
        if versions[-1].state != PlanState.ISSUED:
            continue
        rows = [(first, key, path) for first, key, path, plan in leaves if plan == versions[-1].pk]
        for about in months_of_year(versions[-1].year):
            version = version_of_month(versions, about)
            if about >= today or about in closed or version is None or not is_owed_month(versions, about):
                continue
            due, then = due_day(version, about), standing.get(version.pk)
            found += [Place(due, path, about, first, key) for first, key, path in rows if then is None or first in then]
    return found


def firsts_in(versions: list[int], leaves: list[int]) -> dict[int, set[int]]:
    """Which of the leaves stood in earlier versions."""
    rows = Item.objects.filter(plan__in=versions, is_leaf=True).annotate(first=Coalesce("origin_id", "pk"))
    found: dict[int, set[int]] = {version: set() for version in versions}
    for plan, first in rows.filter(first__in=leaves).values_list("plan_id", "first"):
        found[plan].add(first)
    return found


def with_drafts(places: list[Place], today: date) -> tuple[Owed, ...]:
    """The rows, what was begun and when it was last urged, for the first places alone."""
    items = Item.objects.select_related("plan__zone").in_bulk({place.item for place in places})
    of_places = {"item__in": {place.first for place in places}, "about__in": {place.about for place in places}}
    drafts = {(draft.item_id, draft.about): draft for draft in Report.objects.filter(**of_places)}
    urged = Urging.objects.filter(**of_places).order_by().values_list("item_id", "about").annotate(last=Max("on"))
    last = {(item, about): on for item, about, on in urged}
    return tuple(
        Owed(
            item=items[place.item],
            about=place.about,
            due=place.due,
            is_missing=place.due < today,
            report=drafts.get((place.first, place.about)),
            last_urged=last.get((place.first, place.about)),
        )
        for place in places
    )


def my_returned(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Reports of the person's units that came back and can be written again, the oldest month first."""
    keys = my_keys(scope, zone, today)
    mine = in_state(zone, ReportState.RETURNED, today).filter(item__in=keys)
    return few(mine.filter(~is_closed()), limit) if keys else Few(0, ())


def my_waiting(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Reports of the person's units that wait for the supervision office."""
    keys = my_keys(scope, zone, today)
    mine = in_state(zone, ReportState.SUBMITTED, today).filter(item__in=keys)
    return few(mine, limit) if keys else Few(0, ())


def to_confirm(scope: Scope, zone: Unit, today: date, limit: int = SHOWN) -> Few[Report]:
    """Submitted reports of open months, for the supervision office: the oldest month first."""
    if not scope.is_supervising(zone):
        return Few(0, ())
    waiting = in_state(zone, ReportState.SUBMITTED, today).filter(~is_closed())
    return few(waiting, limit)


def in_state(zone: Unit, state: ReportState, today: date) -> QuerySet[Report]:
    """Reports of this year and the last."""
    return Report.objects.filter(zone=zone, state=state, about__gte=date(today.year - 1, 1, 1))


def is_closed() -> Exists:
    return Exists(ClosedMonth.objects.filter(zone=OuterRef("zone"), about=OuterRef("about"), reopened_on__isnull=True))


def my_keys(scope: Scope, zone: Unit, today: date) -> list[int]:
    return [leaf.first for leaf in leaves_reported(scope, zone, today)]


def few(reports: QuerySet[Report], limit: int) -> Few[Report]:
    """The count alone where nothing is there; the row as it first appeared gives the order within a month."""
    count = reports.count()
    if not count:
        return Few(0, ())
    rows = reports.select_related("item__plan", "unit", "submitted_by", "settled_by")
    return Few(count, tuple(rows.order_by("about", "item__path", "pk")[:limit]))


def silent_units(scope: Scope, zone: Unit, about: date, today: date, limit: int = SHOWN) -> Few[Silent]:
    """Units with missing reports for an open month, most of them first; for the supervision office and the leaders.

    A row's responsible units are silent; where it has none, its lead units are.
    """
    if not scope.sees_all_working_records(zone):
        return Few(0, ())
    versions = versions_of(zone, about.year)
    plan = version_of_month(versions, about)
    closed = ClosedMonth.objects.filter(zone=zone, about=about, reopened_on__isnull=True)
    if plan is None or not is_owed_month(versions, about) or due_day(plan, about) >= today or closed.exists():
        return Few(0, ())
    sent = Report.objects.filter(zone=zone, about=about, first_submitted_on__isnull=False).values("item")
    leaves: QuerySet[Any] = Item.objects.filter(plan=plan, is_leaf=True).annotate(first=Coalesce("origin_id", "pk"))
    missing = leaves.exclude(first__in=sent)
    firsts: dict[int, int] = dict(missing.values_list("pk", "first"))
    urged = Urging.objects.filter(zone=zone, about=about).order_by().values_list("item")
    last: dict[int, date] = dict(urged.annotate(last=Max("on")))
    silent = by_unit(plan, firsts)
    found = [
        Silent(unit, len(items), max((last[firsts[item]] for item in items if firsts[item] in last), default=None))
        for unit, items in silent.items()
    ]
    found.sort(key=lambda one: (-one.missing, one.unit.path))
    return Few(len(found), tuple(found[:limit]))


def by_unit(plan: Plan, missing: dict[int, int]) -> dict[Unit, set[int]]:
    """The missing rows of each unit that should report them."""
    duties = ItemUnit.objects.filter(item__plan=plan, duty__in=REPORTING_DUTIES).select_related("unit")
    rows: dict[int, list[ItemUnit]] = {}
    for duty in duties.order_by("item", "position"):
        if duty.item_id in missing:
            rows.setdefault(duty.item_id, []).append(duty)
    found: dict[Unit, set[int]] = {}
    for item, held in rows.items():
        doing = [duty for duty in held if duty.duty == Duty.RESPONSIBLE] or held
        for duty in doing:
            found.setdefault(duty.unit, set()).add(item)
    return found
