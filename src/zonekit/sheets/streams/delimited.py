"""Delimited text read as it comes: nothing but the present record is in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from zonekit.sheets.readers.delimited import find_delimiter
from zonekit.sheets.readers.encodings import decode
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.source import Limits
from zonekit.sheets.streams.opening import Row, RowStream
from zonekit.values.issues import Issue, Where

CHUNK = 1024 * 1024
SAMPLE_BYTES = 256 * 1024
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def stream_delimited(path: Path, sheet: str, limits: Limits) -> RowStream:
    """Raises Refusal `encoding_unknown`, `format_unknown`, `file_empty`."""
    encoding, lines = encoding_of(path)
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        sample = file.read(SAMPLE_BYTES)
    if not sample.strip():
        raise Refusal("file_empty")
    issues = []
    if lines > limits.rows + 1:
        # Lines, not records: a cell may hold several. Records beyond the limit are told when they are met.
        issues = [Issue("too_many_rows", Where(sheet), {"rows": lines, "limit": limits.rows})]
    delimiter = find_delimiter(sample) or ","
    rows = records(path, encoding, delimiter, limits)
    return RowStream(sheet, rows, min(lines, limits.rows), "csv", encoding, tuple(issues))


def records(path: Path, encoding: str, delimiter: str, limits: Limits) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        reader = csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter)
        for number, record in enumerate(reader, start=1):
            if number > limits.rows:
                return
            yield number, record[: limits.columns]


def encoding_of(path: Path) -> tuple[str, int]:
    """The encoding of the whole file and how many lines it has: UTF-8 where all of it is, else GB18030."""
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, lines_if(path, encoding)
    decode(head)
    for encoding in ("utf-8", "gb18030"):
        lines = lines_if(path, encoding)
        if lines >= 0:
            return encoding, lines
    raise Refusal("encoding_unknown", tried="utf-8, gb18030, utf-16")


def lines_if(path: Path, encoding: str) -> int:
    """How many lines the file has in an encoding; -1 where it is not in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                lines += decoder.decode(piece).count("\n")
    except UnicodeDecodeError:
        return -1
    return lines
