"""Quarter nodes: the text of one quarter's cell, split into figures due then and dated milestones.

Nodes are written as "优质项目签约数累计达到48个；3月15日前印发方案" or
"Quality projects signed: 48; by 15 Mar: issue the plan".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from zonekit.sheets.drafts import Bound, Kind, MilestoneDraft, Target
from zonekit.sheets.goals.chinese import ChineseReader, read_chinese
from zonekit.sheets.goals.targets import extract_targets, is_chinese
from zonekit.values.dates import parse_deadline
from zonekit.values.issues import NOWHERE, Where
from zonekit.values.quantities import base_of, fold_digits, parse_number


@dataclass(frozen=True, slots=True)
class QuarterNode:
    """What is due at the end of a quarter, as the cell states it."""

    due: date
    text: str
    where: Where = NOWHERE


class SeriesPoint(NamedTuple):
    """One figure of one quarter. `kind` only where the words tell it (累计达到 = cumulative)."""

    name: str
    value: Decimal
    unit: str
    kind: Kind | None = None
    bound: Bound | None = None


class NodeParts(NamedTuple):
    """A node taken apart; `remarks` are phrases that set nothing (有序推进)."""

    series: tuple[SeriesPoint, ...]
    milestones: tuple[MilestoneDraft, ...]
    remarks: tuple[str, ...] = ()


_PART = re.compile(r"[^；;。\n]+")
_ENGLISH_PARTS = re.compile(r";\s+|\n+|;\Z")
_REACHED = re.compile(
    r"(?P<name>[^，,]+?)(?P<sum>累计)?达到(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d，,（）()]{1,8}?)(?P<tail>以上|以内|左右)?\Z"
)
_STATED = re.compile(
    r"(?P<name>.+): (?P<code>[A-Z]{3} )?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit> ?[^\d:]{1,24})?\Z", re.DOTALL
)
_DATED = re.compile(
    r"(?P<date>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底|末|份)?(?:之?前|以前|内)?"
    r"|(?:20\d\d年)?(?:年底|年末|[上下]半年|第?[一二三四]季度末?|季度?末|本季度)(?:之?前|以前|内)?)[，,：:]?(?P<text>.+)\Z",
    re.DOTALL,
)
# What such a date begins with, to tell at a glance that a part has none.
_DATE_STARTS = frozenset("0123456789年上下本第季一二三四")
_DATED_ENGLISH = re.compile(
    r"(?P<date>(?:on|by|before|in|from|until) (?:the end of )?[^:;]{1,24}): (?P<text>.+)\Z", re.IGNORECASE | re.DOTALL
)
_PERIOD = re.compile(r"季度|半年|年[底末]")
_THIS_QUARTER = re.compile(r"(?:季度?末|本季度)")
_REMARK = re.compile(
    r"(?:[有按]?[序期计划时进度]*|持续|稳步|正常|加快|继续|全面|扎实)(?:推进|开展|实施|进行)(?:中|相关工作)?|推进中|[-—/\\无]+"
    r"|work in progress|on-?going|in progress|n/?a|none",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[\d一二两三四五六七八九十百]")
_TAIL_BOUNDS: dict[str, Bound] = {"以上": ">=", "以内": "<=", "左右": "≈"}


def split_node(text: str, year: int | None, quarter_due: date) -> NodeParts:
    """The figures and the milestones of a node. A milestone without a date of its own is due at the quarter's end.

    >>> parts = split_node("优质项目签约数累计达到48个；3月15日前印发方案", 2023, date(2023, 3, 31))
    >>> [(p.name, str(p.value), p.unit, p.kind) for p in parts.series]
    [('优质项目签约数', '48', '个', 'cumulative')]
    >>> [(m.due.isoformat(), m.text) for m in parts.milestones]
    [('2023-03-15', '印发方案')]
    >>> split_node("Funds in place: CNY 2.8 bn; by 31 Mar: issue the plan", 2023, date(2023, 3, 31)).series[0].unit
    'CNY bn'
    """
    return read_node(text, year, quarter_due)[0]


def read_node(text: str, year: int | None, quarter_due: date) -> tuple[NodeParts, tuple[Target, ...]]:
    """The parts of a node as `split_node` takes it apart, and the goals of its text as `extract_targets` finds them."""
    if not is_chinese(text):
        return _split_english(text, year, quarter_due), extract_targets(text, year=year)
    splitter = _Splitter(year, quarter_due)
    reader = ChineseReader(text, year)
    if not reader.is_cut_at_marks:
        reader.read(0, len(text))
    for found in _PART.finditer(text):
        words = found[0].strip()
        if words:
            plain = _read_words(reader, found.start() + found[0].index(words), len(words))
            point = _plain_point(*plain) if plain and words[0] not in _DATE_STARTS else None
            if point is not None:
                splitter.series.append(point)
            else:
                splitter.take(words)
    return splitter.parts(), tuple(reader.targets)


def _read_words(reader: ChineseReader, start: int, length: int) -> tuple[str, str, str] | None:
    return reader.read_part(start, start + length) if reader.is_cut_at_marks else None


def _plain_point(words: str, digits: str, ending: str) -> SeriesPoint | None:
    """The figure of a plain clause, read once for its words and then with other digits."""
    point = _point_with_any_digit(words, ending)
    return SeriesPoint(point.name, Decimal(digits), point.unit, point.kind, point.bound) if point else None


@lru_cache(maxsize=8192)
def _point_with_any_digit(words: str, ending: str) -> SeriesPoint | None:
    points = _reached(f"{words}2{ending}")
    return points[0] if len(points) == 1 else None


def _split_english(text: str, year: int | None, quarter_due: date) -> NodeParts:
    splitter = _Splitter(year, quarter_due)
    for part in _ENGLISH_PARTS.split(text):
        words = part.strip()
        if words:
            splitter.take_english(words)
    return splitter.parts()


class _Splitter:
    """Sorts the parts of one node."""

    __slots__ = ("_due", "_year", "milestones", "remarks", "series")

    def __init__(self, year: int | None, quarter_due: date) -> None:
        self._year = year
        self._due = quarter_due
        self.series: list[SeriesPoint] = []
        self.milestones: list[MilestoneDraft] = []
        self.remarks: list[str] = []

    def parts(self) -> NodeParts:
        return NodeParts(tuple(self.series), tuple(self.milestones), tuple(self.remarks))

    def take(self, words: str) -> None:
        match = _DATED.match(words) if words[0] in _DATE_STARTS else None
        self._sort(words, match, [] if match else _reached(words))

    def take_english(self, words: str) -> None:
        match = _DATED_ENGLISH.match(words)
        self._sort(words, match, [] if match else _stated(words))

    def _sort(self, words: str, match: re.Match[str] | None, points: list[SeriesPoint]) -> None:
        if match:
            milestone = _milestone(match["date"], match["text"].strip(), self._year, self._due)
            # 一季度完成投资3000万元 states the figure of the period, not a deed on a day.
            is_period = _PERIOD.search(milestone.raw) and milestone.due == self._due
            of_period = _reached(milestone.text) if is_period else []
            self.series.extend(of_period)
            if not of_period:
                self.milestones.append(milestone)
        elif points:
            self.series.extend(points)
        elif _REMARK.fullmatch(words):
            self.remarks.append(words)
        else:
            self.milestones.append(_milestone("", words, self._year, self._due))


def _milestone(raw: str, text: str, year: int | None, quarter_due: date) -> MilestoneDraft:
    due: date | None = quarter_due
    if raw and not _THIS_QUARTER.search(raw):
        due = parse_deadline(raw, year or quarter_due.year).due
    targets = extract_targets(text, year=year) if _DIGIT.search(text) else ()
    return MilestoneDraft(raw=raw, due=due, text=text, targets=targets)


def _reached(words: str) -> list[SeriesPoint]:
    """优质项目签约数累计达到48个, or any phrase that ends with its figure (签约项目48个)."""
    folded = fold_digits(words)
    match = _REACHED.match(folded)
    value = parse_number(match["number"]) if match else None
    if match and value is not None and base_of(match["unit"]):
        bound = _TAIL_BOUNDS[match["tail"]] if match["tail"] else None
        return [SeriesPoint(match["name"], value, match["unit"], "cumulative" if match["sum"] else "level", bound)]
    targets = read_chinese(words)
    if not targets or targets[-1].end != len(words.rstrip("。")):
        return []
    kind: Kind | None = "cumulative" if "累计" in words else None
    return [SeriesPoint(target.text, target.value, target.unit, kind, target.bound) for target in targets]


def _stated(words: str) -> list[SeriesPoint]:
    """Quality projects signed: 48; Funds in place: CNY 2.8 bn."""
    match = _STATED.match(fold_digits(words))
    value = parse_number(match["number"]) if match else None
    if match is None or value is None:
        return []
    return [SeriesPoint(match["name"], value, _unit_of(match["code"] or "", match["unit"] or ""))]


def _unit_of(code: str, word: str) -> str:
    """CNY bn, CNY/mu (written CNY 260,000 per mu), m², million visits, or nothing for a plain count."""
    return (code + word.strip()).strip().replace("per ", "/").replace(" /", "/")
