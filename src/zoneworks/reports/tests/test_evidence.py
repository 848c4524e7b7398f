"""Files of a report, and reminders of those that are missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken
from zoneworks.files.models import KeptFile
from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.reports.models import Report, ReportEvidence, Urging
from zoneworks.reports.queries import evidence_file_or_none
from zoneworks.reports.services import (
    add_evidence,
    confirm_reports,
    remove_evidence,
    return_reports,
    submit_report,
    urge,
)
from zoneworks.reports.services.evidence import MOST_FILES
from zoneworks.reports.tests.reporting import JULY, OCTOBER, SEPTEMBER, draft, refusal, submitted

pytestmark = pytest.mark.django_db


def upload(name: str = "现场.txt", content: bytes = "照片说明".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(
    world: World, report: Report, file: SimpleUploadedFile | None = None, *, persona: str = "officer", caption: str = ""
) -> ReportEvidence:
    report.refresh_from_db()
    return add_evidence(
        scope=world.scope(persona), report=report, seen=report.revision, file=file or upload(), caption=caption,
        today=TODAY,
    )  # fmt: skip


def test_evidence_is_put_to_a_draft_and_taken_off_again(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    evidence = attach(world, report, caption="<b>现场</b>照片")
    report.refresh_from_db()

    assert (evidence.caption, evidence.file.name, report.revision) == ("现场照片", "现场.txt", 2)
    assert evidence_file_or_none(world.scope("leader"), report.pk, evidence.pk) == evidence.file
    assert evidence_file_or_none(world.scope("section_officer"), report.pk, evidence.pk) is None
    for _time in range(2):
        remove_evidence(scope=world.scope("officer"), evidence=evidence, seen=2, today=TODAY)
    assert not report.evidence.exists()
    assert KeptFile.objects.count() == 1
    assert Event.objects.filter(verb="remove_evidence").count() == 1


def test_the_same_file_is_the_same_evidence(plan: Plan, world: World) -> None:
    report = draft(world, plan)

    assert attach(world, report) == attach(world, report)
    assert report.evidence.count() == 1


def test_evidence_of_another_revision_is_overtaken(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    attach(world, report)
    with pytest.raises(Overtaken):
        add_evidence(
            scope=world.scope("officer"), report=report, seen=1, file=upload("别的.txt"), caption="", today=TODAY
        )


def test_a_submitted_report_keeps_its_evidence_as_it_is(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    evidence = attach(world, report)
    report.refresh_from_db()
    submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)

    assert refusal(lambda: attach(world, report, upload("别的.txt"))).code == "report_overtaken"
    report.refresh_from_db()
    remove = lambda: remove_evidence(  # noqa: E731
        scope=world.scope("officer"), evidence=evidence, seen=report.revision, today=TODAY
    )
    assert refusal(remove).code == "report_overtaken"
    assert report.turns.get().data["evidence"][0]["name"] == "现场.txt"


@pytest.mark.parametrize("persona", ["cooperating", "leader", "outsider"])
def test_only_who_writes_the_report_puts_files_to_it(plan: Plan, world: World, persona: str) -> None:
    report = draft(world, plan)

    assert refusal(lambda: attach(world, report, persona=persona)).code == "not_yours"
    assert not KeptFile.objects.exists()


def test_a_dangerous_file_is_refused_and_the_report_stays(plan: Plan, world: World) -> None:
    report = draft(world, plan)

    assert refusal(lambda: attach(world, report, upload("a.html", b"<html>"))).code == "file_markup"
    report.refresh_from_db()
    assert report.revision == 1


def test_a_report_takes_no_more_than_so_many_files(plan: Plan, world: World) -> None:
    report = draft(world, plan)
    for number in range(MOST_FILES):
        attach(world, report, upload(f"{number}.txt", f"第{number}件".encode()))

    assert refusal(lambda: attach(world, report, upload("多.txt"))).code == "too_many_files"


# --- urging ----------------------------------------------------------------------------------------------------------


def press(
    world: World, plan: Plan, about: date = SEPTEMBER, *, persona: str = "supervision", today: date = TODAY
) -> int:
    items = [leaf(plan, code) for code in ("1.01.1", "1.01.2", "1.02.1", "1.02.2")] + [leaf(plan).parent]
    return urge(scope=world.scope(persona), zone=world.zone, about=about, items=items, words="请尽快报送", today=today)


def test_what_is_owed_is_urged_once_a_day(plan: Plan, world: World) -> None:
    submitted(world, plan, "1.01.1")
    done = submitted(world, plan, "1.02.1")
    confirm_reports(scope=world.scope("supervision"), zone=world.zone, reports=[(done.pk, done.revision)], today=TODAY)
    draft(world, plan, "1.01.2", persona="section_officer")

    assert [press(world, plan), press(world, plan), press(world, plan, today=date(2023, 10, 9))] == [2, 0, 2]
    assert set(Urging.objects.values_list("item__code", "words")) == {
        ("1.01.2", "请尽快报送"),
        ("1.02.2", "请尽快报送"),
    }
    assert Event.objects.filter(verb="urge").count() == 2


def test_what_was_returned_is_urged_again(plan: Plan, world: World) -> None:
    report = submitted(world, plan)
    return_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=[(report.pk, report.revision)], reason="补充",
        today=TODAY,
    )  # fmt: skip

    assert press(world, plan) == 4


@pytest.mark.parametrize(
    ("about", "persona", "code"),
    [
        (SEPTEMBER, "leader", "not_yours"),
        (SEPTEMBER, "outside_supervision", "not_yours"),
        (OCTOBER, "supervision", "month_not_over"),
        (JULY, "supervision", "month_closed"),
        (date(2023, 9, 1), "supervision", "month_unknown"),
    ],
)
def test_nobody_is_urged_for_what_is_not_owed(plan: Plan, world: World, about: date, persona: str, code: str) -> None:
    close_month(scope=world.scope("supervision"), zone=world.zone, about=JULY, today=TODAY)

    assert refusal(lambda: press(world, plan, about, persona=persona)).code == code


def test_months_before_the_plan_are_not_urged(plan: Plan, world: World) -> None:
    assert press(world, plan, date(2023, 1, 31)) == 0
