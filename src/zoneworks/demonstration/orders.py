"""The supervision orders of the demonstration year: the rules of the ladder each working morning, then what people do.

Who is prompt, who is late and who asks for more time is drawn from the order's own name, so that every demonstration
tells the same story.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from zonekit.supervision import OrderState as Standing
from zonekit.values.workdays import chinese_calendar
from zoneworks.accounts.access import Scope
from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Gap
from zoneworks.demonstration.days import LADDER, ORDERS, Days
from zoneworks.demonstration.files import read
from zoneworks.plans.models import Item, Plan
from zoneworks.rhythm.services import run_ladder
from zoneworks.supervision import services
from zoneworks.supervision.bridge import states_of
from zoneworks.supervision.choices import OPEN_STATES, Basis, OrderState, Rung, StepKind
from zoneworks.supervision.entries import OrderDraft
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.units.models import Post, Unit

BEGUN = date(2023, 3, 1)
EXTENDED_BY = 5
CALENDAR = chinese_calendar()
# How a unit takes an order, and how often that happens.
WAYS = {"prompt": 50, "returned": 12, "extends": 14, "refused": 4, "late": 15, "stubborn": 5}


def plan_orders(plan: Plan, scopes: dict[str, Scope], office: Scope, days: Days, until: date) -> None:
    """Each working day: the rules first; in the evening what people do with the orders that are open."""
    people = People(plan, scopes, office)
    for day in working_days(BEGUN, until):
        days.add(day, LADDER, lambda day: note(run_ladder(zone=plan.zone, today=day)))
        days.add(day, ORDERS, people.act)


def working_days(since: date, until: date) -> Iterator[date]:
    for ordinal in range(since.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if CALENDAR.is_workday(day):
            yield day


def note(_written: object) -> None:
    """A deed gives nothing back."""


class People:
    """The supervision office and the units."""

    def __init__(self, plan: Plan, scopes: dict[str, Scope], office: Scope) -> None:
        self.plan, self.zone, self.scopes, self.office = plan, plan.zone, scopes, office
        self.words = read("orders.json")
        self.entries: dict[int, int] = {}
        self.refused: set[int] = set()
        self.codes = {str(pk): code for pk, code in Item.objects.filter(plan=plan).values_list("pk", "code")}
        self.units = {unit.pk: unit.code for unit in Unit.objects.filter(path__startswith=plan.zone.path)}

    def act(self, day: date) -> None:
        self.file_own(day)
        waiting = Order.objects.filter(zone=self.zone, state=OrderState.FILED).order_by("pk")
        pairs = [(order.pk, order.revision) for order in waiting]
        if pairs:
            services.assign_orders(
                scope=self.office, zone=self.zone, orders=pairs, submission=f"demonstration:{day}", today=day
            )
        orders = list(self.unsettled().select_related("zone", "unit", "leader"))
        states = states_of(orders, day)
        self.look_back(orders)
        for order in orders:
            Deal(self, order, states[order.pk], day).act()

    def look_back(self, orders: list[Order]) -> None:
        """On which rung each order began, and which of them were refused more time."""
        steps = OrderStep.objects.filter(order__in=[order.pk for order in orders]).order_by()
        self.entries = dict(steps.filter(no=1).values_list("order", "rung"))
        self.refused = set(steps.filter(kind=StepKind.REFUSE_EXTENSION).values_list("order", flat=True))

    def unsettled(self) -> Any:
        open_ones = Order.objects.filter(zone=self.zone, state__in=[*OPEN_STATES, OrderState.CLOSED])
        return open_ones.exclude(state=OrderState.FILED).order_by("pk")

    def file_own(self, day: date) -> None:
        """Orders that leaders or meetings asked for."""
        for place, row in enumerate(self.words["manual"]):
            if row["on"] == day.isoformat():
                services.file_orders(scope=self.office, zone=self.zone, orders=[self.draft(row, place)], today=day)

    def draft(self, row: dict[str, Any], place: int) -> OrderDraft:
        units = {unit.code: unit for unit in Unit.objects.filter(path__startswith=self.zone.path)}
        return OrderDraft(
            title=row["title"],
            title_en=row["title_en"],
            content=row["content"],
            content_en=row["content_en"],
            basis=Basis(row["basis"]),
            source=row["source"],
            unit=units[row["unit"]],
            helpers=tuple(units[code] for code in row["helpers"]),
            leader=Post.objects.get(zone=self.zone, code=row["leader"]),
            subject=self.subject_of(row),
            is_urgent=row.get("is_urgent", False),
            is_major=row.get("is_major", False),
            submission=f"demonstration:order:{place}",
        )

    def subject_of(self, row: dict[str, Any]) -> tuple[str, str] | None:
        if row["item"]:
            return "item", str(Item.objects.get(plan=self.plan, code=row["item"]).pk)
        if "gap" in row:
            chain, node = row["gap"]
            gap = Gap.objects.get(chain__zone=self.zone, chain__code=chain, node_code=node, state=GapState.OPEN)
            return "gap", str(gap.pk)
        return None


class Deal:
    """What happens to one order on one day: at most one step."""

    def __init__(self, people: People, order: Order, state: Standing, day: date) -> None:
        self.people, self.order, self.state, self.day = people, order, state, day
        name = f"{people.codes.get(order.subject_key, '')}:{order.rule}:{order.filed_on}:{order.title}"
        self.chance = Random(name)
        self.way = self.chance.choices(list(WAYS), list(WAYS.values()))[0]
        self.slack = self.chance.randint(1, 4)
        self.days_left = state.days_left(day, CALENDAR)

    @property
    def unit(self) -> Scope:
        return self.people.scopes[self.people.units[self.order.unit_id]]

    def act(self) -> None:
        deeds = {
            OrderState.ASSIGNED: self.accept,
            OrderState.ACCEPTED: self.start,
            OrderState.IN_HAND: self.work,
            OrderState.RETURNED: self.work,
            OrderState.REPORTED: self.judge,
            OrderState.VERIFIED: self.settle,
            OrderState.CLOSED: self.strike_off,
        }
        deed = deeds.get(OrderState(self.order.state))
        if deed:
            deed()

    # --- the unit --------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        if self.waited(1):
            services.accept_order(scope=self.unit, **self.sent(), words=self.one_of("accept"))

    def start(self) -> None:
        if self.waited(1):
            services.start_order(scope=self.unit, **self.sent(), words=self.one_of("start"))

    def work(self) -> None:
        if self.state.asks_extension:
            if self.waited(1):
                self.decide_extension()
        elif self.wants_time():
            due = CALENDAR.add(self.state.due or self.day, EXTENDED_BY)
            services.ask_extension(scope=self.unit, **self.sent(), due=due, reason=self.one_of("ask_extension"))
        elif self.is_ready():
            services.report_order(scope=self.unit, **self.sent(), words=self.one_of("report"))
        elif self.days_left == 1 and self.state.urged_on != self.day:
            services.urge_orders(
                scope=self.people.office, zone=self.people.zone, orders=[self.order.pk], today=self.day,
                words=self.people.words["urge"],
            )  # fmt: skip

    def wants_time(self) -> bool:
        asks = self.way in {"extends", "refused"} and self.state.state == OrderState.IN_HAND.value
        is_first = self.state.extensions == 0 and self.state.rung == self.entry
        return asks and is_first and self.days_left == 2 and not self.was_refused()

    def was_refused(self) -> bool:
        return self.order.pk in self.people.refused

    @property
    def entry(self) -> int:
        return self.people.entries[self.order.pk]

    def is_ready(self) -> bool:
        if self.days_left is None:
            return False
        if self.way == "late":
            return self.state.rung > self.entry and self.waited(2)
        if self.way == "stubborn":
            return self.state.rung >= Rung.ORANGE and self.state.rung > self.entry and self.waited(3)
        if self.way in {"extends", "refused"} and not self.state.extensions and not self.was_refused():
            return False
        return self.days_left <= self.slack

    # --- the office ------------------------------------------------------------------------------------------------

    def decide_extension(self) -> None:
        office, words = self.people.office, self.people.words
        if self.way == "refused":
            services.refuse_extension(scope=office, **self.sent(), reason=words["refuse_extension"])
        else:
            services.grant_extension(scope=office, **self.sent(), words=words["grant_extension"])

    def judge(self) -> None:
        if not self.waited(2):
            return
        if self.way == "returned" and not self.state.returned:
            services.return_order(scope=self.people.office, **self.sent(), reason=self.one_of("return"))
        else:
            services.verify_order(scope=self.people.office, **self.sent(), words=self.one_of("verify"))

    def settle(self) -> None:
        """What was demanded is carried out before the order is closed."""
        if self.state.owed:
            owed = self.state.owed[0]
            if (self.day - owed.on) >= timedelta(days=2):
                words = self.people.words["hold"][owed.consequence.value]
                services.hold_consequence(
                    scope=self.people.office, **self.sent(), consequence=owed.id, words=words
                )  # fmt: skip
        elif self.waited(1):
            services.close_order(scope=self.people.office, **self.sent(), words=self.people.words["close"])

    def strike_off(self) -> None:
        if self.waited(3) and self.chance.random() < 0.8:
            services.strike_off_order(
                scope=self.people.office, **self.sent(), reason=self.people.words["strike_off"]
            )  # fmt: skip

    # --- words and dates -------------------------------------------------------------------------------------------

    def waited(self, days: int) -> bool:
        """Working days since the last step."""
        return CALENDAR.between(self.state.step_on or self.order.filed_on, self.day) >= days

    def sent(self) -> dict[str, Any]:
        submission = f"demonstration:{self.order.pk}:{self.order.revision + 1}"
        return {"order": self.order, "seen": self.order.revision, "submission": submission, "today": self.day}

    def one_of(self, name: str) -> str:
        words: str = Random(f"{self.order.number}:{name}:{self.order.revision}").choice(self.people.words[name])
        return words
