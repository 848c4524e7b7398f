"""Tables of every shape that zones and governments issue, drawn by hand in other words than any of them."""

from collections.abc import Callable

import pytest

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source

TABLES = {
    "flat, title and document number above": (
        r"""
临江高新区2024年度重点任务清单|||
临高管发〔2024〕6号|||
序号|重点任务|责任部门|完成时限
1|建成中试基地1处。|科创局|8月底前
2|出让工业用地600亩。|自规分局、招商局|全年
""",
        "A1:D1 A2:D2",
        """
1 | - | 建成中试基地1处。 | - | 科创局 | - | - | 2024-08-31
2 | - | 出让工业用地600亩。 | - | 自规分局+招商局 | - | - | 2024-12-31
""",
    ),
    "category column merged downwards, numbers in the text": (
        r"""
2024年政府工作目标分工
类别|任务内容|牵头领导|责任单位
工业|1.新培育规上企业18家。|郑副县长|县工信局
|2.完成技改投资25亿元。||县工信局 县发改局
民生|3.改造农村公路60公里。|何副县长|县交通局、各乡（镇）
""",
        "A1:D1 A3:A4 C3:C4",
        """
1 | 工业 | 新培育规上企业18家。 | - | 县工信局 | - | 郑副县长 | -
2 | 工业 | 完成技改投资25亿元。 | - | 县工信局+县发改局 | - | 郑副县长 | -
3 | 民生 | 改造农村公路60公里。 | - | 县交通局+各乡（镇） | - | 何副县长 | -
""",
    ),
    "project merged over rows with leaders and units of their own": (
        r"""
2022年民生项目责任分解
序号|项目名称|主要内容|分管领导|牵头单位|配合单位
1|学位供给|新建小学2所。|甲区长|教育局|城投公司\n各街道
2|古城更新|修缮纪念馆。|乙区长|文旅局|文投集团
||整治沿街立面30处。|丙区长|住建局|东门街道\n西门街道
""",
        "A1:F1 A4:A5 B4:B5",
        """
1 | 学位供给 | 新建小学2所。 | 教育局 | - | 城投公司+各街道 | 甲区长 | -
2 | 古城更新 | 修缮纪念馆。 | 文旅局 | - | 文投集团 | 乙区长 | -
- | 古城更新 | 整治沿街立面30处。 | 住建局 | - | 东门街道+西门街道 | 丙区长 | -
""",
    ),
    "two header rows, units under one heading, year in the header": (
        r"""
序号|工作任务|责任单位||完成时限（2024年）
||牵头|配合|
1|口岸过货量达到900万吨。|口岸办|海关、边检站|12月底前
2|开行班列300列。|商务局||6月
""",
        "A1:A2 B1:B2 C1:D1 E1:E2",
        """
1 | - | 口岸过货量达到900万吨。 | 口岸办 | - | 海关+边检站 | - | 2024-12-31
2 | - | 开行班列300列。 | 商务局 | - | - | - | 2024-06-30
""",
    ),
    "sections in full-width rows, header repeated on the next page, subtotal": (
        r"""
2024年重点工作分解表
序号|工作任务|牵头单位|责任单位|完成时限
一、产业提升||||
1|签约链主项目6个。|招商局|各部门|年底前
序号|工作任务|牵头单位|责任单位|完成时限
2|投产项目15个。|经发局|各部门|11月底前
二、服务优化||||
3|开展企业走访。|企服办||6月底前
小计|3项|||
注：以上任务按月调度。||||
""",
        "A1:E1 A3:E3 A7:E7",
        """
1 | 一、产业提升 | 签约链主项目6个。 | 招商局 | 各部门 | - | - | 2024-12-31
2 | 一、产业提升 | 投产项目15个。 | 经发局 | 各部门 | - | - | 2024-11-30
3 | 二、服务优化 | 开展企业走访。 | 企服办 | - | - | - | 2024-06-30
""",
    ),
    "four levels: 一、 over （一） over a numbered row without units over (n)": (
        r"""
序号|目标与任务|牵头责任单位|责任单位
一、总体目标|||
(1)|外贸增长6%。|市商务局|各县区政府、 高新区管委会
二、重点行动|||
（一）壮大产业。|||
1|做强新材料。||
(2)|引进龙头2家。|市工信局 市投促局|各县区政府
2|做优生物医药。||
(3)|新增品种5个。|市科技局|市药监局
""",
        "A2:D2 A4:D4 A5:D5 B6:D6 B8:D8",
        """
(1) | 一、总体目标 | 外贸增长6%。 | 市商务局 | 各县区政府+高新区管委会 | - | - | -
(2) | 二、重点行动 / （一）壮大产业。 / 1 做强新材料。 | 引进龙头2家。 | 市工信局+市投促局 | 各县区政府 | - | - | -
(3) | 二、重点行动 / （一）壮大产业。 / 2 做优生物医药。 | 新增品种5个。 | 市科技局 | 市药监局 | - | - | -
""",
    ),
    "一 and 二 in the number column head the rows": (
        r"""
某县2022年任务分解
序号|工作内容|县级责任领导|牵头单位|配合单位|完成时限
一|综合经济||||
1|固定资产投资增长9%|甲|发改局|各乡镇|2022年12月
二|乡村振兴||||
2|新建高标准农田4万亩|丙|农业农村局|各乡镇|2022年11月
""",
        "A1:F1",
        """
1 | 一 综合经济 | 固定资产投资增长9% | 发改局 | - | 各乡镇 | 甲 | 2022-12-31
2 | 二 乡村振兴 | 新建高标准农田4万亩 | 农业农村局 | - | 各乡镇 | 丙 | 2022-11-30
""",
    ),
    "1 heads 1.1 and 1.2": (
        r"""
2023年任务表
序号|任务|责任部门|时限
1|扩大投资||
1.1|推进项目30个|发改局|12月底
1.2|争取债券8亿元|财政局|9月底
2|提振消费|商务局|
2.1|举办展会4场|商务局|11月底
""",
        "A1:D1",
        """
1.1 | 1 扩大投资 | 推进项目30个 | - | 发改局 | - | - | 2023-12-31
1.2 | 1 扩大投资 | 争取债券8亿元 | - | 财政局 | - | - | 2023-09-30
2.1 | 2 提振消费 | 举办展会4场 | - | 商务局 | - | - | 2023-11-30
""",
    ),
    "task merged, measures are the items": (
        r"""
2022年行动清单
序号|重点任务|具体举措|牵头领导|牵头单位|配合单位|完成时限
1|精准招商|1.赴湾区招商9次。|甲|招商局|经发局|全年
||2.签约亿元项目12个。|||财政局|12月底
2|贴心服务|1.设立服务专员。|乙|企服局|各部门|3月底
||2.惠企政策兑现率达到96%以上。||财政局||持续推进
""",
        "A1:G1 A3:A4 B3:B4 A5:A6 B5:B6 D3:D4 E3:E4 D5:D6",
        """
1 | 精准招商 | 赴湾区招商9次。 | 招商局 | - | 经发局 | 甲 | 2022-12-31
- | 精准招商 | 签约亿元项目12个。 | 招商局 | - | 财政局 | 甲 | 2022-12-31
2 | 贴心服务 | 设立服务专员。 | 企服局 | - | 各部门 | 乙 | 2022-03-31
- | 贴心服务 | 惠企政策兑现率达到96%以上。 | 财政局 | - | - | 乙 | -
""",
    ),
    "campaign, battle, task, measure, phased goal": (
        r"""
2019年攻坚任务表
序号|战役|攻坚战|重点任务|工作措施|阶段性目标|完成时间|牵头部门|责任部门|责任人
1|招商战役|引育攻坚战|引进研发机构|驻点招商|引进4家|12月|投促局|各中心|甲
2|||引进外资|专班推进|到位外资1亿美元|12月|商务局|投促局|乙
3||存量攻坚战|盘活厂房|一企一策|盘活2万平方米|10月底|规建局|资产公司|丙
""",
        "A1:J1 B3:B5 C3:C4",
        """
1 | 招商战役 / 引育攻坚战 | 引进研发机构 | 投促局 | 各中心 | - | 甲 | 2019-12-31
2 | 招商战役 / 引育攻坚战 | 引进外资 | 商务局 | 投促局 | - | 乙 | 2019-12-31
3 | 招商战役 / 存量攻坚战 | 盘活厂房 | 规建局 | 资产公司 | - | 丙 | 2019-10-31
""",
    ),
    "unnumbered headings alone in their rows, recurring and dotted dates": (
        r"""
附件1
全区2025年要点责任清单
重点工作|责任单位|完成时间
党的建设||
推进党群阵地建设。|党建部|全年
开展主题党日12次|党建部|每月
经济发展||
新引进外资企业3家|招商局|2025.11
""",
        "A2:C2 A4:C4 A7:C7",
        """
- | 党的建设 | 推进党群阵地建设。 | - | 党建部 | - | - | 2025-12-31
- | 党的建设 | 开展主题党日12次 | - | 党建部 | - | - | -
- | 经济发展 | 新引进外资企业3家 | - | 招商局 | - | - | 2025-11-30
""",
    ),
    "spaces in headers and words, full-width digits, form rows around": (
        r"""
XX经开区2024年度任务清单
制表单位：督查室||||填表日期：2024年3月1日
序 号|重 点 工 作|责 任 单 位|分管领导|完成 时限
1|完成“标准地”出让机 制改革５项|自然资源分 局|张某|１２月底
2|兑现资金２亿元|财政局|李 某|三季度
填表人：王某||||联系电话：000
""",
        "A1:E1",
        """
1 | - | 完成“标准地”出让机制改革５项 | - | 自然资源分局 | - | 张某 | 2024-12-31
2 | - | 兑现资金２亿元 | - | 财政局 | - | 李某 | 2024-09-30
""",
    ),
    "units and duties only in the brackets of the text": (
        r"""
2024年任务
序号|工作任务
1|新增高企40家。（责任单位：科技局）
2|新建公园3处。（牵头单位：园林局；配合单位：各街道；完成时限：10月底前）
""",
        "A1:B1",
        """
1 | - | 新增高企40家。 | - | 科技局 | - | - | -
2 | - | 新建公园3处。 | 园林局 | - | 各街道 | - | 2024-10-31
""",
    ),
    "roles inside the unit cell": (
        r"""
2024年任务清单
序号|工作任务|责任单位及责任人|完成时限
1|完善路网|牵头单位：建设局\n责任单位：交通局、城投公司|2024年10月
2|提升绿化|园林局（牵头）、各街道|年内
3|整治环境|生态局牵头，城管局、各镇、街道配合|长期坚持
""",
        "A1:D1",
        """
1 | - | 完善路网 | 建设局 | 交通局+城投公司 | - | - | 2024-10-31
2 | - | 提升绿化 | 园林局 | 各街道 | - | - | 2024-12-31
3 | - | 整治环境 | 生态局 | - | 城管局+各镇、街道 | - | -
""",
    ),
    "bilingual headers with brackets and line breaks": (
        r"""
序号 No.|重点任务（Key task）|牵头单位\n(Lead)|配合单位\n(Support)|完成时限\n(Deadline)
1|新建5G基站80个|通管办|各运营商|2024年9月底
""",
        "",
        """
1 | - | 新建5G基站80个 | 通管办 | - | 各运营商 | - | 2024-09-30
""",
    ),
    "name and goal side by side, list inside the goal": (
        r"""
序号|重点工作|工作目标|责任单位|完成时限
1|产业招商|1.签约项目50个；\n2.到位资金90亿元。|招商局|2024年12月
2|园区建设|1.建成厂房8万平方米；\n2.道路3公里。|建设局|2024年10月
""",
        "",
        """
1 | - | 产业招商 = 1.签约项目50个；2.到位资金90亿元。 | - | 招商局 | - | - | 2024-12-31
2 | - | 园区建设 = 1.建成厂房8万平方米；2.道路3公里。 | - | 建设局 | - | - | 2024-10-31
""",
    ),
    "projects in sections, counts in brackets kept": (
        r"""
2024年项目清单
序号|项目名称|责任单位|包保领导|完成时限
（一）产业项目（1个）||||
1|某某电子产业园|经发局|甲|2024年底
（二）基础设施（1个）||||
2|经六路延伸工程|建设局|丙|2024年9月
""",
        "A1:E1 A3:E3 A5:E5",
        """
1 | （一）产业项目（1个） | 某某电子产业园 | - | 经发局 | - | 甲 | 2024-12-31
2 | （二）基础设施（1个） | 经六路延伸工程 | - | 建设局 | - | 丙 | 2024-09-30
""",
    ),
    "parts, each with the header again": (
        r"""
第一部分 经济工作
序号|任务|牵头单位|责任单位|时限
1|任务甲|甲局|乙局|2024年6月
第二部分 社会事业
序号|任务|牵头单位|责任单位|时限
2|任务乙|丙局|丁局|2024年7月
""",
        "A1:E1 A4:E4",
        """
1 | 第一部分 经济工作 | 任务甲 | 甲局 | 乙局 | - | - | 2024-06-30
2 | 第二部分 社会事业 | 任务乙 | 丙局 | 丁局 | - | - | 2024-07-31
""",
    ),
    "one heading over two columns, progress columns left out": (
        r"""
2022年工作任务分解
序号|工作任务||牵头单位|配合单位|完成情况
1|建设科学城|落地实验室1个，引进机构6家。|科技局|发改委、各镇街|已完成
2||建成科技园9万平方米。|科技局|高新区管委会|
3|做强产业|新增规上企业22家。|经信委|统计局|
""",
        "A1:F1 B2:C2 B3:B4",
        """
1 | 建设科学城 | 落地实验室1个，引进机构6家。 | 科技局 | - | 发改委+各镇街 | - | -
2 | 建设科学城 | 建成科技园9万平方米。 | 科技局 | - | 高新区管委会 | - | -
3 | 做强产业 | 新增规上企业22家。 | 经信委 | - | 统计局 | - | -
""",
    ),
    "task cell merged over rows of units": (
        r"""
序号|工作任务|责任单位|完成时限
1|建设智慧园区|数据局|2023年6月
||财政局|
2|举办大会|招商局|2023年5月
""",
        "A2:A3 B2:B3 D2:D3",
        """
1 | - | 建设智慧园区 | - | 数据局+财政局 | - | - | 2023-06-30
2 | - | 举办大会 | - | 招商局 | - | - | 2023-05-31
""",
    ),
    "English table": (
        r"""
Work plan 2024 of the Riverside Zone
No.|Task|Lead department|Supporting departments|Person in charge|Due date|Remarks
1|Attract 20 projects|Trade Office|Finance Office; Planning Bureau|Deputy director|by 30 September|x
2|Build 30,000 m2 of workshops|Works Bureau||Engineer|2024-12-31|
""",
        "A1:G1",
        """
1 | - | Attract 20 projects | Trade Office | - | Finance Office+Planning Bureau | Deputy director | 2024-09-30
2 | - | Build 30,000 m2 of workshops | Works Bureau | - | - | Engineer | 2024-12-31
""",
    ),
    "covering letter above the header": (
        r"""
关于下达2024年重点任务的通知
各部门：
现将任务分解如下。
一、提高认识
2024年1月5日

序号|工作任务|责任单位|完成时限
1|收储土地800亩|土储中心|11月底前
""",
        "",
        """
1 | - | 收储土地800亩 | - | 土储中心 | - | - | 2024-11-30
""",
    ),
    "deadlines only in the sentences": (
        r"""
2024年任务
序号|工作任务|责任单位
1|6月底前完成规划编制。|规划局
2|全年新增企业70家。|市监局
3|2022年立项的项目年底前全部开工。|发改局
""",
        "",
        """
1 | - | 6月底前完成规划编制。 | - | 规划局 | - | - | 2024-06-30
2 | - | 全年新增企业70家。 | - | 市监局 | - | - | -
3 | - | 2022年立项的项目年底前全部开工。 | - | 发改局 | - | - | 2024-12-31
""",
    ),
}

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
