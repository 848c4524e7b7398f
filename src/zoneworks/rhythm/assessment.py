"""What an assessment of a quarter, half year or year looks at: lights, scores, checks and orders of each unit.

Lights are those of the last month of the period, as known on the day of the assessment; "before" is the month before
the period began, known on the same day, so that the two compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import Http404

from zonekit.scoring import LeagueRow, Line
from zoneworks.accounts.access import Scope
from zoneworks.plans.board import build_board
from zoneworks.plans.board_rows import BoardRow
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.queries import current_plan
from zoneworks.scoring.frozen import Scores, scores_in
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import Period
from zoneworks.scoring.queries import latest_of
from zoneworks.supervision.board import ALL, Board, Filters
from zoneworks.supervision.choices import OPEN_STATES
from zoneworks.supervision.models import Order
from zoneworks.units.models import Unit
from zoneworks.verification.models import Check
from zoneworks.verification.queries import checks_known
from zoneworks.verification.standing import standing_checks, worst_of

EXTRA = frozenset({"ledger", "counted", "over_under"})
RANK = {"green": 0, "grey": 1, "yellow": 2, "red": 3}


@dataclass(frozen=True, slots=True)
class Assessed:
    """A leaf: its light at the end of the period and before it; None where it had none."""

    row: BoardRow
    origin: int
    light: str
    before: str | None

    @property
    def unit(self) -> Unit | None:
        return next(iter((*self.row.responsible, *self.row.lead)), None)

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.row.label, self.row.title]))

    @property
    def change(self) -> int:
        return 0 if self.before is None else RANK[self.light] - RANK[self.before]


@dataclass
class UnitLights:
    unit: Unit
    lines: list[Assessed] = field(default_factory=list)

    def count(self, light: str) -> int:
        return sum(line.light == light for line in self.lines)

    @property
    def better(self) -> int:
        return sum(line.change < 0 for line in self.lines)

    @property
    def worse(self) -> int:
        return sum(line.change > 0 for line in self.lines)


@dataclass
class UnitOrders:
    """Of one unit: filed within the period; closed within it; open on the day of the assessment by rung; overdue."""

    unit: Unit
    filed: list[Order] = field(default_factory=list)
    closed: list[Order] = field(default_factory=list)
    open: list[Order] = field(default_factory=list)
    overdue: list[Order] = field(default_factory=list)

    def on_rung(self, rung: int) -> int:
        return sum(order.now_rung == rung for order in self.open)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Extra:
    """Points beyond the ordinary that a unit won or lost."""

    unit: str
    line: Line


@dataclass(frozen=True, eq=False)
class Assessment:
    """Everything as known on `as_of`."""

    scope: Scope
    zone: Unit
    period: Period
    as_of: date
    today: date
    plan: Plan

    # --- lights ------------------------------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> list[Assessed]:
        board = build_board(self.scope, self.plan, self.as_of)
        origins = dict(Item.objects.filter(plan=self.plan).values_list("pk", "origin_id"))
        found = []
        for row in board.window():
            if row.is_leaf:
                strip = row.strip.of(row.place)
                before = strip[self.period.first_month - 2] if self.period.first_month > 1 else None
                light = strip[self.period.last_month - 1] or row.lights.overall
                found.append(Assessed(row, origins[row.item] or row.item, light, before))
        return found

    @cached_property
    def units(self) -> list[UnitLights]:
        """In the order of the unit tree."""
        found: dict[int, UnitLights] = {}
        for line in self.lines:
            if line.unit:
                found.setdefault(line.unit.pk, UnitLights(line.unit)).lines.append(line)
        return sorted(found.values(), key=lambda one: (one.unit.position, one.unit.path))

    # --- scores ------------------------------------------------------------------------------------------------------

    @cached_property
    def publication(self) -> Publication | None:
        """The scores as they stood on the day; None where none were published by then."""
        return latest_of(self.scope, self.zone, self.period.code, self.as_of)

    @cached_property
    def scores(self) -> Scores | None:
        return scores_in(self.publication) if self.publication else None

    @property
    def league(self) -> tuple[LeagueRow, ...]:
        return self.scores.league.rows if self.scores else ()

    @property
    def extras(self) -> list[Extra]:
        """The greatest first, whichever way they go."""
        if self.scores is None:
            return []
        found = [
            Extra(sheet.unit, line)
            for sheet in self.scores.league.sheets
            for line in sheet.lines
            if line.formula in EXTRA and line.points
        ]
        return sorted(found, key=lambda one: (-abs(one.line.points), one.unit, one.line.key))

    # --- checks ------------------------------------------------------------------------------------------------------

    @cached_property
    def checks(self) -> list[Check]:
        """The deciding check of each report of the period that was looked at."""
        about = checks_known(self.zone, self.as_of).filter(about__range=(self.period.first, self.period.last))
        standing = standing_checks(about.select_related("report")).values()
        return [check for found in standing if (check := worst_of(found)) is not None]

    @property
    def findings(self) -> Counter[str]:
        return Counter(check.finding for check in self.checks)

    # --- orders ------------------------------------------------------------------------------------------------------

    @cached_property
    def orders(self) -> list[UnitOrders]:
        """Units with any order, those with most overdue first."""
        board = Board(
            self.scope, self.zone, Filters(state=ALL), self.as_of, is_history=self.as_of != self.today
        )  # fmt: skip
        within = (self.period.first, self.period.last)
        is_told = Q(now_state__in=OPEN_STATES) | Q(filed_on__range=within) | Q(closed_on__range=within)
        overdue = set(board.standing.filter(board.clocks["overdue"]).values_list("pk", flat=True))
        found: dict[int, UnitOrders] = {}
        for order in board.standing.filter(is_told).select_related("unit").order_by("year", "number"):
            part = found.setdefault(order.unit_id, UnitOrders(order.unit))
            self.put(part, order, overdue)
        return sorted(found.values(), key=lambda one: (-len(one.overdue), -len(one.open), one.unit.path))

    def put(self, part: UnitOrders, order: Order, overdue: Iterable[int]) -> None:
        if self.period.first <= order.filed_on <= self.period.last:
            part.filed.append(order)
        if order.closed_on and self.period.first <= order.closed_on <= min(self.period.last, self.as_of):
            part.closed.append(order)
        if order.now_state in OPEN_STATES:  # type: ignore[attr-defined]
            part.open.append(order)
            if order.pk in overdue:
                part.overdue.append(order)


def assessment_of(scope: Scope, zone: Unit, period: Period, as_of: date, today: date) -> Assessment:
    """Http404 where there is no plan of the year that the person may open, or the period has not ended."""
    if as_of < period.last:
        raise Http404(f"{period.code} has not ended on {as_of}")
    plan = current_plan(scope, zone, period.year, as_of)
    if plan is None:
        raise Http404(f"no plan of {period.year}")
    return Assessment(scope, zone, period, as_of, today, plan)
