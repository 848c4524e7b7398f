"""Progress, lights and roll-up of a plan as pure functions of the facts known on a date.

The public face, for whoever builds on it:

- rows in:    `ItemRow`, `IndicatorRow`, `MilestoneRow`, `ValueFact`, `MilestoneFact` (frozen, keys are the caller's)
- tables:     `PlanTable.build(items, indicators, milestones)`, `FactTable.build(plan, values, milestones)`; for arrays
              `PlanTable.from_arrays`, `FactTable.from_arrays`. Faults raise `PlanError`, whose `issues` lists them all.
- rules:      `load_rule_sets()`, `rule_sets_in_force(on)`, `default_rule_set(on)`, `parse_rule_sets(data)` -> `RuleSet`
- assess:     `assess(plan, facts, at=, known_on=, rules=, year=)` -> `Assessment` with `.items`, `.indicators`,
              `.milestones` (arrays in the order of the rows), `.light(key)`, `.leaf_counts()`, `.reason(key)`
- wall chart: `assess_months(plan, facts, known_on=, rules=, year=)` -> `MonthStrip`, arrays (items, 12);
              `runs_of(strip)`: months in a row with the same light; `joined(light, is_reached, stretches)`: the year
              of a plan some of whose months earlier versions judged
- versions:   `difference(rows_before, rows_after)` of `RowAt` -> `Difference`: rows in, out, changed, amounts
- curve:      `curve(plan, facts, indicator_key, known_on=, year=)` -> `Curve`, points of the line and of the facts

The formulas with worked examples are in docs/models/progress-and-lights.md.
"""

from zonekit.plans.assessment import Assessment, assess
from zonekit.plans.curves import Curve, CurvePoint, curve
from zonekit.plans.differences import AmountAt, Difference, RowAt, StepAt, difference, reversed_difference
from zonekit.plans.errors import FaultyError, PlanError, RuleError
from zonekit.plans.facts import FactArrays, FactTable, no_facts
from zonekit.plans.indicators import IndicatorStates
from zonekit.plans.lights import Band, Banding
from zonekit.plans.milestones import MilestoneStates
from zonekit.plans.months import MonthStrip, assess_months
from zonekit.plans.reasons import Reason
from zonekit.plans.rollup import ItemStates
from zonekit.plans.rows import IndicatorRow, ItemRow, MilestoneFact, MilestoneRow, ValueFact
from zonekit.plans.rules import RuleSet, default_rule_set, load_rule_sets, parse_rule_sets, rule_sets_in_force
from zonekit.plans.runs import runs_of
from zonekit.plans.schedules import Reference, month_end, schedule_at
from zonekit.plans.stretches import JoinedYear, Stretch, joined
from zonekit.plans.table import IndicatorArrays, ItemArrays, MilestoneArrays, PlanTable
from zonekit.plans.words import Key, Kind, Light

__all__ = [
    "AmountAt",
    "Assessment",
    "Band",
    "Banding",
    "Curve",
    "CurvePoint",
    "Difference",
    "FactArrays",
    "FactTable",
    "FaultyError",
    "IndicatorArrays",
    "IndicatorRow",
    "IndicatorStates",
    "ItemArrays",
    "ItemRow",
    "ItemStates",
    "JoinedYear",
    "Key",
    "Kind",
    "Light",
    "MilestoneArrays",
    "MilestoneFact",
    "MilestoneRow",
    "MilestoneStates",
    "MonthStrip",
    "PlanError",
    "PlanTable",
    "Reason",
    "Reference",
    "RowAt",
    "RuleError",
    "RuleSet",
    "StepAt",
    "Stretch",
    "ValueFact",
    "assess",
    "assess_months",
    "curve",
    "default_rule_set",
    "difference",
    "joined",
    "load_rule_sets",
    "month_end",
    "no_facts",
    "parse_rule_sets",
    "reversed_difference",
    "rule_sets_in_force",
    "runs_of",
    "schedule_at",
]
