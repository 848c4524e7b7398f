"""What stands in the way of submitting a report, and what is asked about it: everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.plans.choices import IndicatorState
from zoneworks.plans.models import Actual, Indicator, Milestone, MilestoneFact
from zoneworks.plans.services import ActualEntry, Finding, MilestoneEntry, check_actuals, check_milestones
from zoneworks.plans.services.checks import complete
from zoneworks.plans.services.reporting import shown
from zoneworks.plans.services.settling import OF_REPORT
from zoneworks.reports.choices import Turn
from zoneworks.reports.models import Report, ReportStep, ReportTurn, ReportValue
from zoneworks.reports.services.entries import Problem
from zoneworks.reports.services.places import Place

VALUE_FIELDS = frozenset({"value", "numerator", "denominator"})


@dataclass(frozen=True, slots=True)
class Stated:
    """What a report states of the row at hand: pairs of what it keeps and the entry it becomes."""

    values: list[tuple[ReportValue, Indicator, ActualEntry]]
    steps: list[tuple[ReportStep, Milestone, MilestoneEntry]]
    unanswered: list[Indicator]


def stated(place: Place, report: Report, today: date) -> Stated:
    """`unanswered`: indicators with neither a value nor a note."""
    indicators = list(Indicator.objects.filter(item=place.item, state=IndicatorState.CONFIRMED).select_related("item"))
    milestones = list(Milestone.objects.filter(item=place.item).select_related("item"))
    values = {value.indicator_id: value for value in ReportValue.objects.filter(report=report)}
    steps = {step.milestone_id: step for step in ReportStep.objects.filter(report=report)}
    mark = f"{OF_REPORT}{report.pk}:{round_of(report)}"
    about = place.day_of_values(today)
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


def has_value(value: ReportValue | None) -> bool:
    return value is not None and not (value.value is None and value.numerator is None and value.denominator is None)


def has_note(value: ReportValue | None) -> bool:
    return value is not None and bool(value.note)


def round_of(report: Report) -> int:
    """The how-manieth submission this is: what was returned or taken back is submitted anew."""
    return ReportTurn.objects.filter(report=report, turn=Turn.SUBMITTED).count() + 1


def problems_of(scope: Scope, place: Place, report: Report, said: Stated, today: date) -> list[Problem]:
    return [
        *problems_of_words(report, said.unanswered),
        *problems_of_values(scope, place, said, today),
        *problems_of_steps(scope, place, said, today),
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


def problems_of_values(scope: Scope, place: Place, said: Stated, today: date) -> Iterator[Problem]:
    entries = [entry for _value, _indicator, entry in said.values]
    findings = check_actuals(scope=scope, plan=place.plan, entries=entries, today=today) if entries else []
    for (value, indicator, _entry), finding in zip(said.values, findings, strict=True):
        yield from told(finding, indicator.pk, value.is_sure)


def told(finding: Finding, key: int, is_sure: bool) -> Iterator[Problem]:
    refusal = finding.refusal
    if refusal:
        field = refusal.field if refusal.field in VALUE_FIELDS else "value"
        yield Problem(f"{field}-{key}", refusal.code, str(refusal))
    elif not is_sure:
        for question in finding.questions:
            yield Problem(f"value-{key}", "needs_confirmation", question, is_question=True)


def problems_of_steps(scope: Scope, place: Place, said: Stated, today: date) -> Iterator[Problem]:
    entries = [entry for _step, _milestone, entry in said.steps]
    findings = check_milestones(scope=scope, plan=place.plan, entries=entries, today=today) if entries else []
    for (step, milestone, _entry), finding in zip(said.steps, findings, strict=True):
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
