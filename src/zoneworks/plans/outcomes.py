"""What became of the lowest rows of a plan by a date: which are finished, and of the others what is left to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zoneworks.accounts.access import Scope
from zoneworks.plans.board import build_board
from zoneworks.plans.board_rows import BoardRow
from zoneworks.plans.choices import Direction, IndicatorState
from zoneworks.plans.models import Indicator, Milestone, MilestoneFact, Plan


@dataclass(frozen=True, slots=True)
class Unmet:
    """An indicator that has not reached its annual target; `value` is the last one known, None where none is."""

    indicator: Indicator
    value: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What a sum still lacks; None for what is no sum to be filled up."""
        target = self.indicator.target
        if target is None or self.indicator.direction == Direction.LOWER:
            return target
        return target - (self.value or Decimal(0))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A lowest row on a date. One that nothing measures cannot be seen to be finished, so it is open."""

    row: BoardRow
    unmet: tuple[Unmet, ...]
    milestones: tuple[Milestone, ...]
    is_measured: bool

    @property
    def is_open(self) -> bool:
        return bool(self.unmet or self.milestones) or not self.is_measured


def outcomes_of(scope: Scope, plan: Plan, as_of: date) -> list[Outcome]:
    """Of every lowest row in the order of the table; Http404 where the person may not open the plan. A fixed number of
    statements."""
    rows = [row for row in build_board(scope, plan, as_of).window() if row.is_leaf]
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in Indicator.objects.filter(item__plan=plan, state=IndicatorState.CONFIRMED):
        indicators[indicator.item_id].append(indicator)
    milestones: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(item__plan=plan):
        milestones[milestone.item_id].append(milestone)
    reached = reached_by(plan, as_of)
    return [
        Outcome(
            row=row,
            unmet=tuple(unmet_of(row, indicators[row.item])),
            milestones=tuple(one for one in milestones[row.item] if one.facts_id not in reached),
            is_measured=bool(indicators[row.item] or milestones[row.item]),
        )
        for row in rows
    ]


def unmet_of(row: BoardRow, indicators: Iterable[Indicator]) -> Iterable[Unmet]:
    values = {figure.indicator: figure.value for figure in row.figures}
    for indicator in indicators:
        known = values.get(indicator.pk)
        value = None if known is None else Decimal(str(round(known, 4)))
        if not is_met(indicator, value):
            yield Unmet(indicator, value)


def is_met(indicator: Indicator, value: Decimal | None) -> bool:
    if value is None or indicator.target is None:
        return False
    return value <= indicator.target if indicator.direction == Direction.LOWER else value >= indicator.target


def reached_by(plan: Plan, as_of: date) -> set[int]:
    """Keys of the facts of milestones that are confirmed as reached; a later statement replaces an earlier one."""
    facts = MilestoneFact.objects.filter(
        milestone__item__plan__zone=plan.zone_id, milestone__item__plan__year=plan.year, confirmed_on__lte=as_of
    )
    said = facts.order_by("confirmed_on", "recorded_at", "pk").values_list("milestone_id", "done_on")
    return {key for key, done in dict(said).items() if done is not None}
