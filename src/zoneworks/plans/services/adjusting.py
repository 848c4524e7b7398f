"""Adjusting a plan in mid-year: in the draft of its next version rows are moved out, put back and moved elsewhere.

A row that is moved out keeps its reason with the version that drops it; the row itself, its facts, reports and orders
stand where they stood, in the version before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, RowReason
from zoneworks.plans.services.copying import copy_rows
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision
from zoneworks.plans.services.items import DEEPEST, uproot
from zoneworks.plans.services.journal import note_item
from zoneworks.plans.services.limits import require_text
from zoneworks.plans.services.places import mark_leaves, renumber

LONGEST_REASON = 2000


@transaction.atomic
def move_out(*, scope: Scope, item: Item, reason: str, reason_en: str = "", seen: int | None = None) -> None:
    """Take a row, and all below it, out of the plan from this version on, saying why."""
    require_reason(reason, reason_en)
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT)
    claim_item(item, seen=seen)
    rows = Item.objects.filter(plan=item.plan_id, path__startswith=item.path)
    known = [origin for origin in rows.values_list("origin_id", flat=True) if origin is not None]
    write_reasons(item.plan, known, reason, reason_en)
    note_item(scope, item, "move_out", reason=reason)
    uproot(scope, item.plan, [item])


@transaction.atomic
def put_back(*, scope: Scope, plan: Plan, item: Item, seen: int | None = None) -> Item:
    """Take a row of the version before, and all below it, into the draft again, as it was there."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, seen=seen)
    if item.plan_id != plan.supersedes_id:
        raise Refused("row_of_another_version", _("“%(item)s” is no row of the version before.") % {"item": item.title})
    first = item.origin_id or item.pk
    if Item.objects.filter(Q(pk=first) | Q(origin=first), plan=plan).exists():
        raise Refused("row_there", _("“%(item)s” is in the draft already.") % {"item": item.title})
    parent = heading_in(plan, item)
    rows = Item.objects.filter(plan=item.plan_id, path__startswith=item.path)
    order = order_with(plan, item)
    keys = copy_rows(rows, plan, parents={item.parent_id: parent.pk} if parent and item.parent_id else {})
    origins = list(Item.objects.filter(pk__in=keys.values()).values_list("origin_id", flat=True))
    RowReason.objects.filter(plan=plan, item__in=origins).delete()
    mark_leaves(plan)
    renumber(plan, [keys[item.pk] if key == item.pk else key for key in order])
    back = Item.objects.select_related("plan__zone").get(pk=keys[item.pk])
    note_item(scope, back, "put_back")
    return back


def heading_in(plan: Plan, item: Item) -> Item | None:
    """The heading in the draft below which a row of the version before belongs."""
    if item.parent is None:
        return None
    first = item.parent.origin_id or item.parent.pk
    heading = Item.objects.filter(Q(pk=first) | Q(origin=first), plan=plan).first()
    if heading is None:
        raise Refused(
            "heading_missing",
            _("Its heading “%(heading)s” was moved out as well. Put that back; its rows come along.")
            % {"heading": item.parent.title},
        )
    require_no_targets(heading)
    return heading


def require_no_targets(heading: Item) -> None:
    """Indicators and milestones stand on the lowest rows only."""
    if Indicator.objects.filter(item=heading).exists() or Milestone.objects.filter(item=heading).exists():
        raise Refused(
            "parent_has_targets",
            _("“%(item)s” has indicators or milestones of its own; remove them before rows are placed below it.")
            % {"item": heading.title},
            "parent",
        )


def order_with(plan: Plan, item: Item) -> list[int]:
    """The rows of the draft in order, and the row that comes back (by its old key) after those that stood before it."""
    before = Item.objects.filter(plan=item.plan_id, parent=item.parent_id, path__lt=item.path)
    known = {first or key for key, first in before.values_list("pk", "origin_id")}
    order: list[int] = []
    place = 0
    rows = Item.objects.filter(plan=plan).order_by("path").values_list("pk", "origin_id")
    for number, (key, origin) in enumerate(rows, start=1):
        order.append(key)
        if (origin or key) in known:
            place = number
    return [*order[:place], item.pk, *order[place:]]


@transaction.atomic
def move_item(*, scope: Scope, item: Item, parent: Item | None, seen: int | None = None) -> Item:
    """Place a lowest row of a draft below another heading, last there."""
    plan = item.plan
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT)
    if parent is not None and parent.plan_id != plan.pk:
        raise Refused("parent_unknown", _("The heading this row belongs to is no longer in the plan."), "parent")
    if Item.objects.filter(parent=item).exists():
        raise Refused("row_is_heading", _("“%(item)s” has rows below it and stays.") % {"item": item.title}, "parent")
    level = parent.level + 1 if parent else 1
    if parent is not None and (parent.pk == item.pk or level > DEEPEST):
        raise Refused("too_deep", _("A plan has at most four levels."), "parent")
    if parent is not None:
        require_no_targets(parent)
    before = item.parent.title if item.parent else ""
    claim_item(item, seen=seen, parent=parent, level=level)
    mark_leaves(plan)
    others = Item.objects.filter(plan=plan).exclude(pk=item.pk).order_by("path").values_list("pk", flat=True)
    renumber(plan, [*others, item.pk])
    note_item(scope, item, "move_item", changes={"parent": [before, parent.title if parent else ""]})
    item.refresh_from_db()
    return item


@transaction.atomic
def explain_row(*, scope: Scope, item: Item, reason: str, reason_en: str = "") -> None:
    """Why the version moves a row in or changes it; nothing takes the reason back."""
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT)
    first = item.origin_id or item.pk
    if not (reason.strip() or reason_en.strip()):
        RowReason.objects.filter(plan=item.plan, item=first).delete()
        return
    require_reason(reason, reason_en)
    write_reasons(item.plan, [first], reason, reason_en)


def require_reason(reason: str, reason_en: str) -> None:
    require_text(reason, "reason")
    for name, text in (("reason", reason), ("reason_en", reason_en)):
        if len(text) > LONGEST_REASON:
            raise Refused(
                "text_too_long",
                _("“%(start)s…” has %(length)d characters; at most %(limit)d fit. Shorten it.")
                % {"start": text[:20], "length": len(text), "limit": LONGEST_REASON},
                name,
            )


def write_reasons(plan: Plan, items: Iterable[int], reason: str, reason_en: str = "") -> None:
    """By the rows as they first appeared; what a version said of a row before is replaced."""
    rows: Sequence[RowReason] = [
        RowReason(plan=plan, item_id=item, reason=reason.strip(), reason_en=reason_en.strip()) for item in items
    ]
    RowReason.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["plan", "item"], update_fields=["reason", "reason_en"]
    )
