"""Supervision orders: their life, their clock in working days, and the ladder of rungs as dated rule data.

The public face, for whoever builds on it:

- rows in:   `Filing`, `Step` (frozen); words in `words` (State, Rung, StepKind, Basis, Consequence)
- an order:  `order_state(filing, steps, known_on=, calendar=, rules=)` -> `OrderState`, `apply_step`, `allowed_steps`,
             `raise_day`; a step that is not taken raises `OrderFault` with a code and figures
- rules:     `load_ladder_rules()`, `default_ladder_rules(on)`, `parse_ladder_rules(data)` -> `LadderRules`,
             `default_limit(basis, rules, rung)`, `entry_rung(rules, is_urgent=, is_major=, rule=)`
- demands:   `situation_of(...)` -> `Situation`; `demands_of_lights(situation, standing, on, rules)` and
             `demands_of_clocks(orders, on, calendar, rules)` -> `Demand` with `.filing()` and `.step(no)`;
             `keys_concerned(situation, rules)`: the items whose orders the former will ask for
- a year:    `replay_year(looks, human=, manual=, rules=, calendar=, through=, run_days=)` -> `Replay`

The model with worked examples is in docs/models/supervision-ladder.md, the rules in docs/rules/ladder-rules.md.
"""

from zonekit.supervision.clocks import raise_day
from zonekit.supervision.demands import Demand, demands_of_clocks, demands_of_lights, keys_concerned
from zonekit.supervision.faults import LadderRuleError, OrderFault
from zonekit.supervision.orders import allowed_steps, apply_step, opened, order_state
from zonekit.supervision.replay import Replay, replay_year
from zonekit.supervision.rows import Demanded, Filing, OrderState, Standing, Step
from zonekit.supervision.rules import (
    MEASURES,
    LadderRules,
    default_ladder_rules,
    default_limit,
    entry_rung,
    load_ladder_rules,
    parse_ladder_rules,
)
from zonekit.supervision.situations import Situation, situation_of
from zonekit.supervision.words import Basis, Consequence, DemandKind, Rung, State, StepKind

__all__ = [
    "MEASURES",
    "Basis",
    "Consequence",
    "Demand",
    "DemandKind",
    "Demanded",
    "Filing",
    "LadderRuleError",
    "LadderRules",
    "OrderFault",
    "OrderState",
    "Replay",
    "Rung",
    "Situation",
    "Standing",
    "State",
    "Step",
    "StepKind",
    "allowed_steps",
    "apply_step",
    "default_ladder_rules",
    "default_limit",
    "demands_of_clocks",
    "demands_of_lights",
    "entry_rung",
    "keys_concerned",
    "load_ladder_rules",
    "opened",
    "order_state",
    "parse_ladder_rules",
    "raise_day",
    "replay_year",
    "situation_of",
]
