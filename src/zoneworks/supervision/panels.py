"""What the page of a row of the plan shows of orders on it, to those who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.supervision.addresses import order_address
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import orders_of_subject
from zoneworks.supervision.words import number_of
from zoneworks.ui.addresses import address
from zoneworks.ui.panels import Panel, register
from zoneworks.units.models import Unit

SHOWN = 12


class PlanOf(Protocol):
    @property
    def zone(self) -> Unit: ...


class Row(Protocol):
    """A row of a plan, as its own page hands it over."""

    pk: int
    origin_id: int | None

    @property
    def plan(self) -> PlanOf: ...


@dataclass(frozen=True)
class Line:
    order: Order
    number: str
    url: str


def build(request: HttpRequest, item: Row) -> dict[str, Any] | None:
    """Orders on the row, the newest first; for whoever reads none of them there is nothing, unless they file them."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone, key = item.plan.zone, str(item.origin_id or item.pk)
    orders = orders_of_subject(scope, zone, "item", [key])[:SHOWN]
    lines = [Line(order, number_of(order), order_address(request, order)) for order in orders]
    may_file = scope.is_supervising(zone) and not request.is_history  # type: ignore[attr-defined]
    if not lines and not may_file:
        return None
    new_url = address(request, "supervision:new", subject=f"item:{key}") if may_file else ""
    return {"lines": lines, "new_url": new_url}


register(Panel("plans.item", 20, "supervision/panel.html", build))
