"""The curve of an indicator as a drawing: plan line, actual line, the date looked at. Places are text, ready to write.

The drawing is made twice, for wide and for narrow screens, so that its letters keep their size on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import ceil, floor, log10

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.plans import Curve, CurvePoint, month_end
from zoneworks.plans.messages import day
from zoneworks.ui.figures import figure_text

WIDE, NARROW = 720, 340
HEIGHT, TOP, BOTTOM = 216, 26, 24
LETTER = 7
RIGHT_WORDS = 72
MOST_POINTS = 24
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Mark:
    """A point with what it says on hover."""

    x: str
    y: str
    words: str
    is_hollow: bool = False


@dataclass(frozen=True)
class Tick:
    at: str
    words: str


@dataclass(frozen=True)
class Drawing:
    """Everything a template writes into the picture."""

    is_narrow: bool
    width: str
    height: str
    left: str
    right: str
    top: str
    bottom: str
    grid: str
    numbers: tuple[Tick, ...]
    months: tuple[Tick, ...]
    month_marks: str
    schedule: str
    given: tuple[Mark, ...]
    actual: str
    points: tuple[Mark, ...]
    latest: Mark | None
    is_latest_ahead: bool
    target: Tick | None
    as_of: Tick | None
    as_of_anchor: str


@dataclass(frozen=True)
class TableRow:
    """One date of the table that says the same as the picture."""

    day: date
    schedule: float | None
    actual: float | None
    waiting: float | None
    is_given: bool


@dataclass(frozen=True)
class Axis:
    """Values to places, upwards."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def drawings(line: Curve, unit: str, year: int, as_of: date) -> tuple[Drawing, Drawing]:
    """The wide and the narrow picture."""
    return drawing(line, unit, year, as_of, WIDE), drawing(line, unit, year, as_of, NARROW)


def drawing(line: Curve, unit: str, year: int, as_of: date, width: int) -> Drawing:
    axis = axis_of(line)
    words = [figure_text(tick) for tick in axis.ticks]
    left = max(len(word) for word in words) * LETTER + 12
    right = width - RIGHT_WORDS
    first, last = month_end(year, 0), month_end(year, 12)

    def across(when: date) -> float:
        share = (when - first).days / (last - first).days
        return left + min(max(share, 0.0), 1.0) * (right - left)

    def mark(point: CurvePoint) -> Mark:
        said = f"{day(point.day)}: {figure_text(round(point.value, 4))} {unit}"
        if not point.is_given:
            said = _("%(figure)s, submitted, not confirmed") % {"figure": said}
        return Mark(text(across(point.day)), text(axis.place(point.value)), said, not point.is_given)

    values, waiting = thinned(line.values), thinned(line.waiting)
    stated = sorted({point.day: point.value for point in chain(line.line, line.given)}.items())
    reached = [(point.day, point.value) for point in line.values]
    if line.kind != "rate" and reached:
        reached.insert(0, (first, line.start))
    is_this_year = first < as_of <= last
    heights = [text(axis.place(tick)) for tick in axis.ticks]
    months = month_ticks(year, across, every=3 if width == NARROW else 1)
    points = tuple(mark(point) for point in chain(values, waiting))
    return Drawing(
        is_narrow=width == NARROW,
        width=str(width),
        height=str(HEIGHT),
        left=text(left),
        right=text(right),
        top=str(TOP),
        bottom=str(HEIGHT - BOTTOM),
        grid="".join(f"M{text(left)} {height}H{text(right)}" for height in heights),
        numbers=tuple(Tick(height, word) for height, word in zip(heights, words, strict=True)),
        months=months,
        month_marks="".join(f"M{tick.at} {HEIGHT - BOTTOM}v4" for tick in months),
        schedule=path((across(when), axis.place(value)) for when, value in stated),
        given=tuple(mark(point) for point in line.given),
        actual=path((across(when), axis.place(value)) for when, value in reached),
        points=points,
        latest=latest_of(points, values),
        is_latest_ahead=is_above_line(line),
        target=Tick(text(axis.place(line.target)), figure_text(line.target)),
        as_of=Tick(text(across(as_of)), date_format(as_of, "MONTH_DAY_FORMAT")) if is_this_year else None,
        as_of_anchor="end" if across(as_of) > (left + right) / 2 else "start",
    )


