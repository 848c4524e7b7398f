"""Many reports saved and submitted at once: the same becomes of each as by itself, in the same number of statements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken
from zoneworks.plans.models import Actual, Item, MilestoneFact, Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, make_plan
from zoneworks.reports.models import Report, ReportTurn
from zoneworks.reports.services import (
    Outcome,
    ReportDraft,
    ReportFields,
    ReportRefused,
    SaveOutcome,
    ValueEntry,
    save_reports,
    submit_report,
    submit_reports,
)
from zoneworks.reports.services import saving as saving_module
from zoneworks.reports.tests.reporting import AUGUST, JULY, SEPTEMBER, draft, fields_of, submitted

pytestmark = pytest.mark.django_db
CODES = ["1.01.1", "1.02.1"]


def drafts_of(plan: Plan, codes: list[str], *, seen: int | None = None, **given: object) -> list[ReportDraft]:
    return [ReportDraft(leaf(plan, code), fields_of(plan, code, **given), seen) for code in codes]


def save(
    world: World, drafts: list[ReportDraft], about: date = SEPTEMBER, persona: str = "officer"
) -> list[SaveOutcome]:
    return save_reports(scope=world.scope(persona), zone=world.zone, about=about, drafts=drafts, today=TODAY)


def submit(world: World, reports: list[Report], persona: str = "officer", **more: Any) -> list[Outcome]:
    pairs = [(report.pk, report.revision) for report in reports]
    return submit_reports(scope=world.scope(persona), zone=world.zone, reports=pairs, today=TODAY, **more)


def kept(outcomes: list[SaveOutcome]) -> list[Report]:
    assert all(outcome.report for outcome in outcomes), [str(outcome.refusal) for outcome in outcomes]
    return [outcome.report for outcome in outcomes if outcome.report]


def codes_of(outcomes: list[SaveOutcome] | list[Outcome]) -> list[str | None]:
    return [outcome.refusal.code if outcome.refusal else None for outcome in outcomes]


def statements(write: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        write()
    return len(queries)


# --- the same as one by one ------------------------------------------------------------------------------------------


def told(report: Report) -> dict[str, object]:
    """What is kept of a report but its keys and moments."""
    report.refresh_from_db()
    turns = [{**turn, "data": turn["data"]} for turn in report.turns.values("turn", "on", "by_id", "words", "data")]
    for turn in turns:
        for part in (*turn["data"].get("values", ()), *turn["data"].get("steps", ())):
            part.pop("indicator", None), part.pop("milestone", None)
    facts = Actual.objects.filter(submission__startswith=f"report:{report.pk}:")
    return {
        "report": {
            field: getattr(report, field)
            for field in ("due", "unit_id", "state", "progress", "problems", "next_steps", "revision", "saved_by_id",
                          "first_submitted_on", "submitted_on", "submitted_by_id", "settled_on")
        },
        "values": list(report.values.order_by("value").values("value", "note", "is_sure", "fact__value")),
        "steps": list(report.steps.values("done_on", "note", "fact__done_on")),
        "facts": list(facts.order_by("value").values("value", "about", "note", "recorded_by_id", "confirmed_on")),
        "turns": turns,
    }  # fmt: skip


def test_together_it_becomes_what_it_becomes_one_by_one(plan: Plan, world: World) -> None:
    alone = submitted(world, plan, "1.01.1", done_on=date(2023, 9, 12))
    [together] = kept(save(world, drafts_of(plan, ["1.02.1"], done_on=date(2023, 9, 12))))
    [outcome] = submit(world, [together])

    assert outcome.is_submitted
    assert told(together) == told(alone)


def test_a_draft_is_written_anew_by_whoever_saw_it(plan: Plan, world: World) -> None:
    first = kept(save(world, drafts_of(plan, CODES)))
    again = kept(save(world, drafts_of(plan, CODES, seen=1, signed=71, progress="改写")))

    assert [(one.pk, one.revision, one.progress) for one in again] == [(one.pk, 2, "改写") for one in first]
    assert [one.values.filter(value=71).count() for one in again] == [1, 1]
    assert sum(one.values.count() for one in again) == 4


def test_sent_twice_it_is_written_once(plan: Plan, world: World) -> None:
    first, second = kept(save(world, drafts_of(plan, CODES))), kept(save(world, drafts_of(plan, CODES)))
    assert [one.revision for one in second] == [1, 1]
    assert [one.pk for one in second] == [one.pk for one in first]
    submit(world, first)
    outcomes = submit(world, first)

    assert codes_of(outcomes) == [None, None]
    events = Event.objects.filter(subject_kind="reports").order_by("pk")
    assert list(events.values_list("verb", "details__reports")) == [
        ("save_reports", [one.pk for one in first]), ("reports_submitted", [one.pk for one in first]),
    ]  # fmt: skip
    assert ReportTurn.objects.count() == 2
    assert Actual.objects.count() == 4


def test_what_stands_in_the_way_of_one_stops_no_other(plan: Plan, world: World) -> None:
    late = draft(world, plan, "1.02.1")
    below = ReportDraft(leaf(plan, "1.01.2"), fields_of(plan, "1.01.2"))
    heading = ReportDraft(Item.objects.select_related("plan").get(plan=plan, name="项目1"), ReportFields())
    unknown = ReportDraft(leaf(plan, "1.02.2"), ReportFields(values={indicator(plan).pk: ValueEntry(note="无")}))
    good = drafts_of(plan, ["1.01.1"])
    outcomes = save(world, [*drafts_of(plan, ["1.02.1"]), below, *good, *good, unknown, heading], persona="supervision")

    assert codes_of(outcomes) == ["report_overtaken", None, None, "row_twice", "indicator_unknown", "row_not_reported"]
    assert "officer changed the report of “Sub-project 2.1”" in str(outcomes[0].refusal)
    assert late.revision == Report.objects.get(pk=late.pk).revision
    assert codes_of(save(world, [below], persona="cooperating")) == ["not_yours"]
    assert codes_of(save(world, drafts_of(plan, ["1.01.1"], seen=7), about=JULY)) == ["report_gone"]


def test_rows_of_another_zone_do_not_exist(plan: Plan, world: World) -> None:
    outcomes = save_reports(
        scope=world.scope("officer"), zone=world.other_zone, about=SEPTEMBER, drafts=drafts_of(plan, CODES),
        today=TODAY,
    )  # fmt: skip

    assert codes_of(outcomes) == ["row_gone", "row_gone"]
    assert not Report.objects.exists()


def test_a_colleague_who_began_at_the_same_moment_keeps_the_report(
    plan: Plan, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = drafts_of(plan, CODES)
    find = saving_module.find_standing

    def overtaken_now(*given: Any) -> None:
        find(*given)
        draft(world, plan, "1.02.1", persona="supervision")

    with monkeypatch.context() as patch:
        patch.setattr(saving_module, "find_standing", lambda *given: (patch.undo(), overtaken_now(*given)))
        outcomes = save(world, asked)

    assert codes_of(outcomes) == [None, "report_overtaken"]
    assert isinstance(outcomes[1].refusal, Overtaken)
    assert Report.objects.get(item=leaf(plan, "1.02.1")).saved_by.username == "supervision"


def test_each_refusal_names_everything_and_questions_are_answered_for_all(plan: Plan, world: World) -> None:
    asked, wrong = kept(save(world, [
        *drafts_of(plan, ["1.01.1"], signed=9000),
        ReportDraft(leaf(plan, "1.02.1"), fields_of(plan, "1.02.1", progress="", signed=-3)),
    ]))  # fmt: skip
    first, second = submit(world, [asked, wrong])

    assert isinstance(first.refusal, ReportRefused)
    assert first.refusal.is_question
    assert isinstance(second.refusal, ReportRefused)
    assert [problem.code for problem in second.refusal.problems] == ["progress_missing", "value_negative"]
    assert not Actual.objects.exists()
    assert codes_of(submit(world, [asked, wrong], sure=True)) == [None, "progress_missing"]
    assert Actual.objects.count() == 2


def test_months_are_submitted_each_by_itself(plan: Plan, world: World) -> None:
    july, august, september = (draft(world, plan, about=about) for about in (JULY, AUGUST, SEPTEMBER))
    close_month(scope=world.scope("supervision"), zone=world.zone, about=AUGUST, today=TODAY)
    outcomes = submit(world, [september, august, july])

    assert codes_of(outcomes) == [None, "month_closed", None]
    assert [outcome.report.about for outcome in outcomes] == [SEPTEMBER, AUGUST, JULY]


def test_who_was_faster_is_told_for_each(plan: Plan, world: World) -> None:
    mine = kept(save(world, drafts_of(plan, CODES)))
    submit_report(scope=world.scope("supervision"), report=mine[1], seen=1, today=TODAY)
    outcomes = submit(world, mine)

    assert codes_of(outcomes) == [None, "report_overtaken"]
    assert "supervision submitted the report of “Sub-project 2.1”" in str(outcomes[1].refusal)


# --- how many statements, how long -----------------------------------------------------------------------------------


def all_at_once(world: World, plan: Plan, codes: list[str]) -> tuple[int, int, int]:
    new = drafts_of(plan, codes, done_on=date(2023, 9, 12))
    again = drafts_of(plan, codes, seen=1, signed=71, done_on=date(2023, 9, 12))
    asked = [statements(lambda: kept(save(world, new))), statements(lambda: kept(save(world, again)))]
    reports = list(Report.objects.all())
    outcomes: list[Outcome] = []
    asked.append(statements(lambda: outcomes.extend(submit(world, reports))))
    assert codes_of(outcomes) == [None] * len(codes)
    return asked[0], asked[1], asked[2]


def test_the_number_of_statements_does_not_grow_with_the_reports(world: World) -> None:
    plan = make_plan(world, projects=50, leaves=1)
    codes = [f"1.{number:02d}.1" for number in range(1, 51)]
    few = all_at_once(world, plan, codes[:5])
    Report.objects.update(state="draft")
    ReportTurn.objects.all().delete()
    for row in (*Report.objects.all(),):
        row.values.all().delete()
        row.steps.all().delete()
    Report.objects.all().delete()
    MilestoneFact.objects.all().delete()
    Actual.objects.all().delete()
    many = all_at_once(world, plan, codes)

    assert many[:2] == few[:2]
    # Facts of the plan go in packets of as many rows as one statement of the database takes values for.
    assert few[2] <= many[2] <= few[2] + 2
