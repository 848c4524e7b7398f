"""What a draft may say and how it is kept: text made plain, parts of the row it is about, written anew as given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Indicator, Milestone
from zoneworks.plans.registers import is_fed
from zoneworks.plans.services.limits import require_number
from zoneworks.reports.choices import OwnLight
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.services.entries import ReportFields, StepEntry, ValueEntry
from zoneworks.reports.words import plain_text

WORDS = ("progress", "problems", "next_steps")
SAID = (*WORDS, "own_light")
Row = dict[str, Any]
Subjects = tuple[dict[int, Indicator], dict[int, Milestone]]
Said = tuple[dict[int, ValueEntry], dict[int, StepEntry]]


def cleaned(fields: ReportFields) -> ReportFields:
    """Plain text, and nothing for what was left blank."""
    words = {name: plain_text(getattr(fields, name), name) for name in WORDS}
    values = {key: replace(entry, note=plain_text(entry.note, f"note-{key}")) for key, entry in fields.values.items()}
    steps = {
        key: replace(entry, note=plain_text(entry.note, f"done_note-{key}")) for key, entry in fields.steps.items()
    }
    kept = {key: entry for key, entry in values.items() if not entry.is_empty or entry.note}
    require_own_light(fields.own_light)
    return ReportFields(**words, own_light=fields.own_light, values=kept, steps=steps)


def require_own_light(light: str) -> None:
    if light and light not in OwnLight.values:
        raise Refused("light_unknown", _("Choose green, yellow or red, or leave it open."), "own_light")


def require_known(fields: ReportFields, indicators: dict[int, Indicator], milestones: dict[int, Milestone]) -> None:
    for key, entry in fields.values.items():
        if key not in indicators:
            raise Refused("indicator_unknown", _("The row has no such indicator."), f"value-{key}")
        for name in ("value", "numerator", "denominator"):
            value: Decimal | None = getattr(entry, name)
            if value is not None:
                require_number(value, f"{name}-{key}")
    for key in fields.steps:
        if key not in milestones:
            raise Refused("milestone_unknown", _("The row has no such milestone."), f"done_on-{key}")


def by_hand(fields: ReportFields, indicators: dict[int, Indicator]) -> ReportFields:
    """Without the values a register says by itself, which a draft begun before may still have."""
    return replace(fields, values={key: said for key, said in fields.values.items() if not is_fed(indicators[key])})


def said_in(report: Report, said: Said, fields: ReportFields, subjects: Subjects) -> bool:
    """Whether the report says just that."""
    values, steps = said
    indicators, milestones = subjects
    return (
        all(getattr(report, name) == getattr(fields, name) for name in SAID)
        and values == {indicators[key].facts_id: entry for key, entry in fields.values.items()}
        and steps == {milestones[key].facts_id: entry for key, entry in fields.steps.items()}
    )


def subjects_of(items: Iterable[int]) -> dict[int, Subjects]:
    """By row its indicators and milestones by their key in the version at hand, in two statements."""
    found: dict[int, Subjects] = {item: ({}, {}) for item in items}
    for indicator in Indicator.objects.filter(item__in=found).order_by():
        found[indicator.item_id][0][indicator.pk] = indicator
    for milestone in Milestone.objects.filter(item__in=found).order_by():
        found[milestone.item_id][1][milestone.pk] = milestone
    return found


def said_by_all(reports: Iterable[int]) -> dict[int, Said]:
    """By report the values and claims it keeps, by the keys facts are kept under; in two statements."""
    found: dict[int, Said] = {report: ({}, {}) for report in reports}
    for row in ReportValue.objects.filter(report__in=found):
        entry = ValueEntry(row.value, row.numerator, row.denominator, row.note, row.is_sure)
        found[row.report_id][0][row.indicator_id] = entry
    for step in ReportStep.objects.filter(report__in=found):
        found[step.report_id][1][step.milestone_id] = StepEntry(step.done_on, step.note)
    return found


def write_parts(parts: Iterable[tuple[int, ReportFields, Subjects]]) -> None:
    """Values and claims of reports anew, as given."""
    parts = list(parts)
    keys = [report for report, _fields, _subjects in parts]
    ReportValue.objects.filter(report__in=keys).delete()
    ReportStep.objects.filter(report__in=keys).delete()
    insert_rows(ReportValue, (row for part in parts for row in value_rows(*part)))
    insert_rows(ReportStep, (row for part in parts for row in step_rows(*part)))


def value_rows(report: int, fields: ReportFields, subjects: Subjects) -> Iterator[Row]:
    for key, entry in fields.values.items():
        yield {
            "report_id": report, "indicator_id": subjects[0][key].facts_id, "value": entry.value,
            "numerator": entry.numerator, "denominator": entry.denominator, "note": entry.note,
            "is_sure": entry.is_sure,
        }  # fmt: skip


def step_rows(report: int, fields: ReportFields, subjects: Subjects) -> Iterator[Row]:
    for key, entry in fields.steps.items():
        milestone = subjects[1][key].facts_id
        yield {"report_id": report, "milestone_id": milestone, "done_on": entry.done_on, "note": entry.note}
