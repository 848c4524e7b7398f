"""Copying rows of a plan into another version with all that belongs to them; a copy knows where it first appeared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Node, Plan, ScheduleValue

BATCH = 2000
DEEPEST = 4
UNPLACED = "+"  # before the place of a row that has yet to be given one among rows that stand there already
Row = TypeVar("Row", bound=models.Model)


def copy_rows(rows: QuerySet[Item], copy: Plan, parents: Mapping[int, int] | None = None) -> dict[int, int]:
    """Copies by the key of the original. `parents`: rows that stand in the copy already, by the key of their original;
    rows copied below them have to be given their places afterwards."""
    items: dict[int, int] = dict(parents or {})
    is_joining = parents is not None

    def change(row: Item) -> None:
        path = f"{UNPLACED}{row.path}" if is_joining else row.path
        put(row, plan_id=copy.pk, parent_id=items.get(row.parent_id or 0), path=path)

    keys = list(rows.values_list("pk", flat=True)) if is_joining else []
    for level in range(1, DEEPEST + 1):
        items |= copied(rows.filter(level=level), change)
    among = {"item__in": keys} if is_joining else {"item__plan": plan_of(rows)}
    copy_belongings(among, items)
    return items


def plan_of(rows: QuerySet[Item]) -> int:
    return rows.values_list("plan_id", flat=True)[:1].get()


def copy_belongings(among: Mapping[str, object], items: Mapping[int, int]) -> None:
    def of_item(row: models.Model) -> None:
        put(row, item_id=items[row.item_id])  # type: ignore[attr-defined]

    for model in (ItemUnit, ItemPost, Node, Milestone):
        copied(model._default_manager.filter(**among), of_item)
    indicators = copied(Indicator.objects.filter(**among), of_item)
    scheduled = {f"indicator__{path}": value for path, value in among.items()}
    copied(ScheduleValue.objects.filter(**scheduled), lambda row: put(row, indicator_id=indicators[row.indicator_id]))
    copied(Item.tags.through.objects.filter(**among), lambda row: put(row, item_id=items[row.item_id]))


def copied(rows: Iterable[Row], change: Callable[[Row], None]) -> dict[int, int]:
    """Save a copy of each row, changed; where the copies are found, by the key of the original."""
    rows = list(rows)
    keys = [row.pk for row in rows]
    for row in rows:
        change(row)
        if hasattr(row, "origin_id"):
            row.origin_id = row.origin_id or row.pk
        row.pk = None
        row._state.adding = True
    made = type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH) if rows else []
    return {key: row.pk for key, row in zip(keys, made, strict=True)}


def put(row: models.Model, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
