"""Reading plain clauses from memory gives what reading figure by figure gives."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zonekit.sheets.drafts import Target
from zonekit.sheets.goals import extract_targets, read_series, split_node
from zonekit.sheets.goals.chinese import ChineseReader
from zonekit.sheets.goals.clauses import read_plain_clause
from zonekit.sheets.goals.wording import words

WORDS = words(
    "签约项目 其中亿元以上项目 全年新增企业 总投资 计划总投资 引进“专精特新”企业 科技领军（培育）企业 同比增长",
    "增长 达到 到位资金累计达到 10亿元以上项目签约数累计达到 目前已建成厂房 2022年完成投资 截至目前累计签约",
    "每季度召开会议 围绕全市 由3家增至 不低于 控制在 约 第 G 建筑面积 占地 用地 落实一链一策，形成成果 力争 等",
    "城镇、农村居民收入分别增长 一般公共预算收入 压缩审批时限至 PM2.5浓度降至 满意度得分 获评 组建",
    "培育小镇2个、集聚区",
)
ENDINGS = words("个 家以上 亿元 %左右 个百分点 平方米 亩 万人次 项任务 年 月底前完成 个工作日内 分 倍 公里")
clauses = st.builds(
    "{}{}{}".format,
    st.sampled_from(WORDS),
    st.sampled_from(["1", "2", "12", "2.5", "100", "2,500", "2023", "10-15", "三", "百"]),
    st.sampled_from(ENDINGS),
)
texts = st.lists(
    st.tuples(st.one_of(clauses, st.sampled_from(WORDS)), st.sampled_from("，，；。、：")), min_size=1, max_size=6
).map(lambda pairs: "".join(clause + mark for clause, mark in pairs))


def figure_by_figure(text: str, year: int | None) -> list[Target]:
    reader = ChineseReader(text, year)
    reader.is_cut_at_marks = False
    reader.read(0, len(text))
    return reader.targets


@settings(max_examples=400, deadline=None)
@given(texts, st.sampled_from([None, 2023]))
@example("签约项目10个，总投资300亿元。", 2023)
@example("总投资300亿元，签约项目10个。", 2023)
@example("2022年，完成投资5亿元，签约10个。", 2023)
def test_clauses_read_from_memory_say_the_same(text: str, year: int | None) -> None:
    assert list(extract_targets(text, year=year)) == figure_by_figure(text, year)


@settings(max_examples=200, deadline=None)
@given(texts)
@example("3月15日前印发第5号方案；一季度完成投资3000万元；签约项目累计达到9个")
def test_a_node_read_once_gives_its_series_and_its_targets(text: str) -> None:
    due = date(2023, 3, 31)
    assert read_series(text, 2023, due) == (split_node(text, 2023, due).series, extract_targets(text, year=2023))


@pytest.mark.parametrize(
    ("before", "ending"), [("2022年完成投资", "亿元"), ("目前已有企业", "家"), ("每季度召开会议", "次"), ("", "年")]
)
def test_words_about_other_times_are_never_read_from_memory(before: str, ending: str) -> None:
    assert read_plain_clause(before, ending) is None


def test_a_sum_behind_no_count_is_a_size() -> None:
    assert extract_targets("总投资300亿元。") == ()
    assert [target.unit for target in extract_targets("签约项目10个，总投资300亿元")] == ["个", "亿元"]
    assert [target.unit for target in extract_targets("签约项目10个。总投资300亿元")] == ["个"]
