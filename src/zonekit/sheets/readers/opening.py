"""What a file really is, whatever its name says, and the reader for it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import PurePosixPath, PureWindowsPath

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.delimited import is_delimited, read_delimited
from zonekit.sheets.readers.encodings import Decoded, decode
from zonekit.sheets.readers.old_excel import read_old_workbook
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.signatures import check_old_office, container, main_part
from zonekit.sheets.readers.text import read_text
from zonekit.sheets.readers.word import read_word
from zonekit.sheets.readers.workbook import read_workbook
from zonekit.sheets.source import Grid, Limits, Line, Source, SourceKind
from zonekit.values.issues import NOWHERE, Issue, Where

_EXTENSIONS: dict[str, frozenset[str]] = {
    "xlsx": frozenset((".xlsx", ".xlsm", ".xltx", ".xltm")),
    "xls": frozenset((".xls", ".et", ".xlt")),
    "docx": frozenset((".docx", ".docm", ".dotx", ".dotm")),
    "csv": frozenset((".csv", ".tsv", ".tab", ".txt")),
    "text": frozenset((".txt", ".text", ".md")),
}
_TABLES = frozenset((".csv", ".tsv", ".tab"))
_DEFAULT_LIMITS = Limits()
_LOG = logging.getLogger(__name__)

_Read = tuple[str, str | None, Sequence[Grid], Sequence[Line], Sequence[Issue]]


def read_source(data: bytes, filename: str, limits: Limits = _DEFAULT_LIMITS) -> Source:
    """Read a file by its content: .xlsx, .xls, .csv or .tsv, .docx, text; "" or "pasted.txt" for what was pasted.

    Never raises, whatever the bytes: a file that cannot be used gives an empty Source of kind "unknown" with one error:
    `file_empty`, `file_too_large`, `file_corrupted`, `unpacks_too_large`, `password_protected`, `old_excel_format`,
    `old_word_format`, `format_unknown`, `encoding_unknown`. Otherwise the issues tell what was left out or cut
    (`too_many_rows`, `too_many_columns`, `too_many_sheets`, `sheet_too_large`, `cell_too_long`) and what was noticed
    (`wrong_extension`, `cell_error_value`, `formula_without_value`, `sheet_hidden`, `quote_unclosed`, `text_cut_off`).

    >>> source = read_source("序号,任务\\n1,建成厂房\\n".encode("gb18030"), "计划.csv")
    >>> source.kind, source.encoding, source.grids[0].rows
    ('csv', 'gb18030', (('序号', '任务'), ('1', '建成厂房')))
    >>> read_source(b"%PDF-1.7", "计划.xlsx").issues[0].code
    'format_unknown'
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        if len(data) > limits.file_bytes:
            raise Refusal("file_too_large", bytes=len(data), limit=limits.file_bytes)
        actual, encoding, grids, lines, issues = _read(data, filename, limits)
    except Refusal as refusal:
        return Source("unknown", filename, digest, issues=(refusal.issue,))
    except Exception:
        # The promise not to raise also covers files nobody has thought of; the log keeps what we must learn from them.
        _LOG.exception("no reader was prepared for the file %s", digest)
        return Source("unknown", filename, digest, issues=(Issue("file_corrupted"),))
    remarks = _remarks(filename, actual, grids, lines)
    return Source(_kind(actual), filename, digest, encoding, tuple(grids), tuple(lines), (*remarks, *issues))


def _read(data: bytes, filename: str, limits: Limits) -> _Read:
    outer = container(data)
    if outer == "ole":
        check_old_office(data)
        grids, issues = read_old_workbook(data, limits)
        return "xls", None, grids, (), issues
    if outer == "text":
        return _read_plain(decode(data), filename, limits)
    package = Package(data, limits)
    actual, main = main_part(package)
    if actual == "docx":
        grids, lines, issues = read_word(package, main, limits)
        return actual, None, grids, lines, issues
    grids, issues = read_workbook(package, main, limits)
    return actual, None, grids, (), issues


def _read_plain(decoded: Decoded, filename: str, limits: Limits) -> _Read:
    issues = [Issue("text_cut_off", NOWHERE, {}, "warning")] if decoded.is_cut_off else []
    if _is_table(decoded.text, filename):
        grid, found = read_delimited(decoded.text, _stem(filename), limits)
        return "csv", decoded.encoding, [grid] if grid.rows else [], (), [*issues, *found]
    lines, found = read_text(decoded.text, limits)
    return "text", decoded.encoding, (), lines, [*issues, *found]


def _is_table(text: str, filename: str) -> bool:
    """A .csv is a table; text under another name is one when it is cut like one.

    Commas cut many a sentence too, so only tabs, which come from a sheet, make a table of a .txt or of pasted text.
    """
    extension = _extension(filename)
    if extension in _TABLES:
        return True
    return is_delimited(text, "\t" if extension in ("", *_EXTENSIONS["text"]) else ",\t;")


def _remarks(filename: str, actual: str, grids: Sequence[Grid], lines: Sequence[Line]) -> list[Issue]:
    remarks = []
    extension = _extension(filename)
    if extension and extension not in _EXTENSIONS[actual]:
        params = {"extension": extension, "actual": actual}
        remarks.append(Issue("wrong_extension", Where(), params, "warning"))
    if not any(grid.rows for grid in grids) and not any(line.text.strip() for line in lines):
        remarks.append(Issue("file_empty"))
    return remarks


def _kind(actual: str) -> SourceKind:
    kinds: dict[str, SourceKind] = {"xlsx": "xlsx", "xls": "xlsx", "docx": "docx", "csv": "csv", "text": "text"}
    return kinds[actual]


def _name(filename: str) -> str:
    return PureWindowsPath(PurePosixPath(filename).name).name


def _extension(filename: str) -> str:
    return PurePosixPath(_name(filename)).suffix.lower()


def _stem(filename: str) -> str:
    return PurePosixPath(_name(filename)).stem
