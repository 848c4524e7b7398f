"""A year of orders lived day by day: the rules in the morning, then people who do what a seed says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from zonekit.supervision import Demand
from zonekit.values.workdays import chinese_calendar
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World, indicator, say
from zoneworks.rhythm.services import run_ladder
from zoneworks.supervision import services
from zoneworks.supervision.bridge import state_of
from zoneworks.supervision.choices import OPEN_STATES, OrderState
from zoneworks.supervision.models import Order
from zoneworks.supervision.tests.ordering import draft, step

BEGIN, END = date(2023, 3, 1), date(2023, 10, 8)


def working_days(since: date, until: date) -> Iterator[date]:
    day, calendar = since, chinese_calendar()
    while day <= until:
        if calendar.is_workday(day):
            yield day
        day += timedelta(days=1)


@dataclass
class Year:
    """`outage`: days on which nothing asks the rules. `late`: days on which people are earlier than the rules."""

    world: World
    plan: Plan
    seed: int
    outage: frozenset[date] = frozenset()
    late: frozenset[date] = frozenset()
    demands: list[Demand] = field(default_factory=list)

    def live(self, until: date = END) -> None:
        self.chance = Random(self.seed)
        for day in working_days(BEGIN, until):
            if day in self.late:
                self.people(day)
            if day not in self.outage:
                self.demands += run_ladder(zone=self.world.zone, today=day)
            if day not in self.late:
                self.people(day)

    def people(self, day: date) -> None:
        self.tell_values(day)
        for order in Order.objects.filter(state__in=OPEN_STATES).order_by("pk"):
            self.deal_with(order, day)
        if day.day == 20 and day.month % 3 == 0:
            one = draft(self.world.investment, subject=None, is_urgent=bool(day.month % 2))
            services.file_orders(scope=self.world.scope("supervision"), zone=self.world.zone, orders=[one], today=day)

    def tell_values(self, day: date) -> None:
        """Once a month each row says how far it is; some are far behind."""
        if day.day not in {4, 5, 6}:
            return
        about = day.replace(day=1) - timedelta(days=1)
        for code in ("1.01.1", "1.01.2", "1.02.1", "1.02.2"):
            one = indicator(self.plan, code)
            if one.target is not None and self.chance.random() < 0.7:
                share = self.chance.choice([1.0, 1.0, 0.8, 0.5, 0.2])
                say(self.world, "supervision", one, about, int(float(one.target) * about.month / 12 * share), today=day)

    def deal_with(self, order: Order, day: date) -> None:
        luck = self.chance.random()
        if order.state == OrderState.FILED:
            step(self.world, order, "assign", day)
        elif order.asks_extension and luck < 0.3:
            step(self.world, order, "grant" if luck < 0.2 else "refuse", day)
        elif luck < 0.06 and self.takes(order):
            verb = self.next_verb(order)
            owed = state_of(order, day).owed if verb == "close" else ()
            if owed:
                step(self.world, order, "hold", day, consequence=owed[0].id)
            else:
                step(self.world, order, verb, day)
        elif luck > 0.99 and self.takes(order) and order.state not in {OrderState.REPORTED, OrderState.VERIFIED}:
            step(self.world, order, "suspend", day)
        elif order.is_suspended and luck < 0.2:
            step(self.world, order, "resume", day)

    def takes(self, order: Order) -> bool:
        return not order.is_suspended and not order.asks_extension

    def next_verb(self, order: Order) -> str:
        after = {
            OrderState.ASSIGNED: "accept", OrderState.ACCEPTED: "start", OrderState.IN_HAND: "report",
            OrderState.RETURNED: "report", OrderState.VERIFIED: "close",
        }  # fmt: skip
        if order.state == OrderState.REPORTED:
            return self.chance.choice(["return", "verify"])
        return after[OrderState(order.state)]
