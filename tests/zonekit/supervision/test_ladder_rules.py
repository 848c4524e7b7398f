"""The rules shipped, and every fault of a set named at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.supervision.ladders import CALENDAR, RULES

from zonekit.supervision import MEASURES, Basis, LadderRuleError, Rung, load_ladder_rules, parse_ladder_rules
from zonekit.values.issues import Issue

TEXT = files("zonekit.supervision").joinpath("data/ladder_rules.json").read_text(encoding="utf-8")
Change = Callable[[dict[str, Any]], Any]


def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TEXT)
    return found


def faults(change: Change) -> list[tuple[str, dict[str, Any]]]:
    changed = data()
    change(changed["sets"][0])
    with pytest.raises(LadderRuleError) as refused:
        parse_ladder_rules(changed)
    return [(issue.code, dict(issue.params)) for issue in refused.value.issues]


def rule(entry: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in entry["escalations"] if one["code"] == code)


def test_the_default_set_says_where_each_rule_comes_from() -> None:
    assert [rules.code for rules in load_ladder_rules()] == ["zone_default"]
    assert set(RULES.limits) == set(Basis)
    assert [rung.rung for rung in RULES.rungs] == list(Rung)
    assert {rule.measure for rule in RULES.escalations} <= set(MEASURES)
    every = [*RULES.limits.values(), *RULES.rungs, *RULES.entries, RULES.clock, RULES.look, *RULES.escalations]
    for one in every:
        assert one.source in RULES.sources
        assert one.source.to_be_confirmed
        assert one.note or one.source.note
    assert {source.code for source in RULES.sources} == {one.source.code for one in every} | {"extension_rules"}
    assert [source.code for source in RULES.sources if source.address] == ["sanya_2022"]


@pytest.mark.parametrize(
    ("month", "year", "on"),
    [
        (1, 2023, date(2023, 2, 13)),  # 12 February is a Sunday
        (6, 2023, date(2023, 7, 12)),
        (12, 2022, date(2023, 1, 12)),
        (12, 2023, date(2024, 1, 12)),
    ],
)
def test_the_day_of_the_look(month: int, year: int, on: date) -> None:
    assert RULES.look.day_for(year, month, CALENDAR) == on


CASES: list[tuple[Change, str, dict[str, Any]]] = [
    (lambda e: e["rungs"].pop(2), "rung_missing", {"rung": "orange"}),
    (lambda e: e["rungs"].append(dict(e["rungs"][0])), "rung_twice", {"rung": "notice"}),
    (lambda e: e["rungs"].reverse(), "rungs_out_of_order", {"value": "red, orange, blue, notice"}),
    (lambda e: e["rungs"][1].update(rung="purple"), "rung_unknown", {"value": "purple"}),
    (lambda e: e["rungs"][1].update(days=0), "limit_not_positive", {"rung": "blue", "value": "0"}),
    (lambda e: e["limits"].pop(0), "basis_without_limit", {"basis": "document"}),
    (lambda e: e["limits"][0].update(days=-3), "limit_not_positive", {"basis": "document", "value": "-3"}),
    (lambda e: e["limits"][0].update(days=True), "limit_not_positive", {"value": "True"}),
    (lambda e: e["limits"][0].update(basis="rumour"), "basis_unknown", {"basis": "rumour"}),
    (lambda e: e["limits"].append(dict(e["limits"][0])), "limit_twice", {"basis": "document"}),
    (lambda e: e["limits"][0].update(unit="moons"), "limit_unit_unknown", {"value": "moons"}),
    (lambda e: e["entries"][0].update(when="liked"), "entry_flag_unknown", {"value": "liked"}),
    (lambda e: e["entries"][0].update(rung="top"), "rung_unknown", {"rule": "urgent_may_start_orange"}),
    (lambda e: e["entries"][0].pop("code"), "entry_rule_without_code", {"position": 1}),
    (lambda e: e.pop("clock"), "clock_rule_missing", {}),
    (lambda e: e["clock"].update(raise_after=0), "limit_not_positive", {"field": "raise_after", "value": "0"}),
    (lambda e: e["clock"].update(top_consequence="fine"), "consequence_unknown", {"value": "fine"}),
    (lambda e: e.pop("look"), "look_rule_missing", {}),
    (lambda e: e["look"].update(day_of_next_month=29), "look_day_out_of_range", {"value": "29", "latest": 28}),
    (lambda e: rule(e, "one_red_month").update(measure="mood"), "measure_unknown", {"value": "mood"}),
    (lambda e: rule(e, "one_red_month").update(consequence="fine"), "consequence_unknown", {"value": "fine"}),
    (lambda e: rule(e, "one_red_month").update(basis=None), "basis_unknown", {"value": "None"}),
    (lambda e: rule(e, "one_red_month").update(at_least=0), "bound_not_positive", {"field": "at_least"}),
    (lambda e: rule(e, "one_yellow_month").update(at_least=3), "bounds_reversed", {"at_least": "3", "at_most": "1"}),
    (lambda e: rule(e, "one_red_month").update(repeats_every=0), "bound_not_positive", {"field": "repeats_every"}),
    (lambda e: rule(e, "one_red_month").pop("name"), "escalation_without_name", {"rule": "one_red_month"}),
    (lambda e: e["escalations"].append(3), "escalation_without_code", {"position": 8}),
    (lambda e: e["escalations"].append(rule(e, "year_missed")), "escalation_code_twice", {"rule": "year_missed"}),
    (
        lambda e: rule(e, "two_yellow_months").update(at_least=4),
        "escalations_gap",
        {"rule": "one_yellow_month", "next": "two_yellow_months", "from": 2, "to": 3},
    ),
    (
        lambda e: rule(e, "two_yellow_months").update(at_most=5),
        "escalations_gap",
        {"rule": "two_yellow_months", "from": 6},
    ),
    (
        lambda e: rule(e, "one_yellow_month").update(at_most=2),
        "escalations_overlap",
        {"rule": "one_yellow_month", "next": "two_yellow_months", "at": 2},
    ),
    (lambda e: rule(e, "one_yellow_month").update(at_most=None), "escalations_overlap", {"at": 2}),
    (lambda e: e.update(name={"zh": "只有中文"}), "ladder_set_without_name", {}),
    (lambda e: e.update(valid_from="soon"), "ladder_date_unreadable", {"field": "valid_from", "value": "soon"}),
    (lambda e: e.update(valid_from="2024-01-01", valid_to="2023-01-01"), "ladder_period_reversed", {}),
    (lambda e: e["sources"][0].update(confidence="sure"), "source_confidence_unknown", {"value": "sure"}),
    (lambda e: e["sources"][0].update(name=None), "source_without_name", {"source": "product"}),
    (lambda e: e["limits"][0].update(source="nobody"), "rule_source_unknown", {"part": "limits", "value": "nobody"}),
    (lambda e: e["sources"][0].update(note="so"), "text_not_in_both_languages", {"source": "product"}),
    (lambda e: e["limits"][0].update(note={"zh": "无"}), "text_not_in_both_languages", {"field": "note"}),
    (lambda e: e.update(entries=None), "ladder_part_missing", {"part": "entries"}),
    (lambda e: e["sources"].append({}), "source_without_code", {"position": 8}),
]


@pytest.mark.parametrize(("change", "code", "params"), CASES)
def test_each_fault_is_named(change: Change, code: str, params: dict[str, Any]) -> None:
    expected = {"set": "zone_default", **params}
    assert any(found == code and expected.items() <= figures.items() for found, figures in faults(change))


def test_all_faults_are_named_at_once() -> None:
    def spoil(entry: dict[str, Any]) -> None:
        entry["limits"][0]["days"] = 0
        entry["rungs"].pop()
        rule(entry, "one_red_month")["measure"] = "mood"

    assert [code for code, _ in faults(spoil)] == ["limit_not_positive", "rung_missing", "measure_unknown"]


def test_no_sets_at_all() -> None:
    for empty in ({}, {"sets": []}, {"sets": "none"}):
        with pytest.raises(LadderRuleError, match="ladder_sets_missing"):
            parse_ladder_rules(empty)
    with pytest.raises(LadderRuleError, match="ladder_set_without_code"):
        parse_ladder_rules({"sets": [{"name": "x"}]})


@pytest.mark.parametrize(
    ("periods", "code"),
    [
        ([(None, "2023-12-31"), ("2024-01-01", None)], None),
        ([("2024-01-01", None), (None, "2023-12-31")], None),
        ([(None, "2023-12-31"), ("2023-12-31", None)], "ladder_periods_overlap"),
        ([(None, None), (None, None)], "ladder_periods_overlap"),
        ([(None, "2023-12-30"), ("2024-01-01", None)], "ladder_periods_gap"),
    ],
)
def test_sets_of_one_code_follow_one_another(periods: list[tuple[str | None, str | None]], code: str | None) -> None:
    base = data()["sets"][0]
    sets = [copy.deepcopy(base) | {"valid_from": first, "valid_to": last} for first, last in periods]
    if code is None:
        parsed = parse_ladder_rules({"sets": sets})
        assert [sum(rules.is_in_force(date(year, 6, 1)) for rules in parsed) for year in (2023, 2024)] == [1, 1]
        return
    with pytest.raises(LadderRuleError) as refused:
        parse_ladder_rules({"sets": sets})
    assert [issue.code for issue in refused.value.issues] == [code]


def test_only_one_code_is_the_default() -> None:
    base = data()["sets"][0]
    with pytest.raises(LadderRuleError, match="ladder_default_twice"):
        parse_ladder_rules({"sets": [base, base | {"code": "other"}]})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.text(max_size=4), lambda inner: st.lists(inner, max_size=2)
)


@given(st.data())
def test_whatever_a_set_holds_it_is_read_or_its_faults_are_named(drawn: st.DataObject) -> None:
    changed = data()
    entry = changed["sets"][0]
    name = drawn.draw(st.sampled_from(sorted(entry)))
    part = entry[name]
    if isinstance(part, list) and drawn.draw(st.booleans()):
        position = drawn.draw(st.integers(0, len(part) - 1))
        field = drawn.draw(st.sampled_from(sorted(part[position])))
        part[position][field] = drawn.draw(ANYTHING)
    else:
        entry[name] = drawn.draw(ANYTHING)
    try:
        parsed = parse_ladder_rules(changed)
    except LadderRuleError as refused:
        named = refused.issues
    else:
        named = tuple(Issue("read") for _ in parsed)
    assert named
