"""The life of an order through its services."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.common.errors import Overtaken
from zoneworks.supervision import services
from zoneworks.supervision.bridge import columns_of, state_of
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.tests.ordering import FILED, WAY, brought_to, draft, filed, refusal, step

AFTER = {
    "assign": "assigned", "accept": "accepted", "start": "in_hand", "report": "reported", "verify": "verified",
    "close": "closed",
}  # fmt: skip


@pytest.mark.parametrize("last", WAY)
def test_an_order_goes_its_way_from_assignment_to_the_end(world: World, last: str) -> None:
    order = brought_to(world, last)

    assert order.state == AFTER[last]
    assert order.steps.count() == order.revision == WAY.index(last) + 2
    assert order.due == date(2023, 9, 25)  # 15 working days after Monday 4 September


def test_orders_are_numbered_within_the_zone_and_the_year_without_gaps(world: World) -> None:
    orders = services.file_orders(
        scope=world.scope("supervision"), zone=world.zone, today=FILED,
        orders=[draft(world.investment), draft(world.science)],
    )  # fmt: skip
    refusal(lambda: filed(world, title=" "))
    assert [order.number for order in orders] == [1, 2]
    assert filed(world).number == 3
    assert filed(world, today=date(2024, 1, 2)).number == 1


def test_the_same_form_sent_twice_files_once(world: World) -> None:
    first = filed(world, submission="twice")
    assert filed(world, submission="twice") == first
    assert filed(world).number == 2
    assert Order.objects.count() == 2


def test_the_same_step_sent_twice_is_taken_once(world: World) -> None:
    order = brought_to(world, "assign")
    scope, seen = world.scope("officer"), order.revision
    for _time in range(2):
        services.accept_order(scope=scope, order=order, seen=seen, submission="again", today=FILED)
    assert OrderStep.objects.filter(order=order, kind="accept").count() == 1


def test_who_looked_before_a_colleague_acted_is_told_who_was_first(world: World) -> None:
    order = brought_to(world, "report")
    seen = order.revision
    step(world, order, "verify", TODAY)
    sent = {"seen": seen, "submission": "late", "today": TODAY, "reason": "缺材料"}
    told = refusal(lambda: services.return_order(scope=world.scope("supervision"), order=order, **sent))
    assert isinstance(told, Overtaken)
    assert str(told) == (
        "supervision was first with order No. 1 (2023) (Verified, 8 Oct 2023). Load it again and look once more."
    )


def test_what_the_row_keeps_is_what_the_engine_makes_of_the_steps(world: World) -> None:
    order = brought_to(world, "start")
    step(world, order, "ask", date(2023, 9, 20))
    step(world, order, "grant", date(2023, 9, 21))
    step(world, order, "suspend", date(2023, 9, 22))
    order.refresh_from_db()
    kept = columns_of(state_of(order, TODAY))
    assert {name: getattr(order, name) for name in kept} == kept
    assert order.is_suspended
    assert order.extensions == 1
