"""A document as a web page: each block by its own template, every figure and record a link to what stands behind it.

Upper apps show live documents with `document_html` and answer for a figure with `figure_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zonekit.documents.blocks import (
    Block,
    Chart,
    Document,
    Entry,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
    Tone,
    Words,
)
from zonekit.documents.charts import chart_svg
from zoneworks.ui.figures import figure_text
from zoneworks.ui.lights import WORDS as LIGHTS
from zoneworks.ui.lights import light
from zoneworks.ui.parts import FigureCell

FigureAddress = Callable[[str], str]
TEMPLATE = "documents/blocks/{}.html"
BLOCKS: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Listing: "listing",
    KeyFigures: "key_figures",
    Table: "table",
    Entry: "entry",
    Chart: "chart",
    PageBreak: "page_break",
    Signature: "signature",
}
DEEPEST_IN_CONTENTS = 2


def document_html(
    request: HttpRequest, document: Document, figure_address: FigureAddress | None = None, *, has_title: bool = True
) -> SafeString:
    """The document as a page to read; `figure_address` says where a figure, by its key, opens to its parts."""
    paper = Paper(document, figure_address)
    context = {"document": document, "paper": paper, "has_title": has_title}
    return mark_safe(render_to_string("documents/paper.html", context, request))


def local(address: str) -> str:
    """Only pages of this site are linked to."""
    return address if address.startswith("/") and not address.startswith("//") else ""


@dataclass(frozen=True)
class ContentsLine:
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paper:
    document: Document
    figure_address: FigureAddress | None = None

    def blocks(self) -> list[SafeString]:
        return [self.block(place, block) for place, block in enumerate(self.document.blocks)]

    def block(self, place: int, block: Block) -> SafeString:
        name = BLOCKS[type(block)]
        context: dict[str, Any] = (
            self.heading(place, block) if isinstance(block, Heading) else getattr(self, name)(block)
        )
        return mark_safe(render_to_string(TEMPLATE.format(name), context))

    def heading(self, place: int, block: Heading) -> dict[str, Any]:
        """One below the title of the document, which is one below that of the page."""
        return {"tag": f"h{block.level + 2}", "text": block.text, "anchor": self.anchors[place]}

    def paragraph(self, block: Paragraph) -> dict[str, Any]:
        return {"words": self.words(block.runs), "is_note": block.is_note}

    def listing(self, block: Listing) -> dict[str, Any]:
        return {"points": [self.words(point) for point in block.points], "is_numbered": block.is_numbered}

    def key_figures(self, block: KeyFigures) -> dict[str, Any]:
        return {"cells": [self.cell(self.document.figures[key]) for key in block.figures]}

    def chart(self, block: Chart) -> dict[str, Any]:
        return {"svg": mark_safe(chart_svg(block, language=self.document.language)), "chart": block}

    def page_break(self, block: PageBreak) -> dict[str, Any]:
        return {}

    def signature(self, block: Signature) -> dict[str, Any]:
        return {"signature": block}

    def table(self, block: Table) -> dict[str, Any]:
        classes = ["number" if column.is_number else f"is-{column.align}" for column in block.columns]

        def cells(row: tuple[Words, ...]) -> list[tuple[str, SafeString]]:
            return [(name, self.words(cell)) for name, cell in zip(classes, row, strict=True)]

        whole = sum(column.width for column in block.columns)
        return {
            "table": block,
            "shares": [round(100 * column.width / whole) for column in block.columns],
            "heads": list(zip(classes, (column.title for column in block.columns), strict=True)),
            "rows": [cells(row) for row in block.rows],
            "totals": cells(block.totals) if block.totals else [],
        }

    def entry(self, block: Entry) -> dict[str, Any]:
        return {
            "entry": block,
            "anchor": self.entry_anchors[block.key],
            "address": local(block.address),
            "light": self.run(block.light) if block.light else "",
            "fields": [(field.label, [self.words(line) for line in field.lines]) for field in block.fields],
        }

    def cell(self, figure: Figure) -> FigureCell:
        return FigureCell(figure.label, figure.value, figure.unit, self.address_of(figure.key), digits=figure.decimals)

    def words(self, runs: Words) -> SafeString:
        return format_html_join("", "{}", ((self.run(run),) for run in runs))

    def run(self, run: Run) -> SafeString:
        """Words with their mark; a figure or a record becomes a link where there is somewhere to go."""
        text: SafeString | str = light(run.tone, run.text) if run.tone in LIGHTS else run.text
        if run.tone == Tone.QUIET:
            text = format_html('<span class="quiet">{}</span>', text)
        if run.is_strong:
            text = format_html("<strong>{}</strong>", text)
        address = self.address_of(run.figure) if run.figure else self.record_address(run.record)
        if address:
            name = "paper-figure" if run.figure else "paper-record"
            return format_html('<a class="{}" href="{}">{}</a>', name, address, text)
        return format_html("{}", text)

    def address_of(self, key: str) -> str:
        return self.figure_address(key) if self.figure_address and key in self.document.figures else ""

    def record_address(self, key: str) -> str:
        record = self.document.records.get(key)
        return local(record.address) if record else ""

    @cached_property
    def contents(self) -> list[ContentsLine]:
        if not self.document.has_contents:
            return []
        return [
            ContentsLine(block.level, block.text, self.anchors[place])
            for place, block in enumerate(self.document.blocks)
            if isinstance(block, Heading) and block.level <= DEEPEST_IN_CONTENTS
        ]

    @cached_property
    def anchors(self) -> dict[int, str]:
        """By place: what a heading calls itself, unless another did before."""
        taken: dict[str, int] = {}
        for place, block in enumerate(self.document.blocks):
            if isinstance(block, Heading):
                taken.setdefault(block.anchor or f"part-{place}", place)
        named = {place: anchor for anchor, place in taken.items()}
        headings = (place for place, block in enumerate(self.document.blocks) if isinstance(block, Heading))
        return {place: named.get(place, f"part-{place}") for place in headings}

    @cached_property
    def entry_anchors(self) -> dict[str, str]:
        return {entry.key: f"entry-{number}" for number, entry in enumerate(self.document.entries(), start=1)}


@dataclass(frozen=True)
class PartLine:
    """One thing a figure is made of, and where it can be looked at."""

    label: str
    what: str
    value: str
    address: str
    sha256: str = ""


def part_lines(document: Document, figure: Figure, page_address: str, figure_address: FigureAddress) -> list[PartLine]:
    """What the figure is made of, in its order: entries of the document, records, other figures."""
    entries = {entry.key: entry for entry in document.entries()}
    anchors = Paper(document).entry_anchors
    lines = []
    for part in figure.parts:
        value = figure_text(part.value)
        if part.key in entries:
            entry = entries[part.key]
            label = " ".join(filter(None, (entry.label, entry.title)))
            lines.append(PartLine(label, "entry", value, f"{page_address}#{anchors[part.key]}"))
        elif part.key in document.records:
            record = document.records[part.key]
            lines.append(PartLine(record.label, "record", value, local(record.address), record.sha256))
        else:
            lines.append(PartLine(document.figures[part.key].name, "figure", value, figure_address(part.key)))
    return lines
