"""Rows of a plan as they stand, kept so that they can be put back key by key, field by field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Node, Plan, ScheduleValue
from zoneworks.plans.services.places import store_paths

Json = dict[str, Any]
AT_ONCE = 500
NOT_OVERWRITTEN = {"id", "revision", "path", "parent_id", "level", "is_leaf"}
# What belongs to an item, each with the path from it to the item; later ones hang on earlier ones.
PARTS: dict[str, tuple[type[models.Model], str]] = {
    "duties": (ItemUnit, "item"),
    "leaders": (ItemPost, "item"),
    "tags": (Item.tags.through, "item"),
    "nodes": (Node, "item"),
    "milestones": (Milestone, "item"),
    "indicators": (Indicator, "item"),
    "schedule": (ScheduleValue, "indicator__item"),
}


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def plain_rows(model: type[models.Model], rows: models.QuerySet) -> list[Json]:
    """Rows as JSON keeps them; Django's fields take the texts of dates and decimals back."""
    stored: list[Json] = json.loads(json.dumps(list(rows.values(*columns(model))), cls=DjangoJSONEncoder))
    return stored


def snapshot(items: Sequence[int], *, with_parts: bool = True) -> Json:
    """The items and all that belongs to them: one statement for each kind of thing."""
    if not items:
        return {}
    taken = {"items": plain_rows(Item, Item.objects.filter(pk__in=items))}
    for name, (model, path) in PARTS.items() if with_parts else ():
        taken[name] = plain_rows(model, model._default_manager.filter(**{f"{path}__in": list(items)}))
    return taken


def put_back(taken: Json, *, with_parts: bool = True) -> None:
    """Make the items what they were. Raises ProtectedError when a fact hangs on something that was not there."""
    items = [row["id"] for row in taken.get("items", ())]
    if not items:
        return
    replace_rows(Item, Item.objects.filter(pk__in=items), taken["items"])
    if not with_parts:
        return
    for name, (model, path) in reversed(PARTS.items()):
        kept = {row["id"] for row in taken[name]}
        model._default_manager.filter(**{f"{path}__in": items}).exclude(pk__in=kept).delete()
    for name, (model, path) in PARTS.items():
        replace_rows(model, model._default_manager.filter(**{f"{path}__in": items}), taken[name])


def replace_rows(model: type[models.Model], standing: models.QuerySet, rows: Iterable[Json]) -> None:
    """Give rows that still stand their former fields, and make those that are gone anew under their former keys.

    Places in the tree are put back by `restore_places`; revisions only ever grow.
    """
    there = set(standing.values_list("pk", flat=True))
    former = [revived(model, row) for row in rows]
    names = [name for name in columns(model) if name not in NOT_OVERWRITTEN]
    model._default_manager.bulk_create([one for one in former if one.pk not in there], batch_size=AT_ONCE)
    changed = [one for one in former if one.pk in there]
    if changed and names:
        model._default_manager.bulk_update(changed, names, batch_size=100)


def revived(model: type[models.Model], row: Json) -> models.Model:
    """A row as it was, dates and numbers made of their texts."""
    own = {field.attname: field for field in model._meta.concrete_fields if not field.is_relation}
    return model(**{name: own[name].to_python(value) if name in own else value for name, value in row.items()})


def places_of(plan: Plan) -> list[list[Any]]:
    """Where every row stands: key, parent, path, level, whether it is a leaf."""
    rows = Item.objects.filter(plan=plan).order_by("path")
    return [list(row) for row in rows.values_list("pk", "parent_id", "path", "level", "is_leaf")]


def digest_of_places(plan: Plan) -> str:
    return hashlib.sha256(json.dumps(places_of(plan)).encode()).hexdigest()


def restore_places(plan: Plan, places: Sequence[Sequence[Any]]) -> None:
    """Put standing rows back where they stood."""
    standing = Item.objects.filter(plan=plan).in_bulk()
    moved = []
    for key, parent, path, level, is_leaf in places:
        item = standing.get(key)
        if item and (item.parent_id, item.path, item.level, item.is_leaf) != (parent, path, level, is_leaf):
            item.parent_id, item.path, item.level, item.is_leaf = parent, path, level, is_leaf
            moved.append(item)
    store_paths(plan, moved)
    Item.objects.bulk_update(moved, ["parent", "level", "is_leaf"], batch_size=AT_ONCE)
