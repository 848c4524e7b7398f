"""The pages on which the supervision office adjusts a plan in mid-year, walked without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from zoneworks.plans import services
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator, Item, Milestone, Plan, RowReason
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, TODAY, World, indicator, leaf, milestone
from zoneworks.supervision.choices import Basis
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import OrderDraft, file_orders

Enter = Callable[[str], Client]


@pytest.fixture
def office(enter: Enter) -> Client:
    return enter("supervision")


@pytest.fixture
def next_draft(plan: Plan, world: World) -> Plan:
    return services.draft_next_version(scope=world.scope("supervision"), plan=plan)


def url(name: str, *keys: int) -> str:
    return reverse(f"plans:{name}", args=list(keys))


def filled(client: Client, address: str, **changes: object) -> HttpResponse:
    """Open a page, fill its one form with what it shows and the changes, and send it."""
    [form] = [form for form in Page(client.get(address)).forms if "seen" in form.values]
    parents = {"parent": ""} if "no" in form.values else {}
    return client.post(address, {**parents, **form.values, **changes})


def test_a_version_is_drafted_with_its_notice(plan: Plan, office: Client) -> None:
    page = Page(office.get(url("next", plan.pk)))
    assert "Title of the notice" in page.text
    office.post(
        url("next", plan.pk), {"notice_title": "关于调整的通知", "document_no": "甲〔2023〕9号", "reason": "因故"}
    )

    draft = Plan.objects.get(version=2)
    assert (draft.notice_title, draft.document_no, draft.reason) == ("关于调整的通知", "甲〔2023〕9号", "因故")
    filled(office, url("notice", draft.pk), notice_title="更正", reason_en="Because", issued_on="2023-10-01")
    draft.refresh_from_db()
    assert (draft.notice_title, draft.reason_en, draft.issued_on) == ("更正", "Because", date(2023, 10, 1))
    shown = Page(office.get(url("plan", draft.pk))).text
    assert "更正" in shown
    assert "What differs from version 1" in shown


def test_a_row_is_moved_in_with_its_indicator_and_milestones(next_draft: Plan, world: World, office: Client) -> None:
    heading = leaf(next_draft).parent
    assert heading is not None
    row = {
        "parent": str(heading.pk), "name": "新增事项", "goal": "完成5个", "responsible": "Investment；科技创新部",
        "leaders": "党工委书记", "deadline": "2023-12-01", "node-20231231": "全部完成", "reason": "新任务",
    }  # fmt: skip
    filled(office, url("new-row", next_draft.pk), **row)
    item = Item.objects.get(plan=next_draft, name="新增事项")
    assert (item.parent, item.deadline) == (heading, date(2023, 12, 1))
    assert [duty.unit for duty in item.duties.order_by("position")] == [world.investment, world.science]
    assert [led.post for led in item.leaders.all()] == [world.chief]
    assert [node.text for node in item.nodes.all()] == ["全部完成"]
    assert RowReason.objects.get(plan=next_draft).reason == "新任务"

    counted = {"name": "个数", "unit": "个", "kind": "cumulative", "direction": "higher", "target": "5", "confirm": "1"}
    filled(office, url("new-indicator", next_draft.pk, item.pk), **counted, **{"due-20231231": "5"})
    one = Indicator.objects.get(item=item)
    assert (one.target, one.state, one.schedule.get().value) == (5, "confirmed", 5)
    steps = {"new1-text": "启动", "new1-due": "2023-10-20", "new1-kind": "start"}
    steps |= {f"new{number}-kind": "node" for number in (2, 3)}
    filled(office, url("milestones", next_draft.pk, item.pk), **steps)
    assert [(one.text, one.kind, one.due) for one in item.milestones.all()] == [("启动", "start", date(2023, 10, 20))]


def test_a_row_is_changed_and_says_why(next_draft: Plan, plan: Plan, world: World, office: Client) -> None:
    row = leaf(next_draft, "1.01.2")
    address = url("row", next_draft.pk, row.pk)
    other = leaf(next_draft, "1.02.1").parent
    assert other is not None
    changes = {"goal": "新目标", "goal_en": "", "responsible": "科技创新部", "cooperating": "", "parent": str(other.pk)}
    answer = filled(office, address, **changes, reason="职责调整")

    assert answer.status_code == 302
    row = leaf(next_draft, "1.01.2")
    assert (row.goal, row.parent) == ("新目标", other)
    assert [duty.unit for duty in row.duties.all()] == [world.science]
    assert RowReason.objects.get(plan=next_draft).item == leaf(plan, "1.01.2")
    rows = Page(office.get(url("rows", next_draft.pk))).text
    assert "Changed 1" in rows


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"responsible": "无此单位"}, "无此单位"),
        ({"leaders": "无此职务"}, "is no post of the zone"),
        ({"name": "", "goal": ""}, "Give a name, or a goal."),
        ({"weight": "-1"}, "does not fit"),
        ({"deadline": "2023-13-01"}, "date"),
        ({"seen": "99"}, "A colleague changed"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(
    next_draft: Plan, office: Client, changes: dict[str, str], said: str
) -> None:
    row = leaf(next_draft)
    answer = filled(office, url("row", next_draft.pk, row.pk), **{"site": "x", "code": "9.9", **changes})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="9.9"' in answer.content.decode()
    assert leaf(next_draft).code == "1.01.1"


def test_a_row_is_moved_out_and_put_back(plan: Plan, next_draft: Plan, office: Client) -> None:
    row = leaf(next_draft, "1.02.2")
    assert filled(office, url("row-out", next_draft.pk, row.pk), reason="").status_code == 422
    filled(office, url("row-out", next_draft.pk, row.pk), reason="土地未落实")
    page = Page(office.get(url("rows", next_draft.pk)))
    assert "土地未落实" in page.text
    assert "Moved out 1" in page.text

    office.post(url("row-back", next_draft.pk, leaf(plan, "1.02.2").pk))
    assert leaf(next_draft, "1.02.2").origin == leaf(plan, "1.02.2")


def test_milestones_are_changed_and_removed(next_draft: Plan, office: Client) -> None:
    row = leaf(next_draft)
    first, last = milestone(next_draft), milestone(next_draft, text="年度评价")
    changes = {f"m{first.pk}-text": "发布完整清单", f"m{first.pk}-kind": "node", f"m{last.pk}-kind": "node"}
    changes |= {f"m{last.pk}-remove": "on"} | {f"new{number}-kind": "node" for number in (1, 2, 3)}
    filled(office, url("milestones", next_draft.pk, row.pk), **changes)

    assert list(Milestone.objects.filter(item=row).values_list("pk", "text")) == [(first.pk, "发布完整清单")]


def test_an_indicator_is_adjusted_from_the_page_of_its_row(next_draft: Plan, office: Client) -> None:
    one = indicator(next_draft)
    address = f"{url('change-indicator', next_draft.pk, one.pk)}?row={one.item_id}"
    answer = filled(office, address, target="150", kind="cumulative", direction="higher")

    assert answer["Location"].startswith(url("row", next_draft.pk, one.item_id))
    one.refresh_from_db()
    assert one.target == 150


def test_issuing_lists_what_leaves_and_asks_what_becomes_of_orders(
    plan: Plan, next_draft: Plan, world: World, office: Client
) -> None:
    subject = ("item", str(leaf(plan, "1.02.2").pk))
    drafted = OrderDraft("落实用地", "报告", Basis.MINUTES, world.section, "one", subject=subject)
    file_orders(scope=world.scope("supervision"), zone=world.zone, orders=[drafted], today=TODAY)
    services.move_out(scope=world.scope("supervision"), item=leaf(next_draft, "1.02.2"), reason="土地未落实")
    order, address = Order.objects.get(), url("issue", next_draft.pk)
    page = Page(office.get(address))
    for words in ("Open order: 落实用地", "土地未落实", "In force from", "no reason"):
        assert words in page.text

    undecided = filled(office, address)
    assert undecided.status_code == 422
    assert "Decide what becomes of this order." in undecided.content.decode()
    without_row = filled(office, address, **{f"choice-{order.pk}": "carry_on"})
    assert "Choose the row on which the order goes on." in without_row.content.decode()
    assert Plan.objects.get(pk=next_draft.pk).state == PlanState.DRAFT
    filled(office, address, **{f"choice-{order.pk}": "strike_off"})
    assert Plan.objects.get(pk=next_draft.pk).state == PlanState.ISSUED
    order.refresh_from_db()
    assert order.state == "struck_off"
    again = office.post(address, {"seen": "0"})
    assert again.status_code == 422
    told = Page(office.get(url("item", leaf(plan, "1.02.2").pk))).text
    for words in ("In the versions of the plan", "Moved out", "土地未落实"):
        assert words in told


def pages_of(draft: Plan, plan: Plan) -> list[str]:
    row = leaf(draft).pk
    found = [url(name, draft.pk) for name in ("notice", "rows", "new-row", "issue")]
    found += [url(name, draft.pk, row) for name in ("row", "row-out", "new-indicator", "milestones")]
    return [*found, url("row-back", draft.pk, leaf(plan).pk)]


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_nobody_else_finds_the_pages_of_an_adjustment(plan: Plan, next_draft: Plan, enter: Enter, persona: str) -> None:
    client = enter(persona)
    for address in pages_of(next_draft, plan):
        found = client.get(address).status_code
        assert found in ({200, 405} if persona == "supervision" else {404}), address
        if persona != "supervision":
            assert client.post(address, {"reason": "x", "seen": "0"}).status_code == 404, address
    assert Item.objects.filter(plan=next_draft).count() == Item.objects.filter(plan=plan).count()


def test_what_is_issued_is_not_adjusted_on_any_page(plan: Plan, office: Client) -> None:
    row = leaf(plan)
    for name, keys in (("rows", ()), ("notice", ()), ("new-row", ()), ("row", (row.pk,)), ("row-out", (row.pk,))):
        answer = office.post(url(name, plan.pk, *keys), {"reason": "x", "notice_title": "x"})
        assert answer.status_code == 302, name
        assert url("plan", plan.pk) in answer["Location"]
    assert leaf(plan)


def test_a_row_of_another_plan_is_not_found_in_a_draft(plan: Plan, next_draft: Plan, office: Client) -> None:
    for name in ("row", "row-out", "new-indicator", "milestones"):
        assert office.get(url(name, next_draft.pk, leaf(plan).pk)).status_code == 404
    assert office.post(url("row-back", next_draft.pk, leaf(next_draft).pk)).status_code == 404


def test_the_list_of_rows_costs_a_fixed_number_of_statements(
    plan: Plan, next_draft: Plan, office: Client, django_assert_max_num_queries: Callable
) -> None:
    office.get(url("rows", next_draft.pk))
    with django_assert_max_num_queries(30):
        office.get(url("rows", next_draft.pk))
