"""Ranking score 争先进位计分法: the best gets 100 % of the points, the second 95 %, the third 90 %, then 5 % less each.

Published: the ranking method of a monthly assessment of 16 indicators (anonymised template document). Ties are not
ruled there; here equal figures share the better rank and the next rank is skipped. The floor is the rulebook's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from zonekit.scoring.fields import Number, Numbers, issue
from zonekit.scoring.formulas.faces import Case, Formula, Outcome, evidence_of
from zonekit.scoring.formulas.ratios import DIRECTION
from zonekit.scoring.model import Rule
from zonekit.scoring.numbers import number, plain
from zonekit.values.issues import Issue

SHARE = Number(least="0", most="1")


def ranks_of(values: Sequence[Decimal], *, lower: bool = False) -> list[int]:
    """Competition ranks: equals share the better rank, the next rank is skipped.

    >>> ranks_of([Decimal(5), Decimal(9), Decimal(9), Decimal(1)])
    [3, 1, 1, 4]
    """
    first: dict[Decimal, int] = {}
    for place, value in enumerate(sorted(values, reverse=not lower), start=1):
        first.setdefault(value, place)
    return [first[value] for value in values]


class RankSteps(Formula):
    """`steps`: shares of the first ranks; each further rank loses `further`, down to `floor`."""

    code = "rank_steps"
    fields = {
        "steps": Numbers(SHARE),
        "further": Number("0", least="0", most="1"),
        "floor": Number("0", least="0", most="1"),
        "direction": DIRECTION,
    }

    def check(self, rule: Mapping[str, Any], path: str) -> Iterator[Issue]:
        params = rule["params"]
        steps = [number(step) or Decimal(0) for step in params["steps"]]
        for i, (before, step) in enumerate(pairwise(steps), start=1):
            if step > before:
                yield issue("steps_not_descending", f"{path}.params.steps[{i}]", before=before, value=step)
        floor = number(params.get("floor")) or Decimal(0)
        if floor > steps[-1]:
            yield issue("floor_above_steps", f"{path}.params.floor", floor=floor, last_step=steps[-1])

    def scores(self, rule: Rule, cases: Sequence[Case]) -> list[tuple[Outcome, ...]]:
        values = [case.actual("value") or Decimal(0) for case in cases]
        ranks = ranks_of(values, lower=rule.params["direction"] == "lower")
        return [
            (self.of_rank(rule, case, rank, ranks.count(rank), len(cases)),)
            for case, rank in zip(cases, ranks, strict=True)
        ]

    def of_rank(self, rule: Rule, case: Case, rank: int, tied: int, units: int) -> Outcome:
        steps: tuple[Decimal, ...] = rule.params["steps"]
        further = max(0, rank - len(steps))
        share = steps[min(rank, len(steps)) - 1] - further * rule.params["further"]
        notes = ["tied"] if tied > 1 else []
        if share < rule.params["floor"]:
            share = rule.params["floor"]
            notes.append("at_floor")
        figures = {"actual": plain(case.actual("value") or Decimal(0)), "rank": str(rank), "units": str(units)}
        return Outcome(
            points=case.share * share,
            most=case.share * steps[0],
            least=case.share * rule.params["floor"],
            figures={**figures, "tied": str(tied), "share": plain(share)},
            notes=tuple(notes),
            evidence=evidence_of(case.figures),
        )
