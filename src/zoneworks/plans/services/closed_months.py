"""The supervision office closes a month, which then takes no more values, and opens it again with a reason."""

from __future__ import annotations

from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import ClosedMonth
from zoneworks.units.models import Unit


def close_month(*, scope: Scope, zone: Unit, about: date, today: date) -> ClosedMonth:
    """Close a month that has ended. `about`: its last day."""
    raise NotImplementedError


def reopen_month(*, scope: Scope, zone: Unit, about: date, reason: str, today: date) -> ClosedMonth:
    """Let a closed month take values again, saying why."""
    raise NotImplementedError
