"""The reading of goals measured against real task tables and the two languages of a whole plan."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zonekit.sheets.goals import QuarterNode, extract_targets, propose_indicators, split_node

Item = dict[str, Any]
QUARTERS = {"Q1": date(2023, 3, 31), "Q2": date(2023, 6, 30), "Q3": date(2023, 9, 30), "Q4": date(2023, 12, 31)}
KINDS = {
    "cumulative_count": "cumulative",
    "cumulative_amount": "cumulative",
    "rate": "rate",
    "year_end_level": "level",
}


@pytest.fixture(scope="module")
def sub_projects(shared_data: Path) -> list[Item]:
    plan = json.loads((shared_data / "plan_2023" / "plan.json").read_text(encoding="utf-8"))
    return [
        sub for category in plan["categories"] for project in category["projects"] for sub in project["sub_projects"]
    ]


def in_base(item: Item, language: str) -> Counter[Decimal]:
    return Counter(t.base_value for t in extract_targets(item[f"goal_{language}"]) if t.base_value is not None)


def annual(item: Item) -> Counter[Decimal]:
    return Counter(Decimal(str(i["annual_target"])) * i["unit_factor"] for i in item["indicators"])


def expected_items(shared_data: Path) -> Iterator[Item]:
    for path in sorted((shared_data / "task_tables").glob("*.expected.json")):
        if "matrix" not in path.name:
            yield from json.loads(path.read_text(encoding="utf-8"))["items"]


def f1(pairs: Iterable[tuple[Counter[Any], Counter[Any]]]) -> float:
    hits = found = wanted = 0
    for got, expected in pairs:
        hits += sum((got & expected).values())
        found += sum(got.values())
        wanted += sum(expected.values())
    return 2 * hits / (found + wanted)


def test_the_targets_of_real_task_tables_are_found_with_their_bounds(shared_data: Path) -> None:
    pairs = []
    for item in expected_items(shared_data):
        optional = {(t["value"], t["unit"]) for t in item["targets"] if t.get("optional")}
        expected = Counter(
            (Decimal(str(t["value"])), t["unit"], t.get("bound")) for t in item["targets"] if not t.get("optional")
        )
        got = Counter(
            (t.value, t.unit, t.bound) for t in extract_targets(item["text"]) if (t.value, t.unit) not in optional
        )
        pairs.append((got, expected))
    assert f1(pairs) >= 0.95


def test_both_languages_of_the_plan_state_the_same_figures(sub_projects: list[Item]) -> None:
    different = [item["code"] for item in sub_projects if in_base(item, "zh") != in_base(item, "en")]
    assert len(different) <= 2, different


def test_the_goals_cover_the_annual_targets_with_little_else(sub_projects: list[Item]) -> None:
    wanted = sum((annual(item).total() for item in sub_projects), 0)
    covered = sum(((in_base(item, "zh") & annual(item)).total() for item in sub_projects), 0)
    extra = sum(((in_base(item, "zh") - annual(item)).total() for item in sub_projects), 0)
    assert covered >= 0.95 * wanted
    assert extra <= 0.05 * wanted


def proposed(item: Item, language: str) -> dict[str, Any]:
    nodes = [QuarterNode(due, item["quarter_nodes"][quarter][language]) for quarter, due in QUARTERS.items()]
    goal = item[f"goal_{language}"]
    proposals = propose_indicators(goal, nodes, year=2023, targets=extract_targets(goal))
    return {proposal.name: proposal for proposal in proposals if proposal.schedule}


def in_base_by_quarter(proposal: Any) -> list[Decimal]:
    stated = dict(proposal.schedule)
    return [stated.get(due, Decimal(0)) * proposal.factor for due in QUARTERS.values()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_quarter_nodes_give_back_every_indicator_of_the_plan(sub_projects: list[Item], language: str) -> None:
    missed = []
    for item in sub_projects:
        found = proposed(item, language)
        for indicator in item["indicators"]:
            proposal = found.get(indicator[f"name_{language}"])
            wanted = [Decimal(str(indicator[q])) * indicator["unit_factor"] for q in ("q1", "q2", "q3", "q4")]
            if proposal is None or in_base_by_quarter(proposal) != wanted:
                missed.append(indicator["id"])
    assert missed == []


def test_the_chinese_nodes_tell_unit_and_kind_of_every_indicator(sub_projects: list[Item]) -> None:
    wrong = [
        indicator["id"]
        for item in sub_projects
        for found in [proposed(item, "zh")]
        for indicator in item["indicators"]
        if (found[indicator["name_zh"]].unit, found[indicator["name_zh"]].kind)
        != (indicator["unit_zh"], KINDS[indicator["kind"]])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_quarter_nodes_give_back_every_milestone_of_the_plan(sub_projects: list[Item], language: str) -> None:
    for item in sub_projects:
        found = [
            (milestone.due.isoformat() if milestone.due else None, milestone.text)
            for quarter, due in QUARTERS.items()
            for milestone in split_node(item["quarter_nodes"][quarter][language], 2023, due).milestones
        ]
        assert sorted(found) == sorted((m["due"], m[f"text_{language}"]) for m in item["milestones"]), item["code"]
