"""A large sheet of a workbook: its reach is measured before a reader may fill memory with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.refusals import Refusal, refuse_panic
from zonekit.sheets.readers.shared_texts import MOST_CHARACTERS
from zonekit.sheets.readers.signatures import main_part
from zonekit.sheets.readers.workbook_parts import SheetPart, find_workbook_parts
from zonekit.sheets.readers.xml_parts import refuse_document_type_at_start
from zonekit.sheets.source import Limits
from zonekit.sheets.streams.opening import Row, RowStream
from zonekit.values.issues import Issue, Where

# A rectangle of a hundred thousand rows and forty columns, each of its cells some forty bytes.
MOST_CELLS = 8_000_000
OVERLAP = 64
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="(\d{1,8})"')
_FAR_CELL = re.compile(rb'\sr="([A-Z]{2,3})\d{1,7}"')
_DEEP_CELL = re.compile(rb'\sr="[A-Z]{1,3}(\d{6,8})"')
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_SHARED = re.compile(rb't="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<')


def stream_workbook(path: Path, limits: Limits) -> RowStream:
    """The first visible sheet that holds anything. Raises Refusal as Package does, and `unpacks_too_large`."""
    package = Package(path.read_bytes(), limits)
    actual, main = main_part(package)
    if actual != "xlsx":
        raise Refusal("format_unknown", actual=actual)
    parts = find_workbook_parts(package, main)
    listed = [(index, sheet) for index, sheet in enumerate(parts.sheets) if sheet.part]
    visible = [(index, sheet) for index, sheet in listed if not sheet.is_hidden] or listed
    for index, sheet in visible:
        height = checked_height(package, sheet, parts.shared_texts)
        if height:
            issues = remarks(visible, sheet, height, limits)
            return RowStream(sheet.name, values_of(path, index, limits), min(height, limits.rows), "xlsx", "", issues)
    raise Refusal("file_empty")


def remarks(
    visible: Sequence[tuple[int, SheetPart]], read: SheetPart, height: int, limits: Limits
) -> tuple[Issue, ...]:
    """Sheets that are not read, rows beyond the limit."""
    others = [sheet.name for _index, sheet in visible if sheet is not read]
    issues = [Issue("sheet_not_read", Where(name), {}, "note") for name in others[:20]]
    if height > limits.rows:
        issues.append(Issue("too_many_rows", Where(read.name), {"rows": height, "limit": limits.rows}))
    return tuple(issues)


def checked_height(package: Package, sheet: SheetPart, shared: str | None) -> int:
    """Rows down to the last one. Raises Refusal where filling the sheet would take too much memory."""
    assert sheet.part is not None
    refuse_document_type_at_start(package.chunks(sheet.part))
    height, width, cells, uses = reach(package.chunks(sheet.part))
    if height * width > MOST_CELLS or cells > MOST_CELLS:
        raise Refusal("unpacks_too_large", cells=height * width, limit=MOST_CELLS)
    if shared is not None and uses:
        lengths = [len(piece) for piece in package.read(shared).split(b"</si>")]
        total = sum(count * lengths[place] for place, count in uses.items() if place < len(lengths))
        if total > 4 * MOST_CHARACTERS:
            raise Refusal("unpacks_too_large", characters=total, limit=4 * MOST_CHARACTERS)
    return height if cells else 0


def reach(chunks: Iterable[bytes]) -> tuple[int, int, int, Counter[int]]:
    """Height, width and number of cells of a sheet, and how often each shared text is used."""
    rows = deepest = cells = 0
    letters = b""
    uses: Counter[int] = Counter()
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        # Whole elements only: what a chunk cuts is looked at with the next.
        end = text.rfind(b"<", 0, max(len(text) - OVERLAP, 0))
        rest, text = (text[end:], text[:end]) if end > 0 else (text, b"")
        found = measured(text, uses)
        rows, cells = rows + found[0], cells + found[1]
        deepest, letters = max(deepest, found[2]), max(letters, found[3], key=lambda one: (len(one), one))
        if cells > MOST_CELLS:
            break
    found = measured(rest, uses)
    deepest, letters = max(deepest, found[2]), max(letters, found[3], key=lambda one: (len(one), one))
    return max(rows + found[0], deepest), max(column_number(letters), 26), cells + found[1], uses


def measured(text: bytes, uses: Counter[int]) -> tuple[int, int, int, bytes]:
    """Rows, cells, the greatest number of a row and the farthest column of two letters or more."""
    numbers = [int(number) for number in _ROW_NUMBER.findall(text)[-1:]] + [
        int(number) for number in _DEEP_CELL.findall(text)
    ]
    far = max(_FAR_CELL.findall(text), key=lambda one: (len(one), one), default=b"")
    uses.update(map(int, _SHARED.findall(text)))
    return len(_ROW.findall(text)), len(_CELL.findall(text)), max(numbers, default=0), far


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def values_of(path: Path, index: int, limits: Limits) -> Iterator[Row]:
    with refuse_panic():
        try:
            workbook = CalamineWorkbook.from_path(str(path))
            sheet = workbook.get_sheet_by_index(index)
            top, left = sheet.start or (0, 0)
            indent: list[object] = [""] * left
            for number, row in enumerate(sheet.iter_rows(), start=top + 1):
                if number > limits.rows:
                    return
                yield number, (indent + row if indent else row)[: limits.columns]
        except CalamineError as error:
            raise Refusal("file_corrupted") from error
