"""Outlines of every shape: numbers and labels on lines, in brackets, in sentences; prose that is no task."""

from collections.abc import Callable

import pytest

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Line, Source

OUTLINES = {
    "（一） items with a label line": (
        """
2023年《政府工作报告》主要目标责任分解方案

一、2023年主要预期目标

（一）地区生产总值增长7.5%以上

责任单位：区发展和改革局

二、重点工作

（二）推进项目。

责任单位：区发展和改革局，各街道办事处、乡人民政府，各园区管委会
""",
        """
（一） | 一、2023年主要预期目标 | 地区生产总值增长7.5%以上 | - | 区发展和改革局 | - | - | -
（二） | 二、重点工作 | 推进项目。 | - | 区发展和改革局+各街道办事处、乡人民政府+各园区管委会 | - | - | -
""",
    ),
    "a covering letter with numbered prose in front": (
        """
区办公室关于印发2023年主要目标责任分解方案的通知
各街道办事处，区人民政府各部门：
现就有关事项通知如下：
一、各责任单位要高度重视，于2023年1月15日前报送方案。
二、考评机构要纳入考核范围。
区人民政府办公室
2023年1月3日
2023年《政府工作报告》主要目标责任分解方案
一、预期目标
（一）财政收入增长6%
责任单位：区财政局
""",
        """
（一） | 一、预期目标 | 财政收入增长6% | - | 区财政局 | - | - | -
""",
    ),
    "who comes first leads: the note is no unit": (
        """
2020年重点工作责任分解
一、市长主抓工作
1.支持企业发展。减轻企业负担150亿元。
责任单位：市经信局、市财政局、市税务局（列第一位者为工作牵头单位或汇总单位，下同）
2.开展“双进双产”。新开工项目35个。
责任单位：市发展改革委，各区县
""",
        """
1 | 一、市长主抓工作 | 支持企业发展。减轻企业负担150亿元。 | - | 市经信局+市财政局+市税务局 | - | - | -
2 | 一、市长主抓工作 | 开展“双进双产”。新开工项目35个。 | - | 市发展改革委+各区县 | - | - | -
""",
    ),
    "square brackets and （一） headings": (
        """
2020年区政府重点工作责任分解
根据工作报告，分解如下。
一、统筹疫情防控
（一）常态化防控
1、抓好防控工作。[牵头单位：区卫健局；责任单位：指挥部成员单位、各街办（新区）]
2、开展爱国卫生运动。［牵头单位：区卫健局、区创文办］
""",
        """
1 | 一、统筹疫情防控 / （一）常态化防控 | 抓好防控工作。 | 区卫健局 | 指挥部成员单位+各街办（新区） | - | - | -
2 | 一、统筹疫情防控 / （一）常态化防控 | 开展爱国卫生运动。 | 区卫健局+区创文办 | - | - | - | -
""",
    ),
    "unnumbered paragraphs that close with duties": (
        """
《政府工作报告》重点工作责任分解
2017年主要目标是：财政收入增长8%左右。
一、加快转型升级
坚持调优调强，推进集群化发展。
突出工业地位。投资120亿元。（牵头领导：甲；责任单位：市经信委、市发改委）
做大服务业。新增限上企业15家。（牵头领导：乙；责任单位：市商务局）
""",
        """
- | 一、加快转型升级 | 突出工业地位。投资120亿元。 | - | 市经信委+市发改委 | - | 甲 | -
- | 一、加快转型升级 | 做大服务业。新增限上企业15家。 | - | 市商务局 | - | 乙 | -
""",
    ),
    "verbs in the bracket, a deadline behind the last unit, a section without tasks": (
        """
某市2022年优化营商环境要点
一、审批优化
1.推行清单管理。（市政府办公室、市审改办牵头，市级各有关部门及各县市区政府按职责分工负责）
2.推进集中审批。（牵头单位：市审批局；责任单位：市司法局及市直相关单位，经开区管委会，6月底完成）
3.加强协同（含京津合作）。（市合作办）
二、保障措施
各地要加强领导，压实责任。
""",
        """
1 | 一、审批优化 | 推行清单管理。 | 市政府办公室+市审改办 | 市级各有关部门+各县市区政府 | - | - | -
2 | 一、审批优化 | 推进集中审批。 | 市审批局 | 市司法局+市直相关单位+经开区管委会 | - | - | 2022-06-30
3 | 一、审批优化 | 加强协同（含京津合作）。 | - | 市合作办 | - | - | -
""",
    ),
    "a person leads, a unit answers": (
        """
2023年任务分解
一、稳增长
1.地区生产总值增长6%。（甲副区长牵头，区发改委负责）
2.完成投资110亿元。（区发改委、区住建局、各街道按职责分工负责）
""",
        """
1 | 一、稳增长 | 地区生产总值增长6%。 | - | 区发改委 | - | 甲副区长 | -
2 | 一、稳增长 | 完成投资110亿元。 | - | 区发改委+区住建局+各街道 | - | - | -
""",
    ),
    "topics in single words over unnumbered items": (
        """
2012年十大实事任务分解表
教育
市区新增学位1.8万个。
主管领导：刘
责任单位：市教育局
进度安排：6月底前完成基建；12月底前全部落实。
新建中小学20所。
责任单位：市教育局
社保
新增就业9万人。
责任单位：市人社局
""",
        """
- | 教育 | 市区新增学位1.8万个。 | - | 市教育局 | - | 刘 | -
- | 教育 | 新建中小学20所。 | - | 市教育局 | - | - | -
- | 社保 | 新增就业9万人。 | - | 市人社局 | - | - | -
""",
    ),
    "two labels in one line": (
        """
2011年实事
1.建设健身公园，打造绿化精品工程。
责任部门：城建局、农海局 配合部门：各街道
2.建成创业基地。
责任部门：人社局 配合部门：财政局、相关街道
""",
        """
1 | - | 建设健身公园，打造绿化精品工程。 | - | 城建局+农海局 | 各街道 | - | -
2 | - | 建成创业基地。 | - | 人社局 | 财政局+相关街道 | - | -
""",
    ),
    "no labels at all: the numbered leaves are the tasks": (
        """
开发区2024年工作要点
一、总体要求
坚持稳中求进。
二、重点任务
（一）招商引资
1.签约项目45个，协议投资160亿元。
2.6月底前举办产业大会。
（二）项目建设
3.新开工项目28个。
三、保障措施
1.加强组织领导。
""",
        """
1 | 二、重点任务 / （一）招商引资 | 签约项目45个，协议投资160亿元。 | - | - | - | - | -
2 | 二、重点任务 / （一）招商引资 | 6月底前举办产业大会。 | - | - | - | - | 2024-06-30
3 | 二、重点任务 / （二）项目建设 | 新开工项目28个。 | - | - | - | - | -
""",
    ),
    "units with a closing sentence, in hooked brackets": (
        """
流通体系建设实施方案
一、深化改革
（一）建设统一市场。实施清单制度。〔责任单位：省发展改革委、商务厅、省大数据中心按职责分工负责。具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕
（二）优化市场环境。〔责任单位：省市场监管局〕
""",
        """
（一） | 一、深化改革 | 建设统一市场。实施清单制度。 | - | 省发展改革委+商务厅+省大数据中心 | - | - | -
（二） | 一、深化改革 | 优化市场环境。 | - | 省市场监管局 | - | - | -
""",
    ),
    "points under an item whose labels come at the end": (
        """
2023年重点任务分工
一、政务服务
1.推进一网通办
（1）完成系统对接18个。
（2）上线事项300项。
牵头单位：行政审批局
配合单位：各部门
完成时限：9月底前
2.推进异地通办
（1）设立专窗。
（2）公布清单。
牵头单位：行政审批局
""",
        """
1 | 一、政务服务 | 推进一网通办（1）完成系统对接18个。（2）上线事项300项。 | 行政审批局 | - | 各部门 | - | 2023-09-30
2 | 一、政务服务 | 推进异地通办（1）设立专窗。（2）公布清单。 | 行政审批局 | - | - | - | -
""",
    ),
    "labelled goals and measures under a title": (
        """
2025年改革任务清单
一、体制改革
1.管理体制改革
工作目标：机构精简到11个。
主要举措：制定方案；组织实施。
牵头领导：党工委副书记
牵头单位：党政办公室
配合单位：组织人社部、财政局
完成时限：2025年6月
""",
        """
1 | 一、体制改革 | 管理体制改革 = 机构精简到11个。 | 党政办公室 | - | 组织人社部+财政局 | 党工委副书记 | 2025-06-30
""",
    ),
    "two duty brackets in one paragraph": (
        """
2024年重点工作分工
一、稳增长
（一）扩大投资。推进重大项目95个。（责任单位：市发改委）争取债券40亿元。（责任单位：市财政局）
（二）促进消费。发放消费券8000万元。（责任单位：市商务局）
""",
        """
- | 一、稳增长 / （一）扩大投资 | 推进重大项目95个。 | - | 市发改委 | - | - | -
- | 一、稳增长 / （一）扩大投资 | 争取债券40亿元。 | - | 市财政局 | - | - | -
（二） | 一、稳增长 | 促进消费。发放消费券8000万元。 | - | 市商务局 | - | - | -
""",
    ),
    "text and values wrapped over lines": (
        """
某高新区2024年责任分解方案
一、聚焦招商
1. 新签约项目70个，其中亿元以上
项目25个。
责任领导： 李主任
牵头部门： 招商局
配合部门： 经发局、财政局、
规建局
完成时限： 2024年12月底
""",
        """
1 | 一、聚焦招商 | 新签约项目70个，其中亿元以上项目25个。 | 招商局 | - | 经发局+财政局+规建局 | 李主任 | 2024-12-31
""",
    ),
    "duties in a bracket on a line of its own": (
        """
2023年重点任务分工
一、产业升级
（一）主导产业
1.新增规上企业22家。
（牵头单位：经发局；责任单位：各园区；完成时限：2023年11月）
""",
        """
1 | 一、产业升级 / （一）主导产业 | 新增规上企业22家。 | 经发局 | 各园区 | - | - | 2023-11-30
""",
    ),
    "chapters and sections": (
        """
第一章 总体目标
到2025年，园区产值突破千亿元。
第二章 重点任务
第一节 产业培育
1.壮大装备制造。责任单位：经发局。
第二节 环境优化
2.建设人才公寓800套。责任单位：组织部、建设局。
第三章 保障措施
1.加强领导。
""",
        """
1 | 第二章 重点任务 / 第一节 产业培育 | 壮大装备制造。 | - | 经发局 | - | - | -
2 | 第二章 重点任务 / 第二节 环境优化 | 建设人才公寓800套。 | - | 组织部+建设局 | - | - | -
""",
    ),
    "一、 items of their own": (
        """
2020年十件民生实事责任分解
一、新建学校8所。
责任领导：甲
责任单位：教育局
二、新增停车位1800个。
责任单位：城管局、公安分局
""",
        """
一 | - | 新建学校8所。 | - | 教育局 | - | 甲 | -
二 | - | 新增停车位1800个。 | - | 城管局+公安分局 | - | - | -
""",
    ),
    "an unnumbered heading between （一） and 1.": (
        """
2023年任务分解方案
一、重点安排
（一）壮大动力
加强基础设施
1.建成快速路5公里。（牵头单位：交通局）
完善公共服务
2.建成医院1所。（牵头单位：卫健局）
""",
        """
1 | 一、重点安排 / （一）壮大动力 / 加强基础设施 | 建成快速路5公里。 | 交通局 | - | - | - | -
2 | 一、重点安排 / （一）壮大动力 / 完善公共服务 | 建成医院1所。 | 卫健局 | - | - | - | -
""",
    ),
    "English outline": (
        """
Work programme 2024
1. Attract investment
1.1 Sign 40 projects.
Lead unit: Trade Office
Cooperating units: Finance Office; Planning Bureau
Deadline: 31 December 2024
2. Improve services
2.1 Open a one-stop desk.
Responsible unit: Service Centre
Deadline: by 30 September
""",
        """
1.1 | 1. Attract investment | Sign 40 projects. | Trade Office | - | Finance Office+Planning Bureau | - | 2024-12-31
2.1 | 2. Improve services | Open a one-stop desk. | - | Service Centre | - | - | 2024-09-30
""",
    ),
    "annexes and signature at the end": (
        """
2024年重点工作分工
一、项目
1.开工项目9个。
责任单位：建设局
附件：1.项目清单
2.责任清单
某某管委会办公室
2024年2月1日
""",
        """
1 | 一、项目 | 开工项目9个。 | - | 建设局 | - | - | -
""",
    ),
    "an item that begins with a digit, a line that begins with a figure": (
        """
2024年任务分工
1.新建道路3公里，里程达到
6.2公里以上。
责任单位：建设局
2.5G基站新增60个。
责任单位：通管办
3.2024年底前建成公园2处。
责任单位：园林局
""",
        """
1 | - | 新建道路3公里，里程达到6.2公里以上。 | - | 建设局 | - | - | -
2 | - | 5G基站新增60个。 | - | 通管办 | - | - | -
3 | - | 2024年底前建成公园2处。 | - | 园林局 | - | - | 2024-12-31
""",
    ),
}


