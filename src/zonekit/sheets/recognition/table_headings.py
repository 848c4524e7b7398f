"""Headings in the running text above the tables of a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zonekit.sheets.recognition.headers import DUTY
from zonekit.sheets.recognition.labels import Label, parse_labels, take_duty_brackets
from zonekit.sheets.recognition.leaves import Duty, duty_of
from zonekit.sheets.recognition.numbering import HAN_PAREN, parse_numbering
from zonekit.sheets.recognition.sections import FRAME, Heading, Sections, heading_text, is_footer
from zonekit.sheets.recognition.titles import is_title
from zonekit.sheets.source import Grid, Line

_LONGEST = 50
_LONGEST_UNNUMBERED = 16
_MOST_PARAGRAPHS = 2
_ENDS_SENTENCE = ("。", "；", ";", "：", ":", "，", ",", "、")
_ANNEX = re.compile(r"附件|附表|附：|附:")
_STYLE = re.compile(r"(?:heading|标题)\s*([1-4])", re.IGNORECASE)
_NO_HEADING = re.compile(r"^[（(].*[）)]$|^[表续]|\d{4}年\d+月|\d{4}[-/.]\d|单位|^第?\s*\d+\s*页")


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above one table: the open headings, outermost first, and the duties they state."""

    path: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()


NOTHING_ABOVE = Above()


@dataclass(slots=True)
class _Reader:
    sections: Sections = field(default_factory=Sections)
    duties: list[Duty] = field(default_factory=list)

    def read(self, lines: Sequence[Line], *, takes_lone: bool) -> Above:
        paragraphs = 0
        for line in lines:
            text = line.text.strip()
            rank = _rank(line, text)
            paragraphs = paragraphs + 1 if rank is None and text.endswith("。") else 0
            # A title, an annex or a page of prose: what stands above is over.
            if is_title(text) or _ANNEX.match(text) or paragraphs > _MOST_PARAGRAPHS:
                self.sections.headings.clear()
                self.duties.clear()
            elif rank is not None:
                self._open(rank, text)
            else:
                self._take_duties(text)
        lone = _lone_heading(lines) if takes_lone else ""
        if lone:
            self._open(HAN_PAREN + 0.5, lone)
        return Above(self.sections.path(), tuple(self.duties))

    def _open(self, rank: float, text: str) -> None:
        heading, labels = take_duty_brackets(text)
        named = [label for label in labels if label.raw]
        self.sections.close(rank)
        if FRAME.search(text):
            self.duties = []
            return
        self.sections.open(Heading(rank, heading_text(heading if named else text)))
        self.duties = _duties(named)

    def _take_duties(self, text: str) -> None:
        before, labels = parse_labels(text)
        if labels and not before.strip() and self.sections.headings:
            self.duties += _duties(labels)


def _duties(labels: Sequence[Label]) -> list[Duty]:
    return [
        duty for label in labels if label.header.meaning in (*DUTY, "leaders") and (duty := duty_of(label)) is not None
    ]


def headings_above(grids: Sequence[Grid], lines: Sequence[Line]) -> Iterator[Above]:
    """For each grid in order, what the paragraphs above it say; nothing where their places are not known.

    An unnumbered word counts only where several tables stand under one.

    >>> paragraphs = [Line(1, "一、招商引资"), Line(2, "二、项目建设")]
    >>> grids = [Grid("table 1", (), before_line=1), Grid("table 2", (), before_line=2)]
    >>> [above.path for above in headings_above(grids, paragraphs)]
    [('一、招商引资',), ('二、项目建设',)]
    """
    pieces = list(_pieces(grids, lines))
    takes_lone = sum(1 for piece in pieces if _lone_heading(piece)) >= 2
    reader = _Reader()
    for piece in pieces:
        yield reader.read(piece, takes_lone=takes_lone)


def _pieces(grids: Sequence[Grid], lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines with text between each grid and the one before it."""
    start = 0
    for grid in grids:
        end = grid.before_line if grid.before_line is not None else start
        yield [line for line in lines[start:end] if line.text.strip()]
        start = max(start, end)


def _rank(line: Line, text: str) -> float | None:
    """How deep a line stands as a heading, None when it is none."""
    if len(text) > _LONGEST or text.endswith(_ENDS_SENTENCE):
        return None
    numbering = parse_numbering(text)
    if numbering is not None and numbering.rest:
        return numbering.rank if numbering.rank <= HAN_PAREN else None
    style = _STYLE.search(line.style)
    return int(style[1]) - 0.5 if style else None


def _lone_heading(lines: Sequence[Line]) -> str:
    """The unnumbered word right above a table, "" when something else stands there."""
    text = lines[-1].text.strip() if lines else ""
    if not 2 <= len(text) <= _LONGEST_UNNUMBERED or text.endswith(_ENDS_SENTENCE) or parse_numbering(text) is not None:
        return ""
    return "" if is_title(text) or is_footer(text) or _NO_HEADING.search(text) else text
