"""The filters of the board by what items are marked with, beside the look a reader chose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans.choices import TagKind
from zoneworks.plans.models import Plan
from zoneworks.plans.services import create_tag
from zoneworks.plans.tests.worlds import World, make_plan


@pytest.fixture
def marked(world: World) -> Plan:
    """Every other sub-project stands in a chapter and under a theme whose code is also the name of a look."""
    scope = world.scope("supervision")
    told = [(TagKind.CHAPTER, "growth", "增长篇", "Growth"), (TagKind.THEME, "light", "轻工业", "Light industry")]
    tags = [
        create_tag(scope=scope, zone=world.zone, kind=kind, code=code, name=name, name_en=name_en)
        for kind, code, name, name_en in told
    ]
    plan = make_plan(world)
    for item in plan.items.filter(is_leaf=True, code__endswith=".1"):
        item.tags.add(*tags)
    return plan


@pytest.mark.parametrize("query", ["chapter=growth", "theme=light", "chapter=growth&theme=light"])
def test_the_board_narrows_to_a_chapter_or_a_theme_and_shows_which(
    marked: Plan, enter: Callable[[str], Client], query: str
) -> None:
    html = enter("leader").get(f"{reverse('plans:board')}?plan={marked.pk}&{query}").content.decode()
    assert "Sub-project 1.1" in html
    assert "Sub-project 1.2" not in html
    for pair in query.split("&"):
        assert f'<option value="{pair.partition("=")[2]}" selected>' in html


def test_a_theme_of_the_plan_is_no_look_and_a_look_no_theme(marked: Plan, enter: Callable[[str], Client]) -> None:
    client = enter("leader")
    assert "data-theme" not in client.get(f"{reverse('plans:board')}?plan={marked.pk}&theme=light").content.decode()
    looked = client.get(f"{reverse('plans:board')}?plan={marked.pk}&look=dark").content.decode()
    assert 'data-theme="dark"' in looked
    assert "Sub-project 1.2" in looked


def test_an_item_names_its_chapter_and_leads_to_its_items(marked: Plan, enter: Callable[[str], Client]) -> None:
    item = marked.items.filter(code__endswith=".1", is_leaf=True).earliest("pk")
    html = enter("leader").get(reverse("plans:item", args=[item.pk])).content.decode()
    assert "chapter=growth" in html
