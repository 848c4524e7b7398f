"""What the sheet of a month would change in each report, field by field, and what has to be asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format

from zonekit.values.issues import NOWHERE, Issue, Where
from zonekit.values.quantities import base_of
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, Comparison, ProposedRow
from zoneworks.plans.models import Indicator
from zoneworks.plans.services.reporting import plan_in_force
from zoneworks.plans.sheets.indicator_steps import converted
from zoneworks.plans.sheets.statements import plain_number
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.own_lights import light_words
from zoneworks.reports.services import Problem, ReportFields, StepEntry, ValueEntry
from zoneworks.reports.services.checking import Case, problems_of, stated
from zoneworks.reports.services.drafts import Subjects, cleaned, require_known, said_by_all, subjects_of
from zoneworks.reports.services.guards import PEOPLE, who_was_first
from zoneworks.reports.services.places import Place, places_of
from zoneworks.reports.sheets.month.drafts import NUMBERS, SAID, WORDS, fields_said, fields_to_json
from zoneworks.reports.sheets.month.reading import MonthLine, MonthSheet
from zoneworks.reports.sheets.month.subjects import LeafLines, by_leaf
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Json = dict[str, Any]
LACKING = frozenset({"progress_missing", "value_missing"})
NO_FIELDS = ReportFields()


@dataclass
class Meant:
    """A report as it stands (`before`) and as the sheet would have it (`after`); `cells`: where each field stands."""

    leaf: LeafLines
    subjects: Subjects
    place: Place | None = None
    report: Report | None = None
    before: ReportFields = NO_FIELDS
    after: ReportFields = NO_FIELDS
    issues: list[Issue] = field(default_factory=list)
    cells: dict[str, Where] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        return any(issue.severity == "error" for issue in self.issues)

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def where(self) -> Where:
        return next(iter(line.where for line in self.leaf.lines), NOWHERE)

    @property
    def draft(self) -> Json:
        return {
            "item": self.leaf.item.pk,
            "seen": self.report.revision if self.report else None,
            "before": fields_to_json(self.before),
            "after": fields_to_json(self.after),
            "asked": self.asked,
            "said": [line.texts for line in self.leaf.lines][:1],
        }


def compare_month(scope: Scope, zone: Unit, sheet: MonthSheet) -> Comparison:
    summary: Json = {"month": sheet.about.isoformat() if sheet.about else "", "columns": sheet.columns}
    if sheet.about is None or not sheet.columns:
        return Comparison(summary=summary, issues=sheet.issues)
    try:
        plan = plan_in_force(zone.pk, sheet.about.year)
    except Refused:
        nothing = Issue("month_without_plan", NOWHERE, {"year": str(sheet.about.year)})
        return Comparison(summary=summary, issues=(*sheet.issues, nothing))
    leaves, lost = by_leaf(plan, sheet.lines)
    meant = looked_at(scope, leaves, sheet.about, profile_of(zone).today)
    rows = [row_of(one) for one in meant] + [lost_row(line, issue) for line, issue in lost]
    summary |= {"title": plan.title, "title_en": plan.title_en}
    return Comparison(rows=tuple(rows), summary=summary, issues=sheet.issues, target=str(plan.pk))


def looked_at(scope: Scope, leaves: Sequence[LeafLines], about: date, today: date) -> list[Meant]:
    """Every report of the sheet against the draft that stands, in a number of statements that does not grow."""
    subjects = subjects_of([leaf.item.pk for leaf in leaves])
    origins = [leaf.item.origin_id or leaf.item.pk for leaf in leaves]
    found = Report.objects.filter(item__in=origins, about=about).select_related("item", *PEOPLE)
    reports = {report.item_id: report for report in found}
    said = said_by_all([report.pk for report in reports.values()])
    meant = []
    for leaf, place in zip(leaves, places_of(scope, [(leaf.item, about) for leaf in leaves], today), strict=True):
        one = Meant(leaf, subjects[leaf.item.pk], issues=list(leaf.issues))
        one.issues += [issue for line in leaf.lines for issue in line.issues]
        meant.append(one)
        if isinstance(place, Refused):
            one.issues.append(Issue("month_refused", one.where, {"sentence": str(place)}))
            continue
        one.place = place
        report = one.report = reports.get(place.origin)
        if report:
            words = {name: getattr(report, name) for name in SAID}
            one.before = fields_said(words, said[report.pk], one.subjects)
        overlay(one)
        refuse_what_is_handed_in(one)
    ask(scope, [one for one in meant if one.place and not one.has_error and not one.is_same], today)
    return meant


def refuse_what_is_handed_in(one: Meant) -> None:
    if one.report and not one.report.is_open and not one.is_same:
        place = next((one.cells[name] for name in changed_names(one) if name in one.cells), one.where)
        one.issues.append(Issue("month_not_open", place, {"sentence": who_was_first(one.report)}))


# --- what the sheet says over what stands ----------------------------------------------------------------------------


def overlay(one: Meant) -> None:
    """A cell left empty leaves what stands."""
    words = {name: getattr(one.before, name) for name in SAID}
    for line in one.leaf.lines:
        for name in WORDS:
            if line.texts.get(name) and name not in one.cells:
                words[name], one.cells[name] = line.texts[name], line.place(name)
        if line.own_light and "own_light" not in one.cells:
            words["own_light"], one.cells["own_light"] = line.own_light, line.place("own_light")
    values, steps = dict(one.before.values), dict(one.before.steps)
    for key, (indicator, line) in one.leaf.indicators.items():
        entry = value_entry(one, indicator, line, values.get(key))
        if entry is not None:
            values[key] = entry
    for key, (_milestone, line) in one.leaf.milestones.items():
        one.cells |= {f"done_on-{key}": line.place("done_on"), f"done_note-{key}": line.place("note")}
        standing = steps.get(key)
        day = line.done_on or (standing.done_on if standing else None)
        if day:
            steps[key] = StepEntry(day, line.texts.get("note") or (standing.note if standing else ""))
    try:
        one.after = in_order(cleaned(ReportFields(**words, values=values, steps=steps)), one.subjects)
        require_known(one.after, *one.subjects)
    except Refused as refusal:
        one.after = one.before
        place = one.cells.get(refusal.field or "", one.where)
        one.issues.append(Issue("month_refused", place, {"sentence": str(refusal)}))


def in_order(fields: ReportFields, subjects: Subjects) -> ReportFields:
    """Parts in the order of the row, so that equal reports look equal."""
    return replace(
        fields,
        values={key: fields.values[key] for key in subjects[0] if key in fields.values},
        steps={key: fields.steps[key] for key in subjects[1] if key in fields.steps},
    )


def value_entry(one: Meant, indicator: Indicator, line: MonthLine, standing: ValueEntry | None) -> ValueEntry | None:
    """What the row says of its indicator over what stands; what was sure stays so only as long as it is the same."""
    one.cells |= {f"{name}-{indicator.pk}": line.place(name) for name in (*NUMBERS, "note")}
    given = {name: line.numbers[name] for name in NUMBERS if name in line.numbers}
    if "value" in given and line.unit:
        value = in_own_unit(line, indicator)
        if value is None:
            params = {"unit": line.unit, "indicator": indicator.title, "own": indicator.unit_shown}
            one.issues.append(Issue("value_unit_differs", line.place("value"), params))
            return standing
        given["value"] = value
    note = line.texts.get("note")
    if not given and not note:
        return standing
    base = standing or ValueEntry()
    changes: dict[str, Any] = {**given, **({"note": note} if note else {})}
    entry = replace(base, **changes)
    if "value" not in given and given and any(getattr(base, name) != got for name, got in given.items()):
        entry = replace(entry, value=None)  # the share is computed anew from its parts
    is_same = all(getattr(entry, name) == getattr(base, name) for name in NUMBERS)
    return entry if is_same else replace(entry, is_sure=False)


def in_own_unit(line: MonthLine, indicator: Indicator) -> Any:
    base = base_of(line.unit)
    factor = str(base.factor) if base else "1"
    said = {"unit": line.unit, "base_unit": base.base_unit if base else "", "factor": factor}
    return converted(line.numbers["value"], said, indicator)


# --- what has to be asked --------------------------------------------------------------------------------------------


def ask(scope: Scope, meant: Sequence[Meant], today: date) -> None:
    """The questions of submitting, asked now: what is doubtful waits for a tick, what is lacking is only told."""
    cases = [case_of(one, one.place, today) for one in meant if one.place]
    for one, problems in zip(meant, problems_of(scope, cases, today), strict=True):
        names = set(changed_names(one))
        for problem in problems:
            issue = issue_of(one, problem, names)
            if issue:
                one.issues.append(issue)
        one.asked = sorted({int(p.field.split("-")[1]) for p in problems if p.is_question and "-" in p.field})


def issue_of(one: Meant, problem: Problem, names: set[str]) -> Issue | None:
    place, params = one.cells.get(problem.field, one.where), {"sentence": problem.sentence}
    if problem.code in LACKING:
        return Issue("month_lacking", place, params, "note")
    _part, _dash, key = problem.field.partition("-")
    of_this = {problem.field, f"value-{key}", f"numerator-{key}", f"denominator-{key}"}
    return Issue("month_asked", place, params, "warning") if of_this & names else None


def case_of(one: Meant, place: Place, today: date) -> Case:
    """The report as the sheet would have it, as submitting would look at it."""
    report = Report(**{name: getattr(one.after, name) for name in SAID})
    indicators, milestones = list(one.subjects[0].values()), list(one.subjects[1].values())
    for indicator in indicators:
        indicator.item = one.leaf.item
    for milestone in milestones:
        milestone.item = one.leaf.item
    values = [
        ReportValue(
            indicator_id=one.subjects[0][key].facts_id, value=entry.value, numerator=entry.numerator,
            denominator=entry.denominator, note=entry.note, is_sure=entry.is_sure,
        )
        for key, entry in one.after.values.items()
    ]  # fmt: skip
    steps = [
        ReportStep(milestone_id=one.subjects[1][key].facts_id, done_on=entry.done_on, note=entry.note)
        for key, entry in one.after.steps.items()
    ]
    confirmed = [indicator for indicator in indicators if indicator.state == "confirmed"]
    mark = f"check:{one.leaf.item.pk}"
    return Case(place, report, stated(mark, place.day_of_values(today), confirmed, milestones, values, steps))


# --- what the preview shows ------------------------------------------------------------------------------------------


def changed_names(one: Meant) -> list[str]:
    return [name for name, _change in changes_by_name(one)]


def changes_by_name(one: Meant) -> Iterator[tuple[str, Change]]:
    """Every field that would change, with its name among the fields of a report."""
    for name in WORDS:
        before, after = getattr(one.before, name), getattr(one.after, name)
        if before != after:
            yield name, Change(name, before or None, after)
    if one.before.own_light != one.after.own_light:
        said = light_words(one.before.own_light) or None
        yield "own_light", Change("own_light", said, light_words(one.after.own_light))
    for key, indicator in one.subjects[0].items():
        old, new = one.before.values.get(key, ValueEntry()), one.after.values.get(key, ValueEntry())
        for name in NUMBERS:
            if getattr(old, name) != getattr(new, name):
                told = Change(f"{name}:{indicator.title}", figure(old, name, indicator), figure(new, name, indicator))
                yield f"{name}-{key}", told
        if old.note != new.note:
            yield f"note-{key}", Change(f"note:{indicator.title}", old.note or None, new.note or None)
    for key, milestone in one.subjects[1].items():
        was, will = one.before.steps.get(key), one.after.steps.get(key)
        if will and (was is None or was.done_on != will.done_on):
            before = date_format(was.done_on, "DATE_FORMAT") if was else None
            yield (
                f"done_on-{key}",
                Change(f"done_on:{milestone.title}", before, date_format(will.done_on, "DATE_FORMAT")),
            )
        if will and (was.note if was else "") != will.note:
            yield f"done_note-{key}", Change(f"note:{milestone.title}", (was.note if was else "") or None, will.note)


def figure(entry: ValueEntry, name: str, indicator: Indicator) -> str | None:
    number = plain_number(getattr(entry, name))
    return f"{number} {indicator.unit_shown}" if number is not None and name == "value" else number


def row_of(one: Meant) -> ProposedRow:
    return ProposedRow(
        where=one.where,
        label=" ".join(part for part in (one.leaf.item.label, one.leaf.item.title) if part),
        action=action_of(one),
        draft=one.draft,
        changes=tuple(change for _name, change in changes_by_name(one)),
        issues=tuple(one.issues),
        key=str(one.report.pk) if one.report else "",
        waits=any(issue.severity == "warning" for issue in one.issues),
    )


def action_of(one: Meant) -> Action:
    if one.has_error:
        return Action.REJECT
    if one.is_same:
        return Action.SAME
    return Action.UPDATE if one.report else Action.CREATE


def lost_row(line: MonthLine, issue: Issue) -> ProposedRow:
    named = [line.texts.get(name, "") for name in ("item_code", "item", "name")]
    label = " ".join(text for text in named if text) or line.texts.get("key", "—")
    return ProposedRow(line.where, label, Action.REJECT, {"said": [line.texts]}, issues=(issue, *line.issues))
