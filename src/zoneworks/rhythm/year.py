"""The calendar of a year as a page shows it: months of weeks of days, each with its occasions and how they stand."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from zonekit.rhythm import DayKind, DayMark, Occasion, days_of
from zoneworks.accounts.access import Scope
from zoneworks.rhythm.calendar import calendar, occasions_of_year, rule_name
from zoneworks.rhythm.words import MARKS, day_words, days_until, moved_words, period_words
from zoneworks.rhythm.works import Standing, work_of
from zoneworks.units.models import Unit

WEEKS = Calendar()  # from Monday


@dataclass(frozen=True)
class Shown:
    """An occasion on a page. `state`: done, open (its day has passed), today, coming, or nothing to tell (past)."""

    occasion: Occasion
    name: str
    period: str
    state: str
    words: str
    moved: str
    url: str
    until: str

    @property
    def day(self) -> date:
        return self.occasion.day

    @property
    def code(self) -> str:
        return self.occasion.code


@dataclass(frozen=True)
class Day:
    day: date
    kind: DayKind
    mark: str
    words: str
    occasions: tuple[Shown, ...]
    is_today: bool


@dataclass(frozen=True)
class Month:
    """`weeks`: of seven days each from Monday; None where the month has not begun or is over."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    occasions: tuple[Shown, ...]
    workdays: int
    is_present: bool


@dataclass(frozen=True)
class Year:
    year: int
    months: tuple[Month, ...]
    workdays: int
    is_announced: bool


def year_of(request: HttpRequest, zone: Unit, year: int) -> Year:
    """As it stands on the date the page is about. The number of statements does not depend on the year."""
    today: date = request.as_of  # type: ignore[attr-defined]
    marks = {mark.day: mark for mark in days_of(date(year, 1, 1), date(year, 12, 31), calendar())}
    shown = shown_of(request, zone, occasions_of_year(zone, year), today)
    months = tuple(month_of(date(year, month, 1), marks, shown, today) for month in range(1, 13))
    return Year(
        year, months, sum(month.workdays for month in months), all(mark.is_announced for mark in marks.values())
    )


def month_of(first: date, marks: dict[date, DayMark], shown: Sequence[Shown], today: date) -> Month:
    own = tuple(one for one in shown if (one.day.year, one.day.month) == (first.year, first.month))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    weeks = tuple(
        tuple(day_of(marks[day], own, today) if first <= day <= last else None for day in week)
        for week in WEEKS.monthdatescalendar(first.year, first.month)
    )
    workdays = sum(mark.is_worked for day, mark in marks.items() if first <= day <= last)
    return Month(first, weeks, own, workdays, first <= today <= last)


def day_of(mark: DayMark, shown: Sequence[Shown], today: date) -> Day:
    own = tuple(one for one in shown if one.day == mark.day)
    return Day(
        mark.day, mark.kind, str(MARKS.get(mark.kind, "")), day_words(mark.kind, mark.day), own, mark.day == today
    )


def shown_of(request: HttpRequest, zone: Unit, found: Iterable[Occasion], today: date) -> list[Shown]:
    """Each kind of occasion is asked once how it stands."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    known = list(found)
    come: dict[str, list[str]] = {}
    for one in known:
        if one.day <= today:
            come.setdefault(one.code, []).append(one.period)
    standing: dict[tuple[str, str], Standing] = {}
    for code, periods in come.items():
        work = work_of(code)
        if work:
            standing |= {(code, period): one for period, one in work.standing(scope, zone, periods, today).items()}
    return [one_shown(request, one, standing.get((one.code, one.period)), today) for one in known]


def one_shown(request: HttpRequest, one: Occasion, standing: Standing | None, today: date) -> Shown:
    work = work_of(one.code)
    return Shown(
        occasion=one,
        name=rule_name(one),
        period=period_words(one.period),
        state=state_of(one, standing, today),
        words=standing.words if standing else "",
        moved=moved_words(one),
        url=work.address(request, one.period) if work else "",
        until=days_until(one.day, today) if one.day >= today else "",
    )


def state_of(one: Occasion, standing: Standing | None, today: date) -> str:
    if standing and standing.is_done:
        return "done"
    if one.day == today:
        return "today"
    if one.day > today:
        return "coming"
    return "open" if standing else "past"
