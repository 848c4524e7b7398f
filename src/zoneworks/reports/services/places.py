"""Where a report stands: its row in the version at hand, who may write it, and whether its month takes anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, ItemUnit, Plan
from zoneworks.plans.queries import same_item_in
from zoneworks.plans.services.closed_months import named, require_open_months
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


def place_of(scope: Scope, item: Item, about: date, today: date) -> Place:
    """Where a person writes the report of a row for a month; refused in a sentence where they cannot."""
    plan = plan_in_force(item.plan.zone_id, item.plan.year)
    row = same_item_in(plan, item)
    if row is None:
        raise Refused("row_gone", _("“%(item)s” is not in the plan any more.") % {"item": item.title})
    if row.pk not in reportable_items(scope, plan, [row.pk]):
        raise refusal_of_writer(row)
    if not row.is_leaf:
        raise Refused("row_not_reported", _("“%(item)s” is a heading; its rows are reported.") % {"item": row.title})
    if plan.state != PlanState.ISSUED:
        raise Refused(f"plan_{plan.state}", state_sentence(plan, PlanState(plan.state)))
    require_month(plan, about, today)
    return Place(plan, row, about)


def require_month(plan: Plan, about: date, today: date) -> None:
    if about != month_end(about) or about.year != plan.year:
        raise Refused(
            "month_unknown", _("This is not a month of %(year)s, the year of the plan.") % {"year": plan.year}, "about"
        )
    if about.replace(day=1) > today:
        raise Refused("month_not_begun", _("%(month)s has not begun yet.") % {"month": named(about)}, "about")
    require_open_months(plan, [about])


def due_of(place: Place) -> date:
    """By the rules of the version that was in force at the end of the month."""
    version = version_of_month(versions_of(place.plan.zone, place.plan.year), place.about)
    return due_day(version or place.plan, place.about)


def unit_of_writer(scope: Scope, item: Item) -> Unit:
    """The unit for which the person writes; the first that reports on the row where they write on its behalf."""
    duties = ItemUnit.objects.filter(item=item, duty__in=REPORTING_DUTIES).select_related("unit")
    units = [duty.unit for duty in sorted(duties, key=lambda duty: (duty.duty != "responsible", duty.position))]
    own = [unit for unit in units if scope.works_for([unit.path])]
    return next(iter([*own, *units]), item.plan.zone)
