"""Lines of a text, each with what it begins with: a number, a label, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zonekit.sheets.recognition.headers import DUTY, is_header_wording, read_header
from zonekit.sheets.recognition.labels import Label, parse_duty_bracket, parse_labels, split_charges
from zonekit.sheets.recognition.numbering import ARABIC, Numbering, continue_numbering, parse_numbering
from zonekit.sheets.recognition.wording import fold, split_last_bracket
from zonekit.sheets.source import Line

RowKind = Literal["number", "duty", "label", "prose"]

_NOISE = re.compile(
    r"^[-—–－_=*\s]*\d*[-—–－_=*\s]*$|^附件\s*\d{0,2}\s*[：:]?$|^第\s*\d+\s*页.*$|^[（(]此件.*[）)]$|^\d+\s*/\s*\d+$|^[（(]?(?:此页无正文|以下空白)[）)]?$"
)
_BULLET = re.compile(r"^[●○◆◇■□▲△★☆•·▪➢✓√*]+\s*|^[—–-]{2,}\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with content.

    `rest`: the text behind the number; `before`, `labels`: what stands before and in labels; `is_charged`: a bracket
    in the line says who answers for it; `level`: of a heading style.
    """

    line: int
    text: str
    kind: RowKind
    is_indented: bool
    numbering: Numbering | None
    rest: str
    before: str
    labels: tuple[Label, ...]
    is_charged: bool = False
    level: int | None = None

    @property
    def is_sentence(self) -> bool:
        """Whether the line ends like a sentence."""
        return self.text.endswith(("。", "；", ";", "！", "!", "：", ":", "，", ",", "、", "."))


def read_rows(lines: Sequence[Line]) -> list[Row]:
    """The lines that hold content."""
    rows: list[Row] = []
    last = 0
    for line in lines:
        text = _content(line.text)
        if not text:
            continue
        row = _row(line, text, last)
        rows.append(row)
        if row.numbering is not None and row.numbering.rank == ARABIC and row.numbering.label.isdecimal():
            last = int(row.numbering.label)
    return rows


def _content(text: str) -> str:
    text = _BULLET.sub("", text.strip())
    return "" if _NOISE.match(text) else text


def _row(line: Line, text: str, last: int) -> Row:
    indented = line.text[:1].isspace()
    numbering = parse_numbering(text) or continue_numbering(text, last)
    rest = numbering.rest if numbering else text
    inner = _bracketed(rest)
    if inner is not None and (duty := parse_duty_bracket(inner)):
        return Row(line.number, text, "duty", indented, None, rest, "", duty)
    before, labels = parse_labels(rest)
    if not labels and numbering is None and len(text) <= 10:
        labels, before = _bare_label(text), ""
    if labels and not before.strip():
        kind = _label_kind(labels)
        if (
            numbering is None
            or kind == "duty"
            or labels[0].header.meaning in ("goal", "measures", "schedule", "progress")
        ):
            return Row(line.number, text, kind, indented, None, rest, "", labels)
    is_charged = bool(split_charges(rest)[0])
    if is_charged:
        labels = ()
    kind = "number" if numbering else "prose"
    level = None if is_charged or labels else _style_level(line.style)
    before = before if labels else rest
    return Row(line.number, text, kind, indented, numbering, rest, before, labels, is_charged, level)


_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-4])", re.IGNORECASE)


def _style_level(style: str) -> int | None:
    found = _HEADING_STYLE.search(style)
    return int(found[1]) if found else None


def _bracketed(text: str) -> str | None:
    """What a line that is one bracket holds."""
    parts = split_last_bracket(text)
    return parts[1] if parts and not parts[0] else None


def _bare_label(text: str) -> tuple[Label, ...]:
    """A label word alone in its line: what follows belongs to it."""
    word = fold(text)
    if not is_header_wording(word):
        return ()
    header = read_header(word)
    if header is None or header.meaning not in (*DUTY, "schedule", "progress", "deadline", "leaders") or word == "单位":
        return ()
    return (Label(header, text, ""),)


def _label_kind(labels: tuple[Label, ...]) -> RowKind:
    return "duty" if any(label.header.meaning in (*DUTY, "leaders", "deadline") for label in labels) else "label"
