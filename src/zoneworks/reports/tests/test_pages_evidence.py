"""Evidence is handed in with the report, refused in a sentence, taken off a draft, and opened by those who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World
from zoneworks.reports.models import Report, ReportEvidence
from zoneworks.reports.tests.reporting import submitted
from zoneworks.reports.tests.test_pages_access import PNG
from zoneworks.reports.tests.test_pages_report import typed, url_of

Enter = Callable[[str], Client]


@pytest.fixture
def client(enter: Enter) -> Client:
    return enter("officer")


def picture(name: str = "现场.png", more: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG + more, "image/png")


def test_several_files_come_with_one_report(plan: Plan, client: Client) -> None:
    files = [picture(), picture("会议.png", b" ")]
    client.post(url_of(plan), {**typed(plan, submit="1", caption="开工现场"), "evidence": files})

    assert Report.objects.get().state == "submitted"
    assert [(one.file.name, one.caption) for one in ReportEvidence.objects.all()] == [
        ("现场.png", "开工现场"), ("会议.png", "开工现场"),
    ]  # fmt: skip
    page = Page(client.get(url_of(plan)))
    link = next(link for link in page.links if "/evidence/" in link)
    assert b"".join(client.get(link)) == PNG  # type: ignore[call-overload]


def test_a_file_that_is_not_what_it_says_is_refused_and_the_draft_is_kept(plan: Plan, client: Client) -> None:
    wrong = SimpleUploadedFile("合同.pdf", b"MZ\x90\x00 not a PDF", "application/pdf")
    answer = client.post(url_of(plan), {**typed(plan, submit="1"), "evidence": [wrong, picture()]})

    assert answer.status_code == 422
    assert "合同.pdf" in Page(answer).text
    report = Report.objects.get()
    assert (report.state, report.progress) == ("draft", "走访企业二十家。")
    assert [one.file.name for one in report.evidence.all()] == ["现场.png"]
    assert Page(answer).forms[-1].values["seen"] == str(report.revision)


def test_a_file_is_taken_off_when_the_draft_is_saved(plan: Plan, client: Client) -> None:
    client.post(url_of(plan), {**typed(plan, save="1"), "evidence": [picture()]})
    report, [one] = Report.objects.get(), ReportEvidence.objects.all()
    client.post(url_of(plan), typed(plan, save="1", seen=str(report.revision), remove=str(one.pk)))
    assert not ReportEvidence.objects.exists()


def test_the_evidence_of_another_report_is_not_taken_off_here(plan: Plan, world: World, client: Client) -> None:
    client.post(url_of(plan, "1.02.1"), {**typed(plan, save="1"), "evidence": [picture()]})
    client.post(url_of(plan), typed(plan, save="1", remove=str(ReportEvidence.objects.get().pk)))
    assert ReportEvidence.objects.count() == 1


def test_evidence_is_found_under_its_own_report_alone(plan: Plan, world: World, client: Client) -> None:
    client.post(url_of(plan), {**typed(plan, save="1"), "evidence": [picture()]})
    other, one = submitted(world, plan, "1.02.1"), ReportEvidence.objects.get()
    assert client.get(reverse("reports:evidence", args=[other.pk, one.pk])).status_code == 404
    assert client.get(reverse("reports:evidence", args=[one.report_id, one.pk])).status_code == 200
