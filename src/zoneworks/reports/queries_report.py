"""A report with everything its page shows, in a number of statements that does not depend on the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Actual, ClosedMonth, Indicator, Item, Milestone, MilestoneFact, Plan
from zoneworks.reports.models import Report, ReportEvidence, ReportStep, ReportTurn, ReportValue


@dataclass(frozen=True, slots=True)
class ValueLine:
    """An indicator of the row. `value`: what the report says, None where it says nothing yet.

    `known`: the last confirmed value about a day in or before the month, of this report aside; `scheduled`: due by the
    end of the month, None where nothing is scheduled; `target`: of the year.
    """

    indicator: Indicator
    value: ReportValue | None
    known: Actual | None
    scheduled: Decimal | None
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A milestone of the row. `known`: the standing confirmed statement that it was reached, of this report aside."""

    milestone: Milestone
    step: ReportStep | None
    known: MilestoneFact | None


@dataclass(frozen=True, slots=True)
class ReportDetail:
    """`item`, `plan`: the row in the version at hand (facts are written there). `report`: None before the first draft.

    `may_write`: save and submit now; `may_take_back`; `may_settle`: confirm or return now. `is_owed`: the month is owed
    for this row. `seen`: what to hand to `save_report`.
    """

    item: Item
    plan: Plan
    about: date
    due: date
    is_owed: bool
    report: Report | None
    headings: tuple[Item, ...]
    values: tuple[ValueLine, ...]
    steps: tuple[StepLine, ...]
    evidence: tuple[ReportEvidence, ...]
    turns: tuple[ReportTurn, ...]
    closed: ClosedMonth | None
    may_write: bool
    may_take_back: bool
    may_settle: bool

    @property
    def seen(self) -> int | None:
        return self.report.revision if self.report else None


def report_detail(scope: Scope, item: Item, about: date, today: date) -> ReportDetail | None:
    """Everything about the report of a row (in any version) for a month, whether it was begun or not.

    None for those who do not work on the row, and for months the plan of the year cannot be reported for.
    """
    raise NotImplementedError
