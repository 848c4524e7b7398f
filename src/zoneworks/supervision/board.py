"""The supervision board: orders a person may read, narrowed, counted and paged, as they stood on any day.

On an earlier day an order stands as its last step of that day left it; one look-up per order, no replay. The number of
statements does not depend on the number of orders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from zonekit.supervision.words import RUNNING
from zoneworks.accounts.access import Scope
from zoneworks.supervision.choices import OPEN_STATES, OrderState, Rung
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.supervision.queries import orders_readable
from zoneworks.units.models import Unit

ROWS_ON_A_PAGE = 50
STANDING = ("state", "rung", "due", "is_suspended", "asks_extension", "urged", "extensions")
OPEN, ALL = "open", "all"
OVERDUE, ASKING, WEEK = "overdue", "asking", "week"
SORTS: dict[str, list[Any]] = {
    "due": [F("now_due").asc(nulls_last=True), "-year", "-number"],
    "-due": [F("now_due").desc(nulls_last=True), "-year", "-number"],
    "number": ["year", "number"],
    "-number": ["-year", "-number"],
    "rung": ["now_rung", F("now_due").asc(nulls_last=True), "-number"],
    "-rung": ["-now_rung", F("now_due").asc(nulls_last=True), "-number"],
}
LONGEST_WORDS = 80


@dataclass(frozen=True)
class Filters:
    """`state`: a state, "open" or "all". `clock`: "overdue", "asking" (for an extension) or "week" (due this week).
    `urgency`: "urgent" or "major". `origin`: "rule" or "person". `text`: in title, content or number."""

    state: str = OPEN
    rung: str = ""
    unit: str = ""
    clock: str = ""
    urgency: str = ""
    origin: str = ""
    text: str = ""
    sort: str = "due"

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """What an address asks for; what means nothing is left out."""
        state = given.get("state", "")
        return cls(
            state=state if state in {ALL, *OrderState.values} else OPEN,
            rung=given.get("rung", "") if given.get("rung", "") in {str(rung) for rung in Rung.values} else "",
            unit=given.get("unit", "")[:LONGEST_WORDS],
            clock=given.get("clock", "") if given.get("clock", "") in {OVERDUE, ASKING, WEEK} else "",
            urgency=given.get("urgency", "") if given.get("urgency", "") in {"urgent", "major"} else "",
            origin=given.get("origin", "") if given.get("origin", "") in {"rule", "person"} else "",
            text=" ".join(given.get("text", "").split())[:LONGEST_WORDS],
            sort=given.get("sort", "") if given.get("sort", "") in SORTS else "due",
        )

    @property
    def is_active(self) -> bool:
        return self != Filters(sort=self.sort)


@dataclass(frozen=True)
class Counts:
    """Of the orders narrowed by everything but state, rung and clock."""

    states: Mapping[str, int]
    rungs: Mapping[int, int]
    clocks: Mapping[str, int]

    @property
    def open(self) -> int:
        return sum(count for state, count in self.states.items() if state in OPEN_STATES)


class Board:
    def __init__(self, scope: Scope, zone: Unit, filters: Filters, as_of: date, *, is_history: bool = False) -> None:
        self.scope, self.zone, self.filters, self.as_of = scope, zone, filters, as_of
        self.is_history = is_history

    # --- which orders, as they stood -----------------------------------------------------------------------------

    @cached_property
    def standing(self) -> QuerySet[Any]:
        """All the person may read, with how each stood on the day (`now_state` ...)."""
        orders: QuerySet[Any] = orders_readable(self.scope, self.zone)
        if not self.is_history:
            return orders.annotate(**{f"now_{name}": F(name) for name in STANDING})
        taken = OrderStep.objects.filter(order=OuterRef("pk"), on__lte=self.as_of).order_by("-no").values("no")[:1]
        orders = orders.filter(filed_on__lte=self.as_of, steps__no=Subquery(taken))
        return orders.annotate(**{f"now_{name}": F(f"steps__{name}") for name in STANDING})

    @cached_property
    def narrowed(self) -> QuerySet[Any]:
        """By all filters but state, rung and clock."""
        found, asked = self.standing, self.filters
        if asked.unit:
            # Whoever helps is concerned as well.
            helped = Q(pk__in=Order.objects.filter(helpers__unit__code=asked.unit).values("pk"))
            found = found.filter(Q(unit__code=asked.unit) | helped)
        if asked.urgency:
            found = found.filter(**{f"is_{asked.urgency}": True})
        if asked.origin:
            found = found.exclude(rule="") if asked.origin == "rule" else found.filter(rule="")
        return found.filter(self.holding(asked.text)) if asked.text else found

    @staticmethod
    def holding(text: str) -> Q:
        holds = Q(title__icontains=text) | Q(title_en__icontains=text) | Q(content__icontains=text)
        digits = "".join(letter for letter in text if letter.isascii() and letter.isdecimal())
        return holds | Q(number=int(digits)) if digits and len(digits) <= 6 else holds

    @property
    def running(self) -> Q:
        """The unit owes a report and the clock does not stand still."""
        return Q(now_state__in=[state.value for state in RUNNING], now_is_suspended=False)

    @property
    def clocks(self) -> dict[str, Q]:
        running = self.running
        sunday = self.as_of + timedelta(days=6 - self.as_of.weekday())
        return {
            OVERDUE: running & Q(now_due__lt=self.as_of),
            ASKING: Q(now_asks_extension=True),
            WEEK: running & Q(now_due__gte=self.as_of, now_due__lte=sunday),
        }

    @cached_property
    def orders(self) -> QuerySet[Any]:
        """What the board lists."""
        found, asked = self.narrowed, self.filters
        if asked.clock:
            found = found.filter(self.clocks[asked.clock])
        if asked.state == OPEN:
            found = found.filter(now_state__in=OPEN_STATES)
        elif asked.state != ALL:
            found = found.filter(now_state=asked.state)
        if asked.rung:
            found = found.filter(now_rung=int(asked.rung))
        return found.order_by(*SORTS[asked.sort])

    # --- what is shown -------------------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> Counts:
        """All of them in one statement. Rungs are counted among those that are open."""
        tallies: dict[str, Any] = {name: Count("pk", filter=clock) for name, clock in self.clocks.items()}
        groups = self.narrowed.order_by().values("now_state", "now_rung").annotate(count=Count("pk"), **tallies)
        states: dict[str, int] = dict.fromkeys(OrderState.values, 0)
        rungs: dict[int, int] = dict.fromkeys(Rung.values, 0)
        clocks: dict[str, int] = dict.fromkeys(tallies, 0)
        for group in groups:
            states[group["now_state"]] += group["count"]
            if group["now_state"] in OPEN_STATES:
                rungs[group["now_rung"]] += group["count"]
            for name in clocks:
                clocks[name] += group[name]
        return Counts(states, rungs, clocks)

    def page(self, number: str, size: int = ROWS_ON_A_PAGE) -> Page[Any]:
        # Long texts would be carried through the sorting of thousands of rows.
        rows = self.orders.select_related("unit").defer("content", "content_en", "figures", "source")
        return Paginator(rows, size).get_page(number)
