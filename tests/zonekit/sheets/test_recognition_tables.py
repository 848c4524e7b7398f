"""Tables of every shape that zones and governments issue, drawn by hand in other words than any of them."""

from collections.abc import Callable

import pytest
from tests.zonekit.sheets.drawn_tables import TABLES

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source

CSV_TABLES = {
    "category left blank below itself": (
        r"""
2024年目标分工
类别|任务内容|牵头领导|责任单位
工业|1.新培育规上企业18家。|郑副县长|县工信局
|2.完成技改投资25亿元。||县工信局 县发改局
民生|3.改造公路60公里。|何副县长|县交通局
""",
        """
1 | 工业 | 新培育规上企业18家。 | - | 县工信局 | - | 郑副县长 | -
2 | 工业 | 完成技改投资25亿元。 | - | 县工信局+县发改局 | - | 郑副县长 | -
3 | 民生 | 改造公路60公里。 | - | 县交通局 | - | 何副县长 | -
""",
    ),
    "a row without number goes on with the unit above, a numbered one does not": (
        r"""
2016年实事
序号|实事|责任单位|配合单位|完成时限
1|建养护楼。|民政局|残联|5月底前动工
|建老年大学。|||12月底前
2|建水库。|水务局||10月底前
""",
        """
1 | - | 建养护楼。 | - | 民政局 | 残联 | - | 2016-05-31
- | - | 建老年大学。 | - | 民政局 | 残联 | - | 2016-12-31
2 | - | 建水库。 | - | 水务局 | - | - | 2016-10-31
""",
    ),
    "units on rows of their own": (
        r"""
序号|工作任务|责任单位|完成时限
1|建设智慧园区|数据局|2023年6月
||财政局|
||网信办|
2|举办大会|招商局|2023年5月
""",
        """
1 | - | 建设智慧园区 | - | 数据局+财政局+网信办 | - | - | 2023-06-30
2 | - | 举办大会 | - | 招商局 | - | - | 2023-05-31
""",
    ),
    "categories written in every row": (
        r"""
序号|大类|小类|任务名称|年度目标|责任部门|配合部门|时间节点
1|经济|招商|引进百亿项目|签约百亿项目1个|招商一局|经发局|2024-12-31
2|经济|招商|驻点招商|驻点招商不少于25次|招商二局||2024-12-31
3|党建|组织|建强支部|新建两新组织9个|组织部||2024-06-30
""",
        """
1 | 经济 / 招商 | 引进百亿项目 = 签约百亿项目1个 | - | 招商一局 | 经发局 | - | 2024-12-31
2 | 经济 / 招商 | 驻点招商 = 驻点招商不少于25次 | - | 招商二局 | - | - | 2024-12-31
3 | 党建 / 组织 | 建强支部 = 新建两新组织9个 | - | 组织部 | - | - | 2024-06-30
""",
    ),
    "a section row and an empty column": (
        r"""
序号|名称|工作任务|牵头责任单位
一、预期目标（2项）|||
1||财政收入增长7%。|财政局
2||引进外资3亿美元。|商务局、发改委
""",
        """
1 | 一、预期目标（2项） | 财政收入增长7%。 | 财政局 | - | - | - | -
2 | 一、预期目标（2项） | 引进外资3亿美元。 | 商务局+发改委 | - | - | - | -
""",
    ),
}


def lines(expected: str) -> list[str]:
    return expected.strip("\n").split("\n")


