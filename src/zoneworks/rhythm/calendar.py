"""The occasions of a zone's year: the rules in force, with report days as the zone's light rules name them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from zonekit.plans import default_rule_set
from zonekit.rhythm import Occasion, RhythmRules, default_rhythm_rules, occasions
from zonekit.values.workdays import WorkCalendar, chinese_calendar
from zoneworks.common.text import in_language
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Plan
from zoneworks.reports.months import due_day, months_of_year, version_of_month
from zoneworks.units.models import Unit

REPORT_DUE, WEEKLY_DISPATCH, QUARTERLY, HALF_YEARLY, ANNUAL = (
    "report_due", "weekly_dispatch", "quarterly_assessment", "half_year_review", "annual_review",
)  # fmt: skip


def calendar() -> WorkCalendar:
    return chinese_calendar()


def rules_of_year(year: int) -> RhythmRules:
    """Those in force at its end: a year has one rhythm."""
    return default_rhythm_rules(date(year, 12, 31))


def occasions_of_year(zone: Unit, year: int) -> tuple[Occasion, ...]:
    """In one statement."""
    return occasions_given(year, tuple(sorted(report_days(zone, year).items())))


@lru_cache(maxsize=64)
def occasions_given(year: int, report_due: tuple[tuple[str, date], ...]) -> tuple[Occasion, ...]:
    """Rules and calendar do not change while the program runs; only the plans of a zone say when reports are due."""
    return occasions(year, rules_of_year(year), calendar(), {REPORT_DUE: dict(report_due)})


def report_days(zone: Unit, year: int) -> dict[str, date]:
    """By month the day its report is due, of months that fall due in the year."""
    versions: dict[int, list[Plan]] = {}
    plans = Plan.objects.filter(zone=zone, year__in=(year - 1, year)).exclude(state=PlanState.DRAFT)
    for plan in plans.order_by("year", "version"):
        versions.setdefault(plan.year, []).append(plan)
    found = {}
    for about in (*months_of_year(year - 1), *months_of_year(year)):
        version = version_of_month(versions.get(about.year, []), about)
        due = due_day(version, about) if version else default_rule_set(about).reporting.due_day(about)
        if due.year == year:
            found[f"{about:%Y-%m}"] = due
    return found


def upcoming(zone: Unit, today: date, count: int) -> list[Occasion]:
    """The next ones, today's among them."""
    found = [one for one in occasions_of_year(zone, today.year) if one.day >= today]
    if len(found) < count:
        found += occasions_of_year(zone, today.year + 1)
    return found[:count]


@cache
def dispatch_days(year: int) -> list[date]:
    """Days of the weekly dispatch in a year."""
    weekly = [one for one in occasions(year, rules_of_year(year), calendar()) if one.code == WEEKLY_DISPATCH]
    return [one.day for one in weekly]


def dispatch_before(day: date) -> date:
    """The last dispatch before a day."""
    days = [one for year in (day.year - 1, day.year) for one in dispatch_days(year)]
    return max(one for one in days if one < day)


def dispatch_from(day: date) -> date:
    """The dispatch of that day, or the next one."""
    days = [one for year in (day.year, day.year + 1) for one in dispatch_days(year)]
    return min(one for one in days if one >= day)


def is_dispatch_day(day: date) -> bool:
    return day in dispatch_days(day.year)


def dispatch_of_week(period: str) -> date | None:
    """The day of the dispatch of a week such as 2023W40."""
    try:
        monday = date.fromisocalendar(int(period[:4]), int(period[5:]), 1)
    except ValueError:
        return None
    week = {monday + timedelta(days=step) for step in range(7)}
    days = (day for year in {one.year for one in week} for day in dispatch_days(year))
    return next((day for day in days if day in week), None)


@cache
def festivals() -> dict[date, str]:
    """Names of statutory holidays and the days worked for them, as the library of working days writes them."""
    from chinese_calendar.constants import holidays, workdays

    return {**workdays, **holidays}


def rule_name(occasion: Occasion) -> str:
    """What the occasion is called, in the active language."""
    rule = rules_of_year(occasion.day.year).rule(occasion.code)
    return in_language(rule.name.zh, rule.name.en) if rule else occasion.code
