"""The supervision office confirms reports, or returns them with a reason; their facts go the same way.

The number of statements does not depend on the number of reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.plans.models import Plan
from zoneworks.plans.services import confirm_actuals, confirm_milestones, return_report_facts
from zoneworks.plans.services.closed_months import require_open_months
from zoneworks.plans.services.guards import require_supervision, writer
from zoneworks.plans.services.limits import require_text
from zoneworks.plans.services.reporting import claim_for_facts, plan_in_force
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.services.entries import GivenBack, Overtaking, Settled
from zoneworks.reports.services.guards import PEOPLE, who_was_first
from zoneworks.reports.services.turns import note_turns
from zoneworks.reports.telling import tell_returned
from zoneworks.reports.words import plain_text
from zoneworks.units.models import Unit


@transaction.atomic
def confirm_reports(*, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date) -> Settled:
    """Confirm many as (key, revision seen) in one transaction; from today on their values count.

    What a colleague settled or a unit took back in the meantime is told, and stands in nobody's way.
    """
    require_supervision(scope, zone)
    sorted_out = sort_out(scope, zone, reports, today, ReportState.CONFIRMED)
    take(sorted_out, scope, today, state=ReportState.CONFIRMED)
    for plan, mine in by_plan(sorted_out).items():
        actuals, steps = facts_of(mine)
        confirm_actuals(scope=scope, plan=plan, facts=actuals, today=today, of_reports=True)
        confirm_milestones(scope=scope, plan=plan, facts=steps, today=today, of_reports=True)
    tell(scope, zone, sorted_out, Turn.CONFIRMED, today)
    return Settled(sorted_out.settled, sorted_out.overtaken)


@transaction.atomic
def return_reports(
    *, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], reason: str, today: date
) -> GivenBack:
    """Give many back to their units, saying why; their values count for nothing."""
    require_supervision(scope, zone)
    reason = plain_text(reason, "reason")
    require_text(reason, "reason")
    sorted_out = sort_out(scope, zone, reports, today, ReportState.RETURNED)
    take(sorted_out, scope, today, state=ReportState.RETURNED, return_reason=reason)
    for plan, mine in by_plan(sorted_out).items():
        actuals, steps = facts_of(mine)
        return_report_facts(scope=scope, plan=plan, actuals=actuals, steps=steps, today=today, note=reason)
    tell(scope, zone, sorted_out, Turn.RETURNED, today, reason)
    tell_returned(zone, sorted_out.mine, reason, today, writer(scope))
    return GivenBack(sorted_out.settled, sorted_out.overtaken)


@dataclass(frozen=True, slots=True)
class SortedOut:
    """`mine`: to be settled now. `done`: settled the same way by the same person a moment ago, by a form sent twice."""

    mine: list[Report]
    done: list[Report]
    overtaken: tuple[Overtaking, ...]

    @property
    def settled(self) -> tuple[int, ...]:
        return tuple(report.pk for report in (*self.done, *self.mine))


def sort_out(scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date, goal: ReportState) -> SortedOut:
    """Look at the reports under lock, so that what is found here holds until they are settled.

    Plans are taken before reports, as whoever submits takes them, so that nobody waits for one another in a circle.
    """
    seen = dict(reports)
    years = Report.objects.filter(zone=zone, pk__in=seen).dates("about", "year")
    for year in years:
        claim_for_facts(plan_in_force(zone.pk, year.year))
    found = Report.objects.select_for_update(of=("self",)).select_related("item", *PEOPLE)
    mine, done, overtaken = [], [], []
    for report in found.filter(zone=zone, pk__in=seen).order_by("pk"):
        is_as_seen = report.state == ReportState.SUBMITTED and report.revision == seen[report.pk]
        if is_as_seen and report.submitted_on is not None and report.submitted_on <= today:
            mine.append(report)
        elif report.state == goal and report.revision == seen[report.pk] + 1 and report.settled_by_id == scope.user.pk:
            done.append(report)
        else:
            overtaken.append(Overtaking(report.pk, who_was_first(report)))
    return SortedOut(mine, done, tuple(overtaken))


def by_plan(sorted_out: SortedOut) -> dict[Plan, list[Report]]:
    """By the version in force of each year; refused where a month is closed."""
    years: dict[int, list[Report]] = {}
    for report in sorted_out.mine:
        years.setdefault(report.about.year, []).append(report)
    found = {plan_in_force(reports[0].zone_id, year): reports for year, reports in years.items()}
    for plan, reports in found.items():
        require_open_months(plan, {report.about for report in reports})
    return found


def take(sorted_out: SortedOut, scope: Scope, today: date, **changes: Any) -> None:
    keys = [report.pk for report in sorted_out.mine]
    guarded = Report.objects.filter(pk__in=keys, state=ReportState.SUBMITTED)
    taken = guarded.update(revision=F("revision") + 1, settled_on=today, settled_by=writer(scope), **changes)
    assert taken == len(keys), "the reports are locked"


def facts_of(reports: Iterable[Report]) -> tuple[list[int], list[int]]:
    keys = [report.pk for report in reports]
    values = ReportValue.objects.filter(report__in=keys, fact__isnull=False).values_list("fact", flat=True)
    steps = ReportStep.objects.filter(report__in=keys, fact__isnull=False).values_list("fact", flat=True)
    return list(values), list(steps)


def tell(scope: Scope, zone: Unit, sorted_out: SortedOut, turn: Turn, today: date, words: str = "") -> None:
    if not sorted_out.mine:
        return
    note_turns(scope, sorted_out.mine, turn, today, words)
    record(
        user=writer(scope), zone=zone, verb=f"reports_{turn}", kind="reports", key=f"{today:%Y-%m-%d}",
        count=len(sorted_out.mine), reports=[report.pk for report in sorted_out.mine], words=words,
    )  # fmt: skip
