"""Columns of figures: areas of any name, growth beside a value, what is to be invested this year, areas in rows."""

from collections.abc import Callable

import pytest

from zonekit.sheets.drafts import ItemDraft
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.recognition.header_rows import is_area
from zonekit.sheets.recognition.headers import read_header
from zonekit.sheets.source import Source


def figures(item: ItemDraft) -> list[str]:
    """Name, value with bound and unit, and area of each target."""
    return [f"{t.text} {t.bound or ''}{t.value}{t.unit}" + (f" @{t.area}" if t.area else "") for t in item.targets]


def test_columns_of_figures_between_indicators_and_units_are_areas_whatever_they_are_called(
    draw_table: Callable[..., Source],
) -> None:
    drawing = """
2024年园区目标
指标|药谷|云港|北苑产业基地|柳河工作站|考核单位|备注
工业产值（亿元）|120|85.5|≥60|12|经发局|
落户项目（个）|10|8|6|—|招商局|含续建
"""
    sheet = read_plan(draw_table(drawing))
    assert sheet.shape == "matrix"
    assert sheet.areas == ("药谷", "云港", "北苑产业基地", "柳河工作站")
    assert figures(sheet.items[0]) == [
        "工业产值 120亿元 @药谷",
        "工业产值 85.5亿元 @云港",
        "工业产值 >=60亿元 @北苑产业基地",
        "工业产值 12亿元 @柳河工作站",
    ]
    assert [target.area for target in sheet.items[1].targets] == ["药谷", "云港", "北苑产业基地"]
    assert sheet.items[1].responsible == ("招商局",)


def test_a_strange_column_beside_a_known_area_is_an_area_too(draw_table: Callable[..., Source]) -> None:
    drawing = """
2024年目标
序号|指标名称|合计|东苑街道|老厂片|牵头单位
1|财政收入增长（%）|8|9|7|财政局
"""
    assert read_plan(draw_table(drawing)).areas == ("合计", "东苑街道", "老厂片")


@pytest.mark.parametrize(
    "header", ["占地（亩）|里程（公里）", "用地面积|总人口", "排名|占比", "总投资（万元）|累计完成投资（万元）"]
)
def test_measures_of_projects_are_no_areas(header: str, draw_table: Callable[..., Source]) -> None:
    drawing = f"""
单位：万元
序号|项目名称|建设内容|{header}|责任单位
1|标准厂房|建设厂房12栋|120|36|建设局
2|污水厂扩建|扩建池体2座|30|5|水务局
"""
    sheet = read_plan(draw_table(drawing))
    assert sheet.areas == ()
    assert [figures(item) for item in sheet.items] == [["建设厂房 12栋"], ["扩建池体 2座"]]


GROWTH_BY_AREA = """
2023年指标分解
序号|指标|计量单位|合计||药谷||云港||责任单位
|||目标值|增幅|目标值|增幅|目标值|增幅|
1|工业投资|亿元|30|10|12|11.5%|18|9|发改局
2|外贸额|万美元|500||200|8|300|—|商务局
"""
VALUE_AND_GROWTH_BY_AREA = """
2023年指标分解
序号|指标（单位）|目标|||增速（%）|||责任单位
||合计|药谷|云港|合计|药谷|云港|
1|工业投资（亿元）|30|12|18|10|11.5|9|发改局
2|外贸额（万美元）|500|200|300||8|—|商务局
"""


@pytest.mark.parametrize(
    ("drawing", "merges"),
    [(GROWTH_BY_AREA, "D2:E2 F2:G2 H2:I2 A2:A3"), (GROWTH_BY_AREA, ""), (VALUE_AND_GROWTH_BY_AREA, "C2:E2 F2:H2")],
)
def test_areas_may_span_value_and_growth_or_be_spanned_by_them(
    drawing: str, merges: str, draw_table: Callable[..., Source]
) -> None:
    sheet = read_plan(draw_table(drawing, merges))
    assert sheet.areas == ("合计", "药谷", "云港")
    first, second = sheet.items
    assert set(figures(first)) == {
        "工业投资 30亿元 @合计",
        "工业投资增速 10% @合计",
        "工业投资 12亿元 @药谷",
        "工业投资增速 11.5% @药谷",
        "工业投资 18亿元 @云港",
        "工业投资增速 9% @云港",
    }
    assert "外贸额增速 8% @药谷" in figures(second)
    assert len(second.targets) == 4


@pytest.mark.parametrize("growth", ["增速（%）", "同比增长", "增幅", "比上年增长（%）", "预期增长（%）", "2024年增速"])
def test_a_column_of_growth_is_a_target_of_its_own(growth: str, draw_table: Callable[..., Source]) -> None:
    drawing = f"""
2024年主要指标
序号|指标名称|单位|2023年完成|2024年目标|{growth}|责任单位
1|社零总额|亿元|148|160|8.1%|商务局
2|净增企业|家|18|≥20|—|经发局
3|用电量增速|%|5|6|0.5|供电公司
"""
    items = read_plan(draw_table(drawing)).items
    assert [figures(item) for item in items] == [
        ["社零总额 160亿元", "社零总额增速 8.1%"],
        ["净增企业 >=20家"],
        ["用电量增速 6%", "用电量增速 0.5%"],
    ]


def test_growth_of_the_year_before_is_no_goal(draw_table: Callable[..., Source]) -> None:
    drawing = """
2024年主要指标
指标|单位|2023年增速|2024年目标|2024年增速|责任单位
税收|亿元|5.5|23|6.4|税务局
"""
    assert figures(read_plan(draw_table(drawing)).items[0]) == ["税收 23亿元", "税收增速 6.4%"]


