"""Stages in cells and sentences: which become milestones, and which day stays the deadline."""

from collections.abc import Callable

import pytest

from zonekit.sheets.recognition import read_plan
from zonekit.sheets.recognition.stages import find_stages
from zonekit.sheets.source import Source

CELLS = {
    "3月底前出方案；6月底前开工；12月底前竣工。": (
        "2024-12-31",
        ["3月底前|2024-03-31|出方案", "6月底前|2024-06-30|开工", "12月底前|2024-12-31|竣工。"],
    ),
    "一季度走访6家；上半年走访13家；三季度末走访20家；年底完成26家": (
        "2024-12-31",
        [
            "一季度|2024-03-31|走访6家",
            "上半年|2024-06-30|走访13家",
            "三季度末|2024-09-30|走访20家",
            "年底|2024-12-31|完成26家",
        ],
    ),
    "第一季度：启动，第二季度：推进，第四季度：验收": (
        "2024-12-31",
        ["第一季度|2024-03-31|启动", "第二季度|2024-06-30|推进", "第四季度|2024-12-31|验收"],
    ),
    r"1.4月完成摸底\n2.9月完成整改\n3.11月总结": (
        "2024-11-30",
        ["4月|2024-04-30|完成摸底", "9月|2024-09-30|完成整改", "11月|2024-11-30|总结"],
    ),
    "完成设计（3月底前）；全线通车（10月底前）": (
        "2024-10-31",
        ["3月底前|2024-03-31|完成设计", "10月底前|2024-10-31|全线通车"],
    ),
    "6月底前完成招标；完善配套；9月底前交付": (
        "2024-09-30",
        ["6月底前|2024-06-30|完成招标；完善配套", "9月底前|2024-09-30|交付"],
    ),
    "6月底、12月底": ("2024-12-31", []),
    "2024年3月—10月": ("2024-10-31", []),
    "11月底前": ("2024-11-30", []),
    "12月": ("2024-12-31", []),
    "2024年6月底前完成并长期坚持": ("2024-06-30", []),
    "持续推进": (None, []),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_deadline_in_stages_gives_milestones_and_ends_with_the_last(
    cell: str, draw_table: Callable[..., Source]
) -> None:
    drawing = f"2024年重点工作\n序号|重点工作|时间节点|责任单位\n1|推进整治提升|{cell}|城管局"
    (item,) = read_plan(draw_table(drawing)).items
    due, stages = CELLS[cell]
    assert (item.deadline.isoformat() if item.deadline else None) == due
    assert [f"{m.raw}|{m.due}|{m.text}" for m in item.milestones] == stages


def test_figures_of_stages_become_the_schedule_of_an_indicator(draw_table: Callable[..., Source]) -> None:
    drawing = (
        "2024年重点工作\n序号|重点工作|完成时限|责任单位\n1|走访企业26家|一季度走访企业6家；年底走访企业26家|经发局"
    )
    (item,) = read_plan(draw_table(drawing)).items
    assert [(p.name, str(p.target), [str(value) for _, value in p.schedule]) for p in item.proposals] == [
        ("走访企业", "26", ["6", "26"])
    ]


def test_quarter_columns_outweigh_the_stages_of_the_deadline(draw_table: Callable[..., Source]) -> None:
    drawing = """
2024年重点工作
序号|重点工作|一季度|二季度|完成时限
1|修路|开工|通车|3月底前开工；6月底前通车
2|架桥|开工|通车|6月
"""
    first, _ = read_plan(draw_table(drawing)).items
    assert [milestone.raw for milestone in first.milestones] == ["一季度", "二季度"]


def test_this_years_progress_is_a_goal_and_its_stages_are_milestones(draw_table: Callable[..., Source]) -> None:
    drawing = "2024年重点项目\n序号|项目|建设内容|年度形象进度目标\n1|水厂|新建水厂|3月底前开工，年底完成土建70%"
    (item,) = read_plan(draw_table(drawing)).items
    assert [(target.text, str(target.value)) for target in item.targets] == [("土建", "70")]
    assert [milestone.due.isoformat() for milestone in item.milestones if milestone.due] == ["2024-03-31", "2024-12-31"]


def test_a_month_column_without_the_word_for_deadlines(draw_table: Callable[..., Source]) -> None:
    drawing = "2024年清单\n事项编号|工作任务|完成月份|责任单位\nGX-01|建成平台|9月|科技局\nGX-02|推广试点|12月|发改局"
    items = read_plan(draw_table(drawing)).items
    assert [(item.no, str(item.deadline)) for item in items] == [("GX-01", "2024-09-30"), ("GX-02", "2024-12-31")]


def test_stages_without_a_year_wait_for_one() -> None:
    assert [stage.due for stage in find_stages("3月底前开工；6月底前完工", None)] == []
