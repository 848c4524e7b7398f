"""What people enter: bonuses with evidence, marks of leaders, undoing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World
from zoneworks.reports.tests.reporting import refusal
from zoneworks.scoring import services
from zoneworks.scoring.computing import compute
from zoneworks.scoring.models import Entry, Rulebook
from zoneworks.scoring.periods import period_named
from zoneworks.scoring.tests.scores import EVE, QUARTER


def enter(world: World, rule: str = "visits", amount: str = "2", token: str = "e1", persona: str = "supervision"):
    return services.enter_score(
        scope=world.scope(persona), zone=world.zone, unit=world.investment, rule=rule, period=QUARTER,
        amount=Decimal(amount), words="承办招商推介会", today=EVE, submission=token,
    )  # fmt: skip


def mark(world: World, amount: str, token: str, persona: str = "leader"):
    return services.mark_leader_share(
        scope=world.scope(persona), zone=world.zone, unit=world.investment, rule="leader", period=QUARTER,
        mark=Decimal(amount), words="推进有力", today=EVE, submission=token,
    )  # fmt: skip


def line_of(world: World, key: str) -> Decimal:
    scores = compute(world.zone, period_named(QUARTER), TODAY).scores
    return scores.league.by_unit["A-INV"].line(key).points


def test_an_entry_counts_up_to_its_cap_and_no_longer_when_taken_back(
    world: World, plan: Plan, rulebook: Rulebook
) -> None:
    entry = enter(world)
    assert line_of(world, "visits") == 1
    more = enter(world, amount="9", token="e2")
    assert line_of(world, "visits") == 2

    for one in (entry, more):
        services.undo_entry(scope=world.scope("supervision"), entry=one, words="登记有误", today=EVE)

    assert line_of(world, "visits") == 0
    assert Entry.objects.count() == 4


def test_an_entry_sent_twice_is_one(world: World, plan: Plan, rulebook: Rulebook) -> None:
    assert enter(world).pk == enter(world).pk
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "amount", "code"),
    [
        ("late_reports", "1", "rule_reads_register"),
        ("items", "1", "rule_reads_register"),
        ("leader", "1", "rule_takes_marks"),
        ("nothing", "1", "rule_unknown"),
        ("visits", "0", "amount_too_small"),
        ("visits", "-1", "amount_too_small"),
    ],
)
def test_entries_are_refused_where_a_register_is_read(
    world: World, plan: Plan, rulebook: Rulebook, rule: str, amount: str, code: str
) -> None:
    assert refusal(lambda: enter(world, rule, amount)).code == code
    assert not Entry.objects.exists()


def test_only_the_office_enters_and_only_leaders_mark(world: World, plan: Plan, rulebook: Rulebook) -> None:
    assert refusal(lambda: enter(world, persona="leader")).code == "not_yours"
    assert refusal(lambda: mark(world, "10", "m0", "supervision")).code == "not_yours"


def test_the_later_mark_of_a_leader_stands(world: World, plan: Plan, rulebook: Rulebook) -> None:
    assert line_of(world, "leader") == 0
    mark(world, "12", "m1")
    mark(world, "15.5", "m2")

    assert line_of(world, "leader") == Decimal("15.50")
    assert refusal(lambda: mark(world, "20.1", "m3")).code == "mark_out_of_range"


def test_an_entry_is_taken_back_once(world: World, plan: Plan, rulebook: Rulebook) -> None:
    office, entry = world.scope("supervision"), enter(world)
    undone = services.undo_entry(scope=office, entry=entry, words="登记有误", today=EVE)

    again = refusal(lambda: services.undo_entry(scope=office, entry=entry, words="登记有误", today=EVE))
    assert again.code == "entry_undone"
    assert refusal(lambda: services.undo_entry(scope=office, entry=undone, words="x", today=EVE)).code == "entry_undoes"
