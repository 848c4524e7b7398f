"""What reports put on the desk of each person, and on the page of a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, say
from zoneworks.reports.models import Urging
from zoneworks.reports.services import return_reports, urge
from zoneworks.reports.tests.reporting import AUGUST, SEPTEMBER, draft, submitted

Enter = Callable[[str], Client]


def desk(client: Client) -> Page:
    return Page(client.get(reverse("desk:home")))


def report_url(plan: Plan, code: str = "1.01.1", about: object = SEPTEMBER) -> str:
    return reverse("reports:report", args=[leaf(plan, code).pk, about])


def test_the_desk_is_the_first_page(plan: Plan, enter: Enter) -> None:
    for persona in ("officer", "supervision", "leader", "administrator"):
        assert enter(persona).get(reverse("home"))["Location"] == reverse("desk:home")


def test_whoever_has_nothing_to_do_with_reports_is_led_to_the_board(plan: Plan, enter: Enter) -> None:
    page = desk(enter("administrator"))
    assert "Nothing on your desk" in page.text
    assert f"{reverse('plans:board')}" in page.links


def test_an_officer_sees_what_is_owed_in_due_order_with_days_and_urgings(
    plan: Plan, world: World, enter: Enter
) -> None:
    urge(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, items=[leaf(plan)], today=TODAY)
    client = enter("officer")
    page = desk(client)
    owed = [link for link in page.links if "/reports/" in link and link.count("/") > 4]

    assert owed[0].endswith("/2023-02/")
    assert "days overdue" in page.text
    assert "Not begun" in page.text


def test_what_was_returned_says_why_and_what_waits_is_named(plan: Plan, world: World, enter: Enter) -> None:
    back, waits = submitted(world, plan), submitted(world, plan, "1.02.1")
    return_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=[(back.pk, back.revision)], reason="请附合同。",
        today=TODAY,
    )  # fmt: skip
    page = desk(enter("officer"))

    assert "请附合同。" in page.text
    assert "Returned to me 1" in page.text
    assert "Waiting to be confirmed 1" in page.text
    assert report_url(plan) in page.links
    assert reverse("reports:report", args=[waits.item_id, SEPTEMBER]) in page.links


def test_the_desk_of_another_unit_says_nothing_of_it(plan: Plan, world: World, enter: Enter) -> None:
    submitted(world, plan)
    assert leaf(plan).title not in enter("section_officer").get(reverse("desk:home")).content.decode()


def test_the_office_sees_what_waits_and_who_is_silent_and_urges(plan: Plan, world: World, enter: Enter) -> None:
    submitted(world, plan)
    client = enter("supervision")
    page = desk(client)

    assert "To be confirmed 1" in page.text
    assert f"{reverse('reports:month')}?month=2023-09&state=submitted" in page.links
    assert "Silent units 2" in page.text
    form = page.form("unit=A-INV-1")
    for _press in range(2):
        client.post(form.action, form.values)
    assert Urging.objects.count() == 2
    assert "urged today" in desk(client).text
    client.post(f"{reverse('reports:urge')}?month=2023-09")
    assert Urging.objects.count() == 3


def test_nothing_to_confirm_is_said_so(plan: Plan, enter: Enter) -> None:
    assert "Nothing waits to be confirmed" in desk(enter("supervision")).text


def test_a_leader_sees_what_lags_by_name_and_how_long(plan: Plan, world: World, enter: Enter) -> None:
    """The leader leads the first row of each project; the other rows are the deputy's."""
    for code in ("1.01.1", "1.01.2"):
        say(world, "supervision", indicator(plan, code), AUGUST, 10)
        say(world, "supervision", indicator(plan, code), SEPTEMBER, 10)
    page = desk(enter("leader"))

    assert "What I lead" in page.text
    assert reverse("plans:item", args=[leaf(plan).pk]) in page.links
    assert reverse("plans:item", args=[leaf(plan, "1.01.2").pk]) not in page.links
    assert "months running" in page.text
    assert "Reports missing 2" in page.text
    assert "The last months" in page.text


@pytest.mark.parametrize("persona", ["officer", "supervision", "leader"])
def test_a_desk_costs_the_same_statements_however_much_there_is(
    plan: Plan, world: World, enter: Enter, persona: str
) -> None:
    client = enter(persona)

    def cost() -> int:
        cache.clear()
        client.get(reverse("desk:home"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk:home")).status_code == 200
        return len(queries)

    draft(world, plan)
    submitted(world, plan, "1.02.1")
    before = cost()
    submitted(world, plan, "1.02.2", persona="section_officer")
    submitted(world, plan, "1.01.1", AUGUST)
    submitted(world, plan, "1.02.1", AUGUST, sure=True)
    assert cost() <= before
    assert before <= 40


def test_the_page_of_a_row_shows_its_reports_to_those_who_work_on_it(plan: Plan, world: World, enter: Enter) -> None:
    submitted(world, plan, about=AUGUST)
    address = reverse("plans:item", args=[leaf(plan).pk])
    mine = Page(enter("officer").get(address))

    assert "Write the report of Sep 2023" in mine.text
    assert {report_url(plan), report_url(plan, about=AUGUST)} <= set(mine.links)
    for persona, reads in (("cooperating", True), ("leader", True), ("administrator", False)):
        page = Page(enter(persona).get(address))
        assert (report_url(plan, about=AUGUST) in page.links) == reads, persona
        assert "Write the report of" not in page.text, persona


def test_a_report_that_waits_is_not_offered_to_be_written(plan: Plan, world: World, enter: Enter) -> None:
    submitted(world, plan)
    assert "Write the report of" not in Page(enter("officer").get(reverse("plans:item", args=[leaf(plan).pk]))).text
