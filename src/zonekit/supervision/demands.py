"""What the rules demand on a day: an order filed, an order raised by one rung, a consequence on an order.

One order of a basis stands for an item at a time. Lights file an order where none stands, on the rung of the gravest
rule that holds; where one stands they only demand their consequence on it, and its rung moves by expiry alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from zonekit.supervision.clocks import raise_day
from zonekit.supervision.rows import Filing, Standing, Step
from zonekit.supervision.rules import MEASURES, LadderRules, LightRule, default_limit
from zonekit.supervision.situations import Situation
from zonekit.supervision.words import Basis, Consequence, DemandKind, Rung, StepKind
from zonekit.values.issues import Param
from zonekit.values.workdays import WorkCalendar

OrdersOfItems = Mapping[str, Sequence[Standing]]


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing a rule demands. `rung`: of the filing, or the one to raise to. `figures`: what the rule saw."""

    kind: DemandKind
    uid: str
    key: str
    rule: str
    on: date
    basis: Basis
    rung: Rung
    limit_days: int = 0
    consequence: Consequence | None = None
    year: int = 0
    month: int = 0
    figures: Mapping[str, Param] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Names the demand within its order; the same one is carried out once."""
        moment = f"{self.year}-{self.month:02d}" if self.month else self.on.isoformat()
        return f"{self.rule}-{moment}"

    def filing(self) -> Filing:
        """The order to be filed."""
        return Filing(
            self.uid, self.basis, self.on, self.rung, self.limit_days, rule=self.rule, figures=dict(self.figures)
        )

    def step(self, no: int) -> Step:
        """The step to be taken on the order."""
        key = f"{self.uid}/{self.kind}/{self.id}"
        if self.kind == DemandKind.FILE:
            return Step(no, StepKind.FILE, self.on, self.on, {}, self.rule, key)
        if self.kind == DemandKind.RAISE:
            return Step(no, StepKind.RAISE, self.on, self.on, {"rung": int(self.rung)}, self.rule, key)
        data = {"consequence": str(self.consequence), "id": self.id, "year": self.year, "month": self.month}
        return Step(no, StepKind.DEMAND, self.on, self.on, data, self.rule, key)


def demands_of_lights(
    situation: Situation, standing: OrdersOfItems, on: date, rules: LadderRules
) -> tuple[Demand, ...]:
    """What the lights of a month demand. `standing`: all orders of the year by item key, ended ones too, for they
    remember what was demanded in a run. Asked again for the same month, it demands nothing that was done.

    >>> from zonekit.supervision import default_ladder_rules, situation_of
    >>> none = np.zeros((1, 12), dtype=int)
    >>> seen = situation_of(["1.01"], np.array([[2, 2] + [0] * 10]), none, none, year=2023, month=2)
    >>> day = date(2023, 3, 13)
    >>> found = demands_of_lights(seen, {}, day, default_ladder_rules(day))
    >>> [(one.kind.value, one.uid, one.rung.word) for one in found]
    [('file', '2023-1.01-two_yellow_months-02', 'blue'), ('consequence', '2023-1.01-two_yellow_months-02', 'blue')]
    """
    values = {rule.code: situation.measure(rule.measure) for rule in rules.escalations}
    found: list[Demand] = []
    for position in _concerned(situation, rules):
        seen = {rule.code: int(values[rule.code][position]) for rule in rules.escalations}
        holding = [rule for rule in rules.escalations if rule.holds(seen[rule.code])]
        key = situation.keys[position]
        for basis in dict.fromkeys(rule.basis for rule in holding):
            of_basis = [rule for rule in holding if rule.basis == basis]
            look = _Look(situation, key, tuple(standing.get(key, ())), on, seen)
            found.extend(look.demands(basis, of_basis, rules))
    return tuple(found)


def keys_concerned(situation: Situation, rules: LadderRules) -> frozenset[str]:
    """The items of which some rule may hold: whose orders `demands_of_lights` will ask for."""
    return frozenset(situation.keys[position] for position in _concerned(situation, rules))


def _concerned(situation: Situation, rules: LadderRules) -> list[int]:
    held = np.zeros(len(situation.keys), dtype=np.bool_)
    for rule in rules.escalations:
        held |= situation.measure(rule.measure) >= rule.at_least
    positions: list[int] = np.flatnonzero(held).tolist()
    return positions


@dataclass(frozen=True, slots=True)
class _Look:
    """One item at one look: its orders and the values of the rules' measures."""

    situation: Situation
    key: str
    orders: tuple[Standing, ...]
    on: date
    seen: Mapping[str, int]

    def demands(self, basis: Basis, holding: Sequence[LightRule], rules: LadderRules) -> Iterator[Demand]:
        stands = next((one for one in self.orders if one.basis == basis and one.state.is_open), None)
        if stands is not None and stands.state.is_suspended:
            return
        uid, rung = (stands.uid, stands.state.rung) if stands else ("", Rung.NOTICE)
        if stands is None:
            filed = self._filing(max(holding, key=lambda rule: rule.rung), rules)
            if any(one.uid == filed.uid for one in self.orders):
                return  # filed at this month's look already and ended since
            uid, rung = filed.uid, filed.rung
            yield filed
        words: set[Consequence] = set()
        for rule in holding:
            if rule.consequence and rule.consequence not in words and self._is_new(rule):
                words.add(rule.consequence)
                yield self._demand(DemandKind.CONSEQUENCE, uid, rule, rung, consequence=rule.consequence)

    def _filing(self, rule: LightRule, rules: LadderRules) -> Demand:
        uid = f"{self.situation.year}-{self.key}-{rule.code}-{self.situation.month:02d}"
        limit = default_limit(rule.basis, rules, rule.rung)
        return self._demand(DemandKind.FILE, uid, rule, rule.rung, limit_days=limit)

    def _demand(
        self,
        kind: DemandKind,
        uid: str,
        rule: LightRule,
        rung: Rung,
        *,
        limit_days: int = 0,
        consequence: Consequence | None = None,
    ) -> Demand:
        year, month = self.situation.year, self.situation.month
        figures: dict[str, Param] = {"measure": rule.measure, "value": self.seen[rule.code]}
        figures |= {"at_least": rule.at_least, "year": year, "month": month}
        return Demand(
            kind, uid, self.key, rule.code, self.on, rule.basis, rung, limit_days, consequence, year, month, figures
        )

    def _is_new(self, rule: LightRule) -> bool:
        """Whether the rule has not demanded its consequence in this run of months, or long enough ago to repeat it."""
        month = self.situation.month
        first = month - self.seen[rule.code] + 1 if MEASURES[rule.measure] == "run" else month
        asked = [
            one.month
            for order in self.orders
            for one in order.state.consequences
            if one.rule == rule.code and one.year == self.situation.year and one.month >= first
        ]
        return not asked or bool(rule.repeats_every and month - max(asked) >= rule.repeats_every)


