"""Adding, changing and removing the rows of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Unpack

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator, Item, Milestone, Node, Plan
from zoneworks.plans.services.contents import ItemFields, NewItem, NewNode
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision, writer
from zoneworks.plans.services.journal import differences, note_item, plain
from zoneworks.plans.services.limits import require_fitting, require_text, require_weight
from zoneworks.plans.services.places import mark_leaves, path_below, position_of, renumber
from zoneworks.plans.services.planting import attach_contents, require_sound_item

DEEPEST = 4
FEW = 200


@transaction.atomic
def add_item(
    *,
    scope: Scope,
    plan: Plan,
    parent: Item | None = None,
    before: Item | None = None,
    seen: int | None = None,
    **fields: Unpack[ItemFields],
) -> Item:
    """One more row, last below its parent or just before a sibling."""
    [item] = add_items(
        scope=scope, plan=plan, seen=seen, items=[NewItem(fields=fields, parent=parent.pk if parent else None)]
    )
    if before is not None:
        siblings = Item.objects.filter(plan=plan, parent=parent).exclude(pk=item.pk).values_list("pk", flat=True)
        order = [key for sibling in siblings for key in ([item.pk, sibling] if sibling == before.pk else [sibling])]
        renumber(plan, order)
        item.refresh_from_db()
    return item


@transaction.atomic
def add_items(*, scope: Scope, plan: Plan, items: Sequence[NewItem], seen: int | None = None) -> list[Item]:
    """Many rows with all that belongs to them, in the order given, each below its parent's last child.

    The number of statements does not grow with the number of rows (apart from the size of a batch).
    """
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    for new in items:
        require_sound_item(plan, new)
    made = plant(plan, items)
    attach_contents(list(zip(made, items, strict=True)))
    mark_leaves(plan)
    for item in made:
        item.is_leaf = True
    above = {item.parent_id for item in made}
    for item in made:
        item.is_leaf = item.pk not in above
    if len(made) == 1:
        note_item(scope, made[0], "add_item", title=made[0].title)
    elif made:
        record(
            user=writer(scope), zone=plan.zone, verb="add_items", kind="plan", key=plan.pk,
            count=len(made), first=made[0].pk, last=made[-1].pk,
        )  # fmt: skip
    return made


def plant(plan: Plan, news: Sequence[NewItem]) -> list[Item]:
    """Save the rows level by level, because a child needs its parent's key."""
    standing = {item.pk: item for item in Item.objects.filter(plan=plan).only("pk", "parent_id", "path", "level")}
    require_room_for_children(plan, standing, {new.parent for new in news if new.parent is not None})
    taken: dict[int | None, int] = {}
    for item in standing.values():
        taken[item.parent_id] = max(taken.get(item.parent_id, 0), position_of(item.path))
    made: list[Item | None] = [None] * len(news)
    waiting = list(range(len(news)))
    while waiting:
        ready = [place for place in waiting if (above := news[place].above) is None or made[above] is not None]
        if not ready:
            raise ValueError(f"new items {waiting[:5]} name a place above that is not in the list")
        batch = [seat(plan, news[place], standing, made, taken) for place in ready]
        for place, item in zip(ready, save_new(plan, batch), strict=True):
            made[place] = item
        waiting = [place for place in waiting if made[place] is None]
    return [item for item in made if item is not None]


def save_new(plan: Plan, items: Sequence[Item]) -> list[Item]:
    """Insert rows and read their keys back by their places, which no two rows share."""
    names = [field.attname for field in Item._meta.concrete_fields if not field.primary_key]
    insert_rows(Item, ({name: getattr(item, name) for name in names} for item in items))
    among = Item.objects.filter(plan=plan)
    among = among.filter(path__in=[item.path for item in items]) if len(items) < FEW else among
    keys = dict(among.values_list("path", "pk"))
    for item in items:
        item.pk, item._state.adding = keys[item.path], False
    return list(items)


