"""The calendar of the year: which day has what, where it is done, whether it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, make_plan, make_world
from zoneworks.reports.tests.reporting import SEPTEMBER, submitted
from zoneworks.rhythm.calendar import dispatch_before, dispatch_from, dispatch_of_week, report_days, upcoming
from zoneworks.rhythm.services import record_decision

pytestmark = pytest.mark.django_db
TODAY = date(2023, 10, 8)


@pytest.fixture
def world() -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


def page_of(world: World, persona: str, **query: object) -> Page:
    answer = visitor(world, persona).get(reverse("rhythm:year"), query)
    assert answer.status_code == 200
    return Page(answer)


def october(page: Page) -> str:
    """The words of the month, without those of the months around it."""
    return page.text.split(" October ", 1)[1].split(" November ", 1)[0]


def test_days_of_dispatch_follow_one_another_over_holidays_and_years() -> None:
    assert dispatch_before(date(2023, 10, 8)) == date(2023, 9, 28)
    assert dispatch_from(date(2023, 9, 29)) == date(2023, 10, 8)
    assert dispatch_from(date(2023, 10, 8)) == date(2023, 10, 8)
    assert dispatch_before(date(2024, 1, 5)) == date(2023, 12, 29)
    assert dispatch_of_week("2023W40") == date(2023, 10, 8)
    assert dispatch_of_week("2023W99") is None


def test_report_days_are_those_of_the_light_rules(world: World, plan: Plan) -> None:
    days = report_days(world.zone, 2023)
    assert len(days) == 12
    assert (days["2022-12"], days["2023-09"]) == (date(2023, 1, 5), date(2023, 10, 5))
    assert report_days(world.other_zone, 2023) == days


def test_the_next_occasions_go_on_into_the_next_year(world: World) -> None:
    found = upcoming(world.zone, date(2023, 12, 29), 4)
    assert [one.day for one in found] == [date(2023, 12, 29), date(2024, 1, 5), date(2024, 1, 5), date(2024, 1, 10)]


def test_everybody_of_the_zone_sees_holidays_worked_weekends_and_occasions(world: World, plan: Plan) -> None:
    for persona in INSIDERS:
        text = october(page_of(world, persona))
        assert "Day off: National Day 6 off" in text
        assert "Worked for days off: National Day 7 on" in text
        assert "10 Oct Monthly bulletin" in text
        assert "5 Oct Monthly report due Sep 2023 · a day off; the working day before is 28 Sep" in text


def test_a_stranger_has_no_calendar_of_ours(world: World) -> None:
    for name in ("year", "rules", "assessments"):
        url = reverse(f"rhythm:{name}")
        assert visitor(world, "nobody").get(url).status_code == 404
        for persona in STRANGERS:
            assert visitor(world, persona).get(url, {"zone": world.zone.code}).status_code == 404


def test_what_was_done_is_marked_as_far_as_the_person_may_know(world: World, plan: Plan) -> None:
    assert "5 Oct Monthly report due Sep 2023 · a day off; the working day before is 28 Sep 4 missing" in october(
        page_of(world, "supervision")
    )
    for code in ("1.01.2", "1.02.2"):
        submitted(world, plan, code, SEPTEMBER, persona="section_officer")
    assert "28 Sep 2 missing" in october(page_of(world, "supervision"))
    assert "28 Sep Done" in october(page_of(world, "section_officer"))


def test_a_dispatch_is_done_once_it_decided_something(world: World, plan: Plan) -> None:
    assert "8 Oct Weekly dispatch week 40 · moved from 6 Oct, a day off today" in october(page_of(world, "leader"))
    decide(world)
    assert "moved from 6 Oct, a day off Done" in october(page_of(world, "leader"))
    assert "a day off Done" not in october(page_of(world, "officer"))


def decide(world: World) -> None:
    record_decision(
        scope=world.scope("supervision"), zone=world.zone, on=TODAY, words="周三前完成选址", unit=world.investment,
        due=date(2023, 10, 11), submission="one", today=TODAY,
    )  # fmt: skip


def test_only_who_watches_is_led_to_dispatch_and_assessment(world: World, plan: Plan) -> None:
    dispatch, assessment = (
        reverse("rhythm:dispatch", args=["2023-10-08"]),
        reverse("rhythm:assessment", args=["2023Q2"]),
    )
    for persona in ("supervision", "leader"):
        assert {dispatch, assessment} <= set(page_of(world, persona).links)
    for persona in ("officer", "cooperating"):
        assert not {dispatch, assessment} & set(page_of(world, persona).links)


def test_a_year_without_announced_holidays_says_so(world: World) -> None:
    assert "have not been announced" in page_of(world, "officer", year=2090).text
    assert "have not been announced" not in page_of(world, "officer", year=2023).text
    assert page_of(world, "officer", year="20x3").text == page_of(world, "officer").text


def test_the_calendar_takes_the_same_statements_for_any_plan(world: World, django_assert_max_num_queries: Any) -> None:
    make_plan(world, projects=5, leaves=4)
    client = visitor(world, "supervision")
    with django_assert_max_num_queries(30):
        client.get(reverse("rhythm:year"))


def test_the_rules_name_their_sources(world: World) -> None:
    text = Page(visitor(world, "officer").get(reverse("rhythm:rules"))).text
    assert "zone_default.weekly_dispatch" in text
    assert "to be confirmed" in text


def test_the_desk_shows_what_comes_next(world: World, plan: Plan) -> None:
    text = Page(visitor(world, "officer").get(reverse("desk:home"))).text
    assert "Next in the calendar" in text
    assert "13 Oct Weekly dispatch week 41 in 5 working days" in text
