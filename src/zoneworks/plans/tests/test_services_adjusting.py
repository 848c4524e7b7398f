"""Rows out, back, elsewhere; issuing with open orders decided; nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans import queries, services
from zoneworks.plans.choices import Duty, PlanState
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, RowReason
from zoneworks.plans.queries_versions import compared
from zoneworks.plans.services import NewItem, OrderDecision
from zoneworks.plans.services.tables import RowChange, write_table
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, say
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import OrderDraft, assign_orders, file_orders

REASON = "土地未落实"


@pytest.fixture
def next_draft(plan: Plan, world: World) -> Plan:
    return services.draft_next_version(scope=world.scope("supervision"), plan=plan, notice_title="调整通知", reason="x")


@pytest.fixture
def order(plan: Plan, world: World) -> Order:
    """Open, on the row 1.02.2."""
    drafted = OrderDraft(
        title="落实用地", content="报告进展", basis=Basis.MINUTES, unit=world.section, submission="one",
        subject=("item", str(leaf(plan, "1.02.2").pk)),
    )  # fmt: skip
    file_orders(scope=world.scope("supervision"), zone=world.zone, orders=[drafted], today=TODAY)
    return Order.objects.get()


def out(world: World, draft: Plan, code: str = "1.02.2") -> None:
    services.move_out(scope=world.scope("supervision"), item=leaf(draft, code), reason=REASON, reason_en="No land")


def issue(world: World, draft: Plan, *decisions: OrderDecision, today: date = TODAY) -> Plan:
    return services.issue_plan(scope=world.scope("supervision"), plan=draft, today=today, orders=decisions)


# --- rows out and back -----------------------------------------------------------------------------------------------


def test_a_row_moved_out_keeps_its_reason_and_is_whole_in_the_version_before(
    plan: Plan, next_draft: Plan, world: World
) -> None:
    say(world, "supervision", indicator(plan, "1.02.2"), date(2023, 6, 30), 40)
    out(world, next_draft)

    assert not Item.objects.filter(plan=next_draft, code="1.02.2").exists()
    [reason] = RowReason.objects.filter(plan=next_draft)
    assert (reason.item, reason.reason, reason.reason_en) == (leaf(plan, "1.02.2"), REASON, "No land")
    issue(world, next_draft)
    old = leaf(plan, "1.02.2")
    assert [fact.value for fact in queries.values_of(world.scope("officer"), old, TODAY)] == [40]


def test_a_heading_takes_its_rows_along_each_with_the_reason(plan: Plan, next_draft: Plan, world: World) -> None:
    heading = leaf(next_draft, "1.02.1").parent
    assert heading is not None
    services.move_out(scope=world.scope("supervision"), item=heading, reason=REASON)

    assert RowReason.objects.filter(plan=next_draft).count() == 3
    assert compared(world.scope("supervision"), plan, fresh(next_draft)).found.counts_after == (1, 1, 2)


def test_a_row_is_not_moved_out_without_a_reason(next_draft: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.move_out(scope=world.scope("supervision"), item=leaf(next_draft), reason="  ")
    assert (refused.value.code, refused.value.field) == ("text_missing", "reason")
    assert leaf(next_draft)


def test_rows_taken_out_without_a_reason_stop_the_issue(plan: Plan, next_draft: Plan, world: World) -> None:
    services.remove_items(scope=world.scope("supervision"), plan=next_draft, items=[leaf(next_draft, "1.02.2")])

    with pytest.raises(Refused) as refused:
        issue(world, fresh(next_draft))
    assert refused.value.code == "rows_without_reason"
    assert "2.2" in str(refused.value)
    assert (fresh(next_draft).state, fresh(plan).state) == (PlanState.DRAFT, PlanState.ISSUED)


def test_a_table_that_goes_on_with_no_row_needs_no_reason_for_each(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    anew = services.create_plan(scope=scope, zone=world.zone, year=2023, title="新表")
    services.add_items(scope=scope, plan=anew, items=[NewItem({"name": "一项"})])

    assert issue(world, anew).state == PlanState.ISSUED


def test_a_row_put_back_is_as_it_was(plan: Plan, next_draft: Plan, world: World) -> None:
    heading = leaf(plan, "1.01.1").parent
    assert heading is not None
    scope = world.scope("supervision")
    draft_heading = leaf(next_draft, "1.01.1").parent
    services.move_out(scope=scope, item=draft_heading, reason=REASON)
    back = services.put_back(scope=scope, plan=fresh(next_draft), item=heading)

    assert back.origin == heading
    assert compared(scope, plan, fresh(next_draft)).found.is_empty
    assert not RowReason.objects.filter(plan=next_draft).exists()
    # It stands where it stood, before its sibling.
    assert list(Item.objects.filter(plan=next_draft, level=2).order_by("path").values_list("name", flat=True)) == [
        "项目1", "项目2",
    ]  # fmt: skip
    assert indicator(next_draft).facts_id == indicator(plan).pk


def test_a_row_comes_back_below_its_heading_only(plan: Plan, next_draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    services.move_out(scope=scope, item=leaf(next_draft, "1.01.1").parent, reason=REASON)

    with pytest.raises(Refused) as refused:
        services.put_back(scope=scope, plan=fresh(next_draft), item=leaf(plan, "1.01.1"))
    assert refused.value.code == "heading_missing"
    with pytest.raises(Refused) as refused:
        services.put_back(scope=scope, plan=fresh(next_draft), item=leaf(plan, "1.02.1"))
    assert refused.value.code == "row_there"


def test_a_row_moves_below_another_heading(plan: Plan, next_draft: Plan, world: World) -> None:
    scope, other = world.scope("supervision"), leaf(next_draft, "1.02.1").parent
    services.move_item(scope=scope, item=leaf(next_draft, "1.01.1"), parent=other)

    moved = leaf(next_draft, "1.01.1")
    assert (moved.parent, moved.path[-4:]) == (other, "0003")
    [change] = compared(scope, plan, fresh(next_draft)).found.changed
    assert change.is_moved
    with pytest.raises(Refused) as refused:
        services.move_item(scope=scope, item=other, parent=None)
    assert refused.value.code == "row_is_heading"
    with pytest.raises(Refused) as refused:
        services.move_item(scope=scope, item=leaf(next_draft, "1.01.1"), parent=leaf(next_draft, "1.01.2"))
    assert refused.value.code == "parent_has_targets"


@pytest.mark.parametrize("persona", ["leader", "officer", "administrator", "outside_supervision"])
def test_only_the_supervision_office_adjusts(plan: Plan, next_draft: Plan, world: World, persona: str) -> None:
    scope = world.scope(persona)
    row = leaf(next_draft)
    acts: list[Callable[[], object]] = [
        lambda: services.move_out(scope=scope, item=row, reason=REASON),
        lambda: services.put_back(scope=scope, plan=next_draft, item=leaf(plan)),
        lambda: services.move_item(scope=scope, item=row, parent=None),
        lambda: services.explain_row(scope=scope, item=row, reason="x"),
        lambda: services.issue_plan(scope=scope, plan=next_draft, today=TODAY),
        lambda: services.roll_over(scope=scope, plan=plan, year=2024, items=[leaf(plan).pk], today=TODAY),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "not_yours"


def test_a_colleague_who_was_first_is_told_of(next_draft: Plan, world: World) -> None:
    row = leaf(next_draft)
    services.change_item(scope=world.scope("supervision"), item=leaf(next_draft), goal="新目标")

    with pytest.raises(Overtaken):
        services.move_out(scope=world.scope("supervision"), item=row, reason=REASON, seen=row.revision)
    assert leaf(next_draft)


def test_an_issued_version_is_not_adjusted(plan: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.move_out(scope=world.scope("supervision"), item=leaf(plan), reason=REASON)
    assert refused.value.code == "plan_issued"


def test_only_the_latest_version_is_adjusted(plan: Plan, next_draft: Plan, world: World) -> None:
    issue(world, next_draft)

    with pytest.raises(Refused) as refused:
        services.draft_next_version(scope=world.scope("supervision"), plan=fresh(plan))
    assert refused.value.code == "version_outdated"


def test_a_version_never_begins_before_the_last_one(plan: Plan, next_draft: Plan, world: World) -> None:
    with pytest.raises(Refused) as refused:
        issue(world, next_draft, today=date(2023, 2, 27))
    assert refused.value.code == "version_before_last"


# --- open orders of rows that leave ----------------------------------------------------------------------------------


def test_an_open_order_has_to_be_decided_before_the_version_is_issued(
    plan: Plan, next_draft: Plan, order: Order, world: World
) -> None:
    out(world, next_draft)

    with pytest.raises(Refused) as refused:
        issue(world, fresh(next_draft))
    assert refused.value.code == "orders_open"
    assert "落实用地" in str(refused.value)
    assert (fresh(next_draft).state, fresh(plan).state) == (PlanState.DRAFT, PlanState.ISSUED)


def test_an_order_is_struck_off_with_the_reason_of_its_row(next_draft: Plan, order: Order, world: World) -> None:
    out(world, next_draft)
    issue(world, fresh(next_draft), OrderDecision(order.pk, "strike_off", order.revision))

    order.refresh_from_db()
    assert order.state == "struck_off"
    assert order.steps.last().words == REASON


def test_an_order_is_carried_on_with_another_row(plan: Plan, next_draft: Plan, order: Order, world: World) -> None:
    out(world, next_draft)
    other = leaf(next_draft, "1.02.1")
    state = order.state
    issue(world, fresh(next_draft), OrderDecision(order.pk, "carry_on", order.revision, other.pk, "并入"))

    order.refresh_from_db()
    assert (order.subject_kind, order.subject_key) == ("item", str(leaf(plan, "1.02.1").pk))
    assert order.state == state


def test_an_order_is_suspended(next_draft: Plan, order: Order, world: World) -> None:
    scope = world.scope("supervision")
    assign_orders(scope=scope, zone=world.zone, orders=[(order.pk, order.revision)], submission="a", today=TODAY)
    order.refresh_from_db()
    out(world, next_draft)
    issue(world, fresh(next_draft), OrderDecision(order.pk, "suspend", order.revision, words="等待"))

    order.refresh_from_db()
    assert order.is_suspended


def test_a_decision_made_on_a_stale_look_undoes_the_whole_issue(
    plan: Plan, next_draft: Plan, order: Order, world: World
) -> None:
    out(world, next_draft)

    with pytest.raises(Overtaken):
        issue(world, fresh(next_draft), OrderDecision(order.pk, "strike_off", order.revision + 1))
    with pytest.raises(Refused) as refused:
        issue(world, fresh(next_draft), OrderDecision(order.pk, "carry_on", order.revision, 999_999))
    assert refused.value.code == "order_without_row"
    order.refresh_from_db()
    assert order.state != "struck_off"
    assert (fresh(next_draft).state, fresh(plan).state) == (PlanState.DRAFT, PlanState.ISSUED)


def test_orders_on_rows_that_stay_are_nobodys_business(next_draft: Plan, order: Order, world: World) -> None:
    out(world, next_draft, "1.01.2")

    assert issue(world, fresh(next_draft)).state == PlanState.ISSUED
    order.refresh_from_db()
    assert order.state not in {"struck_off", "closed"}


def test_what_waits_on_a_row_that_left_can_still_be_confirmed(plan: Plan, next_draft: Plan, world: World) -> None:
    fact = say(world, "section_officer", indicator(plan, "1.02.2"), date(2023, 9, 30), 70)
    out(world, next_draft)
    issue(world, fresh(next_draft))

    settled = services.confirm_actual(scope=world.scope("supervision"), fact=fact, today=TODAY)
    assert settled.confirmed_on == TODAY


def test_reimporting_into_a_draft_keeps_where_rows_came_from(plan: Plan, next_draft: Plan, world: World) -> None:
    """The services of the import write into the draft of an adjustment as into any other."""
    scope = world.scope("supervision")
    write_table(scope=scope, plan=next_draft, changes=[RowChange(leaf(next_draft).pk, {"goal": "改后目标"})])
    [found] = compared(scope, plan, fresh(next_draft)).found.changed
    assert [one.name for one in found.fields] == ["goal"]


def test_counts_of_belongings_survive_a_round_trip(plan: Plan, next_draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    out(world, next_draft)
    services.put_back(scope=scope, plan=fresh(next_draft), item=leaf(plan, "1.02.2"))

    for model in (Indicator, Milestone):
        assert model.objects.filter(item__plan=next_draft).count() == model.objects.filter(item__plan=plan).count()
    duties = set(leaf(next_draft, "1.02.2").duties.values_list("unit", "duty"))
    assert duties == {(world.section.pk, Duty.RESPONSIBLE), (world.science.pk, Duty.COOPERATING)}


def fresh(plan: Plan) -> Plan:
    return Plan.objects.select_related("zone", "supersedes").get(pk=plan.pk)
