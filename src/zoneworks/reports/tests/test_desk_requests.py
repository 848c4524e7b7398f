"""The desk and a month's page as whole requests: how many questions they ask, however many reports there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, make_plan
from zoneworks.reports.models import Report
from zoneworks.reports.queries_desk import Mine, my_owed, my_returned, my_waiting
from zoneworks.reports.services import return_reports
from zoneworks.reports.tests.reporting import submitted
from zoneworks.reports.tests.test_scale import statements, years_of_reports

Enter = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world, projects=6, leaves=2)


@pytest.mark.parametrize(("persona", "most"), [("officer", 18), ("supervision", 28), ("leader", 23)])
def test_a_desk_asks_few_questions_and_no_more_for_three_years(
    world: World, plan: Plan, enter: Enter, persona: str, most: int
) -> None:
    client = enter(persona)
    years_of_reports(world, plan, 1)
    assert client.get(reverse("desk:home")).status_code == 200
    few = statements(lambda: client.get(reverse("desk:home")))
    Report.objects.all().delete()
    years_of_reports(world, plan, 3)
    many = statements(lambda: client.get(reverse("desk:home")))

    assert len(many) == len(few)
    assert len(many) <= most, "\n".join(many)


@pytest.mark.parametrize(("persona", "most"), [("officer", 16), ("supervision", 16), ("leader", 16)])
def test_a_months_page_asks_few_questions(world: World, plan: Plan, enter: Enter, persona: str, most: int) -> None:
    client = enter(persona)
    years_of_reports(world, plan, 3)
    asked = statements(lambda: client.get(f"{reverse('reports:month')}?month=2023-09"))

    assert len(asked) <= most, "\n".join(asked)


def test_the_officers_three_sections_are_read_together(world: World, plan: Plan) -> None:
    years_of_reports(world, plan, 1)
    scope = world.scope("officer")
    assert scope.zones
    mine = Mine(scope, world.zone, TODAY)
    found = [ask(scope, world.zone, TODAY) for ask in (my_owed, my_returned, my_waiting)]

    assert [ask(scope, world.zone, TODAY, mine=mine) for ask in (my_owed, my_returned, my_waiting)] == found
    assert all(few.count for few in found)
    assert statements(lambda: my_waiting(scope, world.zone, TODAY, mine=mine)) == []


def test_what_is_written_stands_on_the_desk_at_once(world: World, plan: Plan, enter: Enter) -> None:
    client = enter("officer")
    address = reverse("desk:home")
    before = client.get(address).context["sections"]
    report = submitted(world, plan)
    between = client.get(address).context["sections"]
    pairs = [(report.pk, report.revision)]
    return_reports(scope=world.scope("supervision"), zone=world.zone, reports=pairs, reason="请补充。", today=TODAY)
    after = client.get(address).context["sections"]

    def counts(sections: list) -> dict[str, int]:  # type: ignore[type-arg]
        return {section.code: given["count"] for section, given in sections}

    assert counts(between)["reports-owed"] == counts(before)["reports-owed"] - 1
    assert counts(between)["reports-waiting"] == counts(before)["reports-waiting"] + 1
    assert counts(after)["reports-returned"] == counts(before)["reports-returned"] + 1
    assert counts(after)["reports-waiting"] == counts(before)["reports-waiting"]
