"""What a page shows as of an earlier day is what was known on it: whatever comes later does not change a word of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import unified_diff

import pytest
from django.urls import reverse

from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.inbox.models import Message
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf, make_plan, make_world
from zoneworks.reports.tests.reporting import AUGUST
from zoneworks.rhythm.services import run_ladder
from zoneworks.scoring import services as scoring
from zoneworks.scoring.models import Publication
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.tests.scores import find_false, issue
from zoneworks.supervision.models import Order
from zoneworks.supervision.tests.ordering import brought_to, filed, step
from zoneworks.verification.services import withdraw_ruling
from zoneworks.verification.tests.voices import check, confirmed, rule

THEN, BEFORE, SOON = date(2023, 9, 20), date(2023, 9, 11), date(2023, 9, 26)
LATER = date(2023, 10, 7)
READERS = ("supervision", "leader", "officer")


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


@pytest.fixture
def order(world: World, plan: Plan) -> Order:
    """Of a row, due on 25 September, accepted; a ruling, a check and the scores of half a year beside it."""
    order = brought_to(world, "accept", subject=("item", str(leaf(plan).pk)))
    report = confirmed(world, plan, about=AUGUST, today=BEFORE)
    check(world, report, "insufficient", today=BEFORE)
    rule(world, plan, "yellow", about=AUGUST, today=BEFORE)
    issue(world)
    scoring.publish_scores(
        scope=world.scope("supervision"), zone=world.zone, period=period_named("2023Q2"), today=BEFORE
    )
    return order


def first_scores() -> int:
    return Publication.objects.earliest("pk").pk


def happen(world: World, plan: Plan, order: Order) -> None:
    """Much, after the day looked at."""
    office = world.scope("supervision")
    run_ladder(zone=world.zone, today=SOON)
    step(world, order, "report", SOON, words="后来才说的话")
    step(world, order, "verify", LATER)
    step(world, order, "close", LATER)
    filed(world, today=LATER, title="后来的督办", subject=("item", str(leaf(plan).pk)))
    report = confirmed(world, plan, "1.01.2", AUGUST, today=LATER, persona="section_officer")
    check(world, report, "false", today=LATER, reason="后来查实")
    find_false(leaf(plan).reports.get(about=AUGUST), on=LATER)
    standing = rule(world, plan, "red", about=AUGUST, today=LATER, reason="后来的认定")
    withdraw_ruling(scope=office, ruling=standing, reason="后来撤回", today=LATER, submission="w")
    scoring.finalise_scores(scope=office, publication=Publication.objects.get(), today=LATER)
    scoring.publish_scores(scope=office, zone=world.zone, period=period_named("2023Q3"), today=TODAY)


Address = Callable[[Plan, Order], str]
PAGES: dict[str, Address] = {
    "board": lambda plan, order: reverse("supervision:board") + "?state=all",
    "order": lambda plan, order: reverse("supervision:order", args=[order.pk]),
    "two lights": lambda plan, order: reverse("verification:lights") + "?month=2023-08",
    "lights of a row": lambda plan, order: reverse("verification:item", args=[leaf(plan).pk]) + "?month=2023-08",
    "verification": lambda plan, order: reverse("verification:month") + "?month=2023-08",
    "item": lambda plan, order: reverse("plans:item", args=[leaf(plan).pk]),
    "reason": lambda plan, order: reverse("plans:reason", args=[leaf(plan).pk]),
    "plan board": lambda plan, order: reverse("plans:board"),
    "scores": lambda plan, order: reverse("scoring:league"),
    "published scores": lambda plan, order: reverse("scoring:publication", args=[first_scores()]),
    "score sheet": lambda plan, order: reverse("scoring:sheet", args=[first_scores(), "A-INV"]),
    "dispatch": lambda plan, order: reverse("rhythm:dispatch", args=["2023-09-15"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_an_earlier_day_is_shown_as_it_was_known(world: World, plan: Plan, order: Order, name: str) -> None:
    def told() -> dict[str, list[str]]:
        Message.objects.all().delete()  # how many are unread is told on every page, of now
        address = PAGES[name](plan, order)
        joint = "&" if "?" in address else "?"
        answers = {who: visitor(world, who).get(f"{address}{joint}as_of={THEN.isoformat()}") for who in READERS}
        return {who: Page(answer).words for who, answer in answers.items() if answer.status_code == 200}

    before = told()
    assert before.keys() >= {"supervision", "leader"}
    happen(world, plan, order)
    after = told()
    for who, words in before.items():
        changed = "\n".join(unified_diff(words, after[who], lineterm="", n=0))
        assert not changed, f"{who}\n{changed}"


def test_pages_of_today_tell_what_came_later(world: World, plan: Plan, order: Order) -> None:
    """So that the test above can fail."""
    happen(world, plan, order)
    today = {name: Page(visitor(world, "supervision").get(PAGES[name](plan, order))).text for name in PAGES}
    assert "后来的督办" in today["board"]
    assert "后来才说的话" in today["order"]
    assert "后来撤回" in today["lights of a row"]
