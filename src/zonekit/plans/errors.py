"""Everything that is wrong with a table or a rule set, at once."""

from __future__ import annotations

from collections.abc import Sequence

from zonekit.values.issues import Issue


class FaultyError(ValueError):
    """Input that cannot be used. `issues` has one entry per fault; the message lists the first ten."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        shown = [_line(issue) for issue in self.issues[:10]]
        if len(self.issues) > len(shown):
            shown.append(f"and {len(self.issues) - len(shown)} more")
        super().__init__("; ".join(shown))


class PlanError(FaultyError):
    """A plan or its facts cannot be used.

    >>> raise PlanError([Issue("indicator_without_target", params={"indicator": "1.01.1-i1"})])
    Traceback (most recent call last):
        ...
    zonekit.plans.errors.PlanError: indicator_without_target (indicator=1.01.1-i1)
    """


class RuleError(FaultyError):
    """A rule set cannot be used: bands leave gaps or overlap, a measure or a colour is not known."""


def _line(issue: Issue) -> str:
    figures = ", ".join(f"{name}={value}" for name, value in issue.params.items())
    return f"{issue.code} ({figures})" if figures else issue.code
