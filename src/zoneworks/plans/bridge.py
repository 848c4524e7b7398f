"""A plan's rows as the tables of the engine, in a number of statements that does not depend on the plan's size.

Items, indicators and milestones keep their keys of this version; facts stand under the key of the version in which
their subject first appeared and are led back to it here. What was returned is no statement any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from zonekit.plans import (
    Assessment,
    FactArrays,
    FactTable,
    IndicatorArrays,
    ItemArrays,
    Kind,
    MilestoneArrays,
    PlanTable,
    RuleSet,
    assess,
    default_rule_set,
    load_rule_sets,
)
from zonekit.plans.arrays import NEVER
from zoneworks.plans.choices import Direction, IndicatorKind, IndicatorState, MilestoneKind
from zoneworks.plans.models import PERCENT_SIGNS, Actual, Indicator, Item, Milestone, MilestoneFact, Plan, ScheduleValue

Rows = Sequence[tuple[Any, ...]]
KINDS = {IndicatorKind.CUMULATIVE: Kind.CUMULATIVE, IndicatorKind.LEVEL: Kind.LEVEL, IndicatorKind.RATE: Kind.RATE}
KEPT_TABLES = 8


@dataclass(frozen=True, eq=False)
class Tables:
    """What the engine works on."""

    plan: PlanTable
    facts: FactTable


def rules_of(plan: Plan, as_of: date) -> RuleSet:
    """The plan's set of light rules; the product's default where the set is gone."""
    chosen = (rules for rules in load_rule_sets() if rules.code == plan.rule_set)
    return next(chosen, None) or default_rule_set(as_of)


def assess_plan(plan: Plan, as_of: date, rules: RuleSet | None = None) -> Assessment:
    """The state of a plan on a date, from what was known on it."""
    tables = tables_of(plan)
    used = rules or rules_of(plan, as_of)
    return assess(tables.plan, tables.facts, at=as_of, known_on=as_of, rules=used, year=plan.year)


def tables_of(plan: Plan) -> Tables:
    """The tables of a plan at the revision in hand; kept for as long as nothing changes."""
    return kept_tables(plan.uid, plan.revision, plan.pk, plan.year)


@lru_cache(maxsize=KEPT_TABLES)
def kept_tables(uid: UUID, revision: int, plan_id: int, year: int) -> Tables:
    table = plan_table(plan_id, year)
    return Tables(table, fact_table(plan_id, table))


def plan_table(plan_id: int, year: int) -> PlanTable:
    items = bare_rows(
        Item.objects.filter(plan=plan_id).order_by("path").values_list("pk", "parent_id", "weight", "deadline")
    )
    place = {row[0]: index for index, row in enumerate(items)}
    deadlines = {row[0]: row[3] for row in items}
    return PlanTable.from_arrays(
        ItemArrays(
            keys=tuple(row[0] for row in items),
            parent=whole([-1 if row[1] is None else place[row[1]] for row in items]),
            weight=numbers(row[2] for row in items),
        ),
        indicator_arrays(plan_id, year, place, deadlines),
        milestone_arrays(plan_id, place),
    )


def indicator_arrays(
    plan_id: int, year: int, place: dict[int, int], deadlines: dict[int, date | None]
) -> IndicatorArrays:
    counting = Indicator.objects.filter(item__plan=plan_id, item__is_leaf=True, state=IndicatorState.CONFIRMED)
    rows = bare_rows(
        counting.order_by("item__path", "position", "pk").values_list(
            "pk", "item_id", "kind", "direction", "start", "target", "weight", "base_unit", "unit"
        )
    )
    order = {row[0]: index for index, row in enumerate(rows)}
    schedule = bare_rows(
        ScheduleValue.objects.filter(indicator__in=counting).order_by().values_list("indicator_id", "due", "value")
    )
    points = sorted((order[key], due.toordinal(), float(value)) for key, due, value in schedule)
    owner = whole([point[0] for point in points])
    last_point = dict.fromkeys(range(len(rows)), 0) | {index: day for index, day, _value in points}
    return IndicatorArrays(
        keys=tuple(order),
        item=whole([place[row[1]] for row in rows]),
        kind=np.array([KINDS[IndicatorKind(row[2])] for row in rows], dtype=np.int8),
        is_lower=np.array([row[3] == Direction.LOWER for row in rows], dtype=np.bool_),
        start=numbers(row[4] or 0 for row in rows),
        target=numbers(row[5] for row in rows),
        weight=numbers(row[6] for row in rows),
        is_percent=np.array([row[7] == "percent" or row[8].strip() in PERCENT_SIGNS for row in rows], dtype=np.bool_),
        due=days([own_due(deadlines[row[1]], last_point[index], year) for index, row in enumerate(rows)]),
        points=np.searchsorted(owner, np.arange(len(rows) + 1)).astype(np.int64),
        point_day=days([point[1] for point in points]),
        point_value=numbers(point[2] for point in points),
    )


def own_due(deadline: date | None, last_point: int, year: int) -> int:
    """A deadline within the year ends the line to the target, unless the plan itself schedules something after it."""
    if deadline is None or deadline.year != year or deadline >= date(year, 12, 31):
        return NEVER
    return deadline.toordinal() if deadline.toordinal() >= last_point else NEVER


def milestone_arrays(plan_id: int, place: dict[int, int]) -> MilestoneArrays:
    dated = Milestone.objects.filter(item__plan=plan_id, item__is_leaf=True, due__isnull=False)
    rows = bare_rows(dated.order_by("item__path", "due", "position", "pk").values_list("pk", "item_id", "due", "kind"))
    return MilestoneArrays(
        keys=tuple(row[0] for row in rows),
        item=whole([place[row[1]] for row in rows]),
        due=days([row[2].toordinal() for row in rows]),
        is_start=np.array([row[3] == MilestoneKind.START for row in rows], dtype=np.bool_),
    )


def fact_table(plan_id: int, table: PlanTable) -> FactTable:
    values = Actual.objects.filter(
        indicator__in=facts_ids(Indicator.objects.filter(item__plan=plan_id)), returned_on__isnull=True
    )
    steps = MilestoneFact.objects.filter(
        milestone__in=facts_ids(Milestone.objects.filter(item__plan=plan_id)), returned_on__isnull=True
    )
    dates = ("recorded_on", "confirmed_on")
    return FactTable.from_arrays(
        table,
        fact_arrays(
            bare_rows(values.order_by("pk").values_list("pk", "indicator_id", "about", *dates, "value")),
            subjects(Indicator.objects.filter(item__plan=plan_id), table.indicators.keys),
        ),
        fact_arrays(
            bare_rows(steps.order_by("pk").values_list("pk", "milestone_id", "done_on", *dates)),
            subjects(Milestone.objects.filter(item__plan=plan_id), table.milestones.keys),
        ),
    )


def facts_ids(subject: QuerySet[Any]) -> QuerySet[Any]:
    return subject.order_by().values_list(Coalesce("origin_id", "pk"), flat=True)


def subjects(subject: QuerySet[Any], keys: Sequence[Any]) -> dict[int, int]:
    """Key under which facts stand -> place in the table."""
    place = {key: index for index, key in enumerate(keys)}
    pairs = subject.order_by().values_list("pk", Coalesce(F("origin_id"), F("pk")))
    return {facts_id: place[key] for key, facts_id in pairs if key in place}


def fact_arrays(rows: Rows, subject: dict[int, int]) -> FactArrays:
    """Rows of (key, subject, about, recorded, confirmed[, value]); those about nothing in the table are left out."""
    used = [row for row in rows if row[1] in subject]
    has_value = bool(used) and len(used[0]) > 5
    return FactArrays(
        keys=tuple(row[0] for row in used),
        subject=whole([subject[row[1]] for row in used]),
        about=ordinals(row[2] for row in used),
        recorded=ordinals(row[3] for row in used),
        known=ordinals(row[4] for row in used),
        sequence=whole([row[0] for row in used]),
        value=numbers(row[5] for row in used) if has_value else np.zeros(len(used)),
    )


def bare_rows(rows: QuerySet[Any, Any]) -> Rows:
    """Rows as the driver gives them: turning every number into a Decimal would cost more than all the rest."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: Rows = cursor.fetchall()
    return found


def whole(values: Sequence[int]) -> Any:
    return np.array(values, dtype=np.int64)


def days(values: Sequence[int]) -> Any:
    return np.array(values, dtype=np.int32)


def ordinals(dates: Iterable[date | None]) -> Any:
    return np.fromiter((NEVER if day is None else day.toordinal() for day in dates), dtype=np.int32)


def numbers(values: Iterable[Any]) -> Any:
    return np.fromiter((np.nan if value is None else float(value) for value in values), dtype=np.float64)
