"""The strip of months on the page of a row, and how long its light has lasted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from zonekit.plans import month_end
from zoneworks.plans.board import build_board
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, say

Enter = Callable[[str], Client]


@pytest.fixture
def stalled(plan: Plan, world: World) -> Plan:
    """Signed as scheduled until March, nothing more since: confirmed each month by the supervision office."""
    one = indicator(plan)
    for month in range(1, 10):
        value = 8 * min(month, 3)
        say(world, "supervision", one, month_end(2023, month), value, today=TODAY)
    return plan


def test_each_month_that_ended_opens_the_row_as_of_its_end(stalled: Plan, enter: Enter) -> None:
    address = reverse("plans:item", args=[leaf(stalled).pk])
    links = Page(enter("officer").get(address)).links
    opened = [link for link in links if link.startswith(address) and "as_of=" in link]
    assert opened == [f"{address}?as_of={month_end(2023, month)}" for month in range(1, 10)]
    assert enter("officer").get(opened[5]).status_code == 200


def test_a_row_says_for_how_many_months_it_has_been_red(stalled: Plan, world: World, enter: Enter) -> None:
    row = build_board(world.scope("officer"), stalled, TODAY).row(leaf(stalled).pk)
    assert row is not None
    assert row.lights.overall == "red"
    lasted = 0
    for word in reversed(row.months[:9]):
        if word != "red":
            break
        lasted += 1
    assert row.run == lasted > 1
    said = f"red for {lasted} months running"
    assert said in Page(enter("officer").get(reverse("plans:item", args=[row.item]))).text
    assert said in Page(enter("officer").get(reverse("plans:wall"))).text


@pytest.mark.parametrize("as_of", [date(2023, 3, 5), date(2023, 1, 20)])
def test_green_and_the_first_weeks_have_nothing_to_count(stalled: Plan, world: World, as_of: date) -> None:
    row = build_board(world.scope("officer"), stalled, as_of).row(leaf(stalled).pk)
    assert row is not None
    assert row.run == 0
