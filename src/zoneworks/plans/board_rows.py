"""One row of a board as a page or a sheet shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from zonekit.plans import Light
from zonekit.plans.arrays import day_of
from zoneworks.common.text import is_english
from zoneworks.plans.board_core import DONE, DUTIES, OPEN, OVERDUE, Array, Core, Links
from zoneworks.plans.board_filters import Directory
from zoneworks.plans.choices import TagKind
from zoneworks.plans.models import Plan, Tag
from zoneworks.plans.months import Months
from zoneworks.units.models import Post, Unit

STEP_STATES = {OPEN: "open", DONE: "done", OVERDUE: "overdue"}
WORDS = [Light(code).word for code in range(4)]
RUNNING = frozenset({"yellow", "red"})
NO_MONTHS: tuple[None, ...] = (None,) * 12
DUTY_WORDS = [duty.value for duty in DUTIES]
TAG_WORDS = [(kind.value, f"{kind.value}s") for kind in TagKind]


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


class Strip:
    """The months of a board, worked out when the first row is asked for them."""

    def __init__(self, make: Callable[[], Months]) -> None:
        self.make = make

    @cached_property
    def made(self) -> Months:
        return self.make()

    def of(self, place: int) -> tuple[str | None, ...]:
        months = self.made
        judged = zip(
            *(column[place, : months.reached].tolist() for column in (months.lights, months.items)), strict=True
        )
        words = [WORDS[code] if item else None for code, item in judged]
        return (*words, *NO_MONTHS[months.reached :])

    def items(self, place: int) -> list[int]:
        """The row in the version that judged each month; 0 where there was none."""
        items: list[int] = self.made.items[place].tolist()
        return items

    def run(self, place: int, light: str) -> int:
        """How many months in a row ended with the light, up to the last one; 0 where that ended with another."""
        months = self.made
        last = months.reached - 1
        if last < 0 or WORDS[int(months.lights[place, last])] != light:
            return 0
        return int(months.runs[place, last])


@dataclass(frozen=True, slots=True)
class LevelBelow:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`progress` and `scheduled` as shares of the year's whole, `gap` in percentage points; None is not known.

    `below`: how many rows stand below, per level, and `leaves` how many leaves by light - of those that match.
    `place`: where the row stands in the whole plan.
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
    chapters: tuple[Tag, ...]
    deadline: date | None
    deadline_text: str
    place: int
    strip: Strip = field(repr=False, compare=False)
    diamonds: tuple[Diamond, ...]
    figures: tuple[Figure, ...]

    @property
    def months(self) -> tuple[str | None, ...]:
        """The overall light at the end of each month, as the version then in force judges it; None for a month that
        has not ended, and for one before the row was moved in."""
        return self.strip.of(self.place)

    @property
    def judged_items(self) -> list[int]:
        """The row as it stands in the version that judged each month; 0 where that version did not have it."""
        return self.strip.items(self.place)

    @property
    def run(self) -> int:
        """How many months in a row have ended with its present yellow or red light."""
        return self.strip.run(self.place, self.lights.overall) if self.lights.overall in RUNNING else 0

    @property
    def gap_share(self) -> float | None:
        """The gap as a difference of shares."""
        return None if self.gap is None else self.gap / 100


class RowMaker:
    """Turns places of a core into rows; what all rows share is worked out once."""

    def __init__(
        self, core: Core, directory: Directory, plan: Plan, below_by_level: dict[int, Array],
        leaves_by_light: list[Array], is_hollow: Array, is_told: Array, strip: Strip,
    ) -> None:  # fmt: skip
        self.core, self.directory, self.year, self.strip = core, directory, plan.year, strip
        self.below_by_level, self.leaves_by_light = below_by_level, leaves_by_light
        self.is_hollow, self.is_told = is_hollow, is_told
        self.level_names = {level: plan.level_name(level) or str(level) for level in below_by_level}
        self.side = 1 if is_english() else 0

    def row(self, place: int) -> BoardRow:
        return self.rows(np.array([place]))[0]

    def rows(self, places: Array) -> list[BoardRow]:
        """The rows at places in ascending order."""
        return Stretch(self, places).rows() if len(places) else []

    def said(self, texts: tuple[str, str]) -> str:
        """A Chinese and an English text in the reader's language, or in the one there is."""
        return texts[self.side] or texts[1 - self.side]