@pytest.mark.parametrize(
    ("indicator", "goal", "value"),
    [
        ("技改投资（亿元）", "年度目标", "160"),
        ("技改投资", "年度目标（亿元）", "160"),
        ("技改投资", "目标值", "160亿元"),
    ],
)
def test_the_unit_of_a_bare_goal_stands_behind_the_indicator_or_in_the_header(
    indicator: str, goal: str, value: str, draw_table: Callable[..., Source]
) -> None:
    (item,) = read_plan(draw_table(f"2024年目标\n序号|指标名称|{goal}|责任单位\n1|{indicator}|{value}|工信局")).items
    assert figures(item) == ["技改投资 160亿元"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("2024年计划投资（万元）", "2024年计划投资"),
        ("年度计划投资(万元)", "年度计划投资"),
        ("年度投资计划（万元）", "年度投资计划"),
        ("本年度计划完成投资（万元）", "本年度计划完成投资"),
        ("其中：2024年计划投资（万元）", "其中：2024年计划投资"),
    ],
)
def test_what_is_to_be_invested_this_year_is_a_target(
    header: str, name: str, draw_table: Callable[..., Source]
) -> None:
    drawing = f"""
2024年重点项目
序号|项目名称|建设内容|总投资（万元）|{header}|责任单位
1|冷库|建设冷库3座|36000|9500.5|商务局
2|枢纽|完成可研批复|52000|0|交通局
合计|||88000|9500.5|
"""
    first, second = read_plan(draw_table(drawing)).items
    assert figures(first) == [f"{name} 9500.5万元", "建设冷库 3座"]
    assert figures(second) == []


@pytest.mark.parametrize(
    "header", ["总投资（万元）", "计划总投资（万元）", "累计完成投资（万元）", "2023年完成投资（万元）"]
)
def test_other_sums_of_investment_are_no_targets(header: str, draw_table: Callable[..., Source]) -> None:
    drawing = f"2024年重点项目\n序号|项目名称|建设内容|{header}|责任单位\n1|冷库|完成冷库封顶|36000|商务局"
    assert figures(read_plan(draw_table(drawing)).items[0]) == []


@pytest.mark.parametrize(
    "drawing",
    [
        "单位：万元\n序号|项目|内容|2024年计划投资|责任单位\n1|冷库|封顶|9500|商务局",
        "2024\n序号|项目|内容|总投资（万元）|2024年计划投资|责任单位\n1|冷库|封顶|36000|9500|商务局",
        "2024\n序号|项目|内容|总投资（万元）|投资||责任单位\n||||2023年完成|2024年计划|\n1|冷库|封顶|36000|800|9500|商务局",
    ],
)
def test_the_unit_of_investment_may_stand_above_the_table_or_in_another_column(
    drawing: str, draw_table: Callable[..., Source]
) -> None:
    assert figures(read_plan(draw_table(drawing)).items[0]) == ["2024年计划投资 9500万元"]


def test_investment_without_any_unit_is_left_out(draw_table: Callable[..., Source]) -> None:
    drawing = "2024\n序号|项目|内容|2024年计划投资|责任单位\n1|冷库|封顶|9500|商务局"
    assert figures(read_plan(draw_table(drawing)).items[0]) == []


def test_a_matrix_with_areas_in_rows_has_an_item_for_each_indicator(draw_table: Callable[..., Source]) -> None:
    drawing = """
2024年各园区目标
序号|园区|工业产值（亿元）|增速（%）|落户项目（个）|备注
1|药谷|120|8.5|10|
2|云港|60|9|—|
合计|合计|180|8.7|10|
注：以统计数据为准|||||
"""
    sheet = read_plan(draw_table(drawing), area="云港")
    assert (sheet.shape, sheet.areas, sheet.year) == ("matrix", ("药谷", "云港", "合计"), 2024)
    assert [item.text for item in sheet.items] == ["工业产值", "工业产值增速", "落户项目"]
    assert figures(sheet.items[0]) == ["工业产值 120亿元 @药谷", "工业产值 60亿元 @云港", "工业产值 180亿元 @合计"]
    assert [[str(p.target) for p in item.proposals] for item in sheet.items] == [["60"], ["9"], []]
    assert [item.where.cell for item in sheet.items] == ["C2", "D2", "E2"]


@pytest.mark.parametrize(
    "drawing",
    [
        "2024年名册\n序号|单位|人数（人）|姓名\n1|经发局|12|甲\n2|招商局|8|乙",
        "2024年任务\n序号|责任单位|重点任务|目标（个）|项目（个）\n1|经发局|引进企业|12|3\n2|招商局|走访企业|8|4",
    ],
)
def test_a_list_with_units_in_rows_is_no_matrix(drawing: str, draw_table: Callable[..., Source]) -> None:
    assert read_plan(draw_table(drawing)).shape != "matrix"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("开发区", True), ("新材料园区", True), ("责任园区", False), ("园区", False), ("全市", True), ("目标值", False)],
)
def test_names_of_areas_are_told_from_words_of_headers(text: str, expected: bool) -> None:
    assert is_area(text) is expected


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("任务编号", "no"),
        ("清单序号", "no"),
        ("完成月份", "deadline"),
        ("月份", "deadline"),
        ("增长率", "growth"),
        ("上年增速", "ignore"),
        ("2023年完成数", "progress"),
        ("年度投资任务（亿元）", "amount"),
        ("总投资", "ignore"),
        ("年度形象进度目标", "stage"),
        ("形象进度", "schedule"),
    ],
)
def test_headers_about_figures_are_understood(text: str, meaning: str) -> None:
    header = read_header(text)
    assert header is not None
    assert header.meaning == meaning
