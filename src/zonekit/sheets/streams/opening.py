"""A file opened as rows that come one after another, each with the number a person sees beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.signatures import check_old_office, container
from zonekit.sheets.source import Limits, column_letters
from zonekit.values.issues import FaultyError, Issue, Where

BULK = Limits(
    file_bytes=100 * 1024 * 1024, unpacked_bytes=1024 * 1024 * 1024, rows=300_000, columns=200,
)  # fmt: skip
HEAD_BYTES = 64 * 1024
Row = tuple[int, Sequence[object]]


@dataclass(frozen=True, slots=True)
class RowStream:
    """`rows`: number of the row (1-based) and its raw values; `about`: how many there are, at most.

    `issues`: what was noticed before the first row; `kind` and `encoding` say how it was read.
    """

    sheet: str
    rows: Iterator[Row]
    about: int
    kind: str
    encoding: str = ""
    issues: tuple[Issue, ...] = ()

    def where(self, row: int, column: int) -> Where:
        """The place of a cell: row as it is numbered, column from 0."""
        return Where(self.sheet, f"{column_letters(column)}{row}")


def open_rows(path: Path, filename: str, limits: Limits = BULK) -> RowStream:
    """Open an .xlsx (its first visible sheet that holds anything) or delimited text in UTF-8, UTF-16 or GB18030.

    Raises FaultyError with the one issue that says why not: `file_empty`, `file_too_large`, `file_corrupted`,
    `unpacks_too_large`, `password_protected`, `old_excel_format`, `format_unknown`, `encoding_unknown`.
    """
    # The readers of the two kinds build on what is here.
    from zonekit.sheets.streams.delimited import stream_delimited
    from zonekit.sheets.streams.workbook import stream_workbook

    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Refusal("file_too_large", bytes=size, limit=limits.file_bytes)
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        outer = container(head)
        if outer == "zip":
            return stream_workbook(path, limits)
        if outer == "ole":
            check_old_office(path.read_bytes())
            raise Refusal("old_excel_format", actual="xls")
        return stream_delimited(path, PurePosixPath(filename).stem, limits)
    except Refusal as refusal:
        raise FaultyError([refusal.issue]) from refusal
