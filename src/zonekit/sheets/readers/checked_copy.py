"""A plain copy of a workbook that holds only parts that were checked, so that calamine sees nothing else.

Sheets that reach further than is read are cut on the way; names of parts, pictures, macros and comments stay behind.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.sheet_scan import SheetScan
from zonekit.sheets.readers.sheet_trim import NAMESPACE, Window, trim_sheet
from zonekit.sheets.readers.workbook_parts import WorkbookParts
from zonekit.sheets.source import Limits

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """A sheet that is read: its name, its part in the package, and what a first look found."""

    name: str
    part: str
    scan: SheetScan

    def window(self, limits: Limits) -> Window:
        """The cells that are read, counted from the first value."""
        top, left = self.scan.top, self.scan.left
        return Window(top, left, top + min(self.scan.height, limits.rows), left + min(self.scan.width, limits.columns))

    def is_within(self, limits: Limits) -> bool:
        """Whether all of the sheet is read."""
        is_plain = self.scan.values <= self.scan.height * self.scan.width
        return is_plain and self.scan.height <= limits.rows and self.scan.width <= limits.columns


def checked_copy(package: Package, parts: WorkbookParts, sheets: Sequence[CheckedSheet], limits: Limits) -> bytes:
    """The copy, with the sheets in the given order as Sheet 1, 2, ... (names do not matter to it)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
        copy.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        copy.writestr("xl/workbook.xml", _workbook(len(sheets), is_1904=parts.is_1904))
        related = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
        for part, kind in ((parts.styles, "styles"), (parts.shared_texts, "sharedStrings")):
            if part is not None:
                related.append((kind, f"{kind}.xml"))
                copy.writestr(f"xl/{kind}.xml", package.read(part))
        copy.writestr("xl/_rels/workbook.xml.rels", _relations(related))
        for number, sheet in enumerate(sheets, 1):
            is_whole = sheet.is_within(limits)
            chunks = package.chunks(sheet.part)
            data = b"".join(chunks) if is_whole else trim_sheet(chunks, sheet.window(limits))
            copy.writestr(f"xl/worksheets/sheet{number}.xml", data)
    return buffer.getvalue()


def _workbook(sheets: int, *, is_1904: bool) -> str:
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    settings = f'<workbookPr date1904="{int(is_1904)}"/>'
    return f'<workbook xmlns="{NAMESPACE}" xmlns:r="{_OFFICE}">{settings}<sheets>{listed}</sheets></workbook>'


def _relations(related: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'
