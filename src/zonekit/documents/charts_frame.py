"""What surrounds every chart: its title, what the patterns and marks stand for, and the note."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonekit.documents.blocks import Chart, ChartKind
from zonekit.documents.charts_picture import (
    LEADING,
    LIGHTS,
    SIZE,
    TITLE_SIZE,
    Bar,
    Box,
    Label,
    Line,
    Mark,
    Picture,
    Style,
)
from zonekit.documents.charts_words import number_text, width_of, wrapped

EDGE = 8.0
SWATCH, SWATCH_GAP, LEGEND_GAP = 22.0, 6.0, 20.0
LINE = SIZE * LEADING
CLOSE_UNIT = 2.5  # a unit of no more letters stands beside every number


def write(picture: Picture, text: str, top: float, *, size: float = SIZE, part: str = "words") -> float:
    """Words over the whole width, line by line; where the next thing may begin."""
    for line in wrapped(text, size, picture.width - 2 * EDGE):
        picture.shapes.append(Label(line, EDGE, top + size, part=part, size=size))
        top += size * LEADING
    return top


def head(picture: Picture, chart: Chart, styles: Sequence[Style], title: str) -> float:
    """Title and legend; where the plot may begin."""
    top = write(picture, title, EDGE, size=TITLE_SIZE, part="title")
    return legend(picture, chart, styles, top + 6) + 6


def legend(picture: Picture, chart: Chart, styles: Sequence[Style], top: float) -> float:
    left = EDGE
    for series, style in zip(chart.series, styles, strict=True):
        lead = lead_of(chart, style)
        lines = wrapped(series.name, SIZE, picture.width - 2 * EDGE - lead)
        wide = lead + max((width_of(line, SIZE) for line in lines), default=0.0)
        if left > EDGE and left + wide > picture.width - EDGE:
            left, top = EDGE, top + LINE + 2
        swatch(picture, chart, style, left, top)
        for number, line in enumerate(lines):
            picture.shapes.append(Label(line, left + lead, top + SIZE + number * LINE))
        top += LINE * max(len(lines) - 1, 0)
        left = picture.width if len(lines) > 1 else left + wide + LEGEND_GAP
    return top + LINE if chart.series else top


def lead_of(chart: Chart, style: Style) -> float:
    has_both = style.tone in LIGHTS and chart.kind != ChartKind.LINES
    return SWATCH + SWATCH_GAP + (14 if has_both else 0)


def swatch(picture: Picture, chart: Chart, style: Style, left: float, top: float) -> None:
    """A piece of line with its mark, or a filled patch; a light also shows its mark."""
    middle = top + SIZE * 0.62
    if chart.kind == ChartKind.LINES:
        picture.shapes.append(Line(((left, middle), (left + SWATCH, middle)), "series", style))
        picture.shapes.append(Mark(left + SWATCH / 2, middle, style))
        return
    picture.shapes.append(Bar(Box(left, middle - 5, left + SWATCH, middle + 5), style))
    if style.tone in LIGHTS:
        picture.shapes.append(Mark(left + SWATCH + 9, middle, style))


def foot(picture: Picture, chart: Chart, top: float) -> None:
    """The note, then the height is known."""
    if chart.note:
        top = write(picture, chart.note, top + 4, part="quiet")
    picture.height = round(top + EDGE, 1)


def close_unit(chart: Chart) -> str:
    return chart.unit if width_of(chart.unit, 1.0) <= CLOSE_UNIT else ""


def number_forms(value: Decimal, unit: str) -> tuple[str, ...]:
    """A number as it may be written, from the fullest to the shortest."""
    whole = number_text(value.quantize(Decimal(1)) if abs(value) >= 1000 else value)
    return (number_text(value, unit), number_text(value), whole, f"{value:.1e}")


def kept(labels: Sequence[Label], width: float) -> list[Label]:
    """Labels moved inside the picture; one that would touch the one before is left out (its line stays)."""
    placed: list[Label] = []
    for label in labels:
        box = label.box()
        shift = max(EDGE / 2 - box.left, 0.0) or min(width - EDGE / 2 - box.right, 0.0)
        moved = Label(label.text, label.x + shift, label.y, label.anchor, label.part, label.size)
        if not placed or placed[-1].box().right + 6 <= moved.box().left:
            placed.append(moved)
    return placed
