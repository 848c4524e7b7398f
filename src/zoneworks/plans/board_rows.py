"""One row of a board as a page or a sheet shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zonekit.plans import Light
from zonekit.plans.arrays import day_of
from zoneworks.common.text import in_language
from zoneworks.plans.board_core import DONE, DUTIES, OPEN, OVERDUE, Array, Core
from zoneworks.plans.board_filters import Directory
from zoneworks.plans.choices import Duty, TagKind
from zoneworks.plans.models import Tag
from zoneworks.units.models import Post, Unit

STEP_STATES = {OPEN: "open", DONE: "done", OVERDUE: "overdue"}
WORDS = [Light(code).word for code in range(4)]


@dataclass(frozen=True, slots=True)
class Lights:
    """Words: grey, green, yellow, red."""

    start: str
    progress: str
    milestones: str
    overall: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator: actual, schedule, target in its unit; None is not known. `gap` in percentage points.

    `numerator`, `denominator`: what a rate was computed from, where the report said so. `is_hollow`: something newer
    is submitted and waits (only told to those who may see it).
    """

    indicator: int
    name: str
    unit: str
    kind: str
    value: float | None
    about: date | None
    scheduled: float
    target: float
    gap: float | None
    light: str
    is_hollow: bool
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Diamond:
    """A milestone on the wall chart. `month` 1..12, 0 and 13 beyond the year. `state`: open, done, overdue.

    `is_claimed`: said to be reached, which nobody has confirmed (only told to those who may see it).
    """

    milestone: int
    text: str
    month: int
    due: date
    done: date | None
    state: str
    is_start: bool
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class LevelBelow:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`progress` and `scheduled` as shares of the year's whole, `gap` in percentage points; None is not known.

    `below`: how many rows stand below, per level, and `leaves` how many leaves by light - of those that match.
    `months`: twelve words, None for a month that has not ended.
    """

    item: int
    parent: int | None
    level: int
    level_name: str
    is_leaf: bool
    label: str
    title: str
    goal: str
    lights: Lights
    progress: float | None
    scheduled: float | None
    gap: float | None
    counts: dict[str, int]
    below: tuple[LevelBelow, ...]
    leaves: dict[str, int]
    is_overdue: bool
    is_hollow: bool
    lead: tuple[Unit, ...]
    responsible: tuple[Unit, ...]
    cooperating: tuple[Unit, ...]
    leaders: tuple[Post, ...]
    battlefields: tuple[Tag, ...]
    dimensions: tuple[Tag, ...]
    themes: tuple[Tag, ...]
    deadline: date | None
    deadline_text: str
    months: tuple[str | None, ...]
    diamonds: tuple[Diamond, ...]
    figures: tuple[Figure, ...]

    @property
    def gap_share(self) -> float | None:
        """The gap as a difference of shares."""
        return None if self.gap is None else self.gap / 100


class RowMaker:
    """Turns places of a core into rows; what all rows share is worked out once."""

    def __init__(
        self, core: Core, directory: Directory, level_names: list[str], below_by_level: dict[int, Array],
        leaves_by_light: list[Array], is_hollow: Array, is_told: Array, year: int,
    ) -> None:  # fmt: skip
        self.core, self.directory, self.level_names, self.year = core, directory, level_names, year
        self.below_by_level, self.leaves_by_light = below_by_level, leaves_by_light
        self.is_hollow, self.is_told = is_hollow, is_told
        count = np.arange(len(core) + 1)
        self.duty_begin = np.searchsorted(core.duties.row, count)
        self.leader_begin = np.searchsorted(core.leaders.row, count)
        self.tag_begin = np.searchsorted(core.tags.row, count)

    def row(self, i: int) -> BoardRow:
        core, level = self.core, int(self.core.level[i])
        name, goal = in_language(*core.name[i]), in_language(*core.goal[i])
        parent = int(core.parent[i])
        return BoardRow(
            item=core.keys[i],
            parent=core.keys[parent] if parent >= 0 else None,
            level=level,
            level_name=self.level_name(level),
            is_leaf=bool(core.is_leaf[i]),
            label=core.code[i] or core.no[i],
            title=name or goal,
            goal=goal,
            lights=Lights(*(WORDS[code] for code in core.lights[i])),
            progress=known(core.progress[i]),
            scheduled=known(core.scheduled[i]),
            gap=known(core.gap[i]),
            counts={name: int(column[i]) for name, column in core.counts.items()},
            below=tuple(
                LevelBelow(self.level_name(depth), int(counted[i]))
                for depth, counted in self.below_by_level.items()
                if depth > level and counted[i]
            ),
            leaves={word: int(self.leaves_by_light[code][i]) for code, word in enumerate(WORDS)},
            is_overdue=bool(core.is_overdue[i]),
            is_hollow=bool(self.is_hollow[i]),
            **self.units(i),
            leaders=self.leaders(i),
            **self.tags(i),
            deadline=core.deadline[i],
            deadline_text=core.deadline_text[i],
            months=tuple(WORDS[code] if month < core.reached else None for month, code in enumerate(core.months[i])),
            diamonds=tuple(self.diamond(i, k) for k in range(core.steps.begin[i], core.steps.begin[i + 1])),
            figures=tuple(self.figure(i, k) for k in range(core.figures.begin[i], core.figures.begin[i + 1])),
        )

    def level_name(self, level: int) -> str:
        return self.level_names[level - 1] if level <= len(self.level_names) else str(level)

    def units(self, i: int) -> dict[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = {duty.value: [] for duty in Duty}
        for k in range(self.duty_begin[i], self.duty_begin[i + 1]):
            unit = self.directory.units.get(int(self.core.duties.key[k]))
            if unit:
                found[DUTIES[self.core.duties.kind[k]].value].append(unit)
        return {duty: tuple(units) for duty, units in found.items()}

    def leaders(self, i: int) -> tuple[Post, ...]:
        keys = self.core.leaders.key[self.leader_begin[i] : self.leader_begin[i + 1]].tolist()
        return tuple(self.directory.posts[key] for key in keys if key in self.directory.posts)

    def tags(self, i: int) -> dict[str, tuple[Tag, ...]]:
        keys = self.core.tags.key[self.tag_begin[i] : self.tag_begin[i + 1]].tolist()
        tags = sorted(
            (self.directory.tags[key] for key in keys if key in self.directory.tags),
            key=lambda tag: (tag.position, tag.pk),
        )
        return {f"{kind.value}s": tuple(tag for tag in tags if tag.kind == kind) for kind in TagKind}

    def diamond(self, i: int, k: int) -> Diamond:
        steps = self.core.steps
        due = date.fromordinal(int(steps.due[k]))
        return Diamond(
            milestone=steps.key[k],
            text=in_language(*steps.text[k]),
            month=due.month if due.year == self.year else 0 if due.year < self.year else 13,
            due=due,
            done=day_of(int(steps.done[k])),
            state=STEP_STATES[int(steps.state[k])],
            is_start=bool(steps.is_start[k]),
            is_claimed=bool(steps.is_claimed[k]) and bool(self.is_told[i]),
        )

    def figure(self, i: int, k: int) -> Figure:
        columns = self.core.figures
        return Figure(
            indicator=columns.key[k],
            name=in_language(*columns.name[k]),
            unit=in_language(*columns.unit[k]),
            kind=columns.kind[k],
            value=known(columns.value[k]),
            about=day_of(int(columns.about[k])),
            scheduled=float(columns.scheduled[k]),
            target=float(columns.target[k]),
            gap=known(columns.gap[k]),
            light=WORDS[columns.light[k]],
            is_hollow=bool(columns.is_hollow[k]) and bool(self.is_told[i]),
            numerator=known(columns.numerator[k]),
            denominator=known(columns.denominator[k]),
        )


def known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
