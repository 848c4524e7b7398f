"""Sentences in the manner of work reports and breakdown tables, kept so that no rule loses what it could read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zonekit.sheets.goals import extract_targets

# One sentence a line, then a tab and its goals: value, unit, and the bound where the words state one.
LINES = Path(__file__).with_name("work_report_sentences.txt").read_text(encoding="utf-8").splitlines()


def parsed(goal: str) -> tuple[Decimal, str, str | None]:
    value, unit, *bound = goal.split()
    return Decimal(value), unit, bound[0] if bound else None


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:16])
def test_the_goals_of_a_work_report_are_read(line: str) -> None:
    text, _, goals = line.partition("\t")
    found = [(target.value, target.unit, target.bound) for target in extract_targets(text, year=2023)]
    assert found == [parsed(goal) for goal in goals.split("; ") if goal]
