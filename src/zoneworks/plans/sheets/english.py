"""An English edition of a Chinese plan: its texts fill in the English ones, if row by row nothing else fits.

It counts as an edition only when both have the same number of rows under the same headings, in the same order or with
the same numbers, and nearly all deadlines and targets agree. Anything less is a table of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zonekit.sheets.matching import folded
from zonekit.sheets.recognition.wording import clean, is_chinese
from zoneworks.imports.kinds import Change
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Plan
from zoneworks.plans.services import IndicatorFields, ItemFields, NewNode, PlanFields
from zoneworks.plans.services.contents import MilestoneFields
from zoneworks.plans.services.tables import RowChange
from zoneworks.plans.sheets.indicator_steps import converted
from zoneworks.plans.sheets.standing import StandingRow

Json = dict[str, Any]
MOSTLY = 0.9
AGREEING = 0.8


def is_english(statements: Sequence[Json]) -> bool:
    texts = [f"{said['name']}{said['goal']}{''.join(said['path'])}" for said in statements]
    return bool(texts) and sum(not is_chinese(text) for text in texts) >= MOSTLY * len(texts)


def is_chinese_plan(rows: Sequence[StandingRow]) -> bool:
    texts = [f"{row.item.name}{row.item.goal}" for row in rows]
    return bool(texts) and sum(is_chinese(text) for text in texts) >= MOSTLY * len(texts)


def edition_of(statements: Sequence[Json], rows: Sequence[StandingRow]) -> list[StandingRow] | None:
    """For each statement the row it says in English; None where the two do not correspond."""
    if len(statements) != len(rows):
        return None
    by_number = {folded(row.item.no): row for row in rows if row.item.no}
    numbers = [folded(said["no"]) for said in statements]
    is_numbered = len(by_number) == len(rows) and set(numbers) == set(by_number)
    paired = [by_number[number] for number in numbers] if is_numbered else list(rows)
    if not same_groups(statements, paired):
        return None
    return paired if agree(statements, paired) else None


def same_groups(statements: Sequence[Json], rows: Sequence[StandingRow]) -> bool:
    """Whether the same rows stand together under each heading, on every level."""
    ours = [tuple(said["path"]) for said in statements]
    theirs = [tuple(heading.pk for heading in row.headings) for row in rows]
    if [len(path) for path in ours] != [len(path) for path in theirs]:
        return False
    pairs = {(path[:depth], keys[:depth]) for path, keys in zip(ours, theirs, strict=True) for depth in range(1, 5)}
    return len({path for path, _keys in pairs}) == len(pairs) == len({keys for _path, keys in pairs})


def agree(statements: Sequence[Json], rows: Sequence[StandingRow]) -> bool:
    pairs = list(zip(statements, rows, strict=True))
    dated = [(said["deadline"], row.item.deadline) for said, row in pairs]
    deadlines = [ours == str(theirs) for ours, theirs in dated if ours or theirs]
    figures = [has_same_figures(said, row) for said, row in pairs if said["indicators"] and row.indicators]
    checks = [(deadlines, MOSTLY), (figures, AGREEING)]
    return all(sum(found) >= share * len(found) for found, share in checks) and any(found for found, _share in checks)


def has_same_figures(said: Json, row: StandingRow) -> bool:
    """Whether one target at least is the same once units are converted."""
    return any(
        one["target"] is not None and converted(Decimal(one["target"]), one, indicator) == indicator.target
        for one in said["indicators"]
        for indicator in row.indicators
    )


@dataclass
class Translation:
    """What an English row fills in."""

    changes: list[Change]
    write: RowChange
    headings: dict[int, ItemFields]


def translation_of(said: Json, row: StandingRow) -> Translation:
    changes: list[Change] = []
    fields, item = ItemFields(), row.item
    if said["name"] and said["name"] != item.name_en:
        fields["name_en"] = said["name"]
        changes.append(Change("name_en", item.name_en or None, said["name"]))
    if clean(said["goal"]) != clean(item.goal_en):
        fields["goal_en"] = said["goal"]
        changes.append(Change("goal_en", item.goal_en or None, said["goal"]))
    nodes = english_nodes(said, row, changes)
    milestones = english_milestones(said, row, changes)
    indicators = english_indicators(said, row, changes)
    headings: dict[int, ItemFields] = {}
    for heading, words in zip(row.headings, said["path"], strict=True):
        if heading.name_en != words:
            headings[heading.pk] = ItemFields(name_en=words)
            changes.append(Change("headings_en", heading.name_en or None, words))
    write = RowChange(item.pk, fields=fields, nodes=nodes, milestones=milestones, indicators=indicators)
    return Translation(changes, write, headings)


def english_nodes(said: Json, row: StandingRow, changes: list[Change]) -> list[NewNode] | None:
    texts = dict(said["nodes"])
    new = [NewNode(node.due, node.text, texts.get(node.due.isoformat(), node.text_en)) for node in row.nodes]
    changed = [(old, one) for old, one in zip(row.nodes, new, strict=True) if clean(old.text_en) != clean(one.text_en)]
    changes += [Change(f"node_en:{old.due}", old.text_en or None, one.text_en) for old, one in changed]
    return new if changed else None


def english_milestones(said: Json, row: StandingRow, changes: list[Change]) -> dict[int, MilestoneFields]:
    """Paired by day, and in order within a day; only where both have the same days."""
    ours = sorted(said["milestones"], key=lambda step: step[0] or "")
    theirs = sorted(row.milestones, key=lambda one: (str(one.due or ""), one.position, one.pk))
    if [due or "" for due, _text in ours] != [str(one.due or "") for one in theirs]:
        return {}
    found: dict[int, MilestoneFields] = {}
    for (_due, text), one in zip(ours, theirs, strict=True):
        if clean(one.text_en) != clean(text):
            found[one.pk] = MilestoneFields(text_en=text)
            changes.append(Change(f"milestone_en:{one.text}", one.text_en or None, text))
    return found


def english_indicators(said: Json, row: StandingRow, changes: list[Change]) -> dict[int, IndicatorFields]:
    """Paired by an annual target that only one on each side has."""
    found: dict[int, IndicatorFields] = {}
    for indicator in row.indicators:
        if indicator.state == IndicatorState.REJECTED:
            continue
        fitting = [one for one in said["indicators"] if says_target(one, indicator)]
        if len(fitting) != 1 or sum(says_target(fitting[0], other) for other in row.indicators) != 1:
            continue
        name = fitting[0]["name"]
        if not indicator.name_en and name != indicator.name:
            found[indicator.pk] = IndicatorFields(name_en=name)
            changes.append(Change(f"indicator_en:{indicator.name}", None, name))
    return found


def says_target(said: Json, indicator: Any) -> bool:
    return said["target"] is not None and converted(Decimal(said["target"]), said, indicator) == indicator.target


def head_in_english(plan: Plan, said: Json) -> tuple[list[Change], PlanFields]:
    changes: list[Change] = []
    fields = PlanFields()
    if said["title"] and not is_chinese(said["title"]) and said["title"] != plan.title_en:
        fields["title_en"] = said["title"][:300]
        changes.append(Change("title_en", plan.title_en or None, said["title"]))
    number = said["document_no"]
    if number and not is_chinese(number) and number != plan.document_no_en:
        fields["document_no_en"] = number[:120]
        changes.append(Change("document_no_en", plan.document_no_en or None, number))
    names = english_level_names(plan.level_names, said["level_names"])
    if names != plan.level_names:
        fields["level_names"] = names  # type: ignore[typeddict-item]
        changes.append(Change("level_names", plan.level_names, names))
    return changes, fields


def english_level_names(standing: list[Json], named: Iterable[Json]) -> list[Json]:
    words = list(named)
    if len(words) != len(standing):
        return standing
    return [
        {**old, "en": new["en"]} if new.get("own") and new.get("en") else old
        for old, new in zip(standing, words, strict=True)
    ]
