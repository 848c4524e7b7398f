"""Scores drawn up again from the record: the same, whatever was recorded after they were published."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from zoneworks.common.clock import now
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.models import Report
from zoneworks.rhythm.replay_scores import replay_scores
from zoneworks.scoring import services
from zoneworks.scoring.models import Publication
from zoneworks.scoring.tests.scores import AUGUST, QUARTER, issue, points, publish, total
from zoneworks.verification.models import Check

LATER = date(2023, 10, 9)
HOUR = timedelta(hours=1)


@pytest.fixture
def publication(world: World, plan: Plan) -> Publication:
    issue(world)
    return publish(world, plan)


def checked(on: date, at: datetime, finding: str) -> None:
    """What a check of the August report found at a moment."""
    found = Report.objects.get(about=AUGUST)
    Check.objects.create(
        zone=found.zone, item=found.item, about=AUGUST, report=found, finding=finding, reason="复核", on=on, at=at,
        submission=f"check-{at}",
    )  # fmt: skip


def bonus(world: World, token: str) -> object:
    return services.enter_score(
        scope=world.scope("supervision"), zone=world.zone, unit=world.investment, rule="visits", period=QUARTER,
        amount=Decimal(2), words="承办推介会", today=TODAY, submission=token,
    )  # fmt: skip


def equal(world: World) -> list[bool]:
    return [one.is_equal for one in replay_scores(world.zone, 2023, LATER)]


def test_what_is_recorded_later_on_the_day_changes_nothing(world: World, publication: Publication) -> None:
    checked(TODAY, publication.published_at + HOUR, "true")
    bonus(world, "b1")

    assert equal(world) == [True]


def test_what_is_recorded_before_publication_counts_on_the_same_day(world: World, plan: Plan) -> None:
    issue(world)
    bonus(world, "b1")

    made = publish(world, plan)

    assert points(made, "A-INV")["visits"] == 1
    assert equal(world) == [True]


def test_a_check_an_hour_after_the_corrected_scores_changes_neither(world: World, publication: Publication) -> None:
    office = world.scope("supervision")
    made = services.appeal(
        scope=world.scope("officer"), publication=publication, unit=world.investment, line="false_reports",
        words="材料属实。", today=LATER, submission="a1",
    )  # fmt: skip
    services.decide_appeal(scope=office, appeal=made, is_upheld=True, reason="属实。", today=LATER)
    checked(LATER, now(), "true")
    corrected = services.republish_scores(scope=office, publication=publication, reason="更正。", today=LATER)
    assert total(corrected, "A-INV") > total(publication, "A-INV")

    checked(LATER, corrected.published_at + HOUR, "false")

    assert equal(world) == [True, True]


def test_what_is_recorded_with_an_earlier_moment_is_found_out(world: World, publication: Publication) -> None:
    checked(TODAY, publication.published_at - HOUR, "true")

    assert equal(world) == [False]


def test_the_frozen_data_keep_the_moment(publication: Publication) -> None:
    assert datetime.fromisoformat(publication.data["recorded_until"]) == publication.published_at
