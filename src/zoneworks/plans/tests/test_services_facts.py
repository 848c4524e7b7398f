"""Facts: who reports, what is refused, what is asked about, and what happens when a thing is sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans import services
from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.services import MilestoneEntry, RowsRefused
from zoneworks.plans.tests.worlds import (
    TODAY,
    World,
    entry,
    indicator,
    leaf,
    make_plan,
    milestone,
    say,
    tokens,
)

MARCH, JUNE, SEPTEMBER = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)


def attempt(world: World, plan: Plan, persona: str = "officer", **given: object) -> Actual:
    code = given.pop("code", "1.01.1")
    name = given.pop("name", "签约数")
    sure = given.pop("sure", False)
    about, value = given.pop("about", SEPTEMBER), given.pop("value", 70)
    one = indicator(plan, code, name)
    return services.record_actual(
        scope=world.scope(persona), indicator=one, entry=entry(one, about, value, **given), today=TODAY, sure=sure
    )


def refusal(action: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        action()
    return refused.value


def test_what_the_supervision_office_records_counts_at_once(plan: Plan, world: World) -> None:
    fact = attempt(world, plan, "supervision")

    assert (fact.recorded_on, fact.confirmed_on, fact.confirmed_by) == (TODAY, TODAY, world.users["supervision"])


def test_what_a_unit_records_waits_for_confirmation(plan: Plan, world: World) -> None:
    fact = attempt(world, plan, "officer")
    assert (fact.confirmed_on, fact.recorded_by, fact.is_open) == (None, world.users["officer"], True)

    services.confirm_actual(scope=world.scope("supervision"), fact=fact, today=date(2023, 10, 9))

    assert (fact.confirmed_on, fact.recorded_on) == (date(2023, 10, 9), TODAY)


@pytest.mark.parametrize(
    ("persona", "code", "may_report"),
    [
        ("supervision", "1.01.1", True),
        ("officer", "1.01.1", True),
        ("officer", "1.01.2", True),  # the section's work is that of the department above it
        ("section_officer", "1.01.2", True),
        ("section_officer", "1.01.1", False),
        ("cooperating", "1.01.1", False),
        ("leader", "1.01.1", False),
        ("administrator", "1.01.1", False),
        ("outsider", "1.01.1", False),
        ("outside_supervision", "1.01.1", False),
        ("nobody", "1.01.1", False),
    ],
)
def test_only_lead_and_responsible_units_report(
    plan: Plan, world: World, persona: str, code: str, may_report: bool
) -> None:
    one, step = indicator(plan, code), milestone(plan, code)
    scope = world.scope(persona)
    writes = [
        lambda: services.record_actual(scope=scope, indicator=one, entry=entry(one, JUNE, 3), today=TODAY),
        lambda: services.record_milestone(
            scope=scope, milestone=step, entry=MilestoneEntry(step.pk, JUNE, next(tokens)), today=TODAY
        ),
    ]
    for write in writes:
        if may_report:
            assert write().recorded_by == world.users[persona]
        else:
            assert refusal(write).code == "not_yours"
    assert Actual.objects.count() == MilestoneFact.objects.count() == int(may_report)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"about": date(2023, 10, 9)}, "date_in_future", "about"),
        ({"about": date(2022, 12, 31)}, "date_outside_year", "about"),
        ({"about": date(2024, 1, 1)}, "date_outside_year", "about"),
        ({"value": "NaN"}, "number_not_finite", "value"),
        ({"value": "Infinity"}, "number_not_finite", "value"),
        ({"value": "0.00001"}, "number_too_fine", "value"),
        ({"value": "100000000000"}, "number_too_great", "value"),
        ({"value": -1}, "value_negative", "value"),
        ({"value": 69}, "needs_confirmation", "value"),  # less than in June
        ({"value": 200, "about": MARCH}, "needs_confirmation", "value"),  # more than in June
        ({"value": 1001}, "needs_confirmation", "value"),  # ten times the target
        ({"name": "到位率", "value": 101}, "needs_confirmation", "value"),
        ({"name": "到位率", "value": -3}, "needs_confirmation", "value"),  # a rate of growth may be negative
        ({"name": "到位率", "numerator": Decimal(3)}, "share_incomplete", "denominator"),
        ({"name": "到位率", "numerator": Decimal(3), "denominator": Decimal(0)}, "share_incomplete", "denominator"),
        (
            {"name": "到位率", "value": 50, "numerator": Decimal(9), "denominator": Decimal(20)},
            "share_differs",
            "value",
        ),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_in_a_sentence(
    plan: Plan, world: World, given: dict, code: str, field: str
) -> None:
    say(world, "supervision", indicator(plan), JUNE, 70)

    refused = refusal(lambda: attempt(world, plan, **given))

    assert (refused.code, refused.field) == (code, field)
    assert len(str(refused)) > 15
    assert Actual.objects.count() == 1


@pytest.mark.parametrize("given", [{"value": 69}, {"value": 1001}, {"name": "到位率", "value": 101}])
def test_what_looks_wrong_is_taken_when_the_person_is_sure(plan: Plan, world: World, given: dict) -> None:
    say(world, "supervision", indicator(plan), JUNE, 70)

    assert attempt(world, plan, sure=True, **given).value == given["value"]


def test_a_value_not_confirmed_yet_raises_no_doubt_about_later_ones(plan: Plan, world: World) -> None:
    say(world, "officer", indicator(plan), JUNE, 90)

    assert attempt(world, plan, value=70).value == 70


def test_a_rate_is_computed_from_what_it_is_made_of(plan: Plan, world: World) -> None:
    fact = attempt(world, plan, name="到位率", value=None, numerator=Decimal(9), denominator=Decimal(21))

    assert (fact.value, fact.numerator, fact.denominator) == (Decimal("42.8571"), 9, 21)


def test_a_statement_is_withdrawn_by_a_later_one_without_a_value(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), JUNE, 90)
    say(world, "supervision", indicator(plan), JUNE, None)

    assert attempt(world, plan, value=70).value == 70  # the 90 no longer stands in the way


def test_the_same_form_sent_twice_is_recorded_once(plan: Plan, world: World) -> None:
    first = attempt(world, plan, token="one-form")
    second = attempt(world, plan, value=99, token="one-form")

    assert (second.pk, second.value) == (first.pk, 70)
    assert Actual.objects.count() == 1
    assert Event.objects.filter(verb="record_actual").count() == 1


def test_the_mark_of_another_form_opens_nothing(plan: Plan, world: World) -> None:
    attempt(world, plan, "supervision", code="1.01.2", token="one-form")

    assert refusal(lambda: attempt(world, plan, token="one-form")).code == "submission_taken"


def test_a_draft_and_a_closed_plan_take_no_facts(world: World) -> None:
    draft = make_plan(world, is_issued=False)
    assert refusal(lambda: attempt(world, draft)).code == "plan_draft"

    plan = services.issue_plan(scope=world.scope("supervision"), plan=draft, today=date(2023, 2, 28))
    fact = attempt(world, plan)
    services.close_plan(scope=world.scope("supervision"), plan=plan)

    assert refusal(lambda: attempt(world, plan)).code == "plan_closed"
    confirming = lambda: services.confirm_actual(scope=world.scope("supervision"), fact=fact, today=TODAY)  # noqa: E731
    assert refusal(confirming).code == "plan_closed"


def test_an_indicator_nobody_confirmed_takes_no_values(plan: Plan, world: World) -> None:
    services.propose_indicator(
        scope=world.scope("supervision"),
        item=leaf(plan),
        name="待确认",
        unit="个",
        kind="cumulative",
        target=Decimal(4),
    )

    assert refusal(lambda: attempt(world, plan, name="待确认")).code == "indicator_not_confirmed"


def test_a_report_is_settled_once(plan: Plan, world: World) -> None:
    scope, fact = world.scope("supervision"), attempt(world, plan)
    twin = Actual.objects.get(pk=fact.pk)
    services.confirm_actual(scope=scope, fact=fact, today=TODAY)

    with pytest.raises(Overtaken):
        services.confirm_actual(scope=scope, fact=twin, today=TODAY)
    with pytest.raises(Overtaken):
        services.return_actual(scope=scope, fact=twin, today=TODAY, note="数据有误")
    assert Event.objects.filter(verb="confirm_actual").count() == 1


def test_a_returned_report_says_why_and_is_not_confirmed_any_more(plan: Plan, world: World) -> None:
    scope, fact = world.scope("supervision"), attempt(world, plan)
    assert refusal(lambda: services.return_actual(scope=scope, fact=fact, today=TODAY, note=" ")).code == "text_missing"
    services.return_actual(scope=scope, fact=fact, today=TODAY, note="请核对口径")

    assert (fact.returned_on, fact.return_note, fact.is_open) == (TODAY, "请核对口径", False)
    with pytest.raises(Overtaken):
        services.confirm_actual(scope=scope, fact=fact, today=TODAY)


def test_nothing_is_confirmed_on_a_day_before_it_was_recorded(plan: Plan, world: World) -> None:
    fact = attempt(world, plan)

    with pytest.raises(Overtaken):
        services.confirm_actual(scope=world.scope("supervision"), fact=fact, today=date(2023, 10, 7))


@pytest.mark.parametrize("persona", ["officer", "leader", "administrator", "outsider", "outside_supervision", "nobody"])
def test_only_the_supervision_office_settles(plan: Plan, world: World, persona: str) -> None:
    fact = attempt(world, plan)
    scope = world.scope(persona)
    for action in (
        lambda: services.confirm_actual(scope=scope, fact=fact, today=TODAY),
        lambda: services.return_actual(scope=scope, fact=fact, today=TODAY, note="退"),
        lambda: services.confirm_actuals(scope=scope, plan=plan, facts=[fact.pk], today=TODAY),
    ):
        assert refusal(action).code == "not_yours"
    fact.refresh_from_db()
    assert fact.is_open


def test_many_are_confirmed_at_once_and_foreign_keys_do_nothing(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    facts = [attempt(world, plan, code=code, value=5) for code in ("1.01.1", "1.01.2", "1.02.1")]
    services.confirm_actual(scope=scope, fact=facts[0], today=TODAY)
    keys = [fact.pk for fact in facts]

    assert services.confirm_actuals(scope=scope, plan=plan, facts=[*keys, 10**9], today=TODAY) == 2
    assert services.confirm_actuals(scope=scope, plan=plan, facts=keys, today=TODAY) == 0


def test_facts_of_the_other_zone_are_out_of_reach(plan: Plan, world: World) -> None:
    fact = attempt(world, plan)
    world.users["supervision"].roles_held.all()
    other = services.create_plan(
        scope=world.scope("outside_supervision"), zone=world.other_zone, year=2023, title="乙计划"
    )
    services.add_item(scope=world.scope("outside_supervision"), plan=other, name="项")
    services.issue_plan(scope=world.scope("outside_supervision"), plan=other, today=TODAY)

    confirmed = services.confirm_actuals(
        scope=world.scope("outside_supervision"), plan=other, facts=[fact.pk], today=TODAY
    )
    assert confirmed == 0
    one = indicator(plan)
    unknown = lambda: services.record_actuals(  # noqa: E731
        scope=world.scope("outside_supervision"), plan=other, entries=[entry(one, JUNE, 1)], today=TODAY
    )
    assert refusal(unknown).code == "indicator_unknown"


def test_a_sheet_with_one_bad_row_writes_nothing_and_names_every_bad_row(plan: Plan, world: World) -> None:
    good, other = indicator(plan), indicator(plan, "1.02.1")
    entries = [
        entry(good, MARCH, 20),
        entry(good, date(2023, 12, 1), 20),
        entry(good, JUNE, -5),
        entry(other, SEPTEMBER, 5000),
    ]
    with pytest.raises(RowsRefused) as refused:
        services.record_actuals(scope=world.scope("officer"), plan=plan, entries=entries, today=TODAY)

    codes = {place: row.code for place, row in refused.value.rows.items()}
    assert codes == {1: "date_in_future", 2: "value_negative", 3: "needs_confirmation"}
    assert refused.value.code == "rows_refused"
    assert not Actual.objects.exists()


def test_a_sheet_is_compared_with_itself(plan: Plan, world: World) -> None:
    one = indicator(plan)
    entries = [entry(one, MARCH, 30), entry(one, JUNE, 20)]

    found = services.check_actuals(scope=world.scope("officer"), plan=plan, entries=entries, today=TODAY)

    assert [len(finding.questions) for finding in found] == [0, 1]
    assert "30" in found[1].questions[0]


def test_a_sheet_sent_again_records_nothing_new(plan: Plan, world: World) -> None:
    one = indicator(plan)
    entries = [entry(one, MARCH, 20), entry(one, JUNE, 40)]
    scope = world.scope("officer")
    first = services.record_actuals(scope=scope, plan=plan, entries=entries, today=TODAY)
    again = services.record_actuals(scope=scope, plan=plan, entries=entries, today=TODAY)

    assert [fact.pk for fact in again] == [fact.pk for fact in first]
    assert Event.objects.filter(verb="record_actuals").count() == 1
    found = services.check_actuals(
        scope=scope, plan=plan, entries=[entry(one, MARCH, 20), entry(one, JUNE, 41)], today=TODAY
    )
    assert [finding.is_same for finding in found] == [True, False]


def test_two_rows_under_one_mark_are_refused(plan: Plan, world: World) -> None:
    one = indicator(plan)
    entries = [entry(one, MARCH, 20, "same"), entry(one, JUNE, 40, "same")]

    action = lambda: services.record_actuals(  # noqa: E731
        scope=world.scope("officer"), plan=plan, entries=entries, today=TODAY
    )
    assert refusal(action).code == "submission_twice"


def test_recording_twice_as_many_takes_as_many_statements(plan: Plan, world: World) -> None:
    one = indicator(plan)
    assert plan.zone == world.zone  # known before counting
    counts = []
    for days in (10, 20):
        entries = [entry(one, date(2023, 1 + days // 10, day + 1), 0) for day in range(days)]
        with CaptureQueriesContext(connection) as queries:
            services.record_actuals(scope=world.scope("officer"), plan=plan, entries=entries, today=TODAY)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_milestone_is_reached_withdrawn_and_reached_again(plan: Plan, world: World) -> None:
    scope, step = world.scope("officer"), milestone(plan)
    for done_on in (date(2023, 4, 10), None, date(2023, 4, 20)):
        services.record_milestone(
            scope=scope, milestone=step, entry=MilestoneEntry(step.pk, done_on, next(tokens)), today=TODAY
        )

    assert list(step.facts.values_list("done_on", flat=True)) == [date(2023, 4, 10), None, date(2023, 4, 20)]
    assert services.confirm_milestones(
        scope=world.scope("supervision"), plan=plan, facts=[fact.pk for fact in step.facts.all()], today=TODAY
    ) == 3  # fmt: skip


@pytest.mark.parametrize(
    ("done_on", "code"), [(date(2023, 12, 1), "date_in_future"), (date(2022, 5, 1), "date_outside_year")]
)
def test_a_milestone_is_reached_within_the_year_and_not_tomorrow(
    plan: Plan, world: World, done_on: date, code: str
) -> None:
    step = milestone(plan)
    action = lambda: services.record_milestone(  # noqa: E731
        scope=world.scope("officer"), milestone=step, entry=MilestoneEntry(step.pk, done_on, "t"), today=TODAY
    )

    assert (refusal(action).code, refusal(action).field) == (code, "done_on")


def test_milestone_reports_are_settled_once_and_returned_with_a_word(plan: Plan, world: World) -> None:
    scope, step = world.scope("supervision"), milestone(plan)
    send = lambda token: services.record_milestone(  # noqa: E731
        scope=world.scope("officer"), milestone=step, entry=MilestoneEntry(step.pk, JUNE, token), today=TODAY
    )
    first, again, other = send("one"), send("one"), send("two")
    assert first.pk == again.pk
    services.confirm_milestone(scope=scope, fact=first, today=TODAY)
    services.return_milestone(scope=scope, fact=other, today=TODAY, note="缺附件")

    for fact in (first, other):
        with pytest.raises(Overtaken):
            services.confirm_milestone(scope=scope, fact=fact, today=TODAY)
