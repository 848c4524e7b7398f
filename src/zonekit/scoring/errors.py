"""What is refused, with every fault at once: code, figures and the path in the data."""

from __future__ import annotations

from collections.abc import Iterable

from zonekit.values.issues import Issue


class FaultyScoringError(ValueError):
    """`issues` lists every fault; `params["path"]` says where in the data."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__("; ".join(f"{issue.code} {dict(issue.params)}" for issue in self.issues))


class RulebookError(FaultyScoringError):
    """A rulebook in data form that cannot be used."""


class InputError(FaultyScoringError):
    """Figures, events or marks that cannot be scored by this rulebook."""
