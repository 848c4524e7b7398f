"""What is counted for a row: proposed from its text or by hand, confirmed by a person, with the values due at dates.

What the figures of an issued plan rest on changes only in a new version; a proposal may be confirmed later.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.choices import IndicatorKind, IndicatorState, PlanState
from zoneworks.plans.models import Indicator, Item, Plan, ScheduleValue
from zoneworks.plans.services.contents import IndicatorFields, Schedule
from zoneworks.plans.services.guards import claim_item, claim_plan, require_supervision, writer
from zoneworks.plans.services.journal import differences, note_item
from zoneworks.plans.services.limits import require_text
from zoneworks.plans.services.planting import (
    require_confirmable,
    require_known,
    require_sound_indicator,
    require_sound_schedule,
)


@transaction.atomic
def propose_indicator(
    *, scope: Scope, item: Item, schedule: Schedule = (), seen: int | None = None, **fields: Unpack[IndicatorFields]
) -> Indicator:
    """An indicator that counts for nothing until somebody confirms it."""
    require_supervision(scope, item.plan.zone)
    require_text(fields.get("name", ""), "name")
    require_text(fields.get("unit", ""), "unit")
    require_known("kind", fields.get("kind", ""), IndicatorKind.values)
    require_sound_indicator(fields)
    require_sound_schedule(schedule)
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    claim_item(item, seen=seen)
    require_leaf(item)
    last = Indicator.objects.filter(item=item).aggregate(last=Max("position"))["last"]
    indicator = Indicator(item=item, position=0 if last is None else last + 1, **fields)
    save_named_once(indicator)
    store_schedule(indicator, schedule)
    note_item(scope, item, "propose_indicator", indicator=indicator.name)
    return indicator


def require_leaf(item: Item) -> None:
    """Inside the transaction that has claimed the plan, so that nobody adds a row below meanwhile."""
    if not Item.objects.filter(pk=item.pk, is_leaf=True).exists():
        raise Refused(
            "item_not_leaf",
            _("“%(item)s” has rows below it; indicators and milestones belong to those.") % {"item": item.title},
        )


def save_named_once(indicator: Indicator) -> None:
    try:
        with transaction.atomic():
            indicator.save()
    except IntegrityError as error:
        raise Refused(
            "indicator_name_taken",
            _("“%(item)s” already has an indicator called “%(name)s”.")
            % {"item": indicator.item.title, "name": indicator.name},
            "name",
        ) from error


def store_schedule(indicator: Indicator, schedule: Schedule) -> None:
    ScheduleValue.objects.bulk_create(
        [ScheduleValue(indicator=indicator, due=due, value=value) for due, value in schedule]
    )


@transaction.atomic
def confirm_indicator(*, scope: Scope, indicator: Indicator) -> Indicator:
    """Let a proposed (or once rejected) indicator count."""
    confirmed = confirm_indicators(scope=scope, plan=indicator.item.plan, indicators=[indicator.pk])
    if not confirmed:
        raise Overtaken(
            "indicator_already_confirmed",
            _("A colleague has already confirmed “%(indicator)s”.") % {"indicator": indicator.title},
        )
    indicator.refresh_from_db()
    return indicator


@transaction.atomic
def confirm_indicators(*, scope: Scope, plan: Plan, indicators: Iterable[int]) -> int:
    """Let many proposed indicators count at once; says how many there were, those confirmed before not among them."""
    require_supervision(scope, plan.zone)
    claim_plan(plan, PlanState.DRAFT, PlanState.ISSUED)
    waiting = Indicator.objects.filter(item__plan=plan, pk__in=list(indicators)).exclude(state=IndicatorState.CONFIRMED)
    rows = list(waiting.values_list("pk", "item_id", "name", "target"))
    for _key, _item, name, target in rows:
        require_confirmable(name, target)
    keys = [key for key, *_rest in rows]
    count = Indicator.objects.filter(pk__in=keys).update(state=IndicatorState.CONFIRMED)
    Item.objects.filter(pk__in={item for _key, item, *_rest in rows}).update(revision=F("revision") + 1)
    if len(rows) == 1:
        item = Item.objects.select_related("plan__zone").get(pk=rows[0][1])
        note_item(scope, item, "confirm_indicator", indicator=rows[0][2])
    elif rows:
        record(
            user=writer(scope), zone=plan.zone, verb="confirm_indicators", kind="plan", key=plan.pk, count=count
        )  # fmt: skip
    return count


@transaction.atomic
def reject_indicator(*, scope: Scope, indicator: Indicator) -> Indicator:
    """Put a proposal aside; in a draft also one that was confirmed."""
    item = indicator.item
    require_supervision(scope, item.plan.zone)
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    require_changeable(indicator)
    claim_item(item)
    if not (
        Indicator.objects.filter(pk=indicator.pk)
        .exclude(state=IndicatorState.REJECTED)
        .update(state=IndicatorState.REJECTED)
    ):
        raise Overtaken(
            "indicator_already_rejected",
            _("A colleague has already rejected “%(indicator)s”.") % {"indicator": indicator.title},
        )
    note_item(scope, item, "reject_indicator", indicator=indicator.name)
    indicator.refresh_from_db()
    return indicator


def require_changeable(indicator: Indicator) -> None:
    """Inside the transaction that has claimed the plan: read afresh, a colleague may have issued or confirmed."""
    state, plan_state = Indicator.objects.values_list("state", "item__plan__state").get(pk=indicator.pk)
    if plan_state != PlanState.DRAFT and state == IndicatorState.CONFIRMED:
        raise Refused(
            "indicator_in_force",
            _("“%(indicator)s” is in force with the issued plan; it changes only in a new version.")
            % {"indicator": indicator.title},
        )


@transaction.atomic
def change_indicator(
    *, scope: Scope, indicator: Indicator, seen: int | None = None, **fields: Unpack[IndicatorFields]
) -> Indicator:
    """Change an indicator. `seen` is the revision of its row as the person saw it."""
    item = indicator.item
    require_supervision(scope, item.plan.zone)
    require_sound_indicator(fields)
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    claim_item(item, seen=seen)
    indicator.refresh_from_db()
    require_changeable(indicator)
    changes = differences(indicator, fields)
    for name, value in fields.items():
        setattr(indicator, name, value)
    if indicator.state == IndicatorState.CONFIRMED:
        require_confirmable(indicator.name, indicator.target)
    save_named_once(indicator)
    if changes:
        note_item(scope, item, "change_indicator", indicator=indicator.name, changes=changes)
    return indicator


@transaction.atomic
def set_schedule(*, scope: Scope, indicator: Indicator, schedule: Schedule, seen: int | None = None) -> None:
    """The values due at dates, in the indicator's unit; replaces what was there."""
    item = indicator.item
    require_supervision(scope, item.plan.zone)
    require_sound_schedule(schedule)
    claim_plan(item.plan, PlanState.DRAFT, PlanState.ISSUED)
    claim_item(item, seen=seen)
    require_changeable(indicator)
    standing = ScheduleValue.objects.filter(indicator=indicator)
    before = [f"{due}: {value.normalize():f}" for due, value in standing.values_list("due", "value")]
    standing.delete()
    store_schedule(indicator, schedule)
    after = [f"{due}: {value.normalize():f}" for due, value in sorted(schedule)]
    if before != after:
        note_item(
            scope, item, "set_schedule", indicator=indicator.name, changes={"schedule": [before, after]}
        )  # fmt: skip
