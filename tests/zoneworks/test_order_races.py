"""Orders at which several people, or people and the rules, are at one moment: each thing happens once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail

from tests.zoneworks.racing import at_once, done_in, need_real_concurrency, refused_in
from zoneworks.accounts.models import User
from zoneworks.inbox.models import Digest, Message
from zoneworks.inbox.services import send_digests
from zoneworks.plans import services as plans
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf, make_plan, make_world
from zoneworks.reports.models import Urging
from zoneworks.rhythm.models import LadderRun
from zoneworks.rhythm.owed import owed_in
from zoneworks.rhythm.services import run_ladder, urge_owed
from zoneworks.supervision import services
from zoneworks.supervision.bridge import columns_of, state_of
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.tests.ordering import FILED, brought_to, draft, filed, step

pytestmark = [pytest.mark.django_db(transaction=True)]
EXPIRED = date(2023, 9, 26)  # the working day after orders of 4 September with 15 working days were due
Deed = Callable[[], object]


@pytest.fixture(autouse=True)
def _concurrent(db: None) -> None:
    need_real_concurrency()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def taking(world: World, verb: str, order: Order, today: date = TODAY, token: str = "", **more: object) -> Deed:
    """A step as whoever takes it, on the order as it stands now, not as it will stand then."""
    persona = "officer" if verb in {"accept_order", "start_order", "report_order", "ask_extension"} else "supervision"
    scope, seen, call = world.scope(persona), order.revision, getattr(services, verb)
    sent = {"seen": seen, "submission": token or f"race-{verb}", "today": today, **more}
    return lambda: call(scope=scope, order=order, **sent)


def assigning(world: World, orders: list[Order], token: str) -> Deed:
    scope, chosen = world.scope("supervision"), [(order.pk, order.revision) for order in orders]
    return lambda: services.assign_orders(
        scope=scope, zone=world.zone, orders=chosen, submission=token, today=TODAY
    )  # fmt: skip


def whole(order: Order) -> Order:
    """What the row keeps is what its steps make of it, and the steps are numbered without a gap."""
    order.refresh_from_db()
    assert list(order.steps.order_by("no").values_list("no", flat=True)) == list(range(1, order.revision + 1))
    kept = columns_of(state_of(order, TODAY))
    assert {name: getattr(order, name) for name in kept} == kept
    return order


@pytest.mark.parametrize("_round", range(3))
def test_orders_filed_at_once_are_numbered_without_gap_or_double(world: World, _round: int) -> None:
    scope = world.scope("supervision")

    def filing(*tokens: str) -> Deed:
        drafts = [draft(world.investment, submission=token) for token in tokens]
        return lambda: services.file_orders(scope=scope, zone=world.zone, orders=drafts, today=FILED)

    at_once(filing("a1", "a2"), filing("b1"), filing("c1", "c2", "c3"), filing("a1", "a2"))
    assert list(Order.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("token", ["same", "other"])
def test_an_order_assigned_twice_at_once_is_assigned_once(world: World, token: str) -> None:
    first, second = filed(world), filed(world)
    at_once(assigning(world, [first, second], "same"), assigning(world, [second, first], token))
    for order in (first, second):
        assert whole(order).steps.filter(kind="assign").count() == 1


PAIRS = [
    ("report_order", {"words": "已完成"}, "strike_off_order", {"reason": "任务取消"}, "accept"),
    ("grant_extension", {}, "refuse_extension", {"reason": "理由不足"}, "ask"),
    ("verify_order", {}, "return_order", {"reason": "材料不全"}, "report"),
    ("suspend_order", {"reason": "等待批复"}, "ask_extension", {"due": date(2023, 12, 29), "reason": "等"}, "accept"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "given", "other", "given_too", "start"), PAIRS, ids=[f"{p[0]}/{p[2]}" for p in PAIRS])
def test_of_two_steps_at_once_one_is_taken_and_the_other_is_told_who_was_first(
    world: World, one: str, given: dict, other: str, given_too: dict, start: str
) -> None:
    order = brought_to(world, "accept" if start == "ask" else start, limit_days=60)
    if start == "ask":
        step(world, order, "ask", TODAY, due=date(2023, 12, 29))
        order.refresh_from_db()
    before = order.revision
    outcomes = at_once(taking(world, one, order, **given), taking(world, other, order, **given_too))
    assert [refused.code for refused in refused_in(outcomes)] == ["order_overtaken"]
    assert whole(order).revision == before + 1


def test_the_ladder_asked_twice_at_once_demands_once(world: World) -> None:
    orders = [brought_to(world, "assign") for _number in range(4)]
    outcomes = at_once(*[lambda: run_ladder(zone=world.zone, today=EXPIRED)] * 3)
    assert sorted(len(demands) for demands in outcomes) == [0, 0, 4]
    assert (LadderRun.objects.count(), OrderStep.objects.filter(kind="raise").count()) == (1, 4)
    assert [whole(order).rung for order in orders] == [1, 1, 1, 1]


@pytest.mark.parametrize("_round", range(4))
def test_a_unit_reports_while_the_ladder_runs(world: World, _round: int) -> None:
    """Raised first and the unit is told so, or reported first and not raised; never both from the same look."""
    order = brought_to(world, "accept")
    outcomes = at_once(
        lambda: run_ladder(zone=world.zone, today=EXPIRED),
        taking(world, "report_order", order, today=EXPIRED, words="已完成"),
    )
    assert LadderRun.objects.count() == 1
    kinds = list(whole(order).steps.order_by("no").values_list("kind", flat=True))
    assert kinds[-1] == ("raise" if refused_in(outcomes) else "report")
    assert kinds.count("raise") + kinds.count("report") == 1


def test_an_order_urged_twice_at_once_is_urged_once_with_one_message(world: World) -> None:
    orders = [brought_to(world, "accept") for _number in range(3)]
    Message.objects.all().delete()
    scope, keys = world.scope("supervision"), [order.pk for order in orders]
    at_once(
        lambda: services.urge_orders(scope=scope, zone=world.zone, orders=keys, today=TODAY),
        lambda: services.urge_orders(scope=scope, zone=world.zone, orders=keys[::-1], today=TODAY),
    )
    assert [whole(order).urged for order in orders] == [1, 1, 1]
    assert Message.objects.filter(user=world.users["officer"]).count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_all_that_is_owed_urged_twice_at_once_tells_each_person_once(world: World, _round: int) -> None:
    make_plan(world)
    for _number in range(2):
        brought_to(world, "accept", today=FILED, limit_days=5)
    Message.objects.all().delete()
    scope = world.scope("supervision")
    chosen = [one.key for unit in owed_in(scope, world.zone, TODAY) for one in (*unit.months, *unit.orders)]
    assert len(chosen) > 3
    at_once(*[lambda: urge_owed(scope=scope, zone=world.zone, chosen=chosen, today=TODAY)] * 2)
    told = Message.objects.filter(user=world.users["officer"])
    assert told.count() == 1, [message.words for message in told]
    assert Urging.objects.values("item", "about").distinct().count() == Urging.objects.count() > 0
    assert set(Order.objects.values_list("urged", flat=True)) == {1}


def test_two_workers_at_once_send_one_mail(world: World, settings: object) -> None:
    settings.ZONEWORKS_SENDS_MAIL = True
    settings.WAGTAILADMIN_BASE_URL = "https://zone.example"
    User.objects.filter(username="officer").update(email="officer@zone.example")
    brought_to(world, "assign")
    outcomes = at_once(*[lambda: send_digests(zone=world.zone, on=TODAY)] * 3)
    assert sorted(outcomes) == [0, 0, 1]
    assert (len(mail.outbox), Digest.objects.count()) == (1, 1)


# --- versions of the plan -------------------------------------------------------------------------------------------


def issuing(world: World, draft: Plan, *decisions: plans.OrderDecision) -> Deed:
    scope = world.scope("supervision")
    return lambda: plans.issue_plan(scope=scope, plan=draft, today=TODAY, orders=decisions)


@pytest.fixture
def adjusted(world: World) -> tuple[Plan, Plan, Order]:
    """A version that drops 1.02.2, on which an order stands open."""
    plan = make_plan(world)
    order = filed(world, unit=world.section, subject=("item", str(leaf(plan, "1.02.2").pk)))
    step(world, order, "assign", FILED)
    order.refresh_from_db()
    scope = world.scope("supervision")
    version = plans.draft_next_version(scope=scope, plan=plan, notice_title="调整通知", reason="x")
    plans.move_out(scope=scope, item=leaf(version, "1.02.2"), reason="土地未落实")
    return plan, version, order


def test_a_version_issued_twice_at_once_is_issued_once(world: World, adjusted: tuple[Plan, Plan, Order]) -> None:
    _plan, version, order = adjusted
    decision = plans.OrderDecision(order.pk, "strike_off", order.revision)
    outcomes = at_once(issuing(world, version, decision), issuing(world, version, decision))
    assert [refused.code for refused in refused_in(outcomes)] == ["plan_issued"]
    assert sorted(Plan.objects.values_list("version", "state")) == [(1, "closed"), (2, "issued")]
    assert whole(order).state == "struck_off"
    assert order.steps.filter(kind="strike_off").count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_a_version_is_issued_while_its_unit_takes_the_order_up(
    world: World, adjusted: tuple[Plan, Plan, Order], _round: int
) -> None:
    """The order was decided as it was seen, or the version is not issued; the plan and the order agree."""
    _plan, version, order = adjusted
    decision = plans.OrderDecision(order.pk, "strike_off", order.revision)
    scope, seen = world.scope("section_officer"), order.revision
    outcomes = at_once(
        issuing(world, version, decision),
        lambda: services.accept_order(scope=scope, order=order, seen=seen, submission="race", today=TODAY),
    )
    assert len(done_in(outcomes)) == 1
    version.refresh_from_db()
    assert (version.state == "issued") is (whole(order).state == "struck_off")


@pytest.mark.parametrize("_round", range(3))
def test_an_order_is_filed_on_a_row_while_the_version_that_drops_it_is_issued(
    world: World, adjusted: tuple[Plan, Plan, Order], _round: int
) -> None:
    """No open order is left on a row that has gone without anybody having decided it."""
    plan, version, order = adjusted
    decision = plans.OrderDecision(order.pk, "strike_off", order.revision)
    subject, scope = ("item", str(leaf(plan, "1.02.2").pk)), world.scope("supervision")
    one = draft(world.section, subject=subject)
    at_once(
        issuing(world, version, decision),
        lambda: services.file_orders(scope=scope, zone=world.zone, orders=[one], today=TODAY),
    )
    version.refresh_from_db()
    open_still = Order.objects.filter(state="filed", subject_key=subject[1]).exists()
    assert not (version.state == "issued" and open_still)
