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
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, Coalesce

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
from zonekit.plans.arrays import EPOCH, NEVER
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
    items = bare_rows(
        Item.objects.filter(plan=plan_id).order_by("path").values_list("pk", "parent_id", "weight", "deadline")
    )
    indicators = counting_indicators(plan_id)
    milestones = dated_milestones(plan_id)
    table = plan_table(plan_id, year, items, indicators, milestones)
    facts = FactTable.from_arrays(table, value_facts(plan_id, indicators), milestone_facts(plan_id, milestones))
    return Tables(table, facts)


def plan_table(plan_id: int, year: int, items: Rows, indicators: Rows, milestones: Rows) -> PlanTable:
    place = {row[0]: index for index, row in enumerate(items)}
    deadlines = {row[0]: row[3] for row in items}
    return PlanTable.from_arrays(
        ItemArrays(
            keys=tuple(row[0] for row in items),
            parent=whole([-1 if row[1] is None else place[row[1]] for row in items]),
            weight=numbers(row[2] for row in items),
        ),
        indicator_arrays(plan_id, year, indicators, place, deadlines),
        milestone_arrays(milestones, place),
    )


def counting_indicators(plan_id: int) -> Rows:
    """Indicators somebody has confirmed, in the order of the table; the last column is the key of their facts."""
    counting = Indicator.objects.filter(item__plan=plan_id, item__is_leaf=True, state=IndicatorState.CONFIRMED)
    return bare_rows(
        counting.order_by("item__path", "position", "pk").values_list(
            "pk", "item_id", "kind", "direction", "start", "target", "weight", "base_unit", "unit",
            Coalesce("origin_id", "pk"),
        )
    )  # fmt: skip


def dated_milestones(plan_id: int) -> Rows:
    """Milestones with a date, in the order of the table; the last column is the key of their facts."""
    dated = Milestone.objects.filter(item__plan=plan_id, item__is_leaf=True, due__isnull=False)
    return bare_rows(
        dated.order_by("item__path", "due", "position", "pk").values_list(
            "pk", "item_id", "due", "kind", Coalesce("origin_id", "pk")
        )
    )


def indicator_arrays(
    plan_id: int, year: int, rows: Rows, place: dict[int, int], deadlines: dict[int, date | None]
) -> IndicatorArrays:
    order = {row[0]: index for index, row in enumerate(rows)}
    schedule = bare_rows(
        ScheduleValue.objects.filter(indicator__item__plan=plan_id)
        .order_by()
        .values_list("indicator_id", as_text("due"), "value")
    )
    counted = [row for row in schedule if row[0] in order]
    days = ordinals([row[1] for row in counted])
    points = sorted((order[row[0]], day, float(row[2])) for row, day in zip(counted, days.tolist(), strict=True))
    last_point = dict.fromkeys(range(len(rows)), 0) | {index: day for index, day, _value in points}
    due = [own_due(deadlines[row[1]], last_point[index], year) for index, row in enumerate(rows)]
    return IndicatorArrays(
        keys=tuple(order),
        item=whole([place[row[1]] for row in rows]),
        kind=np.array([KINDS[IndicatorKind(row[2])] for row in rows], dtype=np.int8),
        is_lower=np.array([row[3] == Direction.LOWER for row in rows], dtype=np.bool_),
        start=numbers(row[4] or 0 for row in rows),
        target=numbers(row[5] for row in rows),
        weight=numbers(row[6] for row in rows),
        is_percent=np.array([row[7] == "percent" or row[8].strip() in PERCENT_SIGNS for row in rows], dtype=np.bool_),
        due=np.array(due, dtype=np.int32),
        points=np.searchsorted(whole([point[0] for point in points]), np.arange(len(rows) + 1)).astype(np.int64),
        point_day=np.array([point[1] for point in points], dtype=np.int32),
        point_value=numbers(point[2] for point in points),
    )


def own_due(deadline: date | None, last_point: int, year: int) -> int:
    """A deadline within the year ends the line to the target, unless the plan itself schedules something after it."""
    if deadline is None or deadline.year != year or deadline >= date(year, 12, 31):
        return NEVER
    return deadline.toordinal() if deadline.toordinal() >= last_point else NEVER


def milestone_arrays(rows: Rows, place: dict[int, int]) -> MilestoneArrays:
    return MilestoneArrays(
        keys=tuple(row[0] for row in rows),
        item=whole([place[row[1]] for row in rows]),
        due=np.array([row[2].toordinal() for row in rows], dtype=np.int32),
        is_start=np.array([row[3] == MilestoneKind.START for row in rows], dtype=np.bool_),
    )


def value_facts(plan_id: int, indicators: Rows) -> FactArrays:
    facts = Actual.objects.filter(indicator__in=facts_ids(Indicator, plan_id), returned_on__isnull=True)
    return fact_arrays(facts, "indicator_id", "about", indicators, "value")


def milestone_facts(plan_id: int, milestones: Rows) -> FactArrays:
    facts = MilestoneFact.objects.filter(milestone__in=facts_ids(Milestone, plan_id), returned_on__isnull=True)
    return fact_arrays(facts, "milestone_id", "done_on", milestones)


def facts_ids(model: type[Indicator] | type[Milestone], plan_id: int) -> QuerySet[Any]:
    subjects = model.objects.filter(item__plan=plan_id).order_by()
    return subjects.values_list(Coalesce("origin_id", "pk"), flat=True)


def fact_arrays(facts: QuerySet[Any], subject: str, about: str, subjects: Rows, value: str = "") -> FactArrays:
    """Facts about the subjects (whose last column is the key of their facts); others are left out."""
    place = {row[-1]: index for index, row in enumerate(subjects)}
    dates = [as_text(name) for name in (about, "recorded_on", "confirmed_on")]
    found = bare_rows(facts.order_by().values_list("pk", subject, *dates, *([value] if value else [])))
    used = [row for row in found if row[1] in place]
    columns = list(zip(*used, strict=True)) or [()] * 6
    return FactArrays(
        keys=tuple(columns[0]),
        subject=whole([place[key] for key in columns[1]]),
        about=ordinals(columns[2]),
        recorded=ordinals(columns[3]),
        known=ordinals(columns[4]),
        sequence=whole(columns[0]),
        value=numbers(columns[5]) if value else np.zeros(len(used)),
    )


def as_text(name: str) -> Cast:
    """A date as the database writes it: turned into days all at once instead of one by one."""
    return Cast(name, CharField())


def bare_rows(rows: QuerySet[Any, Any]) -> Rows:
    """Rows as the driver gives them: turning every number into a Decimal would cost more than all the rest."""
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: Rows = cursor.fetchall()
    return found


def whole(values: Sequence[int]) -> Any:
    return np.array(values, dtype=np.int64)


def ordinals(dates: Sequence[str | None]) -> Any:
    """ISO dates as ordinals; none is a day that no date reaches."""
    days = np.array(dates, dtype="datetime64[D]")
    return np.where(np.isnat(days), NEVER, days.astype(np.int64) + EPOCH).astype(np.int32)


def numbers(values: Iterable[Any]) -> Any:
    return np.fromiter((np.nan if value is None else float(value) for value in values), dtype=np.float64)
