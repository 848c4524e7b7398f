"""Reports confirmed or returned by the supervision office, one by one and many at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.services import create_account, grant_role
from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.services import close_month, reopen_month
from zoneworks.plans.tests.worlds import TODAY, World, make_plan, milestone
from zoneworks.reports.models import ReportTurn
from zoneworks.reports.services import (
    confirm_reports,
    submit_report,
    take_back_report,
)
from zoneworks.reports.tests.reporting import SEPTEMBER, draft, refusal, submitted
from zoneworks.reports.tests.settlements import confirm, give_back, values_known

pytestmark = pytest.mark.django_db


def test_values_count_once_the_report_is_confirmed(plan: Plan, world: World) -> None:
    report = submitted(world, plan, done_on=date(2023, 9, 12))
    before = values_known(plan)
    settled = confirm(world, report)

    assert settled.confirmed == (report.pk,)
    assert str(before) == "[nan]"
    assert values_known(plan) == [70]
    assert MilestoneFact.objects.get().confirmed_on == TODAY
    report.refresh_from_db()
    assert (report.state, report.settled_on, report.settled_by.username) == ("confirmed", TODAY, "supervision")


def test_of_two_confirmations_racing_the_second_says_who_was_first(plan: Plan, world: World) -> None:
    mine, theirs = submitted(world, plan), submitted(world, plan, "1.02.1")
    confirm(world, theirs)
    world.users["second"] = create_account(username="second", password=None)
    grant_role(user=world.users["second"], unit=world.supervision_office, kind=RoleKind.SUPERVISION)
    settled = confirm(world, mine, theirs, persona="second")

    assert settled.confirmed == (mine.pk,)
    assert [one.key for one in settled.overtaken] == [theirs.pk]
    assert "supervision confirmed the report of “Sub-project 2.1” on" in settled.overtaken[0].sentence
    assert ReportTurn.objects.filter(turn="confirmed").count() == 2


def test_confirming_twice_confirms_once(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    first, second = confirm(world, report), confirm(world, report)

    assert first == second
    assert ReportTurn.objects.filter(turn="confirmed").count() == 1


def test_a_report_taken_back_and_changed_is_not_confirmed_unseen(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    back = take_back_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
    back = draft(world, plan, seen=back.revision, signed=75)
    submit_report(scope=world.scope("officer"), report=back, seen=back.revision, today=TODAY)

    settled = confirm(world, report)
    assert (settled.confirmed, len(settled.overtaken)) == ((), 1)
    assert not Actual.objects.filter(confirmed_on__isnull=False).exists()


def test_returning_needs_a_reason_and_lets_the_unit_write_again(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    assert refusal(lambda: give_back(world, report, reason=" ")).code == "text_missing"
    assert give_back(world, report).returned == (report.pk,)

    report.refresh_from_db()
    assert (report.state, report.return_reason) == ("returned", "请核对口径")
    assert set(Actual.objects.values_list("return_note", flat=True)) == {"请核对口径"}
    report = draft(world, plan, seen=report.revision, signed=75)
    assert report.state == "returned"
    report = submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
    confirm(world, report)
    assert values_known(plan) == [75]


@pytest.mark.parametrize("persona", ["officer", "leader", "outside_supervision", "administrator"])
def test_only_the_supervision_office_settles(plan: Plan, world: World, persona: str) -> None:
    report = submitted(world, plan)

    assert refusal(lambda: confirm(world, report, persona=persona)).code == "not_yours"


def test_reports_of_another_zone_are_not_settled(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    pairs = [(report.pk, report.revision)]
    settled = confirm_reports(
        scope=world.scope("outside_supervision"), zone=world.other_zone, reports=pairs, today=TODAY
    )

    assert settled.confirmed == ()
    report.refresh_from_db()
    assert report.state == "submitted"


def test_nothing_is_settled_on_a_day_before_it_was_submitted(plan: Plan, world: World) -> None:
    report = submitted(world, plan)

    assert confirm(world, report, today=date(2023, 10, 7)).confirmed == ()


def test_a_closed_month_takes_nothing_until_it_is_opened_again(plan: Plan, world: World) -> None:
    office = world.scope("supervision")
    waiting, begun = submitted(world, plan), draft(world, plan, "1.02.1")
    close_month(scope=office, zone=world.zone, about=SEPTEMBER, today=TODAY)
    officer = world.scope("officer")
    tries = [
        lambda: draft(world, plan, "1.02.1", seen=begun.revision, signed=71),
        lambda: submit_report(scope=officer, report=begun, seen=begun.revision, today=TODAY),
        lambda: take_back_report(scope=officer, report=waiting, seen=waiting.revision, today=TODAY),
        lambda: confirm(world, waiting),
        lambda: give_back(world, waiting),
    ]
    refusals = [refusal(attempt) for attempt in tries]

    assert {refused.code for refused in refusals} == {"month_closed"}
    assert str(refusals[0]) == ("Sep 2023 is closed and takes no more values. The supervision office can reopen it.")
    reopen_month(scope=office, zone=world.zone, about=SEPTEMBER, reason="补报", today=TODAY)
    assert confirm(world, waiting).confirmed == (waiting.pk,)


def test_confirming_takes_the_same_statements_for_few_and_for_many(world: World) -> None:
    plan = make_plan(world, projects=12, leaves=1)
    codes = [f"1.{number:02d}.1" for number in range(1, 13)]
    counts = []
    for some in (codes[:2], codes[2:]):
        reports = [submitted(world, plan, code, done_on=date(2023, 9, 1)) for code in some]
        with CaptureQueriesContext(connection) as queries:
            settled = confirm(world, *reports)
        assert len(settled.confirmed) == len(some)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] < 40
    assert Actual.objects.filter(confirmed_on=TODAY).count() == 24
    assert MilestoneFact.objects.filter(milestone=milestone(plan)).get().confirmed_on == TODAY
