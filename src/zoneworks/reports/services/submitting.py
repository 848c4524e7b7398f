"""A report is submitted: its values become facts of the plan, which wait for the supervision office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import set_by_key
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Plan
from zoneworks.plans.services import record_actuals, record_milestones, take_back_report_facts
from zoneworks.plans.services.closed_months import closed_in_year, refusal_of_month
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.reporting import claim_for_facts
from zoneworks.reports.choices import ReportState, Turn
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.services.checking import (
    Case,
    Stated,
    cases_of,
    changed_steps,
    changed_values,
    problems_of,
    together,
)
from zoneworks.reports.services.entries import Outcome, Problem, ReportRefused
from zoneworks.reports.services.guards import OPEN, claim_report, overtaken_among
from zoneworks.reports.services.places import Place, place_of, places_of
from zoneworks.reports.services.turns import note_report, note_submitted, note_turn
from zoneworks.units.models import Unit


def check_report(*, scope: Scope, report: Report, today: date) -> list[Problem]:
    """What stands in the way of submitting it now, and what will be asked; nothing is written."""
    place = place_of(scope, report.item, report.about, today)
    [problems] = problems_of(scope, cases_of([(place, report)], today), today)
    return problems


@transaction.atomic
def submit_report(*, scope: Scope, report: Report, seen: int, today: date, sure: bool = False) -> Report:
    """Hand a draft (or a returned report) to the supervision office. ReportRefused names everything in the way.

    `sure`: everything that was asked is right; a value's own `is_sure` answers for that value alone. Only values that
    say something else than what counts already become facts. Submitting twice submits once.
    """
    [sending] = submit_together(scope, [(report, seen)], today, sure)
    if sending.refusal:
        raise sending.refusal
    if not sending.is_repeat:
        note_report(scope, sending.report, f"report_{Turn.SUBMITTED}")
    return sending.report


def submit_reports(
    *, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date, sure: bool = False
) -> list[Outcome]:
    """Many reports as (key, revision seen), each by itself: what became of each, in the order given.

    Keys that are no reports of the zone are left out: for the person they do not exist. The number of statements
    depends on the number of months alone.
    """
    found = Report.objects.select_related("zone", "item__plan__zone").filter(
        zone=zone, pk__in=[key for key, _seen in reports]
    )
    by_key = {report.pk: report for report in found}
    months: dict[date, list[tuple[Report, int]]] = {}
    for key, seen in dict(reports).items():
        if key in by_key:
            months.setdefault(by_key[key].about, []).append((by_key[key], seen))
    outcomes: dict[int, Outcome] = {}
    for about, pairs in months.items():
        for sending in submit_month(scope, zone, about, pairs, today, sure):
            outcomes[sending.report.pk] = Outcome(sending.report, sending.refusal)
    return [outcomes[key] for key in dict(reports) if key in outcomes]


@transaction.atomic
def submit_month(
    scope: Scope, zone: Unit, about: date, pairs: Sequence[tuple[Report, int]], today: date, sure: bool
) -> list[Sending]:
    """The reports of one month in one transaction, told as one event."""
    sendings = submit_together(scope, pairs, today, sure)
    news = [sending.report.pk for sending in sendings if sending.is_fit]
    if news:
        record(
            user=writer(scope), zone=zone, verb=f"reports_{Turn.SUBMITTED}", kind="reports", key=f"{about:%Y-%m}",
            count=len(news), reports=news,
        )  # fmt: skip
    return sendings


@dataclass
class Sending:
    """One report on its way to the supervision office. `is_repeat`: it went a moment ago, the form came twice."""

    report: Report
    seen: int
    place: Place | None = None
    case: Case | None = None
    refusal: Refused | None = None
    is_repeat: bool = False

    @property
    def is_fit(self) -> bool:
        return self.refusal is None and not self.is_repeat


def submit_together(scope: Scope, pairs: Sequence[tuple[Report, int]], today: date, sure: bool) -> list[Sending]:
    """Reports of one month. Plans are taken before reports, as whoever settles takes them."""
    sendings = [Sending(report, seen) for report, seen in pairs]
    places = places_of(scope, [(report.item, report.about) for report, _seen in pairs], today)
    for one, place in zip(sendings, places, strict=True):
        if isinstance(place, Refused):
            one.refusal = place
        else:
            one.place = place
    look_at(scope, sendings)
    placed = [(one, one.place) for one in sendings if one.is_fit and one.place]
    if placed:
        plan = placed[0][1].plan
        claim_for_facts(plan)
        refuse_closed_month(plan, [one for one, _place in placed])
        look_at(scope, [one for one, _place in placed], under_lock=True)
        judge(scope, [(one, place) for one, place in placed if one.is_fit], today, sure)
        hand_in(scope, plan, [one for one, _place in placed if one.is_fit], today)
    return sendings


def look_at(scope: Scope, sendings: Sequence[Sending], *, under_lock: bool = False) -> None:
    """The reports as they stand: submitted by the same form before, to be submitted now, or a colleague's."""
    fit = {one.report.pk: one for one in sendings if one.is_fit}
    reports = Report.objects.select_related("zone", "item__plan__zone").filter(pk__in=fit)
    standing = (reports.select_for_update(of=("self",)) if under_lock else reports).in_bulk()
    late = []
    for key, one in fit.items():
        report = one.report = standing.get(key, one.report)
        if report.state == ReportState.SUBMITTED and is_mine(scope, report.submitted_by_id, report, one.seen):
            one.is_repeat = True
        elif under_lock and (key not in standing or not report.is_open or report.revision != one.seen):
            late.append(key)
    for key, refusal in overtaken_among(late).items():
        fit[key].refusal = refusal


