"""What a file really is, whatever its name says, and the reader for it."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.delimited import is_delimited, read_delimited
from zonekit.sheets.readers.encodings import decode
from zonekit.sheets.readers.refusals import Refusal
from zonekit.sheets.readers.text import read_text
from zonekit.sheets.readers.word import read_word
from zonekit.sheets.readers.workbook import read_workbook
from zonekit.sheets.source import Limits, Source


def read_source(data: bytes, filename: str, limits: Limits = Limits()) -> Source:
    sha = hashlib.sha256(data).hexdigest()
    try:
        if data.startswith(b"PK"):
            package = Package(data, limits)
            if package.has("word/document.xml"):
                grids, lines, issues = read_word(package, limits)
                return Source("docx", filename, sha, None, tuple(grids), tuple(lines), tuple(issues))
            grids, issues = read_workbook(package, limits)
            return Source("xlsx", filename, sha, None, tuple(grids), (), tuple(issues))
        decoded = decode(data)
        if filename.lower().endswith((".csv", ".tsv")):
            grid, issues = read_delimited(decoded.text, PurePath(filename).stem, limits)
            return Source("csv", filename, sha, decoded.encoding, (grid,), (), tuple(issues))
        lines, issues = read_text(decoded.text, limits)
        return Source("text", filename, sha, decoded.encoding, (), tuple(lines), tuple(issues))
    except Refusal as refusal:
        return Source("unknown", filename, sha, issues=(refusal.issue,))
