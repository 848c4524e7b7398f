"""What each line of a sheet of values would record, and what has to be asked first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from zonekit.values.issues import NOWHERE, Issue
from zonekit.values.quantities import base_of
from zoneworks.accounts.access import Scope
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, Comparison, ProposedRow
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Indicator, Milestone, Plan
from zoneworks.plans.queries import current_plan
from zoneworks.plans.services import ActualEntry, Finding, MilestoneEntry, check_actuals, check_milestones
from zoneworks.plans.services.checks import complete, standings
from zoneworks.plans.services.milestone_facts import latest_statements
from zoneworks.plans.sheets.actuals.reading import ValueLine, ValueSheet
from zoneworks.plans.sheets.actuals.subjects import Subjects
from zoneworks.plans.sheets.indicator_steps import converted
from zoneworks.plans.sheets.statements import is_fit, plain_number
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Json = dict[str, Any]


@dataclass
class Meant:
    """A line with what it is about and what it would record; `before` is what stands there now."""

    line: ValueLine
    issues: list[Issue]
    indicator: Indicator | None = None
    milestone: Milestone | None = None
    value: Decimal | None = None
    computed: Decimal | None = None
    before: str | None = None
    finding: Finding | None = None

    @property
    def draft(self) -> Json:
        line = self.line
        return {
            "row": "milestone" if self.milestone else "value",
            "indicator": self.indicator.pk if self.indicator else None,
            "milestone": self.milestone.pk if self.milestone else None,
            "about": line.about.isoformat() if line.about else None,
            "value": plain_number(self.value),
            "computed": plain_number(self.computed),
            "numerator": plain_number(line.numerator),
            "denominator": plain_number(line.denominator),
            "done_on": line.done_on.isoformat() if line.done_on else None,
            "note": line.texts.get("note", ""),
            "before": self.before,
            "said": line.texts,
        }


def compare_values(scope: Scope, zone: Unit, sheet: ValueSheet) -> Comparison:
    plan = current_plan(scope, zone, sheet.year)
    summary = {
        "title": plan.title if plan else "",
        "title_en": plan.title_en if plan else "",
        "year": sheet.year,
        "columns": sheet.columns,
        "plan": plan.pk if plan else None,
    }
    if plan is None or plan.state != PlanState.ISSUED:
        code = "values_without_plan" if plan is None else "values_before_issue"
        params = {"plan": plan.title} if plan else {"year": str(sheet.year or "")}
        return Comparison(summary=summary, issues=(*sheet.issues, Issue(code, NOWHERE, params)))
    subjects = Subjects(plan)
    meant = checked(scope, plan, once([mean(subjects, line) for line in sheet.lines]))
    rows = tuple(row_of(one) for one in meant)
    return Comparison(rows=rows, summary=summary, issues=sheet.issues, target=str(plan.pk))


def mean(subjects: Subjects, line: ValueLine) -> Meant:
    meant = Meant(line, list(line.issues))
    found = subjects.milestone(line) if line.is_of_milestone else subjects.indicator(line)
    if isinstance(found, Issue):
        meant.issues.append(found)
    elif isinstance(found, Milestone):
        meant.milestone = found
    else:
        meant.indicator = found
        meant.value = in_own_unit(meant, found)
    return meant


def once(meant: list[Meant]) -> list[Meant]:
    """The same thing on the same day is said once; a further line that says it is an issue."""
    seen: dict[tuple[object, ...], Meant] = {}
    for one in meant:
        if one.issues or not (one.indicator or one.milestone):
            continue
        day = one.line.about
        key = ("I", one.indicator.pk, day) if one.indicator else ("M", one.milestone and one.milestone.pk)
        first = seen.setdefault(key, one)
        if first is not one:
            one.issues.append(Issue("value_twice", one.line.where, {"first": str(first.line.where)}))
    return meant


def in_own_unit(meant: Meant, indicator: Indicator) -> Decimal | None:
    """The value in the indicator's unit; one that measures something else is an issue."""
    line = meant.line
    if line.value is None or not line.unit:
        return line.value
    base = base_of(line.unit)
    said = {
        "unit": line.unit,
        "base_unit": base.base_unit if base else "",
        "factor": str(base.factor) if base else "1",
    }
    value = converted(line.value, said, indicator)
    if value is None or not is_fit(value):
        params = {"unit": line.unit, "indicator": indicator.title, "own": indicator.unit_shown}
        meant.issues.append(Issue("value_unit_differs", line.where, params))
        return None
    return value


