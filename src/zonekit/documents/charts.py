"""Charts drawn on the server: one picture for the page, for Word and for a PDF, its words and numbers beside it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from zonekit.documents.blocks import Chart, ChartKind, Series
from zonekit.documents.charts_bars import bar_pictures
from zonekit.documents.charts_lines import line_picture
from zonekit.documents.charts_picture import Picture
from zonekit.documents.charts_svg import svg_of
from zonekit.documents.faces import SANS, folders_of
from zonekit.documents.page_setting import compiled

Skin = Literal["screen", "print"]
PRINT_WIDTH = 600
PER_INCH = 200
LEAST_WIDTH = 320
PNG_SOURCE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)"""


def chart_svg(chart: Chart, width: int = 720, language: str = "zh-hans", *, skin: Skin = "screen") -> str:
    """The whole chart as one SVG of `width` pixels (at least 320); its height follows from what it holds.

    `skin` "screen" names classes and leaves colours to the style sheet; "print" carries its own, which hold in grey.

    >>> from decimal import Decimal
    >>> chart = Chart(ChartKind.BARS, "投资", ("甲",), (Series("实际", (Decimal(7919),)),), "万元", "甲完成7,919万元。")
    >>> "7,919 万元</text>" in chart_svg(chart)
    True
    """
    return svg_of(pictures(chart, width)[0], skin, language)


def chart_svgs(chart: Chart, width: int, height: float, language: str, *, skin: Skin = "print") -> tuple[str, ...]:
    """The chart in pictures no higher than `height`, on one scale: a chart with many bars goes over several pages.

    >>> from decimal import Decimal
    >>> names = tuple(f"第{number}项" for number in range(60))
    >>> chart = Chart(ChartKind.BARS, "投资", names, (Series("实际", (Decimal(1),) * 60),), "万元")
    >>> len(chart_svgs(chart, 600, 800, "zh-hans"))
    3
    """
    return tuple(svg_of(picture, skin, language) for picture in pictures(chart, width, height))


def chart_png(chart: Chart, fonts: Path, width_mm: float, language: str) -> bytes:
    """The chart as it is printed, in one picture at 200 dots to the inch, set in the faces below `fonts`.

    >>> from decimal import Decimal
    >>> chart = Chart(ChartKind.LINES, "投资", ("1月", "2月"), (Series("实际", (Decimal(1), Decimal(2))),), "万元")
    >>> chart_png(chart, Path("node_modules/@expo-google-fonts"), 40, "zh-hans")[:4]
    b'\\x89PNG'
    """
    return png_of(chart_svg(chart, PRINT_WIDTH, language, skin="print"), fonts, width_mm)


def chart_pngs(chart: Chart, fonts: Path, width_mm: float, height_mm: float, language: str) -> tuple[bytes, ...]:
    """As `chart_png`, in as many pictures as are needed when none may be higher than `height_mm`.

    >>> from decimal import Decimal
    >>> chart = Chart(ChartKind.BARS, "投资", ("甲", "乙"), (Series("实际", (Decimal(1), Decimal(2))),), "万元")
    >>> len(chart_pngs(chart, Path("node_modules/@expo-google-fonts"), 40, 200, "zh-hans"))
    1
    """
    height = height_mm * PRINT_WIDTH / width_mm
    drawn = chart_svgs(chart, PRINT_WIDTH, height, language)
    return tuple(png_of(svg, fonts, width_mm) for svg in drawn)


def png_of(svg: str, fonts: Path, width_mm: float) -> bytes:
    inputs = {"svg": svg, "width": f"{width_mm}"}
    return compiled(PNG_SOURCE, inputs, folders_of(fonts, (SANS,)), "png", ppi=PER_INCH)


def pictures(chart: Chart, width: float, height: float | None = None) -> list[Picture]:
    whole = replace(chart, series=tuple(finite(series) for series in chart.series))
    width = max(width, LEAST_WIDTH)
    if chart.kind == ChartKind.LINES:
        return [line_picture(whole, width)]
    return bar_pictures(whole, width, height)


def finite(series: Series) -> Series:
    """What is no number is a gap."""
    return replace(series, values=tuple(number_or_none(value) for value in series.values))


def number_or_none(value: Decimal | None) -> Decimal | None:
    return value if value is not None and value.is_finite() else None
