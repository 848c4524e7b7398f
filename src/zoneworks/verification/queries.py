"""Reading rulings and checks as they were known on a day. A stranger gets an empty answer everywhere.

Functions without a scope are for services and for what is computed for everybody, such as scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zoneworks.accounts.access import Scope
from zoneworks.plans.models import Item
from zoneworks.plans.queries import is_working_on
from zoneworks.reports.models import Report
from zoneworks.units.models import Unit
from zoneworks.verification.choices import Finding
from zoneworks.verification.models import Check, Ruling
from zoneworks.verification.standing import standing_checks, standing_rulings, worst_of

# --- rulings ---------------------------------------------------------------------------------------------------------


def rulings_of(zone: Unit, known_on: date, *, about: date, items: Iterable[int] | None = None) -> dict[int, Ruling]:
    """Standing rulings on a month by item as it first appeared (`items`: of these only)."""
    return standing_rulings(rulings_known(zone, known_on, items).filter(about=about))


def rulings_known(zone: Unit, known_on: date, items: Iterable[int] | None = None) -> QuerySet[Ruling]:
    """In the order of the record."""
    known = Ruling.objects.filter(zone=zone, on__lte=known_on).select_related("by").order_by("on", "at", "pk")
    return known if items is None else known.filter(item__in=list(items))


# --- checks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FalseReport:
    """A report that a standing check found false. `item`: as it first appeared; `on`: the day of the check."""

    item: int
    about: date
    report: int
    check: int
    on: date
    reason: str


def false_reports(zone: Unit, since: date, until: date, known_on: date) -> list[FalseReport]:
    """Reports about the months that end from `since` to `until`, by month and item: each once, whatever is false in it.

    What was found true by a later check known on the day is not false.
    """
    checks = checks_known(zone, known_on).filter(about__range=(since, until))
    suspects = checks.filter(finding=Finding.FALSE).order_by().values_list("report_id", flat=True)
    deciding = (worst_of(of_report) for of_report in standing_checks(checks.filter(report__in=set(suspects))).values())
    found = [
        FalseReport(check.item_id, check.about, check.report_id, check.pk, check.on, check.reason)
        for check in deciding
        if check is not None and check.finding == Finding.FALSE
    ]
    return sorted(found, key=lambda one: (one.about, one.item))


def checks_known(zone: Unit, known_on: date) -> QuerySet[Check]:
    """In the order of the record."""
    return Check.objects.filter(zone=zone, on__lte=known_on).order_by("on", "at", "pk")


def finding_of(report: Report, known_on: date) -> str:
    """The worst standing finding of a report; "" where nobody has checked it."""
    standing = standing_checks(checks_known(report.zone, known_on).filter(report=report)).get(report.pk, [])
    worst = worst_of(standing)
    return worst.finding if worst else ""


def checks_of(scope: Scope, item: Item, known_on: date) -> list[Check]:
    """All checks of a row's reports, the newest first, for those who work on the row."""
    zone = item.plan.zone
    if zone.pk not in scope.zone_ids or not is_working_on(scope, item):
        return []
    checks = checks_known(zone, known_on).filter(item=item.origin_id or item.pk)
    return list(checks.select_related("by", "evidence__file", "draw", "report").reverse())
