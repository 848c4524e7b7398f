"""What is wrong, where, and with which figures: codes for programs, never sentences for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
Param = str | int | float


@dataclass(frozen=True, slots=True)
class Where:
    """A place in what was read: a cell of a sheet ("B4") or a line of a text (1-based).

    >>> str(Where(sheet="Sheet1", cell="B4"))
    'Sheet1!B4'
    >>> str(Where(line=12))
    'line 12'
    >>> str(Where())
    ''
    """

    sheet: str | None = None
    cell: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"line {self.line}"
        return "!".join(part for part in (self.sheet, self.cell) if part)


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding. `severity`: an error rejects the item, a warning lets it through marked, a note only tells.

    >>> Issue("deadline_unreadable", Where(sheet="S", cell="M7"), {"value": "2月30日"}).severity
    'error'
    """

    code: str
    where: Where = NOWHERE
    params: Mapping[str, Param] = field(default_factory=dict)
    severity: Severity = "error"


class FaultyError(ValueError):
    """Input that cannot be used. `issues` has one entry per fault; the message lists the first ten."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        shown = [_line(issue) for issue in self.issues[:10]]
        if len(self.issues) > len(shown):
            shown.append(f"and {len(self.issues) - len(shown)} more")
        super().__init__("; ".join(shown))


def _line(issue: Issue) -> str:
    figures = ", ".join(f"{name}={value}" for name, value in issue.params.items())
    return f"{issue.code} ({figures})" if figures else issue.code
