"""An answer sheet of 139 entries as PDF, and one of 2,000 in volumes, beside drawing the charts alone."""

from __future__ import annotations

import resource
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from tests.zonekit.documents.made import answer_sheet

from bench.measure import Measured, best_of
from zonekit.documents.blocks import Chart, Document
from zonekit.documents.charts import chart_svg
from zonekit.documents.output import Output
from zonekit.documents.pdf import write_pdf

FONTS = Path(__file__).parents[1] / "node_modules/@expo-google-fonts"
OUTPUT = Output(FONTS, datetime(2024, 1, 5, tzinfo=UTC))


def run() -> list[Measured]:
    usual = answer_sheet(entries=139, projects=44)
    charts = best_of(5, lambda: draw(usual))
    seconds = best_of(3, lambda: write_pdf(usual, BytesIO(), OUTPUT))
    usual_peak = setter_mb()
    large = best_of(1, write_large)
    what = "PDF, 139 entries, 4 charts, 139-row wide table"
    return [
        Measured(what, seconds, "charts alone", charts, 5.0, usual_peak, 1000),
        Measured("PDF, 2,000 entries, in volumes", large, "139 entries", seconds, 120.0, setter_mb(), 1000),
    ]


def draw(document: Document) -> None:
    for block in document.blocks:
        if isinstance(block, Chart):
            chart_svg(block, skin="print")


def write_large() -> None:
    write_pdf(answer_sheet(entries=2000, projects=900), BytesIO(), OUTPUT)


def setter_mb() -> float:
    """Memory of the largest process that has ended below this one: the typesetter's."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