def seat(
    plan: Plan, new: NewItem, standing: dict[int, Item], made: Sequence[Item | None], taken: dict[int | None, int]
) -> Item:
    """The row at its place: below its parent, after the last child there."""
    parent = made[new.above] if new.above is not None else standing.get(new.parent) if new.parent else None
    if new.parent is not None and parent is None:
        raise Refused("parent_unknown", _("The heading this row belongs to is no longer in the plan."), "parent")
    level = parent.level + 1 if parent else 1
    if level > DEEPEST:
        raise Refused("too_deep", _("A plan has at most four levels."), "parent")
    key = parent.pk if parent else None
    taken[key] = taken.get(key, 0) + 1
    path = path_below(parent.path if parent else "", taken[key])
    return Item(plan=plan, parent=parent, level=level, path=path, is_leaf=True, **new.fields)


def require_room_for_children(plan: Plan, standing: dict[int, Item], parents: set[int]) -> None:
    """Indicators and milestones stand on the lowest rows only: a row that has any takes no children."""
    if not parents:
        return
    own = OuterRef("pk")
    has_targets = Exists(Indicator.objects.filter(item=own)) | Exists(Milestone.objects.filter(item=own))
    holding = Item.objects.filter(has_targets, plan=plan, pk__in=parents)
    for item in holding:
        raise Refused(
            "parent_has_targets",
            _("“%(item)s” has indicators or milestones of its own; remove them before rows are placed below it.")
            % {"item": item.title},
            "parent",
        )


@transaction.atomic
def change_item(*, scope: Scope, item: Item, seen: int | None = None, **fields: Unpack[ItemFields]) -> Item:
    """Change what a row of a draft says. `seen` is the row's revision as the person saw it."""
    plan = item.plan
    require_supervision(scope, plan.zone)
    require_sound_fields(item, fields)
    claim_plan(plan, PlanState.DRAFT)
    changes = differences(item, fields)
    claim_item(item, seen=seen, **fields)
    if changes:
        note_item(scope, item, "change_item", changes=changes)
    item.refresh_from_db()
    return item


def require_sound_fields(item: Item, fields: ItemFields) -> None:
    require_fitting(Item, fields)
    require_weight(fields.get("weight"))
    require_text(fields.get("name", item.name) or fields.get("goal", item.goal), "name")


@transaction.atomic
def set_nodes(*, scope: Scope, item: Item, nodes: Iterable[NewNode], seen: int | None = None) -> None:
    """What the table says for each date, word for word; replaces what was there."""
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT)
    claim_item(item, seen=seen)
    before = [f"{node.due}: {node.text}" for node in Node.objects.filter(item=item)]
    Node.objects.filter(item=item).delete()
    made = Node.objects.bulk_create(
        [Node(item=item, due=node.due, text=node.text, text_en=node.text_en) for node in nodes]
    )
    after = [f"{node.due}: {node.text}" for node in made]
    if before != after:
        note_item(scope, item, "set_nodes", changes={"nodes": [before, after]})


@transaction.atomic
def arrange_items(*, scope: Scope, plan: Plan, order: Sequence[int], seen: int | None = None) -> None:
    """Put siblings in the order in which their keys are given; those not named follow."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    renumber(plan, order)
    record(user=writer(scope), zone=plan.zone, verb="arrange_items", kind="plan", key=plan.pk, count=len(order))


@transaction.atomic
def remove_item(*, scope: Scope, item: Item, seen: int | None = None) -> None:
    """Take a row, and all below it, out of a draft."""
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT)
    claim_item(item, seen=seen)
    uproot(scope, item.plan, [item])


@transaction.atomic
def remove_items(*, scope: Scope, plan: Plan, items: Sequence[Item], seen: int | None = None) -> None:
    """Take many rows, and all below them, out of a draft at once."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    uproot(scope, plan, [item for item in items if item.plan_id == plan.pk])


def uproot(scope: Scope, plan: Plan, items: Sequence[Item]) -> None:
    titles = plain([item.title for item in items[:20]])
    Item.objects.filter(plan=plan, pk__in=[item.pk for item in items]).delete()
    mark_leaves(plan)
    renumber(plan)
    record(
        user=writer(scope), zone=plan.zone, verb="remove_items", kind="plan", key=plan.pk,
        count=len(items), titles=titles,
    )  # fmt: skip
