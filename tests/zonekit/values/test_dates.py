"""Deadlines as people write them, each with the day it means in the plan of 2023."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.values.dates import (
    Deadline,
    find_deadlines,
    month_end,
    month_ends_between,
    parse_deadline,
    quarter_end,
    year_end,
)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        (2023, 2, "2023-02-28"),
        (2024, 2, "2024-02-29"),
        (2000, 2, "2000-02-29"),
        (1900, 2, "1900-02-28"),
        (2023, 12, "2023-12-31"),
    ],
)
def test_the_end_of_a_month(year, month, expected):
    assert iso(month_end(year, month)) == expected


@pytest.mark.parametrize(
    ("quarter", "expected"), [(1, "2023-03-31"), (2, "2023-06-30"), (3, "2023-09-30"), (4, "2023-12-31")]
)
def test_the_end_of_a_quarter(quarter, expected):
    assert iso(quarter_end(2023, quarter)) == expected


@pytest.mark.parametrize(
    "wrong", [lambda: quarter_end(2023, 0), lambda: quarter_end(2023, 5), lambda: month_end(2023, 13)]
)
def test_a_period_that_does_not_exist_is_an_error(wrong):
    with pytest.raises(ValueError, match=r"\d"):
        wrong()


def test_the_end_of_a_year():
    assert iso(year_end(2023)) == "2023-12-31"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-01-31", "2023-03-31", ["2023-01-31", "2023-02-28", "2023-03-31"]),
        ("2023-11-30", "2024-01-30", ["2023-11-30", "2023-12-31"]),
        ("2023-05-01", "2023-05-30", []),
        ("2023-05-31", "2023-01-31", []),
        ("9999-11-30", "9999-12-31", ["9999-11-30", "9999-12-31"]),
    ],
)
def test_month_ends_between_two_days(first, last, expected):
    assert [iso(day) for day in month_ends_between(date.fromisoformat(first), date.fromisoformat(last))] == expected


def listed_in(text: str) -> list[str]:
    """Ways of writing, separated by |, over several lines."""
    return [piece.strip() for piece in text.replace("\n", "").split("|")]


BY = {
    "2023-12-31": """
        全年|年底前|年底|年末|年内|年终|年内完成|全年任务|全年完成|今年|本年度|2023年|2023|2023年底|2023年底前|
        2023年内|今年年底|年底之前|12月|12月底前|十二月底前|１２月底前|2023 年 12 月 底|2023年12月底|12月31日|
        12.31前|12月末|四季度|第四季度|四季度前|2023年四季度末|Q4|2023Q4|Q4 2023|下半年|H2|H2 2023|second half|
        2023年1月-12月|2023年6月-12月|2023/12|2023.12|2023-12|202312|20231231|2023-12-31|2023/12/31|2023.12.31|
        31/12/2023|12/31/2023|end of 2023|31 Dec 2023|December 2023|Dec. 2023|Dec 31, 2023|December 31st|year-end|
        by year-end|throughout the year|by the end of the year|whole year|in 2023|this year|end December|
        3月开工，12月竣工|6月底前完成A，12月底前完成B|12月底前完成B，6月底前完成A|1-4季度|2023年12月31日24时前|
        持续推进，年底前完成|fourth quarter|last quarter of 2023|岁末
    """,
    "2023-06-30": """
        6月|6月底|6月底前|6月末|6月份|6月底前完成|六月底前|６月底前|6 月 底 前|2023年6月|二〇二三年六月|
        二○二三年六月|二零二三年六月|2023.06|2023/6|2023-6月|202306|6月30日|6月30日前|6月30号前|6月30|6.30|6.30前|
        6/30|6-30|2023-06-30|2023-6-30|2023/6/30|2023.6.30|20230630|2023年6月30日|6月下旬|二季度|第二季度|2季度|
        2季度末|二季度末|第一、二季度|1-2季度|Q2|2023Q2|2023年二季度|Q2 2023|end of Q2|second quarter|上半年|
        2023年上半年|上半年完成|年中|H1|first half|first half of 2023|1-6月|1月-6月|1—6月|1至6月|2023年1-6月|
        2023年1月—6月|2023年1月至2023年6月|2023.1-2023.6|6月15日-30日|1月1日至6月30日|by the end of June|end-June|
        end of June 2023|June|June 2023|late June|by 30 June|30 June|30th June 2023|June 30|June 30, 2023|
        30/06/2023|06/30/2023|2022年启动，6月底前完成|今年6月|2023年6月底前，每月报送进展|mid-year|23年6月
    """,
    "2023-03-31": """
        一季度|首季度|一季度前|第一季度|3月|Q1|1st quarter|March
    """,
    "2023-09-30": """
        三季度末|前三季度|一至三季度|9月投入使用|9月建成|third quarter|Sept 2023
    """,
    "2023-06-10": """
        6月上旬|6月10日|6月初|early June|6月10日前完成|10 June|10th of June
    """,
    "2023-06-15": """
        6月中|6月中前|mid-June|mid June 2023
    """,
    "2023-06-20": """
        6月中旬|6月二十日
    """,
    "2023-10-31": """
        3月-10月|10月|十月|10月底
    """,
    "2023-10-01": """
        国庆节前|国庆前|十月一日前|10月1日
    """,
    "2023-05-01": """
        五一前|“五一”前|“五一”国际劳动节前|劳动节前
    """,
    "2023-07-01": """
        七一前
    """,
    "2024-01-01": """
        元旦前|2024年元旦前
    """,
    "2024-03-31": """
        明年3月|次年3月底|11月-3月|11月-次年3月|2023年11月-2024年3月|by March next year|2024年一季度
    """,
    "2024-06-30": """
        2023年-2024年6月|2024年6月底前
    """,
    "2024-12-31": """
        次年|明年|明年底|next year|2024年6月底前开工，12月底前完工
    """,
    "2025-12-31": """
        2025年|2025年底|25年底|2023-2025年|2023年—2025年|2023~2025年|2023至2025年|2023-2025|到2025年|2025年12月|
        2023-25年
    """,
}


@pytest.mark.parametrize(("raw", "expected"), [(raw, day) for day, listed in BY.items() for raw in listed_in(listed)])
def test_a_deadline_means_the_last_day_of_what_it_names(raw, expected):
    deadline = parse_deadline(raw, 2023)
    assert (iso(deadline.due), deadline.kind, deadline.problem, deadline.raw) == (expected, "by", None, raw)


@pytest.mark.parametrize(
    ("raw", "due"),
    [
        ("5月底前动工", "2023-05-31"),
        ("5月底前开工", "2023-05-31"),
        ("5月31日前开工建设", "2023-05-31"),
        ("二季度启动", "2023-06-30"),
        ("by June: start construction", "2023-06-30"),
        ("自2023年3月起", "2023-03-31"),
        ("1月完成招标，6月底前开工", "2023-06-30"),
    ],
)
def test_a_deadline_for_the_start_is_told_apart(raw, due):
    assert (iso(parse_deadline(raw, 2023).due), parse_deadline(raw, 2023).kind) == (due, "start")


ONGOING = "持续推进|长期|长期坚持|常态化|持续|常态化开展|日常|ongoing|Continuous|long-term"
RECURRING = """
    每月|每季度|每月28日前|每季度末|每年6月底前|按月|按季度|每周|每半年|季度|月度|定期|
    monthly|every month|each quarter|by the 28th of each month|quarterly
