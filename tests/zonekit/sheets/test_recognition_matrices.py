"""Matrices: one item per indicator, its targets by area, the zone's own column proposed."""

from collections.abc import Callable

import pytest

from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source

MATRIX = r"""
2024年目标分解
类别|指标名称|责任单位|目标任务||||
|||全区|东镇|西街道|南乡|开发区
经济|工业增加值增速（%）|统计局|8|8|9||10
|固定资产投资（亿元）|发改局|50|10|12|8.5|20
民生|城镇新增就业（人）|人社局|5000|1000|1500|—|2000
合计||||||||
"""
MERGES = "A2:A3 B2:B3 C2:C3 D2:H2 A4:A5"


def test_every_row_is_an_item_with_a_target_for_every_filled_area(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(MATRIX, MERGES))
    assert sheet.shape == "matrix"
    assert sheet.areas == ("全区", "东镇", "西街道", "南乡", "开发区")
    assert sheet.levels == ("category", "indicator")
    assert [(item.path, item.text, item.responsible) for item in sheet.items] == [
        (("经济",), "工业增加值增速", ("统计局",)),
        (("经济",), "固定资产投资", ("发改局",)),
        (("民生",), "城镇新增就业", ("人社局",)),
    ]
    first, second, third = ([(t.area, str(t.value), t.unit) for t in item.targets] for item in sheet.items)
    assert first == [("全区", "8", "%"), ("东镇", "8", "%"), ("西街道", "9", "%"), ("开发区", "10", "%")]
    assert second[3:] == [("南乡", "8.5", "亿元"), ("开发区", "20", "亿元")]
    assert [area for area, _, _ in third] == ["全区", "东镇", "西街道", "开发区"]


def test_values_are_converted_to_the_base_unit(draw_table: Callable[..., Source]) -> None:
    item = read_plan(draw_table(MATRIX, MERGES)).items[1]
    assert (str(item.targets[0].base_value), item.targets[0].base_unit) == ("5000000000", "CNY")


def test_the_only_zone_among_the_areas_is_taken_and_said(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(MATRIX, MERGES))
    assert [(issue.code, issue.params["area"]) for issue in sheet.issues] == [("area_chosen", "开发区")]
    proposals = [[(p.area, str(p.target), p.unit) for p in item.proposals] for item in sheet.items]
    assert proposals == [[("开发区", "10", "%")], [("开发区", "20", "亿元")], [("开发区", "2000", "人")]]


def test_a_named_area_outweighs_the_guess(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(MATRIX, MERGES), area="南乡")
    assert sheet.issues == ()
    assert [[str(p.target) for p in item.proposals] for item in sheet.items] == [[], ["8.5"], []]


def test_an_area_that_is_no_column_is_reported(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table(MATRIX, MERGES), area="北县")
    assert [issue.code for issue in sheet.issues] == ["area_unknown"]
    assert all(item.proposals == () for item in sheet.items)


def test_two_zones_leave_the_choice_to_a_person(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
序号|指标|单位|全市|甲县|经开区|高新区|牵头单位|备注
1|省外资金|亿元|300|80|90|60|招商局|
2|签约亿元项目|个|120|≥30|30以上|约20|招商局|
3|项目开工率|%|80|80|85%|—|项目办|
"""
    sheet = read_plan(draw_table(drawing))
    assert [(issue.code, issue.params["areas"]) for issue in sheet.issues] == [("area_choice_needed", "经开区、高新区")]
    assert all(item.proposals == () for item in sheet.items)
    assert [(str(t.value), t.unit, t.bound) for t in sheet.items[1].targets] == [
        ("120", "个", None),
        ("30", "个", ">="),
        ("30", "个", ">="),
        ("20", "个", "≈"),
    ]
    assert [str(t.value) for t in sheet.items[2].targets] == ["80", "80", "85"]
    assert [item.lead for item in sheet.items] == ["招商局", "招商局", "项目办"]


@pytest.mark.parametrize("header", ["考核实施单位", "责任单位", "监考单位"])
def test_who_assesses_answers_where_nobody_else_is_named(header: str, draw_table: Callable[..., Source]) -> None:
    rows = "经济|产值（亿元）|9|4|2|15|市统计局\n招商|资金（亿元）|5|1|2|10|"
    drawing = f"目标类别|考核项目及内容|全市|东县|经开区|分值|{header}\n{rows}"
    sheet = read_plan(draw_table(drawing, "F2:F3 G2:G3"))
    assert [item.responsible for item in sheet.items] == [("市统计局",), ("市统计局",)]
    assert [target.value for target in sheet.items[0].targets] == [9, 4, 2]


def test_one_heading_over_two_category_columns_makes_two_levels(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
目标类别||考核内容|全市|东县|经开区
评分|经济|产值（亿元）|9|4|2
||投资（亿元）|5|1|2
|开放|外资（亿美元）|3|1|1
"""
    sheet = read_plan(draw_table(drawing, "A1:B1 A2:A4 B2:B3"))
    assert [item.path for item in sheet.items] == [("评分", "经济"), ("评分", "经济"), ("评分", "开放")]
    assert sheet.levels == ("category", "group", "indicator")
    assert sheet.counts == {"category": 1, "group": 2, "indicator": 3}


def test_a_note_above_the_header_gives_the_unit(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(draw_table("2024年目标|||\n（单位：亿元）|||\n指标|全市|东县|经开区\n到位资金|30|10|8", "A1:D1"))
    assert [(t.area, str(t.value), t.unit) for t in sheet.items[0].targets] == [
        ("全市", "30", "亿元"),
        ("东县", "10", "亿元"),
        ("经开区", "8", "亿元"),
    ]


def test_departments_may_be_the_columns(draw_table: Callable[..., Source]) -> None:
    sheet = read_plan(
        draw_table("序号|指标|单位|招商局|经发局\n1|外出招商|次|20|12\n2|签约项目|个|15|6"), area="经发局"
    )
    assert sheet.areas == ("招商局", "经发局")
    assert [[(p.area, str(p.target), p.unit) for p in item.proposals] for item in sheet.items] == [
        [("经发局", "12", "次")],
        [("经发局", "6", "个")],
    ]
