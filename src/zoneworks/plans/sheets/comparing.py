"""What a stated leaf would change of a standing one, field by field; nothing is decided by its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from zonekit.sheets.matching import folded
from zonekit.sheets.recognition.wording import clean
from zoneworks.imports.kinds import Change, Value
from zoneworks.plans.sheets.indicator_steps import IndicatorStep, indicator_changes, indicator_steps, shown_figures
from zoneworks.plans.sheets.milestone_steps import MilestoneStep, milestone_changes, milestone_steps, shown_step
from zoneworks.plans.sheets.names import Directory, Meaning, Topic
from zoneworks.plans.sheets.standing import StandingRow
from zoneworks.plans.sheets.statements import DUTIES, plain_number
from zoneworks.units.models import Post, Unit

Json = dict[str, Any]
SEPARATOR = " / "


@dataclass
class Difference:
    """`changes` for people; `fields`, `milestones` and `indicators` say what is to be written."""

    changes: list[Change] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    milestones: list[MilestoneStep] = field(default_factory=list)
    indicators: list[IndicatorStep] = field(default_factory=list)

    def add(self, name: str, before: Value, after: Value) -> None:
        self.fields.add(name)
        self.changes.append(Change(name, before or None, after or None))


def new_leaf_changes(said: Json, directory: Directory | None) -> list[Change]:
    """Everything a new leaf says; names as they stand where nobody looks them up."""
    found = Difference()
    texts = {"path": SEPARATOR.join(said["path"]), **{name: said[name] for name in ("no", "name", "goal", "weight")}}
    for name, value in texts.items():
        if value:
            found.add(name, None, value)
    for name, topic in TOPIC_OF.items():
        if said[name]:
            found.add(name, None, titles(directory.meanings(topic, said[name])) if directory else said[name])
    if said["deadline"] or said["deadline_text"]:
        found.add("deadline", None, shown_deadline(said["deadline"], said["deadline_text"]))
    for due, text in said["nodes"]:
        found.add(f"node:{due}", None, text)
    for step in said["milestones"]:
        found.add("milestone", None, shown_step(*step))
    for indicator in said["indicators"]:
        found.add(f"indicator:{indicator['name']}", None, shown_figures(indicator))
    return found.changes


TOPIC_OF: dict[str, Topic] = {"leaders": "post", "lead": "unit", "responsible": "unit", "cooperating": "unit"}


def difference(row: StandingRow, said: Json, stated: set[str], directory: Directory, before: Json) -> Difference:
    """`stated`: the fields the table speaks of. `before`: what the last accepted table said of the row."""
    found = Difference()
    for name, old, new in text_differences(row, said, stated):
        found.add(name, old, new)
    compare_names(found, row, said, stated, directory)
    if "deadline" in stated and not same_deadline(row, said):
        old = shown_deadline(day_text(row.item.deadline), row.item.deadline_text)
        found.add("deadline", old, shown_deadline(said["deadline"], said["deadline_text"]))
    compare_nodes(found, row, said)
    found.milestones = milestone_steps(row, said["milestones"], before.get("milestones", []))
    found.indicators = indicator_steps(row, said["indicators"], before.get("indicators", []))
    found.changes += [*milestone_changes(found.milestones), *indicator_changes(found.indicators)]
    return found


def text_differences(row: StandingRow, said: Json, stated: set[str]) -> Iterator[tuple[str, str, str]]:
    item = row.item
    if [folded(name) for name in row.path] != [folded(name) for name in said["path"]]:
        yield "path", SEPARATOR.join(row.path), SEPARATOR.join(said["path"])
    if "no" in stated and folded(item.no) != folded(said["no"]):
        yield "no", item.no, said["no"]
    for name in ("name", "goal"):
        old = getattr(item, name)
        if name in stated and clean(old) != clean(said[name]):
            yield name, old, said[name]
    weight = plain_number(item.weight)
    if "weight" in stated and weight != said["weight"]:
        yield "weight", weight or "", said["weight"] or ""


def compare_names(found: Difference, row: StandingRow, said: Json, stated: set[str], directory: Directory) -> None:
    standing: dict[str, list[Unit] | list[Post]] = {"leaders": row.leaders, **{d: row.duties[d] for d in DUTIES}}
    for name, topic in TOPIC_OF.items():
        if name not in stated:
            continue
        old, new = standing[name], directory.meanings(topic, said[name])
        if [str(thing.pk) for thing in old] != [meaning.key for meaning in new]:
            found.add(name, [bilingual(thing) for thing in old], titles(new))


def same_deadline(row: StandingRow, said: Json) -> bool:
    """The same day however it is written; where no day is meant, the same words."""
    day = day_text(row.item.deadline)
    if day or said["deadline"]:
        return day == said["deadline"]
    return folded(row.item.deadline_text) == folded(said["deadline_text"])


def compare_nodes(found: Difference, row: StandingRow, said: Json) -> None:
    standing = {node.due.isoformat(): node.text for node in row.nodes}
    for due, text in said["nodes"]:
        if clean(standing.get(due, "")) != clean(text):
            found.add(f"node:{due}", standing.get(due), text)
            found.fields.add("nodes")


def bilingual(thing: Unit | Post) -> dict[str, str]:
    return {"zh": thing.name, "en": thing.name_en}


def titles(meanings: Iterable[Meaning]) -> list[str | dict[str, str]]:
    return [bilingual(meaning.thing) if meaning.thing else meaning.name for meaning in meanings]


def shown_deadline(day: str | None, text: str) -> str:
    if day and text and day not in text:
        return f"{day} ({text})"
    return day or text


def day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def decimal_of(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
