"""What a report says, as plain data: kept with each turn of its life, compared where a form is sent twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows
from zoneworks.common.clock import now
from zoneworks.plans.services.checks import tidy
from zoneworks.plans.services.guards import writer
from zoneworks.reports.choices import Turn
from zoneworks.reports.models import Report, ReportEvidence, ReportStep, ReportTurn, ReportValue

Json = dict[str, Any]


def said_by(report: Report) -> Json:
    """All that a report says, with the names its parts have now."""
    return said_by_each([report])[report.pk]


def said_by_each(reports: Sequence[Report]) -> dict[int, Json]:
    """The same of many, in three statements."""
    found: dict[int, Json] = {
        report.pk: {
            "progress": report.progress, "problems": report.problems, "next_steps": report.next_steps,
            "own_light": report.own_light,
            "values": [], "steps": [], "evidence": [],
        }
        for report in reports
    }  # fmt: skip
    for value in ReportValue.objects.filter(report__in=found).select_related("indicator").order_by("indicator"):
        found[value.report_id]["values"].append(value_said(value))
    for step in ReportStep.objects.filter(report__in=found).select_related("milestone").order_by("milestone"):
        found[step.report_id]["steps"].append(step_said(step))
    for one in ReportEvidence.objects.filter(report__in=found).select_related("file"):
        shown = {"name": one.file.name, "sha256": one.file.sha256, "caption": one.caption}
        found[one.report_id]["evidence"].append(shown)
    return found


def value_said(value: ReportValue) -> Json:
    return {
        "indicator": value.indicator_id,
        "name": value.indicator.name,
        "name_en": value.indicator.name_en,
        "unit": value.indicator.unit,
        "unit_en": value.indicator.unit_en,
        "value": number(value.value),
        "numerator": number(value.numerator),
        "denominator": number(value.denominator),
        "note": value.note,
        "is_sure": value.is_sure,
    }


def step_said(step: ReportStep) -> Json:
    return {
        "milestone": step.milestone_id,
        "text": step.milestone.text,
        "text_en": step.milestone.text_en,
        "done_on": step.done_on.isoformat(),
        "note": step.note,
    }


def number(value: Decimal | None) -> str | None:
    return None if value is None else tidy(Decimal(value))


def note_turn(scope: Scope, report: Report, turn: Turn, today: date, words: str = "") -> None:
    """Append the turn with what the report says, and tell the audit record."""
    ReportTurn.objects.create(
        report=report, turn=turn, on=today, at=now(), by=writer(scope), words=words, data=said_by(report)
    )
    note_report(scope, report, f"report_{turn}", **({"words": words} if words else {}))


def note_turns(scope: Scope, reports: Iterable[Report], turn: Turn, today: date, words: str = "") -> None:
    """The same for many that only change their state: what they say stands with the turn that submitted them."""
    at, by = now(), writer(scope)
    ReportTurn.objects.bulk_create(
        ReportTurn(report=report, turn=turn, on=today, at=at, by=by, words=words) for report in reports
    )


def note_submitted(scope: Scope, reports: Sequence[Report], today: date) -> None:
    """The turn of many that were submitted together, each with what it says."""
    at, said = now(), said_by_each(reports)
    rows = (
        {
            "report_id": report.pk, "turn": Turn.SUBMITTED.value, "on": today, "at": at, "by_id": scope.user.pk,
            "data": said[report.pk],
        }
        for report in reports
    )  # fmt: skip
    insert_rows(ReportTurn, rows)


def note_report(scope: Scope, report: Report, verb: str, **details: Any) -> None:
    record(
        user=writer(scope), zone=report.zone, verb=verb, kind="report", key=report.pk,
        item=report.item_id, about=report.about.isoformat(), **details,
    )  # fmt: skip
