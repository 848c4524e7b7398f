"""A document as data: blocks of words, figures, tables, entries and charts, before it is a page, a Word file or a PDF.

Words arrive ready in the document's language; nothing here makes sentences. Every figure names the parts that make it
up, so that whoever doubts a number can open it; `Document.check` holds each figure against the sum of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum


class Tone(StrEnum):
    """What a colour stands for: the lights, what a series of a chart is, or how loud words are."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    ACTUAL = "actual"
    SCHEDULE = "schedule"
    TARGET = "target"
    QUIET = "quiet"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class ChartKind(StrEnum):
    BARS = "bars"  # horizontal bars, series side by side for each category
    STACKED = "stacked"  # horizontal bars, series one after the other
    LINES = "lines"  # series along the categories (months)


@dataclass(frozen=True, slots=True)
class Part:
    """What a figure is made of: the key of an entry, a record or another figure, and what it adds."""

    key: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be opened. `value` is in `unit`; the values of `parts` add up to it exactly.

    `label` says what is counted, `where` of what: of a chapter, of a project. Away from the place where it stands a
    figure goes by its `name`, which says both.
    """

    key: str
    label: str
    value: Decimal
    unit: str = ""
    parts: tuple[Part, ...] = ()
    decimals: int = 0
    where: str = ""

    @property
    def name(self) -> str:
        return f"{self.where} · {self.label}" if self.where else self.label


@dataclass(frozen=True, slots=True)
class Record:
    """A source that is no entry of the document: a report, a confirmed value, a file. `address`: its page, if any."""

    key: str
    label: str
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or the number of a figure (then `text` is that number as written). `tone` of a light draws its mark."""

    text: str
    figure: str = ""
    record: str = ""
    is_strong: bool = False
    tone: Tone = Tone.NONE


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 4: “一、”, “（一）”, “1.”, “（1）”; the ordinal is part of the text."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Words
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Points in order, numbered or not."""

    points: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few numbers on which everything turns, shown large."""

    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: share of the table's width, any positive scale; `is_number`: kept as a number in a workbook."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells are words; a cell spans nothing. `name`: what a workbook calls the sheet.

    `is_wide`: needs a landscape page. `totals`: a last row set apart, or nothing.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    name: str = ""
    is_wide: bool = False
    totals: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One line of an entry: its label and one or several paragraphs."""

    label: str
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing reported on (a sub-project), field by field. `group`: what it stands under. `light`: its mark and word.

    In a page it is a card, in Word and PDF a small table of label and words, in a workbook one row of a sheet.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    label: str = ""
    group: str = ""
    light: Run | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Decimal | None, ...]
    tone: Tone = Tone.ACTUAL


@dataclass(frozen=True, slots=True)
class Chart:
    """`categories` along one axis, as many values in every series, all in `unit`. `alt`: what it shows, in words."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    alt: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the date in words; `lines` stand above (a place to sign, for instance)."""

    agency: str
    date: str
    lines: tuple[str, ...] = ()


Block = Heading | Paragraph | Listing | KeyFigures | Table | Entry | Chart | PageBreak | Signature


@dataclass(frozen=True)
class Document:
    """A whole document in one language (`zh-hans` or `en`).

    `addressee`: 主送机关, set flush left with its colon. `agency`, `number`, `copy_no`, `secrecy`, `urgency` belong to
    the head of an official document and stay empty in a report. `notice`: a line that must be seen on the first page
    (that the data is illustrative). `attachments`: names, without numbers. `lists_figures`: whether the pages of a PDF
    end with the list of what the figures are made of; a paper of a few pages leaves that to the page on the screen.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    subtitle: str = ""
    addressee: str = ""
    notice: str = ""
    agency: str = ""
    number: str = ""
    copy_no: str = ""
    secrecy: str = ""
    urgency: str = ""
    attachments: tuple[str, ...] = ()
    has_contents: bool = False
    lists_figures: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        return (block for block in self.blocks if isinstance(block, Entry))

    def check(self) -> list[Fault]:
        """Everything that does not hold together: figures and records that are named but absent, wrong sums, ragged
        tables and charts, entries with the same key."""
        from zonekit.documents.checks import faults

        return faults(self)


@dataclass(frozen=True, slots=True)
class Fault:
    """`code`: figure_unknown, record_unknown, part_unknown, sum_differs, row_ragged, series_ragged, key_twice or
    level."""

    code: str
    place: str
    detail: Mapping[str, str] = field(default_factory=dict)


def words(*parts: str | Run) -> Words:
    """Runs from plain strings and runs.

    >>> words("61 of ", Run("95", figure="leaves"))[1].figure
    'leaves'
    """
    return tuple(Run(part) if isinstance(part, str) else part for part in parts if part != "")


def plain(runs: Sequence[Run]) -> str:
    """The words without their marks.

    >>> plain(words("61 of ", Run("95", figure="leaves")))
    '61 of 95'
    """
    return "".join(run.text for run in runs)


def written(value: Decimal, decimals: int = 0) -> str:
    """A number as it is written in every format: thousands apart, halves rounded up, the true minus sign.

    >>> written(Decimal("12345.675"), 2), written(Decimal("-0.4")), written(Decimal("-3.5"), 1)
    ('12,345.68', '0', '−3.5')
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=80))
    return f"{abs(rounded):,f}" if rounded >= 0 else f"−{abs(rounded):,f}"
