"""The mid-year adjustment that the demonstration zone is drafting: a row out, a row in, an amount, a deadline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.demonstration.days import ORDERS, Days
from zoneworks.demonstration.files import read
from zoneworks.plans.choices import Duty, IndicatorKind
from zoneworks.plans.models import Indicator, Item, Plan
from zoneworks.plans.services import (
    ItemFields,
    NewIndicator,
    NewItem,
    add_items,
    change_indicator,
    change_item,
    draft_next_version,
    explain_row,
    move_out,
    set_schedule,
)
from zoneworks.units.models import Unit

Json = dict[str, Any]


def plan_adjustment(plan: Plan, office: Scope, days: Days) -> None:
    told = read("adjustment.json")
    days.add(date.fromisoformat(told["drafted_on"]), ORDERS, lambda _day: draft_adjustment(plan, office, told))


def draft_adjustment(plan: Plan, office: Scope, told: Json) -> None:
    """A draft only: it waits for the meeting that decides on it, so nothing in force changes."""
    draft = draft_next_version(scope=office, plan=plan, **told["notice"])
    for row in told["amounts"]:
        adjust_amount(draft, office, row)
    for row in told["deadlines"]:
        item = row_of(draft, row["item"])
        deadline = date.fromisoformat(row["deadline"])
        change_item(scope=office, item=item, deadline=deadline, deadline_text=row["deadline_text"])
        explain_row(scope=office, item=item, reason=row["reason"], reason_en=row["reason_en"])
    for row in told["out"]:
        item = row_of(draft, row["item"])
        move_out(scope=office, item=item, reason=row["reason"], reason_en=row["reason_en"])
    for row in told["in"]:
        move_in(draft, office, row)


def adjust_amount(draft: Plan, office: Scope, row: Json) -> None:
    """Target and what is scheduled after today move by the same share."""
    item = row_of(draft, row["item"])
    indicator = Indicator.objects.select_related("item__plan__zone").filter(item=item, target__isnull=False)[0]
    before, share = indicator.target or Decimal(0), Decimal(str(row["share"]))
    after = (before * share).quantize(Decimal(1))
    begun = date.fromisoformat(row["from"])
    schedule = [
        (one.due, (one.value * share).quantize(Decimal(1)) if one.due >= begun else one.value)
        for one in indicator.schedule.all()
    ]
    change_indicator(scope=office, indicator=indicator, target=after)
    if schedule:
        set_schedule(scope=office, indicator=indicator, schedule=schedule)
    explain_row(scope=office, item=item, reason=row["reason"], reason_en=row["reason_en"])


def move_in(draft: Plan, office: Scope, row: Json) -> None:
    unit = Unit.objects.get(code=row["unit"])
    sibling = row_of(draft, row["beside"])
    year_end = date(draft.year, 12, 31)
    indicator = NewIndicator(
        {
            "name": row["indicator"],
            "name_en": row["indicator_en"],
            "unit": row["unit_word"],
            "unit_en": row["unit_word_en"],
            "kind": IndicatorKind.CUMULATIVE,
            "target": Decimal(row["target"]),
        },
        schedule=[(year_end, Decimal(row["target"]))],
        is_confirmed=True,
    )
    fields: ItemFields = {
        "name": row["name"],
        "name_en": row["name_en"],
        "goal": row["goal"],
        "goal_en": row["goal_en"],
        "code": row["code"],
        "deadline": year_end,
        "deadline_text": row["deadline_text"],
    }
    new = NewItem(fields, parent=sibling.parent_id, duties=[(Duty.RESPONSIBLE, unit)], indicators=[indicator])
    item = add_items(scope=office, plan=draft, items=[new])[0]
    explain_row(scope=office, item=item, reason=row["reason"], reason_en=row["reason_en"])


def row_of(plan: Plan, code: str) -> Item:
    return Item.objects.select_related("plan__zone").get(plan=plan, code=code)
