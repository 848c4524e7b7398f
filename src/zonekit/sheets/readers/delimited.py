"""Comma, semicolon and tab separated values."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from zonekit.sheets.readers.cells import GridBuilder
from zonekit.sheets.source import Grid, Limits
from zonekit.values.issues import Issue, Where

DELIMITERS = "\t,;"
_SAMPLE_RECORDS = 200
_SAMPLE_CHARACTERS = 200_000

# The module's own limit (131,072 characters) makes a whole file unreadable for one long cell; ours reports the cell.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def find_delimiter(text: str, candidates: str = DELIMITERS) -> str | None:
    """The delimiter that cuts most records into the same number of at least two fields, None when none does.

    >>> find_delimiter("序号;任务\\n1;建设，投产")
    ';'
    """
    best, best_score = None, 0.0
    for delimiter in candidates:
        score = _agreement(text[:_SAMPLE_CHARACTERS], delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _agreement(text: str, delimiter: str) -> float:
    """Share of records with the commonest width (two or more fields), wider tables slightly preferred."""
    widths = [len(record) for record in islice(_records(text, delimiter), _SAMPLE_RECORDS) if any(record)]
    common = Counter(width for width in widths if width > 1).most_common(1)
    if not common:
        return 0.0
    width, count = common[0]
    return count / len(widths) + min(width, 50) / 1000


def is_delimited(text: str, candidates: str = DELIMITERS) -> bool:
    """Whether the text looks like a table: at least two records, four fifths of them equally wide."""
    delimiter = find_delimiter(text, candidates)
    sample = text[:_SAMPLE_CHARACTERS].strip("\r\n")
    return delimiter is not None and "\n" in sample.replace("\r", "\n") and _agreement(sample, delimiter) >= 0.8


def read_delimited(text: str, sheet: str, limits: Limits) -> tuple[Grid, list[Issue]]:
    """The records as a grid of texts. A quote that never closes is taken literally and reported, so no row is lost."""
    delimiter = find_delimiter(text) or ","
    try:
        return _fill(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), sheet, limits)
    except csv.Error:
        pass
    records = _records(text, delimiter)
    grid, issues = _fill(records, sheet, limits)
    return grid, [*issues, Issue("quote_unclosed", Where(sheet), severity="warning")]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _fill(records: Iterator[list[str]], sheet: str, limits: Limits) -> tuple[Grid, list[Issue]]:
    builder = GridBuilder(sheet, limits)
    widest, count = 0, 0
    for record in records:
        count += 1
        widest = max(widest, len(record))
        if count <= limits.rows:
            builder.add(record)
    builder.report_overflow(count, widest)
    return builder.grid(), builder.issues
