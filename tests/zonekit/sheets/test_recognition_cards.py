"""One-page project cards: as text, as two-column and as four-column tables, one or several in a file."""

from collections.abc import Callable

from zonekit.sheets.drafts import ItemDraft, PlanSheet
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source


def stages(item: ItemDraft) -> list[tuple[str, str | None, str]]:
    return [(m.raw, m.due.isoformat() if m.due else None, m.text) for m in item.milestones]


def test_a_card_under_its_title_with_quarter_lines(draw_text: Callable[[str], Source]) -> None:
    drawing = """
滨湖新区2018年民生实事：道路和慢行系统提升（5项）

环湖绿道贯通工程

牵头单位：   新区建设局

协办单位：   新区财政局、湖滨办事处

进度安排

  第一季度工作进展: 完成勘察。

  第二季度工作进展：完成设计。

落实情况

  第一季度：勘察已完成。

  第二季度：设计正在评审。
"""
    sheet = read_plan(draw_text(drawing))
    (item,) = sheet.items
    assert sheet.shape == "card"
    assert sheet.levels == ("category", "project")
    assert (item.path, item.text) == (("道路和慢行系统提升",), "环湖绿道贯通工程")
    assert (item.lead, item.cooperating) == ("新区建设局", ("新区财政局", "湖滨办事处"))
    assert stages(item) == [("第一季度", "2018-03-31", "完成勘察。"), ("第二季度", "2018-06-30", "完成设计。")]


def test_several_cards_one_after_another(
    draw_text: Callable[[str], Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing = """
2023年重点项目作战卡
项目名称：智造产业园二期
建设内容：新建厂房6万平方米
牵头单位：建设局
配合单位：资规分局、
供电公司
年度目标：完成投资4亿元
一季度：完成桩基
四季度：主体封顶
进展情况：已进场。
联系人：王某 联系电话：000
项目名称：生物医药孵化器
建设内容：改造孵化器1万平方米
牵头单位：科创局
完成时限：2023年10月底
"""
    sheet = read_plan(draw_text(drawing))
    assert write_items(sheet) == [
        "- | - | 智造产业园二期 = 新建厂房6万平方米 | 建设局 | - | 资规分局+供电公司 | - | -",
        "- | - | 生物医药孵化器 = 改造孵化器1万平方米 | 科创局 | - | - | - | 2023-10-31",
    ]
    assert [(t.text, str(t.value), t.unit) for t in sheet.items[0].targets][-1][1:] == ("4", "亿元")


def test_a_four_column_card_with_a_merged_schedule(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2024年项目推进卡
项目名称|终端产业园|建设性质|新建
建设地点|高新路|总投资|11亿元
牵头领导|副主任甲|牵头单位|建设局
责任单位|城投集团|配合单位|资规局、供电公司
年度目标|完成投资3亿元||
进度安排|一季度|完成招标|
|二季度|开工|
完成时限|2024年12月||
"""
    (item,) = read_plan(draw_table(drawing, "A1:D1 A7:A8")).items
    assert (item.name, item.text) == ("终端产业园", "完成投资3亿元")
    assert (item.lead, item.responsible, item.cooperating) == ("建设局", ("城投集团",), ("资规局", "供电公司"))
    assert item.leaders == ("副主任甲",)
    assert item.deadline is not None
    assert item.deadline.isoformat() == "2024-12-31"
    assert stages(item) == [("一季度", "2024-03-31", "完成招标"), ("二季度", "2024-06-30", "开工")]


def test_two_column_cards_below_each_other(
    draw_table: Callable[..., Source], write_items: Callable[[PlanSheet], list[str]]
) -> None:
    drawing = r"""
项目类别|民生
项目名称|老旧小区改造
牵头单位|住建局
一季度|完成设计
落实情况|已完成
一季度|已出图
项目名称|口袋公园
牵头单位|园林局
"""
    sheet = read_plan(draw_table(drawing), year=2024)
    assert sheet.shape == "card"
    assert [item.text for item in sheet.items] == ["老旧小区改造", "口袋公园"]
    assert [item.lead for item in sheet.items] == ["住建局", "园林局"]
    assert [stages(item) for item in sheet.items] == [[("一季度", "2024-03-31", "完成设计")], []]


def test_cards_state_their_number_and_what_is_to_be_invested_this_year(draw_table: Callable[..., Source]) -> None:
    drawing = r"""
2024年项目责任卡
项目名称|综合管廊|项目编号|HX2024-15
总投资（万元）|26000|年度计划投资（万元）|9000.5
建设内容|新建管廊3.6公里||
牵头单位|建设局|配合单位|供电公司
完成时限|11月底|包保领导|分管领导乙
"""
    (item,) = read_plan(draw_table(drawing, "A1:D1")).items
    assert (item.no, item.name, item.lead) == ("HX2024-15", "综合管廊", "建设局")
    assert [(t.text, str(t.value), t.unit) for t in item.targets] == [
        ("年度计划投资", "9000.5", "万元"),
        ("新建管廊", "3.6", "公里"),
    ]
    assert (item.deadline_raw, str(item.deadline)) == ("11月底", "2024-11-30")


def test_cards_in_lines_state_what_is_to_be_invested_this_year(draw_text: Callable[[str], Source]) -> None:
    drawing = """
2024年重点项目责任卡
项目名称：再生水厂
建设内容：日处理规模3万立方米
2024年计划投资（万元）：9500.5
牵头单位：水务局
项目名称：冷链园
年度计划投资：1.2亿元
牵头单位：商务局
"""
    sheet = read_plan(draw_text(drawing))
    amounts = [[f"{t.value}{t.unit}" for t in item.targets if "投资" in t.text] for item in sheet.items]
    assert amounts == [["9500.5万元"], ["1.2亿元"]]
    assert set(sheet.column_map.values()) <= {"name", "text", "goal", "lead"}
