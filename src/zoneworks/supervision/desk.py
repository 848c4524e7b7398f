"""What orders put on the desk: the unit's own, what waits for the supervision office, what a leader leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import zone_or_404
from zoneworks.desk.sections import Section, register
from zoneworks.supervision import queries_desk
from zoneworks.supervision.addresses import board_address, order_address
from zoneworks.supervision.board import ASKING, OVERDUE
from zoneworks.supervision.bridge import calendar
from zoneworks.supervision.choices import OrderState
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries_desk import OWING, Few, few
from zoneworks.supervision.words import left_words, number_of
from zoneworks.ui.parts import FigureCell
from zoneworks.units.models import Unit

Context = dict[str, Any]
TEMPLATE = "supervision/desk/orders.html"


@dataclass(frozen=True)
class Line:
    order: Order
    number: str
    url: str
    left: str
    is_late: bool


def line_of(request: HttpRequest, order: Order, today: date) -> Line:
    runs = order.due is not None and order.state in OWING and not order.is_suspended
    days = calendar().between(today, order.due) if runs and order.due else None
    url = order_address(request, order)
    return Line(order, number_of(order), url, left_words(days), days is not None and days < 0)


def context_of(request: HttpRequest, found: Few, light: str = "", **words: Any) -> Context:
    """`words`: code, title, the figure's label, what an empty section says, and where all of them are."""
    today: date = request.today  # type: ignore[attr-defined]
    figure = FigureCell(words["figure"], found.count, url=words["url"], light=light if found.count else "")
    lines = [line_of(request, order, today) for order in found.rows]
    return {**words, "count": found.count, "lines": lines, "figures": [figure]}


def asker(request: HttpRequest) -> tuple[Scope, Unit]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return scope, zone_or_404(request)


# --- the officer -----------------------------------------------------------------------------------------------------


def mine(request: HttpRequest) -> Context | None:
    """Orders my units owe something on, in due order: to accept, in hand, returned, overdue."""
    scope, zone = asker(request)
    if not scope.holds([RoleKind.OFFICER], zone):
        return None
    found = few(queries_desk.my_orders(scope, zone))
    today: date = request.today  # type: ignore[attr-defined]
    is_late = any(order.due and order.due < today and not order.is_suspended for order in found.rows)
    return context_of(
        request, found, "red" if is_late else "", code="mine", title=_("Orders of my units"), figure=_("Orders"),
        empty=_("No order waits for your units."), url=board_address(request),
    )  # fmt: skip


# --- the supervision office ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Duty:
    """A kind of work of the supervision office."""

    code: str
    title: Any
    empty: Any
    orders: Callable[[Scope, Unit, date], QuerySet[Order]]
    light: str
    filters: dict[str, str]


OFFICE = (
    Duty(
        "assign", _("Orders to be assigned"), _("Every order filed has been assigned."),
        lambda scope, zone, today: queries_desk.to_assign(scope, zone), "", {"state": OrderState.FILED.value},
    ),
    Duty(
        "decide", _("Extensions to be decided"), _("No unit asks for more time."),
        lambda scope, zone, today: queries_desk.to_decide(scope, zone), "yellow", {"clock": ASKING},
    ),
    Duty(
        "verify", _("Orders to be verified"), _("No report on an order waits."),
        lambda scope, zone, today: queries_desk.to_verify(scope, zone), "", {"state": OrderState.REPORTED.value},
    ),
    Duty(
        "overdue", _("Overdue orders"), _("No order is overdue."), queries_desk.overdue, "red", {"clock": OVERDUE},
    ),
)  # fmt: skip


def office(duty: Duty) -> Callable[[HttpRequest], Context | None]:
    def build(request: HttpRequest) -> Context | None:
        scope, zone = asker(request)
        if not scope.is_supervising(zone):
            return None
        today: date = request.today  # type: ignore[attr-defined]
        return context_of(
            request, few(duty.orders(scope, zone, today)), duty.light, code=duty.code, title=duty.title,
            figure=duty.title, empty=duty.empty, url=board_address(request, **duty.filters),
        )  # fmt: skip

    return build


# --- the leader ------------------------------------------------------------------------------------------------------


def led(request: HttpRequest) -> Context | None:
    """Open orders of my portfolio, the highest rung first."""
    scope, zone = asker(request)
    if not scope.is_leading(zone):
        return None
    return context_of(
        request, few(queries_desk.led(scope, zone)), code="led", title=_("Orders in my portfolio"),
        figure=pgettext("orders", "Orders open"), empty=_("No order is open in your portfolio."),
        url=board_address(request),
    )  # fmt: skip


register(Section("supervision-mine", 25, TEMPLATE, mine))
for order, duty in enumerate(OFFICE, start=51):
    register(Section(f"supervision-{duty.code}", order, TEMPLATE, office(duty)))
register(Section("supervision-led", 65, TEMPLATE, led))
