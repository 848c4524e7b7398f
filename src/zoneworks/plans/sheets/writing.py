"""Stated leaves as what the services of plans write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zoneworks.plans.choices import Direction, Duty, IndicatorKind, Measure
from zoneworks.plans.services import IndicatorFields, ItemFields, NewIndicator, NewItem, NewNode
from zoneworks.plans.services.contents import MilestoneFields
from zoneworks.plans.services.tables import RowChange, TableRow
from zoneworks.plans.sheets.comparing import Difference
from zoneworks.plans.sheets.names import Directory
from zoneworks.plans.sheets.standing import StandingRow
from zoneworks.plans.sheets.statements import DUTIES
from zoneworks.units.models import Post, Unit

Json = dict[str, Any]


def table_row(key: int, said: Json, directory: Directory) -> TableRow:
    """A new leaf below its headings."""
    item = NewItem(
        fields=item_fields(said, {"no", "name", "goal", "weight", "deadline"}),
        duties=duties(said, directory),
        leaders=leaders(said, directory),
        nodes=nodes(said),
        indicators=[new_indicator(one) for one in said["indicators"]],
        milestones=[MilestoneFields(text=text, due=day(due)) for due, text in said["milestones"]],
    )
    return TableRow(("new", key), tuple(said["path"]), item)


def row_change(row: StandingRow, said: Json, found: Difference, directory: Directory) -> RowChange:
    """What a difference writes."""
    fields = found.fields
    milestones = [(step.standing, MilestoneFields(text=step.text, due=step.due)) for step in found.milestones]
    standing = [step for step in found.indicators if step.standing]
    return RowChange(
        row.item.pk,
        fields=item_fields(said, fields),
        headings=tuple(said["path"]) if "path" in fields else None,
        duties=merged_duties(row, said, fields, directory) if fields & set(DUTIES) else None,
        leaders=leaders(said, directory) if "leaders" in fields else None,
        nodes=merged_nodes(row, said) if "nodes" in fields else None,
        add_milestones=[step for one, step in milestones if one is None],
        milestones={one.pk: step for one, step in milestones if one is not None},
        propose=[new_indicator(step.said) for step in found.indicators if step.standing is None],
        indicators={
            step.standing.pk: IndicatorFields(target=step.target)
            for step in standing
            if step.standing and step.target is not None
        },
        schedules={step.standing.pk: step.schedule for step in standing if step.standing and step.schedule is not None},
    )


def item_fields(said: Json, names: Iterable[str]) -> ItemFields:
    wanted = set(names)
    fields = ItemFields()
    if "no" in wanted:
        fields["no"] = said["no"]
    if "name" in wanted:
        fields["name"] = said["name"]
    if "goal" in wanted:
        fields["goal"] = said["goal"]
    if "weight" in wanted:
        fields["weight"] = Decimal(said["weight"]) if said["weight"] else None
    if "deadline" in wanted:
        fields["deadline"] = day(said["deadline"])
        fields["deadline_text"] = said["deadline_text"]
    return fields


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def units(names: Sequence[str], directory: Directory) -> list[Unit]:
    things = [meaning.thing for meaning in directory.meanings("unit", names)]
    return [thing for thing in things if isinstance(thing, Unit)]


def duties(said: Json, directory: Directory) -> list[tuple[Duty, Unit]]:
    return [(Duty(duty), unit) for duty in DUTIES for unit in units(said[duty], directory)]


def merged_duties(row: StandingRow, said: Json, fields: set[str], directory: Directory) -> list[tuple[Duty, Unit]]:
    """Changed duties as stated, the others as they stand."""
    found: list[tuple[Duty, Unit]] = []
    for duty in DUTIES:
        named = units(said[duty], directory) if duty in fields else row.duties[duty]
        found += [(Duty(duty), unit) for unit in named]
    return found


def leaders(said: Json, directory: Directory) -> list[Post]:
    things = [meaning.thing for meaning in directory.meanings("post", said["leaders"])]
    return [thing for thing in things if isinstance(thing, Post)]


def nodes(said: Json) -> list[NewNode]:
    return [NewNode(date.fromisoformat(due), text) for due, text in said["nodes"]]


def merged_nodes(row: StandingRow, said: Json) -> list[NewNode]:
    """The stated texts over those that stand; an English text stays until the next English table."""
    found = {node.due: NewNode(node.due, node.text, node.text_en) for node in row.nodes}
    for new in nodes(said):
        english = found[new.due].text_en if new.due in found else ""
        found[new.due] = NewNode(new.due, new.text, english)
    return [found[due] for due in sorted(found)]


def new_indicator(said: Json) -> NewIndicator:
    is_counted = said["base_unit"] in {"", "count"}
    fields = IndicatorFields(
        name=said["name"],
        unit=said["unit"],
        base_unit=said["base_unit"],
        factor=Decimal(said["factor"]),
        kind=IndicatorKind(said["kind"]),
        measure=Measure.COUNT if is_counted else Measure.AMOUNT,
        direction=Direction(said["direction"]),
        target=Decimal(said["target"]) if said["target"] is not None else None,
    )
    schedule = [(date.fromisoformat(due), Decimal(value)) for due, value in said["schedule"]]
    return NewIndicator(fields, schedule)
