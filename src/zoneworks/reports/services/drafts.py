"""Writing a report as long as it is the unit's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.plans.models import Indicator, Item, Milestone
from zoneworks.plans.services.guards import writer
from zoneworks.plans.services.limits import require_number
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.services.entries import ReportFields, StepEntry, ValueEntry
from zoneworks.reports.services.guards import OPEN, claim_report, overtaken
from zoneworks.reports.services.places import Place, due_of, place_of, unit_of_writer
from zoneworks.reports.services.turns import note_report
from zoneworks.reports.words import plain_text

WORDS = ("progress", "problems", "next_steps")


@transaction.atomic
def save_report(
    *, scope: Scope, item: Item, about: date, fields: ReportFields, seen: int | None, today: date
) -> Report:
    """Keep what the report of an item for a month says so far. `item`: the row in any version of the year's plan.

    `about`: the last day of the month. `seen`: the revision the person saw; None where there was no report yet.
    What is wrong about a value is asked when the report is submitted; here it must only be a number that can be kept.
    """
    place = place_of(scope, item, about, today)
    subjects = subjects_of(place)
    fields = cleaned(fields)
    require_known(fields, *subjects)
    standing = Report.objects.filter(item=place.origin, about=about).select_related("zone").first()
    if standing and is_repeat(scope, standing, fields, seen, subjects):
        return standing
    writing = {
        **{name: getattr(fields, name) for name in WORDS},
        "saved_at": now(),
        "saved_by": writer(scope),
        "unit": unit_of_writer(scope, place.item),
    }
    report = begin(place, writing) if standing is None and seen is None else standing
    if report is None:
        raise overtaken(0)
    if standing is not None:
        if seen is None:
            raise overtaken(standing.pk)
        claim_report(standing, *OPEN, seen=seen, **writing)
    write_parts(report, fields, *subjects)
    report = Report.objects.select_related("zone").get(pk=report.pk)
    note_report(scope, report, "save_report")
    return report


def begin(place: Place, writing: dict[str, Any]) -> Report:
    try:
        with transaction.atomic():
            return Report.objects.create(
                zone=place.plan.zone, item_id=place.origin, about=place.about, due=due_of(place), revision=1, **writing
            )
    except IntegrityError as error:
        winner = Report.objects.filter(item=place.origin, about=place.about).values_list("pk", flat=True).first()
        raise overtaken(winner or 0) from error


def subjects_of(place: Place) -> tuple[dict[int, Indicator], dict[int, Milestone]]:
    """Indicators and milestones of the row by their key in the version at hand."""
    return (
        {one.pk: one for one in Indicator.objects.filter(item=place.item).order_by()},
        {one.pk: one for one in Milestone.objects.filter(item=place.item).order_by()},
    )


def cleaned(fields: ReportFields) -> ReportFields:
    """Plain text, and nothing for what was left blank."""
    words = {name: plain_text(getattr(fields, name), name) for name in WORDS}
    values = {key: replace(entry, note=plain_text(entry.note, f"note-{key}")) for key, entry in fields.values.items()}
    steps = {
        key: replace(entry, note=plain_text(entry.note, f"done_note-{key}")) for key, entry in fields.steps.items()
    }
    kept = {key: entry for key, entry in values.items() if not entry.is_empty or entry.note}
    return ReportFields(**words, values=kept, steps=steps)


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


def is_repeat(
    scope: Scope,
    standing: Report,
    fields: ReportFields,
    seen: int | None,
    subjects: tuple[dict[int, Indicator], dict[int, Milestone]],
) -> bool:
    """The form this person sent a moment ago, sent again."""
    if standing.revision != (seen or 0) + 1 or standing.saved_by_id != scope.user.pk or not standing.is_open:
        return False
    indicators, milestones = subjects
    values = {
        row.indicator_id: ValueEntry(row.value, row.numerator, row.denominator, row.note, row.is_sure)
        for row in ReportValue.objects.filter(report=standing)
    }
    steps = {row.milestone_id: StepEntry(row.done_on, row.note) for row in ReportStep.objects.filter(report=standing)}
    return (
        all(getattr(standing, name) == getattr(fields, name) for name in WORDS)
        and values == {indicators[key].facts_id: entry for key, entry in fields.values.items()}
        and steps == {milestones[key].facts_id: entry for key, entry in fields.steps.items()}
    )


def write_parts(
    report: Report, fields: ReportFields, indicators: dict[int, Indicator], milestones: dict[int, Milestone]
) -> None:
    """Values and claims anew, as given."""
    ReportValue.objects.filter(report=report).delete()
    ReportStep.objects.filter(report=report).delete()
    ReportValue.objects.bulk_create(
        ReportValue(
            report=report, indicator_id=indicators[key].facts_id, value=entry.value, numerator=entry.numerator,
            denominator=entry.denominator, note=entry.note, is_sure=entry.is_sure,
        )
        for key, entry in fields.values.items()
    )  # fmt: skip
    ReportStep.objects.bulk_create(
        ReportStep(report=report, milestone_id=milestones[key].facts_id, done_on=entry.done_on, note=entry.note)
        for key, entry in fields.steps.items()
    )
