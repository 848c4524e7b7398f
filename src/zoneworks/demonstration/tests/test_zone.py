"""The demonstration zone, made through the services from its own issued table."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.demonstration.places import TODAY
from zoneworks.demonstration.services import is_there, make_zone
from zoneworks.plans.board import build_board
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.models import Indicator, Item, Milestone

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


def weights_by_project(plan: int) -> dict[int, list[int]]:
    weights: dict[int, list[int]] = {}
    for parent, weight in Item.objects.filter(plan=plan, is_leaf=True).values_list("parent", "weight"):
        weights.setdefault(parent, []).append(int(weight))
    return weights
