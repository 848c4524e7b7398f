"""A chart as a chart of Excel, beside the numbers it is drawn from."""

from __future__ import annotations

from typing import Any

from zonekit.documents.blocks import Chart, ChartKind, Series, Tone
from zonekit.documents.word_text import allowed
from zonekit.documents.workbook_sheets import Book, text

KINDS = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.LINES: {"type": "line"},
}
COLOURS = {
    Tone.GREEN: "#1E7B3A",
    Tone.YELLOW: "#E0A100",
    Tone.RED: "#C00000",
    Tone.GREY: "#9CA3AF",
    Tone.ACTUAL: "#1F4E8C",
    Tone.SCHEDULE: "#8A94A3",
    Tone.TARGET: "#404040",
    Tone.QUIET: "#C5CBD3",
    Tone.NONE: "#6B7280",
}
PIXELS_A_BAR, FRAME = 18, 160


def write_chart(book: Book, chart: Chart) -> None:
    """A sheet with the categories, a column for each series, and the chart at their right."""
    titles = [chart.unit, *(series.name for series in chart.series)]
    sheet = book.sheet(chart.title or "Chart", titles, [28] + [14] * len(chart.series), chart.title)
    for row, category in enumerate(chart.categories, start=1):
        text(sheet, row, 0, category, book.form(text_wrap=True))
        for at, series in enumerate(chart.series, start=1):
            value = series.values[row - 1]
            if value is not None:
                sheet.write_number(row, at, float(value), book.form(num_format="#,##0.##"))
    if not chart.categories or not chart.series:
        return
    drawn = book.workbook.add_chart(dict(KINDS[chart.kind]))
    for at, series in enumerate(chart.series, start=1):
        drawn.add_series(series_options(sheet.get_name(), series, at, len(chart.categories), chart.kind))
    bars = len(chart.categories) * (1 if chart.kind == ChartKind.STACKED else len(chart.series))
    drawn.set_title({"name": allowed(chart.title), "overlay": False})
    drawn.set_legend({"position": "top"})
    drawn.show_blanks_as("gap")
    if chart.kind == ChartKind.LINES:
        drawn.set_y_axis(
            {"name": allowed(chart.unit), "major_gridlines": {"visible": True, "line": {"color": "#D9DDE3"}}}
        )
    else:
        # Excel counts bars from below: turned round, the first category stands on top as in the other formats.
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"name": allowed(chart.unit), "label_position": "high"})
    drawn.set_size({"width": 720, "height": min(max(FRAME + bars * PIXELS_A_BAR, 360), 3000)})
    options = {"description": allowed(chart.alt or chart.title), "x_offset": 20, "y_offset": 10}
    sheet.insert_chart(0, len(chart.series) + 1, drawn, options)


def series_options(sheet: str, series: Series, at: int, rows: int, kind: ChartKind) -> dict[str, Any]:
    colour = COLOURS[series.tone]
    options: dict[str, Any] = {
        "name": [sheet, 0, at],
        "categories": [sheet, 1, 0, rows, 0],
        "values": [sheet, 1, at, rows, at],
    }
    if kind == ChartKind.LINES:
        dashes = {"dash_type": "dash"} if series.tone in {Tone.SCHEDULE, Tone.TARGET} else {}
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        return {**options, "line": {"color": colour, "width": 2.0, **dashes}, "marker": marker}
    return {**options, "fill": {"color": colour}, "border": {"color": colour}, "gap": 60}
