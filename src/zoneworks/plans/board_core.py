"""Everything a board shows, as columns: computed once for a plan's revision, a date and a set of rules, then kept.

Rows stand in the order of the table, so that the rows below a row are the stretch that follows it. Nothing here depends
on a language or on who looks; units, posts and tags are kept by key, because they may be renamed without the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from django.core.cache import cache
from numpy.typing import NDArray

from zonekit.plans import Assessment, RuleSet, assess
from zonekit.plans.arrays import NEVER
from zoneworks.plans.bridge import Tables, bare_rows, tables_of
from zoneworks.plans.choices import Duty
from zoneworks.plans.models import Actual, Indicator, Item, ItemPost, ItemUnit, Milestone, Plan

SHAPE = 3  # of what is kept: raised when the columns change
KEPT_SECONDS = 24 * 3600
DUTIES = (Duty.LEAD, Duty.RESPONSIBLE, Duty.COOPERATING)
OPEN, DONE, OVERDUE = range(3)
Array = NDArray[Any]
Texts = list[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of a row (its place) and something it has; sorted by row. `kind`: of duties, the place in `DUTIES`."""

    row: Array
    key: Array
    kind: Array


@dataclass(frozen=True, eq=False)
class Figures:
    """Indicators, sorted by row: `begin[i]:begin[i + 1]` are those of row i."""

    begin: Array
    key: list[int]
    name: Texts
    unit: Texts
    kind: list[str]
    value: Array
    about: Array
    scheduled: Array
    target: Array
    gap: Array
    light: Array
    is_hollow: Array
    numerator: Array
    denominator: Array


@dataclass(frozen=True, eq=False)
class Steps:
    """Milestones with a date, sorted by row and date: `begin[i]:begin[i + 1]` are those of row i."""

    begin: Array
    key: list[int]
    text: Texts
    due: Array
    done: Array
    state: Array
    is_start: Array
    is_claimed: Array


@dataclass(frozen=True, eq=False)
class Core:
    """The columns of a board. `end`: where the rows below a row end. `lights` (n, 4): start, progress, milestones,
    overall."""

    keys: list[int]
    parent: Array
    level: Array
    end: Array
    is_leaf: Array
    code: list[str]
    no: list[str]
    name: Texts
    goal: Texts
    deadline: list[date | None]
    deadline_text: list[str]
    lights: Array
    progress: Array
    scheduled: Array
    gap: Array
    counts: dict[str, Array]
    is_overdue: Array
    is_hollow: Array
    duties: Links
    leaders: Links
    tags: Links
    figures: Figures
    steps: Steps

    def __len__(self) -> int:
        return len(self.keys)


COUNTED = ("indicators", "reported", "milestones", "milestones_due", "milestones_done", "milestones_overdue")


def core_key(plan: Plan, as_of: date, rules: RuleSet) -> str:
    return f"board:{SHAPE}:{plan.uid}:{plan.revision}:{as_of:%Y%m%d}:{rules.code}:{stamp_of(rules):x}"


@lru_cache
def stamp_of(rules: RuleSet) -> int:
    """Differs as soon as a bound or a day of the set does: a corrected set keeps its code."""
    return crc32(repr(rules).encode())


def core_of(plan: Plan, as_of: date, rules: RuleSet) -> Core:
    """The columns, from the cache or made and put there."""
    key = core_key(plan, as_of, rules)
    core: Core | None = cache.get(key)
    if core is None:
        core = make_core(plan, as_of, rules)
        cache.set(key, core, KEPT_SECONDS)
    return core


def make_core(plan: Plan, as_of: date, rules: RuleSet) -> Core:
    tables = tables_of(plan)
    state = assess(tables.plan, tables.facts, at=as_of, known_on=as_of, rules=rules, year=plan.year)
    keys = [int(str(key)) for key in tables.plan.items.keys]
    place = {key: index for index, key in enumerate(keys)}
    items, level = state.items, tables.plan.tree.depth + 1
    return Core(
        keys=keys,
        parent=tables.plan.tree.parent,
        level=level,
        end=ends(level),
        is_leaf=tables.plan.tree.is_leaf,
        **texts(plan, place),
        lights=np.column_stack([items.start_light, items.progress_light, items.milestone_light, items.overall]),
        progress=items.progress,
        scheduled=items.scheduled,
        gap=items.gap,
        counts={name: getattr(items, name) for name in COUNTED},
        is_overdue=items.is_overdue,
        is_hollow=items.is_hollow,
        duties=links(ItemUnit.objects.filter(item__plan=plan), place, "unit_id", "duty", "position"),
        leaders=links(ItemPost.objects.filter(item__plan=plan), place, "post_id", None, "position"),
        tags=links(Item.tags.through.objects.filter(item__plan=plan), place, "tag_id", None, "tag_id"),
        figures=figures(plan, state, tables, as_of),
        steps=steps(plan, state, as_of),
    )


