"""A table as read, as JSON for programs: the form is documented in docs/command-line.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zonekit.sheets.drafts import ItemDraft, MilestoneDraft, PlanSheet, Proposal, Target
from zonekit.sheets.source import Source
from zonekit.values.issues import Issue, Where
from zoneworks.imports.messages import Wording

Json = dict[str, Any]


def document_of_nothing(file: str | None) -> Json:
    """The form of every answer, with nothing in it."""
    return {
        "file": file,
        "kind": "unknown",
        "encoding": None,
        "shape": None,
        "title": None,
        "document_no": None,
        "issued_on": None,
        "year": None,
        "levels": [],
        "level_names": [],
        "column_map": {},
        "areas": [],
        "counts": {},
        "items": [],
        "issues": [],
    }


def document(file: str, source: Source, sheet: PlanSheet, issues: Sequence[Issue], wording: Wording) -> Json:
    return document_of_nothing(file) | {
        "kind": source.kind,
        "encoding": source.encoding,
        "shape": sheet.shape,
        "title": sheet.title,
        "document_no": sheet.document_no,
        "issued_on": day_text(sheet.issued_on),
        "year": sheet.year,
        "levels": list(sheet.levels),
        "level_names": list(sheet.level_names),
        "column_map": sheet.column_map,
        "areas": list(sheet.areas),
        "counts": sheet.counts,
        "items": [item_json(item) for item in sheet.items],
        "issues": issues_json(issues, wording),
    }


def item_json(item: ItemDraft) -> Json:
    return {
        "no": item.no,
        "path": list(item.path),
        "name": item.name,
        "text": item.text,
        "lead": item.lead,
        "co_leads": list(item.co_leads),
        "responsible": list(item.responsible),
        "cooperating": list(item.cooperating),
        "leaders": list(item.leaders),
        "deadline_raw": item.deadline_raw,
        "deadline": day_text(item.deadline),
        "deadline_in_text": item.deadline_in_text,
        "weight": number(item.weight),
        "milestones": [milestone_json(milestone) for milestone in item.milestones],
        "targets": [target_json(target) for target in item.targets],
        "indicators": [proposal_json(proposal) for proposal in item.proposals],
        "where": where_json(item.where),
    }


def milestone_json(milestone: MilestoneDraft) -> Json:
    return {
        "raw": milestone.raw,
        "date": day_text(milestone.due),
        "text": milestone.text,
        "targets": [target_json(target) for target in milestone.targets],
    }


def target_json(target: Target) -> Json:
    """`bound` and `area` only where they are said."""
    said: Json = {"text": target.text, "value": number(target.value), "unit": target.unit}
    if target.bound:
        said["bound"] = target.bound
    if target.area:
        said["area"] = target.area
    said["base_value"] = number(target.base_value)
    said["base_unit"] = target.base_unit
    return said


def proposal_json(proposal: Proposal) -> Json:
    return {
        "name": proposal.name,
        "unit": proposal.unit,
        "kind": proposal.kind,
        "direction": proposal.direction,
        "target": number(proposal.target),
        "schedule": [{"date": day_text(due), "value": number(value)} for due, value in proposal.schedule],
        "base_unit": proposal.base_unit,
        "factor": number(proposal.factor),
        "bound": proposal.bound,
        "area": proposal.area,
    }


def issues_json(issues: Sequence[Issue], wording: Wording) -> list[Json]:
    return [issue_json(issue, wording.told(issue)) for issue in issues]


def issue_json(issue: Issue, message: str) -> Json:
    return {
        "code": issue.code,
        "severity": issue.severity,
        **where_json(issue.where),
        "message": message,
        "params": dict(issue.params),
    }


def where_json(where: Where) -> Json:
    return {"sheet": where.sheet, "cell": where.cell, "line": where.line}


def day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def number(value: Decimal | None) -> int | float | None:
    """Whole numbers as int, others as float."""
    if value is None or not value.is_finite():
        return None
    whole = int(value)
    return whole if whole == value else float(value)
