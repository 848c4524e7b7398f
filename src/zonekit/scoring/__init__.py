"""Scores by a rulebook, every point with its rule, figures and evidence. Decimal throughout, a half rounds up.

The public face:

- rulebooks:  `parse(data, known_measures)` -> `Rulebook`; `parse_all({"rulebooks": [...]})`; `load_rulebooks()` and
              `shipped(code)` for those that come with the product; `version_issues(list of data)` for overlapping
              versions of one code. Faults raise `RulebookError`, whose `issues` lists them all with code and path.
- inputs:     `Inputs(period, units, figures, items, events, marks)` of `Figure`, `ItemFigure`, `LedgerEvent`, `Mark`;
              `input_issues(rulebook, inputs)`; faults raise `InputError`.
- scores:     `score(rulebook, inputs, previous)` -> `League` of `LeagueRow` and `ScoreSheet` of `Line` and `Part`
- what-if:    `what_if(rulebook, inputs, other_rulebook=, other_inputs=)`, `compare(league, league)` -> `Comparison`
- freezing:   `inputs_to_json`, `inputs_from_json`, `league_to_json`, `league_from_json`, `line_to_json`, `canonical`,
              `digest`

The form of a rulebook. Numbers are texts ("0.5") or whole numbers, never binary fractions; names are {"zh", "en"}.

    {"code": "zone", "version": 1, "name": {"zh": "考核细则", "en": "Rulebook"},
     "publisher": null | {"zh", "en"}, "document_no": null, "published_on": null, "address": null,
     "confidence": "official|media|reprint|product|zone", "to_be_confirmed": true, "note": null | {"zh", "en"},
     "valid_from": "2023-01-01" | null, "valid_to": null, "periods": ["quarter", "half", "year"],
     "places": 2, "rounding": "half_up",
     "total": "100",                      # what the points of the groups add up to
     "least": "0", "most": "105",         # caps of the whole score; left out: what the groups can give
     "rank_requires": ["items"],          # a unit of which nothing is known for one of these rules has no rank
     "gates": [{"code": "gate", "name": {}, "requires": [{"measure": "growth.gdp", "at_least": "8"}]}],
     "awards": {"grades": [{"code": "first", "name": {}, "at_least": "90"}, ...from the best down...], "lost_at": 2,
                "qualifiers": [{"code": "starts", "name": {}, "rules": ["..."], "at_least": "50"}]},
     "groups": [{"code": "outcome", "name": {}, "points": "60", "least": null, "most": null, "rules": [
        {"id": "items", "name": {}, "formula": "items", "points": "60", "measure": "plan.items", "params": {},
         "missing": "zero|left_out|neutral", "neutral_share": "1", "gate": "gate", "to_be_confirmed": true,
         "note": {}}]}]}

Formulas, their measures (`measure` is short for role "value" of `measures`) and params:

- proportional  value; cap "1", direction higher|lower, target (when the figure has no scheduled), nothing_due full|zero
- target        value; target, direction, nothing_due
- rank_steps    value; steps ["1", "0.95", "0.9"], further "0.05", floor "0", direction
- efficacy      value; base "60", span "40", min, max (left out: of the league), all_equal full|base, direction
- mixed         count, amount, [missing_large]; count_weight, amount_weight, cap, cap_parts, per_missing, nothing_due
- load          value, load; relative_to largest|sum, cap, target, nothing_due
- bands         value; bands [{low, high, share}], closed below, open above
- items         value (key of `Inputs.items`); cap, nothing_due: one line per item, "rule/item key"
- marks         no measure; how mean|given: marks from 0 to the points
- base          [factor]; floor "0", deductions [{id, name, per "-10", measure | amount_least, amount_most, least}]
- counted       value; per, free, least, most      points "0": bonus and deduction ledgers stand beside the points
- over_under    value; per, step, whole_steps, target, least, most      points "0"
- ledger        [no measure]; per, amount_least, amount_most, least, most: events      points "0"

What is written as a rule of this engine, with worked figures: docs/models/scoring.md.
"""

from zonekit.scoring.canonical import canonical, digest
from zonekit.scoring.compare import Comparison, LineDifference, UnitDifference, compare, what_if
from zonekit.scoring.errors import InputError, RulebookError
from zonekit.scoring.freezing import (
    inputs_from_json,
    inputs_to_json,
    league_from_json,
    league_to_json,
    line_to_json,
)
from zonekit.scoring.gathering import input_issues, period_kind
from zonekit.scoring.inputs import Figure, Inputs, ItemFigure, LedgerEvent, Mark
from zonekit.scoring.model import Group, Rule, Rulebook
from zonekit.scoring.reading import load_rulebooks, parse, parse_all, shipped, version_issues
from zonekit.scoring.results import Award, GateResult, League, LeagueRow, Line, Part, ScoreSheet
from zonekit.scoring.scores import group_bounds, score, total_bounds
from zonekit.scoring.texts import Text

__all__ = [
    "Award",
    "Comparison",
    "Figure",
    "GateResult",
    "Group",
    "InputError",
    "Inputs",
    "ItemFigure",
    "League",
    "LeagueRow",
    "LedgerEvent",
    "Line",
    "LineDifference",
    "Mark",
    "Part",
    "Rule",
    "Rulebook",
    "RulebookError",
    "ScoreSheet",
    "Text",
    "UnitDifference",
    "canonical",
    "compare",
    "digest",
    "group_bounds",
    "input_issues",
    "inputs_from_json",
    "inputs_to_json",
    "league_from_json",
    "league_to_json",
    "line_to_json",
    "load_rulebooks",
    "parse",
    "parse_all",
    "period_kind",
    "score",
    "shipped",
    "total_bounds",
    "version_issues",
    "what_if",
]
