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
from zonekit.sheets.goals.clauses import ANY_DIGIT, CLAUSE, LONGEST, PlainClause, read_plain_clause
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


_PARTS = re.compile(r"[；;。\n]+\s*")
_PART_ENDS = frozenset("；;。\n") | {""}
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
    series: list[SeriesPoint] = []
    milestones: list[MilestoneDraft] = []
    remarks: list[str] = []
    chinese = is_chinese(text)
    for part in (_PARTS if chinese else _ENGLISH_PARTS).split(text):
        words = part.strip()
        if not words:
            continue
        match = (_DATED if chinese else _DATED_ENGLISH).match(words)
        points = _points_on_day(match, year, quarter_due) if match else _reached(words) if chinese else _stated(words)
        series.extend(points)
        if match and not points:
            milestones.append(_milestone(match["date"], match["text"].strip(), year, quarter_due))
        elif not points and _REMARK.fullmatch(words):
            remarks.append(words)
        elif not points:
            milestones.append(_milestone("", words, year, quarter_due))
    return NodeParts(tuple(series), tuple(milestones), tuple(remarks))


def _points_on_day(match: re.Match[str], year: int | None, quarter_due: date) -> list[SeriesPoint]:
    """一季度完成投资3000万元 states the figure of the period, not a deed on a day."""
    raw = match["date"]
    return (
        _reached(match["text"].strip()) if _PERIOD.search(raw) and _due(raw, year, quarter_due) == quarter_due else []
    )


def read_series(text: str, year: int | None, quarter_due: date) -> tuple[tuple[SeriesPoint, ...], tuple[Target, ...]]:
    """The figures of a node, as `split_node` gives them, and the goals of its text, as `extract_targets` finds them.

    >>> series, targets = read_series("签约项目累计达到48个；招商会2场", 2023, date(2023, 3, 31))
    >>> [point.kind for point in series], [(target.text, target.start) for target in targets]
    (['cumulative', None], [('签约项目', 8), ('招商会', 15)])
    """
    if not is_chinese(text):
        return split_node(text, year, quarter_due).series, extract_targets(text, year=year)
    reader = ChineseReader(text, year)
    if not reader.is_cut_at_marks:
        reader.read(0, len(text))
        return split_node(text, year, quarter_due).series, tuple(reader.targets)
    series: list[SeriesPoint] = []
    start, is_several = 0, False
    for found in CLAUSE.finditer(reader.text):
        words, digits, ending, _, mark = found.groups()
        if mark not in _PART_ENDS:
            is_several = True
            continue
        plain = _read_plain(words, ending) if digits and not is_several and len(words) <= LONGEST else None
        if plain is None:
            series += _read_part(reader, start, found.start(5), year, quarter_due)
        else:
            clause, point = plain
            if clause.is_goal:
                reader.add(clause, digits, found.start(2))
            if point is not None:
                series.append(SeriesPoint(point.name, Decimal(digits), point.unit, point.kind, point.bound))
        start, is_several = found.end(), False
    if start < len(text):
        series += _read_part(reader, start, len(text), year, quarter_due)
    return tuple(series), tuple(reader.targets)


@lru_cache(maxsize=8192)
def _read_plain(words: str, ending: str) -> tuple[PlainClause, SeriesPoint | None] | None:
    """What a part says that is one plain clause without a date, with any digits."""
    text = f"{words}{ANY_DIGIT}{ending}"
    if words[0].isspace() or _DATED.match(text):
        return None
    clause = read_plain_clause(words, ending)
    points = _reached(text) if clause else []
    return (clause, points[0] if len(points) == 1 else None) if clause else None


def _read_part(reader: ChineseReader, start: int, end: int, year: int | None, quarter_due: date) -> list[SeriesPoint]:
    words = reader.text[start:end].strip()
    if not _DIGIT.search(words):
        return []
    match = _DATED.match(words) if words[0] in _DATE_STARTS else None
    if match is None or _DIGIT.search(match["text"]):
        reader.read(start, end)
    return _points_on_day(match, year, quarter_due) if match else _reached(words)


def _milestone(raw: str, text: str, year: int | None, quarter_due: date) -> MilestoneDraft:
    targets = extract_targets(text, year=year) if _DIGIT.search(text) else ()
    return MilestoneDraft(raw=raw, due=_due(raw, year, quarter_due), text=text, targets=targets)


def _due(raw: str, year: int | None, quarter_due: date) -> date | None:
    if not raw or _THIS_QUARTER.search(raw):
        return quarter_due
    return parse_deadline(raw, year or quarter_due.year).due


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
