"""Places of items in the tree: the path says the order of the table, four digits a level."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item, Plan

DIGITS = 4
MOST_SIBLINGS = 10**DIGITS - 1


def path_below(parent_path: str, position: int) -> str:
    if position > MOST_SIBLINGS:
        raise Refused(
            "too_many_siblings",
            _("More than %(limit)d items would stand side by side; group them under headings.")
            % {"limit": MOST_SIBLINGS},
        )
    return f"{parent_path}{position:0{DIGITS}d}"


def position_of(path: str) -> int:
    return int(path[-DIGITS:])


def renumber(plan: Plan, order: Sequence[int] = ()) -> None:
    """Give siblings the order in which `order` names them (others keep theirs, after them), without gaps."""
    rank = {key: place for place, key in enumerate(order)}
    items = list(Item.objects.filter(plan=plan).only("pk", "parent_id", "path").order_by("path"))
    children: dict[int | None, list[Item]] = {}
    for item in items:
        children.setdefault(item.parent_id, []).append(item)
    moved: list[Item] = []
    levels: list[tuple[int | None, str]] = [(None, "")] if children else []
    while levels:
        below: list[tuple[int | None, str]] = []
        for parent, parent_path in levels:
            siblings = sorted(children.get(parent, ()), key=lambda item: rank.get(item.pk, len(rank)))
            for position, item in enumerate(siblings, start=1):
                path = path_below(parent_path, position)
                if path != item.path:
                    item.path = path
                    moved.append(item)
                below.append((item.pk, path))
        levels = below
    store_paths(plan, moved)


def store_paths(plan: Plan, moved: Sequence[Item]) -> None:
    """Clear the old places first: two items never share one, not even while they change seats."""
    if not moved:
        return
    Item.objects.filter(plan=plan, pk__in=[item.pk for item in moved]).update(
        path=Concat(Value("#"), Cast("pk", CharField()))
    )
    Item.objects.bulk_update(moved, ["path"], batch_size=500)


def mark_leaves(plan: Plan) -> None:
    """An item is a leaf as long as nothing stands below it."""
    has_children = Exists(Item.objects.filter(parent=OuterRef("pk")))
    items = Item.objects.filter(plan=plan)
    items.filter(has_children, is_leaf=True).update(is_leaf=False)
    items.filter(~has_children, is_leaf=False).update(is_leaf=True)
