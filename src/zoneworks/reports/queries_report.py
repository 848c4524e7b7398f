"""A report with everything its page shows, in a number of statements that does not depend on the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from zonekit.plans import curve
from zoneworks.accounts.access import Scope
from zoneworks.plans.bridge import tables_of
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.models import Actual, ClosedMonth, Indicator, Item, Milestone, MilestoneFact, Plan
from zoneworks.plans.queries import headings_of, is_working_on, same_item_in
from zoneworks.plans.services.limits import SMALLEST_STEP
from zoneworks.plans.services.reporting import reportable_items
from zoneworks.reports.choices import ReportState
from zoneworks.reports.models import Report, ReportEvidence, ReportStep, ReportTurn, ReportValue
from zoneworks.reports.months import due_day, is_owed_month, month_end, version_of_month, versions_of


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
    versions = versions_of(item.plan.zone, item.plan.year)
    row = same_item_in(versions[-1], item) if versions else None
    if row is None or not row.is_leaf or not is_month_of(row.plan, about, today) or not is_working_on(scope, row):
        return None
    plan, version = row.plan, version_of_month(versions, about) or row.plan
    people = ("unit", "saved_by", "submitted_by", "settled_by", "zone", "item__plan__zone")
    report = Report.objects.filter(item=row.origin_id or row.pk, about=about).select_related(*people).first()
    closings = ClosedMonth.objects.filter(zone=plan.zone, about=about, reopened_on__isnull=True)
    closed = closings.select_related("closed_by").first()
    takes = plan.state == PlanState.ISSUED and closed is None
    may_report = takes and bool(reportable_items(scope, plan, [row.pk]))
    is_waiting = report is not None and report.state == ReportState.SUBMITTED
    return ReportDetail(
        item=row,
        plan=plan,
        about=about,
        due=report.due if report else due_day(version, about),
        is_owed=is_owed_month(versions, about),
        report=report,
        headings=tuple(headings_of(row)),
        values=value_lines(row, report, about),
        steps=step_lines(row, report),
        evidence=tuple(ReportEvidence.objects.filter(report=report).select_related("file", "added_by"))
        if report
        else (),
        turns=tuple(ReportTurn.objects.filter(report=report).select_related("by")) if report else (),
        closed=closed,
        may_write=may_report and (report is None or report.is_open),
        may_take_back=may_report and is_waiting,
        may_settle=takes and is_waiting and scope.is_supervising(plan.zone),
    )


def is_month_of(plan: Plan, about: date, today: date) -> bool:
    return about.year == plan.year and about == month_end(about) and about.replace(day=1) <= today


def value_lines(row: Item, report: Report | None, about: date) -> tuple[ValueLine, ...]:
    indicators = list(Indicator.objects.filter(item=row, state=IndicatorState.CONFIRMED).order_by("position", "pk"))
    given: dict[int, ReportValue] = {}
    if report:
        found = ReportValue.objects.filter(report=report).select_related("fact")
        given = {value.indicator_id: value for value in found}
    own = [value.fact_id for value in given.values() if value.fact_id]
    keys = [one.facts_id for one in indicators]
    facts = Actual.objects.filter(indicator__in=keys, about__lte=about, confirmed_on__isnull=False)
    known = last_known(facts.exclude(pk__in=own).order_by("confirmed_on", "recorded_at", "pk"))
    tables = tables_of(row.plan)
    lines = []
    for one in indicators:
        line = curve(tables.plan, tables.facts, one.pk, known_on=about, year=row.plan.year).line
        scheduled = next((point.value for point in line if point.day == about), None)
        lines.append(
            ValueLine(
                indicator=one,
                value=given.get(one.facts_id),
                known=known.get(one.facts_id),
                scheduled=None if scheduled is None else Decimal(scheduled).quantize(SMALLEST_STEP),
                target=one.target,
            )
        )
    return tuple(lines)


def last_known(facts: Iterable[Actual]) -> dict[int, Actual]:
    """Of the latest day the statement that stands; `facts` in the order in which they came to count."""
    standing: dict[tuple[int, date], Actual] = {(fact.indicator_id, fact.about): fact for fact in facts}
    found: dict[int, Actual] = {}
    for (indicator, about), fact in standing.items():
        if fact.value is not None and (indicator not in found or found[indicator].about < about):
            found[indicator] = fact
    return found


def step_lines(row: Item, report: Report | None) -> tuple[StepLine, ...]:
    milestones = list(Milestone.objects.filter(item=row))
    claimed: dict[int, ReportStep] = {}
    if report:
        claimed = {step.milestone_id: step for step in ReportStep.objects.filter(report=report).select_related("fact")}
    known = standing_claims(milestones, [step.fact_id for step in claimed.values() if step.fact_id])
    return tuple(StepLine(one, claimed.get(one.facts_id), known.get(one.facts_id)) for one in milestones)


def standing_claims(milestones: list[Milestone], own: list[int]) -> dict[int, MilestoneFact]:
    """The confirmed statement that stands, where it says the milestone was reached."""
    facts: QuerySet[MilestoneFact] = MilestoneFact.objects.filter(
        milestone__in=[one.facts_id for one in milestones], confirmed_on__isnull=False
    ).exclude(pk__in=own)
    standing = {fact.milestone_id: fact for fact in facts.order_by("confirmed_on", "recorded_at", "pk")}
    return {key: fact for key, fact in standing.items() if fact.done_on is not None}
