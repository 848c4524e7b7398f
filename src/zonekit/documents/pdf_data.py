"""A document as plain data for the page template: numbers instead of keys, pictures drawn, words as strings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import category, east_asian_width

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
    Part,
    Run,
    Signature,
    Table,
    Tone,
    Words,
)
from zonekit.documents.charts import PRINT_WIDTH, chart_svgs
from zonekit.documents.charts_words import number_text
from zonekit.documents.output import Output

MOST_PARTS = 3000
LONG = 900  # letters (a Han character counts twice) from which a field or cell may break across pages
LONGEST_WORD = 24
PICTURE_HEIGHT = 780
LIGHTS = {Tone.GREEN: "disc", Tone.YELLOW: "triangle", Tone.RED: "square", Tone.GREY: "ring"}
HEAD = ("title", "subtitle", "addressee", "notice", "agency", "number", "copy_no", "secrecy", "urgency")
WORDS = ("contents", "attachment", "edition", "entries", "figures", "records", "unit", "value", "made_of", "title")
Data = dict[str, Any]


class Numbering:
    """Short names for what links lead to; whatever a key holds, it is not written into the pages."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.figures = {key: f"f{number}" for number, key in enumerate(document.figures)}
        self.records = {key: f"r{number}" for number, key in enumerate(document.records)}
        self.entries = {entry.key: f"e{number}" for number, entry in enumerate(document.entries())}
        self.titles = {entry.key: entry.label or entry.title for entry in document.entries()}
        parts = sum(len(figure.parts) for figure in document.figures.values())
        self.has_parts = parts <= MOST_PARTS
        if not self.has_parts:
            self.figures |= {key: self.target(only.key) for key, only in self.single_parts()}

    def single_parts(self) -> list[tuple[str, Part]]:
        """In a document of many parts, a number made of one thing leads straight to it and has no line of its own."""
        figures = self.document.figures.items()
        return [
            (key, figure.parts[0])
            for key, figure in figures
            if len(figure.parts) == 1 and figure.parts[0].key not in self.document.figures
        ]

    def target(self, key: str) -> str:
        return self.entries.get(key) or self.records.get(key) or self.figures.get(key, "")

    def name(self, key: str) -> str:
        if key in self.titles:
            return self.titles[key]
        if key in self.document.records:
            return self.document.records[key].label
        return self.document.figures[key].label if key in self.document.figures else key


def data_of(document: Document, output: Output) -> Data:
    """Everything the template writes."""
    numbering = Numbering(document)
    return {
        **{name: said(getattr(document, name)) for name in HEAD},
        "lang": "zh" if document.language.startswith("zh") else document.language[:2],
        "contents": document.has_contents,
        "edition": said(output.edition),
        "sha256": said(output.sha256),
        "words": {code: said(output.word(code)) for code in WORDS},
        "blocks": list(with_attachments(document, numbering)),
        "figures": [
            figure_data(figure, numbering)
            for figure in document.figures.values()
            if numbering.has_parts or len(figure.parts) != 1 or figure.parts[0].key in document.figures
        ],
        "records": [
            {"id": numbering.records[key], "label": said(record.label), "sha": broken(record.sha256), "to": web(record)}
            for key, record in document.records.items()
        ],
        "has_parts": numbering.has_parts,
    }


def web(record: Any) -> str:
    """An address that means something outside the product."""
    return str(record.address) if record.address.startswith(("https://", "http://")) else ""


def with_attachments(document: Document, numbering: Numbering) -> Iterator[Data]:
    """The blocks; the names of attachments stand above the last signature, else at the end."""
    names = [said(name) for name in document.attachments]
    signed = [number for number, block in enumerate(document.blocks) if isinstance(block, Signature)]
    place = signed[-1] if signed else len(document.blocks)
    heads: list[Data] = []
    for number, block in enumerate(document.blocks):
        if number == place and names:
            yield {"kind": "attachments", "names": names}
        data = block_data(block, document, numbering)
        if is_head_of_wide(document.blocks, number):
            heads.append(data)
            continue
        yield {**data, "heads": heads} if heads else data
        heads = []
    if names and place == len(document.blocks):
        yield {"kind": "attachments", "names": names}


def is_head_of_wide(blocks: Sequence[Block], number: int) -> bool:
    """Whether a heading stands straight above a wide table, and so goes to its page."""
    at = number
    while at < len(blocks) and isinstance(blocks[at], Heading):
        at += 1
    below = blocks[at] if number < at < len(blocks) else None
    return isinstance(below, Table) and below.is_wide


