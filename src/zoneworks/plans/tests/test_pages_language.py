"""Both languages are complete: a Chinese page holds no English word of ours, an English page no Chinese one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import CharField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zoneworks.accounts.models import User
from zoneworks.plans.models import Actual, Indicator, Item, Milestone, Node, Plan
from zoneworks.plans.services import propose_indicator, return_actual
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World, indicator, leaf, make_plan, say

Enter = Callable[[str], Client]
LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
KNOWN_LATIN = {"English", "Excel", "ZoneWorks"}
KNOWN_HAN = ("中文", "切换")


@pytest.fixture
def told(world: World, enter: Enter) -> tuple[Plan, Plan]:
    """A year with reports of every kind, and a draft with proposals; everything typed is there in both languages."""
    plan, draft = make_plan(world), make_plan(world, is_issued=False)
    scope = world.scope("supervision")
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 40)
    returned = say(world, "officer", indicator(plan), date(2023, 9, 30), 60)
    return_actual(scope=scope, fact=returned, today=date(2023, 10, 8), note="…")
    say(world, "officer", indicator(plan), date(2023, 9, 30), 70)
    propose_indicator(scope=scope, item=leaf(plan), name="①", unit="①", kind="cumulative", register="①")
    return plan, draft


def take_words_away() -> None:
    """Whatever people or registers typed is replaced by figures, so that what is left are our own words."""
    Item.objects.update(name="101", name_en="101", goal="102", goal_en="102", deadline_text="", site="103", basis="104")
    Indicator.objects.update(name=Cast("pk", CharField()), name_en="", unit="①", unit_en="①")
    Milestone.objects.update(text="105", text_en="105")
    Node.objects.update(text="106", text_en="106")
    User.objects.update(display_name="①", display_name_en="①")
    Plan.objects.update(title="①", title_en="①", document_no="①", document_no_en="①")


def pages_of(plan: Plan, draft: Plan) -> list[str]:
    row, one, fact = leaf(plan), Indicator.objects.filter(item__plan=draft).first(), Actual.objects.last()
    found = [reverse(f"plans:{name}") for name in ("all", "rules")]
    found += [reverse(f"plans:{name}", args=[plan.pk]) for name in ("plan", "close", "next", "indicators")]
    found += [
        reverse(f"plans:{name}", args=[draft.pk]) for name in ("plan", "issue", "discard", "change", "confirm-all")
    ]
    found += [reverse("plans:change-indicator", args=[draft.pk, one.pk])]
    found += [reverse(f"plans:{name}", args=[row.pk]) for name in ("item", "reason", "facts")]
    found += [reverse("plans:item", args=[row.parent_id]), reverse("plans:return-report", args=[row.pk, f"v{fact.pk}"])]
    found += [f"{reverse('plans:item', args=[row.pk])}?as_of=2023-06-30"]
    return [*found, f"{reverse('plans:indicators', args=[plan.pk])}?state=confirmed"]


def leftovers(words: list[str], pattern: re.Pattern[str], known: set[str] | tuple[str, ...]) -> list[str]:
    """Words of the other language, without those that name themselves and without codes and names of the world."""
    found = []
    for sentence in words:
        text = sentence
        for one in known:
            text = text.replace(one, "")
        if pattern.search(text):
            found.append(sentence)
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_speaks_one_language(told: tuple[Plan, Plan], world: World, enter: Enter, language: str) -> None:
    client = enter("supervision")
    names: set[str] = {unit.name for unit in (world.zone, world.investment, world.section, world.science)}
    names |= {unit.name_en for unit in (world.zone, world.investment, world.science)} - {""}
    names |= {"党工委书记", "分管副主任", "Secretary", "Deputy Director", "督查室"}
    names |= {"类别", "重点项目", "子项目", "Category", "Key project", "Sub-project"}
    pattern, own = (LATIN, KNOWN_LATIN) if language == "zh-hans" else (HAN, KNOWN_HAN)
    known = {*own, *names} if language == "en" else {*own, *(name for name in names if name.isascii())}
    strange: dict[str, Any] = {}
    with translation.override(language):
        take_words_away()
        for url in pages_of(*told):
            answer = client.get(url)
            assert answer.status_code == 200, url
            if left := leftovers(Page(answer).words, pattern, known):
                strange[url] = left
    assert strange == {}
