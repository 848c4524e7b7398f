"""Phrases that name a day, as plans write them in Chinese and English, and the day each one means.

A phrase names a period; what is due in a period is due on its last day: 6月 -> 30 June, 二季度 -> 30 June, 全年 ->
31 December, 上旬 -> the 10th. Of two rules that match, the earlier and then the longer match counts.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Span = Literal["day", "month", "quarter", "half", "year"]
Match = re.Match[str]


class YearMissing(ValueError):  # noqa: N818 - named after the issue code
    """The phrase names no year and none is known."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found in folded text: its place, the length of period it names, and the day, or why there is none."""

    start: int
    end: int
    span: Span
    due: date | None
    problem: Literal["date_impossible", "year_missing"] | None = None
    has_year: bool = False


def last_day(year: int, month: int) -> date:
    """The last day of a month; ValueError for a month that does not exist."""
    return date(year, month, monthrange(year, month)[1] if 1 <= month <= 12 else 1)


_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "首": 1}


def number(text: str) -> int:
    """A number below 100 in digits or Chinese numerals, or a year written numeral by numeral.

    >>> number("12"), number("十二"), number("三十一"), number("二〇二三")
    (12, 12, 31, 2023)
    """
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_RELATIVE_YEARS = {"明年": 1, "次年": 1, "来年": 1, "翌年": 1, "nextyear": 1, "后年": 2, "去年": -1, "上年": -1}
_TEN_DAYS = {"上旬": 10, "初": 10, "中旬": 20, "中": 15, "early": 10, "beginning": 10, "mid": 15, "middle": 15}
_FEASTS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
}


class Years:
    """The year a phrase means when it names none: the last one named before it, else the year of the plan.

    A year before the plan's is a look back ("2022年启动，6月底前完成") and is not carried on.
    """

    def __init__(self, plan_year: int | None) -> None:
        self.plan_year = plan_year
        self.current = plan_year

    def of(self, match: Match) -> int:
        groups = match.groupdict()
        named = groups.get("y") or groups.get("yy")
        if named:
            year = number(named)
            year += 2000 if year < 100 else 0
            if self.plan_year is None or year >= self.plan_year:
                self.current = year
            return year
        if self.current is None:
            raise YearMissing
        return self.current + _RELATIVE_YEARS.get((groups.get("ry") or "").replace(" ", "").lower(), 0)


def _day(match: Match, year: int) -> date:
    return date(year, _month_number(match), number(match["d"]))


def _month(match: Match, year: int) -> date:
    month, groups = _month_number(match), match.groupdict()
    first = groups.get("m0")
    if first and number(first) > month and not groups.get("ry"):
        year += 1
    end = last_day(year, month)
    part = (groups.get("part") or "").lower()
    return end.replace(day=_TEN_DAYS.get(part, end.day))


def _month_number(match: Match) -> int:
    groups = match.groupdict()
    if groups.get("mon"):
        return _MONTHS.index(groups["mon"][:3].lower()) + 1
    return number(groups["m"])


def _quarter(match: Match, year: int) -> date:
    word = match["q"].lower()
    quarter = _ORDINALS.get(word) or number(word)
    if not 1 <= quarter <= 4:
        raise ValueError(quarter)
    return last_day(year, 3 * quarter)


def _half(match: Match, year: int) -> date:
    is_first = match["h"].lower().startswith(("上", "1", "first", "年中", "mid"))
    return last_day(year, 6 if is_first else 12)


def _year(_match: Match, year: int) -> date:
    return date(year, 12, 31)


def _feast(match: Match, year: int) -> date:
    month, day = _FEASTS[match["feast"]]
    # New Year's Day closes the year of a plan that names it without a year.
    is_next = match["feast"] == "元旦" and not match["y"] and not match["ry"]
    return date(year + is_next, month, day)


