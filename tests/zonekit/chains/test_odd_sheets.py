"""Whatever stands in a workbook, reading it ends in a chain or in named faults, never in a failure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.chains.sheets import grid
from tests.zonekit.chains.test_placement import CHAIN

from zonekit.chains import PlacedFirms, judge, load_gap_rules, parse_chain
from zonekit.chains.counting import count_roster
from zonekit.chains.headings import BLOCKAGES, LINKS, NODES, ROSTER, SheetForm
from zonekit.chains.headings import CHAIN as HEAD
from zonekit.chains.roster import read_blockages, read_roster

RULES = load_gap_rules()
words = st.sampled_from(
    [
        "steel",
        "axle",
        "车轴",
        "上游",
        "下游",
        "3714",
        "C3714",
        "40%",
        "是",
        "1.2亿",
        "-3",
        "１２",
        "2023-02-30",
        "、；",
        "",
    ]
)
cells = (
    st.none()
    | words
    | st.text(max_size=5)
    | st.integers(-5, 9999)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
)


def sheet(form: SheetForm, draw: st.DrawFn) -> list[list[Any]]:
    heads = [heading.zh for heading in form.headings]
    rows = draw(st.lists(st.lists(cells, max_size=len(heads) + 1), max_size=6))
    return [draw(st.permutations(heads)) if draw(st.booleans()) else heads, *rows]


@st.composite
def books(draw: st.DrawFn) -> dict[str, Any]:
    return {form.zh: grid(sheet(form, draw)) for form in (HEAD, NODES, LINKS, BLOCKAGES) if draw(st.integers(0, 9))}


@given(book=books())
def test_any_workbook_gives_a_chain_or_says_why_not(book: dict[str, Any]) -> None:
    read = parse_chain(book, default_name="链")
    assert (read.chain is None) == any(issue.severity == "error" for issue in read.issues)
    if read.chain is not None:
        blockages, _ = read_blockages(book, read.chain)
        judgement = judge(read.chain, PlacedFirms.of([], read.chain.positions()), RULES, blockages)
        assert len(judgement.gaps()) == len(read.chain.nodes)


@st.composite
def rosters(draw: st.DrawFn) -> Any:
    return grid(sheet(ROSTER, draw))


@given(rows=rosters())
def test_any_list_of_enterprises_can_be_counted(rows: Any) -> None:
    roster = read_roster("S", rows, CHAIN)
    counted = count_roster(CHAIN, roster, RULES)
    assert counted.stated + counted.proposed + counted.unplaced == len(roster.firms)
    assert len(judge(CHAIN, counted.placed, RULES).nodes) == len(CHAIN.nodes)
    for firm in roster.firms:
        assert firm.output is None or 0 <= firm.output <= 1e13
        assert firm.identity


def test_dates_and_truths_are_no_figures() -> None:
    heads = [heading.zh for heading in NODES.headings]
    row = ["a", "甲", "", "上游", date(2023, 1, 1), datetime(2023, 1, 1, tzinfo=UTC), True, None, 3.5, False, True]
    read = parse_chain({"环节": grid([heads, row])}, default_name="链")
    assert {issue.code for issue in read.issues if issue.severity == "error"} == {
        "tier_unreadable", "class_unreadable", "flag_unreadable", "input_rate_unreadable",
    }  # fmt: skip
