"""A leaf of the plan while it is being read: raw texts by field, before they are understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from zonekit.sheets.drafts import Target
from zonekit.sheets.recognition.figures import read_amount
from zonekit.sheets.recognition.headers import PERIODS, Header
from zonekit.sheets.recognition.labels import Label
from zonekit.sheets.source import CellValue
from zonekit.values.dates import month_end, quarter_end
from zonekit.values.issues import NOWHERE, Where


@dataclass(slots=True)
class Node:
    """A staged goal: the period as printed, what is due in it."""

    raw: str
    header: Header
    text: str
    where: Where
    targets: tuple[Target, ...] = ()


@dataclass(slots=True)
class Duty:
    """A raw text that names units or leaders, under the role its column or label gives it."""

    role: str
    text: str


def duty_of(label: Label) -> Duty | None:
    """The duty a labelled value states, None when it states something else."""
    meaning = label.header.meaning
    if meaning in ("lead", "responsible", "cooperating", "leaders"):
        return Duty(meaning, label.value)
    return Duty("responsible", label.value) if meaning in ("assessor", "unit") else None


_FIELDS: dict[str, str] = {
    **dict.fromkeys(("assessor", "unit"), "responsible"),
    **dict.fromkeys((*PERIODS, "schedule", "stage"), "milestones"),
    **dict.fromkeys(("amount", "growth"), "goal"),
    **dict.fromkeys(("project", "sub_project"), "name"),
    **dict.fromkeys(("measures", "progress"), "ignore"),
    "task": "text",
    "group": "category",
    "measure_unit": "unit",
}


def field_of(meaning: str) -> str:
    """The field of an item that a label with this meaning fills.

    >>> field_of("assessor"), field_of("quarter"), field_of("lead")
    ('responsible', 'milestones', 'lead')
    """
    return _FIELDS.get(meaning, meaning)


@dataclass(slots=True)
class Leaf:
    """One task as it stands in the file.

    `goals` are texts beside `text` that may hold figures; `due` is the raw deadline.
    """

    where: Where
    path: tuple[str, ...] = ()
    no: str | None = None
    name: str | None = None
    text: str = ""
    goals: list[str] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    due: CellValue = None
    weight: Decimal | None = None
    nodes: list[Node] = field(default_factory=list)
    schedules: list[tuple[str, Where]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    cells: dict[str, Where] = field(default_factory=dict)

    def has_unit(self) -> bool:
        """Whether anything names a unit in charge."""
        return any(duty.role in ("lead", "responsible") for duty in self.duties)

    def take(self, label: Label, where: Where) -> None:
        """Take over a labelled value that is a duty, a deadline, a period, a schedule or an amount to invest."""
        meaning = label.header.meaning
        if not label.value:
            return
        duty = duty_of(label)
        if duty is not None:
            self.duties.append(duty)
            self.cells.setdefault(duty.role, where)
        elif meaning == "deadline":
            self.due = self.due or label.value
            self.cells.setdefault("deadline", where)
        elif meaning in PERIODS:
            self.nodes.append(Node(label.raw, label.header, label.value, where))
        elif meaning == "schedule":
            self.schedules.append((label.value, where))
        elif meaning == "amount":
            target = read_amount(label.raw, label.header.note, label.value)
            self.targets += [target] if target is not None else []


@lru_cache(maxsize=256)
def period_end(header: Header, year: int | None) -> date | None:
    """The last day of the quarter, half-year or month of a header.

    >>> period_end(Header("half", 1), 2023)
    datetime.date(2023, 6, 30)
    """
    if year is None:
        return None
    if header.meaning == "quarter":
        return quarter_end(year, header.index)
    return month_end(year, header.index * 6 if header.meaning == "half" else header.index)


@dataclass(slots=True)
class Reading:
    """The leaves of one table or text, with what it says of itself; `hints` are headers that may tell the year."""

    shape: str
    leaves: list[Leaf]
    levels: tuple[str, ...] = ()
    level_names: tuple[str, ...] = ()
    column_map: dict[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    front: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    has_duties: bool = True
    where: Where = NOWHERE