def block_data(block: Block, document: Document, numbering: Numbering) -> Data:
    data: Data = {"kind": "break"}
    match block:
        case Heading(level=level, text=text):
            data = {"kind": "heading", "level": level, "text": said(text)}
        case Paragraph(runs=runs, is_note=is_note):
            data = {"kind": "paragraph", "runs": runs_data(runs, numbering), "note": is_note}
        case Listing(points=points, is_numbered=is_numbered):
            data = {"kind": "list", "points": [runs_data(one, numbering) for one in points], "numbered": is_numbered}
        case KeyFigures(figures=keys):
            data = {"kind": "key", "figures": [key_data(document.figures[key], numbering) for key in keys]}
        case Table():
            data = table_data(block, numbering)
        case Entry():
            data = entry_data(block, numbering)
        case Chart():
            data = chart_data(block, document.language)
        case Signature(agency=agency, date=date, lines=lines):
            data = {"kind": "signature", "lines": [said(line) for line in (*lines, agency, date)]}
        case PageBreak():
            pass
    return data


def chart_data(chart: Chart, language: str) -> Data:
    alt = said(chart.alt or chart.title)
    return {"kind": "chart", "alt": alt, "pictures": chart_svgs(chart, PRINT_WIDTH, PICTURE_HEIGHT, language)}


def table_data(table: Table, numbering: Numbering) -> Data:
    return {
        "kind": "table",
        "caption": said(table.caption),
        "wide": table.is_wide,
        "heads": [],
        "columns": [
            {"title": said(column.title), "width": max(column.width, 0.1), "align": column.align}
            for column in table.columns
        ],
        "rows": [[cell_data((cell,), numbering) for cell in row] for row in table.rows],
        "totals": [cell_data((cell,), numbering) for cell in table.totals],
    }


def entry_data(entry: Entry, numbering: Numbering) -> Data:
    return {
        "kind": "entry",
        "id": numbering.entries[entry.key],
        "title": said(f"{entry.label} {entry.title}".strip()),
        "light": [run_data(entry.light, numbering)] if entry.light else [],
        "fields": [{"label": said(field.label), **cell_data(field.lines, numbering)} for field in entry.fields],
    }


def cell_data(lines: Sequence[Words], numbering: Numbering) -> Data:
    """Paragraphs, and whether they are too long to be kept together on a page."""
    size = sum(2 if east_asian_width(letter) in "WF" else 1 for words in lines for run in words for letter in run.text)
    return {"lines": [runs_data(words, numbering) for words in lines], "long": size > LONG}


def runs_data(runs: Words, numbering: Numbering) -> list[str | Data]:
    return [run_data(run, numbering) for run in runs]


def run_data(run: Run, numbering: Numbering) -> str | Data:
    mark = LIGHTS.get(run.tone, "")
    target = numbering.figures.get(run.figure) or numbering.records.get(run.record, "")
    text = broken(run.text)
    if not (mark or target or run.is_strong):
        return text
    return {"t": text, "to": target, "strong": run.is_strong, "mark": mark}


def key_data(figure: Figure, numbering: Numbering) -> Data:
    value = value_text(figure.value, figure.decimals)
    return {"to": numbering.figures[figure.key], "label": said(figure.label), "value": value, "unit": said(figure.unit)}


def figure_data(figure: Figure, numbering: Numbering) -> Data:
    """One line of the list of figures; without its parts where a document has too many of them."""
    parts = figure.parts if numbering.has_parts else ()
    return {
        "id": numbering.figures[figure.key],
        "label": said(figure.label),
        "value": value_text(figure.value, figure.decimals),
        "unit": said(figure.unit),
        "count": len(figure.parts),
        "parts": [
            {"to": numbering.target(part.key), "name": said(numbering.name(part.key)), "value": added(part.value)}
            for part in parts
        ],
    }


def added(value: Decimal) -> str:
    """What a part adds, behind its name; one of something that is counted says nothing."""
    return "" if value == 1 else f" {number_text(value)}"


def value_text(value: Decimal, decimals: int) -> str:
    """The value with the decimals its figure wants.

    >>> value_text(Decimal("1234.5"), 2)
    '1,234.50'
    """
    return f"{value:,.{decimals}f}".replace("-", "−")


def said(text: str) -> str:
    """Without controls and joiners, which no face draws; line breaks become spaces.

    >>> said("甲\\n乙\\x07")
    '甲 乙'
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if letter in "\t\n\r\v\f\x85\u2028\u2029" else letter for letter in text)
    return "".join(letter for letter in spaced if category(letter) not in ("Cc", "Cf", "Cs"))


def broken(text: str) -> str:
    """As `said`; a Latin word longer than a cell is wide gets places to break, which are not seen.

    >>> broken("f" * 30).count("\\u200b")
    2
    """
    text = said(text)
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(
        "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))
        if len(word) > LONGEST_WORD and word.isascii()
        else word
        for word in text.split(" ")
    )