def thinned(points: Sequence[CurvePoint]) -> Sequence[CurvePoint]:
    """Where values are reported by the day, the last of each month stands for it: a picture has room for no more."""
    if len(points) <= MOST_POINTS:
        return points
    return list({(point.day.year, point.day.month): point for point in sorted(points, key=day_of_point)}.values())


def day_of_point(point: CurvePoint) -> date:
    return point.day


def latest_of(points: Sequence[Mark], values: Sequence[CurvePoint]) -> Mark | None:
    """The last confirmed point, whose number is written beside it."""
    if not values:
        return None
    last = points[len(values) - 1]
    return Mark(last.x, last.y, figure_text(round(values[-1].value, 4)))


def is_above_line(line: Curve) -> bool:
    """Whether the last confirmed value is drawn above the plan line: its number then stands above the point."""
    if not line.values:
        return True
    last = line.values[-1]
    return last.value >= max((point.value for point in line.line if point.day <= last.day), default=last.value)


def month_ticks(year: int, across: Callable[[date], float], every: int) -> tuple[Tick, ...]:
    """A mark at each month end, named in the middle of the month (of the quarter's last month where room is short)."""
    written = pgettext("a month alone, as a date format", "M")
    return tuple(
        Tick(text(across(month_end(year, month))), date_format(date(year, month, 1), written))
        for month in range(every, 13, every)
    )


def axis_of(line: Curve) -> Axis:
    """From zero, unless all values lie close together far away from it; four or five round steps."""
    points = chain(line.line, line.given, line.values, line.waiting)
    values = [*(point.value for point in points), line.target]
    low, high = min(values), max(values)
    if line.kind == "cumulative" or 0 <= low < high / 2:
        low = min(low, 0.0)
    elif low != high:
        low, high = low - (high - low) / 4, high + (high - low) / 8
    if low == high:
        low, high = (0.0, 1.0) if not low else (low - abs(low) / 10, high + abs(high) / 10)
    step = round_step((high - low) / 4)
    begin, end = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return Axis(begin * step, end * step, tuple(round(number * step, 10) for number in range(begin, end + 1)))


def round_step(wanted: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    size = 10.0 ** floor(log10(wanted))
    return next(factor * size for factor in STEPS if factor * size >= wanted * (1 - 1e-9))


def path(points: Iterable[tuple[float, float]]) -> str:
    """Straight lines from point to point, as SVG writes them; nothing for less than two."""
    places = [f"{x:.1f} {y:.1f}" for x, y in points]
    return f"M{' L'.join(places)}" if len(places) > 1 else ""


def text(place: float) -> str:
    return f"{place:.1f}"


def table_rows(line: Curve) -> list[TableRow]:
    """Month ends and days with a value, in the order of the days."""
    schedule = {point.day: point.value for point in chain(line.line, line.given)}
    given = {point.day for point in line.given}
    actual = {point.day: point.value for point in thinned(line.values)}
    waiting = {point.day: point.value for point in thinned(line.waiting)}
    return [
        TableRow(when, schedule.get(when), actual.get(when), waiting.get(when), when in given)
        for when in sorted({*schedule, *actual, *waiting})
    ]


def description(line: Curve, unit: str, as_of: date) -> str:
    """The picture in a sentence, for those who hear it."""
    figures = {"target": figure_text(line.target), "unit": unit, "date": day(as_of)}
    if not line.values:
        return _("The plan runs to %(target)s %(unit)s; no value is confirmed by %(date)s.") % figures
    last = line.values[-1]
    return _("The plan runs to %(target)s %(unit)s; %(value)s %(unit)s were reached on %(about)s.") % {
        **figures,
        "value": figure_text(round(last.value, 4)),
        "about": day(last.day),
    }
