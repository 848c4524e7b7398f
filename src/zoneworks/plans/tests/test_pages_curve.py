"""The drawing of a curve: everything stays inside the frame, and nothing is drawn that is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonekit.plans import Curve, CurvePoint, month_end
from zoneworks.plans.pages.curve import NARROW, WIDE, axis_of, drawing, drawings, round_step, table_rows

AS_OF = date(2023, 10, 8)
MONTHS = [month_end(2023, month) for month in range(13)]
amounts = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 4))


def line_to(target: float, kind: str = "cumulative", start: float = 0.0) -> tuple[CurvePoint, ...]:
    return tuple(
        CurvePoint(day, start + (target - start) * month / 12, is_given=False) for month, day in enumerate(MONTHS)
    )


def curve(target: float = 200, values: list[float] | None = None, kind: str = "cumulative", start: float = 0) -> Curve:
    points = [CurvePoint(MONTHS[month], value) for month, value in enumerate(values or [], start=1)]
    line = line_to(target, kind, start)
    return Curve("i", kind, start, target, line, (CurvePoint(MONTHS[6], line[6].value),), tuple(points), ())


def places(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


@given(
    target=amounts, start=amounts, kind=st.sampled_from(["cumulative", "level", "rate"]),
    values=st.lists(amounts, max_size=12), width=st.sampled_from([WIDE, NARROW]),
)  # fmt: skip
def test_every_point_lies_inside_the_frame(
    target: float, start: float, kind: str, values: list[float], width: int
) -> None:
    drawn = drawing(curve(target, values, kind, start), "个", 2023, AS_OF, width)
    across = [float(mark.x) for mark in (*drawn.points, *drawn.given)]
    down = [float(mark.y) for mark in (*drawn.points, *drawn.given)] + [float(drawn.target.at)]

    assert all(float(drawn.left) - 0.1 <= x <= float(drawn.right) + 0.1 for x in across)
    assert all(float(drawn.top) - 0.1 <= y <= float(drawn.bottom) + 0.1 for y in down)
    assert 2 <= len(drawn.numbers) <= 8
    assert float(drawn.left) < float(drawn.right)


@given(wanted=st.floats(1e-6, 1e12))
def test_steps_are_round_and_no_smaller_than_wanted(wanted: float) -> None:
    step = round_step(wanted)
    digits = f"{step:.6e}"[:3]
    assert digits in {"1.0", "2.0", "2.5", "5.0"}
    assert wanted * 0.999 <= step <= wanted * 2.6


@pytest.mark.parametrize(
    ("shown", "low", "high"),
    [
        (curve(200, [10, 20]), 0, 200),
        (curve(200, [10, 250]), 0, 300),
        (curve(86, [79, 80], kind="rate", start=82), 75, 87.5),
        (curve(90, [40], kind="rate", start=90), 0, 100),
        (curve(4, [], kind="level", start=4), 3.6, 4.4),
        (curve(0, [], kind="cumulative"), 0, 1),
    ],
)
def test_the_axis_begins_at_zero_unless_the_values_lie_close_together(shown: Curve, low: float, high: float) -> None:
    axis = axis_of(shown)
    assert (round(axis.low, 6), round(axis.high, 6)) == (low, high)


def test_a_cumulative_line_begins_at_nothing_and_a_rate_at_its_first_value() -> None:
    run, held = curve(200, [10]), curve(86, [79], kind="rate", start=82)

    assert len(places(drawing(run, "个", 2023, AS_OF, WIDE).actual)) == 4
    assert drawing(held, "%", 2023, AS_OF, WIDE).actual == ""
    assert drawing(curve(200), "个", 2023, AS_OF, WIDE).actual == ""


def test_what_waits_is_hollow_and_says_so() -> None:
    base = curve(200, [10, 20])
    waiting = replace(base, waiting=(CurvePoint(MONTHS[3], 35, is_given=False),))
    drawn = drawing(waiting, "个", 2023, AS_OF, WIDE)

    assert [mark.is_hollow for mark in drawn.points] == [False, False, True]
    assert drawn.points[-1].words == "31 Mar 2023: 35 个, submitted, not confirmed"
    assert (drawn.latest.words, drawn.latest.x) == ("20", drawn.points[1].x)


@pytest.mark.parametrize(("as_of", "is_drawn"), [(AS_OF, True), (date(2022, 12, 31), False), (date(2024, 1, 1), False)])
def test_the_day_looked_at_is_drawn_in_its_year_alone(as_of: date, is_drawn: bool) -> None:
    assert (drawing(curve(), "个", 2023, as_of, WIDE).as_of is not None) == is_drawn


def test_there_is_a_wide_and_a_narrow_picture() -> None:
    wide, narrow = drawings(curve(), "个", 2023, AS_OF)
    assert (len(wide.months), len(narrow.months)) == (12, 4)
    assert float(narrow.width) < 400 < float(wide.width)


def test_daily_values_are_shown_month_by_month_with_the_last_of_all() -> None:
    base = curve(200)
    days = [CurvePoint(date(2023, 1, 1) + timedelta(days=number), number / 2) for number in range(270)]
    daily = replace(base, values=tuple(days))
    drawn = drawing(daily, "个", 2023, AS_OF, WIDE)

    assert [mark.words[:10] for mark in drawn.points][:2] == ["31 Jan 202", "28 Feb 202"]
    assert len(drawn.points) == 9
    assert drawn.latest.words == "134.5"
    assert len(table_rows(daily)) == 14


def test_the_table_says_what_the_picture_shows() -> None:
    rows = table_rows(curve(200, [10, 20]))
    assert [row.day for row in rows] == MONTHS
    assert [row.actual for row in rows[:4]] == [None, 10, 20, None]
    assert rows[6].is_given
    assert not rows[5].is_given
