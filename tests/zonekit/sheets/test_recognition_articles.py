"""Articles of measures, lines broken at a fixed width, and remarks below a list."""

from collections.abc import Callable

import pytest

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source

DRAWN = {
    "articles, the last of which only says when they apply": (
        """
促进数字产业若干措施任务分工（2025年）
第一条　扩大算力。建成算力中心2个。【责任单位：科创局、财政局】
第二条　支持应用。形成应用场景50个。【牵头单位：科创局；责任单位：经发局、各园区】
第三条　引进人才。引进领军人才20名。【责任单位：组织人事部；完成时限：2025年10月】
第四条　本措施自印发之日起施行，有效期3年。
某开发区管委会
2025年4月10日
""",
        """
第一条 | - | 扩大算力。建成算力中心2个。 | - | 科创局+财政局 | - | - | -
第二条 | - | 支持应用。形成应用场景50个。 | 科创局 | 经发局+各园区 | - | - | -
第三条 | - | 引进人才。引进领军人才20名。 | - | 组织人事部 | - | - | 2025-10-31
""",
    ),
    "articles in chapters with their duties in the next paragraph": (
        """
2024年若干政策分工
第一章 扩大开放
第一条 稳定外贸。
外贸额增长8%。（责任单位：商务局）
第二章 附则
第二条 由商务局负责解释。
""",
        """
第一条 | 第一章 扩大开放 | 稳定外贸。外贸额增长8%。 | - | 商务局 | - | - | -
""",
    ),
    "lines broken at a fixed width": (
        """
2022年任务分解
一、重点项目
1. 建成走廊，引进企业120
家。
牵头单位: 走廊管委会
责任单位: 住建局、自然资源和规划局石
桥分局、城投
完成时限: 10月底
2. 更新管网35公里。（牵头单位：区住建局；责任单位：区水
务公司）
""",
        """
1 | 一、重点项目 | 建成走廊，引进企业120家。 | 走廊管委会 | 住建局+自然资源和规划局石桥分局+城投 | - | - | 2022-10-31
2 | 一、重点项目 | 更新管网35公里。 | 区住建局 | 区水务公司 | - | - | -
""",
    ),
    "a list of units that goes on in the next line": (
        """
2022年任务分解
1. 更新管网35公里。
责任单位：区住建局、区水利局、区财政局
区城管局、各街道
完成时限：10月底
""",
        """
1 | - | 更新管网35公里。 | - | 区住建局+区水利局+区财政局+区城管局+各街道 | - | - | 2022-10-31
""",
    ),
    "an unnumbered item below the units of the one above": (
        """
2022年实事
建设幼儿园
责任单位：区教育局、区住建局、区财政局
建设污水处理站
责任单位：区水务局
""",
        """
- | - | 建设幼儿园 | - | 区教育局+区住建局+区财政局 | - | - | -
- | - | 建设污水处理站 | - | 区水务局 | - | - | -
""",
    ),
    "a remark in brackets at the end": (
        """
2024年实事清单
1. 整治黑臭水体60条。
责任单位：区水利局、区生态环境局等部门
（以上项目由区政府督查室负责跟踪督办，每季度通报一次。）
""",
        """
1 | - | 整治黑臭水体60条。 | - | 区水利局+区生态环境局 | - | - | -
""",
    ),
    "several labels in a line, all about everybody": (
        """
2024年任务
1. 优化营商环境。
牵头单位：营商办　　责任单位：各部门、各镇（街道）　　完成时限：持续推进
2. 保障安全生产。
牵头单位：应急局 责任单位：各责任单位 配合单位：各有关单位、各街道
""",
        """
1 | - | 优化营商环境。 | 营商办 | 各部门+各镇（街道） | - | - | -
2 | - | 保障安全生产。 | 应急局 | 各责任单位 | 各有关单位+各街道 | - | -
""",
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_list_is_read_as_drawn(
    name: str, draw_text: Callable[[str], Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing, expected = DRAWN[name]
    assert write_items(read_plan(draw_text(drawing))) == expected.strip("\n").split("\n")
