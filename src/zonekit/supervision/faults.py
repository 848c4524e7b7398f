"""What cannot be done with an order, and what is wrong with a rule set: codes and figures, never sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zonekit.values.issues import Issue, Param


class OrderFault(ValueError):  # noqa: N818 - named after what it is: the step is at fault, not the program
    """A step that the order does not take. `figures` are what a sentence about it needs.

    >>> raise OrderFault("extension_too_late", {"due": "2023-02-03", "on": "2023-02-06"})
    Traceback (most recent call last):
        ...
    zonekit.supervision.faults.OrderFault: extension_too_late (due=2023-02-03, on=2023-02-06)
    """

    def __init__(self, code: str, figures: Mapping[str, Param] | None = None) -> None:
        self.code = code
        self.figures = dict(figures or {})
        super().__init__(_line(code, self.figures))


class LadderRuleError(ValueError):
    """A set of ladder rules cannot be used. `issues` has one entry per fault; the message lists the first ten."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        shown = [_line(issue.code, issue.params) for issue in self.issues[:10]]
        more = len(self.issues) - len(shown)
        super().__init__("; ".join([*shown, f"and {more} more"] if more else shown))


def _line(code: str, figures: Mapping[str, Param]) -> str:
    shown = ", ".join(f"{name}={value}" for name, value in figures.items())
    return f"{code} ({shown})" if shown else code
