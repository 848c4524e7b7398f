"""Scores, checks and decisions at which several people are at one moment: each is written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.zoneworks.racing import at_once, done_in, need_real_concurrency, refused_in
from zoneworks.inbox.models import Message
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, make_plan, make_world
from zoneworks.reports.models import Report
from zoneworks.rhythm.models import Decision
from zoneworks.rhythm.services import finish_decision, record_decision
from zoneworks.scoring import services
from zoneworks.scoring.choices import AppealState
from zoneworks.scoring.models import Appeal, Publication, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.tests.scores import AUGUST, QUARTER, find_false, issue, publish
from zoneworks.verification.models import Check
from zoneworks.verification.services import record_check
from zoneworks.verification.tests.voices import confirmed

pytestmark = [pytest.mark.django_db(transaction=True)]
LAST, AFTER = date(2023, 10, 13), date(2023, 10, 16)  # the last day of objections, and the working day after it
Deed = Callable[[], object]


@pytest.fixture(autouse=True)
def _concurrent(db: None) -> None:
    need_real_concurrency()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


@pytest.fixture
def publication(world: World, plan: Plan) -> Publication:
    issue(world)
    return publish(world, plan)


def appealing(world: World, publication: Publication, token: str, line: str = "", today: date = LAST) -> Deed:
    scope = world.scope("officer")
    return lambda: services.appeal(
        scope=scope, publication=publication, unit=world.investment, line=line, words="请复核", today=today,
        submission=token,
    )  # fmt: skip


def test_scores_published_twice_at_once_are_published_once(world: World, plan: Plan) -> None:
    issue(world)
    scope = world.scope("supervision")
    outcomes = at_once(
        *[lambda: services.publish_scores(scope=scope, zone=world.zone, period=period_named(QUARTER), today=TODAY)] * 2
    )
    assert [refused.code for refused in refused_in(outcomes)] == ["published_already"]
    assert Publication.objects.count() == 1
    assert Message.objects.filter(user=world.users["officer"], kind="scores_published").count() == 1


def test_the_same_objection_sent_twice_at_once_is_one(world: World, publication: Publication) -> None:
    outcomes = at_once(*[appealing(world, publication, "same")] * 3)
    assert not refused_in(outcomes)
    assert {one.pk for one in outcomes} == {Appeal.objects.get().pk}


def test_an_objection_upheld_and_rejected_at_once_is_decided_once(world: World, publication: Publication) -> None:
    made = appealing(world, publication, "one")()
    scope = world.scope("supervision")

    def deciding(is_upheld: bool) -> Deed:
        return lambda: services.decide_appeal(
            scope=scope, appeal=Appeal.objects.get(), is_upheld=is_upheld, reason=f"复核{is_upheld}", today=LAST
        )

    outcomes = at_once(deciding(True), deciding(False))
    assert [refused.code for refused in refused_in(outcomes)] == ["appeal_settled"]
    made.refresh_from_db()
    assert made.decision == f"复核{made.state == AppealState.UPHELD}"


@pytest.mark.parametrize("_round", range(4))
def test_no_objection_is_left_open_by_scores_that_become_final(
    world: World, publication: Publication, _round: int
) -> None:
    """About midnight one person still lives in the objection period, and the office already after it."""
    scope = world.scope("supervision")
    at_once(
        lambda: services.finalise_scores(scope=scope, publication=publication, today=AFTER),
        appealing(world, publication, "late"),
    )
    publication.refresh_from_db()
    assert (publication.state == "final") is not Appeal.objects.filter(state=AppealState.OPEN).exists()


@pytest.mark.parametrize("_round", range(3))
def test_no_objection_is_left_open_by_scores_published_anew(
    world: World, publication: Publication, _round: int
) -> None:
    scope = world.scope("supervision")
    made = appealing(world, publication, "first", "false_reports")()
    services.decide_appeal(scope=scope, appeal=made, is_upheld=True, reason="属实", today=LAST)
    find_false(Report.objects.get(about=AUGUST), on=LAST, finding="true")

    def anew() -> Deed:
        return lambda: services.republish_scores(scope=scope, publication=publication, reason="更正", today=LAST)

    outcomes = at_once(anew(), anew(), appealing(world, publication, "second"))
    assert len(done_in(outcomes)) == 1, outcomes
    publication.refresh_from_db()
    assert (publication.state == "replaced") is not Appeal.objects.filter(state=AppealState.OPEN).exists()
    assert Publication.objects.count() == (2 if publication.state == "replaced" else 1)


def test_a_check_sent_twice_at_once_is_recorded_and_told_once(world: World, plan: Plan) -> None:
    report = confirmed(world, plan)
    Message.objects.all().delete()
    scope = world.scope("supervision")
    outcomes = at_once(
        *[
            lambda: record_check(
                scope=scope, report=report, evidence=None, finding="false", reason="现场未见", today=TODAY,
                submission="same",
            )
        ]
        * 3
    )  # fmt: skip
    assert not refused_in(outcomes)
    assert {one.pk for one in outcomes} == {Check.objects.get().pk}
    assert Message.objects.filter(user=world.users["officer"]).count() == 1


def test_a_decision_of_the_dispatch_sent_twice_at_once_is_written_and_ticked_off_once(world: World) -> None:
    scope, thursday = world.scope("supervision"), date(2023, 9, 28)
    sent = {"on": thursday, "words": "办结用地手续", "unit": world.investment, "due": None, "today": TODAY}
    outcomes = at_once(
        *[lambda: record_decision(scope=scope, zone=world.zone, submission="form:same", **sent)] * 3
    )  # fmt: skip
    assert not refused_in(outcomes)
    decision = Decision.objects.get()
    told = Message.objects.filter(user=world.users["officer"])
    assert told.count() == 1
    done = at_once(
        *[lambda: finish_decision(scope=scope, decision=decision, outcome="已办结", today=TODAY)] * 2
    )  # fmt: skip
    assert len(done_in(done)) == 1


def test_a_rulebook_issued_twice_at_once_is_issued_once(world: World, plan: Plan) -> None:
    scope = world.scope("supervision")
    draft = services.draft_rulebook(scope=scope, zone=world.zone, valid_from=date(2023, 1, 1), code="zone_default")
    outcomes = at_once(
        *[
            lambda: services.issue_rulebook(
                scope=scope, rulebook=Rulebook.objects.get(), seen=draft.revision, today=TODAY
            )
        ]
        * 2
    )  # fmt: skip
    assert len(done_in(outcomes)) >= 1
    assert Rulebook.objects.get().revision == draft.revision + 1
