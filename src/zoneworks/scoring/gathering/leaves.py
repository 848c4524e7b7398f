"""The leaves of the plan with their progress, and whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django.db.models.functions import Coalesce

from zonekit.plans import Assessment, assess
from zoneworks.plans.bridge import rules_of, tables_of
from zoneworks.plans.choices import Duty
from zoneworks.plans.models import Item, ItemUnit, Plan
from zoneworks.reports.months import version_of_month, versions_of
from zoneworks.scoring.gathering.words import Span, exact
from zoneworks.units.models import Unit


@dataclass(frozen=True, slots=True)
class Leaf:
    """`key`: of the row as it first appeared. `units`: keys of the responsible units, of the lead where none is.

    `progress`, `scheduled`: shares of the year's whole, None where nothing is measured or due.
    """

    key: int
    item: int
    units: tuple[int, ...]
    weight: Decimal
    progress: Decimal | None
    scheduled: Decimal | None


@dataclass(frozen=True, eq=False)
class Year:
    """The versions of the year, the one in force on the as-of date with its assessment, and whose each leaf was."""

    plan: Plan | None
    versions: list[Plan]
    state: Assessment | None
    leaves: tuple[Leaf, ...]
    holders: Mapping[int, Mapping[int, tuple[int, ...]]]  # by version: the units of each leaf, under its first key

    def holders_in(self, about: date) -> Mapping[int, tuple[int, ...]]:
        """The leaves reported for a month and their units, by the version in force on its last day."""
        plan = version_of_month(self.versions, about)
        return self.holders[plan.pk] if plan else {}

    def units_of(self, key: int) -> tuple[int, ...]:
        """The units of a leaf in the version in force, else in the last version that had it."""
        plans = [self.plan, *reversed(self.versions)]
        found = (self.holders[plan.pk][key] for plan in plans if plan and key in self.holders[plan.pk])
        return next(found, ())


def year_of(zone: Unit, year: int, span: Span) -> Year:
    versions = versions_of(zone, year)
    plan = in_force(versions, span.known_on)
    holders = holders_of(versions)
    if plan is None:
        return Year(None, versions, None, (), holders)
    state = assess_at(plan, span.last, span.known_on)
    return Year(plan, versions, state, tuple(leaves_of(plan, state, holders[plan.pk])), holders)


def in_force(versions: list[Plan], day: date) -> Plan | None:
    begun = [plan for plan in versions if plan.in_force_from is None or plan.in_force_from <= day]
    return begun[-1] if begun else None


def assess_at(plan: Plan, at: date, known_on: date) -> Assessment:
    """At the last day of the period, by what was known when the scores were drawn up."""
    tables = tables_of(plan)
    return assess(tables.plan, tables.facts, at=at, known_on=known_on, rules=rules_of(plan, at), year=plan.year)


def holders_of(versions: Iterable[Plan]) -> dict[int, dict[int, tuple[int, ...]]]:
    """Two statements, however many versions there are."""
    plans = [plan.pk for plan in versions]
    leaves = Item.objects.filter(plan__in=plans, is_leaf=True).order_by("path").annotate(first=Coalesce("origin", "pk"))
    rows = list(leaves.values_list("pk", "plan_id", "first"))
    duties: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    found = ItemUnit.objects.filter(
        item__plan__in=plans, item__is_leaf=True, duty__in=(Duty.LEAD, Duty.RESPONSIBLE)
    ).order_by("position", "pk")
    for item, unit, duty in found.values_list("item_id", "unit_id", "duty"):
        duties[item][duty].append(unit)
    held: dict[int, dict[int, tuple[int, ...]]] = {plan: {} for plan in plans}
    for item, plan, first in rows:
        own = duties[item]
        held[plan][first] = tuple(own[Duty.RESPONSIBLE] or own[Duty.LEAD])
    return held


def leaves_of(plan: Plan, state: Assessment, holders: Mapping[int, tuple[int, ...]]) -> Iterable[Leaf]:
    """In the order of the table."""
    items = state.items
    places = {int(str(key)): place for place, key in enumerate(state.plan.items.keys)}
    rows = Item.objects.filter(plan=plan, is_leaf=True).order_by("path").annotate(first=Coalesce("origin", "pk"))
    for item, first, weight in rows.values_list("pk", "first", "weight"):
        place = places[item]
        yield Leaf(
            key=first,
            item=item,
            units=holders.get(first, ()),
            weight=Decimal(1) if weight is None else weight,
            progress=share(items.progress[place]),
            scheduled=share(items.scheduled[place]),
        )


def share(value: float) -> Decimal | None:
    return exact(float(value)) if np.isfinite(value) else None