def refuse_closed_month(plan: Plan, sendings: Sequence[Sending]) -> None:
    """Whoever closes a month takes the plan as well, so what is found here holds."""
    closed = closed_in_year(plan)
    for one in sendings:
        one.refusal = refusal_of_month(closed, one.report.about, None)


def judge(scope: Scope, placed: Sequence[tuple[Sending, Place]], today: date, sure: bool) -> None:
    cases = cases_of([(place, one.report) for one, place in placed], today)
    for (one, _place), case, problems in zip(placed, cases, problems_of(scope, cases, today), strict=True):
        one.case = case
        if any(not (sure and problem.is_question) for problem in problems):
            one.refusal = ReportRefused(problems)


def hand_in(scope: Scope, plan: Plan, sendings: Sequence[Sending], today: date) -> None:
    """Those with nothing in their way are submitted, and what they state becomes facts."""
    if not sendings:
        return
    keys = [one.report.pk for one in sendings]
    taken = Report.objects.filter(pk__in=keys, state__in=OPEN).update(
        revision=F("revision") + 1, state=ReportState.SUBMITTED, submitted_on=today, submitted_by=writer(scope),
        first_submitted_on=Coalesce("first_submitted_on", Value(today, output_field=DateField())),
    )  # fmt: skip
    assert taken == len(keys), "the reports are locked"
    write_facts(scope, plan, together(one.case for one in sendings if one.case), today)
    standing = Report.objects.select_related("zone", "item__plan__zone").in_bulk(keys)
    for one in sendings:
        one.report = standing[one.report.pk]
    note_submitted(scope, [one.report for one in sendings], today)


def standing_of(report: Report) -> Report:
    return Report.objects.select_related("zone", "item__plan__zone").get(pk=report.pk)


def is_mine(scope: Scope, who: int | None, standing: Report, seen: int) -> bool:
    """The person did just that a moment ago, and the form came a second time."""
    return standing.revision == seen + 1 and who is not None and who == scope.user.pk


def write_facts(scope: Scope, plan: Plan, said: Stated, today: date) -> None:
    """The facts wait whoever submits: they are confirmed with the report."""
    values, steps = changed_values(said), changed_steps(said)
    if values:
        facts = record_actuals(
            scope=scope, plan=plan, entries=[entry for _value, entry in values],
            today=today, sure=True, quiet=True, waits=True,
        )  # fmt: skip
        set_by_key(
            ReportValue, "fact_id", [(value.pk, fact.pk) for (value, _entry), fact in zip(values, facts, strict=True)]
        )
    if steps:
        claims = record_milestones(
            scope=scope, plan=plan, entries=[entry for _step, entry in steps], today=today, quiet=True, waits=True
        )
        set_by_key(
            ReportStep, "fact_id", [(step.pk, fact.pk) for (step, _entry), fact in zip(steps, claims, strict=True)]
        )


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
    # Plans before reports, as everybody takes them: whoever confirms at the same moment must not wait in a circle.
    claim_for_facts(place.plan)
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
