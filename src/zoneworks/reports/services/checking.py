"""What stands in the way of submitting a report, and what is asked about it: everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Model
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Actual, Indicator, Milestone, MilestoneFact
from zoneworks.plans.registers import fed
from zoneworks.plans.services import ActualEntry, Finding, MilestoneEntry, check_actuals, check_milestones
from zoneworks.plans.services.checks import complete
from zoneworks.plans.services.reporting import shown
from zoneworks.plans.services.settling import OF_REPORT
from zoneworks.reports.choices import Turn
from zoneworks.reports.models import Report, ReportStep, ReportTurn, ReportValue
from zoneworks.reports.services.entries import Problem
from zoneworks.reports.services.places import Place

AnyRow = TypeVar("AnyRow", bound=Model)
VALUE_FIELDS = frozenset({"value", "numerator", "denominator"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What a report states of the row at hand: pairs of what it keeps and the entry it becomes."""

    values: list[tuple[ReportValue, Indicator, ActualEntry]]
    steps: list[tuple[ReportStep, Milestone, MilestoneEntry]]
    unanswered: list[Indicator]


@dataclass(frozen=True, slots=True)
class Case:
    """A report looked at: where it belongs and what it states."""

    place: Place
    report: Report
    said: Stated


def cases_of(pairs: Sequence[tuple[Place, Report]], today: date) -> list[Case]:
    """Reports of one version of a plan, with a few statements whatever their number."""
    items = [place.item.pk for place, _report in pairs]
    reports = [report.pk for _place, report in pairs]
    confirmed = Indicator.objects.filter(item__in=items, state=IndicatorState.CONFIRMED).exclude(fed())
    confirmed = confirmed.select_related("item")
    indicators = grouped(confirmed, "item_id")
    milestones = grouped(Milestone.objects.filter(item__in=items).select_related("item"), "item_id")
    values = grouped(ReportValue.objects.filter(report__in=reports), "report_id")
    steps = grouped(ReportStep.objects.filter(report__in=reports), "report_id")
    rounds = rounds_of(reports)
    return [
        Case(place, report, stated(
            f"{OF_REPORT}{report.pk}:{rounds.get(report.pk, 0) + 1}", place.day_of_values(today),
            indicators.get(place.item.pk, []), milestones.get(place.item.pk, []),
            values.get(report.pk, []), steps.get(report.pk, []),
        ))
        for place, report in pairs
    ]  # fmt: skip


