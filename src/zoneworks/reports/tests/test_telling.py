"""Who hears of an urged or a returned report."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.inbox.models import Message
from zoneworks.plans.tests.worlds import leaf
from zoneworks.reports.services import return_reports, urge
from zoneworks.reports.tests.reporting import submitted

pytestmark = pytest.mark.django_db
SEPTEMBER, TODAY = date(2023, 9, 30), date(2023, 10, 8)


def told(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("user__username"))


def test_officers_of_the_unit_hear_of_urged_reports_once_a_day(world, plan):
    office, rows = world.scope("supervision"), [leaf(plan), leaf(plan, "1.02.1")]

    urge(scope=office, zone=world.zone, about=SEPTEMBER, items=rows, words="请抓紧", today=TODAY)
    urge(scope=office, zone=world.zone, about=SEPTEMBER, items=[leaf(plan, "1.01.2")], today=TODAY)

    mine = [one for one in told("report_urged") if one.user == world.users["officer"]]
    assert [one.words_en for one in mine] == ["The supervision office urges 2 reports for Sep 2023. 请抓紧"]
    assert "2023年9月" in mine[0].words
    assert not Message.objects.filter(user=world.users["outsider"]).exists()


def test_whoever_tells_of_it_otherwise_can_keep_it_quiet(world, plan):
    urge(
        scope=world.scope("supervision"),
        zone=world.zone,
        about=SEPTEMBER,
        items=[leaf(plan)],
        today=TODAY,
        is_told=False,
    )

    assert told("report_urged") == []


def test_officers_hear_of_a_report_that_came_back(world, plan):
    report = submitted(world, plan)

    return_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=[(report.pk, report.revision)],
        reason="数据与台账不符", today=TODAY,
    )  # fmt: skip

    words = {one.user: one.words for one in told("report_returned")}
    assert "数据与台账不符" in words[world.users["officer"]]
    assert world.users["supervision"] not in words
