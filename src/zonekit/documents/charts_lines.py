"""Lines along the categories (months): gaps stay gaps, the last number of each line stands beside its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from zonekit.documents.blocks import Chart, Series
from zonekit.documents.charts_frame import EDGE, LINE, close_unit, foot, head, kept, number_forms
from zonekit.documents.charts_picture import (
    SIZE,
    Label,
    Line,
    Mark,
    Picture,
    Style,
    styles_of,
)
from zonekit.documents.charts_scale import Scale, scale_of
from zonekit.documents.charts_words import number_text, width_of, wrapped

HEIGHT = 200.0
MOST_FOR_ENDS = 0.3
LEAST_SLOT = 30.0
MARK_ROOM = 8.0


@dataclass(frozen=True)
class Plan:
    chart: Chart
    styles: Sequence[Style]
    width: float
    left: float
    right: float
    top: float
    bottom: float
    scale: Scale

    @property
    def slot(self) -> float:
        return (self.right - self.left) / max(len(self.chart.categories), 1)

    def across(self, category: int) -> float:
        return self.left + self.slot * (category + 0.5)

    def up(self, value: float) -> float:
        return self.bottom - self.scale.share(value) * (self.bottom - self.top)


def line_picture(chart: Chart, width: float) -> Picture:
    picture = Picture(width, title=chart.title, alt=chart.alt)
    styles = styles_of(chart.series)
    top = head(picture, chart, styles, chart.title)
    plan = plan_of(chart, styles, width, top)
    if chart.unit:
        for line in wrapped(chart.unit, SIZE, width - 2 * EDGE):
            picture.shapes.append(Label(line, EDGE, top + SIZE, part="quiet"))
            top += LINE
    draw_axis(picture, plan)
    for series, style in zip(chart.series, styles, strict=True):
        draw_series(picture, plan, series, style)
    draw_ends(picture, plan)
    foot(picture, chart, draw_names(picture, plan))
    return picture


def plan_of(chart: Chart, styles: Sequence[Style], width: float, top: float) -> Plan:
    scale = scale_of(value for series in chart.series for value in series.values)
    ticks = max(width_of(number, SIZE) for number in tick_words(scale))
    room = ends_room(chart, width)
    top += LINE * len(wrapped(chart.unit, SIZE, width - 2 * EDGE)) + SIZE if chart.unit else SIZE
    tall = max(HEIGHT, sum(len(end_lines(chart, series, room)) * LINE + 2 for series in chart.series))
    return Plan(chart, styles, width, EDGE + ticks + 8, width - EDGE - room - MARK_ROOM - 4, top, top + tall, scale)


def tick_words(scale: Scale) -> list[str]:
    """Round numbers as they are; as powers of ten from a million million upwards."""
    if max(abs(scale.low), abs(scale.high)) < 1e12:
        return [number_text(tick) for tick in scale.ticks]
    return [f"{tick:.1e}" for tick in scale.ticks]


def ends_room(chart: Chart, width: float) -> float:
    """Width kept at the right for the names and numbers of the ends."""
    widest = max((width_of(text, SIZE) for series in chart.series for text in end_words(chart, series)), default=0.0)
    return min(widest + 1, width * MOST_FOR_ENDS)


def end_words(chart: Chart, series: Series) -> tuple[str, ...]:
    known = [value for value in series.values if value is not None]
    if not known:
        return (series.name, "–")
    return (series.name, number_forms(known[-1], close_unit(chart))[0])


def end_lines(chart: Chart, series: Series, room: float) -> list[str]:
    return [line for text in end_words(chart, series) for line in wrapped(text, SIZE, room)]


def draw_axis(picture: Picture, plan: Plan) -> None:
    right = plan.right + MARK_ROOM
    for tick, text in zip(plan.scale.ticks, tick_words(plan.scale), strict=True):
        at = plan.up(float(tick))
        picture.shapes.append(Line(((plan.left, at), (right, at)), "grid" if tick else "axis"))
        picture.shapes.append(Label(text, plan.left - 6, at + SIZE * 0.36, "end", "quiet"))


def draw_series(picture: Picture, plan: Plan, series: Series, style: Style) -> None:
    marks = []
    for is_known, run in groupby(enumerate(series.values), key=lambda pair: pair[1] is not None):
        if not is_known:
            continue
        places = [(number, value) for number, value in run if value is not None]
        points = tuple((plan.across(number), plan.up(float(value))) for number, value in places)
        if len(points) > 1:
            picture.shapes.append(Line(points, "series", style))
        for (number, value), (x, y) in zip(places, points, strict=True):
            said = f"{plan.chart.categories[number]} · {series.name}: {number_text(value, plan.chart.unit)}"
            marks.append(Mark(x, y, style, said, radius=4.0 if plan.slot >= 14 else 2.5))
    picture.shapes += marks


def draw_ends(picture: Picture, plan: Plan) -> None:
    """Names and last numbers beside the plot, at the height of their ends as far as they do not touch one another."""
    left = plan.right + MARK_ROOM + 4
    room = plan.width - EDGE - left + 0.1
    wanted = []
    for series in plan.chart.series:
        lines = end_lines(plan.chart, series, room)
        known = [value for value in series.values if value is not None]
        at = plan.up(float(known[-1])) if known else plan.bottom
        wanted.append((at, lines))
    wanted.sort(key=lambda pair: pair[0])
    heights = [len(lines) * LINE + 2 for _, lines in wanted]
    for top, (_, lines) in zip(dodged([at for at, _ in wanted], heights, plan.top, plan.bottom), wanted, strict=True):
        for number, line in enumerate(lines):
            part = "words" if number < len(lines) - 1 else "strong"
            picture.shapes.append(Label(line, left, top + SIZE + number * LINE, part=part))


def dodged(middles: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Tops of boxes that stand near their middles without touching, between `top` and `bottom` if there is room."""
    tops: list[float] = []
    least = top
    for middle, height in zip(middles, heights, strict=True):
        tops.append(max(middle - height / 2, least))
        least = tops[-1] + height
    limit = bottom
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number]
    return tops


def draw_names(picture: Picture, plan: Plan) -> float:
    """Names under the plot, every one or every second, third …: as many as stand side by side."""
    names = plan.chart.categories
    longest = max((width_of(name, SIZE) for name in names), default=0.0)
    every = max(1, ceil(min(longest + 6, max(plan.slot, 2 * LEAST_SLOT)) / plan.slot)) if names else 1
    room = plan.slot * every - 6
    below = plan.bottom + 8
    deepest = 1
    for row, shown in enumerate(columns_of(plan, every, room)):
        deepest = max(deepest, row + 1)
        picture.shapes += kept(
            [Label(text, x, below + SIZE + row * LINE, "middle", "quiet") for x, text in shown], plan.width
        )
    return below + deepest * LINE


def columns_of(plan: Plan, every: int, room: float) -> list[list[tuple[float, str]]]:
    """The words of the names, line by line, each with the place of its category."""
    rows: list[list[tuple[float, str]]] = []
    for number in range(0, len(plan.chart.categories), every):
        for row, line in enumerate(wrapped(plan.chart.categories[number], SIZE, room)):
            if row == len(rows):
                rows.append([])
            rows[row].append((plan.across(number), line))
    return rows
