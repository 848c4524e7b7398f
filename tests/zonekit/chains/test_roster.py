"""A list of enterprises beside a chain: what is read, what is flagged, and how it is counted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.zonekit.chains.sheets import grid, grids
from tests.zonekit.chains.test_placement import CHAIN

from zonekit.chains import Blockage, ClassReading, Status, judge, load_gap_rules
from zonekit.chains.counting import count_roster
from zonekit.chains.roster import Roster, RosterFirm, read_blockages, read_roster

RULES = load_gap_rules()
HEAD = [
    "统一社会信用代码",
    "企业名称",
    "行业代码",
    "经营范围",
    "环节",
    "产值（万元）",
    "产能",
    "占比",
    "外资",
    "已确认",
]


def known_class(code: str) -> ClassReading:
    if code in ("3610", "3711"):
        return ClassReading(code, "edition_2011", ("3611", "3612") if code == "3610" else ("3714",))
    return ClassReading(code, "unknown" if code == "9999" else "")


def code_problem(code: str | int | float) -> str:
    if not isinstance(code, str):
        return "code_as_number"
    return "" if len(code) == 18 else "code_length"


def read(*rows: list[Any], head: list[str] = HEAD) -> Roster:
    return read_roster("S", grid([head, *rows]), CHAIN, known_class, code_problem)


def only(**fields: Any) -> tuple[RosterFirm, list[tuple[str, str]]]:
    row = [
        fields.get(name)
        for name in ("code", "name", "cls", "scope", "node", "output", "capacity", "share", "foreign", "ok")
    ]
    roster = read([*row[:1], fields.get("name", "甲公司"), *row[2:]])
    return roster.firms[0], [(issue.code, str(issue.where)) for issue in roster.issues]


def test_a_row_in_full() -> None:
    code = "91120222MA05000012"
    row = {"code": code, "cls": "C3714", "scope": "车轴", "node": "环节axle", "output": 1.5, "capacity": "2,000万元"}
    firm, issues = only(**row, share="50%", foreign="是", ok="√")
    assert issues == []
    assert (firm.code, firm.industry_class, firm.node) == (code, "3714", "axle")
    assert (firm.output, firm.capacity, firm.share) == (15_000, 20_000_000, 0.5)
    assert (firm.is_foreign, firm.is_confirmed, str(firm.where)) == (True, True, "S!A2")


@pytest.mark.parametrize(
    ("fields", "issue", "name", "value"),
    [
        ({"code": "123"}, ("code_length", "S!A2"), "code", "123"),
        ({"code": 9.112e17}, ("code_as_number", "S!A2"), "code", ""),
        ({"cls": 3714.0}, ("class_as_number", "S!C2"), "industry_class", "3714"),
        ({"cls": "9999"}, ("class_unknown", "S!C2"), "industry_class", ""),
        ({"cls": "汽车"}, ("class_unreadable", "S!C2"), "industry_class", ""),
        ({"cls": "3711"}, ("class_of_2011", "S!C2"), "industry_class", "3714"),
        ({"cls": "3610"}, ("class_of_2011", "S!C2"), "industry_class", ""),
        ({"node": "wheel"}, ("node_unknown", "S!E2"), "node", ""),
        ({"output": -3}, ("figure_negative", "S!F2"), "output", None),
        ({"output": "很多"}, ("figure_unreadable", "S!F2"), "output", None),
        ({"capacity": 1e14}, ("figure_absurd", "S!G2"), "capacity", None),
        ({"capacity": True}, ("figure_unreadable", "S!G2"), "capacity", None),
        ({"share": 50}, ("share_out_of_range", "S!H2"), "share", None),
        ({"share": "半"}, ("share_out_of_range", "S!H2"), "share", None),
        ({"foreign": "也许"}, ("flag_unreadable", "S!I2"), "is_foreign", False),
    ],
)
def test_what_is_odd_is_flagged_and_the_enterprise_stays(
    fields: Any, issue: tuple[str, str], name: str, value: Any
) -> None:  # fmt: skip
    firm, issues = only(**fields)
    assert issue in issues
    assert getattr(firm, name) == value


def test_rows_that_are_nobody_or_stand_there_twice() -> None:
    roster = read(
        [None, None, "3714"], [None, "甲", None, None, "axle"], [None, "甲", None, None, "axle"], [None, "甲"]
    )
    assert [(firm.name, firm.node) for firm in roster.firms] == [("甲", "axle"), ("甲", "")]
    assert [(issue.code, str(issue.where)) for issue in roster.issues] == [
        ("enterprise_without_name", "S!A2"), ("enterprise_twice", "S!A4"),
    ]  # fmt: skip


def test_headings_in_english_and_none_at_all() -> None:
    assert read(["Firm", "3714"], head=["Name", "Class"]).firms[0].industry_class == "3714"
    assert read(["Firm"], head=["name"]).firms[0].name == "Firm"
    assert [issue.code for issue in read(["x"], head=["y"]).issues] == ["headings_missing"]
    assert [issue.code for issue in read(head=["name"]).issues] == ["enterprises_missing"]
    assert [issue.code for issue in read(["3714"], head=["Class"]).issues] == ["column_missing"]


def test_blockages_stand_on_a_sheet_of_their_own() -> None:
    rows = [["环节", "受阻类型"], ["axle", "用地"], ["环节gear", "Logistics"], ["wheel", "用地"], ["axle", "天气"]]
    blockages, issues = read_blockages(grids({"堵点": rows}), CHAIN)
    assert blockages == (Blockage("axle", "land"), Blockage("gear", "logistics"))
    assert [(issue.code, str(issue.where)) for issue in issues] == [
        ("node_unknown", "堵点!A4"), ("blockage_kind_unknown", "堵点!B5"),
    ]  # fmt: skip
    assert read_blockages(grids({}), CHAIN) == ((), ())


def test_stated_nodes_are_checked_and_others_proposed() -> None:
    roster = read(
        [None, "甲", "3130", None, "steel"], [None, "乙", "3130", None, "gear"],
        [None, "丙", "3130", None, "gear", None, None, None, None, "是"], [None, "丁", "3130"], [None, "戊"],
    )  # fmt: skip
    counted = count_roster(CHAIN, roster, RULES)
    places = [CHAIN.nodes[place].code for place in counted.placed.node.tolist()]
    assert list(zip(places, counted.placed.weight.tolist(), strict=True)) == [
        ("steel", 1.0), ("steel", 0.8), ("gear", 1.0), ("steel", 0.6),
    ]  # fmt: skip
    assert (counted.stated, counted.proposed, counted.unplaced, counted.doubted) == (3, 1, 1, 1)
    [issue] = counted.issues
    assert (issue.code, str(issue.where)) == ("placement_moved", "S!A3")
    assert issue.params == {"name": "乙", "node": "环节gear", "found": "环节steel"}


@pytest.mark.parametrize(
    ("head", "cells", "output"),
    [
        (["公司名称", "营业收入（万元）"], [3], 3e4),
        (["company", "revenue"], [5e6], 5e6),
        (["企业名称", "产值", "营业收入"], [7, 9], 7),
        (["企业名称", "产值", "营业收入"], [None, 9], 9),
        (["企业名称", "产值", "营业收入"], [-1, 9], 9),
    ],
)
def test_the_revenue_stands_in_for_the_output(head: list[str], cells: list[Any], output: float) -> None:
    [firm] = read(["甲公司", *cells], head=head).firms
    assert firm.output == output


def without_form(name: str) -> str:
    return name.removesuffix("有限公司").removesuffix("公司")


@pytest.mark.parametrize(
    ("rows", "identities", "issues"),
    [
        ([("", "甲公司", "axle"), ("", "甲有限公司", "gear")], ["甲公司", "甲公司"], ["enterprise_of_two_names"]),
        ([("", "甲公司", ""), ("", "甲有限公司", "")], ["甲公司"], ["enterprise_of_two_names", "enterprise_twice"]),
        ([("1" * 18, "甲公司", "axle"), ("", "甲公司", "gear")], ["1" * 18, "1" * 18], []),
        ([("", "甲公司", "axle"), ("1" * 18, "甲公司", "gear")], ["甲公司", "甲公司"], []),
        ([("1" * 18, "甲公司", "axle"), ("2" * 18, "甲公司", "axle")], ["1" * 18, "2" * 18], []),  # each has its code
        ([("", "甲公司", "axle"), ("", "乙公司", "axle")], ["甲公司", "乙公司"], []),
        ([("1" * 18, "", "axle"), ("", "甲公司", "axle")], ["1" * 18, "甲公司"], []),
    ],
)
def test_one_firm_under_several_names_is_one(
    rows: list[tuple[str, str, str]], identities: list[str], issues: list[str]
) -> None:
    cells = grid([["统一社会信用代码", "企业名称", "环节"], *map(list, rows)])
    roster = read_roster("S", cells, CHAIN, known_class, code_problem, without_form)
    assert [firm.identity for firm in roster.firms] == identities
    assert [issue.code for issue in roster.issues] == issues


def placed_of(*rows: list[Any], **given: Any) -> list[tuple[str, float]]:
    """Rows of name, class and scope; node and weight of what counts."""
    roster = read(*rows, head=["企业名称", "行业代码", "经营范围"])
    placed = count_roster(CHAIN, roster, RULES, **given).placed
    nodes = [CHAIN.nodes[place].code for place in placed.node.tolist()]
    return [(node, round(weight, 3)) for node, weight in zip(nodes, placed.weight.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("code", "scope", "counted"),
    [
        ("3714", "", [("axle", 0.3), ("gear", 0.3)]),  # of two nodes, nobody knows which
        ("3714", "车轴制造", [("axle", 0.74)]),
        ("3130", "", [("steel", 0.6)]),
        ("3130", "构架总成制造", [("steel", 0.45)]),  # the words speak for another node only
        ("3130", "轴承制造", [("steel", 0.6)]),
        ("3720", "", []),  # of the division only
    ],
)
def test_who_states_no_node_counts_by_class_and_words(code: str, scope: str, counted: list[tuple[str, float]]) -> None:
    assert placed_of(["甲", code, scope]) == counted


def test_one_of_several_nodes_is_a_supplier_with_all_it_makes() -> None:
    roster = read(["甲", "3714", 100, 120], ["乙", "3714", 100, 120], head=["企业名称", "行业代码", "产值", "产能"])
    judgement = judge(CHAIN, count_roster(CHAIN, roster, RULES).placed, RULES)
    axle, gear = judgement.nodes[0].figures, judgement.nodes[1].figures
    assert axle == gear
    assert (axle["output"], axle["supply"]) == pytest.approx((0.3 * 200, 0.3 * 240))


def test_of_likely_classes_each_counts_by_its_chance() -> None:
    likely = [[("3130", 0.9), ("3714", 0.1)]]
    assert placed_of(["甲", None, "车轴钢冶炼"], likely=likely) == [("steel", round(1 - (1 - 0.54) * 0.5, 3))]
    assert placed_of(["甲", None, None], likely=likely) == [("steel", 0.54)]
    assert placed_of(["甲", "3714", "车轴"], likely=likely) == [("axle", 0.74)]  # what is stated goes before


def test_texts_are_read_as_somebody_makes_them_plain() -> None:
    assert placed_of(["甲", "3714", "車軸"]) == [("axle", 0.3), ("gear", 0.3)]
    assert placed_of(["甲", "3714", "車軸"], plain=lambda text: text.replace("車軸", "车轴")) == [("axle", 0.74)]
    assert (
        placed_of(
            [
                "甲",
                None,
                "ＡＸＬＥ、ａｘｌｅ",
            ],
            likely=[[("3714", 1.0)]],
        )[0][0]
        == "axle"
    )


def test_classes_found_by_somebody_else_serve_where_none_is_stated() -> None:
    roster = read([None, "甲"], [None, "乙"])
    counted = count_roster(CHAIN, roster, RULES, [[("3130", 1.0)], [("3130", 1.0)]])
    judgement = judge(CHAIN, counted.placed, RULES)
    assert {one.node: one.status for one in judgement.nodes}["steel"] == Status.BROKEN
    assert counted.proposed == 2
