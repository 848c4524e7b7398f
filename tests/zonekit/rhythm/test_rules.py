"""Rules of the rhythm as data: what ships is sound and says where it comes from; every fault of others is named."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from zonekit.rhythm import RhythmRuleError, default_rhythm_rules, load_rhythm_rules, parse_rhythm_rules

TEXT = {"zh": "某", "en": "Some"}
SOUND: dict[str, Any] = {
    "sets": [
        {
            "code": "a",
            "name": TEXT,
            "is_default": True,
            "occasions": [
                {
                    "code": "one", "name": TEXT, "every": "month", "day": 5, "months_after": 1, "shift": "forward",
                    "source": TEXT, "confidence": "zone",
                },
                {
                    "code": "two", "name": TEXT, "every": "week", "weekday": 5, "shift": "in_week", "source": TEXT,
                    "confidence": "official",
                },
            ],
        }
    ]
}  # fmt: skip


def faults(change: Any) -> list[str]:
    data = copy.deepcopy(SOUND)
    change(data)
    try:
        parse_rhythm_rules(data)
    except RhythmRuleError as error:
        return [issue.code for issue in error.issues]
    return []


def first(data: dict[str, Any]) -> dict[str, Any]:
    return data["sets"][0]["occasions"][0]


def test_sound_rules_are_read() -> None:
    [rules] = parse_rhythm_rules(SOUND)
    assert [(one.code, one.day, one.weekday) for one in rules.occasions] == [("one", 5, None), ("two", None, 5)]
    assert rules.rule("two") is rules.occasions[1]
    assert rules.rule("three") is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.clear(), "rhythm_sets_missing"),
        (lambda data: data["sets"][0].pop("code"), "rhythm_set_without_code"),
        (lambda data: data["sets"][0].pop("name"), "rhythm_set_without_name"),
        (lambda data: data["sets"][0].update(valid_from="soon"), "rhythm_set_date_unreadable"),
        (
            lambda data: data["sets"][0].update(valid_from="2023-02-01", valid_to="2023-01-01"),
            "rhythm_set_period_reversed",
        ),
        (lambda data: data["sets"][0].update(occasions=[]), "rhythm_set_without_occasions"),
        (lambda data: first(data).pop("code"), "occasion_without_code"),
        (lambda data: first(data).update(code="two"), "occasion_code_twice"),
        (lambda data: first(data).update(name={"zh": "某"}), "occasion_without_name"),
        (lambda data: first(data).pop("source"), "occasion_without_source"),
        (lambda data: first(data).update(confidence="sure"), "occasion_confidence_unknown"),
        (lambda data: first(data).update(shift="sideways"), "occasion_shift_unknown"),
        (lambda data: first(data).update(shift="in_week"), "occasion_shift_only_weekly"),
        (lambda data: first(data).update(every="fortnight"), "occasion_cycle_unknown"),
        (lambda data: first(data).update(day=32), "occasion_day_out_of_range"),
        (lambda data: first(data).update(day=True), "occasion_day_out_of_range"),
        (lambda data: first(data).update(months_after=-1), "occasion_months_out_of_range"),
        (lambda data: first(data).update(only=[1]), "occasion_part_unknown"),
        (lambda data: data["sets"][0]["occasions"][1].update(weekday=0), "occasion_weekday_out_of_range"),
        (lambda data: data["sets"].append({**data["sets"][0], "code": "b"}), "rhythm_defaults_overlap"),
        (lambda data: data["sets"].append({**data["sets"][0], "is_default": False}), "rhythm_set_code_twice"),
    ],
)
def test_a_fault_is_named(change: Any, code: str) -> None:
    assert faults(change) == [code]


def test_all_faults_are_named_at_once() -> None:
    def change(data: dict[str, Any]) -> None:
        first(data).update(day=0, shift="?", confidence="?")

    assert set(faults(change)) == {
        "occasion_day_out_of_range", "occasion_shift_unknown", "occasion_confidence_unknown",
    }  # fmt: skip


def test_what_ships_names_its_sources_and_marks_what_is_not_sure() -> None:
    for rules in load_rhythm_rules():
        for one in rules.occasions:
            assert one.source.zh
            assert one.source.en
            assert one.to_be_confirmed or one.confidence == "official"
            if one.confidence not in {"official", "zone"}:
                assert one.note is not None, f"{one.code}: what is the product's and what was published?"


def test_the_default_is_one_on_every_day() -> None:
    assert {default_rhythm_rules(date(year, 1, 1)).code for year in range(2000, 2050)} == {"zone_default"}