def grouped(rows: Iterable[AnyRow], by: str) -> dict[int, list[AnyRow]]:
    found: dict[int, list[AnyRow]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found


def rounds_of(reports: Sequence[int]) -> dict[int, int]:
    """How often each was submitted: what was returned or taken back is submitted anew."""
    turns = ReportTurn.objects.filter(report__in=reports, turn=Turn.SUBMITTED).order_by()
    return dict(turns.values_list("report_id").annotate(count=Count("pk")))


def stated(
    mark: str, about: date, indicators: Sequence[Indicator], milestones: Sequence[Milestone],
    kept: Sequence[ReportValue], claims: Sequence[ReportStep],
) -> Stated:  # fmt: skip
    """`unanswered`: indicators with neither a value nor a note."""
    values = {value.indicator_id: value for value in kept}
    steps = {step.milestone_id: step for step in claims}
    given = [(values[one.facts_id], one) for one in indicators if has_value(values.get(one.facts_id))]
    claimed = [(steps[one.facts_id], one) for one in milestones if one.facts_id in steps]
    return Stated(
        values=[
            (value, one, ActualEntry(
                one.pk, about, value.value, f"{mark}:v{one.facts_id}", value.note, value.numerator, value.denominator
            ))
            for value, one in given
        ],
        steps=[
            (step, one, MilestoneEntry(one.pk, step.done_on, f"{mark}:m{one.facts_id}", step.note))
            for step, one in claimed
        ],
        unanswered=[
            one for one in indicators
            if not has_value(values.get(one.facts_id)) and not has_note(values.get(one.facts_id))
        ],
    )  # fmt: skip


def together(cases: Iterable[Case]) -> Stated:
    """What several reports state, as one."""
    all_said = [case.said for case in cases]
    return Stated(
        values=[value for said in all_said for value in said.values],
        steps=[step for said in all_said for step in said.steps],
        unanswered=[one for said in all_said for one in said.unanswered],
    )


def has_value(value: ReportValue | None) -> bool:
    return value is not None and not (value.value is None and value.numerator is None and value.denominator is None)


def has_note(value: ReportValue | None) -> bool:
    return value is not None and bool(value.note)


def problems_of(scope: Scope, cases: Sequence[Case], today: date) -> list[list[Problem]]:
    """Of each report all that stands in its way, in the order given; of one plan."""
    if not cases:
        return []
    plan = cases[0].place.plan
    values = [entry for case in cases for _value, _indicator, entry in case.said.values]
    steps = [entry for case in cases for _step, _milestone, entry in case.said.steps]
    found = iter(check_actuals(scope=scope, plan=plan, entries=values, today=today) if values else [])
    claimed = iter(check_milestones(scope=scope, plan=plan, entries=steps, today=today) if steps else [])
    return [
        [
            *problems_of_words(case.report, case.said.unanswered),
            *problems_of_values(case.said, found),
            *problems_of_steps(case.place, case.said, claimed),
        ]
        for case in cases
    ]


def problems_of_words(report: Report, unanswered: Iterable[Indicator]) -> Iterator[Problem]:
    if not report.progress.strip():
        yield Problem("progress", "progress_missing", _("Say in a sentence or two how the work went this month."))
    for indicator in unanswered:
        yield Problem(
            f"value-{indicator.pk}",
            "value_missing",
            _("“%(indicator)s” has no value. Give it, or say in its note why there is none this month.")
            % {"indicator": indicator.title},
        )


def problems_of_values(said: Stated, findings: Iterator[Finding]) -> Iterator[Problem]:
    """Takes as many findings as there are values."""
    for value, indicator, _entry in said.values:
        yield from told(next(findings), indicator.pk, value.is_sure)


def told(finding: Finding, key: int, is_sure: bool) -> Iterator[Problem]:
    refusal = finding.refusal
    if refusal:
        field = refusal.field if refusal.field in VALUE_FIELDS else "value"
        yield Problem(f"{field}-{key}", refusal.code, str(refusal))
    elif not is_sure:
        for question in finding.questions:
            yield Problem(f"value-{key}", "needs_confirmation", question, is_question=True)


def problems_of_steps(place: Place, said: Stated, findings: Iterator[Finding]) -> Iterator[Problem]:
    for step, milestone, _entry in said.steps:
        finding = next(findings)
        if finding.refusal:
            yield Problem(f"done_on-{milestone.pk}", finding.refusal.code, str(finding.refusal))
        elif step.done_on > place.about:
            yield Problem(
                f"done_on-{milestone.pk}",
                "date_after_month",
                _("%(date)s is after the month of this report. Claim the milestone in the report of that month.")
                % {"date": shown(step.done_on)},
            )


def changed_values(said: Stated) -> list[tuple[ReportValue, ActualEntry]]:
    """Those that say something else than what counts for the day."""
    keys = [indicator.facts_id for _value, indicator, _entry in said.values]
    days = {entry.about for _value, _indicator, entry in said.values}
    facts = Actual.objects.filter(indicator__in=keys, about__in=days, confirmed_on__isnull=False)
    rows = facts.order_by("confirmed_on", "recorded_at", "pk")
    counts = {key: numbers for key, *numbers in rows.values_list("indicator_id", "value", "numerator", "denominator")}
    found = []
    for value, indicator, entry in said.values:
        whole = complete(entry, indicator)
        if counts.get(indicator.facts_id) != [whole.value, whole.numerator, whole.denominator]:
            found.append((value, entry))
    return found


def changed_steps(said: Stated) -> list[tuple[ReportStep, MilestoneEntry]]:
    keys = [milestone.facts_id for _step, milestone, _entry in said.steps]
    facts = MilestoneFact.objects.filter(milestone__in=keys, confirmed_on__isnull=False)
    counts = dict(facts.order_by("confirmed_on", "recorded_at", "pk").values_list("milestone_id", "done_on"))
    return [(step, entry) for step, milestone, entry in said.steps if counts.get(milestone.facts_id) != entry.done_on]
