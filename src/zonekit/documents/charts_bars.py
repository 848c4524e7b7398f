"""Horizontal bars: series side by side for each category, or one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonekit.documents.blocks import Chart, ChartKind
from zonekit.documents.charts_frame import (
    EDGE,
    LINE,
    close_unit,
    foot,
    head,
    kept,
    number_forms,
    write,
)
from zonekit.documents.charts_picture import (
    RISE,
    SIZE,
    Bar,
    Box,
    Label,
    Line,
    Mark,
    Picture,
    Plate,
    Style,
    styles_of,
)
from zonekit.documents.charts_scale import Scale, scale_of
from zonekit.documents.charts_words import number_text, width_of, wrapped

PITCH, THICK, STACK_THICK, ROW_GAP = 16.0, 12.0, 18.0, 12.0
GAP = 5.0
NARROW = 480
MOST_FOR_NAMES = 0.34
LEAST_PLOT = 120.0
AXIS_HEIGHT = LINE + 8
Rest = tuple[tuple[Style, str], ...]


@dataclass(frozen=True)
class Plan:
    """Everything all rows share: where names, bars and numbers stand."""

    chart: Chart
    styles: Sequence[Style]
    width: float
    names: float  # width of the column of names; 0: names stand above their bars
    left: float
    right: float
    scale: Scale
    form: int

    def across(self, value: Decimal) -> float:
        return self.left + self.scale.share(float(value)) * (self.right - self.left)

    def written(self, value: Decimal) -> str:
        return number_forms(value, close_unit(self.chart))[self.form]


def bar_pictures(chart: Chart, width: float, height: float | None) -> list[Picture]:
    """One picture, or as many as are needed when none may be higher than `height`; all on the same scale."""
    plan = plan_of(chart, width)
    sheets = list(sheets_of(plan, height))
    pictures = []
    for number, rows in enumerate(sheets, start=1):
        counted = f"{chart.title} ({number}/{len(sheets)})" if len(sheets) > 1 else chart.title
        pictures.append(draw(plan, rows, counted, is_last=number == len(sheets)))
    return pictures


def sheets_of(plan: Plan, height: float | None) -> Iterator[list[int]]:
    rows = list(range(len(plan.chart.categories)))
    empty = draw(plan, [], f"{plan.chart.title} (99/99)", is_last=True).height
    sheet: list[int] = []
    used = empty
    for row in rows:
        tall = row_height(plan, row) + ROW_GAP
        if sheet and height is not None and used + tall > height:
            yield sheet
            sheet, used = [], empty
        sheet.append(row)
        used += tall
    yield sheet


def plan_of(chart: Chart, width: float) -> Plan:
    """Room for names and numbers first, the rest for the bars; numbers are shortened when too little would remain."""
    longest = max((width_of(name, SIZE) for name in chart.categories), default=0.0)
    names = 0.0 if width < NARROW else min(longest + 1, width * MOST_FOR_NAMES)
    scale = scale_of(ends_of(chart))
    begin = EDGE + (names + 10 if names else 0.0)
    unit = close_unit(chart)
    for form in range(4):
        above, below = numbers_room(chart, unit, form)
        left, right = begin + below, width - EDGE - above
        if right - left >= LEAST_PLOT:
            break
    return Plan(chart, styles_of(chart.series), width, names, left, right, scale, form)


def ends_of(chart: Chart) -> list[Decimal]:
    """The values bars end at: each value, or the sums upwards and downwards of a category."""
    known = [[value for value in row if value is not None] for row in values_by_category(chart)]
    if chart.kind == ChartKind.BARS:
        return [value for row in known for value in row]
    positive = [sum((value for value in row if value > 0), Decimal()) for row in known]
    return positive + [sum((value for value in row if value < 0), Decimal()) for row in known]


def values_by_category(chart: Chart) -> list[tuple[Decimal | None, ...]]:
    return [tuple(series.values[row] for series in chart.series) for row in range(len(chart.categories))]


def numbers_room(chart: Chart, unit: str, form: int) -> tuple[float, float]:
    """What the longest number beside a bar needs: at the right, and at the left for negative bars."""
    values = ends_of(chart)
    if chart.kind == ChartKind.STACKED:
        values = [total_of(row) for row in values_by_category(chart)]
    wide = [(value, width_of(number_forms(value, unit)[form], SIZE) + GAP + 1) for value in values]
    above = max((room for value, room in wide if value >= 0), default=0.0)
    if chart.kind == ChartKind.STACKED:
        return max((room for _, room in wide), default=0.0), 0.0
    return max(above, SIZE + GAP), max((room for value, room in wide if value < 0), default=0.0)


def total_of(row: Sequence[Decimal | None]) -> Decimal:
    return sum((value for value in row if value is not None), Decimal())


def draw(plan: Plan, rows: Sequence[int], title: str, *, is_last: bool) -> Picture:
    picture = Picture(plan.width, title=title, alt=plan.chart.alt)
    top = head(picture, plan.chart, plan.styles, title)
    if not close_unit(plan.chart) or plan.form:
        top = write(picture, plan.chart.unit, top - 2, part="quiet") + 2
    behind = len(picture.shapes)
    begin = top
    top += ROW_GAP / 2
    for row in rows:
        draw_row(picture, plan, row, top)
        top += row_height(plan, row) + ROW_GAP
    top -= ROW_GAP / 2 if rows else 0
    grid = [
        Line(((plan.across(tick), begin), (plan.across(tick), top)), "grid" if tick else "axis")
        for tick in plan.scale.ticks
    ]
    picture.shapes[behind:behind] = grid
    top = axis_words(picture, plan, top)
    foot(picture, plan.chart if is_last else replace(plan.chart, note=""), top)
    return picture


def axis_words(picture: Picture, plan: Plan, top: float) -> float:
    base = top + 4 + SIZE
    ticks = [Label(number_text(tick), plan.across(tick), base, "middle", "quiet") for tick in plan.scale.ticks]
    picture.shapes += kept(ticks, plan.width)
    return top + AXIS_HEIGHT


def name_lines(plan: Plan, row: int) -> tuple[str, ...]:
    return wrapped(plan.chart.categories[row], SIZE, plan.names or plan.width - 2 * EDGE)


def row_height(plan: Plan, row: int) -> float:
    names = len(name_lines(plan, row)) * LINE
    bars = bars_height(plan, row)
    return max(names, bars) if plan.names else names + bars


def bars_height(plan: Plan, row: int) -> float:
    if plan.chart.kind == ChartKind.BARS:
        return max(len(plan.chart.series), 1) * PITCH
    return STACK_THICK + 4 + len(rest_lines(plan, row)) * (LINE + 2)


def draw_row(picture: Picture, plan: Plan, row: int, top: float) -> None:
    lines = name_lines(plan, row)
    free = bars_height(plan, row) - len(lines) * LINE if plan.names else 0.0
    for number, line in enumerate(lines):
        base = top + max(free, 0.0) / 2 + SIZE + number * LINE
        if plan.names:
            picture.shapes.append(Label(line, EDGE + plan.names, base, "end"))
        else:
            picture.shapes.append(Label(line, EDGE, base))
    top += max(-free, 0.0) / 2 if plan.names else len(lines) * LINE
    if plan.chart.kind == ChartKind.BARS:
        draw_bars(picture, plan, row, top)
    else:
        draw_stack(picture, plan, row, top)


def draw_bars(picture: Picture, plan: Plan, row: int, top: float) -> None:
    zero = plan.across(Decimal())
    for number, (series, style) in enumerate(zip(plan.chart.series, plan.styles, strict=True)):
        middle = top + number * PITCH + PITCH / 2
        base = middle + SIZE * (RISE / 2 - 0.04)
        value = series.values[row]
        if value is None:
            picture.shapes.append(Label("–", zero + GAP, base, part="quiet"))
            continue
        end = plan.across(value)
        said = f"{plan.chart.categories[row]} · {series.name}: {number_text(value, plan.chart.unit)}"
        if value:
            box = Box(min(zero, end), middle - THICK / 2, max(zero, end), middle + THICK / 2)
            picture.shapes.append(Bar(box, style, said))
        anchor, gap = ("end", -GAP) if value < 0 else ("start", GAP)
        place_number(picture, Label(plan.written(value), end + gap, base, anchor))


def place_number(picture: Picture, label: Label) -> None:
    """A number beside a bar, on its own ground: lines of the grid do not run through it."""
    picture.shapes += [Plate(label.box()), label]


def segments(plan: Plan, row: int) -> Iterator[tuple[Style, Box, Decimal, str]]:
    """The pieces of a stacked bar, positive ones to the right of zero, negative ones to the left; tops at 0."""
    up = down = Decimal()
    for series, style in zip(plan.chart.series, plan.styles, strict=True):
        value = series.values[row]
        if not value:
            continue
        begin = up if value > 0 else down
        if value > 0:
            up += value
        else:
            down += value
        ends = sorted((plan.across(begin), plan.across(begin + value)))
        yield style, Box(ends[0], 0.0, ends[1], STACK_THICK), value, series.name


def fits(box: Box, words: str) -> bool:
    return width_of(words, SIZE) + 10 <= box.right - box.left


def rest_lines(plan: Plan, row: int) -> list[Rest]:
    """Numbers too long for their piece of the bar, with the mark of the series, in lines below the bar."""
    lines: list[Rest] = []
    line: Rest = ()
    used = 0.0
    for style, box, value, _ in segments(plan, row):
        words = number_text(value)
        if fits(box, words):
            continue
        wide = 14 + width_of(words, SIZE) + 12
        if line and used + wide > plan.width - EDGE - rest_left(plan):
            lines.append(line)
            line, used = (), 0.0
        line, used = (*line, (style, words)), used + wide
    return [*lines, line] if line else lines


def rest_left(plan: Plan) -> float:
    return EDGE + (plan.names + 10 if plan.names else 0.0)


def draw_stack(picture: Picture, plan: Plan, row: int, top: float) -> None:
    end = plan.across(Decimal())
    base = top + STACK_THICK / 2 + SIZE * (RISE / 2 - 0.04)
    for style, flat, value, name in segments(plan, row):
        box = Box(flat.left, top, flat.right, top + STACK_THICK)
        end = max(end, box.right)
        said = f"{plan.chart.categories[row]} · {name}: {number_text(value, plan.chart.unit)}"
        picture.shapes.append(Bar(box, style, said))
        words = number_text(value)
        if fits(box, words):
            middle, half = (box.left + box.right) / 2, width_of(words, SIZE) / 2 + 2
            picture.shapes.append(Plate(Box(middle - half, top + 2, middle + half, box.bottom - 2)))
            picture.shapes.append(Label(words, middle, base, "middle"))
    total = total_of(values_by_category(plan.chart)[row])
    place_number(picture, Label(plan.written(total), end + GAP, base, part="strong"))
    below = top + STACK_THICK + 4
    for line in rest_lines(plan, row):
        left = rest_left(plan)
        for style, words in line:
            picture.shapes.append(Mark(left + 5, below + SIZE * 0.62, style))
            picture.shapes.append(Label(words, left + 14, below + SIZE))
            left += 14 + width_of(words, SIZE) + 12
        below += LINE + 2
