"""Where a report stands: its row in the version at hand, who may write it, and whether its month takes anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, ItemUnit, Plan
from zoneworks.plans.services.closed_months import Month, closed_in_year, named, refusal_of_month
from zoneworks.plans.services.guards import state_sentence
from zoneworks.plans.services.reporting import (
    REPORTING_DUTIES,
    plan_in_force,
    refusal_of_writer,
    reportable_items,
)
from zoneworks.reports.months import due_day, month_end, version_of_month, versions_of
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """`item`: the row in `plan`, the version facts are written in. `origin`: the key reports are kept under."""

    plan: Plan
    item: Item
    about: date

    @property
    def origin(self) -> int:
        return self.item.origin_id or self.item.pk

    def day_of_values(self, today: date) -> date:
        """Values are about the end of the month; in the running month about the day on which they are submitted."""
        return min(self.about, today)


@dataclass(frozen=True, slots=True)
class Ground:
    """The version of a year at hand, its rows by the key reports are kept under, those the person may report on."""

    plan: Plan
    rows: Mapping[int, Item]
    mine: Set[int]
    closed: Collection[Month]


def place_of(scope: Scope, item: Item, about: date, today: date) -> Place:
    """Where a person writes the report of a row for a month; refused in a sentence where they cannot."""
    [found] = places_of(scope, [(item, about)], today)
    if isinstance(found, Refused):
        raise found
    return found


def places_of(scope: Scope, asked: Sequence[tuple[Item, date]], today: date) -> list[Place | Refused]:
    """The same for many rows and months in the order given: a few statements for each year they belong to."""
    years: dict[tuple[int, int], list[Item]] = {}
    for item, _about in asked:
        years.setdefault((item.plan.zone_id, item.plan.year), []).append(item)
    grounds = {year: ground_of(scope, items) for year, items in years.items()}
    return [place_on(grounds[item.plan.zone_id, item.plan.year], item, about, today) for item, about in asked]


def ground_of(scope: Scope, items: Sequence[Item]) -> Ground:
    """All of one year of one zone."""
    plan = plan_in_force(items[0].plan.zone_id, items[0].plan.year)
    origins = {item.origin_id or item.pk for item in items}
    found = Item.objects.filter(Q(pk__in=origins) | Q(origin__in=origins), plan=plan).select_related("plan__zone")
    rows = {row.origin_id or row.pk: row for row in found}
    mine = reportable_items(scope, plan, [row.pk for row in rows.values()])
    return Ground(plan, rows, mine, closed_in_year(plan))


def place_on(ground: Ground, item: Item, about: date, today: date) -> Place | Refused:
    plan, row = ground.plan, ground.rows.get(item.origin_id or item.pk)
    if row is None:
        return Refused("row_gone", _("“%(item)s” is not in the plan any more.") % {"item": item.title})
    if row.pk not in ground.mine:
        return refusal_of_writer(row)
    if not row.is_leaf:
        return Refused("row_not_reported", _("“%(item)s” is a heading; its rows are reported.") % {"item": row.title})
    if plan.state != PlanState.ISSUED:
        return Refused(f"plan_{plan.state}", state_sentence(plan, PlanState(plan.state)))
    return refusal_of_report(plan, about, today, ground.closed) or Place(plan, row, about)


def require_month(plan: Plan, about: date, today: date) -> None:
    refusal = refusal_of_report(plan, about, today, closed_in_year(plan))
    if refusal:
        raise refusal


def refusal_of_report(plan: Plan, about: date, today: date, closed: Collection[Month]) -> Refused | None:
    """Why a month takes no report."""
    if about != month_end(about) or about.year != plan.year:
        return Refused(
            "month_unknown", _("This is not a month of %(year)s, the year of the plan.") % {"year": plan.year}, "about"
        )
    if about.replace(day=1) > today:
        return Refused("month_not_begun", _("%(month)s has not begun yet.") % {"month": named(about)}, "about")
    return refusal_of_month(closed, about, None)


def due_of(place: Place) -> date:
    """By the rules of the version that was in force at the end of the month."""
    version = version_of_month(versions_of(place.plan.zone, place.plan.year), place.about)
    return due_day(version or place.plan, place.about)


def units_of_writer(scope: Scope, items: Sequence[Item]) -> dict[int, Unit]:
    """By row the unit for which the person writes; the first that reports on it where they write on its behalf."""
    duties: dict[int, list[ItemUnit]] = {}
    for duty in ItemUnit.objects.filter(item__in=items, duty__in=REPORTING_DUTIES).select_related("unit"):
        duties.setdefault(duty.item_id, []).append(duty)
    found = {}
    for item in items:
        among = sorted(duties.get(item.pk, ()), key=lambda duty: (duty.duty != "responsible", duty.position))
        units = [duty.unit for duty in among]
        own = [unit for unit in units if scope.works_for([unit.path])]
        found[item.pk] = next(iter([*own, *units]), item.plan.zone)
    return found
