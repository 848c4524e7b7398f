"""Changing milestones and indicators of many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db import models
from django.db.models import Max

from zoneworks.common.bulk import insert_rows
from zoneworks.plans.models import Indicator, Milestone, ScheduleValue
from zoneworks.plans.services.contents import IndicatorFields, MilestoneFields, NewIndicator, Schedule
from zoneworks.plans.services.planting import insert_indicators, require_sound_indicator, require_sound_schedule

AT_ONCE = 500
Row = TypeVar("Row", bound=models.Model)


def write_milestones(
    *,
    add: Mapping[int, Sequence[MilestoneFields]],
    change: Mapping[int, MilestoneFields],
    remove: Iterable[int],
) -> None:
    """`add` by item; `change` and `remove` by milestone."""
    Milestone.objects.filter(pk__in=list(remove)).delete()
    update_rows(Milestone, change)
    last = last_places(Milestone, add)
    insert_rows(
        Milestone,
        (
            {"item_id": item, "position": last.get(item, -1) + place, **fields}
            for item, milestones in add.items()
            for place, fields in enumerate(milestones, start=1)
        ),
    )


def write_indicators(
    *,
    propose: Mapping[int, Sequence[NewIndicator]],
    change: Mapping[int, IndicatorFields],
    schedules: Mapping[int, Schedule],
) -> None:
    """`propose` by item; `change` and `schedules` by indicator."""
    for fields in change.values():
        require_sound_indicator(fields)
    for schedule in schedules.values():
        require_sound_schedule(schedule)
    update_rows(Indicator, change)
    ScheduleValue.objects.filter(indicator__in=list(schedules)).delete()
    last = last_places(Indicator, propose)
    news = [(item, place, new) for item, many in propose.items() for place, new in enumerate(many, start=1)]
    for _item, _place, new in news:
        require_sound_indicator(new.fields)
        require_sound_schedule(new.schedule)
    insert_indicators(
        [(item, last.get(item, -1) + place, replace(new, is_confirmed=False)) for item, place, new in news]
    )
    insert_rows(
        ScheduleValue,
        (
            {"indicator_id": key, "due": day, "value": value}
            for key, schedule in schedules.items()
            for day, value in schedule
        ),
    )


def last_places(model: type[Milestone] | type[Indicator], items: Mapping[int, Any]) -> dict[int, int]:
    """The highest position below each item."""
    if not items:
        return {}
    rows = model.objects.filter(item__in=list(items)).values_list("item").annotate(last=Max("position")).order_by()
    return dict(rows)


def update_rows(model: type[Row], changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set fields of many rows: one statement for each packet of rows, whatever fields each of them changes."""
    wanted = {key: fields for key, fields in changes.items() if fields}
    if not wanted:
        return
    rows: dict[int, Row] = model._default_manager.in_bulk(list(wanted))
    for key, row in rows.items():
        for name, value in wanted[key].items():
            setattr(row, name, value)
    names = sorted({name for fields in wanted.values() for name in fields})
    model._default_manager.bulk_update(rows.values(), names, batch_size=AT_ONCE)
