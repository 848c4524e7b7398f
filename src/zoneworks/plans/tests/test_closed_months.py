"""A closed month takes no values, whoever brings them; a month is closed once and opened again with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Actual, ClosedMonth, MilestoneFact, Plan
from zoneworks.plans.queries import closed_months, waiting_reports
from zoneworks.plans.services import (
    MilestoneEntry,
    check_actuals,
    close_month,
    confirm_actual,
    confirm_actuals,
    record_actual,
    record_actuals,
    record_milestone,
    reopen_month,
    return_actual,
)
from zoneworks.plans.tests.worlds import TODAY, World, entry, indicator, milestone, say

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER = date(2023, 8, 31), date(2023, 9, 30)
SENTENCE = "Aug 2023 is closed and takes no more values. The supervision office can reopen it."


def close(world: World, about: date = AUGUST, today: date = TODAY, persona: str = "supervision") -> ClosedMonth:
    return close_month(scope=world.scope(persona), zone=world.zone, about=about, today=today)


def reopen(world: World, about: date = AUGUST, reason: str = "补报", persona: str = "supervision") -> ClosedMonth:
    return reopen_month(scope=world.scope(persona), zone=world.zone, about=about, reason=reason, today=TODAY)


def refusal(write: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        write()
    return caught.value


@pytest.mark.parametrize("about", [date(2023, 8, 1), date(2023, 8, 15), AUGUST])
def test_no_day_of_a_closed_month_takes_a_value(plan: Plan, world: World, about: date) -> None:
    close(world)
    one, scope = indicator(plan), world.scope("supervision")
    sent = entry(one, about, 5)
    tries = [
        lambda: record_actual(scope=scope, indicator=one, entry=sent, today=TODAY),
        lambda: record_actuals(scope=world.scope("officer"), plan=plan, entries=[sent], today=TODAY, sure=True),
        lambda: say(world, "officer", one, about, None),
    ]

    assert [str(refusal(attempt)) for attempt in tries] == [SENTENCE] * 3
    [finding] = check_actuals(scope=scope, plan=plan, entries=[sent], today=TODAY)
    assert (finding.refusal.code, finding.refusal.field) == ("month_closed", "about")


@pytest.mark.parametrize("about", [date(2023, 7, 31), date(2023, 9, 1)])
def test_the_months_beside_it_stay_open(plan: Plan, world: World, about: date) -> None:
    close(world)

    assert say(world, "officer", indicator(plan), about, 5).value == 5


def test_nothing_about_a_closed_month_is_settled(plan: Plan, world: World) -> None:
    fact, later = (
        say(world, "officer", indicator(plan), AUGUST, 5),
        say(world, "officer", indicator(plan), SEPTEMBER, 6),
    )
    close(world)
    scope = world.scope("supervision")
    tries = [
        lambda: confirm_actual(scope=scope, fact=fact, today=TODAY),
        lambda: return_actual(scope=scope, fact=fact, today=TODAY, note="核对"),
        lambda: confirm_actuals(scope=scope, plan=plan, facts=[fact.pk, later.pk], today=TODAY),
    ]

    assert [str(refusal(attempt)) for attempt in tries] == [SENTENCE] * 3
    assert not Actual.objects.filter(confirmed_on__isnull=False).exists()
    reopen(world)
    assert confirm_actuals(scope=scope, plan=plan, facts=[fact.pk, later.pk], today=TODAY) == 2


def test_a_milestone_of_august_may_become_known_later(plan: Plan, world: World) -> None:
    close(world)
    sent = MilestoneEntry(milestone(plan).pk, date(2023, 8, 10), "sent-late")

    assert record_milestone(scope=world.scope("officer"), milestone=milestone(plan), entry=sent, today=TODAY).pk


@pytest.mark.parametrize(
    ("about", "today", "persona", "code"),
    [
        (AUGUST, TODAY, "leader", "not_yours"),
        (AUGUST, TODAY, "officer", "not_yours"),
        (AUGUST, TODAY, "outside_supervision", "not_yours"),
        (date(2023, 8, 30), TODAY, "supervision", "not_a_month_end"),
        (date(2023, 10, 31), TODAY, "supervision", "month_not_over"),
        (AUGUST, AUGUST, "supervision", "month_not_over"),
    ],
)
def test_what_cannot_be_closed(world: World, about: date, today: date, persona: str, code: str) -> None:
    assert refusal(lambda: close(world, about, today, persona)).code == code


def test_a_month_is_closed_once(plan: Plan, world: World) -> None:
    assert close(world) == close(world)
    refused = refusal(lambda: close(world, today=date(2023, 10, 9)))

    assert str(refused) == "supervision closed Aug 2023 on 8 Oct 2023 already."
    assert Event.objects.filter(verb="close_month").count() == 1
    assert [closing.about for closing in closed_months(world.scope("officer"), world.zone, 2023)] == [AUGUST]
    assert closed_months(world.scope("outsider"), world.zone, 2023) == []


def test_a_month_is_opened_again_with_a_reason_and_may_be_closed_again(plan: Plan, world: World) -> None:
    close(world)
    assert refusal(lambda: reopen(world, reason="  ")).code == "text_missing"
    assert refusal(lambda: reopen(world, persona="leader")).code == "not_yours"
    assert reopen(world).reason == "补报"
    assert refusal(lambda: reopen(world)).code == "month_not_closed"
    assert close(world).reopened_on is None
    assert ClosedMonth.objects.count() == 2


def test_what_belongs_to_a_monthly_report_is_settled_with_it_alone(plan: Plan, world: World) -> None:
    one, scope = indicator(plan), world.scope("supervision")
    sent = entry(one, AUGUST, 5, "report:1:1:v1")
    [fact] = record_actuals(scope=scope, plan=plan, entries=[sent], today=TODAY, waits=True)

    assert fact.confirmed_on is None
    assert [waiting.pk for waiting in waiting_reports(scope, plan).values] == [fact.pk]
    for attempt in (
        lambda: confirm_actual(scope=scope, fact=fact, today=TODAY),
        lambda: return_actual(scope=scope, fact=fact, today=TODAY, note="核对"),
    ):
        assert refusal(attempt).code == "fact_of_report"
    assert confirm_actuals(scope=scope, plan=plan, facts=[fact.pk], today=TODAY) == 0
    assert confirm_actuals(scope=scope, plan=plan, facts=[fact.pk], today=TODAY, of_reports=True) == 1


def test_checking_for_closed_months_costs_one_statement(plan: Plan, world: World) -> None:
    one = indicator(plan)
    assert plan.zone == world.zone
    counts = []
    for about in (1, 2, 3):
        close(world, date(2023, about, {1: 31, 2: 28, 3: 31}[about]))
        entries = [entry(one, date(2023, 5, day), Decimal(0)) for day in range(1, 4 * about)]
        with CaptureQueriesContext(connection) as queries:
            check_actuals(scope=world.scope("officer"), plan=plan, entries=entries, today=TODAY)
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert not MilestoneFact.objects.exists()
