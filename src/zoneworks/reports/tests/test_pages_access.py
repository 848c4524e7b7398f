"""Every address of the pages of reports, asked for by everybody who may come."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from zoneworks.common.clock import now
from zoneworks.files.models import KeptFile
from zoneworks.plans.models import ClosedMonth, Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, TODAY, World, leaf
from zoneworks.reports.models import Report, ReportEvidence, Urging
from zoneworks.reports.services import submit_report
from zoneworks.reports.tests.reporting import SEPTEMBER, draft

Enter = Callable[[str], Client]
OF_ONE = ("report", "take-back", "settle", "evidence")
OF_ZONE = ("month", "close", "reopen", "urge", "submit-drafts", "confirm", "return")
WORKING = ("leader", "supervision", "officer", "cooperating")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def report(plan: Plan, world: World) -> Report:
    """Submitted by the investment department, with a picture."""
    scope, written = world.scope("officer"), draft(world, plan)
    picture = KeptFile.objects.create(
        zone=world.zone, name="现场.png", media_type="image/png", size=len(PNG), sha256=sha256(PNG).hexdigest(),
        content=ContentFile(PNG, "site.png"), added_at=now(),
    )  # fmt: skip
    ReportEvidence.objects.create(report=written, file=picture, caption="现场", added_on=TODAY)
    return submit_report(scope=scope, report=written, seen=written.revision, today=TODAY)


def addresses(plan: Plan, report: Report) -> dict[str, str]:
    row = leaf(plan)
    of_one = {name: reverse(f"reports:{name}", args=[row.pk, SEPTEMBER]) for name in OF_ONE[:3]}
    return of_one | {"evidence": reverse("reports:evidence", args=[report.pk, report.evidence.get().pk])}


def told(report: Report) -> dict[str, str]:
    return {
        "report": f"{report.pk}:{report.revision}",
        "seen": str(report.revision),
        "reason": "不行",
        "progress": "改",
    }


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_finds_nothing_at_any_address(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    client, has_zone = enter(persona), persona != "nobody"

    for name, url in addresses(plan, report).items():
        assert client.get(url).status_code == 404, name
        assert client.post(url, told(report)).status_code == (405 if has_zone and name == "evidence" else 404), name
    for name in OF_ZONE:
        url = f"{reverse(f'reports:{name}')}?zone=A&month=2023-09"
        assert client.get(url).status_code == 404, name
        assert client.post(url, told(report)).status_code == 404, name
    report.refresh_from_db()
    assert (report.state, Urging.objects.count(), ClosedMonth.objects.count()) == ("submitted", 0, 0)


@pytest.mark.parametrize("persona", STRANGERS)
def test_the_desk_and_the_month_of_a_stranger_say_nothing_of_ours(
    plan: Plan, report: Report, enter: Enter, persona: str
) -> None:
    client = enter(persona)
    for url in (reverse("desk:home"), reverse("reports:month")):
        own = client.get(url)
        assert own.status_code == (404 if persona == "nobody" else 200)
        assert leaf(plan).title not in own.content.decode()
        assert client.get(f"{url}?zone=A").status_code == 404


@pytest.mark.parametrize("persona", INSIDERS)
def test_a_report_is_read_by_those_who_work_on_its_row(plan: Plan, report: Report, enter: Enter, persona: str) -> None:
    client, known = enter(persona), addresses(plan, report)
    expected = 200 if persona in WORKING else 404
    assert client.get(known["report"]).status_code == expected
    assert client.get(known["evidence"]).status_code == expected


@pytest.mark.parametrize("persona", INSIDERS)
def test_only_the_reporting_unit_and_the_office_write_and_only_the_office_settles(
    plan: Plan, report: Report, enter: Enter, persona: str
) -> None:
    client, known = enter(persona), addresses(plan, report)
    if persona not in {"officer", "supervision"}:
        for name in ("report", "take-back"):
            assert client.post(known[name], told(report)).status_code == 404, name
    if persona != "supervision":
        assert client.post(known["settle"], told(report)).status_code == 404
        for name in ("close", "reopen", "urge", "confirm", "return"):
            assert client.post(f"{reverse(f'reports:{name}')}?month=2023-09", told(report)).status_code == 404, name
    report.refresh_from_db()
    assert report.state == "submitted"


def test_whoever_has_not_signed_in_is_asked_to(plan: Plan, report: Report, client: Client) -> None:
    for url in (*addresses(plan, report).values(), reverse("reports:month"), reverse("desk:home")):
        answer = client.get(url)
        assert answer.status_code == 302
        assert "/accounts/sign-in/" in answer["Location"]


@pytest.mark.parametrize("month", ["2023-13", "2022-09", "2023-12"])
def test_a_month_that_cannot_be_reported_does_not_exist(plan: Plan, enter: Enter, month: str) -> None:
    url = reverse("reports:report", args=[leaf(plan).pk, SEPTEMBER]).replace("2023-09", month)
    assert enter("officer").get(url).status_code == 404


def test_the_reporting_officer_of_another_row_finds_nothing(plan: Plan, report: Report, enter: Enter) -> None:
    """The section's officer works on the second row of each project, not on the first."""
    client = enter("section_officer")
    assert client.get(reverse("reports:report", args=[leaf(plan).pk, SEPTEMBER])).status_code == 404
    assert client.get(reverse("reports:report", args=[leaf(plan, "1.01.2").pk, SEPTEMBER])).status_code == 200
