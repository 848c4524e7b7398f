"""The demonstration zone, made through the services from its own issued table."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.models import RoleHeld, User
from zoneworks.answers.models import Conference
from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Chain, Gap
from zoneworks.demonstration.files import read
from zoneworks.demonstration.news import CONFERENCE_RELEASED_AT
from zoneworks.demonstration.places import TODAY
from zoneworks.demonstration.services import is_there, make_zone
from zoneworks.demonstration.story import Story
from zoneworks.documents.models import Edition
from zoneworks.documents.services import read_edition
from zoneworks.enterprises.models import Enterprise, EnterpriseFact
from zoneworks.plans.board import build_board
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.models import Actual, ClosedMonth, Indicator, Item, Milestone, Plan
from zoneworks.portal.models import NewsArticle
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.reports.models import Report, ReportEvidence, ReportTurn, Urging
from zoneworks.supervision.models import Order

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_zone_is_the_published_shape_and_its_year_has_every_light() -> None:
    assert not is_there()
    plan = make_zone()
    assert is_there()
    assert plan.state == PlanState.ISSUED
    assert [Item.objects.filter(plan=plan, level=level).count() for level in (1, 2, 3)] == [2, 44, 95]
    assert Indicator.objects.filter(item__plan=plan, state=IndicatorState.CONFIRMED).count() == 192
    assert Indicator.objects.filter(item__plan=plan, state=IndicatorState.PROPOSED).count() == 0
    assert Indicator.objects.filter(item__plan=plan).exclude(register="").count() == 59
    assert Milestone.objects.filter(item__plan=plan).count() == 113
    leaves = Item.objects.filter(plan=plan, is_leaf=True)
    assert not leaves.filter(name_en="").exists()
    assert all(sum(weights) == 100 for weights in weights_by_project(plan.pk).values())

    leader = Scope(User.objects.get(username="leader"))
    today = build_board(leader, plan, TODAY).totals
    assert today.leaves == 95
    assert all(today.lights[word] > 0 for word in ("green", "yellow", "red", "grey"))
    assert today.overdue > 0
    assert today.waiting > 0
    january = build_board(leader, plan, date(2023, 1, 15)).totals
    assert january.lights["red"] == 0
    assert_the_months_were_reported(plan)
    assert_what_was_issued_holds(plan)
    assert_three_accounts_per_role_can_sign_in()
    assert_the_portal_is_open(plan)
    assert_the_chains_feed_the_plan(plan)


def assert_the_chains_feed_the_plan(plan: Plan) -> None:
    """The closings are what the indicator says at each month's end, and nobody typed it."""
    story = Story(read("plan.json"), read("scenario.json"))
    told = {row.about: row.value for row in story.values() if row.indicator == "1.02.3-i1"}
    filled = Actual.objects.filter(indicator__item__plan=plan, indicator__name="补齐缺链环节数")
    latest = dict(filled.filter(about__in=told).order_by("recorded_on", "pk").values_list("about", "value"))
    assert latest == told
    assert all(submission.startswith("register:") for submission in filled.values_list("submission", flat=True))
    gaps = Gap.objects.filter(chain__zone=plan.zone)
    assert gaps.filter(state=GapState.CLOSED).count() == 6
    assert not gaps.filter(state=GapState.LAPSED).exists()
    assert {chain.code for chain in Chain.objects.filter(zone=plan.zone)} == set(read("firm_chains.json")["chains"])
    assert set(gaps.filter(state=GapState.OPEN).values_list("status", flat=True)) == {
        "missing", "broken", "blocked", "weak",
    }  # fmt: skip
    assert Order.objects.filter(zone=plan.zone, subject_kind="gap").count() == 3
    real = Enterprise.objects.filter(zone=plan.zone, is_fictitious=False)
    assert real.count() == len(read("published_firms.json")["firms"])
    assert not real.filter(basis="").exists()
    assert not real.exclude(credit_code="").exists()
    assert set(EnterpriseFact.objects.filter(enterprise__in=real).values_list("source", flat=True)) == {"published"}
    assert Enterprise.objects.filter(zone=plan.zone, merged_into__isnull=False).count() == 3


def assert_the_months_were_reported(plan: Plan) -> None:
    """Nine months of every state: some late, some returned, some unconfirmed; evidence, closings, urgings."""
    reports = Report.objects.filter(zone=plan.zone)
    assert {about.month for about in reports.values_list("about", flat=True)} == set(range(1, 10))
    states = set(reports.filter(about=date(2023, 9, 30)).values_list("state", flat=True))
    assert states == set(ReportState.values)
    assert any(report.is_late for report in reports)
    assert ReportTurn.objects.filter(report__zone=plan.zone, turn=Turn.RETURNED).count() == 8
    assert ReportEvidence.objects.filter(report__zone=plan.zone).count() == 8
    assert Urging.objects.filter(zone=plan.zone).count() == 3
    closings = ClosedMonth.objects.filter(zone=plan.zone)
    assert closings.filter(reopened_on__isnull=True).count() == 8
    assert closings.exclude(reason="").count() == 1


def assert_what_was_issued_holds(plan: Plan) -> None:
    conference = Conference.objects.get(zone=plan.zone)
    assert (conference.held_on, conference.plan) == (date(2023, 2, 13), plan)
    editions = list(Edition.objects.filter(zone=plan.zone))
    assert Counter(edition.kind for edition in editions) == {"bulletin": 7, "answer_sheet": 1}
    for edition in editions:
        for document in read_edition(edition).values():
            assert document.check() == []
            assert document.notice


def assert_three_accounts_per_role_can_sign_in() -> None:
    usable = User.objects.exclude(password__startswith="!")
    held = RoleHeld.objects.filter(user__in=usable).values_list("kind", flat=True)
    assert Counter(held) == dict.fromkeys(RoleKind.values, 3)


def assert_the_portal_is_open(plan: Plan) -> None:
    released = NewsArticle.objects.live()
    assert Counter(released.values_list("locale__language_code", flat=True)) == {"zh-hans": 6, "en": 6}
    assert released.filter(release_time=CONFERENCE_RELEASED_AT).count() == 2
    assert released.filter(cover__isnull=False).count() == 4
    assert NewsArticle.objects.filter(live=False).exists()
    assert NewsArticle.objects.filter(_revisions__approved_go_live_at__isnull=False).count() == 2
    assert [len(home.facts) for home in plan.zone.portal_homes.all()] == [4, 4]


def weights_by_project(plan: int) -> dict[int, list[int]]:
    weights: dict[int, list[int]] = {}
    for parent, weight in Item.objects.filter(plan=plan, is_leaf=True).values_list("parent", "weight"):
        weights.setdefault(parent, []).append(int(weight))
    return weights
