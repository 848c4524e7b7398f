"""Two versions on one wall chart: each month keeps the light of the version that was in force at its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.plans import services
from zoneworks.plans.board import BoardRow, build_board
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone, quarters, say

Enter = Callable[[str], Client]
JULY = date(2023, 7, 10)


@pytest.fixture
def later(plan: Plan, world: World) -> Plan:
    """On schedule in June by the first version; from July on three times as much is asked for, and one row is new."""
    scope = world.scope("supervision")
    for row in ("1.01.1", "1.02.1"):
        say(world, "supervision", indicator(plan, row), date(2023, 6, 30), 100, today=date(2023, 7, 3))
        say(world, "supervision", indicator(plan, row, "到位率"), date(2023, 6, 30), 45, today=date(2023, 7, 3))
        done = services.MilestoneEntry(milestone(plan, row).pk, date(2023, 4, 12), f"done-{row}")
        services.record_milestone(scope=scope, milestone=milestone(plan, row), entry=done, today=date(2023, 4, 13))
    draft = services.draft_next_version(scope=scope, plan=plan)
    one = indicator(draft)
    services.change_indicator(scope=scope, indicator=one, target=Decimal(400))
    services.set_schedule(scope=scope, indicator=one, schedule=quarters(100, 300, 350, 400))
    services.move_out(scope=scope, item=leaf(draft, "1.02.2"), reason="不再实施")
    services.add_item(scope=scope, plan=draft, parent=leaf(draft).parent, name="新增子项目", code="1.01.9")
    return services.issue_plan(scope=scope, plan=draft, today=JULY)


def row_of(world: World, plan: Plan, code: str, as_of: date = TODAY) -> BoardRow:
    plan.refresh_from_db()
    row = build_board(world.scope("officer"), plan, as_of).row(leaf(plan, code).pk)
    assert row is not None
    return row


def test_the_light_of_june_stays_when_the_target_changes_in_july(plan: Plan, later: Plan, world: World) -> None:
    before, now = row_of(world, plan, "1.01.1"), row_of(world, later, "1.01.1")

    assert now.months[:6] == before.months[:6]
    assert now.months[5] == "green"
    # Judged by the new target alone, June would have been red, as every month since then is.
    assert (now.months[6], now.months[8]) == ("red", "red")


def test_a_run_is_counted_across_versions(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    say(world, "supervision", indicator(plan), date(2023, 3, 31), 1, today=date(2023, 4, 3))
    draft = services.draft_next_version(scope=scope, plan=plan)
    later = services.issue_plan(scope=scope, plan=draft, today=JULY)
    plan.refresh_from_db()
    old, new = row_of(world, plan, "1.01.1"), row_of(world, later, "1.01.1")

    assert new.months == old.months
    assert new.run == old.run > 3


def test_a_row_moved_in_has_no_months_before_it_came(later: Plan, world: World, enter: Enter) -> None:
    row = row_of(world, later, "1.01.9")

    assert row.months[:6] == (None,) * 6
    assert row.months[6] is not None
    page = enter("officer").get(reverse("plans:item", args=[row.item]))
    assert "not in the plan then" in page.content.decode()


def test_each_month_opens_the_row_in_the_version_that_judged_it(plan: Plan, later: Plan, world: World, enter) -> None:
    row = row_of(world, later, "1.01.1")

    assert row.judged_items[:6] == [leaf(plan).pk] * 6
    assert row.judged_items[6:] == [leaf(later).pk] * 6
    page = Page(enter("officer").get(reverse("plans:item", args=[row.item])))
    june = [link for link in page.links if "as_of=2023-06-30" in link]
    assert f"/items/{leaf(plan).pk}/" in june[0]


def test_a_draft_has_judged_nothing(plan: Plan, later: Plan, world: World) -> None:
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=later)
    services.change_indicator(scope=scope, indicator=indicator(draft), target=Decimal(10))
    draft.refresh_from_db()
    row = build_board(scope, draft, TODAY).row(leaf(draft).pk)

    assert row is not None
    assert row.months == row_of(world, later, "1.01.1").months


def test_the_version_before_shows_what_it_judged(plan: Plan, later: Plan, world: World) -> None:
    gone = row_of(world, plan, "1.02.2")

    assert all(gone.months[:6])
    assert row_of(world, plan, "1.01.1", date(2023, 7, 5)).lights.overall == "green"


def test_the_board_of_a_day_is_that_of_the_version_then_in_force(plan: Plan, later: Plan, enter: Enter) -> None:
    client = enter("officer")
    june, july = (
        client.get(reverse("plans:board", query={"as_of": day})).content.decode()
        for day in ("2023-07-09", "2023-07-10")
    )

    assert ("Sub-project 2.2" in june, "新增子项目" in june) == (True, False)
    assert ("Sub-project 2.2" in july, "新增子项目" in july) == (False, True)


def test_the_months_of_a_version_cost_a_fixed_number_of_statements(
    later: Plan, world: World, django_assert_max_num_queries: Callable
) -> None:
    scope = world.scope("officer")
    board = build_board(scope, later, TODAY)
    rows = board.window()
    with django_assert_max_num_queries(8):
        assert [row.months for row in rows]
    with django_assert_max_num_queries(4):
        again = build_board(scope, later, TODAY)
        assert [row.months for row in again.window()]
