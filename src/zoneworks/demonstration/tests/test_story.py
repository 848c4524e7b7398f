"""The scenario tells the same year every time, and tells it within the rules of its own plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from zoneworks.demonstration.files import read, sub_projects
from zoneworks.demonstration.story import Story, scheduled

TODAY = date(2023, 10, 8)


def story() -> Story:
    return Story(read("plan.json"), read("scenario.json"))


def test_the_year_is_told_the_same_way_twice() -> None:
    assert list(story().values()) == list(story().values())
    assert list(story().milestones(TODAY)) == list(story().milestones(TODAY))


def test_nothing_is_recorded_after_the_zones_today() -> None:
    for told in [*story().values(), *story().milestones(TODAY)]:
        assert told.recorded_on <= TODAY
        assert told.confirmed_on is None or told.recorded_on <= told.confirmed_on <= TODAY


def test_cumulative_values_never_fall() -> None:
    cumulative = {i["id"] for row in sub_projects() for i in row["indicators"] if i["kind"].startswith("cumulative")}
    series: dict[str, list[Decimal]] = defaultdict(list)
    for told in story().values():
        if told.indicator in cumulative:
            series[told.indicator].append(told.value)
    assert series
    assert all(values == sorted(values) for values in series.values())


def test_the_story_has_the_silent_and_those_that_only_submitted() -> None:
    told = list(story().values())
    september = [value for value in told if value.about == date(2023, 9, 30)]
    assert any(value.confirmed_on is None for value in september)
    reporting = {value.item for value in told}
    silent = {row["code"] for row in sub_projects() if row["indicators"]} - reporting
    assert silent == {code for code, arc in read("scenario.json")["items"].items() if arc == "not_reported"}


def test_every_item_of_the_scenario_is_in_the_plan() -> None:
    codes = {row["code"] for row in sub_projects()}
    scenario = read("scenario.json")
    named = {*scenario["items"], *scenario["milestones"]["late"], *scenario["milestones"]["missed_after"]}
    assert named <= codes
    assert set(scenario["items"].values()) <= set(scenario["arcs"])


@pytest.mark.parametrize(
    ("month", "due"), [(3, 48.0), (1, 16.0), (4, 48 + 52 / 3), (6, 100.0), (9, 150.0), (12, 200.0)]
)
def test_the_schedule_runs_straight_between_the_quarters(month: int, due: float) -> None:
    signed = sub_projects()[0]["indicators"][0]
    assert scheduled(signed, month) == pytest.approx(due)


def test_the_plan_counts_what_was_published() -> None:
    plan = read("plan.json")
    rows = sub_projects()
    assert (len(plan["categories"]), sum(len(c["projects"]) for c in plan["categories"]), len(rows)) == (2, 44, 95)
    assert Counter(row["battlefield"] for row in rows) == {
        "investment": 22,
        "innovation": 13,
        "highlights": 20,
        "none": 40,
    }