"""


@pytest.mark.parametrize("raw", listed_in(ONGOING))
def test_what_goes_on_has_no_day(raw):
    assert parse_deadline(raw, 2023) == Deadline(raw, None, "ongoing", None)


@pytest.mark.parametrize("raw", listed_in(RECURRING))
def test_what_comes_again_has_no_day(raw):
    assert parse_deadline(raw, 2023) == Deadline(raw, None, "recurring", None)


IMPOSSIBLE = """
    2月30日|13月|6月31日前|2023年2月29日|2023-02-30|0月|2023.13|5季度|2023年13月底前|20231301|31 June|
    2月30日前，6月底前
"""


@pytest.mark.parametrize("raw", listed_in(IMPOSSIBLE))
def test_a_day_that_does_not_exist_is_told(raw):
    assert parse_deadline(raw, 2023) == Deadline(raw, None, None, "date_impossible")


UNREADABLE = """
    春节前|立即|按时间节点|三年内|3个月内|合同签订后30日内|下周五|5/6/2023|待定|一二三|1-2|soon|21世纪|季度末|6.3.1
"""


@pytest.mark.parametrize("raw", listed_in(UNREADABLE))
def test_what_cannot_be_read_is_told(raw):
    assert parse_deadline(raw, 2023) == Deadline(raw, None, None, "deadline_unreadable")


@pytest.mark.parametrize("raw", ["6月底前", "全年", "二季度", "6.30", "Q2", "30 June", "year-end", "明年3月"])
def test_without_any_year_the_year_is_missing(raw):
    assert parse_deadline(raw, None) == Deadline(raw, None, "by", "year_missing")


@pytest.mark.parametrize("raw", ["2024年6月底前", "2024-06-30", "June 2024", "2024Q2", "2024年1月-6月"])
def test_a_deadline_with_its_own_year_needs_no_other(raw):
    assert iso(parse_deadline(raw, None).due) == "2024-06-30"


@pytest.mark.parametrize("raw", [None, "", "  ", "/", "—", "-", "无", "N/A"])
def test_nothing_is_no_deadline_and_no_problem(raw):
    deadline = parse_deadline(raw, 2023)
    assert (deadline.due, deadline.kind, deadline.problem) == (None, None, None)


@pytest.mark.parametrize(
    ("raw", "due"),
    [
        (date(2023, 6, 30), "2023-06-30"),
        (datetime(2023, 6, 30, 9, 0), "2023-06-30"),  # noqa: DTZ001 - cells have no zone
        (45107, "2023-06-30"),
        (20230630, "2023-06-30"),
        (2023, "2023-12-31"),
    ],
)
def test_a_cell_that_holds_no_text_is_read_too(raw, due):
    assert iso(parse_deadline(raw, 2022).due) == due


@pytest.mark.parametrize("raw", [6.3, 7, True, 1e300, float("nan")])
def test_a_number_that_is_no_date_is_not_guessed(raw):
    assert parse_deadline(raw, 2023).due is None


@given(st.text(max_size=40), st.none() | st.integers(2000, 2099))
def test_any_text_is_answered(raw, year):
    assert parse_deadline(raw, year).raw == raw


DATE_LIKE = st.text("0123456789年月日季度前底末至-—/.,上下半旬 每Q一二十〇", max_size=14)


@given(DATE_LIKE, st.none() | st.integers(2000, 2099))
def test_anything_like_a_date_is_answered_and_its_place_lies_in_the_text(raw, year):
    deadline = parse_deadline(raw, year)
    assert (deadline.due is None) or deadline.problem is None
    for start, end, found in find_deadlines(raw, year):
        assert raw[start:end] == found.raw
        assert found.raw


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_way_of_writing_it(day):
    forms = [
        f"{day.year}年{day.month}月{day.day}日前",
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.day} {day:%B} {day.year}",
    ]
    assert {parse_deadline(form, None).due for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年签约优质项目200个以上，6月底前完成规划。", [("6月底前", "2023-06-30")]),
        ("3月15日前印发方案；3月底前4个专班组建到位", [("3月15日前", "2023-03-15"), ("3月底前", "2023-03-31")]),
        ("项目9月投入使用，年内建成", [("9月投入使用", "2023-09-30"), ("年内建成", "2023-12-31")]),
        ("确保２０２３年 ６ 月 底 前 完成", [("２０２３年 ６ 月 底 前", "2023-06-30")]),
        ("力争10月底建成投用", [("10月底建成", "2023-10-31")]),
        ("于6月底前完成，在12月31日之前验收", [("6月底前", "2023-06-30"), ("12月31日之前", "2023-12-31")]),
        ("上半年完成一期，全年完成投资260亿元", [("上半年完成", "2023-06-30")]),
        ("一季度内完成，二季度末投产", [("一季度内", "2023-03-31"), ("二季度末投产", "2023-06-30")]),
        ("（完成时限：2023年12月31日）", [("2023年12月31日", "2023-12-31")]),
        ("到2025年底建成", [("2025年底建成", "2025-12-31")]),
        ("by 10 Jul: review; before 30 Sept: adjust", [("10 Jul", "2023-07-10"), ("30 Sept", "2023-09-30")]),
        ("Complete by the end of June and open on 3 Feb", [("end of June", "2023-06-30")]),
        ("2022年全市增长8%，较2022年底提高2个百分点", []),
        ("截至2022年12月底，已建成3个", []),
        ("2月3日参加天津推介，现场签约5个", []),
        ("三年内投产，每月28日前报送，每年6月底前公布", []),
        ("2023年5月1日起施行", []),
        ("大约在10月前后开放", []),
        ("全年目标、一季度节点和2023年计划", []),
        ("建成厂房3万平方米", []),
        ("", []),
    ],
)
def test_deadlines_inside_a_sentence_are_found_and_nothing_else(text, expected):
    assert [(text[start:end], iso(found.due)) for start, end, found in find_deadlines(text, 2023)] == expected


def test_a_start_inside_a_sentence_is_told_apart():
    assert [found.kind for _, _, found in find_deadlines("6月底前开工，12月底前竣工", 2023)] == ["start", "by"]


def test_without_a_year_only_dates_that_bring_one_are_found():
    assert [iso(found.due) for _, _, found in find_deadlines("6月底前开工，2024年5月底前竣工", None)] == ["2024-05-31"]
