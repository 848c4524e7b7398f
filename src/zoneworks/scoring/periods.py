"""What a score is about: a quarter, a half year or a year of the plan, and the day its figures are drawn up."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zoneworks.common.errors import Refused

SHAPE = re.compile(r"(\d{4})(?:(Q)([1-4])|(H)([12]))?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, order=True)
class Period:
    """Months `first_month` to `last_month` of a year.

    >>> period_named("2023Q3").last, [f"{day:%m-%d}" for day in period_named("2023H1").months][-1]
    (datetime.date(2023, 9, 30), '06-30')
    """

    year: int
    first_month: int
    last_month: int

    @property
    def code(self) -> str:
        length = self.last_month - self.first_month + 1
        if length == 12:
            return str(self.year)
        return f"{self.year}{'Q' if length == 3 else 'H'}{self.last_month // length}"

    def __str__(self) -> str:
        return self.code

    @property
    def kind(self) -> str:
        """quarter, half or year."""
        return {3: "quarter", 6: "half", 12: "year"}[self.last_month - self.first_month + 1]

    @property
    def number(self) -> int:
        return self.last_month // (self.last_month - self.first_month + 1)

    @property
    def first(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        return month_end(self.year, self.last_month)

    @property
    def months(self) -> tuple[date, ...]:
        """The last day of each month."""
        return tuple(month_end(self.year, month) for month in range(self.first_month, self.last_month + 1))

    @property
    def title(self) -> str:
        """In the active language."""
        told = {"year": self.year, "number": self.number}
        if self.kind == "quarter":
            return pgettext("period", "Quarter %(number)d of %(year)d") % told
        if self.kind == "half":
            halves = (pgettext("period", "First half of %(year)d"), pgettext("period", "Second half of %(year)d"))
            return halves[self.number - 1] % told
        return pgettext("period", "Year %(year)d") % told

    @property
    def before(self) -> Period:
        """The one of the same length that ended when this one began."""
        length = self.last_month - self.first_month + 1
        if self.first_month == 1:
            return Period(self.year - 1, 13 - length, 12)
        return Period(self.year, self.first_month - length, self.first_month - 1)

    def as_of(self, today: date, draw_up_day: int = 15) -> date:
        """The day whose knowledge counts: that day of the next month, or yesterday where that is earlier.

        What is known on a day is settled when the day is over: scores of today's knowledge could not be drawn up again.
        """
        year, month = (self.year + 1, 1) if self.last_month == 12 else (self.year, self.last_month + 1)
        return min(date(year, month, draw_up_day), today - timedelta(days=1))


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def period_or_none(text: str) -> Period | None:
    found = SHAPE.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    year = int(found[1])
    if found[2]:
        return Period(year, 3 * int(found[3]) - 2, 3 * int(found[3]))
    if found[4]:
        return Period(year, 6 * int(found[5]) - 5, 6 * int(found[5]))
    return Period(year, 1, 12)


def period_named(text: str) -> Period:
    """Refused in a sentence that shows how one is written."""
    period = period_or_none(text)
    if period is None:
        sentence = _("“%(text)s” is not a period such as 2023Q3, 2023H1 or 2023.")
        raise Refused("period_unreadable", sentence % {"text": text[:40]}, "period")
    return period


def periods_of_year(year: int) -> list[Period]:
    """Quarters, half years and the year, in the order in which they end; the shorter first."""
    lengths = (3, 6, 12)
    found = [Period(year, last - length + 1, last) for last in range(3, 13) for length in lengths if last % length == 0]
    return sorted(found, key=lambda period: (period.last_month, -period.first_month))


def last_ended(today: date) -> Period:
    """The last quarter that has ended."""
    quarter = (today.month - 1) // 3
    return Period(today.year, 3 * quarter - 2, 3 * quarter) if quarter else Period(today.year - 1, 10, 12)
