"""What the supervision board shows: counts that lead to their orders, one line for each order, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.supervision.words import RUNNING
from zoneworks.accounts.access import Scope
from zoneworks.accounts.subjects import Subject, subjects_of
from zoneworks.documents.asking import Asking, asking_for
from zoneworks.supervision.addresses import board_address, order_address
from zoneworks.supervision.blocks import URGING
from zoneworks.supervision.board import ALL, ASKING, OPEN, OVERDUE, WEEK, Board, Filters
from zoneworks.supervision.bridge import calendar
from zoneworks.supervision.choices import OrderState, Rung
from zoneworks.supervision.models import Order
from zoneworks.supervision.queries import helpers_of
from zoneworks.supervision.words import joined, left_words, number_of, rung_words, state_words
from zoneworks.ui.addresses import address, with_kept
from zoneworks.ui.parts import Crumb, FigureCell
from zoneworks.units.models import Unit
from zoneworks.units.queries import units_of_zone

ASKED = ("state", "rung", "unit", "clock", "urgency", "origin", "text", "sort")


@dataclass(frozen=True)
class Line:
    """An order of the table. `ticket`: what ticking it sends. `left`: words on its time; `is_late`: past its day."""

    order: Order
    number: str
    url: str
    subject: Subject | None
    helpers: list[Unit]
    left: str
    is_late: bool
    ticket: str

    @property
    def helper_names(self) -> str:
        return joined([unit.title for unit in self.helpers])

    @property
    def subject_url(self) -> str:
        return self.subject.url if self.subject else ""


class BoardPage:
    def __init__(self, request: HttpRequest, zone: Unit) -> None:
        self.request, self.zone = request, zone
        self.scope: Scope = request.scope  # type: ignore[attr-defined]
        self.as_of: date = request.as_of  # type: ignore[attr-defined]
        self.is_history: bool = request.is_history  # type: ignore[attr-defined]
        self.filters = Filters.of(request.GET.dict())
        self.board = Board(self.scope, zone, self.filters, self.as_of, is_history=self.is_history)

    @property
    def trail(self) -> list[Crumb]:
        return [Crumb(_("Supervision board"))]

    @cached_property
    def is_office(self) -> bool:
        return self.scope.is_supervising(self.zone)

    @cached_property
    def may_write(self) -> bool:
        return self.is_office and not self.is_history

    @cached_property
    def token(self) -> str:
        """What is done with those ticked is done once, however often the form is sent."""
        return uuid4().hex

    @property
    def new_url(self) -> str:
        return address(self.request, "supervision:new") if self.may_write else ""

    @property
    def workbook_url(self) -> str:
        """What is seen, whole."""
        kept = {name: self.request.GET.get(name, "") for name in ASKED}
        return address(self.request, "supervision:workbook", **kept)

    @property
    def urging(self) -> Asking | None:
        """Narrowed to a unit, the paper that urges it."""
        if not self.is_office or not any(code == self.filters.unit for code, _title in self.unit_choices):
            return None
        return asking_for(self.request, URGING, {"unit": self.filters.unit, "as_of": self.as_of.isoformat()})

    # --- counts --------------------------------------------------------------------------------------------------

    def link(self, **changed: str) -> str:
        """The board narrowed differently, the other filters kept."""
        kept = {name: self.request.GET.get(name, "") for name in ASKED}
        return board_address(self.request, **{**kept, **changed})

    @cached_property
    def figures(self) -> list[FigureCell]:
        counts, asked = self.board.counts, self.filters
        rest = {"state": "", "rung": "", "clock": ""}
        cells = [self.cell(pgettext("orders", "Open"), counts.open, not asked.clock and asked.state == OPEN, **rest)]
        for state in (OrderState.FILED, OrderState.REPORTED):
            is_now = asked.state == state.value
            words = _("To be assigned") if state == OrderState.FILED else _("To be verified")
            cells.append(self.cell(words, counts.states[state], is_now, **{**rest, "state": state.value}))
        for clock, words, light in (
            (OVERDUE, _("Overdue"), "red"),
            (WEEK, _("Due this week"), "yellow"),
            (ASKING, _("Extension asked"), "yellow"),
        ):  # fmt: skip
            is_now = asked.clock == clock
            cells.append(self.cell(words, counts.clocks[clock], is_now, light, **{**rest, "clock": clock}))
        return cells

    def cell(self, words: str, count: int, is_now: bool, light: str = "", **changed: str) -> FigureCell:
        return FigureCell(words, count, url=self.link(**changed), light=light if count else "", is_current=is_now)

    @cached_property
    def rung_counts(self) -> list[tuple[int, int, str, bool]]:
        """Open orders by rung, the highest first: rung, count, address, whether looked at."""
        counts = self.board.counts.rungs
        rows = []
        for rung in sorted(counts, reverse=True):
            is_now = self.filters.rung == str(rung)
            rows.append((rung, counts[rung], self.link(rung="" if is_now else str(rung), state="", clock=""), is_now))
        return rows

    @property
    def state_counts(self) -> list[tuple[str, int, str, bool]]:
        counts = self.board.counts.states
        return [
            (state, counts[state], self.link(state=state, rung="", clock=""), self.filters.state == state)
            for state in OrderState.values
        ]

    # --- filters -------------------------------------------------------------------------------------------------

    @property
    def state_choices(self) -> list[tuple[str, str]]:
        return [(ALL, pgettext("orders", "All")), *((state, state_words(state)) for state in OrderState.values)]

    @property
    def rung_choices(self) -> list[tuple[str, str]]:
        return [(str(rung), rung_words(rung)) for rung in Rung.values]

    @cached_property
    def unit_choices(self) -> list[tuple[str, str]]:
        return [(unit.code, unit.title) for unit in units_of_zone(self.zone) if unit.pk != self.zone.pk]

    @property
    def clock_choices(self) -> list[tuple[str, str]]:
        return [(OVERDUE, _("Overdue")), (WEEK, _("Due this week")), (ASKING, _("Extension asked"))]

    @property
    def urgency_choices(self) -> list[tuple[str, str]]:
        return [("urgent", pgettext("order", "Urgent")), ("major", pgettext("order", "Major"))]

    @property
    def origin_choices(self) -> list[tuple[str, str]]:
        return [("rule", _("By rule")), ("person", _("By a person"))]

    @property
    def unfiltered_url(self) -> str:
        return board_address(self.request)

    # --- rows ----------------------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> Page[Any]:
        return self.board.page(self.request.GET.get("page", "1"))

    @cached_property
    def lines(self) -> list[Line]:
        orders = list(self.page)
        named = [(order.subject_kind, order.subject_key) for order in orders if order.subject_kind]
        subjects, helpers = subjects_of(self.scope, named), helpers_of(orders)
        return [
            self.line(order, subjects.get((order.subject_kind, order.subject_key)), helpers[order.pk])
            for order in orders
        ]

    def line(self, order: Order, subject: Subject | None, helpers: list[Unit]) -> Line:
        due, state = order.now_due, order.now_state  # type: ignore[attr-defined]
        runs = due is not None and state in RUNNING and not order.now_is_suspended  # type: ignore[attr-defined]
        days = calendar().between(self.as_of, due) if runs else None
        return Line(
            order=order,
            number=number_of(order),
            url=order_address(self.request, order),
            subject=self.completed(subject),
            helpers=helpers,
            left=left_words(days),
            is_late=runs and due < self.as_of,
            ticket=f"{order.pk}:{order.revision}" if self.may_write else "",
        )

    def completed(self, subject: Subject | None) -> Subject | None:
        """With the date and zone of this page."""
        if subject is None or not subject.url:
            return subject
        return Subject(subject.kind, subject.key, subject.title, with_kept(self.request, subject.url))
