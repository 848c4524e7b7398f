"""The supervision board with 5,000 orders, as requests through the whole stack; and 95 orders done at once."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_zone, start

if TYPE_CHECKING:
    from zoneworks.accounts.access import Scope
    from zoneworks.supervision.models import Order
    from zoneworks.units.models import Unit

ALL, MANY = 5000, 95
FIRST, TODAY = date(2023, 1, 9), date(2023, 10, 8)
LIMIT = 0.1


def run() -> list[Measured]:
    start()
    scope, zone, units = make_zone()
    profile_on(zone)
    orders = file_all(scope, zone, units)
    carry(scope, zone, orders)
    return [*of_pages(scope), *of_many(scope, zone, units)]


def profile_on(zone: Unit) -> None:
    from zoneworks.units.models import ZoneProfile

    ZoneProfile.objects.filter(zone=zone).update(fixed_today=TODAY)


def drafts(units: list[Unit], count: int, mark: str) -> list[Any]:
    from zoneworks.supervision.choices import Basis
    from zoneworks.supervision.entries import OrderDraft

    bases = list(Basis)
    return [
        OrderDraft(
            title=f"督办事项{mark}{number}", content="请反馈进展。", basis=bases[number % len(bases)],
            unit=units[number % 20], helpers=(units[(number + 7) % 20],), submission=f"{mark}-{number}",
            is_urgent=number % 9 == 0, is_major=number % 11 == 0,
        )
        for number in range(count)
    ]  # fmt: skip


def file_all(scope: Scope, zone: Unit, units: list[Unit]) -> list[Order]:
    """Spread over the year, a hundred on each of its days."""
    from zoneworks.supervision.services import file_orders

    wanted, found = drafts(units, ALL, "a"), []
    for place in range(0, ALL, 100):
        day = FIRST + timedelta(days=place // 100 * 5)
        found += file_orders(scope=scope, zone=zone, orders=wanted[place : place + 100], today=day)
    return found


def carry(scope: Scope, zone: Unit, orders: list[Order]) -> None:
    """Four of five are assigned on the day of their filing; a quarter of those is struck off."""
    from zoneworks.supervision.choices import StepKind
    from zoneworks.supervision.entries import Move
    from zoneworks.supervision.services.moving import take_steps

    for place in range(0, ALL, 100):
        chosen = [order for number, order in enumerate(orders[place : place + 100]) if number % 5]
        day = orders[place].filed_on
        take_steps(zone, [Move(order.pk, StepKind.ASSIGN, f"b-{order.pk}") for order in chosen], day, scope=scope)
        ended = [
            Move(order.pk, StepKind.STRIKE_OFF, f"c-{order.pk}", data={"reason": "任务调整"}) for order in chosen[::4]
        ]
        take_steps(zone, ended, day, scope=scope)


def of_pages(scope: Scope) -> list[Measured]:
    from django.test import Client

    client = Client()
    client.force_login(scope.user, backend="django.contrib.auth.backends.ModelBackend")
    plain = best_of(5, lambda: client.get("/en/accounts/mine/password/"))
    form = "a page with one form"
    return [
        Measured(f"supervision board, 5,000 orders, {what}", best_of(7, ask(client, path)), form, plain, LIMIT)
        for what, path in (
            ("open ones", "/en/supervision/"),
            ("all, by number", "/en/supervision/?state=all&sort=-number"),
            ("overdue, of a unit", "/en/supervision/?clock=overdue&unit=Z0-3"),
            ("words", "/en/supervision/?state=all&text=a499"),
            ("of an earlier day", "/en/supervision/?as_of=2023-06-30"),
        )
    ]


def ask(client: Any, path: str) -> Any:
    def get() -> None:
        assert client.get(path).status_code == 200

    return get


def of_many(scope: Scope, zone: Unit, units: list[Unit]) -> list[Measured]:
    """Each done once: what is done is done."""
    from zoneworks.supervision.services import assign_orders, file_orders, urge_orders

    alone = timed(lambda: file_orders(scope=scope, zone=zone, orders=drafts(units, 1, "d"), today=TODAY))
    wanted, orders = drafts(units, MANY, "e"), []
    filed = timed(lambda: orders.extend(file_orders(scope=scope, zone=zone, orders=wanted, today=TODAY)))
    chosen = [(order.pk, order.revision) for order in orders]
    assigned = timed(
        lambda: assign_orders(scope=scope, zone=zone, orders=chosen, submission="f", today=TODAY, words="请抓紧。")
    )
    urged = timed(lambda: urge_orders(scope=scope, zone=zone, orders=[key for key, _seen in chosen], today=TODAY))
    one = f"one order filed by itself, {MANY} times"
    return [
        Measured(f"{MANY} orders {what} at once", seconds, one, alone * MANY, 2)
        for what, seconds in (("filed", filed), ("assigned", assigned), ("urged", urged))
    ]


def timed(call: Any) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
