"""Word documents (.docx): tables as grids, the running text as lines."""

from __future__ import annotations

from lxml import etree

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.cells import GridBuilder, clean_text
from zonekit.sheets.source import Grid, Limits, Line, Merge
from zonekit.values.issues import Issue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_word(package: Package, limits: Limits) -> tuple[list[Grid], list[Line], list[Issue]]:
    """Tables and paragraphs of a document."""
    root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(resolve_entities=False, no_network=True))
    body = root.find(f"{W}body")
    grids, lines, issues = [], [], []
    for element in body:
        if element.tag == f"{W}p":
            lines.append(Line(len(lines) + 1, clean_text(_text(element))))
        elif element.tag == f"{W}tbl":
            grids.append(_table(element, f"table {len(grids) + 1}", limits))
    return grids, lines, issues


def _text(paragraph) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def _table(table, name: str, limits: Limits) -> Grid:
    builder = GridBuilder(name, limits)
    open_merges: dict[int, list[int]] = {}
    merges: list[list[int]] = []
    for r, row in enumerate(table.iterchildren(f"{W}tr")):
        values = []
        for cell in row.iterchildren(f"{W}tc"):
            c = len(values)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = int(span.get(f"{W}val")) if span is not None else 1
            vmerge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "\n".join(_text(p) for p in cell.iterchildren(f"{W}p")).strip("\n")
            if vmerge is not None and vmerge.get(f"{W}val") != "restart" and c in open_merges:
                open_merges[c][2] = r
                text = ""
            else:
                open_merges.pop(c, None)
                if vmerge is not None or width > 1:
                    merge = [r, c, r, c + width - 1]
                    merges.append(merge)
                    if vmerge is not None:
                        open_merges[c] = merge
            values += [text] + [None] * (width - 1)
        builder.add(values)
    return builder.grid([Merge(*m) for m in merges])
