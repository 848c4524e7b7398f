"""A chain's workbook: in and out the same, and every fault at its cell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.zonekit.chains.sheets import AXLE, BOGIE, STEEL, grid, grids, workbook

from zonekit.chains import Chain, ClassReading, Link, Node, Segment, chain_sheets, parse_chain, shipped_chains
from zonekit.chains.tables import plain
from zonekit.values.texts import Text

LANGUAGES = ("zh", "en")


def known_class(code: str) -> ClassReading:
    if code == "3610":
        return ClassReading(code, "edition_2011", ("3611", "3612"))
    return ClassReading(code, "unknown" if code == "9999" else "")


def found(nodes: Any, links: Any = ()) -> list[tuple[str, str, str]]:
    read = parse_chain(workbook(nodes, links), known_class)
    has_error = any(issue.severity == "error" for issue in read.issues)
    assert (read.chain is None) == has_error
    return [(issue.code, str(issue.where), issue.severity) for issue in read.issues]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chain", shipped_chains(), ids=lambda chain: chain.code)
def test_shipped_chains_come_back_the_same(chain: Chain, language: Any) -> None:
    read = parse_chain({name: grid(rows) for name, rows in chain_sheets(chain, language).items()})
    assert read.chain == chain
    assert read.issues == ()


words = st.text("轴轮钢abcXYZ0123（）", min_size=1, max_size=8).map(str.strip).filter(bool)
shares = st.none() | st.floats(0.001, 1.0)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    count = draw(st.integers(1, 6))
    names = draw(st.lists(words, min_size=2 * count, max_size=2 * count, unique_by=str.lower))
    nodes = tuple(
        Node(
            f"n{i}",
            Text(names[2 * i], names[2 * i + 1]),
            draw(st.sampled_from(Segment)),
            i + 1,
            tuple(draw(st.lists(st.from_regex(r"\A[0-9]{2,4}\Z"), max_size=3, unique=True))),
            tuple(draw(st.lists(words, max_size=3, unique=True))),
            tuple(draw(st.lists(words, max_size=3, unique=True))),
            draw(st.booleans()),
            draw(shares),
            draw(st.sampled_from(["", "套", "吨/年"])),
        )
        for i in range(count)
    )
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    links = tuple(
        Link(
            f"n{i}",
            f"n{j}",
            tuple(draw(st.lists(words, max_size=2, unique=True))),
            weight=draw(st.none() | st.just(0.15)),
        )
        for i, j in chosen
    )
    note = draw(st.none() | st.builds(Text, words, words))
    head = (draw(st.sampled_from(["", "2023", "v1"])), draw(st.none() | st.dates(date(1990, 1, 1), date(2099, 1, 1))))
    return Chain("c1", Text(draw(words), draw(words)), nodes, links, *head, draw(st.booleans()), note)


@given(chain=chains(), language=st.sampled_from(LANGUAGES))
def test_any_chain_comes_back_the_same(chain: Chain, language: Any) -> None:
    read = parse_chain({name: grid(rows) for name, rows in chain_sheets(chain, language).items()})
    assert read.chain == chain, read.issues


def test_codes_written_as_numbers_come_back_as_words() -> None:
    chain = Chain("7", Text("链", "Chain"), (Node("1", Text("甲", "A"), Segment.UPSTREAM, 1, ("3714",)),))
    read = parse_chain(workbook([(1.0, "甲", "上游", 1, "3714")]))
    assert read.chain is not None
    assert read.chain.nodes[0].code == chain.nodes[0].code


@pytest.mark.parametrize(
    ("nodes", "links", "expected"),
    [
        ([STEEL, ("steel", "车轴", "中游", 2, "3714")], [], ("node_code_twice", "环节!A3", "error")),
        ([STEEL, ("axle", "车轴钢", "中游", 2, "3714")], [], ("node_name_twice", "环节!B3", "error")),
        ([STEEL, ("", "", "中游", 2, "3714")], [], ("node_without_name", "环节!B3", "error")),
        ([("a b", "车轴", "中游", 2, "3714")], [], ("node_code_unreadable", "环节!A2", "error")),
        ([("axle", "车轴", "中段", 2, "3714")], [], ("segment_unknown", "环节!C2", "error")),
        ([("axle", "车轴", None, 2, "3714")], [], ("segment_missing", "环节!C2", "error")),
        ([("axle", "车轴", "中游", 0, "3714")], [], ("tier_unreadable", "环节!D2", "error")),
        ([("axle", "车轴", "中游", 1.5, "3714")], [], ("tier_unreadable", "环节!D2", "error")),
        ([("axle", "车轴", "中游", "二", "3714")], [], ("tier_unreadable", "环节!D2", "error")),
        ([("axle", "车轴", "中游", 2, "9999")], [], ("class_unknown", "环节!E2", "error")),
        ([("axle", "车轴", "中游", 2, "37145")], [], ("class_unreadable", "环节!E2", "error")),
        ([("axle", "车轴", "中游", 2, 37.14)], [], ("class_unreadable", "环节!E2", "error")),
        ([("axle", "车轴", "中游", 2, "3610")], [], ("class_of_2011", "环节!E2", "warning")),
        ([("axle", "车轴", "中游", 2, 3714.0)], [], ("class_as_number", "环节!E2", "warning")),
        ([("axle", "车轴", "中游", 2, None)], [], ("node_without_evidence", "环节!A2", "warning")),
        ([STEEL, AXLE], [("steel", "wheel", 0.5)], ("link_node_unknown", "链接!B2", "error")),
        ([STEEL, AXLE], [("steel", "", 0.5)], ("link_node_missing", "链接!B2", "error")),
        ([STEEL, AXLE], [("axle", "axle", 0.5)], ("link_to_itself", "链接!B2", "error")),
        ([STEEL, AXLE], [("steel", "axle", 0.5), ("车轴钢", "车轴", 0.1)], ("link_twice", "链接!A3", "error")),
        ([STEEL, AXLE], [("steel", "axle", 40)], ("weight_out_of_range", "链接!C2", "error")),
        ([STEEL, AXLE], [("steel", "axle", -0.5)], ("weight_out_of_range", "链接!C2", "error")),
        ([STEEL, AXLE], [("steel", "axle", "半")], ("weight_unreadable", "链接!C2", "error")),
        ([STEEL, AXLE], [("steel", "axle", True)], ("weight_unreadable", "链接!C2", "error")),
        (
            [STEEL, AXLE, BOGIE],
            [("steel", "bogie", 0.6), ("axle", "bogie", 0.5)],
            ("weights_over_one", "链接!C3", "error"),
        ),
        ([STEEL, AXLE], [("axle", "steel", 0.5)], ("link_against_tier", "链接!A2", "warning")),
        (
            [STEEL, AXLE, BOGIE],
            [("steel", "axle", 0.5), ("axle", "bogie", 0.5), ("bogie", "steel", 0.5)],
            ("cycle", "链接!B4", "error"),
        ),
    ],
)
def test_a_fault_is_named_at_its_cell(nodes: Any, links: Any, expected: tuple[str, str, str]) -> None:
    assert expected in found(nodes, links)


def test_all_faults_are_told_at_once_and_nothing_is_built() -> None:
    rows = [STEEL, ("steel", "车轴钢", "上段", "x", "9999")]
    links = [("steel", "nothing", 2), ("steel", "steel", None)]
    codes = {code for code, _, _ in found(rows, links)}
    assert codes >= {
        "node_code_twice",
        "node_name_twice",
        "segment_unknown",
        "tier_unreadable",
        "class_unknown",
        "link_node_unknown",
        "weight_out_of_range",
        "link_to_itself",
    }


def test_a_cycle_names_its_way_round() -> None:
    links = [("steel", "axle", None), ("axle", "bogie", None), ("bogie", "axle", None)]
    read = parse_chain(workbook([STEEL, AXLE, BOGIE], links))
    [cycle] = [issue for issue in read.issues if issue.code == "cycle"]
    assert cycle.params == {"nodes": "车轴 → 转向架 → 车轴", "count": 2}


def test_classes_of_2011_become_their_successors() -> None:
    read = parse_chain(workbook([("car", "整车", "下游", 1, "C3610、3714")]), known_class)
    assert read.chain is not None
    assert read.chain.nodes[0].classes == ("3611", "3612", "3714")


def test_tiers_left_out_are_as_deep_as_the_suppliers_reach() -> None:
    rows = [
        ("steel", "车轴钢", "上游", None, "3130"),
        ("axle", "车轴", "中游", None, "3714"),
        (*BOGIE[:3], None, "3714"),
    ]
    read = parse_chain(workbook(rows, [("steel", "axle", "40%"), ("axle", "bogie", None)]))
    assert read.chain is not None
    assert [node.tier for node in read.chain.nodes] == [1, 2, 3]
    assert read.chain.links[0].weight == pytest.approx(0.4)


def test_sheets_and_headings_may_be_called_as_people_do() -> None:
    book = {
        " chain ": [
            ["Chain name", ""],
            ["Name", "Bogies"],
            ["Valid from", datetime(2023, 1, 1, tzinfo=UTC)],
            ["Confirmed", "Yes"],
        ],
        "NODES": [
            ["List of nodes"],
            [],
            ["Name", "Segment", "GB/T 4754", "Remark"],
            ["Axles", "Upstream", "3714", "x"],
            [],
        ],
        "上下游关系": [["From", "To"], ["axles", "AXLES"]],
    }
    read = parse_chain(grids(book))
    assert [(issue.code, str(issue.where)) for issue in read.issues] == [
        ("column_unknown", "NODES!D3"),
        ("link_to_itself", "上下游关系!B2"),
    ]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"链接": [["供方环节", "需方环节"]]}, "nodes_sheet_missing"),
        ({"环节": [["甲", "乙"], ["丙", "丁"]]}, "headings_missing"),
        ({"环节": [["环节名称", "上中下游"]]}, "nodes_missing"),
        ({"环节": [["环节名称", "层级"], ["车轴", 1]]}, "column_missing"),
        ({"环节": [["环节名称", "上中下游"], ["车轴", "上游"]]}, "chain_without_name"),
        ({}, "nodes_sheet_missing"),
    ],
)
def test_what_is_missing_is_said(sheets: Any, code: str) -> None:
    read = parse_chain(grids(sheets))
    assert read.chain is None
    assert code in [issue.code for issue in read.issues]


def test_the_file_names_a_chain_that_does_not_name_itself() -> None:
    read = parse_chain(grids({"环节": [["环节名称", "上中下游"], ["车轴", "上游"]]}), default_name="转向架")
    assert read.chain is not None
    assert read.chain.name == Text("转向架", "转向架")
    assert {issue.code for issue in read.issues} == {
        "chain_sheet_missing",
        "links_sheet_missing",
        "node_without_evidence",
    }


def test_more_nodes_than_any_chain_has_are_refused_at_once() -> None:
    read = parse_chain(workbook([(f"n{i}", f"环节{i}", "上游", 1, "3714") for i in range(5001)]))
    assert [issue.code for issue in read.issues] == ["nodes_too_many"]


def test_headings_are_compared_without_what_people_add() -> None:
    assert plain("环节 名称*") == plain("【环节名称】".strip("【】"))


def test_nodes_without_a_code_get_one_of_their_name() -> None:
    long = "很长的环节名称" * 12
    rows = [
        (None, "Traction motors", "中游", 1, "3714"),
        ("", f"{long}甲", "中游", 1, "3714"),
        ("", f"{long}乙", "中游", 1, "37"),
    ]
    read = parse_chain(workbook(rows, [("traction motors", f"{long}乙", 0.5)]))
    assert read.chain is not None
    assert [node.code for node in read.chain.nodes] == ["Traction_motors", long[:60], long[:58] + "_2"]
    assert read.chain.links[0].customer == long[:58] + "_2"
    assert parse_chain({name: grid(rows) for name, rows in chain_sheets(read.chain).items()}).chain == read.chain
