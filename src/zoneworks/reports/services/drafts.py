"""Writing a report as long as it is the unit's."""

from __future__ import annotations

from datetime import date

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item
from zoneworks.reports.models import Report
from zoneworks.reports.services.entries import ReportFields


def save_report(
    *, scope: Scope, item: Item, about: date, fields: ReportFields, seen: int | None, today: date
) -> Report:
    """Keep what the report of an item for a month says so far. `item`: the row in any version of the year's plan.

    `about`: the last day of the month. `seen`: the revision the person saw; None where there was no report yet.
    """
    raise NotImplementedError
