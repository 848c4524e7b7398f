"""Running text: .txt files and what people paste."""

from __future__ import annotations

from zonekit.sheets.readers.cells import clean_text
from zonekit.sheets.source import Limits, Line
from zonekit.values.issues import Issue, Where


def read_text(text: str, limits: Limits) -> tuple[list[Line], list[Issue]]:
    """Every line of a text, numbered as editors number them."""
    lines: list[Line] = []
    issues: list[Issue] = []
    texts = clean_text(text).split("\n")
    for number, line in enumerate(texts[: limits.rows], 1):
        if len(line) > limits.cell_characters:
            params = {"characters": len(line), "limit": limits.cell_characters}
            issues.append(Issue("cell_too_long", Where(line=number), params))
        lines.append(Line(number, line[: limits.cell_characters]))
    if len(texts) > limits.rows:
        issues.append(Issue("too_many_rows", params={"rows": len(texts), "limit": limits.rows}))
    return lines, issues
