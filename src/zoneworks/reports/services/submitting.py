"""A report is submitted: its values become facts of the plan, which wait for the supervision office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.bulk import set_by_key
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.services import record_actuals, record_milestones, take_back_report_facts
from zoneworks.plans.services.closed_months import require_open_months
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.reporting import claim_for_facts
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.services.checking import (
    Stated,
    changed_steps,
    changed_values,
    problems_of,
    stated,
)
from zoneworks.reports.services.entries import Outcome, Problem, ReportRefused
from zoneworks.reports.services.guards import OPEN, claim_report
from zoneworks.reports.services.places import Place, place_of
from zoneworks.reports.services.turns import note_turn
from zoneworks.units.models import Unit


def check_report(*, scope: Scope, report: Report, today: date) -> list[Problem]:
    """What stands in the way of submitting it now, and what will be asked; nothing is written."""
    place = place_of(scope, report.item, report.about, today)
    return problems_of(scope, place, report, stated(place, report, today), today)


@transaction.atomic
def submit_report(*, scope: Scope, report: Report, seen: int, today: date, sure: bool = False) -> Report:
    """Hand a draft (or a returned report) to the supervision office. ReportRefused names everything in the way.

    `sure`: everything that was asked is right; a value's own `is_sure` answers for that value alone. Only values that
    say something else than what counts already become facts. Submitting twice submits once.
    """
    place = place_of(scope, report.item, report.about, today)
    standing = standing_of(report)
    if standing.state == ReportState.SUBMITTED and is_mine(scope, standing.submitted_by_id, standing, seen):
        return standing
    claim_for_facts(place.plan)
    require_open_months(place.plan, [place.about])
    claim_report(
        standing, *OPEN, seen=seen, state=ReportState.SUBMITTED, submitted_on=today, submitted_by=writer(scope),
        first_submitted_on=Coalesce("first_submitted_on", Value(today, output_field=DateField())),
    )  # fmt: skip
    said = stated(place, standing, today)
    problems = problems_of(scope, place, standing, said, today)
    if any(not (sure and problem.is_question) for problem in problems):
        raise ReportRefused(problems)
    write_facts(scope, place, said, today)
    report = standing_of(report)
    note_turn(scope, report, Turn.SUBMITTED, today)
    return report


def standing_of(report: Report) -> Report:
    return Report.objects.select_related("zone", "item__plan__zone").get(pk=report.pk)


def is_mine(scope: Scope, who: int | None, standing: Report, seen: int) -> bool:
    """The person did just that a moment ago, and the form came a second time."""
    return standing.revision == seen + 1 and who is not None and who == scope.user.pk


def write_facts(scope: Scope, place: Place, said: Stated, today: date) -> None:
    """The facts wait whoever submits: they are confirmed with the report."""
    values, steps = changed_values(said), changed_steps(said)
    if values:
        facts = record_actuals(
            scope=scope, plan=place.plan, entries=[entry for _value, entry in values],
            today=today, sure=True, quiet=True, waits=True,
        )  # fmt: skip
        set_by_key(
            ReportValue, "fact_id", [(value.pk, fact.pk) for (value, _entry), fact in zip(values, facts, strict=True)]
        )
    if steps:
        claims = record_milestones(
            scope=scope, plan=place.plan, entries=[entry for _step, entry in steps], today=today, quiet=True, waits=True
        )
        set_by_key(
            ReportStep, "fact_id", [(step.pk, fact.pk) for (step, _entry), fact in zip(steps, claims, strict=True)]
        )


def submit_reports(*, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date) -> list[Outcome]:
    """Many reports as (key, revision seen), each by itself: what became of each, in the order given.

    Keys that are no reports of the zone are left out: for the person they do not exist.
    """
    found = Report.objects.select_related("zone", "item__plan__zone").filter(
        zone=zone, pk__in=[key for key, _seen in reports]
    )
    by_key = {report.pk: report for report in found}
    outcomes = []
    for key, seen in dict(reports).items():
        if key not in by_key:
            continue
        try:
            submitted = submit_report(scope=scope, report=by_key[key], seen=seen, today=today)
        except Refused as refusal:
            outcomes.append(Outcome(by_key[key], refusal))
        else:
            outcomes.append(Outcome(submitted))
    return outcomes


@transaction.atomic
def take_back_report(*, scope: Scope, report: Report, seen: int, today: date) -> Report:
    """The unit takes a submitted report back to work on it, as long as nobody has settled it; its facts go with it.

    Taken back before anybody looked at it, it was never submitted: whether it is late is decided by the next time.
    """
    place = place_of(scope, report.item, report.about, today)
    standing = standing_of(report)
    if standing.state == ReportState.DRAFT and is_mine(scope, standing.saved_by_id, standing, seen):
        return standing
    if standing.submitted_on and standing.submitted_on > today:
        raise Refused("day_before_submission", _("The report was submitted after this day."))
    values = ReportValue.objects.filter(report=standing, fact__isnull=False)
    steps = ReportStep.objects.filter(report=standing, fact__isnull=False)
    claim_report(
        standing, ReportState.SUBMITTED, seen=seen, state=ReportState.DRAFT, submitted_on=None, submitted_by=None,
        first_submitted_on=standing.first_submitted_on if standing.settled_on else None,
        saved_at=now(), saved_by=writer(scope),
    )  # fmt: skip
    take_back_report_facts(
        scope=scope, plan=place.plan, item=place.item, today=today,
        actuals=values.values_list("fact", flat=True), steps=steps.values_list("fact", flat=True),
    )  # fmt: skip
    values.update(fact=None)
    steps.update(fact=None)
    report = standing_of(report)
    note_turn(scope, report, Turn.WITHDRAWN, today)
    return report
