"""Where the navigation says one is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.nav import PLAN_PAGES
from zoneworks.plans.tests.worlds import World, leaf

Enter = Callable[[str], Client]
PRESENT = re.compile(r'class="nav-link"[^>]*aria-current="page"[^>]*>([^<]+)<')


def test_the_pages_that_belong_to_the_list_of_plans_exist() -> None:
    names = {f"plans:{name}" for name in get_resolver("zoneworks.plans.urls").reverse_dict if isinstance(name, str)}
    assert names >= PLAN_PAGES


@pytest.mark.parametrize(
    ("name", "of_row", "present"),
    [
        ("plan", False, "Plans"),
        ("indicators", False, "Plans"),
        ("item", True, "Board"),
        ("reason", True, "Board"),
        ("facts", True, "Board"),
    ],
)
def test_a_page_is_marked_where_people_look_for_it(
    plan: Plan, enter: Enter, name: str, of_row: bool, present: str
) -> None:
    key = leaf(plan).pk if of_row else plan.pk
    content = enter("supervision").get(reverse(f"plans:{name}", args=[key])).content.decode()
    assert PRESENT.findall(content) == [present]


def test_the_section_of_the_plan_stands_in_the_order_of_the_work(world: World, enter: Enter) -> None:
    content = enter("supervision").get(reverse("plans:all")).content.decode()
    labels = re.findall(r'class="nav-link"[^>]*>([^<]+)<', content)
    work = ["Desk", "Board", "Wall chart", "Monthly reports", "Plans", "Imports", "Light rules"]
    assert labels[: len(work)] == work
