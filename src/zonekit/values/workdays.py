"""Working days of the People's Republic of China: statutory holidays, days off in lieu and make-up working days.

The days come from the library chinesecalendar, which follows the State Council's yearly notices. A year that has not
been announced counts Monday to Friday, and `is_announced` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache


class WorkCalendar:
    """Which days are worked, and counting them: every question is one look-up whatever the distance.

    Up to and including each day of the announced span it is known how many working days there are; outside the span
    Monday to Friday is arithmetic.

    >>> festival = chinese_calendar()  # Spring Festival 2023: 21-27 January off, the 28th and 29th worked
    >>> festival.is_workday(date(2023, 1, 27)), festival.is_workday(date(2023, 1, 29))
    (False, True)
    >>> festival.add(date(2023, 1, 20), 3)
    datetime.date(2023, 1, 30)
    """

    def __init__(self, off: Iterable[date], worked: Iterable[date], first: date, last: date) -> None:
        self.first, self.last = first, last
        off_days = {day.toordinal() for day in off}
        worked_days = {day.toordinal() for day in worked}
        self._start = first.toordinal()
        self._before = _weekdays_through(self._start - 1)
        self._through: list[int] = []
        self._days: list[int] = []
        for ordinal in range(self._start, last.toordinal() + 1):
            is_weekday = (ordinal - 1) % 7 < 5
            if ordinal in worked_days or (is_weekday and ordinal not in off_days):
                self._days.append(ordinal)
            self._through.append(self._before + len(self._days))
        self._end = last.toordinal()
        self._more = self._through[-1] - _weekdays_through(self._end)

    @classmethod
    def from_days(
        cls, holidays: Iterable[date], makeup_workdays: Iterable[date], first: date, last: date
    ) -> WorkCalendar:
        """A calendar from its exceptions, announced from `first` to `last`.

        >>> year = (date(2023, 1, 1), date(2023, 12, 31))
        >>> days = WorkCalendar.from_days([date(2023, 10, 6)], [date(2023, 10, 8)], *year)
        >>> days.add(date(2023, 10, 5), 1)
        datetime.date(2023, 10, 8)
        """
        return cls(holidays, makeup_workdays, first, last)

    def is_workday(self, day: date) -> bool:
        ordinal = day.toordinal()
        return self._count(ordinal) > self._count(ordinal - 1)

    def is_announced(self, day: date) -> bool:
        """Whether the State Council has announced the holidays of that day's year.

        >>> chinese_calendar().is_announced(date(2023, 5, 1)), chinese_calendar().is_announced(date(2090, 5, 1))
        (True, False)
        """
        return self.first <= day <= self.last

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next working day.

        >>> chinese_calendar().on_or_after(date(2023, 10, 1))
        datetime.date(2023, 10, 7)
        """
        return self._nth(self._count(day.toordinal() - 1) + 1)

    def on_or_before(self, day: date) -> date:
        """The day itself where it is worked, else the last working day before it.

        >>> chinese_calendar().on_or_before(date(2023, 10, 1))
        datetime.date(2023, 9, 28)
        """
        return self._nth(self._count(day.toordinal()))

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, the day itself not counted; 0 is `on_or_after`, below 0 counts back.

        >>> days = chinese_calendar()
        >>> days.add(date(2023, 4, 21), 1), days.add(date(2023, 4, 24), -1)  # Sunday 23 April 2023 is worked
        (datetime.date(2023, 4, 23), datetime.date(2023, 4, 23))
        """
        if n > 0:
            return self._nth(self._count(day.toordinal()) + n)
        return self._nth(self._count(day.toordinal() - 1) + n + 1)

    def between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; below 0 where b comes before a.

        >>> chinese_calendar().between(date(2023, 1, 20), date(2023, 1, 30))
        3
        >>> chinese_calendar().between(date(2023, 1, 30), date(2023, 1, 20))
        -3
        """
        return self._count(b.toordinal()) - self._count(a.toordinal())

    def _count(self, ordinal: int) -> int:
        """How many working days there are from the year 1 up to and including a day."""
        if ordinal < self._start:
            return _weekdays_through(ordinal)
        if ordinal > self._end:
            return _weekdays_through(ordinal) + self._more
        return self._through[ordinal - self._start]

    def _nth(self, count: int) -> date:
        """The first day up to which that many working days are counted."""
        if count <= self._before:
            return date.fromordinal(_nth_weekday(count))
        if count <= self._before + len(self._days):
            return date.fromordinal(self._days[count - self._before - 1])
        return date.fromordinal(_nth_weekday(count - self._more))


@cache
def chinese_calendar() -> WorkCalendar:
    """The calendar of the People's Republic as far as it is announced.

    >>> chinese_calendar().first, chinese_calendar().last >= date(2026, 12, 31)
    (datetime.date(2004, 1, 1), True)
    """
    from chinese_calendar.constants import holidays, workdays

    first, last = min(*holidays, *workdays), max(*holidays, *workdays)
    return WorkCalendar(holidays, workdays, date(first.year, 1, 1), date(last.year, 12, 31))


def _weekdays_through(ordinal: int) -> int:
    """Mondays to Fridays up to and including a day; day 1 is a Monday."""
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


def _nth_weekday(count: int) -> int:
    weeks, days = divmod(count - 1, 5)
    return weeks * 7 + days + 1
