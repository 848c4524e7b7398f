"""League table and what-if of 20 units with 200 indicators each, beside plain sums of the same ratios."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.measure import Measured, best_of
from zonekit.scoring import Figure, Inputs, Rulebook, parse, score, what_if

UNITS, INDICATORS = 20, 200
FORMULAS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("proportional", {"cap": "1"}),
    ("target", {}),
    ("rank_steps", {"steps": ["1", "0.95", "0.9"], "further": "0.05", "floor": "0"}),
    ("efficacy", {"all_equal": "full"}),
)


def run() -> list[Measured]:
    rulebook, other = made_rulebook("1"), made_rulebook("1.2")
    inputs = made_inputs()
    league = best_of(7, lambda: score(rulebook, inputs))
    both = best_of(7, lambda: what_if(rulebook, inputs, other_rulebook=other))
    bare = best_of(7, lambda: plain_sums(inputs))
    what = f"{UNITS} units, {INDICATORS} indicators"
    return [
        Measured(f"league table of {what}", league, "one ratio per indicator, added up", bare, 0.1),
        Measured(f"what-if of {what}: two leagues compared", both, "the same twice", bare * 2, 0.1),
    ]


def made_rulebook(cap: str) -> Rulebook:
    """200 rules of 0.5 points, of four formulas in turn."""
    rules = []
    for i in range(INDICATORS):
        formula, params = FORMULAS[i % len(FORMULAS)]
        own = {**params, "cap": cap} if formula == "proportional" else params
        name = {"zh": f"指标{i}", "en": f"Indicator {i}"}
        rules.append(
            {"id": f"r{i}", "name": name, "formula": formula, "points": "0.5", "measure": f"m{i}", "params": own}
        )
    return parse({
        "code": "large", "name": {"zh": "大", "en": "Large"}, "confidence": "zone", "periods": ["year"], "places": 2,
        "total": "100", "groups": [{"code": "all", "name": {"zh": "全", "en": "All"}, "points": "100", "rules": rules}],
    })  # fmt: skip


def made_inputs() -> Inputs:
    figures = {
        (f"u{unit:02d}", f"m{i}"): Figure(Decimal((unit * 37 + i * 11) % 120), Decimal(100))
        for unit in range(UNITS)
        for i in range(INDICATORS)
    }
    return Inputs("2023", tuple(f"u{unit:02d}" for unit in range(UNITS)), figures)


def plain_sums(inputs: Inputs) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for (unit, _), figure in inputs.figures.items():
        share = min(Decimal(1), (figure.actual or Decimal(0)) / (figure.scheduled or Decimal(1)))
        sums[unit] = sums.get(unit, Decimal(0)) + round(share / 2, 2)
    return sums


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.1f} ms, ratio {line.ratio:.3f}")
