"""Writing what a whole table says into a draft: new rows, changed rows, their order, in a fixed number of statements.

Made for imports; the record that `write_table` returns lets `restore_table` put back what was before.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import F

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Node, Plan
from zoneworks.plans.services.contents import (
    IndicatorFields,
    ItemFields,
    MilestoneFields,
    NewIndicator,
    NewItem,
    NewNode,
    Schedule,
)
from zoneworks.plans.services.guards import claim_plan, require_supervision, writer
from zoneworks.plans.services.items import add_items
from zoneworks.plans.services.limits import require_fitting, require_weight
from zoneworks.plans.services.places import mark_leaves, renumber
from zoneworks.plans.services.plans import PlanFields, change_plan
from zoneworks.plans.services.planting import insert_duties, require_posts_of_zone, require_units_of_zone
from zoneworks.plans.services.snapshots import digest_of_places, places_of, plain_rows, snapshot
from zoneworks.plans.services.table_parts import update_rows, write_indicators, write_milestones
from zoneworks.units.models import Post, Unit

Json = dict[str, Any]
Headings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A new leaf below headings as printed, outermost first; headings that are missing are made."""

    key: Hashable
    headings: Headings
    item: NewItem


@dataclass(frozen=True, slots=True)
class RowChange:
    """What changes of one standing leaf; None leaves as it is. `headings` moves it below others.

    `add_milestones`, `propose` are new; `milestones`, `indicators` and `schedules` are changes by key.
    """

    item: int
    fields: ItemFields = field(default_factory=ItemFields)
    headings: Headings | None = None
    duties: Sequence[tuple[Duty, Unit]] | None = None
    leaders: Sequence[Post] | None = None
    nodes: Sequence[NewNode] | None = None
    add_milestones: Sequence[MilestoneFields] = ()
    milestones: Mapping[int, MilestoneFields] = field(default_factory=dict)
    remove_milestones: Sequence[int] = ()
    propose: Sequence[NewIndicator] = ()
    indicators: Mapping[int, IndicatorFields] = field(default_factory=dict)
    schedules: Mapping[int, Schedule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """Keys of the new leaves by the key of their row, and what is needed to take everything back."""

    created: dict[Hashable, int]
    undo: Json


@transaction.atomic
def write_table(
    *,
    scope: Scope,
    plan: Plan,
    seen: int | None = None,
    head: PlanFields | None = None,
    rows: Sequence[TableRow] = (),
    changes: Sequence[RowChange] = (),
    headings: Mapping[int, ItemFields] | None = None,
    order: Sequence[Hashable] = (),
) -> Written:
    """Write a table into a draft. `seen`: the plan's revision as compared. `headings`: changes of standing headings.

    `order` lists leaves as the table has them, by the key of a new row or the number of a standing item; rows that the
    table does not have stay after the row before them.
    """
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    renamed = dict(headings or {})
    require_sound_changes(plan, changes)
    undo: Json = {
        "head": plain_rows(Plan, Plan.objects.filter(pk=plan.pk))[0] if head else {},
        "rows": snapshot([change.item for change in changes]),
        "headings": snapshot(list(renamed), with_parts=False),
        "places": places_of(plan),
    }
    if head:
        change_plan(scope=scope, plan=plan, **head)
    update_rows(Item, renamed)
    tree = Tree(plan)
    leaves, new_headings = plant_rows(scope, plan, tree, rows, changes)
    apply_changes(changes, tree)
    created = {row.key: leaf.pk for row, leaf in zip(rows, leaves, strict=True)}
    undo["removed"] = arrange(plan, [created.get(key, key) for key in order], changes)
    undo["created"] = [item.pk for item in [*new_headings, *leaves]]
    touched = {*renamed, *(change.item for change in changes)}
    Item.objects.filter(pk__in=touched).update(revision=F("revision") + 1)
    undo["revisions"] = dict(Item.objects.filter(pk__in={*touched, *undo["created"]}).values_list("pk", "revision"))
    undo["places_after"] = digest_of_places(plan)
    record(
        user=writer(scope), zone=plan.zone, verb="write_table", kind="plan", key=plan.pk,
        created=len(leaves), changed=len(changes),
    )  # fmt: skip
    return Written(created, undo)


def require_sound_changes(plan: Plan, changes: Sequence[RowChange]) -> None:
    for change in changes:
        require_fitting(Item, change.fields)
        require_weight(change.fields.get("weight"))
        require_units_of_zone(plan.zone, [unit for _duty, unit in change.duties or ()])
        require_posts_of_zone(plan.zone, change.leaders or ())


class Tree:
    """The headings of a plan by what they are called, outermost first."""

    def __init__(self, plan: Plan) -> None:
        self.keys: dict[Headings, int] = {}
        names: dict[int, Headings] = {}
        rows = Item.objects.filter(plan=plan).order_by("path").values_list("pk", "parent_id", "name", "is_leaf")
        for key, parent, name, is_leaf in rows:
            names[key] = (*names.get(parent, ()), name)
            if not is_leaf:
                self.keys.setdefault(names[key], key)

    def missing(self, headings: Headings) -> list[Headings]:
        """The headings that have to be made, outermost first."""
        upwards = [headings[: depth + 1] for depth in range(len(headings))]
        return [one for one in upwards if one not in self.keys]


def plant_rows(
    scope: Scope, plan: Plan, tree: Tree, rows: Sequence[TableRow], changes: Sequence[RowChange]
) -> tuple[list[Item], list[Item]]:
    """Save new headings and new leaves; returns the leaves in the order of the rows, and the headings."""
    wanted: dict[Headings, None] = {}
    for headings in [*(row.headings for row in rows), *(change.headings or () for change in changes)]:
        wanted.update(dict.fromkeys(tree.missing(headings)))
    places = {headings: place for place, headings in enumerate(wanted)}

    def below(headings: Headings, item: NewItem) -> NewItem:
        if headings in places:
            return replace(item, above=places[headings])
        return replace(item, parent=tree.keys[headings]) if headings else item

    news = [below(headings[:-1], NewItem({"name": headings[-1]})) for headings in wanted]
    news += [below(row.headings, row.item) for row in rows]
    made = add_items(scope=scope, plan=plan, items=news) if news else []
    tree.keys.update({headings: made[place].pk for headings, place in places.items()})
    return made[len(places) :], made[: len(places)]


def apply_changes(changes: Sequence[RowChange], tree: Tree) -> None:
    """Change standing leaves: one statement for each kind of thing and packet of rows."""
    fields: dict[int, dict[str, Any]] = {change.item: dict(change.fields) for change in changes}
    for change in changes:
        if change.headings is not None:
            parent = tree.keys[change.headings] if change.headings else None
            fields[change.item] |= {"parent_id": parent, "level": len(change.headings) + 1}
    update_rows(Item, fields)
    replace_parts(changes)
    write_milestones(
        add={change.item: change.add_milestones for change in changes if change.add_milestones},
        change={key: fields for change in changes for key, fields in change.milestones.items()},
        remove=[key for change in changes for key in change.remove_milestones],
    )
    write_indicators(
        propose={change.item: change.propose for change in changes if change.propose},
        change={key: fields for change in changes for key, fields in change.indicators.items()},
        schedules={key: values for change in changes for key, values in change.schedules.items()},
    )


def replace_parts(changes: Sequence[RowChange]) -> None:
    """Duties, leaders and nodes are few and have no history of their own: out with the old, in with the new."""
    ItemUnit.objects.filter(item__in=[change.item for change in changes if change.duties is not None]).delete()
    insert_duties((change.item, change.duties or ()) for change in changes)
    ItemPost.objects.filter(item__in=[change.item for change in changes if change.leaders is not None]).delete()
    insert_rows(
        ItemPost,
        (
            {"item_id": change.item, "post_id": post, "position": place}
            for change in changes
            for place, post in enumerate({post.pk: None for post in change.leaders or ()})
        ),
    )
    Node.objects.filter(item__in=[change.item for change in changes if change.nodes is not None]).delete()
    insert_rows(
        Node,
        (
            {"item_id": change.item, "due": node.due, "text": node.text, "text_en": node.text_en}
            for change in changes
            for node in change.nodes or ()
        ),
    )


def arrange(plan: Plan, order: Sequence[Hashable], changes: Sequence[RowChange]) -> Json:
    """Put the rows in the order of the table, and take out headings that lost their last row; returns those."""
    emptied: Json = {}
    if any(change.headings is not None for change in changes):
        empty = empty_headings(plan)
        emptied = snapshot(empty)
        Item.objects.filter(pk__in=empty).delete()
        mark_leaves(plan)
    renumber(plan, complete_order(plan, order))
    return emptied


def empty_headings(plan: Plan) -> list[int]:
    """Headings without any leaf below them, innermost first."""
    rows = list(Item.objects.filter(plan=plan).order_by("-level").values_list("pk", "parent_id", "is_leaf"))
    has_rows: set[int] = set()
    empty = []
    for key, parent, is_leaf in rows:
        if not is_leaf and key not in has_rows:
            empty.append(key)
        elif parent is not None:
            has_rows.add(parent)
    return empty


def complete_order(plan: Plan, order: Sequence[Hashable]) -> list[int]:
    """Siblings as the table has them: a heading stands where its first row does, a row the table lacks after the row
    that stood before it."""
    rows = list(Item.objects.filter(plan=plan).order_by("path").values_list("pk", "parent_id"))
    parent_of = dict(rows)
    rank: dict[int, float] = {}
    for place, key in enumerate(order):
        above = key if isinstance(key, int) else None
        while above is not None:
            rank.setdefault(above, place)
            above = parent_of.get(above)
    last: dict[int | None, float] = {}
    for key, parent in rows:
        if key in rank:
            last[parent] = rank[key]
        else:
            rank[key] = last.get(parent, -1.0)
    return sorted((key for key, _parent in rows), key=lambda key: rank[key])