class Stretch:
    """The columns of some rows as plain lists: asking arrays for single values would cost more than all the rest."""

    def __init__(self, maker: RowMaker, places: Array) -> None:
        self.maker, self.core, self.places = maker, maker.core, places.tolist()
        core, first, last = maker.core, int(places[0]), int(places[-1]) + 1
        self.level, self.parent = core.level[places].tolist(), core.parent[places].tolist()
        self.is_leaf, self.lights = core.is_leaf[places].tolist(), core.lights[places].tolist()
        self.progress, self.scheduled = known_list(core.progress[places]), known_list(core.scheduled[places])
        self.gap = known_list(core.gap[places])
        self.counts = list(zip(*(column[places].tolist() for column in core.counts.values()), strict=True))
        self.is_overdue, self.is_hollow = core.is_overdue[places].tolist(), maker.is_hollow[places].tolist()
        self.is_told = maker.is_told[places].tolist()
        self.below = {depth: counted[places].tolist() for depth, counted in maker.below_by_level.items()}
        self.leaves = list(zip(*(counted[places].tolist() for counted in maker.leaves_by_light), strict=True))
        self.duties = linked_lists(core.duties, first, last)
        self.leaders = linked_lists(core.leaders, first, last)
        self.tags = linked_lists(core.tags, first, last)
        self.figures = FigureLists(core, first, last)
        self.steps = StepLists(core, first, last)
        self.figure_begin = core.figures.begin[first : last + 1].tolist()
        self.step_begin = core.steps.begin[first : last + 1].tolist()
        self.first = first

    def rows(self) -> list[BoardRow]:
        return [self.row(k) for k in range(len(self.places))]

    def row(self, k: int) -> BoardRow:
        core, maker, i = self.core, self.maker, self.places[k]
        level, parent, goal = self.level[k], self.parent[k], maker.said(core.goal[i])
        units, tags = self.units(i), self.tagged(i)
        return BoardRow(
            item=core.keys[i],
            parent=core.keys[parent] if parent >= 0 else None,
            level=level,
            level_name=maker.level_names[level],
            is_leaf=self.is_leaf[k],
            label=core.code[i] or core.no[i],
            title=maker.said(core.name[i]) or goal,
            goal=goal,
            lights=Lights(*[WORDS[code] for code in self.lights[k]]),
            progress=self.progress[k],
            scheduled=self.scheduled[k],
            gap=self.gap[k],
            counts=dict(zip(core.counts, self.counts[k], strict=True)),
            below=tuple(
                LevelBelow(maker.level_names[depth], counted[k])
                for depth, counted in self.below.items()
                if depth > level and counted[k]
            ),
            leaves=dict(zip(WORDS, self.leaves[k], strict=True)),
            is_overdue=self.is_overdue[k],
            is_hollow=self.is_hollow[k],
            lead=units["lead"],
            responsible=units["responsible"],
            cooperating=units["cooperating"],
            leaders=tuple(post for key, _kind in self.leaders.get(i, ()) if (post := maker.directory.posts.get(key))),
            battlefields=tags["battlefields"],
            dimensions=tags["dimensions"],
            themes=tags["themes"],
            chapters=tags["chapters"],
            deadline=core.deadline[i],
            deadline_text=core.deadline_text[i],
            place=i,
            strip=maker.strip,
            diamonds=self.diamonds(i, self.is_told[k]),
            figures=self.indicators(i, self.is_told[k]),
        )

    def units(self, i: int) -> dict[str, tuple[Unit, ...]]:
        found: tuple[list[Unit], ...] = ([], [], [])
        for key, kind in self.duties.get(i, ()):
            unit = self.maker.directory.units.get(key)
            if unit:
                found[kind].append(unit)
        return {duty: tuple(units) for duty, units in zip(DUTY_WORDS, found, strict=True)}

    def tagged(self, i: int) -> dict[str, tuple[Tag, ...]]:
        known = self.maker.directory.tags
        tags = [known[key] for key, _kind in self.tags.get(i, ()) if key in known]
        tags.sort(key=lambda tag: (tag.position, tag.pk))
        return {name: tuple(tag for tag in tags if tag.kind == kind) for kind, name in TAG_WORDS}

    def diamonds(self, i: int, is_told: bool) -> tuple[Diamond, ...]:
        begin, end = self.step_begin[i - self.first], self.step_begin[i - self.first + 1]
        return tuple(self.diamond(k, is_told) for k in range(begin, end))

    def diamond(self, k: int, is_told: bool) -> Diamond:
        steps, columns, year = self.core.steps, self.steps, self.maker.year
        at = k - columns.begin
        due = date.fromordinal(columns.due[at])
        return Diamond(
            milestone=steps.key[k],
            text=self.maker.said(steps.text[k]),
            month=due.month if due.year == year else 0 if due.year < year else 13,
            due=due,
            done=day_of(columns.done[at]),
            state=STEP_STATES[columns.state[at]],
            is_start=columns.is_start[at],
            is_claimed=is_told and columns.is_claimed[at],
        )

    def indicators(self, i: int, is_told: bool) -> tuple[Figure, ...]:
        begin, end = self.figure_begin[i - self.first], self.figure_begin[i - self.first + 1]
        return tuple(self.figure(k, is_told) for k in range(begin, end))

    def figure(self, k: int, is_told: bool) -> Figure:
        figures, columns = self.core.figures, self.figures
        at = k - columns.begin
        return Figure(
            indicator=figures.key[k],
            name=self.maker.said(figures.name[k]),
            unit=self.maker.said(figures.unit[k]),
            kind=figures.kind[k],
            value=columns.value[at],
            about=day_of(columns.about[at]),
            scheduled=columns.scheduled[at],
            target=columns.target[at],
            gap=columns.gap[at],
            light=WORDS[columns.light[at]],
            is_hollow=is_told and columns.is_hollow[at],
            numerator=columns.numerator[at],
            denominator=columns.denominator[at],
        )


