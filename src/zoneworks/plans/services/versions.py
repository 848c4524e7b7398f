"""A re-baselining in mid-year: the plan in force is copied into a new draft, and its facts go on counting there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator, Item, ItemPost, ItemUnit, Milestone, Node, Plan, ScheduleValue
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.plans import save_new_version

BATCH = 2000
DEEPEST = 4
Row = TypeVar("Row", bound=models.Model)
HEAD = (
    "title", "title_en", "document_no", "document_no_en", "issuing_unit_id", "level_names", "rule_set",
    "is_illustrative",
)  # fmt: skip


@transaction.atomic
def draft_next_version(*, scope: Scope, plan: Plan) -> Plan:
    """Copy an issued plan into a draft. Rows, indicators and milestones remember where they first appeared."""
    require_supervision(scope, plan.zone)
    if plan.state == PlanState.DRAFT:
        raise Refused(
            "plan_draft", _("“%(plan)s” is still a draft; change it as it stands.") % {"plan": plan.title_shown}
        )
    versions = Plan.objects.filter(zone=plan.zone, year=plan.year)
    if versions.filter(state=PlanState.DRAFT).exists():
        raise Refused("draft_exists", _("There already is a draft for %(year)s. Go on with it.") % {"year": plan.year})
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    head = {name: getattr(plan, name) for name in HEAD}
    copy = Plan(zone=plan.zone, year=plan.year, version=version, supersedes=plan, **head)
    save_new_version(copy)
    copy_rows(plan, copy)
    record(user=writer(scope), zone=plan.zone, verb="draft_next_version", kind="plan", key=copy.pk, of=plan.pk)
    return copy


def copy_rows(plan: Plan, copy: Plan) -> None:
    items: dict[int, int] = {}

    def change(row: Item) -> None:
        put(row, plan_id=copy.pk, parent_id=items.get(row.parent_id or 0))

    for level in range(1, DEEPEST + 1):
        rows = Item.objects.filter(plan=plan, level=level)
        items |= copied(rows, change)
    below = {"item__plan": plan}
    copied(ItemUnit.objects.filter(**below), lambda row: put(row, item_id=items[row.item_id]))
    copied(ItemPost.objects.filter(**below), lambda row: put(row, item_id=items[row.item_id]))
    copied(Node.objects.filter(**below), lambda row: put(row, item_id=items[row.item_id]))
    copied(Milestone.objects.filter(**below), lambda row: put(row, item_id=items[row.item_id]))
    indicators = copied(Indicator.objects.filter(**below), lambda row: put(row, item_id=items[row.item_id]))
    copied(
        ScheduleValue.objects.filter(indicator__item__plan=plan),
        lambda row: put(row, indicator_id=indicators[row.indicator_id]),
    )
    tagged = Item.tags.through.objects.filter(item__plan=plan)
    copied(tagged, lambda row: put(row, item_id=items[row.item_id]))


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


def put(row: models.Model, **values: int | None) -> None:
    for name, value in values.items():
        setattr(row, name, value)
