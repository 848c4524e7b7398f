"""The form of a draft's figures: generated from its rules, faults beside their figure, guarded by the revision."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zonekit.scoring import Rulebook as Book
from zonekit.scoring import load_rulebooks
from zoneworks.common.errors import Overtaken
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import World
from zoneworks.reports.tests.reporting import refusal
from zoneworks.scoring import services
from zoneworks.scoring.models import Rulebook
from zoneworks.scoring.rule_figures import field_for, figures_of_book, with_figures
from zoneworks.scoring.tests.scores import with_ledger
from zoneworks.scoring.tests.test_rulebooks import draft

Enter = Callable[[str], Client]
ITEMS, BLUE = "groups[0].rules[0].points", "groups[1].rules[1].params.deductions[0].per"
GATE, CAP = "gates[0].requires[0].at_least", "groups[3].rules[0].params.most"


def stated(data: Any) -> dict[str, str]:
    groups = figures_of_book(data)
    own = [one for group in groups for one in group.figures]
    return {one.path: one.value for one in own + [one for g in groups for rule in g.rules for one in rule.figures]}


@pytest.mark.parametrize("book", load_rulebooks(), ids=lambda book: book.code)
def test_every_figure_goes_back_where_it_came_from(book: Book) -> None:
    data = json.loads(json.dumps(dict(book.data)))
    found = stated(data)
    same = {path: Decimal(value) if value else None for path, value in found.items()}

    assert with_figures(data, same) == data
    for path, value in found.items():
        changed = stated(with_figures(data, {path: Decimal("7.25")}))
        assert {one for one in found if changed[one] != found[one]} == ({path} if value != "7.25" else set())


def test_what_zones_change_is_there(world: World) -> None:
    found = stated(with_ledger())

    assert {name: found[name] for name in (ITEMS, BLUE, GATE, CAP, "total")} == {
        ITEMS: "60", BLUE: "-0.5", GATE: "0.9", CAP: "3", "total": "100",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "beside"),
    [
        ("groups[0].points", "groups[0].points"),
        ("groups", "total"),
        ("groups[3].rules[0].params", CAP),
        ("rank_requires[0]", None),
        ("", None),
    ],
)
def test_a_fault_stands_beside_its_figure(path: str, beside: str | None) -> None:
    assert field_for(path, ["total", "groups[0].points", CAP]) == beside


@pytest.fixture
def sending(world: World, enter: Enter) -> tuple[Rulebook, Callable[..., Any]]:
    """A draft, and the form sent with some figures changed."""
    rulebook = draft(world)
    client, url = enter("supervision"), reverse("scoring:change-rulebook", args=[rulebook.pk])
    values = Page(client.get(url)).forms[-1].values

    def send(**changed: str) -> Any:
        return client.post(url, {**values, **changed})

    return rulebook, send


def test_figures_are_kept_and_nothing_else_changes(sending: tuple[Rulebook, Callable[..., Any]]) -> None:
    rulebook, send = sending
    changed = {ITEMS: "58", "groups[0].points": "58", "groups[1].points": "22", "groups[1].rules[0].points": "10"}

    answer = send(**changed, **{BLUE: "−0.75", "most": "", "objection_days": "7"})

    assert answer.status_code == 302
    before = rulebook.data
    rulebook.refresh_from_db()
    figures = {path: Decimal(value) for path, value in changed.items()}
    assert rulebook.data == with_figures(before, {**figures, BLUE: Decimal("-0.75"), "most": None})
    assert (rulebook.objection_days, "most" in rulebook.data) == (7, False)


def test_weights_that_do_not_add_up_name_the_sum_beside_the_group(sending: tuple[Rulebook, Any]) -> None:
    rulebook, send = sending
    answer = send(**{ITEMS: "59", BLUE: "1", "objection_days": "0"})
    errors = answer.context["form"].errors

    assert answer.status_code == 422
    assert set(errors) == {"objection_days"}
    errors = send(**{ITEMS: "59", BLUE: "1"}).context["form"].errors
    assert set(errors) == {"groups[0].points", BLUE}
    assert "add up to 59, the group has 60" in str(errors["groups[0].points"])
    rulebook.refresh_from_db()
    assert rulebook.revision == 0


@pytest.mark.parametrize("value", ["", "x", "1e3"])
def test_what_is_no_figure_is_told_beside_it(sending: tuple[Rulebook, Any], value: str) -> None:
    answer = sending[1](**{ITEMS: value})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {ITEMS})


def test_a_form_of_an_earlier_revision_changes_nothing(world: World, sending: tuple[Rulebook, Any]) -> None:
    rulebook, send = sending
    services.change_rulebook(
        scope=world.scope("supervision"), rulebook=rulebook, rules=with_ledger(), seen=0, objection_days=5,
        draw_up_day=15,
    )  # fmt: skip

    answer = send(**{BLUE: "-0.75"})

    assert answer.status_code == 422
    assert "A colleague changed this rulebook" in answer.content.decode()
    rulebook.refresh_from_db()
    assert stated(rulebook.data)[BLUE] == "-0.5"
    with pytest.raises(Overtaken):
        services.change_figures(
            scope=world.scope("supervision"), rulebook=rulebook, figures={}, seen=0, objection_days=5, draw_up_day=15
        )


def test_only_the_supervision_office_changes_figures(world: World) -> None:
    rulebook = draft(world)

    def write() -> object:
        return services.change_figures(
            scope=world.scope("leader"), rulebook=rulebook, figures={BLUE: Decimal(-1)}, seen=0, objection_days=5,
            draw_up_day=15,
        )  # fmt: skip

    assert refusal(write).code == "not_yours"


def test_the_rules_in_their_form_are_one_step_away(world: World, enter: Enter) -> None:
    url = reverse("scoring:change-rulebook", args=[draft(world).pk])
    client = enter("supervision")

    assert f"{url}?as=data" in client.get(url).content.decode()
    assert "rules" in Page(client.get(f"{url}?as=data")).forms[-1].values
