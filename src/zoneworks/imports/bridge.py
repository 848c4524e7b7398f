"""Issues and rows of the engines as what is stored, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from zonekit.values.issues import Issue, Where
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Comparison, ProposedRow, Question
from zoneworks.imports.models import Batch, Row

Json = dict[str, Any]
SHOWN_OF_A_CODE = 8
LABEL_LENGTH = 300
SEVERITIES = ("error", "warning", "note")


def where_to_json(where: Where) -> Json:
    pairs = (("sheet", where.sheet), ("cell", where.cell), ("line", where.line))
    return {name: value for name, value in pairs if value is not None}


def where_from_json(stored: Json) -> Where:
    return Where(stored.get("sheet"), stored.get("cell"), stored.get("line"))


def issue_to_json(issue: Issue, row: int | None = None) -> Json:
    stored = {
        "code": issue.code,
        "severity": issue.severity,
        "params": dict(issue.params),
        **where_to_json(issue.where),
    }
    return stored if row is None else {**stored, "row": row}


def issue_from_json(stored: Json) -> Issue:
    return Issue(stored["code"], where_from_json(stored), stored.get("params", {}), stored.get("severity", "error"))


def row_from_proposal(batch: Batch, position: int, proposed: ProposedRow) -> Row:
    codes = sorted({issue.code for issue in proposed.issues})
    return Row(
        batch=batch,
        position=position,
        where=where_to_json(proposed.where),
        label=proposed.label[:LABEL_LENGTH],
        action=proposed.action,
        key=proposed.key,
        is_chosen=proposed.action in {Action.CREATE, Action.UPDATE} and not proposed.waits,
        draft=proposed.draft,
        changes=[
            {"field": change.field, "before": change.before, "after": change.after} for change in proposed.changes
        ],
        issues=[issue_to_json(issue, position) for issue in proposed.issues],
        issue_codes=f" {' '.join(codes)} " if codes else "",
    )


def all_issues(comparison: Comparison, rows: Sequence[Row]) -> list[Json]:
    """The issues of the sheet, then those of its rows in order."""
    own = [issue_to_json(issue) for issue in comparison.issues]
    return own + [issue for row in rows for issue in row.issues]


def summary_of(comparison: Comparison, rows: Sequence[Row], issues: Sequence[Json]) -> Json:
    """What a preview page needs without loading every row: counts, groups of issues, questions, the obstacle."""
    actions = {action.value: 0 for action in Action}
    for row in rows:
        actions[row.action] += row.position > 0
    return {
        **comparison.summary,
        "actions": actions,
        "has_head": bool(rows) and rows[0].position == 0,
        "issue_groups": groups_of(issues),
        "questions": [asdict(question) for question in comparison.questions],
        "obstacle": issue_to_json(comparison.obstacle) if comparison.obstacle else None,
    }


def groups_of(issues: Iterable[Json]) -> list[Json]:
    """Issues by code, errors first, each with its count and its first places."""
    found: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for issue in issues:
        found[issue["severity"], issue["code"]].append(issue)
    ordered = sorted(found.items(), key=lambda entry: SEVERITIES.index(entry[0][0]))
    return [
        {"code": code, "severity": severity, "count": len(group), "first": group[:SHOWN_OF_A_CODE]}
        for (severity, code), group in ordered
    ]


def question_from_json(stored: Json) -> Question:
    near = tuple((str(key), str(name)) for key, name in stored.get("near", ()))
    return Question(stored["code"], stored["topic"], stored["name"], stored["rows"], near, stored.get("answer", ""))
