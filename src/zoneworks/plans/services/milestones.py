"""Dated steps of a row, among them the planned start of works."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction
from django.db.models import Max

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import MilestoneKind, PlanState
from zoneworks.plans.models import Item, Milestone
from zoneworks.plans.services.contents import MilestoneFields
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision
from zoneworks.plans.services.indicators import require_leaf
from zoneworks.plans.services.journal import differences, note_item
from zoneworks.plans.services.limits import require_text
from zoneworks.plans.services.planting import require_known


def claim_draft_row(scope: Scope, item: Item, seen: int | None) -> None:
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT)
    claim_item(item, seen=seen)


@transaction.atomic
def add_milestone(*, scope: Scope, item: Item, seen: int | None = None, **fields: Unpack[MilestoneFields]) -> Milestone:
    require_text(fields.get("text", ""), "text")
    require_known("kind", fields.get("kind"), MilestoneKind.values)
    claim_draft_row(scope, item, seen)
    require_leaf(item)
    last = Milestone.objects.filter(item=item).aggregate(last=Max("position"))["last"]
    milestone = Milestone.objects.create(item=item, position=0 if last is None else last + 1, **fields)
    note_item(scope, item, "add_milestone", milestone=milestone.text)
    return milestone


@transaction.atomic
def change_milestone(
    *, scope: Scope, milestone: Milestone, seen: int | None = None, **fields: Unpack[MilestoneFields]
) -> Milestone:
    """Change a milestone of a draft. `seen` is the revision of its row as the person saw it."""
    require_text(fields.get("text", milestone.text), "text")
    require_known("kind", fields.get("kind"), MilestoneKind.values)
    claim_draft_row(scope, milestone.item, seen)
    milestone.refresh_from_db()
    changes = differences(milestone, fields)
    for name, value in fields.items():
        setattr(milestone, name, value)
    milestone.save()
    if changes:
        note_item(scope, milestone.item, "change_milestone", milestone=milestone.text, changes=changes)
    return milestone


@transaction.atomic
def remove_milestone(*, scope: Scope, milestone: Milestone, seen: int | None = None) -> None:
    claim_draft_row(scope, milestone.item, seen)
    note_item(scope, milestone.item, "remove_milestone", milestone=milestone.text)
    milestone.delete()
