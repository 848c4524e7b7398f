"""Several people at one report, on a database with real concurrency."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from zoneworks.common.errors import Refused
from zoneworks.plans.models import Actual, Plan
from zoneworks.plans.services.closed_months import close_month
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports import services
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.reports.models import Report, ReportTurn, ReportValue
from zoneworks.reports.tests.reporting import JULY, SEPTEMBER, draft, submitted

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _needs_real_concurrency(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def at_once(*actions: Callable[[], object]) -> list[object]:
    """What each gave back, or was refused with, in the order given."""
    ready, outcomes = threading.Barrier(len(actions)), {}

    def run(place: int, action: Callable[[], object]) -> None:
        ready.wait()
        try:
            outcomes[place] = action()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[place] for place in range(len(actions))]


def confirming(world: World, persona: str, reports: list[Report]) -> Callable[[], object]:
    scope, zone = world.scope(persona), world.zone
    chosen = [(report.pk, report.revision) for report in reports]
    return lambda: services.confirm_reports(scope=scope, zone=zone, reports=chosen, today=TODAY)


def returning(world: World, reports: list[Report]) -> Callable[[], object]:
    scope, zone = world.scope("supervision"), world.zone
    chosen = [(report.pk, report.revision) for report in reports]
    return lambda: services.return_reports(scope=scope, zone=zone, reports=chosen, reason="请补充", today=TODAY)


def taking_back(world: World, report: Report) -> Callable[[], object]:
    scope, seen = world.scope("officer"), report.revision
    return lambda: services.take_back_report(scope=scope, report=report, seen=seen, today=TODAY)


def submitting(world: World, report: Report, persona: str = "officer") -> Callable[[], object]:
    scope, seen = world.scope(persona), report.revision
    return lambda: services.submit_report(scope=scope, report=report, seen=seen, today=TODAY, sure=True)


def only_told(outcomes: list[object]) -> list[Refused]:
    """No error but refusals."""
    errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert all(isinstance(error, Refused) for error in errors), errors
    return [error for error in errors if isinstance(error, Refused)]


def turns(report: Report) -> list[str]:
    return list(ReportTurn.objects.filter(report=report).values_list("turn", flat=True))


def confirmed_facts(report: Report) -> int:
    values = ReportValue.objects.filter(report=report, fact__isnull=False)
    return Actual.objects.filter(pk__in=values.values("fact"), confirmed_on__isnull=False).count()


def test_two_confirmations_at_once_confirm_each_report_once(world: World, plan: Plan) -> None:
    first, second = submitted(world, plan, sure=True), submitted(world, plan, about=JULY, sure=True)
    outcomes = at_once(
        confirming(world, "supervision", [first, second]), confirming(world, "supervision", [second, first])
    )
    assert not only_told(outcomes)
    for report in (first, second):
        assert turns(report).count(Turn.CONFIRMED) == 1
        assert confirmed_facts(report) == 2


def test_confirmed_or_returned_at_once_but_not_both(world: World, plan: Plan) -> None:
    report = submitted(world, plan, sure=True)
    at_once_told = at_once(confirming(world, "supervision", [report]), returning(world, [report]))
    assert not only_told(at_once_told)
    report.refresh_from_db()
    assert [turn for turn in turns(report) if turn != Turn.SUBMITTED] == [report.state]
    assert confirmed_facts(report) == (2 if report.state == ReportState.CONFIRMED else 0)


def test_confirmed_or_taken_back_at_once_but_not_both(world: World, plan: Plan) -> None:
    report = submitted(world, plan, sure=True)
    outcomes = at_once(confirming(world, "supervision", [report]), taking_back(world, report))
    only_told(outcomes)
    report.refresh_from_db()
    assert report.state in {ReportState.CONFIRMED, ReportState.DRAFT}
    assert confirmed_facts(report) == (2 if report.state == ReportState.CONFIRMED else 0)
    assert (Turn.WITHDRAWN in turns(report)) is (report.state == ReportState.DRAFT)


def test_a_month_closed_while_its_report_is_submitted(world: World, plan: Plan) -> None:
    report = draft(world, plan)
    closing = world.scope("supervision")
    outcomes = at_once(
        lambda: close_month(scope=closing, zone=world.zone, about=SEPTEMBER, today=TODAY), submitting(world, report)
    )
    refusals = only_told(outcomes)
    report.refresh_from_db()
    assert (report.state == ReportState.SUBMITTED) is (not isinstance(outcomes[1], Refused)), refusals


def test_two_officers_beginning_a_report_at_once_leave_what_one_wrote(world: World, plan: Plan) -> None:
    outcomes = at_once(
        lambda: draft(world, plan, signed=70), lambda: draft(world, plan, persona="section_officer", signed=71)
    )
    assert len(only_told(outcomes)) == 1
    assert Report.objects.get().revision == 1


def test_two_officers_saving_at_once_leave_what_one_wrote(world: World, plan: Plan) -> None:
    seen = draft(world, plan).revision
    outcomes = at_once(
        lambda: draft(world, plan, signed=72, seen=seen),
        lambda: draft(world, plan, persona="section_officer", signed=71, seen=seen),
    )
    assert len(only_told(outcomes)) == 1
    won = 72 if isinstance(outcomes[0], Report) else 71
    assert ReportValue.objects.filter(value=won).count() == 1


def test_submitted_while_a_colleague_saves_hands_in_what_the_officer_saw_or_nothing(world: World, plan: Plan) -> None:
    report = draft(world, plan)
    seen = report.revision
    outcomes = at_once(
        submitting(world, report), lambda: draft(world, plan, persona="section_officer", signed=61, seen=seen)
    )
    assert len(only_told(outcomes)) == 1
    report.refresh_from_db()
    stated = set(ReportValue.objects.filter(report=report).values_list("value", flat=True))
    assert (61 in stated) is (report.state == ReportState.DRAFT)


def test_the_same_report_submitted_three_times_at_once_is_submitted_once(world: World, plan: Plan) -> None:
    report = draft(world, plan)
    outcomes = at_once(*[submitting(world, report)] * 3)
    assert not only_told(outcomes)
    assert turns(report) == [Turn.SUBMITTED]
    assert Actual.objects.filter(pk__in=ReportValue.objects.filter(report=report).values("fact")).count() == 2
