"""Versions of a year's plan beside each other: what differs between two of them, and one row through all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from zonekit.plans import AmountAt, Difference, RowAt, StepAt, difference
from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import Duty, IndicatorState, PlanState
from zoneworks.plans.models import (
    Indicator,
    Item,
    ItemPost,
    ItemUnit,
    Milestone,
    Node,
    Plan,
    RowReason,
    ScheduleValue,
)
from zoneworks.plans.queries import plan_or_none, plans_of_zone
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import open_orders_of_subject

Pair = tuple[str, str]
Parts = dict[int, list[Any]]
SHAPE = 1  # of what is kept
KEPT_SECONDS = 24 * 3600
# Numbers and codes are labels: they shift with every row that comes or goes, and are shown, never compared.
PAIRED = ("name", "goal", "site", "basis")
PLAIN = ("weight", "deadline", "deadline_text", "basis_kind")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a row stands in one version, and what it is called there."""

    item: int
    path: str
    level: int
    is_leaf: bool
    parent: int | None
    label: str
    name: Pair
    goal: Pair
    units: tuple[int, ...]


@dataclass(frozen=True)
class VersionRows:
    """The rows of one version for the engine, and their seats by the key under which they first appeared."""

    rows: tuple[RowAt, ...]
    seats: dict[Hashable, Seat]


Kept = tuple[Difference, dict[Hashable, Seat], dict[Hashable, Seat]]


@dataclass(frozen=True)
class Compared:
    """`reasons`: why the later version moved or changed a row, by the row as it first appeared."""

    before: Plan
    after: Plan
    found: Difference
    seats_before: dict[Hashable, Seat]
    seats_after: dict[Hashable, Seat]
    reasons: dict[Hashable, Pair]


def versions_of(scope: Scope, plan: Plan) -> QuerySet[Plan]:
    """Versions of the same year that the person may open, the first one first."""
    return plans_of_zone(scope, plan.zone).filter(year=plan.year).order_by("version")


def compared(scope: Scope, before: Plan, after: Plan) -> Compared:
    """What differs between two versions of a year; Http404 where the person may not open both."""
    if before.zone_id != after.zone_id or before.year != after.year:
        raise Http404("versions of one year are compared")
    for plan in (before, after):
        if plan_or_none(scope, plan.pk) is None:
            raise Http404
    key = f"difference:{SHAPE}:{before.uid}:{before.revision}:{after.uid}:{after.revision}"
    kept: Kept | None = cache.get(key)
    if kept is None:
        rows = version_rows([before.pk, after.pk])
        old, new = rows[before.pk], rows[after.pk]
        kept = difference(old.rows, new.rows), old.seats, new.seats
        cache.set(key, kept, KEPT_SECONDS)
    found, seats_before, seats_after = kept
    return Compared(before, after, found, seats_before, seats_after, reasons_between(before, after))


def version_before(scope: Scope, plan: Plan) -> Plan | None:
    """The version of the same year that came before, if the person may open it."""
    return versions_of(scope, plan).exclude(state=PlanState.DRAFT).filter(version__lt=plan.version).last()


def reasons_between(before: Plan, after: Plan) -> dict[Hashable, Pair]:
    """Given by the versions after the earlier one up to the later one; where two gave one, the later's."""
    first, last = sorted([before.version, after.version])
    given = RowReason.objects.filter(
        plan__zone=after.zone_id, plan__year=after.year, plan__version__gt=first, plan__version__lte=last
    )
    rows = given.order_by("plan__version").values_list("item_id", "reason", "reason_en")
    return {item: (reason, reason_en) for item, reason, reason_en in rows}


def version_rows(plans: Sequence[int]) -> dict[int, VersionRows]:
    """All that is compared of some versions, in a number of statements that does not depend on their size."""
    items = Item.objects.filter(plan__in=plans).order_by("path").values(
        "pk", "plan_id", "parent_id", "level", "is_leaf", "path", "no", "code", *PLAIN,
        *PAIRED, *(f"{name}_en" for name in PAIRED), first=Coalesce("origin_id", "pk"),
    )  # fmt: skip
    rows = list(items)
    first = {row["pk"]: row["first"] for row in rows}
    parts = Belongings(plans)
    made: dict[int, list[RowAt]] = {plan: [] for plan in plans}
    seats: dict[int, dict[Hashable, Seat]] = {plan: {} for plan in plans}
    for row in rows:
        parent = first.get(row["parent_id"])
        made[row["plan_id"]].append(
            RowAt(
                key=row["first"],
                level=row["level"],
                parent=parent,
                is_leaf=row["is_leaf"],
                fields=fields_of(row) | parts.fields_of(row["pk"]),
                amounts=tuple(parts.amounts[row["pk"]]),
                steps=tuple(parts.steps[row["pk"]]),
            )
        )
        seats[row["plan_id"]][row["first"]] = seat_of(row, parent, parts.units_of(row["pk"]))
    return {plan: VersionRows(tuple(made[plan]), seats[plan]) for plan in plans}


def seat_of(row: dict[str, Any], parent: int | None, units: tuple[int, ...]) -> Seat:
    return Seat(
        item=row["pk"],
        path=row["path"],
        level=row["level"],
        is_leaf=row["is_leaf"],
        parent=parent,
        label=row["code"] or row["no"],
        name=(row["name"], row["name_en"]),
        goal=(row["goal"], row["goal_en"]),
        units=units,
    )


