"""Where the sheets, texts and styles of an Excel package are, by its relations."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.xml_parts import attribute, descendants, parse_small_part


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet in workbook order; `part` is None when the package lost it or it holds no cells (a chart sheet)."""

    name: str
    part: str | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """Names of the parts of one workbook."""

    sheets: tuple[SheetPart, ...]
    styles: str | None
    shared_texts: str | None
    is_1904: bool


def find_workbook_parts(package: Package, main: str) -> WorkbookParts:
    """Follow the relations from the workbook part to its sheets."""
    workbook = parse_small_part(package, main)
    related = relations(package, main)
    by_kind = dict(related.values())
    return WorkbookParts(
        sheets=tuple(_sheet(element, related) for element in descendants(workbook, "sheet")),
        styles=by_kind.get("styles"),
        shared_texts=by_kind.get("sharedStrings"),
        is_1904=any(attribute(each, "date1904") in ("1", "true") for each in descendants(workbook, "workbookPr")),
    )


def _sheet(element: etree._Element, related: dict[str, tuple[str, str]]) -> SheetPart:
    kind, part = related.get(attribute(element, "id") or "", ("", ""))
    is_hidden = (attribute(element, "state") or "visible") != "visible"
    return SheetPart(attribute(element, "name") or "", part if kind == "worksheet" else None, is_hidden)


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relations of a part ("" for the package itself): id -> (last word of its type, name of the part it leads to).

    What leads to a part that does not exist is left out.
    """
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(path):
        return {}
    found = {}
    for element in descendants(parse_small_part(package, path), "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, attribute(element, "Target") or ""))[1:]
        kind = (attribute(element, "Type") or "").rpartition("/")[2]
        if attribute(element, "TargetMode") != "External" and package.has(target):
            found[attribute(element, "Id") or ""] = (kind, target)
    return found
