"""Which months are reported, by which version of the plan, and by when."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from zoneworks.plans.bridge import rules_of
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.units.models import Unit


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def previous_month(day: date) -> date:
    """The last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def last_month(today: date) -> date:
    """The month that is reported now: the last one that has ended, as its last day."""
    return today if today == month_end(today) else previous_month(today)


def month_named(text: str) -> date | None:
    """The last day of a month written as 2023-09; None for anything else."""
    year, _dash, month = text.partition("-")
    if not (len(text) == 7 and year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal()):
        return None
    if not (1 <= int(month) <= 12 and 1990 <= int(year) <= 2100):
        return None
    return month_end(date(int(year), int(month), 1))


def months_of_year(year: int) -> list[date]:
    return [month_end(date(year, month, 1)) for month in range(1, 13)]


def due_day(plan: Plan, about: date) -> date:
    """The day by which the month is to be reported, as the plan's rules say."""
    return rules_of(plan, about).reporting.due_day(about)


def versions_of(zone: Unit, year: int) -> list[Plan]:
    """Versions of a year that were ever issued, the first one first."""
    found = Plan.objects.filter(zone=zone, year=year).exclude(state=PlanState.DRAFT)
    return list(found.select_related("zone").order_by("version"))


def version_of_month(versions: list[Plan], about: date) -> Plan | None:
    """The version in force on the last day of a month; the first one for the months before it. None: no plan."""
    begun = [plan for plan in versions if plan.in_force_from is None or plan.in_force_from <= about]
    return begun[-1] if begun else (versions[0] if versions else None)


def is_owed_month(versions: list[Plan], about: date) -> bool:
    """Whether a plan was in force on its last day; earlier months of the year may be reported, and need not be."""
    return any(plan.in_force_from is None or plan.in_force_from <= about for plan in versions)
