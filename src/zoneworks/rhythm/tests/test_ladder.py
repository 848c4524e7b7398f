"""The rules of the ladder asked day by day, and the year run again."""

from __future__ import annotations

from datetime import date

import pytest

from zonekit.supervision import DemandKind
from zoneworks.plans.services import draft_next_version, issue_plan, move_out
from zoneworks.plans.tests.worlds import indicator, leaf, make_plan, say
from zoneworks.rhythm.models import LadderRun
from zoneworks.rhythm.replay import replay_zone
from zoneworks.rhythm.services import run_ladder
from zoneworks.rhythm.tests.living import END, Year
from zoneworks.supervision.models import Order, OrderStep

pytestmark = pytest.mark.django_db
LOOK = date(2023, 6, 12)  # the first working day on or after the 12th


@pytest.fixture
def plan(world):
    return make_plan(world)


def test_nothing_is_demanded_before_the_day_of_the_look(world, plan):
    say(world, "supervision", indicator(plan), date(2023, 5, 31), 1, today=date(2023, 6, 5))

    assert run_ladder(zone=world.zone, today=date(2023, 6, 9)) != []  # begins with what is past: April
    assert {order.figures["month"] for order in Order.objects.all()} == {4}


def test_the_rules_know_what_was_known_the_evening_before(world, plan):
    run_ladder(zone=world.zone, today=date(2023, 6, 9))
    before = Order.objects.count()
    say(world, "supervision", indicator(plan), date(2023, 5, 31), 1000, today=LOOK)

    demands = run_ladder(zone=world.zone, today=LOOK)

    assert all(demand.month == 5 for demand in demands)
    assert Order.objects.count() >= before


def test_a_day_is_asked_once(world, plan):
    run_ladder(zone=world.zone, today=LOOK)
    orders, steps = Order.objects.count(), OrderStep.objects.count()

    assert run_ladder(zone=world.zone, today=LOOK) == []
    assert run_ladder(zone=world.zone, today=date(2023, 6, 9)) == []  # and none behind it
    assert (Order.objects.count(), OrderStep.objects.count(), LadderRun.objects.count()) == (orders, steps, 1)


def test_no_plan_no_demand(world):
    assert run_ladder(zone=world.zone, today=LOOK) == []
    assert not Order.objects.exists()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_year_run_again_is_the_year_that_was(world, plan, seed):
    year = Year(world, plan, seed)
    year.live()

    again = replay_zone(zone=world.zone, year=2023, through=END)

    assert again.differences == ()
    assert len(year.demands) > 20
    assert [one.uid for one in again.replay.demands] == [one.uid for one in year.demands]
    assert {one.kind for one in year.demands} == set(DemandKind)


def test_an_outage_and_a_late_morning_are_run_again_as_they_were(world, plan):
    outage = frozenset(date(2023, month, day) for month in range(3, 10) for day in range(11, 19))
    late = frozenset(date(2023, month, day) for month in range(3, 10) for day in (20, 21, 22, 23))
    year = Year(world, plan, 3, outage=outage, late=late)
    year.live()

    assert replay_zone(zone=world.zone, year=2023, through=END).differences == ()


def test_what_was_written_by_hand_shows_as_a_difference(world, plan):
    Year(world, plan, 1).live(date(2023, 6, 30))
    raised = OrderStep.objects.filter(kind="raise").first()
    OrderStep.objects.filter(pk=raised.pk).update(kind="urge")

    again = replay_zone(zone=world.zone, year=2023, through=date(2023, 6, 30))

    assert not again.is_equal
    assert (raised.order.uid, "raise") in {one.step[:2] for one in again.differences if one.side == "replayed"}


def test_nothing_is_asked_of_a_row_that_has_left_the_plan_before_the_look(world, plan):
    scope = world.scope("supervision")
    later = draft_next_version(scope=scope, plan=plan, notice_title="调整通知", reason="x")
    move_out(scope=scope, item=leaf(later, "1.02.2"), reason="土地未落实")
    later.refresh_from_db()
    issue_plan(scope=scope, plan=later, today=date(2023, 6, 5))  # after May, before May is looked at

    run_ladder(zone=world.zone, today=date(2023, 6, 12))

    asked = set(Order.objects.values_list("subject_key", flat=True))
    assert str(leaf(plan, "1.02.1").pk) in asked
    assert str(leaf(plan, "1.02.2").pk) not in asked
    assert replay_zone(zone=world.zone, year=2023, through=date(2023, 6, 12)).differences == ()
