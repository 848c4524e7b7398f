"""Small plans to judge, and the same rules in plain Python to judge them by."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zonekit.plans import (
    Assessment,
    FactTable,
    IndicatorRow,
    ItemRow,
    MilestoneFact,
    MilestoneRow,
    PlanTable,
    RuleSet,
    ValueFact,
    assess,
    load_rule_sets,
)

ROOT = Path(__file__).resolve().parents[3]
YEAR = 2023


@pytest.fixture(scope="session")
def rule_set() -> Callable[[str], RuleSet]:
    by_code = {rules.code: rules for rules in load_rule_sets()}
    return by_code.__getitem__


@pytest.fixture(scope="session")
def state_of(rule_set: Callable[[str], RuleSet]) -> Callable[..., Assessment]:
    """Assess rows: state_of(items, indicators, milestones, values=, reached=, at=, known_on=, rules=)."""

    def assessed(
        items: list[ItemRow],
        indicators: list[IndicatorRow] | None = None,
        milestones: list[MilestoneRow] | None = None,
        *,
        values: list[ValueFact] | None = None,
        reached: list[MilestoneFact] | None = None,
        at: date,
        known_on: date | None = None,
        rules: str = "yinchuan_2025",
    ) -> Assessment:
        plan = PlanTable.build(items, indicators or [], milestones or [])
        facts = FactTable.build(plan, values or [], reached or [])
        return assess(plan, facts, at=at, known_on=known_on or at, rules=rule_set(rules), year=YEAR)

    return assessed


@pytest.fixture(scope="session")
def one(state_of: Callable[..., Assessment]) -> Callable[..., Assessment]:
    """Assess one indicator "i" of one item "1" with one confirmed value (None: nothing reported)."""

    def assessed(value: float | None, *, at: date = date(2023, 9, 30), rules: str = "yinchuan_2025", **indicator: Any):
        values = [] if value is None else [ValueFact("f", "i", about=at, known=at, value=value)]
        return state_of([ItemRow("1")], [IndicatorRow("i", "1", **indicator)], values=values, at=at, rules=rules)

    return assessed


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    """bench/plans_plain.py: the rules of the engine written a second time, one item after the other."""
    spec = importlib.util.spec_from_file_location("plans_plain", ROOT / "bench" / "plans_plain.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["plans_plain"] = module
    spec.loader.exec_module(module)
    return module
