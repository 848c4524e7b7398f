"""The page of a month: counted, narrowed, settled in one go, closed, opened again, and the silent urged."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zoneworks.plans.models import ClosedMonth, Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, leaf, make_plan
from zoneworks.reports.models import Report, Urging
from zoneworks.reports.services import confirm_reports
from zoneworks.reports.tests.reporting import draft, submitted

Enter = Callable[[str], Client]
MONTH = "month=2023-09"


def address(name: str = "month", query: str = MONTH) -> str:
    return f"{reverse(f'reports:{name}')}?{query}"


def rows(answer: object) -> list[str]:
    return [link for link in Page(answer).links if link.endswith("/2023-09/")]  # type: ignore[arg-type]


@pytest.fixture
def told(plan: Plan, world: World) -> Plan:
    """Two submitted, one draft, one not begun."""
    submitted(world, plan)
    submitted(world, plan, "1.02.1", today=plan.issued_on.replace(month=10, day=4))
    draft(world, plan, "1.01.2", persona="section_officer")
    return plan


def tickets() -> list[str]:
    return [f"{report.pk}:{report.revision}" for report in Report.objects.filter(state="submitted").order_by("pk")]


def test_the_counts_add_up_and_lead_to_their_rows(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    page = Page(client.get(address()))

    for words, state, count in [
        ("Not begun 1", "none", 1), ("Draft 1", "draft", 1), ("Submitted 2", "submitted", 2), ("Late 1", "late", 1),
        ("Missing 2", "missing", 2),
    ]:  # fmt: skip
        assert words in page.text, words
        assert any(f"state={state}" in link for link in page.links)
        assert len(rows(client.get(address(query=f"{MONTH}&state={state}")))) == count, state
    assert "Owed 4" in page.text
    assert len(rows(client.get(address()))) == 4


def test_rows_are_narrowed_to_a_unit_and_nonsense_narrows_nothing(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    assert len(rows(client.get(address(query=f"{MONTH}&unit=A-INV-1")))) == 2
    assert len(rows(client.get(address(query=f"{MONTH}&state=<x>&unit=nobody&page=zz")))) == 4
    assert client.get(address(query="month=never")).status_code == 200


def test_an_officer_sees_the_rows_they_work_on_and_nothing_to_settle(told: Plan, enter: Enter) -> None:
    answer = enter("section_officer").get(address())
    assert len(rows(answer)) == 2
    assert leaf(told).title not in answer.content.decode()
    assert 'name="report"' not in answer.content.decode()


def test_what_waits_is_ticked_and_confirmed_with_one_press(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    page = Page(client.get(address(query=f"{MONTH}&state=submitted")))
    form = page.form("/confirm/")
    assert form.values["report"] == tickets()

    answer = client.post(form.action, form.values, follow=True)
    assert "2 monthly reports confirmed." in answer.content.decode()
    assert Report.objects.filter(state="confirmed").count() == 2
    assert answer.request["QUERY_STRING"].startswith(MONTH)


def test_what_a_colleague_settled_first_is_told(told: Plan, world: World, enter: Enter) -> None:
    mine = tickets()
    key, seen = (int(part) for part in mine[0].split(":"))
    scope = world.scope("supervision")
    client = enter("officer")
    client.post(reverse("reports:take-back", args=[leaf(told).pk, TODAY.replace(month=9, day=30)]), {"seen": str(seen)})

    answer = enter("supervision").post(address("confirm"), {"report": mine}, follow=True)
    assert Report.objects.get(pk=key).state == "draft"
    assert "1 monthly report confirmed." in answer.content.decode()
    assert "changed the report of" in answer.content.decode()
    assert confirm_reports(scope=scope, zone=world.zone, reports=[(key, seen)], today=TODAY).confirmed == ()


def test_many_are_returned_with_one_reason_that_is_asked_for(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    asked = client.post(address("return"), {"report": tickets(), "next": address()})
    assert asked.status_code == 200
    assert Report.objects.filter(state="returned").count() == 0

    form = Page(asked).forms[-1]
    assert client.post(address("return"), {**form.values, "report": tickets(), "reason": " "}).status_code == 422
    answer = client.post(address("return"), {**form.values, "report": tickets(), "reason": "补充佐证。"}, follow=True)
    assert "2 reports returned." in answer.content.decode()
    assert set(Report.objects.filter(state="returned").values_list("return_reason", flat=True)) == {"补充佐证。"}


@pytest.mark.parametrize("nonsense", ["", "x", "1", "1:x", "9" * 30])
def test_nothing_ticked_settles_nothing(told: Plan, enter: Enter, nonsense: str) -> None:
    for name in ("confirm", "return"):
        answer = enter("supervision").post(address(name), {"report": [nonsense]}, follow=True)
        assert "No report was ticked." in answer.content.decode()
    assert len(tickets()) == 2


def test_all_my_drafts_are_submitted_and_what_is_not_ready_is_named(told: Plan, world: World, enter: Enter) -> None:
    draft(world, told, "1.02.2", persona="section_officer", progress="")
    client = enter("section_officer")
    page = Page(client.get(address()))
    assert "Submit my 2 drafts" in page.text

    answer = client.post(address("submit-drafts"), follow=True)
    assert "1 report submitted." in answer.content.decode()
    assert "stays a draft. Say in a sentence or two" in answer.content.decode()
    assert Report.objects.get(item__code="1.01.2").state == "submitted"
    assert Report.objects.get(item__code="1.02.2").state == "draft"


def test_the_cooperating_unit_submits_nothing(told: Plan, enter: Enter) -> None:
    answer = enter("cooperating").post(address("submit-drafts"), follow=True)
    assert "There is no draft of yours to submit." in answer.content.decode()
    assert Report.objects.get(item__code="1.01.2").state == "draft"


def test_urging_counts_once_a_day_however_often_it_is_pressed(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    first = client.post(address("urge", f"{MONTH}&unit=A-INV-1"), follow=True)
    assert "2 reports urged." in first.content.decode()
    second = client.post(address("urge"), follow=True)
    assert "all were urged today already" in second.content.decode()
    assert Urging.objects.count() == 2
    assert "urged 8 Oct 2023" in Page(client.get(address())).text


def test_a_month_is_closed_after_a_question_and_opened_again_with_a_reason(told: Plan, enter: Enter) -> None:
    client = enter("supervision")
    assert client.get(address("close")).status_code == 200
    assert not ClosedMonth.objects.exists()
    client.post(address("close"))
    page = client.get(address(query=f"{MONTH}&state=submitted")).content.decode()
    assert "The month was closed on 8 Oct 2023" in page
    assert 'name="report"' not in page

    assert client.post(address("reopen"), {"reason": ""}).status_code == 422
    client.post(address("reopen"), {"reason": "两家单位补报。"})
    assert ClosedMonth.objects.get().reason == "两家单位补报。"
    assert "Close the month" in Page(client.get(address())).text


def test_a_month_that_has_not_ended_is_not_closed(told: Plan, enter: Enter) -> None:
    assert enter("supervision").post(address("close", "month=2023-10")).status_code == 422
    assert not ClosedMonth.objects.exists()


def test_an_earlier_day_settles_nothing(told: Plan, enter: Enter) -> None:
    client, past = enter("supervision"), f"{MONTH}&as_of=2023-10-06"
    assert 'name="report"' not in client.get(address(query=past)).content.decode()
    for name in ("confirm", "return", "urge", "close", "reopen", "submit-drafts"):
        client.post(address(name, past), {"report": tickets(), "reason": "x"})
    assert (len(tickets()), Urging.objects.count(), ClosedMonth.objects.count()) == (2, 0, 0)


@pytest.mark.parametrize("persona", ["officer", "supervision", "leader"])
def test_a_month_costs_the_same_statements_however_many_rows(world: World, enter: Enter, persona: str) -> None:
    plan = make_plan(world, projects=8, leaves=4)
    client = enter(persona)

    def cost() -> int:
        cache.clear()
        client.get(address())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address()).status_code == 200
        return len(queries)

    draft(world, plan)
    submitted(world, plan, "1.02.1")
    before = cost()
    for project in range(3, 9):
        submitted(world, plan, f"1.{project:02d}.1")
    assert cost() <= before
    assert before <= 32