def checked(scope: Scope, plan: Plan, meant: list[Meant]) -> list[Meant]:
    """Ask the services what would happen; they say what is refused, asked about, or no news."""
    today = profile_of(plan.zone).today
    values = [one for one in meant if one.indicator and not one.issues and has_value(one)]
    steps = [one for one in meant if one.milestone and not one.issues and one.line.done_on]
    entries = [actual_entry(one.draft, f"check:{place}") for place, one in enumerate(values)]
    for one, found in zip(values, check_actuals(scope=scope, plan=plan, entries=entries, today=today), strict=True):
        take(one, found)
        if found.refusal is None and one.indicator:
            one.computed = complete(actual_entry(one.draft, ""), one.indicator).value
    marks = [milestone_entry(one.draft, f"check:{place}") for place, one in enumerate(steps)]
    for one, found in zip(steps, check_milestones(scope=scope, plan=plan, entries=marks, today=today), strict=True):
        take(one, found)
    is_supervising = scope.is_supervising(plan.zone)
    for one, before in zip(values, values_before(plan, [v.draft for v in values], is_supervising), strict=True):
        one.before = before
    for one, before in zip(steps, days_before(plan, [s.draft for s in steps], is_supervising), strict=True):
        one.before = before
    return meant


def has_value(one: Meant) -> bool:
    return one.value is not None or one.line.numerator is not None


def take(one: Meant, found: Finding) -> None:
    one.finding = found
    if found.refusal:
        one.issues.append(Issue("value_refused", one.line.where, {"sentence": str(found.refusal)}))
    one.issues += [Issue("value_asked", one.line.where, {"sentence": asked}, "warning") for asked in found.questions]


def values_before(plan: Plan, drafts: list[Json], is_supervising: bool) -> list[str | None]:
    """What stands at each indicator's day now: what counts for the supervision office, what was said for a unit."""
    indicators = Indicator.objects.filter(item__plan=plan).in_bulk([draft["indicator"] for draft in drafts])
    found = standings(plan, list(indicators.values())) if indicators else {}
    before = []
    for draft in drafts:
        standing = found[indicators[draft["indicator"]].facts_id]
        base = standing.confirmed if is_supervising else standing.said
        before.append(plain_number(base.get(date.fromisoformat(draft["about"]))))
    return before


def days_before(plan: Plan, drafts: list[Json], is_supervising: bool) -> list[str | None]:
    milestones = Milestone.objects.filter(item__plan=plan).in_bulk([draft["milestone"] for draft in drafts])
    said = latest_statements(plan, milestones, is_confirmed=is_supervising) if milestones else {}
    days = [said.get(milestones[draft["milestone"]].facts_id) for draft in drafts]
    return [day.isoformat() if day else None for day in days]


def actual_entry(draft: Json, submission: str) -> ActualEntry:
    return ActualEntry(
        indicator=draft["indicator"],
        about=date.fromisoformat(draft["about"]),
        value=number(draft["value"]),
        submission=submission,
        note=draft["note"],
        numerator=number(draft["numerator"]),
        denominator=number(draft["denominator"]),
    )


def milestone_entry(draft: Json, submission: str) -> MilestoneEntry:
    return MilestoneEntry(draft["milestone"], date.fromisoformat(draft["done_on"]), submission, draft["note"])


def number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def row_of(one: Meant) -> ProposedRow:
    is_asked = any(issue.severity == "warning" for issue in one.issues)
    return ProposedRow(
        where=one.line.where,
        label=label_of(one),
        action=action_of(one),
        draft=one.draft,
        changes=changes_of(one),
        issues=tuple(one.issues),
        key=str(one.indicator.facts_id if one.indicator else one.milestone.facts_id if one.milestone else ""),
        waits=is_asked,
    )


def action_of(one: Meant) -> Action:
    if one.finding is None or any(issue.severity == "error" for issue in one.issues):
        return Action.REJECT
    if one.finding.is_same:
        return Action.SAME
    return Action.CREATE if one.before is None else Action.UPDATE


def label_of(one: Meant) -> str:
    texts = one.line.texts
    if one.indicator:
        return f"{one.indicator.item.title} · {one.indicator.title}"
    if one.milestone:
        return f"{one.milestone.item.title} · {one.milestone.title}"
    named = (texts.get("item") or texts.get("item_code"), texts.get("indicator") or texts.get("milestone"))
    return " · ".join(name for name in named if name) or texts.get("key", "—")


def changes_of(one: Meant) -> tuple[Change, ...]:
    line = one.line
    if one.milestone and line.done_on:
        return (Change("done_on", one.before, line.done_on.isoformat()),)
    if one.indicator is None or line.about is None:
        return ()
    unit = one.indicator.unit_shown
    day = date_format(line.about, "DATE_FORMAT")
    if one.value is not None:
        before = f"{one.before} {unit}" if one.before is not None else None
        return (Change(f"value:{day}", before, f"{plain_number(one.value)} {unit}"),)
    if line.numerator is not None:
        return (Change(f"value:{day}", one.before, f"{line.numerator} / {line.denominator}"),)
    return ()
