"""What is counted while a large table is read: everything in numbers, of each sort the first in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from zonekit.values.issues import Issue
from zoneworks.imports.bridge import SEVERITIES, SHOWN_OF_A_CODE, issue_to_json
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import ProposedRow

Json = dict[str, Any]
MOST_ISSUES = 5_000
ROWS_OF: dict[str, int] = {Action.CREATE: 100, Action.UPDATE: 300, Action.SAME: 50, Action.REJECT: 500}
ROWS_WITH_REMARKS = 300


class Tally:
    """`rows` are those kept to be looked at; `issues` those kept for the notes; the counts are complete."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter({action.value: 0 for action in Action})
        self.rows: list[ProposedRow] = []
        self.issues: list[Json] = []
        self.summary: Json = {}
        self.obstacle: Issue | None = None
        self.done = 0
        self._groups: dict[tuple[str, str], Json] = {}
        self._kept: Counter[str] = Counter()

    def say(self, issues: Sequence[Issue]) -> None:
        """Issues of the sheet as a whole."""
        for issue in issues:
            self._count(issue, None)

    def count(self, action: str, number: int = 1) -> None:
        """Rows of which there is nothing to show."""
        self.actions[action] += number

    def wants(self, action: str, issues: Sequence[Issue]) -> bool:
        """Whether a row of this sort would be kept to be looked at."""
        return self._kept[action] < ROWS_OF[action] or (bool(issues) and self._kept["!"] < ROWS_WITH_REMARKS)

    def add(self, row: ProposedRow) -> None:
        """One row with its issues."""
        self.actions[row.action] += 1
        position = None
        if self.wants(row.action, row.issues):
            is_common = self._kept[row.action] < ROWS_OF[row.action]
            self._kept[row.action if is_common else "!"] += 1
            self.rows.append(row)
            position = len(self.rows)
        for issue in row.issues:
            self._count(issue, position)

    def _count(self, issue: Issue, position: int | None) -> None:
        key = (issue.severity, issue.code)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = {"code": issue.code, "severity": issue.severity, "count": 0, "first": []}
        group["count"] += 1
        is_first = len(group["first"]) < SHOWN_OF_A_CODE
        if is_first or len(self.issues) < MOST_ISSUES:
            stored = issue_to_json(issue, position)
            if is_first:
                group["first"].append(stored)
            if len(self.issues) < MOST_ISSUES:
                self.issues.append(stored)

    def stored_summary(self) -> Json:
        """The same shape as that of small tables, for the same pages."""
        groups = sorted(self._groups.values(), key=lambda group: SEVERITIES.index(group["severity"]))
        return {
            **self.summary,
            "actions": dict(self.actions),
            "has_head": False,
            "issue_groups": groups,
            "questions": [],
            "obstacle": issue_to_json(self.obstacle) if self.obstacle else None,
            "shown": len(self.rows),
        }
