"""What a reason says while the report of a month is not due yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from zoneworks.plans.messages import ReasonText
from zoneworks.plans.models import Plan
from zoneworks.plans.queries_items import light_text
from zoneworks.plans.tests.worlds import World, indicator, leaf, say

AUGUST, SEPTEMBER = date(2023, 8, 31), date(2023, 9, 30)
ENGLISH = "The report for September is due by 5 October; until then the schedule of 31 August counts."
CHINESE = "9月数据应于10月5日前报送，此前按8月31日的序时目标衡量。"


def october(day: int) -> date:
    return date(2023, 10, day)


@pytest.fixture
def lived(plan: Plan, world: World) -> Plan:
    """Both indicators of a row are as scheduled on 31 August; of September nothing is known."""
    say(world, "supervision", indicator(plan), AUGUST, Decimal("66.7"), today=date(2023, 9, 3))
    say(world, "supervision", indicator(plan, name="到位率"), AUGUST, 45, today=date(2023, 9, 3))
    return plan


def told(plan: Plan, world: World, at: date, language: str = "en", *, of_heading: bool = False) -> ReasonText:
    plan.refresh_from_db()
    item = leaf(plan).parent if of_heading else leaf(plan)
    assert item is not None
    with translation.override(language):
        text = light_text(world.scope("leader"), plan, item.pk, at)
    assert text is not None
    return text


@pytest.mark.parametrize(("language", "sentence"), [("en", ENGLISH), ("zh-hans", CHINESE)])
def test_a_reason_names_the_month_end_used_and_when_the_report_is_due(
    lived: Plan, world: World, language: str, sentence: str
) -> None:
    text = told(lived, world, october(3), language)
    dates = {"en": ("31 Aug 2023", "30 Sep 2023"), "zh-hans": ("2023年8月31日", "2023年9月30日")}[language]

    for part in (text.headline, text.lines[0].text, text.lines[1].text):
        assert sentence in part
        assert dates[0] in part
        assert dates[1] not in part


@pytest.mark.parametrize("at", [date(2023, 9, 29), october(5), october(8)])
def test_on_other_days_nothing_is_said_of_reports(lived: Plan, world: World, at: date) -> None:
    assert "The report for" not in told(lived, world, at).text


def test_what_is_overdue_is_measured_by_its_own_month(lived: Plan, world: World) -> None:
    lines = [told(lived, world, october(number)).lines[0].text for number in (4, 5)]

    assert "66.7 on 31 Aug 2023, 66.67 due by 31 Aug 2023, target 100 projects." in lines[0]
    assert "66.7 on 31 Aug 2023, 75 due by 30 Sep 2023, target 100 projects." in lines[1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The schedule of 31 August counts for 1 of 2 indicators: the report for September is due by 5 October."),
        ("zh-hans", "2项指标中有1项按8月31日的序时目标衡量：9月数据应于10月5日前报送。"),
    ],
)
def test_a_row_of_which_a_part_is_reported_says_how_much_waits(
    lived: Plan, world: World, language: str, sentence: str
) -> None:
    say(world, "supervision", indicator(lived), SEPTEMBER, 75, today=october(2))
    text = told(lived, world, october(3), language)

    assert sentence in text.headline
    assert [CHINESE in line.text or ENGLISH in line.text for line in text.lines[:2]] == [False, True]


def test_a_heading_counts_the_indicators_below_it(lived: Plan, world: World) -> None:
    assert ENGLISH in told(lived, world, october(3), of_heading=True).headline
    say(world, "supervision", indicator(lived), SEPTEMBER, 75, today=october(2))

    assert "counts for 3 of 4 indicators" in told(lived, world, october(3), of_heading=True).headline


def test_silence_says_when_the_first_report_is_due(plan: Plan, world: World) -> None:
    text = told(plan, world, date(2023, 1, 31))
    sentence = "The report for January is due by 5 February; until then the schedule of 31 December counts."

    assert text.headline == f"Nothing that counts has been reported by 31 Jan 2023. {sentence}"
    assert text.lines[0].text == f"签约数: not reported; 0 projects were due by 31 Dec 2022. {sentence}"
