"""The text of Word paragraphs and cells as a person reads it: tracked deletions gone, automatic numbers present."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zonekit.sheets.readers.archives import Package
from zonekit.sheets.readers.cells import clean_text
from zonekit.sheets.readers.word_numbers import Numbering
from zonekit.sheets.readers.workbook_parts import relations
from zonekit.sheets.readers.xml_parts import (
    attribute,
    child_val,
    children,
    first_child,
    local_name,
    parse_small_part,
)

_UNSEEN = frozenset(
    (
        "del",
        "moveFrom",
        "Fallback",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "tcPr",
        "sectPr",
        "rubyPr",
    )
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Styles:
    """Paragraph styles: the name of each, and the list it puts its paragraphs in."""

    def __init__(self, root: etree._Element | None) -> None:
        self._names: dict[str, str] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        self._parents: dict[str, str] = {}
        for style in children(root, "style") if root is not None else ():
            key = attribute(style, "styleId") or ""
            self._names[key] = child_val(style, "name") or key
            self._parents[key] = child_val(style, "basedOn") or ""
            properties = first_child(style, "pPr")
            place = None if properties is None else list_place(properties)
            if place is not None:
                self._lists[key] = place

    def name(self, key: str) -> str:
        """The name a person sees."""
        return self._names.get(key, key)

    def list_place(self, key: str) -> tuple[str, int] | None:
        """(list, level) of the style or of the styles it is based on."""
        seen: set[str] = set()
        while key and key not in seen:
            if key in self._lists:
                return self._lists[key]
            seen.add(key)
            key = self._parents.get(key, "")
        return None


class WordText:
    """Reads paragraphs of one document in their order; the numbers Word makes depend on it."""

    def __init__(self, package: Package, document: str) -> None:
        by_kind = dict(relations(package, document).values())
        styles, numbering = by_kind.get("styles"), by_kind.get("numbering")
        self.styles = Styles(parse_small_part(package, styles) if styles else None)
        self._numbering = Numbering(parse_small_part(package, numbering) if numbering else None)
        self._carried = ""

    def paragraph(self, element: etree._Element) -> str | None:
        """The text of a paragraph with its number; None when its end was deleted, so that it runs into the next."""
        properties = _properties(element)
        pieces: list[str] = []
        self._collect(element, pieces)
        text = "".join(pieces)
        if properties is not None and _is_mark_deleted(properties):
            self._carried += text
            return None
        text, self._carried = self._carried + text, ""
        return clean_text(self._label(properties) + text).strip("\n")

    def style_name(self, element: etree._Element) -> str:
        """The name of the style of a paragraph, "" for the default one."""
        properties = _properties(element)
        key = None if properties is None else child_val(properties, "pStyle")
        return self.styles.name(key) if key else ""

    def blocks(self, element: etree._Element) -> Iterator[str]:
        """Texts of the paragraphs in a cell or text box; of a table inside a cell, one text per row."""
        for child in element:
            name = local_name(child.tag)
            if name == "p":
                text = self.paragraph(child)
                if text is not None:
                    yield text
            elif name == "tr":
                yield "\t".join(self.cell(cell) for cell in children(child, "tc"))
            elif name not in _UNSEEN:
                yield from self.blocks(child)

    def cell(self, element: etree._Element) -> str:
        """The text of a cell, its paragraphs as lines."""
        return "\n".join(self.blocks(element)).strip("\n ")

    def _collect(self, element: etree._Element, pieces: list[str]) -> None:
        for child in element:
            name = local_name(child.tag)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "txbxContent":
                pieces += ["\n", "\n".join(self.blocks(child)), "\n"]
            elif name not in _UNSEEN:
                self._collect(child, pieces)

    def _label(self, properties: etree._Element | None) -> str:
        if properties is None or self._numbering.is_empty:
            return ""
        style = child_val(properties, "pStyle") or ""
        place = list_place(properties) or self.styles.list_place(style)
        return self._numbering.next_label(*place) if place else ""


def list_place(properties: etree._Element) -> tuple[str, int] | None:
    """(list, level) that paragraph properties give; list "0" takes a paragraph out of every list."""
    for numbering in children(properties, "numPr"):
        level = child_val(numbering, "ilvl") or "0"
        list_id = child_val(numbering, "numId")
        if list_id is not None and level.isascii() and level.isdigit():
            return list_id, int(level[:2])
    return None


def _properties(paragraph: etree._Element) -> etree._Element | None:
    """The w:pPr of a paragraph, which is always its first child."""
    first = paragraph[0] if len(paragraph) else None
    return first if first is not None and local_name(first.tag) == "pPr" else None


def _is_mark_deleted(properties: etree._Element) -> bool:
    mark = first_child(properties, "rPr")
    return mark is not None and any(local_name(each.tag) in ("del", "moveFrom") for each in mark)
