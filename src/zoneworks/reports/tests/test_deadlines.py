"""Days by which months are to be reported: one a month for all rows of the person's units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zoneworks.accounts.subjects import subject_or_none
from zoneworks.inbox.deadlines import Deadline, Wanted
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, make_plan, make_world
from zoneworks.reports.deadlines import in_reports
from zoneworks.reports.tests.reporting import SEPTEMBER, submitted

pytestmark = pytest.mark.django_db
OCTOBER_DAYS = (date(2023, 10, 1), date(2023, 10, 31))


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


def due(world: World, persona: str, stretch: tuple[date, date] = OCTOBER_DAYS, units: Any = None) -> list[Deadline]:
    return list(in_reports(Wanted(world.scope(persona), world.zone, *stretch, TODAY, units)))


def test_a_month_is_one_deadline_that_counts_what_is_still_to_hand_in(world: World, plan: Plan) -> None:
    [found] = due(world, "officer")
    assert found.title == "Monthly reports for Sep 2023: 4 of 4 to hand in"
    assert (found.day, found.is_done, found.url) == (date(2023, 10, 5), False, "/reports/?month=2023-09")
    submitted(world, plan, "1.01.1", SEPTEMBER)
    [found] = due(world, "officer")
    assert found.title == "Monthly reports for Sep 2023: 3 of 4 to hand in"


def test_it_is_done_when_all_are_handed_in(world: World, plan: Plan) -> None:
    for code in ("1.01.2", "1.02.2"):
        submitted(world, plan, code, SEPTEMBER, persona="section_officer")
    [found] = due(world, "section_officer")
    assert (found.is_done, found.title) == (True, "Monthly reports for Sep 2023: all 2 handed in")


def test_months_to_come_are_told_and_those_before_the_plan_are_not(world: World, plan: Plan) -> None:
    whole = due(world, "officer", (date(2023, 1, 1), date(2024, 1, 31)))
    assert whole[0].day == date(2023, 3, 5)
    assert whole[-1].day == date(2024, 1, 5)


def test_only_who_reports_has_them(world: World, plan: Plan) -> None:
    for persona in ("cooperating", "supervision", "leader", "administrator", "outsider", "nobody"):
        assert due(world, persona) == []
    [found] = due(world, "supervision", units=[world.section])
    assert "2 of 2" in found.title
    assert due(world, "outsider", units=[world.section]) == []


def test_a_message_about_a_month_opens_its_page_for_people_of_the_zone(world: World, plan: Plan) -> None:
    kind, key = due(world, "officer")[0].subject or ("", "")
    found = subject_or_none(world.scope("officer"), kind, key)
    assert found is not None
    assert found.url == "/reports/?month=2023-09&zone=A"
    for persona in ("outsider", "nobody"):
        assert subject_or_none(world.scope(persona), kind, key) is None
    assert subject_or_none(world.scope("officer"), kind, "nonsense") is None


def test_any_number_of_rows_and_months_takes_the_same_statements(
    world: World, django_assert_max_num_queries: Any
) -> None:
    make_plan(world, projects=6, leaves=4)
    wanted = Wanted(world.scope("officer"), world.zone, date(2023, 1, 1), date(2024, 12, 31), TODAY)
    with django_assert_max_num_queries(5):
        assert len(list(in_reports(wanted))) > 9
