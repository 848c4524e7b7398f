"""Reading reports: single ones, and the month of a zone. A stranger gets an empty answer everywhere.

What a report says is read by those who work on its row: its units, its leader, the leaders, the supervision office.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.files.models import KeptFile
from zoneworks.plans.models import ClosedMonth, Item, ItemPost, ItemUnit, Plan
from zoneworks.reports.models import Report
from zoneworks.units.models import Post, Unit

# Besides the states of a report: nobody has begun one; it was submitted after its day; its day is past without it.
NONE, LATE, MISSING = "none", "late", "missing"


@dataclass(frozen=True, slots=True)
class MonthState:
    """Counts of a month over the rows the person works on. `owed`: rows; `none` + draft + submitted + returned +
    confirmed = owed. `late`: submitted after the due day; `missing`: due day past and never submitted.

    `plan`: the version that counts for the month, None without a plan. `is_owed`: rows owe a report for this month.
    `closed`: the standing closing, None while the month is open.
    """

    about: date
    due: date | None
    plan: Plan | None
    is_owed: bool
    has_ended: bool
    owed: int
    none: int
    draft: int
    submitted: int
    returned: int
    confirmed: int
    late: int
    missing: int
    closed: ClosedMonth | None


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A row of the month's page. `item`: in the version of the month. `state`: of the report, or NONE."""

    item: Item
    about: date
    due: date
    report: Report | None
    duties: tuple[ItemUnit, ...]
    leaders: tuple[ItemPost, ...]
    state: str
    is_late: bool
    is_missing: bool
    urgings: int
    last_urged: date | None


def month_state(scope: Scope, zone: Unit, about: date, today: date) -> MonthState:
    raise NotImplementedError


def month_states(scope: Scope, zone: Unit, year: int, today: date) -> list[MonthState]:
    """The months of a year up to the running one, in few statements."""
    raise NotImplementedError


def owed_rows(
    scope: Scope,
    zone: Unit,
    about: date,
    *,
    today: date,
    unit: Unit | None = None,
    leader: Post | None = None,
    state: str | None = None,
    page: str | int = 1,
    size: int = 50,
) -> Page[OwedRow]:
    """The rows that are reported for a month, in the order of the table: those the person works on.

    `state`: of a report, or NONE, LATE, MISSING. `unit`: with a duty at the row, or one below it.
    """
    raise NotImplementedError


def reports_readable(scope: Scope, zone: Unit) -> QuerySet[Report]:
    """Reports of a zone the person may read, whatever their state."""
    raise NotImplementedError


def report_or_none(scope: Scope, key: int) -> Report | None:
    raise NotImplementedError


def report_for(scope: Scope, item: Item, about: date) -> Report | None:
    """The report of a row (in any version) for a month, if there is one and the person may read it."""
    raise NotImplementedError


def report_history(scope: Scope, item: Item, limit: int = 12) -> list[Report]:
    """The last reports of a row, newest month first."""
    raise NotImplementedError


def evidence_file_or_none(scope: Scope, report_key: int, evidence_key: int) -> KeptFile | None:
    """The file of a report's evidence, for those who may read the report."""
    raise NotImplementedError