def fields_of(row: dict[str, Any]) -> dict[str, Hashable]:
    """Texts in both languages as pairs; what is blank is left out, so that it equals what is absent."""
    pairs = {name: (row[name], row[f"{name}_en"]) for name in PAIRED}
    plain = {name: row[name] for name in PLAIN}
    return {name: value for name, value in (pairs | plain).items() if value not in (None, "", ("", ""))}


class Belongings:
    """What hangs on the rows of some versions, by row: six statements."""

    def __init__(self, plans: Sequence[int]) -> None:
        self.plans = plans
        below = {"item__plan__in": plans}
        self.duties = self.gathered(ItemUnit.objects.filter(**below).order_by("position"), "duty", "unit_id")
        self.leaders = self.gathered(ItemPost.objects.filter(**below).order_by("position"), "post_id")
        self.tags = self.gathered(Item.tags.through.objects.filter(**below).order_by("tag_id"), "tag_id")
        self.nodes = self.gathered(Node.objects.filter(**below).order_by("due"), "due", "text", "text_en")
        self.steps = self.steps_of(Milestone.objects.filter(**below))
        self.amounts = self.amounts_of(Indicator.objects.filter(**below, state=IndicatorState.CONFIRMED))

    def gathered(self, rows: QuerySet[Any], *columns: str) -> Parts:
        found: Parts = defaultdict(list)
        for item, *values in rows.values_list("item_id", *columns):
            found[item].append(tuple(values) if len(values) > 1 else values[0])
        return found

    def fields_of(self, item: int) -> dict[str, Hashable]:
        duties = {duty: tuple(unit for kind, unit in self.duties[item] if kind == duty) for duty in Duty.values}
        found: dict[str, Hashable] = {duty: units for duty, units in duties.items() if units}
        for name, parts in (("leaders", self.leaders), ("tags", self.tags), ("nodes", self.nodes)):
            if parts[item]:
                found[name] = tuple(parts[item])
        return found

    def units_of(self, item: int) -> tuple[int, ...]:
        """Those that answer for the row."""
        duties = self.duties[item]
        order = (Duty.RESPONSIBLE, Duty.LEAD)
        return tuple(dict.fromkeys(unit for wanted in order for duty, unit in duties if duty == wanted))

    def steps_of(self, milestones: QuerySet[Milestone]) -> Parts:
        found: Parts = defaultdict(list)
        rows = milestones.order_by("pk").values_list(
            "item_id", Coalesce("origin_id", "pk"), "text", "text_en", "due", "kind", "is_fixed_date"
        )
        for item, key, text, text_en, due, kind, is_fixed in rows:
            fields = {"text": (text, text_en), "due": due, "kind": kind, "is_fixed_date": is_fixed}
            found[item].append(StepAt(key, fields))
        return found

    def amounts_of(self, indicators: QuerySet[Indicator]) -> Parts:
        schedule: dict[int, list[tuple[Any, Decimal]]] = defaultdict(list)
        due = ScheduleValue.objects.filter(
            indicator__item__plan__in=self.plans, indicator__state=IndicatorState.CONFIRMED
        )
        for key, day, value in due.order_by("due").values_list("indicator_id", "due", "value"):
            schedule[key].append((day, value))
        found: Parts = defaultdict(list)
        rows: Any = indicators.order_by("position", "pk").values(
            "pk", "item_id", "name", "name_en", "unit", "unit_en", "kind", "direction", "baseline", "start", "target",
            "weight", first=Coalesce("origin_id", "pk"),
        )  # fmt: skip
        for row in rows:
            fields: dict[str, Hashable] = {
                name: row[name] for name in ("kind", "direction", "baseline", "start", "weight")
            }
            fields |= {name: (row[name], row[f"{name}_en"]) for name in ("name", "unit")}
            found[row["item_id"]].append(AmountAt(row["first"], row["target"], tuple(schedule[row["pk"]]), fields))
        return found


# --- one row through the versions ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row in one version of the year; `item` is None where that version no longer, or not yet, has it."""

    plan: Plan
    item: Item | None
    reason: str


def row_versions(scope: Scope, item: Item) -> list[RowVersion]:
    """The row in each version of its year that the person may open, the first version first."""
    plans = list(versions_of(scope, item.plan))
    first = item.origin_id or item.pk
    rows = Item.objects.filter(Q(pk=first) | Q(origin=first), plan__in=plans)
    found: dict[int, Item] = {row.plan_id: row for row in rows}
    reasons = {one.plan_id: str(one) for one in RowReason.objects.filter(item=first, plan__in=plans)}
    return [RowVersion(plan, found.get(plan.pk), reasons.get(plan.pk, "")) for plan in plans]


def origins_of(plan: Plan) -> set[int]:
    """The keys under which a version's rows first appeared."""
    return set(Item.objects.filter(plan=plan).values_list(Coalesce("origin_id", "pk"), flat=True))


def open_orders_of(plan: Plan, rows: Sequence[Item]) -> list[tuple[Order, Item]]:
    """Orders that have not ended on rows a draft no longer has, each with its row."""
    by_first = {str(row.origin_id or row.pk): row for row in rows}
    found = open_orders_of_subject(plan.zone, "item", by_first)
    return [(order, by_first[order.subject_key]) for order in found]


def rows_moved_out(plan: Plan) -> list[Item]:
    """Rows of the version that a draft would replace and that the draft no longer has, in their order."""
    if plan.supersedes is None or plan.supersedes.year != plan.year:
        return []
    kept = origins_of(plan)
    rows: Iterable[Item] = Item.objects.filter(plan=plan.supersedes).select_related("plan").order_by("path")
    return [row for row in rows if (row.origin_id or row.pk) not in kept]
