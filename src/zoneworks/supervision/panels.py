"""What the page of a row of the plan shows of orders on it, as on the day, to those who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest

from zoneworks.accounts.access import Scope
from zoneworks.supervision.addresses import order_address
from zoneworks.supervision.board import ALL, Board, Filters
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
    order: Any  # with how it stood on the day: `now_state` ...
    number: str
    url: str


def build(request: HttpRequest, item: Row) -> dict[str, Any] | None:
    """Orders on the row, the newest first; for whoever reads none of them there is nothing, unless they file them."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    zone, key = item.plan.zone, str(item.origin_id or item.pk)
    is_past: bool = request.is_history  # type: ignore[attr-defined]
    board = Board(scope, zone, Filters(state=ALL), request.as_of, is_history=is_past)  # type: ignore[attr-defined]
    orders = board.standing.filter(subject_kind="item", subject_key=key).order_by("-year", "-number")[:SHOWN]
    lines = [Line(order, number_of(order), order_address(request, order)) for order in orders]
    may_file = scope.is_supervising(zone) and not is_past
    if not lines and not may_file:
        return None
    new_url = address(request, "supervision:new", subject=f"item:{key}") if may_file else ""
    return {"lines": lines, "new_url": new_url}


register(Panel("plans.item", 20, "supervision/panel.html", build))
