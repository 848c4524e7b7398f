"""Statements of pages do not grow with the plan or with the number of publications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.common.clock import now
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World, make_plan
from zoneworks.scoring import services
from zoneworks.scoring.gathering.gather import gather
from zoneworks.scoring.gathering.words import Recorded
from zoneworks.scoring.models import Publication, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.rulebooks import book_of
from zoneworks.scoring.tests.scores import EVE, QUARTER

Enter = Callable[[str], Client]


@pytest.mark.parametrize(("projects", "leaves"), [(2, 2), (6, 4)])
def test_gathering_takes_the_same_statements_for_any_plan(
    world: World, rulebook: Rulebook, django_assert_max_num_queries: Any, projects: int, leaves: int
) -> None:
    make_plan(world, projects=projects, leaves=leaves)
    book = book_of(rulebook)

    with django_assert_max_num_queries(20):
        found = gather(world.zone, period_named(QUARTER), book, known_on=EVE, recorded=Recorded(EVE, now()))

    assert sum(len(lines) for lines in found.inputs.items.values()) == projects * leaves


@pytest.mark.parametrize("name", ["publication", "sheet"])
def test_pages_take_the_same_statements_with_more_periods(
    world: World, plan: Plan, publication: Publication, enter: Enter, django_assert_max_num_queries: Any, name: str
) -> None:
    for period, day in (("2023Q1", date(2023, 4, 17)), ("2023Q2", date(2023, 7, 17)), ("2023H1", date(2023, 7, 17))):
        services.publish_scores(
            scope=world.scope("supervision"), zone=world.zone, period=period_named(period), today=day
        )
    url = reverse(f"scoring:{name}", args=[publication.pk, *(["A-INV"] if name == "sheet" else [])])
    client = enter("supervision")
    client.get(url)

    with django_assert_max_num_queries(26):
        assert client.get(url).status_code == 200
