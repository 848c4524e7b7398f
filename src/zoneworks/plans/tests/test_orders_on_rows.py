"""On which rows of a plan an order is filed: by rule, with a sentence, and never on one that has gone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.tests.visits import Page, fix_today, visitor
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import OrderDraft, file_orders


@pytest.fixture
def second(plan: Plan, world: World) -> Plan:
    """In force: 1.02.2 has left, 新增 has come."""
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=plan, notice_title="调整通知", reason="x")
    services.move_out(scope=scope, item=leaf(draft, "1.02.2"), reason="土地未落实")
    return services.issue_plan(scope=scope, plan=draft, today=TODAY)


def file_on(world: World, key: object, token: str = "one", today: date = TODAY) -> Order:
    drafted = OrderDraft(
        title="落实用地", content="报告进展", basis=Basis.MINUTES, unit=world.investment, submission=token,
        subject=("item", str(key)),
    )  # fmt: skip
    return file_orders(scope=world.scope("supervision"), zone=world.zone, orders=[drafted], today=today)[0]


def refused_on(world: World, key: object) -> Refused:
    with pytest.raises(Refused) as caught:
        file_on(world, key)
    assert not Order.objects.exists()
    return caught.value


def test_an_order_is_filed_on_a_row_in_force_by_its_key_in_any_version(plan: Plan, second: Plan, world: World) -> None:
    first, later = leaf(plan, "1.01.1"), leaf(second, "1.01.1")
    assert [file_on(world, key.pk, str(key.pk)).state for key in (first, later)] == ["filed", "filed"]


def test_no_order_is_filed_on_a_row_that_was_moved_out(plan: Plan, second: Plan, world: World) -> None:
    gone = leaf(plan, "1.02.2").pk
    told = refused_on(world, gone)
    assert (told.code, "Sub-project 2.2" in str(told), "in no plan in force" in str(told)) == (
        "row_not_in_force", True, True,
    )  # fmt: skip
    with translation.override("zh-hans"):
        assert "不在现行计划内" in str(refused_on(world, gone))


def test_none_on_a_closed_plan_a_draft_another_zones_row_or_nothing(plan: Plan, world: World) -> None:
    waiting = services.draft_next_version(scope=world.scope("supervision"), plan=plan)
    new = Item.objects.create(plan=waiting, name="草案事项", path="9999", level=1)
    assert refused_on(world, new.pk).code == "row_not_in_force"
    for key in ("0", "-1", "999999999999999", "9" * 40, "x", "1 or 1=1"):
        assert refused_on(world, key).code == "row_not_in_force", key
    services.discard_draft(scope=world.scope("supervision"), plan=waiting)
    plan.refresh_from_db()
    services.close_plan(scope=world.scope("supervision"), plan=plan)
    assert refused_on(world, leaf(plan).pk).code == "row_not_in_force"


def test_the_same_form_sent_after_the_row_has_gone_is_the_order_filed_before(plan: Plan, world: World) -> None:
    order = file_on(world, leaf(plan).pk, "twice")
    services.close_plan(scope=world.scope("supervision"), plan=Plan.objects.get())
    assert file_on(world, leaf(plan).pk, "twice") == order


def test_the_page_says_so_and_keeps_what_was_typed(plan: Plan, second: Plan, world: World) -> None:
    fix_today(world.zone)
    client: Client = visitor(world, "supervision")
    address = f"{reverse('supervision:new')}?subject=item:{leaf(plan, '1.02.2').pk}"
    form = Page(client.get(address)).forms[-1]
    typed = {"title": "落实用地", "content": "报告进展", "units": ["A-INV"], "basis": "minutes"}
    answer = client.post(form.action or address, {**form.values, **typed})
    assert answer.status_code == 422
    assert "in no plan in force" in Page(answer).text
    assert "报告进展" in answer.content.decode()
