"""A document as plain data for the page template: numbers instead of keys, pictures drawn, words as strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

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
from zonekit.documents.charts import PRINT_WIDTH, chart_svgs
from zonekit.documents.charts_words import number_text
from zonekit.documents.output import Output
from zonekit.documents.pdf_figures import listed_figures, most_parts_shown
from zonekit.documents.pdf_words import broken, least_width, pieces_of, said

LONG = 900  # letters (a Han character counts twice) from which a field or cell may break across pages
AREA = 442.0, 637.0  # points between the margins, upright and turned
LETTERS = (10.5, 9.0), (9.5, 8.5)  # points of the letters of tables so, in Chinese and in English
INSET = 9.0
PICTURE_HEIGHT = 780
LIGHTS = {Tone.GREEN: "disc", Tone.YELLOW: "triangle", Tone.RED: "square", Tone.GREY: "ring"}
HEAD = ("title", "subtitle", "addressee", "notice", "agency", "number", "copy_no", "secrecy", "urgency")
MOST_HELD = 300  # letters of a paragraph that goes to the page of the signature
WORDS = (
    "contents",
    "attachment",
    "edition",
    "entries",
    "figures",
    "records",
    "unit",
    "value",
    "made_of",
    "title",
    "too_many",
)
Data = dict[str, Any]


class Numbering:
    """Short names for what links lead to; whatever a key holds, it is not written into the pages.

    `whole`: the document of which this is a volume; what stands in another volume has a name and no place.
    """

    def __init__(self, document: Document, whole: Document) -> None:
        self.document, self.whole = document, whole
        self.entries = {entry.key: f"e{number}" for number, entry in enumerate(document.entries())}
        self.told = document.records if document.lists_figures else {}
        self.records = {key: f"r{number}" for number, key in enumerate(self.told)}
        self.titles = {entry.key: entry.label or entry.title for entry in whole.entries()}
        self.groups = listed_figures(document) if document.lists_figures else {}
        self.listed = [document.figures[key] for keys in self.groups.values() for key in keys]
        self.most_parts = most_parts_shown(self.listed)
        self.figures = {figure.key: f"f{number}" for number, figure in enumerate(self.listed)}
        single = (figure for figure in document.figures.values() if len(figure.parts) == 1)
        straight = {figure.key: self.target(figure.parts[0].key) for figure in single}
        self.figures = straight | self.figures

    def target(self, key: str) -> str:
        return self.entries.get(key) or self.records.get(key) or self.figures.get(key, "")

    def name(self, key: str) -> str:
        if key in self.titles:
            return self.titles[key]
        if key in self.whole.records:
            return self.whole.records[key].label
        return self.whole.figures[key].name if key in self.whole.figures else key


def data_of(document: Document, output: Output, whole: Document | None = None) -> Data:
    """Everything the template writes of a document, or of a volume of `whole`."""
    numbering = Numbering(document, whole or document)
    return {
        **{name: said(getattr(document, name)) for name in HEAD},
        "lang": "zh" if document.language.startswith("zh") else document.language[:2],
        "contents": document.has_contents,
        "edition": said(output.edition),
        "sha256": said(output.sha256),
        "words": {code: said(output.word(code)) for code in WORDS},
        "blocks": held_together(with_attachments(document, numbering)),
        "figures": [
            {"title": said(title), "lines": [figure_data(document.figures[key], numbering) for key in keys]}
            for title, keys in numbering.groups.items()
        ],
        "records": [
            {
                "id": numbering.records[key],
                "label": pieces_of(broken(record.label)),
                "sha": record.sha256,
                "to": web(record),
            }
            for key, record in numbering.told.items()
        ],
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


def held_together(blocks: Iterable[Data]) -> list[Data]:
    """Wide tables in a row share their pages, and what stands above a signature comes along to its page."""
    held: list[Data] = []
    for data in blocks:
        above = held[-1] if held else {}
        if data["kind"] == "signature":
            stick(held)
        if data.get("wide") and above.get("kind") == "wide":
            above["tables"].append(data)
        else:
            held.append({"kind": "wide", "tables": [data]} if data.get("wide") else data)
    return held


def stick(held: Sequence[Data]) -> None:
    """The names of attachments and the last lines of the text; a long paragraph stays where it is."""
    for data in reversed(held[-2:]):
        if data["kind"] == "attachments":
            data["sticky"] = True
            continue
        if data["kind"] == "paragraph" and sum(map(letters_of, data["runs"])) <= MOST_HELD:
            data["sticky"] = True
        break


def letters_of(run: Any) -> int:
    return len(run if isinstance(run, str) else run.get("t") or run.get("whole", ""))


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
            data = table_data(block, numbering, document.language)
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


def table_data(table: Table, numbering: Numbering, language: str) -> Data:
    return {
        "kind": "table",
        "caption": said(table.caption),
        "wide": table.is_wide,
        "heads": [],
        "columns": columns_data(table, language),
        "rows": [[cell_data((cell,), numbering) for cell in row] for row in table.rows],
        "totals": [cell_data((cell,), numbering) for cell in table.totals],
    }


def columns_data(table: Table, language: str) -> list[Data]:
    """Shares of the width; a column too narrow for its dates is as wide as they are, and the others share the rest."""
    whole = sum(max(column.width, 0.1) for column in table.columns)
    letters = LETTERS[language.startswith("en")][table.is_wide]
    columns = []
    for at, column in enumerate(table.columns):
        share = max(column.width, 0.1)
        rows = (row[at] for row in (*table.rows, table.totals) if at < len(row))
        least = letters * max((least_width(run.text) for words in rows for run in words), default=0.0)
        is_narrow = bool(least) and least + INSET > share / whole * AREA[table.is_wide]
        columns.append(
            {
                "title": said(column.title), "width": share, "align": column.align,
                "points": least + INSET if is_narrow else 0,
            }
        )  # fmt: skip
    return columns


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
    return {"lines": [runs_data(words, numbering, in_cell=True) for words in lines], "long": size > LONG}


def runs_data(runs: Words, numbering: Numbering, *, in_cell: bool = False) -> list[str | Data]:
    """In a cell dates and numbers with their units are kept whole; lines of full width may break anywhere."""
    if not in_cell:
        return [run_data(run, numbering) for run in runs]
    found: list[str | Data] = []
    for run in runs:
        data = run_data(run, numbering)
        found += pieces_of(data) if isinstance(data, str) else [data]
    return found


def run_data(run: Run, numbering: Numbering) -> str | Data:
    mark = LIGHTS.get(run.tone, "")
    target = numbering.figures.get(run.figure) or numbering.records.get(run.record, "")
    text = broken(run.text)
    if not (mark or target or run.is_strong):
        return text
    return {"t": text, "to": target, "strong": run.is_strong, "mark": mark}


def key_data(figure: Figure, numbering: Numbering) -> Data:
    value = value_text(figure.value, figure.decimals)
    return {
        "to": numbering.figures.get(figure.key, ""),
        "label": said(figure.label),
        "value": value,
        "unit": said(figure.unit),
    }


def figure_data(figure: Figure, numbering: Numbering) -> Data:
    """One line of the list of figures; without its parts where there are too many in all."""
    parts = figure.parts if len(figure.parts) <= numbering.most_parts else ()
    lead, end = ("（", "）") if numbering.document.language.startswith("zh") else (" (", ")")
    return {
        "id": numbering.figures[figure.key],
        "label": said(figure.name),
        "value": value_text(figure.value, figure.decimals),
        "unit": said(figure.unit),
        "count": len(figure.parts),
        "parts": [
            {
                "to": numbering.target(part.key),
                "name": broken(numbering.name(part.key)),
                "value": "" if part.value == 1 else f"{lead}{number_text(part.value)}{end}",
            }
            for part in parts
        ],
    }


def value_text(value: Decimal, decimals: int) -> str:
    """The value with the decimals its figure wants.

    >>> value_text(Decimal("1234.5"), 2)
    '1,234.50'
    """
    return f"{value:,.{decimals}f}".replace("-", "−")
