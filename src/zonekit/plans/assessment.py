"""The state of a whole plan on a date, from the facts known on a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from zonekit.plans.facts import FactTable
from zonekit.plans.indicators import IndicatorStates, indicator_states
from zonekit.plans.milestones import MilestoneStates, milestone_states
from zonekit.plans.rollup import ItemStates, item_states
from zonekit.plans.rules import RuleSet
from zonekit.plans.schedules import Reference
from zonekit.plans.table import PlanTable
from zonekit.plans.words import Key, Light

if TYPE_CHECKING:
    from zonekit.plans.reasons import Reason


@dataclass(frozen=True, eq=False)
class Assessment:
    """Everything computed for one date; arrays follow the order of the plan's items, indicators and milestones.

    `reference`: the last month end; it judges all indicators but those of `indicators.has_grace`.
    """

    plan: PlanTable = field(repr=False)
    facts: FactTable = field(repr=False)
    rules: RuleSet = field(repr=False)
    at: date
    known_on: date
    reference: Reference
    indicators: IndicatorStates = field(repr=False)
    milestones: MilestoneStates = field(repr=False)
    items: ItemStates = field(repr=False)

    def light(self, item: Key) -> Light:
        """Overall light of an item."""
        return Light(int(self.items.overall[self.plan.item_index(item)]))

    def reason(self, item: Key) -> Reason:
        """Why an item has its lights: rules, figures and the facts behind them, as plain data."""
        from zonekit.plans.reasons import reason_for

        return reason_for(self, self.plan.item_index(item))

    def leaf_counts(self) -> dict[str, int]:
        """Leaves of the whole plan by the word of their overall light."""
        roots = self.plan.tree.parent < 0
        totals = self.items.leaf_lights[roots].sum(axis=0)
        return {light.word: int(totals[light]) for light in Light}


def assess(plan: PlanTable, facts: FactTable, *, at: date, known_on: date, rules: RuleSet, year: int) -> Assessment:
    """Assess a plan of `year` at `at`, by the facts known on `known_on`. "The state as of D" has both equal to D.

    An indicator is judged by the last month end, or by the one before while the report of the last is neither in nor
    due (`rules.reporting`).

    >>> from zonekit.plans import IndicatorRow, ItemRow, ValueFact, default_rule_set
    >>> plan = PlanTable.build(
    ...     [ItemRow("1.01.1")],
    ...     [IndicatorRow("signed", "1.01.1", "cumulative", target=200,
    ...                   schedule=((date(2023, 3, 31), 48), (date(2023, 6, 30), 100), (date(2023, 9, 30), 150)))],
    ... )
    >>> facts = FactTable.build(plan, [
    ...     ValueFact("r9", "signed", about=date(2023, 9, 30), known=date(2023, 10, 8), value=124)])
    >>> day = date(2023, 10, 8)
    >>> state = assess(plan, facts, at=day, known_on=day, rules=default_rule_set(day), year=2023)
    >>> state.light("1.01.1").word, float(state.items.gap[0]), float(state.indicators.schedule[0])
    ('yellow', -13.0, 150.0)
    """
    known = known_on.toordinal()
    values = facts.values.standing(known)
    steps = facts.milestones.standing(known)
    indicators = indicator_states(plan, facts, values, at, known_on, rules, year)
    milestones = milestone_states(plan, facts, steps, at, known_on, rules)
    return Assessment(
        plan=plan,
        facts=facts,
        rules=rules,
        at=at,
        known_on=known_on,
        reference=Reference.of(at, year),
        indicators=indicators,
        milestones=milestones,
        items=item_states(plan, indicators, milestones, rules),
    )
