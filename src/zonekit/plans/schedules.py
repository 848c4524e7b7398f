"""What is due on a date: the schedule of an indicator, read at month ends.

The schedule moves once a month: on 8 October it is that of 30 September, on 31 March that of 31 March. Time is counted
in months, so that a straight line through the year gives months / 12, the rule of published bulletins. Which month end
judges an indicator while the report of the last one is not due yet is decided in `indicators`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from zonekit.plans.arrays import EPOCH, NEVER, Bools, Days, Floats, Ints
from zonekit.plans.words import Kind

if TYPE_CHECKING:
    from zonekit.plans.table import IndicatorArrays

TINY = 1e-12  # a target or a difference this small is nothing, and to divide by it says nothing either


@dataclass(frozen=True, slots=True)
class Reference:
    """The last month end on or before a date, kept within the plan's year.

    >>> Reference.of(date(2023, 10, 8), 2023)
    Reference(day=datetime.date(2023, 9, 30), months=9, year=2023)
    >>> Reference.of(date(2023, 3, 31), 2023).months, Reference.of(date(2023, 1, 30), 2023).day
    (3, datetime.date(2022, 12, 31))
    >>> Reference.of(date(2024, 5, 1), 2023).day
    datetime.date(2023, 12, 31)
    """

    day: date
    months: int
    year: int

    @classmethod
    def of(cls, at: date, year: int) -> Reference:
        following = at + timedelta(days=1)
        months = (following.year - year) * 12 + following.month - 1
        months = min(max(months, 0), 12)
        return cls(month_end(year, months), months, year)

    @property
    def position(self) -> float:
        """Months since January 1970."""
        return year_position(self.year) + self.months

    @property
    def before(self) -> Reference:
        """The month end before, at the earliest 31 December of the year before.

        >>> Reference.of(date(2023, 7, 3), 2023).before.day, Reference.of(date(2023, 2, 3), 2023).before.day
        (datetime.date(2023, 5, 31), datetime.date(2022, 12, 31))
        """
        months = max(self.months - 1, 0)
        return Reference(month_end(self.year, months), months, self.year)


def month_end(year: int, month: int) -> date:
    """Last day of a month of the year; month 0 is December of the year before."""
    first_of_next = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return first_of_next - timedelta(days=1)


def year_position(year: int) -> float:
    """Position of 31 December of the year before."""
    return float((year - 1970) * 12)


def month_positions(ordinals: Days) -> Floats:
    """Days as months since January 1970: a month end is a whole number, days between are fractions of their month.

    >>> days = [date(2022, 12, 31), date(2023, 6, 15), date(2023, 6, 30)]
    >>> (month_positions(np.array([d.toordinal() for d in days], dtype=np.int32)) - year_position(2023)).tolist()
    [0.0, 5.5, 6.0]
    """
    days = (ordinals.astype(np.int64) - EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    first = months.astype("datetime64[D]")
    length = ((months + 1).astype("datetime64[D]") - first).astype(np.int64)
    elapsed = (days - first).astype(np.int64) + 1
    positions: Floats = months.astype(np.int64) + elapsed / length
    return positions


def schedule_at(ind: IndicatorArrays, reference: Reference, positions: Floats | None = None) -> Floats:
    """Scheduled value of every indicator (m,), in its own unit. `positions`: those of the given points, if known.

    Given values are joined by straight lines. Before the first one the line starts at `start` on 31 December of the
    year before; after the last one it runs to the target on the day it is due. For a rate the first given value holds
    backwards, and the target where none is given; a level that is only to be held is due in full from the first day.
    """
    given = month_positions(ind.point_day) if positions is None else positions
    first = ind.points[:-1]
    passed = _passed(given <= reference.position, ind.points)
    has_left, has_right = passed > 0, passed < np.diff(ind.points)
    left = np.where(has_left, first + passed - 1, 0)
    right = np.where(has_right, first + passed, 0)
    begin = year_position(reference.year)
    due = due_positions(ind, reference.year)
    x0 = np.where(has_left, _pick(given, left), begin)
    y0 = np.where(has_left, _pick(ind.point_value, left), _opening(ind))
    x1 = np.where(has_right, _pick(given, right), due)
    y1 = np.where(has_right, _pick(ind.point_value, right), ind.target)
    is_held_back = (ind.kind == Kind.RATE) & ~has_left
    has_line = (x1 > reference.position) & ~is_held_back
    slope = np.where(has_line, (reference.position - x0) / np.where(has_line, x1 - x0, 1.0), 1.0)
    value = y0 + (y1 - y0) * slope
    ends_given = has_left & ~has_right & (x0 >= due)  # the last given value stands, whatever the target says
    scheduled: Floats = np.where(ends_given, y0, np.where(slope == 1.0, y1, value))
    return scheduled


def due_positions(ind: IndicatorArrays, year: int) -> Floats:
    is_open = ind.due == NEVER
    if is_open.all():
        return np.full(len(ind.due), year_position(year) + 12)
    own = month_positions(np.where(is_open, EPOCH, ind.due).astype(np.int32))
    return np.where(is_open, year_position(year) + 12, own)


def holds_level(ind: IndicatorArrays) -> Bools:
    """Levels whose target asks for no movement in the good direction: what is there is to be held."""
    sign = np.where(ind.is_lower, -1.0, 1.0)
    holds: Bools = (ind.kind == Kind.LEVEL) & (sign * (ind.target - ind.start) <= TINY)
    return holds


def _opening(ind: IndicatorArrays) -> Floats:
    return np.where(holds_level(ind), ind.target, ind.start)


def _passed(mask: Bools, points: Ints) -> Ints:
    """How many given points each indicator has behind it."""
    running = np.concatenate([[0], np.cumsum(mask)])
    count: Ints = running[points[1:]] - running[points[:-1]]
    return count


def _pick(values: Floats, index: Ints) -> Floats:
    """`values[index]`, zeros when there is nothing to pick from."""
    if not len(values):
        return np.zeros(len(index))
    picked: Floats = values[index]
    return picked
