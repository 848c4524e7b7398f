"""What goes into the ladder (an order as filed, the steps taken on it) and what comes out: how the order stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zonekit.supervision.words import ENDED, RUNNING, Basis, Consequence, Rung, State, StepKind
from zonekit.values.issues import Param
from zonekit.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Filing:
    """An order as filed. `rule`: the code of the light rule that demanded it, blank where a person filed it."""

    uid: str
    basis: Basis
    filed_on: date
    rung: Rung
    limit_days: int
    is_urgent: bool = False
    is_major: bool = False
    rule: str = ""
    figures: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A step on an order. `no` orders the steps of one order; `on`: the day it is about; `recorded`: the day it became
    known. `data` by kind:

    assign, return {"limit_days"?}; ask_extension {"due"}; grant_extension {"due"?}; strike_off {"reason"};
    raise {"rung"}; demand {"consequence", "id"?, "year"?, "month"?}; hold {"id"}. Days are ISO dates.
    """

    no: int
    kind: StepKind
    on: date
    recorded: date
    data: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Demanded:
    """A consequence demanded on an order. `month`, `year`: the month whose lights demanded it, 0 where a clock did."""

    id: str
    consequence: Consequence
    rule: str
    on: date
    year: int = 0
    month: int = 0
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderState:
    """How an order stands after its steps.

    `due` is kept after a report: it says whether the report was late. `closed_on`: the day it ceased to be open, closed
    or struck off. `limit_days`: what the clock that runs was set to. `extensions` counts those granted.
    """

    state: State
    rung: Rung
    filed_on: date
    limit_days: int
    assigned_on: date | None = None
    due: date | None = None
    reported_on: date | None = None
    closed_on: date | None = None
    is_suspended: bool = False
    suspended_on: date | None = None
    asks_extension: bool = False
    asked_due: date | None = None
    urged: int = 0
    urged_on: date | None = None
    extensions: int = 0
    returned: int = 0
    consequences: tuple[Demanded, ...] = ()
    step_no: int = 0
    step_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def clock_runs(self) -> bool:
        """The unit owes a report and the clock does not stand still."""
        return self.state in RUNNING and not self.is_suspended

    @property
    def owed(self) -> tuple[Demanded, ...]:
        """Consequences demanded and not carried out yet."""
        return tuple(one for one in self.consequences if one.held_on is None)

    def after(self, step: Step, /, **changes: Any) -> OrderState:
        """The state after a step that changes this."""
        return replace(self, step_no=step.no, step_on=step.on, **changes)

    def is_overdue(self, on: date) -> bool:
        """The due day has passed without a report; never while suspended."""
        return self.clock_runs and self.due is not None and self.due < on

    def days_left(self, on: date, calendar: WorkCalendar) -> int | None:
        """Working days left, negative when overdue, None when no clock runs. On the due day 0 are left; a suspended
        clock shows what was left when it was stopped.
        """
        if self.state not in RUNNING or self.due is None:
            return None
        return calendar.between(self.suspended_on or on, self.due)


@dataclass(frozen=True, slots=True)
class Standing:
    """An order among the others of its subject. `key`: the item it is about, blank where it is about none."""

    uid: str
    key: str
    basis: Basis
    state: OrderState
