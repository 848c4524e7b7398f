"""Tables and texts drawn in tests, and plans written back as lines that a reader can compare at a glance."""

import re
from collections.abc import Callable

import pytest

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.source import CellValue, Grid, Line, Merge, Source, SourceKind

_RANGE = re.compile(r"([A-Z])(\d+):([A-Z])(\d+)")


def _cell(text: str, *, typed: bool) -> CellValue:
    text = text.strip().replace("\\n", "\n")
    if typed and re.fullmatch(r"\d+", text):
        return int(text)
    if typed and re.fullmatch(r"\d+\.\d+", text):
        return float(text)
    return text or None


def _merge(found: re.Match[str]) -> Merge:
    left, top, right, bottom = found.groups()
    return Merge(int(top) - 1, ord(left) - 65, int(bottom) - 1, ord(right) - 65)


def _draw_grid(drawing: str, merges: str = "", sheet: str = "S", *, typed: bool = True) -> Grid:
    rows = [[_cell(cell, typed=typed) for cell in line.split("|")] for line in drawing.strip("\n").split("\n")]
    width = max(map(len, rows))
    filled = tuple(tuple(row + [None] * (width - len(row))) for row in rows)
    return Grid(sheet, filled, tuple(_merge(found) for found in _RANGE.finditer(merges)))


@pytest.fixture(scope="session")
def draw_table() -> Callable[..., Source]:
    r"""One sheet: a line per row, "|" between cells, "\n" inside a cell, merges as "A1:D1 B3:B5"."""

    def draw(drawing: str, merges: str = "", kind: SourceKind = "xlsx", sheet: str = "S") -> Source:
        return Source(kind, "表.xlsx", "", grids=(_draw_grid(drawing, merges, sheet, typed=kind == "xlsx"),))

    return draw


@pytest.fixture(scope="session")
def draw_text() -> Callable[[str], Source]:
    """A text file of the lines drawn."""

    def draw(drawing: str) -> Source:
        lines = drawing.strip("\n").split("\n")
        return Source("text", "稿.txt", "", lines=tuple(Line(number, text) for number, text in enumerate(lines, 1)))

    return draw


@pytest.fixture(scope="session")
def write_items() -> Callable[[PlanSheet], list[str]]:
    """Each item in one line: no | path | name = text | lead | responsible | cooperating | leaders | deadline."""

    def write(sheet: PlanSheet) -> list[str]:
        return [
            " | ".join(
                [
                    item.no or "-",
                    " / ".join(item.path) or "-",
                    f"{item.name} = {item.text}" if item.name else item.text,
                    "+".join([item.lead, *item.co_leads]) if item.lead else "-",
                    "+".join(item.responsible) or "-",
                    "+".join(item.cooperating) or "-",
                    "+".join(item.leaders) or "-",
                    item.deadline.isoformat() if item.deadline else "-",
                ]
            )
            for item in sheet.items
        ]

    return write
