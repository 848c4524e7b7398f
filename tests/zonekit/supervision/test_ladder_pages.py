"""The pages say what the rules and the engine do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.zonekit.supervision.ladders import CALENDAR, RULES, day, filing, state

from zonekit.supervision import Basis

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("rules/ladder-rules.md", "rules/ladder-rules.zh-Hans.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_lists_every_rule_with_its_source(page: str) -> None:
    rows = [line for line in (DOCS / page).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    by_code = {line.split("`")[1]: line for line in rows}
    coded = [*RULES.entries, RULES.clock, RULES.look, *RULES.escalations]
    limits = {limit.basis.value: limit for limit in RULES.limits.values()}
    rungs = {rung.rung.word: rung for rung in RULES.rungs}
    for code, rule in {**{rule.code: rule for rule in coded}, **limits, **rungs}.items():
        assert f"`{rule.source.code}`" in by_code[code]
    for limit in RULES.limits.values():
        assert f"| {limit.days} |" in by_code[limit.basis.value]
    for rung in RULES.rungs[1:]:
        assert f"| {rung.days} |" in by_code[rung.rung.word]
    assert {source.code for source in RULES.sources} <= set(by_code)


def test_the_worked_example_across_spring_festival() -> None:
    urgent = filing(RULES.limits[Basis.INSTRUCTION_URGENT].days, basis=Basis.INSTRUCTION_URGENT)
    assert state("assign 01-18", urgent).due == day("01-30")
    still = state("assign 01-18; suspend 01-20", urgent)
    assert still.days_left(day("01-31"), CALENDAR) == 3
    order = state("assign 01-18; suspend 01-20; resume 01-31", urgent)
    assert (order.due, order.days_left(day("01-31"), CALENDAR)) == (day("02-03"), 3)


def test_the_worked_example_up_the_rungs() -> None:
    notice = filing(RULES.limits[Basis.LIGHT].days)
    way, dues = "assign 02-14", []
    for raised in ("", "; raise 03-08 1", "; raise 03-23 2", "; raise 03-31 3"):
        way += raised
        dues.append(state(way, notice).due)
    assert dues == [day("03-07"), day("03-22"), day("03-30"), day("04-10")]
