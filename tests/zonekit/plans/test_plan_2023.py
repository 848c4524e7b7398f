"""The illustrative plan of 2023: 2 categories, 44 projects, 95 sub-projects, 192 indicators, 113 milestones."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from zonekit.plans import (
    FactTable,
    IndicatorRow,
    ItemRow,
    Light,
    MilestoneFact,
    MilestoneRow,
    PlanTable,
    ValueFact,
    assess,
    assess_months,
    default_rule_set,
    load_rule_sets,
)

KINDS = {"cumulative_count": "cumulative", "cumulative_amount": "cumulative", "year_end_level": "level", "rate": "rate"}
QUARTERS = {3: date(2023, 3, 31), 6: date(2023, 6, 30), 9: date(2023, 9, 30), 12: date(2023, 12, 31)}
TODAY = date(2023, 10, 8)


@pytest.fixture(scope="module")
def plan(shared_data):
    data = json.loads((shared_data / "plan_2023" / "plan.json").read_text(encoding="utf-8"))
    items, indicators, milestones = [], [], []
    for category in data["categories"]:
        items.append(ItemRow(category["code"]))
        for project in category["projects"]:
            items.append(ItemRow(project["code"], category["code"]))
            for leaf in project["sub_projects"]:
                items.append(ItemRow(leaf["code"], project["code"], leaf["weight"]))
                indicators += [indicator_row(leaf["code"], row) for row in leaf["indicators"]]
                milestones += [
                    MilestoneRow(row["id"], leaf["code"], date.fromisoformat(row["due"])) for row in leaf["milestones"]
                ]
    return PlanTable.build(items, indicators, milestones)


def indicator_row(item, row):
    schedule = tuple((day, row[f"q{month // 3}"]) for month, day in QUARTERS.items())
    return IndicatorRow(
        row["id"], item, KINDS[row["kind"]], row["annual_target"], start=row["start"],
        is_percent=row["unit_zh"] == "%", schedule=schedule,
    )  # fmt: skip


@pytest.fixture(scope="module")
def on_schedule(plan):
    """Everybody reports exactly what is scheduled, on every quarter end, and reaches each milestone on its day."""
    ind, steps = plan.indicators, plan.milestones
    values = [
        ValueFact((key, int(day)), key, date.fromordinal(int(day)), date.fromordinal(int(day)), float(value))
        for i, key in enumerate(ind.keys)
        for day, value in zip(ind.only(i).point_day, ind.only(i).point_value, strict=True)
    ]
    days = [date.fromordinal(int(day)) for day in steps.due]
    return values, [MilestoneFact(key, key, day, day) for key, day in zip(steps.keys, days, strict=True)]


def test_the_plan_has_its_published_counts(plan):
    assert np.bincount(plan.tree.depth).tolist() == [2, 44, 95]
    assert (len(plan.indicators.keys), len(plan.milestones.keys)) == (192, 113)


@pytest.mark.parametrize("at", QUARTERS.values())
def test_a_plan_kept_to_the_letter_is_green_from_top_to_bottom(plan, on_schedule, at):
    facts = FactTable.build(plan, *on_schedule)
    state = assess(plan, facts, at=at, known_on=at, rules=default_rule_set(at), year=2023)
    assert state.leaf_counts() == {"grey": 0, "green": 95, "yellow": 0, "red": 0}
    known = ~np.isnan(state.items.gap)
    assert np.abs(state.items.gap[known]).max() < 1e-6
    assert (state.items.overall == 1).all()


def test_before_the_first_report_every_item_with_indicators_is_grey(plan):
    state = assess(
        plan, FactTable.build(plan), at=date(2023, 1, 20), known_on=TODAY, rules=default_rule_set(TODAY), year=2023
    )
    assert state.leaf_counts() == {"grey": 93, "green": 2, "yellow": 0, "red": 0}
    assert state.items.reported.sum() == 0


# Reported by 8 October about 30 September: indicator, value, schedule, progress, scheduled share, gap, light.
EXAMPLES = [
    ("1.01.1-i1", 124, 150, 0.62, 0.75, -13.0, "yellow"),
    ("1.01.1-i2", 30, 30, 0.75, 0.75, 0.0, "green"),
    ("1.01.1-i3", 2, 2, 2 / 3, 2 / 3, 0.0, "green"),
    ("1.01.2-i1", 190, 195, 190 / 260, 0.75, -1.923077, "green"),
    ("1.01.2-i2", 72, 76, 0.72, 0.76, -4.0, "green"),
    ("1.01.2-i3", 43.5, 44, 0.995, 1.0, -0.5, "green"),
    ("1.02.2-i2", 130, 180, 0.5, 120 / 140, -35.714286, "red"),
]
WORDS = {
    "en": {"green": "green", "yellow": "yellow", "red": "red"},
    "zh-Hans": {"green": "绿灯", "yellow": "黄灯", "red": "红灯"},
}
DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def reported(plan):
    values = [ValueFact(f"f-{row[0]}", row[0], date(2023, 9, 30), TODAY, row[1]) for row in EXAMPLES]
    steps = ["1.01.1-m1", "1.01.1-m2", "1.20.1-m1", "1.20.1-m2"]
    due = {key: date.fromordinal(int(day)) for key, day in zip(plan.milestones.keys, plan.milestones.due, strict=True)}
    facts = FactTable.build(plan, values, [MilestoneFact(f"f-{key}", key, due[key], due[key]) for key in steps])
    return assess(plan, facts, at=TODAY, known_on=TODAY, rules=default_rule_set(TODAY), year=2023)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_the_worked_examples_hold(plan, reported, example):
    key, value, schedule, progress, share, gap, light = example
    i = plan.indicator_index(key)
    measured = reported.indicators.progress
    assert (reported.indicators.value[i], reported.indicators.schedule[i]) == (value, schedule)
    assert (measured.share[i], measured.scheduled[i]) == (pytest.approx(progress), pytest.approx(share))
    assert measured.gap[i] == pytest.approx(gap)
    assert Light(int(reported.indicators.light[i])).word == light


def test_the_worked_items_and_their_project_hold(reported):
    def figures(key):
        i = reported.plan.item_index(key)
        shares = reported.items.progress[i], reported.items.scheduled[i], reported.items.gap[i]
        return [*(round(float(x), 4) for x in shares), reported.light(key).word]

    assert figures("1.01.1") == [0.6789, 0.7222, -4.3333, "yellow"]
    assert figures("1.01.2") == [0.8153, 0.8367, -2.141, "green"]
    assert figures("1.01") == [0.7471, 0.7794, -3.2372, "yellow"]
    assert figures("1.20.1") == [0.6667, 1.0, -33.3333, "yellow"]
    assert reported.reason("1.01").parent.finding == "warning_share"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_documentation_shows_the_figures_the_engine_gives(language):
    suffix = "" if language == "en" else f".{language}"
    page = (DOCS / "models" / f"progress-and-lights{suffix}.md").read_text(encoding="utf-8").replace("−", "-")
    for key, value, schedule, progress, share, gap, light in EXAMPLES:
        (line,) = [line for line in page.splitlines() if f"| {key} " in line]
        shown = [cell.strip() for cell in line.split("|")]
        figures = f"{value:g} {schedule:g} {progress:.2%} {share:.2%} {gap:+.2f}".replace("+0.00", "0.00").split()
        assert shown[-7:-1] == [*figures, WORDS[language][light]]


@pytest.mark.parametrize("name", ["light-rules.md", "light-rules.zh-Hans.md"])
def test_the_documentation_names_every_rule_and_every_band(name):
    page = (DOCS / "rules" / name).read_text(encoding="utf-8")
    for rules in load_rule_sets():
        assert f"`{rules.code}`" in page
        assert f"`{rules.reporting.code}`" in page
        assert re.search(rf"`report_days` ?[=＝] ?{rules.reporting.report_days} ", page)
        for rule in rules.lights:
            assert f"`{rule.code}`" in page
            for band in rule.banding.bands:
                assert f"`{band.code}`" in page


def test_the_wall_chart_of_the_plan_shows_nine_months_on_8_october(plan, on_schedule):
    strip = assess_months(
        plan, FactTable.build(plan, *on_schedule), known_on=TODAY, rules=default_rule_set(TODAY), year=2023
    )
    assert strip.light.shape == (141, 12)
    assert strip.is_reached.tolist() == [True] * 9 + [False] * 3
    assert (strip.light[:, [2, 5, 8]] == 1).all()
