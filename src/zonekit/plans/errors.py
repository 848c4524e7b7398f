"""Everything that is wrong with a table or a rule set, at once."""

from __future__ import annotations

from zonekit.values.issues import FaultyError, Issue

__all__ = ["FaultyError", "Issue", "PlanError", "RuleError"]


class PlanError(FaultyError):
    """A plan or its facts cannot be used.

    >>> raise PlanError([Issue("indicator_without_target", params={"indicator": "1.01.1-i1"})])
    Traceback (most recent call last):
        ...
    zonekit.plans.errors.PlanError: indicator_without_target (indicator=1.01.1-i1)
    """


class RuleError(FaultyError):
    """A rule set cannot be used: bands leave gaps or overlap, a measure or a colour is not known."""
