"""Evidence is checked: true, insufficient or false, each finding a fact of its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken
from zoneworks.inbox.models import Message
from zoneworks.plans.bridge import assess_plan
from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.services import add_evidence, submit_report
from zoneworks.reports.tests.reporting import AUGUST, JULY, SEPTEMBER, draft, refusal, submitted
from zoneworks.reports.tests.settlements import confirm
from zoneworks.verification.models import Check
from zoneworks.verification.queries import checks_of, false_reports, finding_of
from zoneworks.verification.queries_checks import EvidenceOfMonth
from zoneworks.verification.services import answer_check
from zoneworks.verification.tests.voices import check, confirmed, draw

pytestmark = pytest.mark.django_db
LATER = date(2023, 10, 12)


def paper(name: str = "清单.txt", text: str = "签约清单") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def with_files(world: World, plan: Plan, count: int = 2) -> tuple[Report, list[ReportEvidence]]:
    """A confirmed report with some files."""
    report, scope = draft(world, plan), world.scope("officer")
    for number in range(count):
        add_evidence(
            scope=scope, report=report, seen=report.revision, file=paper(f"{number}.txt", f"第{number}份"), today=TODAY
        )
        report.refresh_from_db()
    report = submit_report(scope=scope, report=report, seen=report.revision, today=TODAY, sure=True)
    confirm(world, report)
    report.refresh_from_db()
    return report, list(report.evidence.order_by("pk"))


def month(world: World, persona: str = "supervision", as_of: date = TODAY) -> EvidenceOfMonth:
    return EvidenceOfMonth(world.scope(persona), world.zone, SEPTEMBER, as_of)


# --- what stands -----------------------------------------------------------------------------------------------------


def test_the_worst_finding_of_its_parts_is_that_of_the_report(plan: Plan, world: World) -> None:
    report, (first, second) = with_files(world, plan)
    found = []
    for part, finding in (
        (first, "true"),
        (second, "insufficient"),
        (first, "false"),
        (first, "true"),
        (second, "true"),
    ):
        check(world, report, finding, evidence=part)
        found.append(finding_of(report, TODAY))
    assert found == ["true", "insufficient", "false", "insufficient", "true"]
    assert Check.objects.count() == 5


def test_a_check_of_the_whole_stands_instead_of_all_before_it(plan: Plan, world: World) -> None:
    report, (first, _second) = with_files(world, plan)
    check(world, report, "false", evidence=first)
    check(world, report, "true")
    assert finding_of(report, TODAY) == "true"
    check(world, report, "false")
    check(world, report, "true", evidence=first)
    assert finding_of(report, TODAY) == "false"


def test_a_report_is_done_when_every_file_was_looked_at_or_it_was_found_false(plan: Plan, world: World) -> None:
    report, (first, second) = with_files(world, plan)

    def state() -> tuple[int, bool]:
        [row] = month(world).rows
        return row.checked_files, row.is_done

    assert state() == (0, False)
    check(world, report, "true", evidence=first)
    assert state() == (1, False)
    check(world, report, "true", evidence=second)
    assert state() == (2, True)


def test_false_is_done_at_once_and_whole_covers_all(plan: Plan, world: World) -> None:
    report, (first, _second) = with_files(world, plan)
    check(world, report, "false", evidence=first)
    assert month(world).rows[0].is_done
    check(world, report, "true")
    assert (month(world).rows[0].checked_files, month(world).rows[0].is_done) == (2, True)


def test_on_an_earlier_day_only_what_was_known_then_stands(plan: Plan, world: World) -> None:
    report = confirmed(world, plan)
    check(world, report, "false", today=TODAY)
    check(world, report, "true", today=LATER)
    assert [finding_of(report, day) for day in (date(2023, 10, 7), TODAY, LATER)] == ["", "false", "true"]


# --- what scoring reads ----------------------------------------------------------------------------------------------


def test_false_reports_are_named_once_each_with_their_day(plan: Plan, world: World) -> None:
    report, (first, second) = with_files(world, plan)
    check(world, report, "false", evidence=first)
    last = check(world, report, "false", evidence=second)
    other = confirmed(world, plan, "1.01.2", AUGUST)
    check(world, other, "insufficient")

    [found] = false_reports(world.zone, JULY, SEPTEMBER, TODAY)
    assert (found.item, found.about, found.report, found.check, found.on) == (
        leaf(plan).pk, SEPTEMBER, report.pk, last.pk, TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "known_on", "count"),
    [
        (SEPTEMBER, SEPTEMBER, TODAY, 1), (AUGUST, SEPTEMBER, TODAY, 1), (JULY, AUGUST, TODAY, 0),
        (SEPTEMBER, SEPTEMBER, date(2023, 10, 7), 0), (SEPTEMBER, SEPTEMBER, LATER, 0),
    ],
)  # fmt: skip
def test_false_reports_are_those_of_the_months_as_known_on_the_day(
    plan: Plan, world: World, since: date, until: date, known_on: date, count: int
) -> None:
    report = confirmed(world, plan)
    check(world, report, "false")
    check(world, report, "true", today=LATER)
    assert len(false_reports(world.zone, since, until, known_on)) == count
    assert false_reports(world.other_zone, since, until, known_on) == []


def test_a_finding_changes_no_light_and_no_state(plan: Plan, world: World) -> None:
    report = confirmed(world, plan, done_on=date(2023, 4, 10))
    plan.refresh_from_db()
    before = assess_plan(plan, TODAY).items.overall.tolist()
    check(world, report, "false")
    plan.refresh_from_db()
    report.refresh_from_db()
    assert assess_plan(plan, TODAY).items.overall.tolist() == before
    assert report.state == "confirmed"


# --- refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"finding": "perhaps"}, "finding_unknown", "finding"),
        ({"finding": "false", "reason": " "}, "text_missing", "reason"),
        ({"finding": "insufficient", "reason": ""}, "text_missing", "reason"),
        ({"persona": "officer"}, "not_yours", None),
        ({"persona": "leader"}, "not_yours", None),
        ({"persona": "outside_supervision"}, "not_yours", None),
        ({"today": date(2023, 10, 7)}, "report_not_confirmed", None),
    ],
)
def test_what_is_no_finding_is_refused_with_a_sentence(
    plan: Plan, world: World, given: dict[str, object], code: str, field: str | None
) -> None:
    report = confirmed(world, plan)
    refused = refusal(lambda: check(world, report, **given))
    assert (refused.code, refused.field) == (code, field)
    assert not Check.objects.exists()


def test_what_waits_is_confirmed_or_returned_first(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    assert refusal(lambda: check(world, report)).code == "report_not_confirmed"


def test_a_file_of_another_report_and_a_sample_without_it_are_refused(plan: Plan, world: World) -> None:
    report, _files = with_files(world, plan, 1)
    other = confirmed(world, plan, "1.02.1")
    sample = draw(world, 1)
    [drawn] = sample.drawn
    outside = report if drawn == str(other.pk) else other
    assert refusal(lambda: check(world, other, evidence=report.evidence.get())).code == "evidence_unknown"
    assert refusal(lambda: check(world, outside, draw=sample)).code == "not_in_sample"


def test_true_needs_no_reason(plan: Plan, world: World) -> None:
    assert check(world, confirmed(world, plan), "true", reason="").reason == ""


def test_the_same_form_sent_twice_checks_once(plan: Plan, world: World) -> None:
    report = confirmed(world, plan)
    first = check(world, report, "false", submission="once")
    assert check(world, report, "false", submission="once") == first
    assert Check.objects.count() == 1
    with pytest.raises(Overtaken):
        check(world, report, "true", submission="once")


# --- told and answered -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("findings", "told"), [(["true"], 0), (["false"], 1), (["insufficient"], 1), (["false", "true"], 2)]
)
def test_the_unit_and_the_leader_hear_of_what_is_wrong_and_of_its_end(
    plan: Plan, world: World, findings: list[str], told: int
) -> None:
    report = confirmed(world, plan)
    for finding in findings:
        check(world, report, finding)
    messages = Message.objects.filter(kind="evidence_checked")
    assert messages.count() == told * 2
    assert set(messages.values_list("user__username", flat=True)) <= {"officer", "leader"}
    assert Event.objects.filter(verb="record_check", subject_id=str(report.pk)).count() == len(findings)


def answer(world: World, report: Report, persona: str = "officer", name: str = "补充.txt") -> ReportEvidence:
    return answer_check(scope=world.scope(persona), report=report, file=paper(name, name), caption="补充", today=LATER)


def test_insufficient_lets_the_unit_hand_in_better_evidence_even_when_the_month_is_closed(
    plan: Plan, world: World
) -> None:
    report, _files = with_files(world, plan, 1)
    check(world, report, "insufficient")
    close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)
    added = answer(world, report)

    report.refresh_from_db()
    assert (report.state, added.added_on, report.evidence.count()) == ("confirmed", LATER, 2)
    assert answer(world, report) == added
    [row] = month(world, as_of=LATER).rows
    assert len(row.files) == 2
    assert len(month(world).rows[0].files) == 1


@pytest.mark.parametrize("finding", ["", "true", "false"])
def test_nothing_is_handed_in_later_where_nothing_better_was_asked_for(plan: Plan, world: World, finding: str) -> None:
    report = confirmed(world, plan)
    if finding:
        check(world, report, finding)
    assert refusal(lambda: answer(world, report)).code == "nothing_to_answer"


@pytest.mark.parametrize("persona", ["cooperating", "leader", "outsider"])
def test_only_the_unit_that_reports_hands_it_in(plan: Plan, world: World, persona: str) -> None:
    report = confirmed(world, plan)
    check(world, report, "insufficient")
    assert refusal(lambda: answer(world, report, persona)).code == "not_yours"


# --- read ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("persona", "seen"), [("officer", 1), ("cooperating", 1), ("leader", 1), ("section_officer", 0), ("outsider", 0)]
)
def test_the_checks_of_a_row_are_read_by_those_who_work_on_it(
    plan: Plan, world: World, persona: str, seen: int
) -> None:
    check(world, confirmed(world, plan))
    assert len(checks_of(world.scope(persona), leaf(plan), TODAY)) == seen
    assert len(month(world, persona).rows) == seen


def test_the_number_of_statements_does_not_grow_with_the_reports(
    plan: Plan, world: World, django_assert_max_num_queries
) -> None:
    for code in ("1.01.1", "1.01.2", "1.02.1", "1.02.2"):
        check(world, confirmed(world, plan, code, persona="supervision"))
    with django_assert_max_num_queries(12):
        found = month(world)
        assert (found.counts["false"], found.counts["all"], len(found.units_of(found.rows))) == (4, 4, 4)
