"""The supervision office confirms reports, or returns them with a reason; their facts go the same way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.reports.services.entries import GivenBack, Settled
from zoneworks.units.models import Unit


def confirm_reports(*, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], today: date) -> Settled:
    """Confirm many as (key, revision seen) in one transaction; from today on their values count.

    What a colleague settled or a unit took back in the meantime is told, and stands in nobody's way.
    """
    raise NotImplementedError


def return_reports(
    *, scope: Scope, zone: Unit, reports: Sequence[tuple[int, int]], reason: str, today: date
) -> GivenBack:
    """Give many back to their units, saying why; their values count for nothing."""
    raise NotImplementedError
