"""What an answer sheet and a bulletin are made from: the plan's state on a date, and the reports known on it.

The number of statements does not depend on the size of the plan. Nothing here depends on who asks, as long as they may
open the plan: what waits for confirmation is left out for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.http import Http404
from django.urls import reverse

from zonekit.plans import Assessment, Kind, Reason
from zonekit.plans.arrays import Floats
from zoneworks.accounts.access import Scope
from zoneworks.answers.queries_reports import ReportsKnown, reports_known
from zoneworks.common.text import in_language
from zoneworks.plans.board import Board, build_board
from zoneworks.plans.board_rows import BoardRow, Figure
from zoneworks.plans.bridge import assess_plan
from zoneworks.plans.messages import Names, headline
from zoneworks.plans.models import Item, Plan, Tag
from zoneworks.plans.queries import current_plan
from zoneworks.plans.queries_items import names_of, told
from zoneworks.units.models import Unit

LAGGING = ("red", "yellow")


@dataclass(frozen=True, eq=False)
class Leaf:
    """A leaf of the plan: `row` as on the board, `headings` from the outside in, `met` which of its indicators have
    reached the annual target, `share` its part of the whole plan by weight."""

    row: BoardRow
    origin: int
    headings: tuple[BoardRow, ...]
    met: tuple[Figure, ...]
    share: float

    @property
    def key(self) -> str:
        """Of its entry or record in a document; the same in every version of the plan."""
        return f"item-{self.origin}"

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.row.label, self.row.title]))

    @property
    def light(self) -> str:
        return self.row.lights.overall

    @property
    def is_lagging(self) -> bool:
        return self.light in LAGGING

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.row.diamonds)

    @property
    def overdue(self) -> int:
        return sum(step.state == "overdue" for step in self.row.diamonds)

    @property
    def unit(self) -> Unit | None:
        """Which answers for it: the first responsible unit, else the first that leads."""
        return next(iter((*self.row.responsible, *self.row.lead)), None)

    @property
    def chapter(self) -> Tag | None:
        """One alone, so that the chapters add up to the whole: its own, else that of the nearest heading."""
        return next((row.chapters[0] for row in (self.row, *reversed(self.headings)) if row.chapters), None)

    @property
    def address(self) -> str:
        return reverse("plans:item", args=[self.row.item])


@dataclass(frozen=True, eq=False)
class YearState:
    """A plan on a date. `leaves` in the order of the table."""

    plan: Plan
    as_of: date
    board: Board
    assessment: Assessment
    rows: tuple[BoardRow, ...]
    leaves: tuple[Leaf, ...]
    reports: ReportsKnown

    @property
    def zone(self) -> Unit:
        return self.plan.zone

    @cached_property
    def headings(self) -> tuple[BoardRow, ...]:
        return tuple(row for row in self.rows if not row.is_leaf)

    @cached_property
    def by_heading(self) -> dict[int, list[Leaf]]:
        """Leaves below each heading, at whatever depth."""
        found: dict[int, list[Leaf]] = {row.item: [] for row in self.headings}
        for leaf in self.leaves:
            for row in leaf.headings:
                found[row.item].append(leaf)
        return found

    @cached_property
    def children(self) -> dict[int | None, list[BoardRow]]:
        found: dict[int | None, list[BoardRow]] = {}
        for row in self.rows:
            found.setdefault(row.parent, []).append(row)
        return found

    @cached_property
    def leaf_of(self) -> dict[int, Leaf]:
        return {leaf.row.item: leaf for leaf in self.leaves}

    @cached_property
    def names(self) -> Names:
        return names_of(self.board)

    def reason(self, leaf: Leaf) -> Reason:
        """Why it has its light, as data; nothing of what waits for confirmation."""
        return told(self.assessment.reason(leaf.row.item), False)

    def headline(self, leaf: Leaf) -> str:
        """The same in a sentence or two."""
        rules = self.board.rules.name
        return headline(self.reason(leaf), self.names, in_language(rules.zh, rules.en))

    def tags(self, of: Callable[[Leaf], Sequence[Tag]]) -> list[Tag]:
        """The tags that leaves carry, in their order."""
        found = {tag.pk: tag for leaf in self.leaves for tag in of(leaf)}
        return sorted(found.values(), key=lambda tag: (tag.position, tag.pk))


def year_state(scope: Scope, zone: Unit, year: int, as_of: date) -> YearState:
    """The version of the plan in force on the date. Http404 where there is none the person may open."""
    plan = current_plan(scope, zone, year, as_of)
    if plan is None:
        raise Http404(f"no plan of {year}")
    board = build_board(scope, plan, as_of)
    assessment = assess_plan(plan, as_of, board.rules)
    rows = tuple(board.window())
    origins = {key: origin or key for key, origin in Item.objects.filter(plan=plan).values_list("pk", "origin_id")}
    return YearState(
        plan=plan,
        as_of=as_of,
        board=board,
        assessment=assessment,
        rows=rows,
        leaves=tuple(leaves_of(rows, assessment, origins, plan.year)),
        reports=reports_known(zone, year, as_of),
    )


def leaves_of(rows: Sequence[BoardRow], assessment: Assessment, origins: dict[int, int], year: int) -> list[Leaf]:
    reached, shares = targets_met(assessment, year), shares_of_whole(assessment)
    above: list[BoardRow] = []
    leaves = []
    for row in rows:
        del above[row.level - 1 :]
        if row.is_leaf:
            met = tuple(figure for figure in row.figures if figure.indicator in reached)
            leaves.append(Leaf(row, origins[row.item], tuple(above), met, float(shares[row.place])))
        else:
            above.append(row)
    return leaves


def targets_met(assessment: Assessment, year: int) -> set[int]:
    """Indicators whose last known value has reached the target of the year, whatever its schedule asks for now.

    Before the year is over that is said only of what adds up: a rate, a level, or a limit to be kept under may still
    be missed, however well it stands today.
    """
    indicators, value = assessment.plan.indicators, assessment.indicators.value
    sign = np.where(indicators.is_lower, -1.0, 1.0)
    is_met = ~np.isnan(value) & (sign * (np.nan_to_num(value) - indicators.target) >= 0)
    if assessment.at < date(year, 12, 31):
        is_met &= (indicators.kind == Kind.CUMULATIVE) & ~indicators.is_lower
    return {int(str(indicators.keys[int(place)])) for place in np.flatnonzero(is_met)}


def shares_of_whole(assessment: Assessment) -> Floats:
    """The weight of each row in the whole plan: its share among its siblings times that of each row above it."""
    tree = assessment.plan.tree
    shares = tree.weight.copy()
    for level in reversed(tree.levels):
        shares[level.children] *= shares[tree.parent[level.children]]
    return shares


def fact_days(state: YearState) -> dict[int, tuple[int, date, date]]:
    """Of each indicator with a value: the key of the fact in use, the day it was recorded, the day it was confirmed."""
    ledger, used = state.assessment.facts.values, state.assessment.indicators.fact
    keys = state.assessment.plan.indicators.keys
    found: dict[int, tuple[int, date, date]] = {}
    for place in np.flatnonzero(used >= 0):
        fact = int(used[place])
        recorded, known = (int(column[fact]) for column in (ledger.facts.recorded, ledger.facts.known))
        days = date.fromordinal(recorded), date.fromordinal(known)
        found[int(str(keys[int(place)]))] = (int(str(ledger.key(fact))), *days)
    return found
