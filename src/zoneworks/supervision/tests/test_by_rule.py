"""What the rules demand is carried out once, in nobody's name, and told to those concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pytest

from zonekit.supervision import Basis, Consequence, Demand, DemandKind, Rung, Standing, demands_of_clocks
from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.inbox.models import Message
from zoneworks.supervision import concerned
from zoneworks.supervision.bridge import calendar, rules_on, state_of
from zoneworks.supervision.concerned import Concerned
from zoneworks.supervision.models import Order
from zoneworks.supervision.services import demand_consequence_by_rule, file_by_rule, raise_by_rule, urge_orders
from zoneworks.supervision.tests.ordering import brought_to, step
from zoneworks.units.models import Unit

RULE = "two_yellow_months"


@pytest.fixture(autouse=True)
def answering(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The investment department answers for the things 7 and 8."""

    def source(zone: Unit, keys: Iterable[str]) -> Mapping[str, Concerned]:
        known = {"7", "8"} & set(keys)
        one = Concerned("签约落地", "Signed projects", world.investment, (world.science,), world.chief)
        return dict.fromkeys(known, one)

    monkeypatch.setitem(concerned._sources, "item", source)


def demand(key: str = "7", kind: DemandKind = DemandKind.FILE, **more: object) -> Demand:
    given = {
        "uid": f"2023-{key}-{RULE}-09", "key": key, "rule": RULE, "on": TODAY, "basis": Basis.LIGHT,
        "rung": Rung.BLUE, "limit_days": 10, "year": 2023, "month": 9, "figures": {"value": 2},
    }  # fmt: skip
    return Demand(kind, **{**given, **more})  # type: ignore[arg-type]


def interview(key: str = "7") -> Demand:
    return demand(key, DemandKind.CONSEQUENCE, consequence=Consequence.INTERVIEW)


def test_an_order_is_filed_for_whoever_answers_for_its_subject(world: World) -> None:
    filed = file_by_rule(zone=world.zone, demands=[demand(), demand("9"), interview()], today=TODAY)
    [order] = filed.orders
    assert (filed.new, [one.key for one in filed.left]) == (1, ["9"])
    assert (order.unit, order.leader, order.rung, order.limit_days) == (world.investment, world.chief, 1, 10)
    assert (order.subject_kind, order.subject_key, order.rule, order.uid) == ("item", "7", RULE, demand().uid)
    assert [one.unit for one in order.helpers.all()] == [world.science]
    assert order.title.startswith("签约落地：连续2个月")
    assert order.title_en.startswith("Signed projects: ")
    assert order.figures == {"value": 2}
    [step_row] = order.steps.all()
    assert (step_row.by, step_row.rule) == (None, RULE)


def test_the_same_demand_is_carried_out_once(world: World) -> None:
    for _run in range(2):
        file_by_rule(zone=world.zone, demands=[demand()], today=TODAY)
        outcome = demand_consequence_by_rule(zone=world.zone, demands=[interview()], today=TODAY)
    order = Order.objects.get()
    assert outcome.repeated == (order.pk,)
    assert [step_row.kind for step_row in order.steps.all()] == ["file", "demand"]
    assert [one.consequence.value for one in state_of(order, TODAY).owed] == ["interview"]


def test_an_order_with_an_interview_owed_is_closed_after_its_record(world: World) -> None:
    order = brought_to(world, "verify", subject=("item", "7"))
    demanded = interview()
    asked = demand("7", DemandKind.CONSEQUENCE, uid=order.uid, consequence=Consequence.INTERVIEW)
    assert demand_consequence_by_rule(zone=world.zone, demands=[asked], today=TODAY).count == 1
    step(world, order, "hold", TODAY, consequence=demanded.id, words="约谈投资促进部负责人，议定10月底前完成。")
    step(world, order, "close", TODAY)
    order.refresh_from_db()
    assert order.state == "closed"


def test_expired_orders_go_up_one_rung_and_everybody_concerned_hears_of_it(world: World) -> None:
    order = brought_to(world, "assign")  # due on 25 September
    day = date(2023, 9, 26)
    standing = Standing(order.uid, "", Basis(order.basis), state_of(order, day))
    demands = demands_of_clocks([standing], day, calendar(), rules_on(day))
    for _run in range(2):
        raise_by_rule(zone=world.zone, demands=demands, today=day)
    order.refresh_from_db()
    assert (order.rung, order.state, order.due) == (1, "assigned", state_of(order, day).due)
    told = Message.objects.filter(kind="order_raised")
    assert {message.user.username for message in told} == {"officer", "cooperating", "supervision"}
    assert {message.words_en for message in told} == {
        f"No. 1 (2023) “Bring signed projects to the ground” (Investment): raised to “Blue order”. Due on "
        f"{order.due.day} {order.due:%b %Y}."
    }


def test_rules_leave_no_rung_out(world: World) -> None:
    order = brought_to(world, "assign")
    up = demand("7", DemandKind.RAISE, uid=order.uid, rung=Rung.RED, on=date(2023, 9, 26))
    outcome = raise_by_rule(zone=world.zone, demands=[up], today=date(2023, 9, 26))
    assert [refused.code for refused in outcome.refused.values()] == ["rung_skipped"]


def test_each_unit_is_told_once_of_many(world: World) -> None:
    orders = [brought_to(world, "accept") for _number in range(3)]
    Message.objects.all().delete()
    urge_orders(scope=world.scope("supervision"), zone=world.zone, orders=[order.pk for order in orders], today=TODAY)
    said = {message.user.username: message.words for message in Message.objects.all()}
    assert said.keys() == {"officer", "cooperating"}
    assert said["officer"] == "投资促进部：3项督办事项已催办，最早一项2023年9月25日到期。"
