"""A year run again from what is known: the looks at the lights, the steps people took, and the rules.

The rules run at the start of a day, before what people do on it. Only days on which something can happen are visited:
looks, filings and steps of people, and the run days on which a clock has expired.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zonekit.supervision.clocks import raise_day
from zonekit.supervision.demands import Demand, demands_of_clocks, demands_of_lights, keys_concerned
from zonekit.supervision.faults import OrderFault
from zonekit.supervision.orders import apply_step, opened
from zonekit.supervision.rows import Filing, OrderState, Standing, Step
from zonekit.supervision.rules import LadderRules
from zonekit.supervision.situations import Situation
from zonekit.supervision.words import DemandKind, StepKind
from zonekit.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Replay:
    """What a year came to. Dictionaries are by uid in the order of filing; `demands` in the order they were made."""

    filings: Mapping[str, Filing]
    keys: Mapping[str, str]
    steps: Mapping[str, tuple[Step, ...]]
    states: Mapping[str, OrderState]
    demands: tuple[Demand, ...]


@dataclass(slots=True)
class _Order:
    position: int
    key: str
    filing: Filing
    state: OrderState
    steps: list[Step] = field(default_factory=list)

    def standing(self) -> Standing:
        return Standing(self.filing.uid, self.key, self.filing.basis, self.state)


def replay_year(
    looks: Iterable[tuple[date, Situation]],
    *,
    human: Mapping[str, Sequence[Step]],
    manual: Sequence[tuple[str, Filing]] = (),
    rules: LadderRules,
    calendar: WorkCalendar,
    through: date,
    run_days: Sequence[date] | None = None,
) -> Replay:
    """The year up to and including `through`. `human`: the steps people took, by uid, without FILE steps; they count
    from the day they were recorded. `manual`: (item key, filing) of orders that people filed. `run_days`: the days on
    which the rules ran, None for every day. A step on an order that does not stand by then raises OrderFault.

    >>> import numpy as np
    >>> from zonekit.supervision import default_ladder_rules, situation_of
    >>> from zonekit.values.workdays import chinese_calendar
    >>> none = np.zeros((1, 12), dtype=int)
    >>> seen = situation_of(["1.01"], np.array([[2] + [0] * 11]), none, none, year=2023, month=1)
    >>> day, uid = date(2023, 2, 13), "2023-1.01-one_yellow_month-01"
    >>> year = replay_year(
    ...     [(day, seen)], human={uid: [Step(2, StepKind.ASSIGN, day, day)]}, rules=default_ladder_rules(day),
    ...     calendar=chinese_calendar(), through=date(2023, 3, 31),
    ... )
    >>> [(one.kind.value, one.on.isoformat(), one.rung.word) for one in year.demands]
    [('file', '2023-02-13', 'notice'), ('raise', '2023-03-07', 'blue'), ('raise', '2023-03-22', 'orange'),
     ('raise', '2023-03-30', 'red')]
    """
    run = _Run(rules, calendar, run_days, human, manual, looks)
    run.go(through)
    orders = run.orders
    return Replay(
        filings={uid: order.filing for uid, order in orders.items()},
        keys={uid: order.key for uid, order in orders.items()},
        steps={uid: tuple(order.steps) for uid, order in orders.items()},
        states={uid: order.state for uid, order in orders.items()},
        demands=tuple(run.demands),
    )


class _Run:
    """The orders as they grow, and the days still to be visited."""

    def __init__(
        self,
        rules: LadderRules,
        calendar: WorkCalendar,
        run_days: Sequence[date] | None,
        human: Mapping[str, Sequence[Step]],
        manual: Sequence[tuple[str, Filing]],
        looks: Iterable[tuple[date, Situation]],
    ) -> None:
        self.rules, self.calendar = rules, calendar
        self.run_days = sorted(run_days) if run_days is not None else None
        self.orders: dict[str, _Order] = {}
        self.demands: list[Demand] = []
        self.of_item: dict[str, list[str]] = defaultdict(list)
        self.looks: dict[date, list[Situation]] = defaultdict(list)
        for day, situation in looks:
            self.looks[day].append(situation)
        self.filings: dict[date, list[tuple[str, Filing]]] = defaultdict(list)
        for key, filing in manual:
            self.filings[filing.filed_on].append((key, filing))
        self.taken: dict[date, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
        for uid, steps in human.items():
            for step in sorted(steps, key=lambda step: step.no):
                self.taken[step.recorded][uid].append(step)
        self.expiries: dict[date, set[str]] = defaultdict(set)
        self.days: list[date] = sorted({*self.looks, *self.filings, *self.taken})

    def go(self, through: date) -> None:
        visited: date | None = None
        while self.days and self.days[0] <= through:
            day = heapq.heappop(self.days)
            if day != visited:
                self._visit(day)
            visited = day

    def _visit(self, day: date) -> None:
        expired = self.expiries.pop(day, set())
        orders = sorted((self.orders[uid] for uid in expired), key=lambda order: order.position)
        for demand in demands_of_clocks([order.standing() for order in orders], day, self.calendar, self.rules):
            self._carry_out(demand)
        for situation in sorted(self.looks.get(day, ()), key=lambda one: (one.year, one.month)):
            self._look(situation, day)
        for key, filing in sorted(self.filings.get(day, ()), key=lambda pair: pair[1].uid):
            self._file(key, filing, Step(1, StepKind.FILE, day, day))
        for uid, steps in sorted(self.taken.get(day, {}).items()):
            if uid not in self.orders:
                raise OrderFault("order_unknown", {"order": uid, "on": day.isoformat()})
            for step in steps:
                self._take(uid, replace(step, no=self.orders[uid].state.step_no + 1))

    def _look(self, situation: Situation, day: date) -> None:
        concerned = keys_concerned(situation, self.rules) & self.of_item.keys()
        standing = {key: [self.orders[uid].standing() for uid in self.of_item[key]] for key in concerned}
        for demand in demands_of_lights(situation, standing, day, self.rules):
            self._carry_out(demand)

    def _carry_out(self, demand: Demand) -> None:
        self.demands.append(demand)
        if demand.kind == DemandKind.FILE:
            self._file(demand.key, demand.filing(), demand.step(1))
        else:
            self._take(demand.uid, demand.step(self.orders[demand.uid].state.step_no + 1))

    def _file(self, key: str, filing: Filing, step: Step) -> None:
        if filing.uid in self.orders:
            raise OrderFault("order_filed_already", {"order": filing.uid})
        self.orders[filing.uid] = _Order(len(self.orders), key, filing, opened(filing, self.rules))
        self.of_item[key].append(filing.uid)
        self._take(filing.uid, step)

    def _take(self, uid: str, step: Step) -> None:
        """One more step, and the run day on which the clock it leaves will have expired."""
        order = self.orders[uid]
        try:
            order.state = apply_step(order.state, step, self.calendar, self.rules)
        except OrderFault as fault:
            raise OrderFault(fault.code, {"order": uid, "no": step.no, **fault.figures}) from None
        order.steps.append(step)
        day = self._run_day(raise_day(order.state, self.calendar, self.rules), step.recorded)
        if day is not None:
            self.expiries[day].add(uid)
            heapq.heappush(self.days, day)

    def _run_day(self, day: date | None, after: date) -> date | None:
        """The first day after one on which the rules run on or after a day."""
        if day is None:
            return None
        day = max(day, date.fromordinal(after.toordinal() + 1))
        if self.run_days is None:
            return day
        position = bisect_left(self.run_days, day)
        return self.run_days[position] if position < len(self.run_days) else None
