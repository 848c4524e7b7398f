"""No words of a chart touch one another or leave the picture, whatever is drawn."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.charts import pictures
from zonekit.documents.charts_picture import Bar, Box, Line, Mark, Picture

LONG_HAN = "新一代信息技术产业园标准厂房改造提升和公共服务平台建设项目（二期）及配套基础设施"
LONG_LATIN = "Standard workshops and the public service platform of the information technology park"
NAMES = st.one_of(
    st.sampled_from(("甲", "12月", LONG_HAN, LONG_LATIN, "", "W" * 90, "《“", "Dec")),
    st.text(max_size=60),
)
VALUES = st.one_of(
    st.none(),
    st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(-5), Decimal(10**15), Decimal(-(10**15))]),
    st.decimals(-(10**9), 10**9, places=3),
)


@st.composite
def drawn_charts(draw: st.DrawFn) -> Chart:
    count = draw(st.sampled_from((0, 1, 2, 5, 12, 60)))
    series = tuple(
        Series(
            draw(NAMES),
            tuple(draw(st.lists(VALUES, min_size=count, max_size=count))),
            draw(st.sampled_from(list(Tone))),
        )
        for _ in range(draw(st.integers(0, 6)))
    )
    return Chart(
        draw(st.sampled_from(list(ChartKind))),
        draw(NAMES),
        tuple(draw(st.lists(NAMES, min_size=count, max_size=count))),
        series,
        draw(st.sampled_from(("", "%", "万元", "10,000 yuan", LONG_LATIN))),
        note=draw(NAMES),
    )


def faults(picture: Picture) -> list[str]:
    found = []
    labels = [label for label in picture.labels() if label.text]
    boxes = [(label.text, label.box()) for label in labels]
    found += [f"outside: {text}" for text, box in boxes if not is_inside(box, picture)]
    found += [f"{one[0]} on {other[0]}" for one, other in combinations(boxes, 2) if one[1].meets(other[1])]
    for shape in picture.shapes:
        match shape:
            case Bar(box=box):
                found += [] if is_inside(box, picture) else [f"bar outside: {box}"]
            case Mark(x=x, y=y, radius=radius):
                box = Box(x - radius, y - radius, x + radius, y + radius)
                found += [] if is_inside(box, picture) else [f"mark outside: {box}"]
                found += [f"mark on {text}" for text, other in boxes if box.meets(other)]
            case Line(points=points):
                found += [f"line outside: {x} {y}" for x, y in points if not is_inside(Box(x, y, x, y), picture)]
    return found


def is_inside(box: Box, picture: Picture) -> bool:
    return box.left >= -0.01 and box.top >= -0.01 and box.right <= picture.width + 0.01 and box.bottom <= picture.height


def series_of(*values: int) -> Series:
    return Series("实际", tuple(Decimal(value) for value in values))


@settings(max_examples=150, deadline=None)
@given(drawn_charts(), st.sampled_from((320, 400, 600, 720, 1100)))
@example(Chart(ChartKind.STACKED, "", ("a", "b"), (series_of(3, -4), series_of(-2, 1), series_of(100000, 1))), 320)
@example(Chart(ChartKind.LINES, "", ("a",), tuple(series_of(5) for _ in range(30)), "万元"), 320)
@example(Chart(ChartKind.BARS, "", ("a",), (series_of(10**15), series_of(-(10**15))), "万元"), 320)
def test_words_neither_touch_nor_leave_the_picture(chart: Chart, width: int) -> None:
    for picture in pictures(chart, width):
        assert faults(picture) == []


@settings(max_examples=30, deadline=None)
@given(drawn_charts())
def test_a_chart_over_several_pages_keeps_every_category_in_order_and_its_scale(chart: Chart) -> None:
    whole, sheets = pictures(chart, 600)[0], pictures(chart, 600, 700)
    bars = [(bar.box.left, bar.box.right, bar.words) for sheet in sheets for bar in sheet.shapes if is_value(bar)]
    assert bars == [(bar.box.left, bar.box.right, bar.words) for bar in whole.shapes if is_value(bar)]
    assert all(faults(sheet) == [] for sheet in sheets)


def is_value(shape: object) -> bool:
    return isinstance(shape, Bar) and bool(shape.words)


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.STACKED])
def test_sixty_categories_fit_on_pages_of_the_height_asked_for(kind: ChartKind) -> None:
    values = tuple(Decimal(number) for number in range(60))
    chart = Chart(
        kind, "投资", (LONG_HAN,) * 60, (Series("实际", values), Series("序时", values, Tone.SCHEDULE)), "万元"
    )
    sheets = pictures(chart, 600, 700)
    assert len(sheets) > 1
    assert all(sheet.height <= 700 for sheet in sheets)


def test_touching_words_would_be_found() -> None:
    picture = pictures(Chart(ChartKind.BARS, "投资", ("甲",), (series_of(3),)), 400)[0]
    picture.shapes.append(picture.labels()[0])
    assert faults(picture) == ["投资 on 投资"]