def ends(level: Array) -> Array:
    """For each row the place after the last row below it."""
    end = np.full(len(level), len(level), dtype=np.int64)
    open_rows: list[int] = []
    for place, depth in enumerate(level.tolist()):
        while open_rows and level[open_rows[-1]] >= depth:
            end[open_rows.pop()] = place
        open_rows.append(place)
    return end


def texts(plan: Plan, place: dict[int, int]) -> dict[str, Any]:
    rows = bare_rows(
        Item.objects.filter(plan=plan)
        .order_by()
        .values_list("pk", "code", "no", "name", "name_en", "goal", "goal_en", "deadline", "deadline_text")
    )
    by_key = {row[0]: row for row in rows}
    blank = (0, "", "", "", "", "", "", None, "")
    found = [by_key.get(key, blank) for key in place]
    return {
        "code": [row[1] for row in found],
        "no": [row[2] for row in found],
        "name": [(row[3], row[4]) for row in found],
        "goal": [(row[5], row[6]) for row in found],
        "deadline": [row[7] for row in found],
        "deadline_text": [row[8] for row in found],
    }


def links(rows: Any, place: dict[int, int], key: str, kind: str | None, order: str) -> Links:
    columns = ("item_id", key, *([kind] if kind else []))
    found = bare_rows(rows.order_by("item__path", order).values_list(*columns))
    kept = [row for row in found if row[0] in place]
    kinds = {duty.value: number for number, duty in enumerate(DUTIES)}
    return Links(
        row=np.array([place[row[0]] for row in kept], dtype=np.int64),
        key=np.array([row[1] for row in kept], dtype=np.int64),
        kind=np.array([kinds[row[2]] if kind else 0 for row in kept], dtype=np.int8),
    )


def figures(plan: Plan, state: Assessment, tables: Tables, as_of: date) -> Figures:
    """The indicators stand in the order of their rows already."""
    ind, now = tables.plan.indicators, state.indicators
    keys = [int(str(key)) for key in ind.keys]
    rows = bare_rows(
        Indicator.objects.filter(item__plan=plan)
        .order_by()
        .values_list("pk", "name", "name_en", "unit", "unit_en", "kind")
    )
    words = {row[0]: row for row in rows}
    blank = (0, "", "", "", "", "")
    found = [words.get(key, blank) for key in keys]
    numerator, denominator = shares(plan, state)
    return Figures(
        begin=np.searchsorted(ind.item, np.arange(len(state.plan.tree) + 1)),
        key=keys,
        name=[(row[1], row[2]) for row in found],
        unit=[(row[3], row[4]) for row in found],
        kind=[row[5] for row in found],
        value=now.value,
        about=now.value_day,
        scheduled=now.schedule,
        target=ind.target,
        gap=now.progress.gap,
        light=now.light,
        is_hollow=now.pending >= 0,
        numerator=numerator,
        denominator=denominator,
    )


def shares(plan: Plan, state: Assessment) -> tuple[Array, Array]:
    """What the rates in use were computed from, NaN where it is not known."""
    given = Actual.objects.filter(
        denominator__isnull=False, indicator__item__plan__zone=plan.zone_id, indicator__item__plan__year=plan.year
    )
    known = {row[0]: row[1:] for row in bare_rows(given.order_by().values_list("pk", "numerator", "denominator"))}
    ledger = state.facts.values
    used = [known.get(ledger.key(int(fact))) if fact >= 0 else None for fact in state.indicators.fact]
    numerator = np.array([np.nan if pair is None else float(pair[0]) for pair in used])
    return numerator, np.array([np.nan if pair is None else float(pair[1]) for pair in used])


def steps(plan: Plan, state: Assessment, as_of: date) -> Steps:
    milestones, now = state.plan.milestones, state.milestones
    keys = [int(str(key)) for key in milestones.keys]
    rows = bare_rows(Milestone.objects.filter(item__plan=plan).order_by().values_list("pk", "text", "text_en"))
    words = {row[0]: (row[1], row[2]) for row in rows}
    return Steps(
        begin=np.searchsorted(milestones.item, np.arange(len(state.plan.tree) + 1)),
        key=keys,
        text=[words.get(key, ("", "")) for key in keys],
        due=milestones.due,
        done=np.where(now.is_done, now.done_day, NEVER),
        state=np.where(now.is_done, DONE, np.where(now.is_overdue, OVERDUE, OPEN)),
        is_start=milestones.is_start,
        is_claimed=now.pending >= 0,
    )


def below(core: Core, mask: Array) -> Array:
    """For each row how many of the rows below it (itself included) are in the mask."""
    running = np.concatenate([[0], np.cumsum(mask)])
    counted: Array = running[core.end] - running[np.arange(len(core))]
    return counted


def kept_with_headings(core: Core, leaves: Array) -> Array:
    """The leaves in the mask and every heading above one of them."""
    kept: Array = below(core, leaves) > 0
    return kept


def rows_of_keys(core: Core, keys: Sequence[int]) -> Array:
    return np.flatnonzero(np.isin(np.array(core.keys), list(keys)))
