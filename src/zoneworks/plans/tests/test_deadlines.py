"""Days by which rows and milestones are due, for those who lead or answer for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zoneworks.inbox.deadlines import Deadline, Wanted
from zoneworks.plans.deadlines import in_plans
from zoneworks.plans.models import Plan
from zoneworks.plans.services import MilestoneEntry, confirm_milestone, record_milestone
from zoneworks.plans.tests.worlds import TODAY, World, make_plan, make_world, milestone

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


def due(world: World, persona: str, stretch: tuple[date, date] = YEAR, units: Any = None) -> list[Deadline]:
    return list(in_plans(Wanted(world.scope(persona), world.zone, *stretch, TODAY, units)))


def test_an_officer_has_the_days_of_the_rows_their_units_answer_for(world: World, plan: Plan) -> None:
    codes = {one.title for one in due(world, "section_officer") if one.kind == "item"}
    assert codes == {"Deadline of 1.01.2 Sub-project 1.2", "Deadline of 1.02.2 Sub-project 2.2"}
    assert len(due(world, "officer")) == 4 * 3


def test_cooperating_units_the_office_and_strangers_have_none_of_their_own(world: World, plan: Plan) -> None:
    for persona in ("cooperating", "supervision", "administrator", "outsider", "outside_supervision", "nobody"):
        assert due(world, persona) == []


def test_a_leader_has_those_of_the_rows_their_post_leads(world: World, plan: Plan) -> None:
    titles = {one.title for one in due(world, "leader") if one.kind == "item"}
    assert titles == {"Deadline of 1.01.1 Sub-project 1.1", "Deadline of 1.02.1 Sub-project 2.1"}


def test_those_of_a_unit_are_those_of_its_tree(world: World, plan: Plan) -> None:
    whole = {one.uid for one in due(world, "supervision", units=[world.investment])}
    part = {one.uid for one in due(world, "supervision", units=[world.section])}
    assert part < whole
    assert due(world, "supervision", units=[world.science]) == []
    assert due(world, "outsider", units=[world.investment]) == []


def test_only_days_of_the_stretch_are_told(world: World, plan: Plan) -> None:
    found = due(world, "officer", (date(2023, 4, 1), date(2023, 4, 30)))
    assert {(one.day, one.kind) for one in found} == {(date(2023, 4, 15), "milestone")}


def test_a_milestone_is_done_once_it_is_confirmed(world: World, plan: Plan) -> None:
    step, office = milestone(plan), world.scope("supervision")
    said = MilestoneEntry(step.pk, date(2023, 4, 10), "m-1")
    fact = record_milestone(scope=world.scope("officer"), milestone=step, entry=said, today=TODAY)
    uid = f"milestone-{step.pk}"
    assert not next(one for one in due(world, "officer") if one.uid == uid).is_done
    confirm_milestone(scope=office, fact=fact, today=TODAY)
    [found] = [one for one in due(world, "officer") if one.uid == uid]
    assert found.is_done
    assert found.subject == ("item", str(step.item_id))
    assert found.url == f"/plans/items/{step.item_id}/"


def test_any_number_of_rows_takes_the_same_statements(world: World, django_assert_max_num_queries: Any) -> None:
    make_plan(world, projects=6, leaves=4)
    wanted = Wanted(world.scope("officer"), world.zone, *YEAR, TODAY)
    with django_assert_max_num_queries(6):
        assert len(list(in_plans(wanted))) == 6 * 4 * 3