@pytest.mark.parametrize("name", OUTLINES)
def test_a_drawn_outline_is_read_as_drawn(
    name: str, draw_text: Callable[[str], Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing, expected = OUTLINES[name]
    assert write_items(read_plan(draw_text(drawing))) == expected.strip("\n").split("\n")


def test_a_title_over_two_lines_is_one_title(draw_text: Callable[[str], Source]) -> None:
    drawing = """
某区人民政府文件
某政发〔2023〕2号

某区政府2023年重点工作
任务分解和责任分工方案

一、目标
1.产值增长5%。
责任单位：发改局
"""
    sheet = read_plan(draw_text(drawing))
    assert sheet.title == "某区政府2023年重点工作任务分解和责任分工方案"
    assert sheet.document_no == "某政发〔2023〕2号"
    assert sheet.year == 2023
    assert [item.path for item in sheet.items] == [("一、目标",)]


def test_levels_follow_the_depth_of_the_headings(draw_text: Callable[[str], Source]) -> None:
    drawing = "一、甲\n（一）乙\n小标题\n1.任务。（责任单位：发改局）\n2.任务二。（责任单位：财政局）"
    sheet = read_plan(draw_text(drawing))
    assert sheet.levels == ("category", "direction", "group", "task")
    assert sheet.counts == {"category": 1, "direction": 1, "group": 1, "task": 2}


def test_styled_headings_of_a_document_are_headings() -> None:
    lines = (
        Line(1, "招商引资", "heading 1"),
        Line(2, "签约项目10个。（责任单位：招商局）"),
        Line(3, "项目建设", "标题 1"),
    )
    lines += (Line(4, "开工项目6个。（责任单位：建设局）"),)
    sheet = read_plan(Source("docx", "a.docx", "", lines=lines))
    assert [(item.path, item.text) for item in sheet.items] == [
        (("招商引资",), "签约项目10个。"),
        (("项目建设",), "开工项目6个。"),
    ]


def test_a_task_without_unit_among_others_is_an_item_with_a_warning(draw_text: Callable[[str], Source]) -> None:
    sheet = read_plan(draw_text("一、目标\n1.甲任务。\n责任单位：甲局\n2.乙任务。\n3.丙任务。\n责任单位：丙局"))
    assert [item.no for item in sheet.items] == ["1", "2", "3"]
    assert [(issue.code, str(issue.where)) for issue in sheet.issues] == [("unit_missing", "line 4")]


def test_staged_dates_in_a_sentence_are_milestones_and_no_deadline(draw_text: Callable[[str], Source]) -> None:
    drawing = "2024年任务\n1.建设中心，6月底前开工建设，2025年9月底前投用。\n责任单位：建设局"
    (item,) = read_plan(draw_text(drawing)).items
    assert item.deadline is None
    assert [(m.raw, m.due.isoformat() if m.due else None, m.text) for m in item.milestones] == [
        ("6月底前", "2024-06-30", "开工建设"),
        ("2025年9月底前", "2025-09-30", "投用。"),
    ]
