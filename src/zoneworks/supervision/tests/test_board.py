"""The board: whose orders, narrowed how, counted how, as they stood on which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.supervision.board import Board, Filters
from zoneworks.supervision.models import Order
from zoneworks.supervision.tests.ordering import brought_to, filed, step

Enter = Callable[[str], Client]
BOARD_STATEMENTS = 24


@pytest.fixture
def orders(world: World) -> dict[str, Order]:
    """One of each: waiting to be assigned, in hand and late, asking for time, reported, closed, major."""
    found = {
        "filed": filed(world, title="督查事项甲"),
        "late": brought_to(world, "start", title="督查事项乙", is_urgent=True),
        "asking": brought_to(world, "accept", title="督查事项丙", limit_days=30),
        "reported": brought_to(world, "report", title="督查事项丁"),
        "closed": brought_to(world, "close", title="督查事项戊"),
        "major": brought_to(world, "assign", title="督查事项己", is_major=True, limit_days=25),
    }
    step(world, found["asking"], "ask", date(2023, 9, 20), due=date(2023, 11, 1))
    for order in found.values():
        order.refresh_from_db()
    return found


def board(world: World, as_of: date = TODAY, persona: str = "supervision", **filters: str) -> Board:
    given = Filters.of({"state": "all", **filters})
    return Board(world.scope(persona), world.zone, given, as_of, is_history=as_of < TODAY)


NARROWED: list[tuple[dict[str, str], set[str]]] = [
    ({}, {"filed", "late", "asking", "reported", "closed", "major"}),
    ({"state": "open"}, {"filed", "late", "asking", "reported", "major"}),
    ({"state": "closed"}, {"closed"}),
    ({"clock": "overdue"}, {"late"}),
    ({"clock": "asking"}, {"asking"}),
    ({"rung": "2"}, {"late", "major"}),
    ({"urgency": "urgent"}, {"late"}),
    ({"urgency": "major"}, {"major"}),
    ({"origin": "person"}, {"filed", "late", "asking", "reported", "closed", "major"}),
    ({"origin": "rule"}, set()),
    ({"text": "事项丁"}, {"reported"}),
    ({"text": "3"}, {"asking"}),
    ({"unit": "A-INV"}, {"filed", "late", "asking", "reported", "closed", "major"}),
    ({"unit": "A-SCI"}, {"filed", "late", "asking", "reported", "closed", "major"}),
    ({"unit": "A-INV-1"}, set()),
    ({"rung": "9", "clock": "nonsense", "sort": "x"}, {"filed", "late", "asking", "reported", "closed", "major"}),
]


@pytest.mark.parametrize(("filters", "names"), NARROWED, ids=[str(row[0]) for row in NARROWED])
def test_the_board_is_narrowed(
    world: World, orders: dict[str, Order], filters: dict[str, str], names: set[str]
) -> None:
    assert {order.pk for order in board(world, **filters).orders} == {orders[name].pk for name in names}


def test_counts_lead_to_their_orders(world: World, orders: dict[str, Order]) -> None:
    counts = board(world).counts
    assert {state: count for state, count in counts.states.items() if count} == {
        "filed": 1, "in_hand": 1, "accepted": 1, "reported": 1, "closed": 1, "assigned": 1,
    }  # fmt: skip
    assert counts.open == 5
    assert dict(counts.rungs) == {0: 3, 1: 0, 2: 2, 3: 0}
    assert dict(counts.clocks) == {"overdue": 1, "asking": 1, "week": 0}


def test_an_earlier_day_shows_orders_as_they_stood(world: World, orders: dict[str, Order]) -> None:
    step(world, orders["late"], "report", TODAY)
    filed(world, today=TODAY, title="督查事项庚")
    then = {order.title: order.now_state for order in board(world, date(2023, 9, 30)).orders}
    assert then["督查事项乙"] == "in_hand"
    assert "督查事项庚" not in then
    now = {order.title: order.now_state for order in board(world).orders}
    assert now["督查事项乙"] == "reported"
    assert now["督查事项庚"] == "filed"
    before = board(world, date(2023, 9, 19))
    assert before.counts.clocks["asking"] == 0
    assert not board(world, date(2023, 9, 3)).orders.exists()


@pytest.mark.parametrize(("persona", "count"), [("officer", 6), ("cooperating", 6), ("section_officer", 0)])
def test_a_unit_sees_its_own(world: World, orders: dict[str, Order], persona: str, count: int) -> None:
    assert board(world, persona=persona).orders.count() == count


@pytest.mark.parametrize("as_of", [None, "2023-09-30"])
def test_the_number_of_statements_does_not_grow(
    world: World, orders: dict[str, Order], enter: Enter, django_assert_max_num_queries: object, as_of: str | None
) -> None:
    client, url = enter("supervision"), reverse("supervision:board")
    client.get(url)
    for _round in range(2):
        with django_assert_max_num_queries(BOARD_STATEMENTS):  # type: ignore[operator]
            answer = client.get(url, {"state": "all", **({"as_of": as_of} if as_of else {})})
        assert "督查事项戊" in answer.content.decode()
        for number in range(10):
            brought_to(world, "start", title=f"更多{number}")


def test_the_page_counts_in_chinese(world: World, orders: dict[str, Order], enter: Enter) -> None:
    with translation.override("zh-hans"):
        page = enter("supervision").get(reverse("supervision:board"), {"clock": "overdue"}).content.decode()
    assert "督〔2023〕2号" in page
    assert "逾期" in page
    assert "橙色督办单" in page


def test_what_is_seen_leaves_as_a_workbook(world: World, orders: dict[str, Order], enter: Enter) -> None:
    answer = enter("officer").get(reverse("supervision:workbook"), {"clock": "overdue"})
    rows = list(load_workbook(BytesIO(answer.content))["Orders"].values)
    texts = [[str(cell) for cell in row] for row in rows]
    assert sum("No. 2 (2023)" in row for row in texts) == 1
    assert not any("No. 1 (2023)" in row for row in texts)


def test_many_are_assigned_and_urged_with_one_press(
    world: World, enter: Enter, django_assert_max_num_queries: object
) -> None:
    orders = [filed(world, title=f"督查事项{number}") for number in range(12)]
    client = enter("supervision")
    tickets = [f"{order.pk}:{order.revision}" for order in orders]
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        client.post(reverse("supervision:assign"), {"order": tickets, "token": "a" * 32})
    assert set(Order.objects.values_list("state", flat=True)) == {"assigned"}
    tickets = [f"{order.pk}:{order.revision + 1}" for order in orders]
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        client.post(reverse("supervision:urge"), {"order": tickets, "words": "抓紧"})
    client.post(reverse("supervision:urge"), {"order": tickets, "words": "抓紧"})
    assert set(Order.objects.values_list("urged", flat=True)) == {1}
