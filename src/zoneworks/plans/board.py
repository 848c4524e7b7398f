"""The board: the plan as a tree with its state on a date, narrowed by filters, in windows of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zlib import crc32

import numpy as np

from zonekit.plans import Light, RuleSet
from zoneworks.accounts.access import Scope
from zoneworks.plans.board_core import Array, Core, Links, below, core_key, core_of, kept_with_headings
from zoneworks.plans.board_filters import (
    BoardFilters,
    Directory,
    leaves_worked_on,
    matching_leaves,
    of_duty,
)
from zoneworks.plans.board_rows import WORDS, BoardRow, RowMaker, Strip
from zoneworks.plans.bridge import rules_of
from zoneworks.plans.choices import TagKind
from zoneworks.plans.models import Plan
from zoneworks.plans.months import months_of
from zoneworks.plans.queries import require_readable

__all__ = ["Board", "BoardFilters", "BoardRow", "GroupCount", "LevelCount", "Totals", "build_board"]


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many rows of a level are shown, of how many there are."""

    level: int
    name: str
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Over the leaves that match: `lights` by word; `all_lights` over the whole plan."""

    levels: tuple[LevelCount, ...]
    leaves: int
    all_leaves: int
    lights: dict[str, int]
    all_lights: dict[str, int]
    overdue: int
    waiting: int


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Matching leaves of one unit, post or tag."""

    code: str
    title: str
    leaves: int
    lights: dict[str, int]
    overdue: int


def build_board(
    scope: Scope, plan: Plan, as_of: date, *, rules: RuleSet | None = None, filters: BoardFilters | None = None
) -> Board:
    """The board of a plan the person may open (Http404 otherwise).

    Unchanged, it costs four statements - may they, and the names of units, posts and tags - and a look at the cache.
    """
    require_readable(scope, plan)
    used = rules or rules_of(plan, as_of)
    return Board(scope, plan, as_of, used, filters or BoardFilters())


class Board:
    """`plan`, `as_of`, `rules`, `filters` as asked; rows by `window`, sums by `totals`, `by_unit`, ..."""

    def __init__(self, scope: Scope, plan: Plan, as_of: date, rules: RuleSet, filters: BoardFilters) -> None:
        self.plan, self.as_of, self.rules, self.filters = plan, as_of, rules, filters
        self.base = core_key(plan, as_of, rules)
        self.strip = Strip(lambda: months_of(plan, as_of, rules))
        self.core: Core = core_of(plan, as_of, rules)
        self.directory = Directory(plan.zone)
        told = leaves_worked_on(scope, plan, self.core, self.directory)
        self.is_told: Array = told
        self.is_hollow: Array = below(self.core, self.core.is_hollow & told) > 0
        self.leaves: Array = matching_leaves(self.core, self.directory, filters, self.is_hollow)
        shown = kept_with_headings(self.core, self.leaves) if filters.is_active else np.ones(len(self.core), np.bool_)
        self.shown: Array = np.flatnonzero(shown)
        self.is_shown: Array = shown

    def __len__(self) -> int:
        """Rows shown, headings included."""
        return len(self.shown)

    def window(self, offset: int = 0, limit: int | None = None) -> list[BoardRow]:
        """Rows from `offset` on, at most `limit` of them, in the order of the table."""
        end = None if limit is None else offset + limit
        return self.rows.rows(self.shown[max(offset, 0) : end])

    def row(self, item: int) -> BoardRow | None:
        """The row of an item, whether or not it matches the filters."""
        place = self.places.get(item)
        return None if place is None else self.rows.row(place)

    @cached_property
    def places(self) -> dict[int, int]:
        return {key: place for place, key in enumerate(self.core.keys)}

    @cached_property
    def key(self) -> str:
        """Names what a reader sees: two boards with the same key look the same, whoever asks, in the same language."""
        told = crc32(self.is_told.tobytes()) if self.core.is_hollow.any() else 0
        names = f"{self.filters.as_key()}:{self.directory.stamp}"
        return f"{self.base}:{names}:{told}"

    @cached_property
    def level_names(self) -> list[str]:
        return [self.plan.level_name(level) or str(level) for level in range(1, self.depth + 1)]

    @cached_property
    def depth(self) -> int:
        return int(self.core.level.max(initial=0))

    @cached_property
    def rows(self) -> RowMaker:
        core = self.core
        below_by_level = {
            level: below(core, (core.level == level) & self.is_shown) for level in range(1, self.depth + 1)
        }
        overall = core.lights[:, 3]
        leaves_by_light = [below(core, self.leaves & (overall == light)) for light in Light]
        return RowMaker(
            core, self.directory, self.plan, below_by_level, leaves_by_light, self.is_hollow, self.is_told, self.strip
        )

    @cached_property
    def totals(self) -> Totals:
        core, leaves = self.core, self.leaves
        levels = np.arange(1, self.depth + 1)
        total = [int((core.level == level).sum()) for level in levels]
        shown = [int(((core.level == level) & self.is_shown).sum()) for level in levels]
        return Totals(
            levels=tuple(
                LevelCount(int(level), self.level_names[level - 1], shown[level - 1], total[level - 1])
                for level in levels
            ),
            leaves=int(leaves.sum()),
            all_leaves=int(core.is_leaf.sum()),
            lights=by_light(core, leaves),
            all_lights=by_light(core, core.is_leaf),
            overdue=int((leaves & core.is_overdue).sum()),
            waiting=int((leaves & self.is_hollow).sum()),
        )

    def by_unit(self) -> tuple[GroupCount, ...]:
        """Matching leaves per unit that leads or is responsible, each unit by itself, in the order of the unit tree."""
        units = sorted(self.directory.units.values(), key=lambda unit: unit.path)
        named = ((unit.pk, unit.code, unit.title) for unit in units)
        return self.grouped(of_duty(self.core.duties, ""), named)

    def by_leader(self) -> tuple[GroupCount, ...]:
        posts = self.directory.posts.values()
        return self.grouped(self.core.leaders, ((post.pk, post.code, post.title) for post in posts))

    def by_tag(self, kind: TagKind) -> tuple[GroupCount, ...]:
        tags = sorted(
            (tag for tag in self.directory.tags.values() if tag.kind == kind), key=lambda tag: (tag.position, tag.pk)
        )
        return self.grouped(self.core.tags, ((tag.pk, tag.code, str(tag)) for tag in tags))

    def grouped(self, links: Links, named: Iterable[tuple[int, str, str]]) -> tuple[GroupCount, ...]:
        """Each leaf counts once for everything it is linked to; what has no leaf is left out."""
        core = self.core
        matching = self.leaves[links.row]
        pairs = np.unique(np.column_stack([links.key[matching], links.row[matching]]), axis=0)
        groups = []
        for key, code, title in named:
            leaves = np.zeros(len(core), dtype=np.bool_)
            leaves[pairs[pairs[:, 0] == key, 1]] = True
            count = int(leaves.sum())
            if count:
                overdue = int((leaves & core.is_overdue).sum())
                groups.append(GroupCount(code, title, count, by_light(core, leaves), overdue))
        return tuple(groups)


def by_light(core: Core, leaves: Array) -> dict[str, int]:
    counted = np.bincount(core.lights[leaves, 3], minlength=len(WORDS))
    return {word: int(counted[code]) for code, word in enumerate(WORDS)}
