"""A report from its first word to its confirmation: what each verb does, and what it refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken
from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.services import close_plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, say
from zoneworks.reports.models import Report, ReportTurn, ReportValue
from zoneworks.reports.services import (
    ReportFields,
    ReportRefused,
    ValueEntry,
    check_report,
    save_report,
    submit_report,
    submit_reports,
    take_back_report,
)
from zoneworks.reports.tests.reporting import AUGUST, OCTOBER, SEPTEMBER, draft, fields_of, refusal, submitted
from zoneworks.reports.tests.settlements import confirm, values_known

pytestmark = pytest.mark.django_db


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_a_draft_keeps_what_is_said_and_tells_nobody_else(plan: Plan, world: World) -> None:
    report = draft(world, plan, done_on=date(2023, 9, 12))

    assert (report.state, report.revision, report.due, report.unit) == (
        "draft", 1, date(2023, 10, 5), world.investment,
    )  # fmt: skip
    assert sorted(report.values.values_list("value", flat=True)) == [44, 70]
    assert report.steps.get().done_on == date(2023, 9, 12)
    assert not Actual.objects.exists()
    assert Event.objects.filter(verb="save_report", subject_id=str(report.pk)).count() == 1


def test_what_is_not_given_is_not_said_any_more(plan: Plan, world: World) -> None:
    report = draft(world, plan, done_on=date(2023, 9, 12))
    report = save_report(
        scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, fields=ReportFields(progress="改写"),
        seen=report.revision, today=TODAY,
    )  # fmt: skip

    assert (report.progress, report.values.count(), report.steps.count()) == ("改写", 0, 0)


def test_two_people_at_one_report_never_overwrite_each_other(plan: Plan, world: World) -> None:
    first = draft(world, plan)
    with pytest.raises(Overtaken, match=r"officer changed the report of “Sub-project 1\.1”"):
        draft(world, plan, persona="supervision", signed=71)  # saw none
    draft(world, plan, persona="supervision", seen=first.revision, signed=72)
    with pytest.raises(Overtaken, match="supervision changed"):
        draft(world, plan, seen=first.revision, signed=73)

    assert Report.objects.get().values.filter(value=72).exists()


def test_the_same_form_sent_twice_is_saved_once(plan: Plan, world: World) -> None:
    first, second = draft(world, plan), draft(world, plan)

    assert (second.pk, second.revision) == (first.pk, first.revision)
    assert Event.objects.filter(verb="save_report").count() == 1


@pytest.mark.parametrize("persona", ["cooperating", "leader", "administrator", "section_officer", "outsider"])
def test_only_lead_and_responsible_units_and_the_supervision_office_write(
    plan: Plan, world: World, persona: str
) -> None:
    assert refusal(lambda: draft(world, plan, persona=persona)).code == "not_yours"
    assert not Report.objects.exists()


def test_the_supervision_office_writes_on_behalf_of_the_unit(plan: Plan, world: World) -> None:
    report = submitted(world, plan, persona="supervision")

    assert (report.unit, report.saved_by.username) == (world.investment, "supervision")
    assert Actual.objects.filter(confirmed_on__isnull=True).count() == 2  # waits like any other
    confirm(world, report)
    assert values_known(plan) == [70]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (date(2023, 9, 29), "month_unknown"),
        (date(2022, 9, 30), "month_unknown"),
        (date(2023, 11, 30), "month_not_begun"),
    ],
)
def test_a_month_that_is_none_is_refused(plan: Plan, world: World, about: date, code: str) -> None:
    assert refusal(lambda: draft(world, plan, about=about)).code == code


def test_headings_and_closed_plans_are_not_reported(plan: Plan, world: World) -> None:
    heading = leaf(plan).parent
    assert refusal(lambda: draft(world, plan, item=heading, persona="supervision")).code == "row_not_reported"
    close_plan(scope=world.scope("supervision"), plan=plan)

    assert refusal(lambda: draft(world, plan)).code == "plan_closed"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"signed": "Infinity"}, "number_not_finite"),
        ({"signed": "0.00001"}, "number_too_fine"),
        ({"progress": "长" * 5001}, "words_too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_once(plan: Plan, world: World, given: dict, code: str) -> None:
    refused = refusal(lambda: draft(world, plan, **given))

    assert refused.code == code
    assert refused.field


def test_an_indicator_of_another_row_is_unknown(plan: Plan, world: World) -> None:
    fields = replace(fields_of(plan), values={indicator(plan, "1.01.2").pk: ValueEntry(Decimal(1))})
    write = lambda: save_report(  # noqa: E731
        scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, fields=fields, seen=None, today=TODAY
    )
    assert refusal(write).code == "indicator_unknown"


# --- submitting ------------------------------------------------------------------------------------------------------


def test_submitting_makes_facts_that_wait(plan: Plan, world: World) -> None:
    report = submitted(world, plan, done_on=date(2023, 9, 12))

    assert (report.state, report.submitted_on, report.first_submitted_on, report.is_late) == (
        "submitted", TODAY, TODAY, True,
    )  # fmt: skip
    facts = list(Actual.objects.order_by("pk"))
    assert {(fact.about, fact.confirmed_on) for fact in facts} == {(SEPTEMBER, None)}
    assert all(fact.submission.startswith(f"report:{report.pk}:1:") for fact in facts)
    assert set(report.values.values_list("fact", flat=True)) == {fact.pk for fact in facts}
    assert MilestoneFact.objects.get().done_on == date(2023, 9, 12)
    turn = ReportTurn.objects.get()
    assert (turn.turn, turn.data["progress"], len(turn.data["values"])) == ("submitted", "本月新签约项目。", 2)


def test_submitting_twice_submits_once(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    for _time in range(2):
        submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)

    assert (ReportTurn.objects.count(), Actual.objects.count()) == (1, 2)


def test_a_report_changed_meanwhile_is_not_submitted(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    draft(world, plan, persona="supervision", seen=report.revision, signed=71)

    with pytest.raises(Overtaken):
        submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
    assert not Actual.objects.exists()


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"progress": "<p>&nbsp;</p>"}, "progress_missing", "progress"),
        ({"signed": -1}, "value_negative", "value"),
        ({"done_on": date(2023, 10, 3)}, "date_after_month", "done_on"),
        ({"done_on": date(2023, 10, 9)}, "date_in_future", "done_on"),
        ({"done_on": date(2022, 9, 9)}, "date_outside_year", "done_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(plan: Plan, world: World, given: dict, code: str, field: str) -> None:
    report = draft(world, plan, **given)
    refused = refusal(
        lambda: submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY, sure=True)
    )

    assert isinstance(refused, ReportRefused)
    assert [problem.code for problem in refused.problems] == [code]
    assert refused.problems[0].field.startswith(field)
    assert not Actual.objects.exists()
    report.refresh_from_db()
    assert (report.state, report.revision) == ("draft", 1)


@pytest.mark.parametrize("given", [{"signed": 60}, {"signed": 1001}, {"share": 101}])
def test_what_looks_wrong_is_asked_and_never_dropped(plan: Plan, world: World, given: dict) -> None:
    say(world, "supervision", indicator(plan), AUGUST, 65)
    report = draft(world, plan, **given)
    scope = world.scope("officer")

    refused = refusal(lambda: submit_report(scope=scope, report=report, seen=report.revision, today=TODAY))
    assert isinstance(refused, ReportRefused)
    assert refused.is_question
    assert submit_report(scope=scope, report=report, seen=report.revision, today=TODAY, sure=True).state == "submitted"


def test_being_sure_of_one_value_answers_for_that_one_alone(plan: Plan, world: World) -> None:
    fields = fields_of(plan, signed=1001, share=101)
    sure = {key: replace(entry, is_sure=entry.value == 1001) for key, entry in fields.values.items()}
    report = save_report(
        scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, fields=replace(fields, values=sure), seen=None,
        today=TODAY,
    )  # fmt: skip

    problems = check_report(scope=world.scope("officer"), report=report, today=TODAY)
    assert [problem.field for problem in problems] == [f"value-{indicator(plan, name='到位率').pk}"]


def test_an_indicator_without_a_value_needs_a_note(plan: Plan, world: World) -> None:
    fields = fields_of(plan)
    one, other = fields.values
    given = replace(fields, values={one: ValueEntry(note="统计口径调整，下月补报")})
    report = save_report(
        scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, fields=given, seen=None, today=TODAY
    )

    problems = check_report(scope=world.scope("officer"), report=report, today=TODAY)
    assert [(problem.code, problem.field) for problem in problems] == [("value_missing", f"value-{other}")]


def test_a_rate_is_computed_from_its_parts(plan: Plan, world: World) -> None:
    fields = fields_of(plan)
    key = indicator(plan, name="到位率").pk
    parts = ValueEntry(numerator=Decimal(9), denominator=Decimal(20))
    report = save_report(
        scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, seen=None, today=TODAY,
        fields=replace(fields, values={**fields.values, key: parts}),
    )  # fmt: skip
    submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)

    assert Actual.objects.get(indicator=key).value == 45
    assert ReportValue.objects.get(indicator=key).value is None  # kept as it was given


def test_only_values_that_say_something_new_become_facts(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), SEPTEMBER, 70)
    report = submitted(world, plan)

    assert Actual.objects.filter(submission__startswith="report:").count() == 1
    assert report.values.filter(fact__isnull=True).count() == 1


def test_the_running_month_is_submitted_early_about_the_day(plan: Plan, world: World) -> None:
    report = submitted(world, plan, about=OCTOBER)

    assert set(Actual.objects.values_list("about", flat=True)) == {TODAY}
    assert not report.is_late


def test_many_are_submitted_each_by_itself(plan: Plan, world: World) -> None:
    good = draft(world, plan)
    bad = draft(world, plan, "1.02.1", progress="")
    elsewhere = draft(world, plan, "1.01.2", persona="section_officer")
    pairs = [(report.pk, report.revision) for report in (good, bad, elsewhere)] + [(999_999, 1)]

    scope = world.scope("section_officer")
    assert [outcome.is_submitted for outcome in submit_reports(
        scope=scope, zone=world.zone, reports=pairs, today=TODAY
    )] == [False, False, True]  # fmt: skip
    outcomes = submit_reports(scope=world.scope("officer"), zone=world.zone, reports=pairs[:2], today=TODAY)
    assert [(outcome.report.pk, outcome.refusal and outcome.refusal.code) for outcome in outcomes] == [
        (good.pk, None), (bad.pk, "progress_missing"),
    ]  # fmt: skip


def test_taking_back_takes_the_facts_along(plan: Plan, world: World) -> None:
    report = submitted(world, plan, today=date(2023, 10, 4), done_on=date(2023, 9, 12))
    report = take_back_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)

    assert (report.state, report.first_submitted_on) == ("draft", None)
    assert not Actual.objects.filter(returned_on__isnull=True).exists()
    assert not MilestoneFact.objects.filter(returned_on__isnull=True).exists()
    assert (
        refusal(
            lambda: take_back_report(scope=world.scope("leader"), report=report, seen=report.revision, today=TODAY)
        ).code
        == "not_yours"
    )
    again = submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
    assert again.is_late
    assert Actual.objects.filter(submission__startswith=f"report:{report.pk}:2:").count() == 2
    assert list(again.turns.values_list("turn", flat=True)) == ["submitted", "withdrawn", "submitted"]


def test_what_is_settled_is_not_taken_back(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    confirm(world, report)

    with pytest.raises(Overtaken, match="supervision confirmed"):
        take_back_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
