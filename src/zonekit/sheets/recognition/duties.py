"""Who leads, who answers and who helps, out of the raw texts of a leaf."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from zonekit.sheets.recognition.labels import DUE_WORDS, Label, parse_labels
from zonekit.sheets.recognition.leaves import Duty
from zonekit.sheets.recognition.unit_names import UnitName, split_leaders, split_units
from zonekit.sheets.recognition.wording import fold

# 李副区长 among units is a person: no unit is called so.
_POST = re.compile(r"(?:[区县市镇乡州局处科院]长|主任|书记|委员|同志|主席|总经理|董事长)(?:[（(].*[）)])?$")
_MAY_HOLD_LABEL = re.compile(r"[:：【]")


@dataclass(slots=True)
class Duties:
    """Units and leaders of one item, each named once per role; `due` is a deadline that stood among the units."""

    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    due: str | None = None

    def add(self, role: str, name: str) -> None:
        """Add a name under a role unless it is there."""
        names: list[str] = getattr(self, role)
        if name not in names:
            names.append(name)


def read_duties(raw: Iterable[Duty]) -> Duties:
    """Units by role. A role word in the cell (（牵头）, 配合) outweighs the role of a column of responsible units.

    >>> read_duties([Duty("responsible", "环保局（牵头）、发改委，6月底完成")])
    Duties(lead=['环保局'], responsible=['发改委'], cooperating=[], leaders=[], due='6月底完成')
    """
    duties = Duties()
    for duty in raw:
        is_short = len(duty.text) <= _LONGEST_CACHED
        for role, name in _named_short(duty.role, duty.text) if is_short else _named(duty.role, duty.text):
            if role == "deadline":
                duties.due = duties.due or name
            else:
                duties.add(role, name)
    return duties


def _named(role: str, text: str) -> tuple[tuple[str, str], ...]:
    """What a text names, in order: names with their roles, and deadlines."""
    named: list[tuple[str, str]] = []
    for own_role, own_text in _by_label(role, text):
        if own_role == "leaders":
            named += [("leaders", name) for name in split_leaders(own_text)]
        else:
            named += [_unit(own_role, unit) for unit in split_units(own_text)]
    return tuple(named)


_LONGEST_CACHED = 400
_named_short = lru_cache(maxsize=8192)(_named)


def _by_label(role: str, text: str) -> list[tuple[str, str]]:
    """The texts of a cell by role when the cell itself holds labels (牵头单位：甲 配合单位：乙)."""
    if not _MAY_HOLD_LABEL.search(text):
        return [(role, text)]
    before, labels = parse_labels(text)
    known: list[Label] = [
        label for label in labels if label.header.meaning in ("lead", "responsible", "cooperating", "leaders")
    ]
    if not known:
        return [(role, text)]
    first = [(role, before)] if before.strip() else []
    return first + [(label.header.meaning, label.value) for label in known]


def _unit(role: str, unit: UnitName) -> tuple[str, str]:
    if DUE_WORDS.fullmatch(fold(unit.name)):
        return "deadline", unit.name
    return "leaders" if _POST.search(unit.name) else _role_of(role, unit.role), unit.name


def _role_of(column: str, stated: str | None) -> str:
    if stated is None or column == "cooperating":
        return column
    if column == "lead" and stated == "responsible":
        return column
    return stated