class FigureLists:
    """The indicators of the rows `first:last`."""

    def __init__(self, core: Core, first: int, last: int) -> None:
        figures = core.figures
        self.begin, end = int(figures.begin[first]), int(figures.begin[last])
        part = slice(self.begin, end)
        self.value, self.gap = known_list(figures.value[part]), known_list(figures.gap[part])
        self.about, self.light = figures.about[part].tolist(), figures.light[part].tolist()
        self.scheduled, self.target = figures.scheduled[part].tolist(), figures.target[part].tolist()
        self.is_hollow = figures.is_hollow[part].tolist()
        self.numerator, self.denominator = known_list(figures.numerator[part]), known_list(figures.denominator[part])


class StepLists:
    """The milestones of the rows `first:last`."""

    def __init__(self, core: Core, first: int, last: int) -> None:
        steps = core.steps
        self.begin, end = int(steps.begin[first]), int(steps.begin[last])
        part = slice(self.begin, end)
        self.due, self.done, self.state = (
            steps.due[part].tolist(),
            steps.done[part].tolist(),
            steps.state[part].tolist(),
        )
        self.is_start, self.is_claimed = steps.is_start[part].tolist(), steps.is_claimed[part].tolist()


def linked_lists(links: Links, first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    """Row -> what it is linked to, as (key, kind), for the rows `first:last`."""
    begin, end = np.searchsorted(links.row, [first, last])
    found: dict[int, list[tuple[int, int]]] = {}
    columns = (column[begin:end].tolist() for column in (links.row, links.key, links.kind))
    for row, key, kind in zip(*columns, strict=True):
        found.setdefault(row, []).append((key, kind))
    return found


def known_list(values: Array) -> list[float | None]:
    """NaN is what is not known."""
    return [None if value != value else value for value in values.tolist()]  # noqa: PLR0124 - only NaN differs from itself
