"""What kind of day each day of a stretch is: worked, weekend, holiday, weekend that is worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zonekit.values.workdays import WorkCalendar

SATURDAY = 5


class DayKind(StrEnum):
    WORKED = "worked"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a day off from Monday to Friday
    MAKEUP = "makeup"  # a Saturday or Sunday that is worked for it


@dataclass(frozen=True, slots=True)
class DayMark:
    """`is_announced`: the holidays of the year are known; else Monday to Friday is all that can be said."""

    day: date
    kind: DayKind
    is_announced: bool

    @property
    def is_worked(self) -> bool:
        return self.kind in {DayKind.WORKED, DayKind.MAKEUP}


def days_of(first: date, last: date, calendar: WorkCalendar) -> tuple[DayMark, ...]:
    """Every day from the first to the last.

    >>> from zonekit.values.workdays import chinese_calendar
    >>> [mark.kind.value for mark in days_of(date(2023, 10, 5), date(2023, 10, 9), chinese_calendar())]
    ['holiday', 'holiday', 'makeup', 'makeup', 'worked']
    """
    span = ((last - first).days) + 1
    return tuple(_mark(first + timedelta(days=step), calendar) for step in range(span))


def _mark(day: date, calendar: WorkCalendar) -> DayMark:
    is_worked, is_weekend = calendar.is_workday(day), day.weekday() >= SATURDAY
    if is_weekend:
        kind = DayKind.MAKEUP if is_worked else DayKind.WEEKEND
    else:
        kind = DayKind.WORKED if is_worked else DayKind.HOLIDAY
    return DayMark(day, kind, calendar.is_announced(day))
