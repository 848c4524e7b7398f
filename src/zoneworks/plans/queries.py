"""Reading plans: what a person may open, and nothing else. A stranger gets an empty answer everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from zoneworks.accounts.access import Scope
from zoneworks.audit.queries import events_of
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.histories import changes
from zoneworks.plans.models import (
    Actual,
    ClosedMonth,
    Indicator,
    Item,
    ItemPost,
    ItemUnit,
    Milestone,
    MilestoneFact,
    Plan,
)
from zoneworks.ui.parts import Happening
from zoneworks.units.models import Unit


def plans_readable(scope: Scope) -> QuerySet[Plan]:
    """Issued and closed plans of the person's zones; drafts for those who make or lead them. Newest first."""
    return Plan.objects.filter(scope.readable_plans()).select_related("zone", "issuing_unit")


def plan_or_none(scope: Scope, key: int) -> Plan | None:
    return plans_readable(scope).filter(pk=key).first()


def require_readable(scope: Scope, plan: Plan) -> None:
    """A plan the person may not open does not exist for them, wherever the object came from."""
    if not Plan.objects.filter(scope.readable_plans(), pk=plan.pk).exists():
        raise Http404


def plans_of_zone(scope: Scope, zone: Unit) -> QuerySet[Plan]:
    return plans_readable(scope).filter(zone=zone)


def current_plan(scope: Scope, zone: Unit, year: int | None = None, as_of: date | None = None) -> Plan | None:
    """The version in force on a date: of the year asked for, else of the date's year, else of the latest before it.

    Where nothing was in force yet, the first version issued later; where nothing is issued, the latest draft the
    person may open.
    """
    plans = plans_of_zone(scope, zone)
    if year is not None:
        plans = plans.filter(year=year)
    issued = plans.exclude(state=PlanState.DRAFT)
    if as_of is not None:
        begun = issued if year is not None else issued.filter(year__lte=as_of.year)
        has_begun = Q(in_force_from__isnull=True) | Q(in_force_from__lte=as_of)
        return (
            begun.filter(has_begun).order_by("-year", "-version").first()
            or issued.order_by("year", "version").first()
            or plans.first()
        )
    return issued.first() or plans.first()


def years_of_zone(scope: Scope, zone: Unit) -> list[int]:
    return sorted(set(plans_of_zone(scope, zone).order_by().values_list("year", flat=True)), reverse=True)


def closed_months(scope: Scope, zone: Unit, year: int) -> list[ClosedMonth]:
    """Months of a year that take no values now, for everybody in the zone."""
    if zone.pk not in scope.zone_ids:
        return []
    standing = ClosedMonth.objects.filter(zone=zone, about__year=year, reopened_on__isnull=True)
    return list(standing.select_related("closed_by").order_by("about"))


def items_of(scope: Scope, plan: Plan) -> QuerySet[Item]:
    """Rows of a plan in the order of the table."""
    return Item.objects.filter(plan__in=plans_readable(scope).filter(pk=plan.pk)).order_by("path")


def item_or_none(scope: Scope, key: int) -> Item | None:
    items = Item.objects.filter(plan__in=plans_readable(scope)).select_related("plan__zone", "parent")
    return items.filter(pk=key).first()


def same_item_in(plan: Plan, item: Item) -> Item | None:
    """The row in another version of the plan."""
    origin = item.origin_id or item.pk
    return Item.objects.filter(Q(pk=origin) | Q(origin=origin), plan=plan).select_related("plan__zone").first()


def headings_of(item: Item) -> list[Item]:
    """The rows above a row, outermost first."""
    paths = [item.path[: 4 * level] for level in range(1, item.level)]
    return list(Item.objects.filter(plan=item.plan_id, path__in=paths).order_by("path"))


def indicators_readable(scope: Scope, plan: Plan) -> QuerySet[Indicator]:
    """Confirmed indicators; proposed and rejected ones for those who make or lead the plan."""
    indicators = Indicator.objects.filter(item__in=items_of(scope, plan)).order_by("item__path", "position", "pk")
    if scope.sees_all_working_records(plan.zone):
        return indicators.select_related("item")
    return indicators.filter(state=IndicatorState.CONFIRMED).select_related("item")