def demands_of_clocks(
    orders: Iterable[Standing], on: date, calendar: WorkCalendar, rules: LadderRules
) -> tuple[Demand, ...]:
    """Expired orders: each is raised by exactly one rung; on the highest, the consequence of the rules is demanded,
    once for each due day.

    >>> from zonekit.supervision import OrderState, State, default_ladder_rules
    >>> from zonekit.values.workdays import chinese_calendar
    >>> state = OrderState(State.IN_HAND, Rung.NOTICE, date(2023, 1, 3), 15, due=date(2023, 1, 20))
    >>> order = Standing("2023-7", "1.01", Basis.LIGHT, state)
    >>> rules, calendar = default_ladder_rules(date(2023, 1, 3)), chinese_calendar()
    >>> [len(demands_of_clocks([order], date(2023, 1, day), calendar, rules)) for day in (20, 27, 28)]
    [0, 0, 1]
    >>> demands_of_clocks([order], date(2023, 1, 28), calendar, rules)[0].rung.word
    'blue'
    """
    return tuple(demand for order in orders for demand in _expired(order, on, calendar, rules))


def _expired(order: Standing, on: date, calendar: WorkCalendar, rules: LadderRules) -> Iterator[Demand]:
    state = order.state
    first = raise_day(state, calendar, rules)
    if first is None or state.due is None or on < first:
        return
    figures: dict[str, Param] = {"due": state.due.isoformat(), "limit_days": state.limit_days}
    figures |= {"days_over": calendar.between(state.due, on), "standing": int(state.rung)}
    if state.rung < Rung.RED:
        rung = Rung(state.rung + 1)
        yield Demand(DemandKind.RAISE, order.uid, order.key, rules.clock.code, on, order.basis, rung, figures=figures)
        return
    top = rules.clock
    if not any(one.rule == top.top_code and one.on > state.due for one in state.consequences):
        yield Demand(
            DemandKind.CONSEQUENCE,
            order.uid,
            order.key,
            top.top_code,
            on,
            order.basis,
            state.rung,
            consequence=top.top_consequence,
            figures=figures,
        )