_YEAR = r"20\d\d"
_CHINESE_YEAR = (
    rf"(?:(?:(?<!\d)(?P<y>{_YEAR}|二[〇○零一二三四五六七八九]{{3}})年度?|(?<!\d)(?P<yy>[23]\d)年(?![内前])|"
    r"(?P<ry>今年|本年度?|当年|明年|次年|来年|翌年|后年|去年|上年))的?)"
)
_NUMERAL = r"(?<![\d.一二三四五六七八九十])(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DASH = r"(?:[-–—−~]+|至|到)"
_FROM_MONTH = rf"(?P<m0>{_NUMERAL})月?份?{_DASH}"
_MONTH = rf"(?P<m>{_NUMERAL})月份?"
_CLAUSE_ENDS = r"(?=之前|以前|前|完|竣|建|投|$|[,，;；。)）])"
_PART = rf"(?P<part>上旬|中旬|下旬|初(?!步)|中{_CLAUSE_ENDS}|底|末)"
_DAY = r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})"
_FEAST_NAMES = "|".join(_FEASTS)
_FEAST = rf"(?P<feast>{_FEAST_NAMES})"
_MONTH_NAME = (
    r"\b(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL = r"(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_ENGLISH_YEAR = rf"(?:,?[ /-]*(?:of )?(?:(?P<y>{_YEAR})(?!\d)|(?P<ry>next year)|(?:the|this) year))?"
_WHOLE = r"(?:end of|throughout|within|during|all|whole|full|entire)"
_PART_OF_MONTH = r"(?P<part>end|late|mid|middle|early|beginning)(?:[ -]?of)?[ -]*(?:the )?"


@dataclass(frozen=True, slots=True)
class _Rule:
    """`needles`: a text with none of them cannot match, so that most rules cost nothing on most sentences."""

    needles: tuple[str, ...]
    span: Span
    resolve: Callable[[Match, int], date]
    pattern: re.Pattern[str]


def _chinese(needles: str, span: Span, resolve: Callable[[Match, int], date], pattern: str) -> _Rule:
    return _Rule(tuple(needles.split("|")), span, resolve, re.compile(pattern))


def _english(span: Span, resolve: Callable[[Match, int], date], pattern: str) -> _Rule:
    return _Rule(("",), span, resolve, re.compile(pattern, re.IGNORECASE))


CHINESE_RULES = (
    _chinese(
        "20", "day", _day, rf"(?<!\d)(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)[日号]?"
    ),
    _chinese("20", "day", _day, rf"(?<![\d.])(?P<y>{_YEAR})(?P<m>\d\d)(?P<d>\d\d)(?![\d.])"),
    _chinese("20", "day", _day, rf"^(?P<d>1[3-9]|2\d|3\d)[/.](?P<m>\d{{1,2}})[/.](?P<y>{_YEAR})$"),
    _chinese("20", "day", _day, rf"^(?P<m>\d{{1,2}})/(?P<d>1[3-9]|2\d|3\d)/(?P<y>{_YEAR})$"),
    _chinese("", "day", _day, r"^(?P<m>\d{1,2})(?:[./]|-(?=1[3-9]|2\d|3\d))(?P<d>\d{1,2})日?(?=(?:之前|以前|前)?$)"),
    _chinese(
        "月",
        "day",
        _day,
        rf"{_CHINESE_YEAR}?(?P<m>{_NUMERAL})月(?:\d{{1,2}}[日号]?{_DASH})?{_DAY}(?:[日号]|(?=之前|以前|前|$))",
    ),
    _chinese("月", "month", _month, rf"{_CHINESE_YEAR}?(?:{_FROM_MONTH})?{_MONTH}{_PART}?"),
    _chinese("月", "month", _month, rf"{_FROM_MONTH}{_CHINESE_YEAR}{_MONTH}{_PART}?"),
    _chinese(
        "20", "month", _month, rf"(?<![\d.])(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})(?![\d年.]|[-/]\d)(?:月份?{_PART}?)?"
    ),
    _chinese("20", "month", _month, rf"(?<![\d.])(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?![\d.])"),
    _chinese(
        "季度", "quarter", _quarter, rf"{_CHINESE_YEAR}?[第前]{{0,2}}(?P<q>[首一二三四]|(?<![\d.])\d)个?季度[底末]?"
    ),
    _chinese("Q", "quarter", _quarter, rf"(?:(?<!\d)(?P<y>{_YEAR})年?[ /-]?)Q(?P<q>\d)(?!\d)"),
    _chinese("半年", "half", _half, rf"{_CHINESE_YEAR}?(?P<h>上半年|下半年)[底末]?"),
    _chinese("年中", "half", _half, rf"{_CHINESE_YEAR}?(?P<h>年中){_CLAUSE_ENDS}"),
    _chinese("H", "half", _half, rf"(?:(?<!\d)(?P<y>{_YEAR})年?[ /-]?)H(?P<h>[12])(?!\d)"),
    _chinese(
        "20", "year", _year, rf"(?<!\d){_YEAR}年?{_DASH}(?P<y>{_YEAR}|\d\d(?=年))(?![-./\d]|年?\d{{1,2}}月)年?[底末内]?"
    ),
    _chinese("年", "year", _year, rf"{_CHINESE_YEAR}(?:全年度?|年?[底末内终])?"),
    _chinese("年", "year", _year, r"(?<![一二两三四五六七八九十几半数\d])(?:全年度?|年[底末终内]|整年|年度内?)"),
    _chinese("", "year", _year, rf"^(?P<y>{_YEAR})$|^岁末"),
    _chinese(
        _FEAST_NAMES,
        "day",
        _feast,
        rf"{_CHINESE_YEAR}?[\"“']?{_FEAST}[\"”']?(?=国际|劳动节|节|长假|假期|期间|前|之前|以前)(?:国际)?(?:劳动)?节?",
    ),
)

ENGLISH_RULES = (
    _english("quarter", _quarter, rf"(?<![a-z])Q(?P<q>\d)(?!\d){_ENGLISH_YEAR}"),
    _english("quarter", _quarter, rf"\b{_ORDINAL} quarter{_ENGLISH_YEAR}"),
    _english("half", _half, rf"(?<![a-z])H(?P<h>[12])(?!\d){_ENGLISH_YEAR}"),
    _english("half", _half, rf"\b(?P<h>first|second) half{_ENGLISH_YEAR}"),
    _english("half", _half, rf"\b(?P<h>mid[- ]?year)\b{_ENGLISH_YEAR}"),
    _english(
        "year", _year, rf"\b(?:in|by|of|during|throughout|before) (?:the )?(?:year )?(?P<y>{_YEAR})(?=$|[ ,;.)](?!\d))"
    ),
    _english("year", _year, rf"\byear[- ]?end\b{_ENGLISH_YEAR}"),
    _english("year", _year, rf"\b{_WHOLE} ?(?:the |this )?year\b|\bthis year\b|\ball year round\b"),
    _english("year", _year, r"\b(?:end of )?(?P<ry>next year)\b"),
    _english("day", _day, rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -]*(?:of )?{_MONTH_NAME}{_ENGLISH_YEAR}"),
    _english("day", _day, rf"{_MONTH_NAME} ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_ENGLISH_YEAR}"),
    _english("month", _month, rf"(?:\b{_PART_OF_MONTH})?{_MONTH_NAME}{_ENGLISH_YEAR}"),
)
_LETTERS = re.compile(r"[A-Za-z]")
_RANGE = re.compile(_DASH)


def find_phrases(text: str, plan_year: int | None) -> Iterator[Phrase]:
    """All phrases of folded text in order, without overlap; of a range only its end.

    >>> [phrase.due.isoformat() for phrase in find_phrases("6月底前完成A,12月底前完成B", 2023)]
    ['2023-06-30', '2023-12-31']
    """
    years = Years(plan_year)
    rules = [rule for rule in CHINESE_RULES if any(needle in text for needle in rule.needles)]
    if _LETTERS.search(text):
        rules += ENGLISH_RULES
    found = [
        (match.start(), -match.end(), index, match)
        for index, rule in enumerate(rules)
        for match in rule.pattern.finditer(text)
    ]
    end = 0
    pending: Phrase | None = None
    for start, _, index, match in sorted(found, key=lambda item: item[:3]):
        if start < end:
            continue
        if pending and not _RANGE.fullmatch(text, end, start):
            yield pending
        end = match.end()
        pending = _resolve(rules[index], match, years)
    if pending:
        yield pending


def _resolve(rule: _Rule, match: Match, years: Years) -> Phrase:
    has_year = bool({"y", "yy", "ry"} & {name for name, value in match.groupdict().items() if value})
    try:
        due = rule.resolve(match, years.of(match))
    except YearMissing:
        return Phrase(match.start(), match.end(), rule.span, None, "year_missing")
    except ValueError:
        return Phrase(match.start(), match.end(), rule.span, None, "date_impossible", has_year)
    return Phrase(match.start(), match.end(), rule.span, due, None, has_year)