def indicator_or_none(scope: Scope, key: int) -> Indicator | None:
    found = Indicator.objects.filter(item__plan__in=plans_readable(scope), pk=key).select_related("item__plan__zone")
    indicator = found.first()
    if indicator and indicator.state != IndicatorState.CONFIRMED:
        return indicator if scope.sees_all_working_records(indicator.item.plan.zone) else None
    return indicator


def milestone_or_none(scope: Scope, key: int) -> Milestone | None:
    found = Milestone.objects.filter(item__plan__in=plans_readable(scope), pk=key)
    return found.select_related("item__plan__zone").first()


def proposals_of(scope: Scope, plan: Plan) -> QuerySet[Indicator]:
    """Indicators waiting for somebody to confirm them, with their scheduled values."""
    waiting = indicators_readable(scope, plan).filter(state=IndicatorState.PROPOSED)
    return waiting.prefetch_related("schedule")


# --- facts -----------------------------------------------------------------------------------------------------------


def working_items(scope: Scope, plan: Plan) -> QuerySet[Item]:
    """Rows whose submitted and returned reports the person may read: as their unit, their leader, or all of them."""
    items = items_of(scope, plan)
    if scope.sees_all_working_records(plan.zone):
        return items
    posts = [grant.post_id for grant in scope.grants if grant.post_id]
    units = Unit.objects.filter(scope.units_worked_for())
    own = OuterRef("pk")
    is_mine = Exists(ItemUnit.objects.filter(item=own, unit__in=units))
    return items.filter(is_mine | Exists(ItemPost.objects.filter(item=own, post__in=posts)))


def is_working_on(scope: Scope, item: Item) -> bool:
    return working_items(scope, item.plan).filter(pk=item.pk).exists()


def values_of(scope: Scope, item: Item, as_of: date) -> list[Actual]:
    """Values of a row's indicators by a date, newest report first: confirmed ones, and the others for those who work
    on the row. Facts of all versions of the year."""
    if not items_of(scope, item.plan).filter(pk=item.pk).exists():
        return []
    subjects = Indicator.objects.filter(item=item)
    keys = {indicator.facts_id for indicator in subjects}
    facts = Actual.objects.filter(indicator__in=keys, recorded_on__lte=as_of)
    if not is_working_on(scope, item):
        facts = facts.filter(confirmed_on__lte=as_of)
    return list(facts.select_related("indicator", "recorded_by", "confirmed_by").order_by("-recorded_on", "-pk"))


def milestone_facts_of(scope: Scope, item: Item, as_of: date) -> list[MilestoneFact]:
    if not items_of(scope, item.plan).filter(pk=item.pk).exists():
        return []
    keys = {milestone.facts_id for milestone in Milestone.objects.filter(item=item)}
    facts = MilestoneFact.objects.filter(milestone__in=keys, recorded_on__lte=as_of)
    if not is_working_on(scope, item):
        facts = facts.filter(confirmed_on__lte=as_of)
    return list(facts.select_related("milestone", "recorded_by", "confirmed_by").order_by("-recorded_on", "-pk"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports nobody has settled, oldest first."""

    values: list[Actual]
    milestones: list[MilestoneFact]

    def __len__(self) -> int:
        return len(self.values) + len(self.milestones)


def waiting_reports(scope: Scope, plan: Plan) -> Waiting:
    """Submitted reports of the plan's year that the person may read."""
    rows = working_items(scope, plan).order_by()
    is_open = Q(confirmed_on__isnull=True, returned_on__isnull=True)
    values = Actual.objects.filter(is_open, indicator__in=facts_keys(Indicator, rows))
    steps = MilestoneFact.objects.filter(is_open, milestone__in=facts_keys(Milestone, rows))
    return Waiting(
        list(values.select_related("indicator__item", "recorded_by").order_by("recorded_on", "pk")),
        list(steps.select_related("milestone__item", "recorded_by").order_by("recorded_on", "pk")),
    )


def facts_keys(model: type[Indicator] | type[Milestone], rows: QuerySet[Item]) -> set[int]:
    pairs: Iterable[tuple[int, int | None]] = model.objects.filter(item__in=rows).values_list("pk", "origin_id")
    return {origin or key for key, origin in pairs}


# --- history ---------------------------------------------------------------------------------------------------------


def plan_history(scope: Scope, plan: Plan) -> list[Happening]:
    """What was done to the plan as a whole, newest first."""
    if plan_or_none(scope, plan.pk) is None:
        return []
    return list(changes(events_of("plan", plan.pk)))
