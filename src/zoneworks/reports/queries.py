"""Reading reports: single ones, and the month of a zone. A stranger gets an empty answer everywhere.

What a report says is read by those who work on its row: its units, its leader, the leaders, the supervision office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models import Max as Latest
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.files.models import KeptFile
from zoneworks.plans.models import ClosedMonth, Item, ItemPost, ItemUnit, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.access import leaves_worked_on
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence, Urging
from zoneworks.reports.months import (
    due_day,
    is_owed_month,
    last_month,
    months_of_year,
    version_of_month,
    versions_of,
)
from zoneworks.units.models import Post, Unit

# Besides the states of a report: nobody has begun one; it was submitted after its day; its day is past without it.
NONE, LATE, MISSING = "none", "late", "missing"


@dataclass(frozen=True, slots=True)
class MonthState:
    """Counts of a month over the rows the person works on: none + draft + submitted + returned + confirmed = rows.

    `owed`: the rows, where the month is owed at all (`is_owed`: a plan was in force on its last day), else 0.
    `late`: submitted after the due day; `missing`: owed, due day past and never submitted.
    `plan`: the version that counts for the month, None without a plan.
    `closed`: the standing closing, None while the month is open.
    """

    about: date
    due: date | None
    plan: Plan | None
    is_owed: bool
    has_ended: bool
    rows: int
    none: int
    draft: int
    submitted: int
    returned: int
    confirmed: int
    late: int
    missing: int
    closed: ClosedMonth | None

    @property
    def owed(self) -> int:
        return self.rows if self.is_owed else 0


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


class Months:
    """Versions, closings and rows of a year as one person sees them, read once for all that asks about its months."""

    def __init__(self, scope: Scope, zone: Unit, year: int) -> None:
        self.scope, self.zone, self.year = scope, zone, year
        self._rows: dict[int, dict[int, int]] = {}

    @cached_property
    def versions(self) -> list[Plan]:
        return versions_of(self.zone, self.year)

    @cached_property
    def closings(self) -> dict[date, ClosedMonth]:
        """Standing closings by month."""
        span = (date(self.year, 1, 1), date(self.year, 12, 31))
        closings = ClosedMonth.objects.filter(zone=self.zone, about__range=span, reopened_on__isnull=True)
        return {closing.about: closing for closing in closings.select_related("closed_by").order_by()}

    def version_of(self, about: date) -> Plan | None:
        return version_of_month(self.versions, about)

    def is_owed(self, about: date) -> bool:
        return is_owed_month(self.versions, about)

    def rows(self, plan: Plan) -> dict[int, int]:
        """Keys of the rows of a version that the person works on: in the version, and under which reports are kept."""
        if plan.pk not in self._rows:
            self._rows[plan.pk] = dict(rows_of(self.scope, self.zone, plan).values_list("pk", "first"))
        return self._rows[plan.pk]


def month_state(scope: Scope, zone: Unit, about: date, today: date, known: Months | None = None) -> MonthState:
    return states_of(scope, zone, [about], today, known)[0]


def month_states(scope: Scope, zone: Unit, year: int, today: date) -> list[MonthState]:
    """The months of a year up to the running one, in few statements."""
    return states_of(scope, zone, [about for about in months_of_year(year) if about.replace(day=1) <= today], today)


def last_owed_states(
    scope: Scope, zone: Unit, today: date, *, count: int, known: Months | None = None
) -> list[MonthState]:
    """The last months that have ended and were owed, of the year of the month that is reported now."""
    months = known or Months(scope, zone, last_month(today).year)
    owed = [about for about in months_of_year(months.year) if about < today and months.is_owed(about)]
    return states_of(scope, zone, owed[-count:], today, months)


def states_of(
    scope: Scope, zone: Unit, months: list[date], today: date, known: Months | None = None
) -> list[MonthState]:
    """Of months of one year. The statements are as many as the year has versions, and three more."""
    if not months or zone.pk not in scope.zone_ids:
        return [empty_month(about, today) for about in months]
    year = known or Months(scope, zone, months[0].year)
    by_month = {about: year.version_of(about) for about in months}
    found: list[MonthState] = []
    for plan in dict.fromkeys(by_month.values()):
        own = [about for about in months if by_month[about] == plan]
        if plan is None:
            found += [empty_month(about, today) for about in own]
            continue
        firsts = list(year.rows(plan).values())
        total, counts = len(firsts), counts_of(zone, firsts, own)
        for about in own:
            closing = year.closings.get(about)
            found.append(counted(plan, about, today, total, counts[about], year.is_owed(about), closing))
    return sorted(found, key=lambda state: state.about)


def rows_of(scope: Scope, zone: Unit, plan: Plan) -> QuerySet[Any]:
    """Leaves of a version that are reported, those the person works on; `first`: the key reports are kept under."""
    leaves = leaves_of(plan)
    if zone.pk not in scope.zone_ids:
        return leaves.none()
    if scope.sees_all_working_records(zone):
        return leaves
    return leaves.filter(first__in=leaves_worked_on(scope, zone, plan.year).values("first"))


def leaves_of(plan: Plan) -> QuerySet[Any]:
    return Item.objects.filter(plan=plan, is_leaf=True).annotate(first=Coalesce("origin_id", "pk")).order_by()


def counts_of(zone: Unit, firsts: list[int], months: list[date]) -> dict[date, Counter[str]]:
    """By month: each state, LATE, and as "begun" the drafts that were never submitted."""
    is_late = Case(When(first_submitted_on__gt=F("due"), then=True), default=False, output_field=BooleanField())
    was_submitted = Case(When(first_submitted_on__isnull=False, then=True), default=False, output_field=BooleanField())
    reports = Report.objects.filter(zone=zone, about__in=months, item__in=firsts).order_by()
    groups = reports.values_list("about", "state").annotate(late=is_late, sent=was_submitted, count=Count("pk"))
    found: dict[date, Counter[str]] = {about: Counter() for about in months}
    for about, state, late, sent, count in groups:
        found[about][state] += count
        found[about][LATE] += count if late else 0
        found[about]["sent"] += count if sent else 0
    return found


def counted(
    plan: Plan,
    about: date,
    today: date,
    total: int,
    counts: Counter[str],
    is_owed: bool,
    closed: ClosedMonth | None,
) -> MonthState:
    due = due_day(plan, about)
    by_state = {str(state): counts[state] for state in ReportState.values}
    return MonthState(
        about=about,
        due=due,
        plan=plan,
        is_owed=is_owed,
        has_ended=about < today,
        rows=total,
        none=total - sum(by_state.values()),
        late=counts[LATE],
        missing=total - counts["sent"] if is_owed and due < today else 0,
        closed=closed,
        **by_state,
    )


def empty_month(about: date, today: date) -> MonthState:
    return MonthState(about, None, None, False, about < today, 0, 0, 0, 0, 0, 0, 0, 0, None)


def owed_rows(  # noqa: PLR0913 - each of them narrows the page
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
    known: Months | None = None,
) -> Page[OwedRow]:
    """The rows that are reported for a month, in the order of the table: those the person works on.

    `state`: of a report, or NONE, LATE, MISSING. `unit`: it, or one below it, reports on the row.
    """
    year = known or Months(scope, zone, about.year)
    plan = year.version_of(about)
    if plan is None:
        return Paginator([], size).get_page(page)
    due, is_owed = due_day(plan, about), year.is_owed(about)
    rows = narrowed(leaves_of(plan), unit, leader)
    if not scope.sees_all_working_records(zone):
        rows = rows.filter(pk__in=list(year.rows(plan)))
    if state == MISSING and not (is_owed and due < today):
        rows = rows.none()
    elif state:
        rows = rows.filter(in_state(state, about))
    found = Paginator(rows.order_by("path"), size).get_page(page)
    for item in found.object_list:
        item.plan = plan
    details = row_details(list(found.object_list), about, due, is_missing=is_owed and due < today)
    return Page(details, found.number, found.paginator)


def narrowed(rows: QuerySet[Any], unit: Unit | None, leader: Post | None) -> QuerySet[Any]:
    if unit is not None:
        duties = ItemUnit.objects.filter(item=OuterRef("pk"), duty__in=REPORTING_DUTIES)
        rows = rows.filter(Exists(duties.filter(unit__path__startswith=unit.path)))
    if leader is not None:
        rows = rows.filter(Exists(ItemPost.objects.filter(item=OuterRef("pk"), post=leader)))
    return rows


def in_state(state: str, about: date) -> Q:
    report = Report.objects.filter(item=OuterRef("first"), about=about)
    if state == NONE:
        return ~Q(Exists(report))
    if state == LATE:
        return Q(Exists(report.filter(first_submitted_on__gt=F("due"))))
    if state == MISSING:
        return ~Q(Exists(report.filter(first_submitted_on__isnull=False)))
    return Q(Exists(report.filter(state=state)))


def row_details(items: list[Item], about: date, due: date, *, is_missing: bool) -> list[OwedRow]:
    """What stands beside the rows of a page, in four statements."""
    firsts = [item.origin_id or item.pk for item in items]
    reports = {
        report.item_id: report
        for report in Report.objects.filter(item__in=firsts, about=about)
        .select_related("submitted_by", "unit")
        .order_by()
    }
    duties = grouped(ItemUnit.objects.filter(item__in=items).select_related("unit").order_by("duty", "position"))
    leaders = grouped(ItemPost.objects.filter(item__in=items).select_related("post").order_by("position"))
    urged = Urging.objects.filter(item__in=firsts, about=about).order_by().values_list("item")
    urgings = {item: (count, last) for item, count, last in urged.annotate(count=Count("pk"), last=Latest("on"))}
    found = []
    for item, first in zip(items, firsts, strict=True):
        report = reports.get(first)
        count, last = urgings.get(first, (0, None))
        found.append(
            OwedRow(
                item=item,
                about=about,
                due=report.due if report else due,
                report=report,
                duties=tuple(duties.get(item.pk, ())),
                leaders=tuple(leaders.get(item.pk, ())),
                state=report.state if report else NONE,
                is_late=bool(report and report.is_late),
                is_missing=is_missing and (report is None or report.first_submitted_on is None),
                urgings=count,
                last_urged=last,
            )
        )
    return found


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found


# --- single reports --------------------------------------------------------------------------------------------------


def reports_readable(scope: Scope, zone: Unit) -> QuerySet[Report]:
    """Reports of a zone the person may read, whatever their state."""
    reports = Report.objects.filter(zone=zone).select_related("zone", "item__plan__zone", "unit")
    if zone.pk not in scope.zone_ids:
        return reports.none()
    if scope.sees_all_working_records(zone):
        return reports
    return reports.filter(item__in=leaves_worked_on(scope, zone).values("first"))


def report_or_none(scope: Scope, key: int) -> Report | None:
    zone = Unit.objects.filter(pk__in=scope.zone_ids, reports=key).first()
    return reports_readable(scope, zone).filter(pk=key).first() if zone else None


def report_for(scope: Scope, item: Item, about: date) -> Report | None:
    """The report of a row (in any version) for a month, if there is one and the person may read it."""
    return reports_readable(scope, item.plan.zone).filter(item=item.origin_id or item.pk, about=about).first()


def report_history(scope: Scope, item: Item, limit: int = 12) -> list[Report]:
    """The last reports of a row, newest month first."""
    readable = reports_readable(scope, item.plan.zone).filter(item=item.origin_id or item.pk)
    return list(readable.order_by("-about")[:limit])


def evidence_file_or_none(scope: Scope, report_key: int, evidence_key: int) -> KeptFile | None:
    """The file of a report's evidence, for those who may read the report."""
    if report_or_none(scope, report_key) is None:
        return None
    found = ReportEvidence.objects.filter(report=report_key, pk=evidence_key).select_related("file").first()
    return found.file if found else None
