"""Stages of a task: dates in a cell or a sentence, each with what is due then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zonekit.sheets.recognition.wording import clean
from zonekit.values.dates import Deadline, find_dates_of_schedule

_DATE_HEAD = re.compile(r"[\d０-９年月日号上中下旬初底末之以前内全第一二三四季度半至\-—~～/.]+")
_PART = re.compile(r"[^；;\n]+")
_LONGEST_CACHED = 40
_EDGES = " ，,；;：:、。()（）"
# "1.4月底前" in a list of stages is item 1, end of April.
_LIST_NUMBER = re.compile(r"^(?:\d{1,2}[.．、)）](?=\d{1,2}月|[^\d])|[（(]\d{1,2}[）)]|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class Stage:
    """`raw`: the date as written; `text`: what is due."""

    raw: str
    due: date | None
    text: str


def find_stages(cell: str, year: int | None) -> tuple[Stage, ...]:
    """The stages of a cell that holds a schedule or staged deadlines.

    >>> [(stage.due.isoformat(), stage.text) for stage in find_stages("一季度开工；2.主体封顶（8月底前）。", 2024)]
    [('2024-03-31', '开工'), ('2024-08-31', '主体封顶')]
    """
    return _find_short(cell, year) if len(cell) <= _LONGEST_CACHED else _find(cell, year)


def _find(cell: str, year: int | None) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for part in _PART.findall(cell):
        words = _LIST_NUMBER.sub("", clean(part))
        found = find_dates_of_schedule(words, year)
        if not found:
            _go_on(stages, words)
        elif len(found) == 1 and _is_behind(words, found[0]):
            start, end, deadline = found[0]
            stages.append(Stage(deadline.raw, deadline.due, (words[:start] + words[end:]).strip(_EDGES)))
        else:
            stages += stages_between(words, found)
    return tuple(stages)


# Deadlines repeat from row to row; long schedules do not.
_find_short = lru_cache(maxsize=4096)(_find)


def _is_behind(words: str, found: tuple[int, int, Deadline]) -> bool:
    """Whether a date stands behind what is due: 主体封顶（8月底前）."""
    return len(words[: found[0]].strip(_EDGES)) >= 2 and not words[found[1] :].strip(_EDGES)


def _go_on(stages: list[Stage], words: str) -> None:
    """A part without a date belongs to the stage before it."""
    if stages:
        last = stages[-1]
        stages[-1] = Stage(last.raw, last.due, f"{last.text}；{words}" if last.text else words)


def stages_between(text: str, found: Sequence[tuple[int, int, Deadline]]) -> list[Stage]:
    """The stages of a sentence: each runs from its date to the next one."""
    starts = [start for start, _, _ in found[1:]] + [len(text)]
    stages: list[Stage] = []
    for (start, _, deadline), stop in zip(found, starts, strict=True):
        head = _DATE_HEAD.match(deadline.raw)
        raw = head[0] if head else deadline.raw
        stages.append(Stage(raw, deadline.due, text[start + len(raw) : stop].strip(" ，,；;：:、")))
    return stages
