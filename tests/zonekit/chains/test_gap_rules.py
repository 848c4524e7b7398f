"""Rules are data: faults of a set are named all at once, and a changed threshold changes the judgement."""

from __future__ import annotations

import copy
import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from tests.zonekit.chains.sheets import line

from zonekit.chains import GapRuleError, Placed, PlacedFirms, Status, judge, load_gap_rules, read_gap_rules

SHIPPED: dict[str, Any] = json.loads((files("zonekit.chains") / "data" / "gap_rules.json").read_text(encoding="utf-8"))


def changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(SHIPPED)
    *way, last = path.split(".")
    entry = data["sets"][0]
    for name in way:
        entry = entry[name]
    if value is None:
        del entry[last]
    else:
        entry[last] = value
    return data


def test_shipped_rules_say_that_they_are_to_be_confirmed() -> None:
    rules = load_gap_rules(date(2023, 10, 8))
    assert (rules.code, rules.confidence, rules.to_be_confirmed) == ("product", "product", True)
    assert rules.source.en == "Product default, to be confirmed"
    assert rules.precedence == (Status.MISSING, Status.BLOCKED, Status.BROKEN, Status.WEAK)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("missing.counted_below", 2, "gap_rule_out_of_range"),
        ("weak.coverage_below", "low", "gap_rule_out_of_range"),
        ("weak.usual.least", True, "gap_rule_out_of_range"),
        ("input_rate", None, "gap_rule_out_of_range"),
        ("placement.word_4", 1.5, "gap_rule_out_of_range"),
        ("precedence", ["missing", "weak"], "gap_rules_precedence_incomplete"),
        ("blockages", "land", "gap_rules_blockages_unreadable"),
        ("valid_from", "soon", "gap_rules_date_unreadable"),
        ("confidence", "sure", "gap_rules_confidence_unknown"),
        ("source", {"zh": "默认"}, "gap_rules_text_missing"),
        ("code", None, "gap_rules_without_code"),
    ],
)
def test_a_fault_of_the_data_is_named(path: str, value: Any, code: str) -> None:
    with pytest.raises(GapRuleError) as caught:
        read_gap_rules(changed(path, value))
    assert code in [issue.code for issue in caught.value.issues]


def test_a_set_twice_and_no_set_at_all() -> None:
    with pytest.raises(GapRuleError, match="gap_rules_code_twice"):
        read_gap_rules({"sets": [SHIPPED["sets"][0], SHIPPED["sets"][0]]})
    with pytest.raises(GapRuleError, match="gap_rules_missing"):
        read_gap_rules({"sets": []})


@pytest.mark.parametrize(
    ("path", "value", "status"),
    [
        ("broken.counted_below", 1.5, Status.PRESENT),
        ("broken.counted_below", 2.5, Status.BROKEN),
        ("weak.largest_share_from", 0.7, Status.WEAK),
        ("missing.counted_below", 1.0, Status.PRESENT),
    ],
)
def test_a_threshold_decides(path: str, value: float, status: Status) -> None:
    [rules] = read_gap_rules(changed(path, value))
    chain = line("axle")
    placed = PlacedFirms.of([Placed("A", "axle", output=7.0), Placed("B", "axle", output=3.0)], chain.positions())
    assert judge(chain, placed, rules).nodes[0].status == status


def test_a_period_keeps_rules_to_itself() -> None:
    data = changed("valid_from", "2024-01-01")
    data["sets"][0]["valid_to"] = "2024-12-31"
    [rules] = read_gap_rules(data)
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    assert [rules.is_in_force(day) for day in days] == [False, True, True, False]