@pytest.mark.parametrize("name", TABLES)
def test_a_drawn_workbook_is_read_as_drawn(
    name: str, draw_table: Callable[..., Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing, merges, expected = TABLES[name]
    sheet = read_plan(draw_table(drawing, merges))
    assert write_items(sheet) == lines(expected)
    assert [issue for issue in sheet.issues if issue.severity == "error"] == []


@pytest.mark.parametrize("name", CSV_TABLES)
def test_a_drawn_csv_is_read_as_drawn(
    name: str, draw_table: Callable[..., Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing, expected = CSV_TABLES[name]
    sheet = read_plan(draw_table(drawing, kind="csv"))
    assert write_items(sheet) == lines(expected)


def test_a_short_name_in_front_of_a_goal_is_the_name(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
类别|重点项目|子项目|工作目标|责任单位
产业|招商|签约|签约项目30个，投资90亿元。|甲局
产业|招商|落地|落地项目20个，投资40亿元。|乙局
"""
    sheet = read_plan(draw_table(drawing))
    assert [(item.path, item.name) for item in sheet.items] == [(("产业", "招商"), "签约"), (("产业", "招商"), "落地")]
    assert sheet.levels == ("category", "project", "sub_project")
    assert sheet.level_names == ("类别", "重点项目", "子项目")
    assert sheet.counts == {"category": 1, "project": 1, "sub_project": 2}


def test_quarters_under_one_heading_are_milestones(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2023年项目推进表
序号|项目名称|年度目标|季度节点||||责任单位
|||一季度|二季度|三季度|四季度|
1|装备产业园|主体封顶|完成招标|开工|有序推进|主体封顶|建设局
"""
    sheet = read_plan(draw_table(drawing, "A1:H1 D2:G2"))
    (item,) = sheet.items
    assert (item.name, item.text) == ("装备产业园", "主体封顶")
    assert [(m.raw, m.due.isoformat() if m.due else None, m.text) for m in item.milestones] == [
        ("一季度", "2023-03-31", "完成招标"),
        ("二季度", "2023-06-30", "开工"),
        ("三季度", "2023-09-30", "有序推进"),
        ("四季度", "2023-12-31", "主体封顶"),
    ]


def test_month_and_half_year_columns_are_milestones(draw_table: Callable[..., Source]) -> None:
    drawing = "序号|任务|责任单位|1月|上半年|7-9月|12月\n1|出让土地10宗|自规局|方案|4宗|7宗|10宗"
    (item,) = read_plan(draw_table(drawing), year=2024).items
    dues = [milestone.due.isoformat() if milestone.due else None for milestone in item.milestones]
    assert dues == ["2024-01-31", "2024-06-30", "2024-09-30", "2024-12-31"]


def test_a_plan_column_of_stages_is_taken_apart(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2022年实事
序号|实事项目|工作举措及实施计划|责任单位
1|新建幼儿园7所。|1.4月底前主体完工；\n2.11月底前全部交付。|教育局
"""
    (item,) = read_plan(draw_table(drawing)).items
    assert item.text == "新建幼儿园7所。"
    stages = [(m.raw, m.due.isoformat() if m.due else None, m.text) for m in item.milestones]
    assert stages == [("4月底前", "2022-04-30", "主体完工"), ("11月底前", "2022-11-30", "全部交付。")]


def test_figures_in_columns_take_their_unit_from_the_column_beside(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2024年指标任务表
序号|指标名称|单位|2023年实绩|2024年目标|一季度|责任单位
1|地区生产总值|亿元|95|105|24|经发局
2|新增规上企业|家|12|≥15|3|工信局
"""
    sheet = read_plan(draw_table(drawing))
    targets = [[(str(t.value), t.unit, t.bound) for t in item.targets] for item in sheet.items]
    assert targets == [[("105", "亿元", None)], [("15", "家", ">=")]]
    assert [(str(m.targets[0].value), m.targets[0].unit) for item in sheet.items for m in item.milestones] == [
        ("24", "亿元"),
        ("3", "家"),
    ]


def test_a_weight_column_is_a_weight_and_no_target(draw_table: Callable[..., Source]) -> None:
    drawing = "一级指标|三级指标|目标值|权重|责任单位\n经济|财政收入增速|6%|4|财政局\n创新|研发占比|≥3.5%|12.5|科技局"
    sheet = read_plan(draw_table(drawing), year=2024)
    assert [str(item.weight) for item in sheet.items] == ["4", "12.5"]
    assert [[(str(t.value), t.unit) for t in item.targets] for item in sheet.items] == [[("6", "%")], [("3.5", "%")]]


def test_every_field_knows_its_cell(draw_table: Callable[..., Source]) -> None:
    drawing = "序号|任务|责任单位|完成时限\n1|建厂房|建设局|6月底前"
    (item,) = read_plan(draw_table(drawing), year=2024).items
    cells = {field: str(where) for field, where in item.cells.items()}
    assert cells == {"text": "S!B2", "responsible": "S!C2", "deadline": "S!D2"}


def test_several_sheets_and_several_tables_are_all_read(draw_table: Callable[..., Source]) -> None:
    upper = draw_table("序号|指标|责任单位\n1|产值增长7%|发改局\n\n序号|工作任务|牵头单位\n1|建物流园|商务局").grids[0]
    lower = draw_table("序号|任务|责任单位\n1|建学校|教育局", sheet="社会").grids[0]
    empty = draw_table("  ", sheet="空").grids[0]
    sheet = read_plan(Source("xlsx", "a.xlsx", "", grids=(upper, lower, empty)))
    assert [item.text for item in sheet.items] == ["产值增长7%", "建物流园", "建学校"]
    assert [(issue.code, issue.where.cell) for issue in sheet.issues] == [("second_table", "A4")]


def test_a_table_pasted_with_bars_is_a_table(draw_text: Callable[[str], Source]) -> None:
    sheet = read_plan(
        draw_text("2025年任务\n| 序号 | 重点工作 | 责任单位 |\n| --- | --- | --- |\n| 1 | 新建道路5公里 | 建设局 |")
    )
    assert [(item.no, item.text, item.responsible) for item in sheet.items] == [("1", "新建道路5公里", ("建设局",))]


@pytest.mark.parametrize("header", ["", "序号|任务|责任单位|时限\n"])
def test_a_table_cut_by_a_page_goes_on_in_the_next(header: str, draw_table: Callable[..., Source]) -> None:
    first = draw_table("序号|任务|责任单位|时限\n一、产业|||\n1|建厂房|甲局|6月", "A2:D2", sheet="1").grids[0]
    second = draw_table(header + "2|建公寓|乙局|9月\n二、民生|||\n3|建学校|丙局|8月", sheet="2").grids[0]
    sheet = read_plan(Source("docx", "a.docx", "", grids=(first, second)), year=2024)
    assert [(item.path, item.text) for item in sheet.items] == [
        (("一、产业",), "建厂房"),
        (("一、产业",), "建公寓"),
        (("二、民生",), "建学校"),
    ]
    assert sheet.issues == ()


def test_duties_in_a_section_row_hold_for_the_rows_below(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2024年任务||
序号|工作任务|完成时限
一、招商（牵头领导：甲；责任单位：招商局）||
1|签约项目10个|12月
2|开工项目8个|11月
"""
    sheet = read_plan(draw_table(drawing, "A1:C1 A3:C3"))
    assert [(item.path, item.responsible, item.leaders) for item in sheet.items] == [
        (("一、招商",), ("招商局",), ("甲",)),
        (("一、招商",), ("招商局",), ("甲",)),
    ]


def test_duties_on_lines_inside_the_task_cell_are_duties(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2024年任务
序号|工作任务|备注
1|推进甲事项。\n责任单位：甲局、乙局\n完成时限：6月底|
"""
    (item,) = read_plan(draw_table(drawing)).items
    assert (item.text, item.responsible) == ("推进甲事项。", ("甲局", "乙局"))
    assert item.deadline is not None
    assert item.deadline.isoformat() == "2024-06-30"


@pytest.mark.parametrize(
    "text",
    [
        "（1）建成平台；（2）招引企业10家",
        "①建成平台②招引企业10家",
        "1.建成平台；2.招引企业10家",
        "（一）建成平台；（二）招引企业10家",
    ],
)
def test_the_first_number_of_a_list_inside_a_cell_stays(text: str, draw_table: Callable[..., Source]) -> None:
    drawing = f"2024\n序号|工作任务|责任单位\n1|{text}|科技局"
    assert read_plan(draw_table(drawing)).items[0].text == text


def test_the_number_of_the_row_itself_goes(draw_table: Callable[..., Source]) -> None:
    drawing = "2024\n工作任务|责任单位\n（1）建成平台|科技局\n（2）招引企业10家|招商局"
    items = read_plan(draw_table(drawing)).items
    assert [(item.no, item.text) for item in items] == [("（1）", "建成平台"), ("（2）", "招引企业10家")]
