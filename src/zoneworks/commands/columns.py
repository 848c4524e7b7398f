"""Tables in a terminal, where a Chinese character takes two places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    width: int
    is_number: bool = False


def places(text: str) -> int:
    """How many places a text takes.

    >>> places("ab"), places("任务")
    (2, 4)
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def fitted(text: str, width: int, *, is_number: bool = False) -> str:
    """The text in exactly so many places, cut with an ellipsis where it is longer.

    >>> fitted("任务分解", 5), fitted("7", 3, is_number=True)
    ('任务…', '  7')
    """
    indent = " " * (len(text) - len(text.lstrip(" ")))
    text = indent + " ".join(text.split())
    if places(text) > width:
        kept = ""
        while places(kept + text[len(kept)]) < width:
            kept += text[len(kept)]
        text = kept + "…"
    gap = " " * max(width - places(text), 0)
    return gap + text if is_number else text + gap


def table_lines(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield line([column.head for column in columns], columns)
    yield "  ".join("─" * column.width for column in columns)
    for row in rows:
        yield line(row, columns)


def line(cells: Sequence[str], columns: Sequence[Column]) -> str:
    return "  ".join(
        fitted(cell, column.width, is_number=column.is_number) for cell, column in zip(cells, columns, strict=True)
    ).rstrip()
