"""Ends of periods, and deadlines as people write them.

Source of the readings: the task tables of Chinese zones and governments (全年, 年底前 = last day of the year; N月底前,
N月 = last day of the month; a quarter = its last day; 持续推进 and 每月 set no day).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from zonekit.values.date_phrases import Phrase, find_phrases, last_day

DeadlineKind = Literal["by", "start", "ongoing", "recurring"]

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_SERIALS = range(36_526, 73_051)
_YEARS = range(1900, 2101)


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError when there is no such month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return last_day(year, month)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter (1 to 4). Raises ValueError for any other quarter.

    >>> quarter_end(2023, 2)
    datetime.date(2023, 6, 30)
    """
    if not 1 <= quarter <= 4:
        raise ValueError(f"quarter {quarter} of {year} does not exist; a year has quarters 1 to 4")
    return last_day(year, 3 * quarter)


def year_end(year: int) -> date:
    """The last day of a year.

    >>> year_end(2023)
    datetime.date(2023, 12, 31)
    """
    return date(year, 12, 31)


def month_ends_between(first: date, last: date) -> tuple[date, ...]:
    """Every month end from `first` to `last`, both included.

    >>> [day.isoformat() for day in month_ends_between(date(2023, 11, 30), date(2024, 1, 30))]
    ['2023-11-30', '2023-12-31']
    """
    ends = []
    year, month = first.year, first.month
    while (end := last_day(year, month)) <= last:
        ends.append(end)
        if end == date(9999, 12, 31):
            break
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(ends)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written and as meant.

    `kind`: "by" = finished on or before `due`; "start" = begun on or before `due` (动工); "ongoing" (持续推进) and
    "recurring" (每月28日前) have no day. `problem`: `deadline_unreadable`, `date_impossible` or `year_missing`.
    """

    raw: str
    due: date | None = None
    kind: DeadlineKind | None = None
    problem: str | None = None


_NOTHING = re.compile(r"[-–—/\\.无,、]*|n/?a|none", re.IGNORECASE)
_RECURRING = re.compile(
    r"(?:每|逐|按)个?(?:半?年|双?月|季度?|两?周|星期|旬|工作日|日|天)[^,，;；。]*|(?:不?定期|月度|(?<![首一二三四五六七八九十\d个本])季度(?![末底]))"
    r"|\b(?:every|each)(?: (?:other|two))? (?:day|week|month|quarter|year|half-year)[^,;.]*"
    r"|\b(?:daily|weekly|monthly|quarterly|half-yearly|annually|yearly|regularly)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"持续|长期|常态|常年|经常性|日常|贯穿|始终|一贯|不间断"
    r"|\b(?:ongoing|on-going|continuous(?:ly)?|continuing|permanent(?:ly)?|long[- ]term|rolling)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"^起|开工|动工|启动|开建|开始|奠基|破土|进场|\b(?:start|begin|launch|break ground|commence)", re.IGNORECASE
)
_FINISHES = re.compile(
    r"完成|完工|竣工|投产|建成|投用|投入使用|验收|交付|结束|\b(?:complet|finish|open)", re.IGNORECASE
)
_SPACES = re.compile(r"\s+")
# Characters that NFKC leaves alone or replaces one by one.
_ONE_TO_ONE = re.compile(r"[\n\r\t\x20-\x7e\u2010-\u2023\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*")
_CLAUSE = re.compile(r"[^,，;；。\n]*")


def parse_deadline(raw: object, year: int | None = None) -> Deadline:
    """The deadline a cell states. `raw`: text, date, datetime, a number or None; `year`: the year of the plan.

    Several staged dates: the last one counts. Never raises; what cannot be read says so in `problem`.

    >>> parse_deadline("6月底前", 2023).due, parse_deadline("二〇二四年二月", 2023).due
    (datetime.date(2023, 6, 30), datetime.date(2024, 2, 29))
    >>> parse_deadline("5月底前动工", 2016).kind, parse_deadline("持续推进").kind
    ('start', 'ongoing')
    >>> parse_deadline("2月30日", 2023).problem
    'date_impossible'
    """
    if isinstance(raw, datetime):
        return Deadline(raw.date().isoformat(), raw.date(), "by")
    if isinstance(raw, date):
        return Deadline(raw.isoformat(), raw, "by")
    if raw is None or isinstance(raw, bool):
        return Deadline("" if raw is None else str(raw))
    if isinstance(raw, float):
        # 6.3 may be 3 June or 30 June typed as a number: only whole numbers are read.
        return parse_deadline(int(raw), year) if raw.is_integer() else Deadline(str(raw), problem="deadline_unreadable")
    if isinstance(raw, int) and raw in _EXCEL_SERIALS:
        return Deadline(str(raw), _EXCEL_DAY_ZERO + timedelta(days=raw), "by")
    return _parse_text(str(raw), year)


@lru_cache(maxsize=4096)
def _parse_text(raw: str, year: int | None) -> Deadline:
    folded = _fold(raw[:2000])[0]
    if _NOTHING.fullmatch(folded):
        return Deadline(raw)
    masked = _without_recurring(folded)
    phrases = list(find_phrases(masked, year))
    if not phrases:
        return Deadline(raw, *_without_day(folded, is_recurring=masked != folded))
    problem = next((phrase.problem for phrase in phrases if phrase.problem), None)
    if problem:
        return Deadline(raw, None, "by" if problem == "year_missing" else None, problem)
    last = max(phrases, key=lambda phrase: (phrase.due or date.min, phrase.start))
    return Deadline(raw, last.due, _kind(masked, last))


def _without_recurring(folded: str) -> str:
    """The text with recurring dates blanked out, every other character in its place."""
    return _RECURRING.sub(lambda match: "," * len(match[0]), folded)


def _without_day(folded: str, *, is_recurring: bool) -> tuple[None, DeadlineKind | None, str | None]:
    if is_recurring:
        return None, "recurring", None
    if _ONGOING.search(folded):
        return None, "ongoing", None
    return None, None, "deadline_unreadable"


def _kind(text: str, phrase: Phrase) -> DeadlineKind:
    clause = _CLAUSE.match(text, phrase.end)
    what = clause[0] if clause else ""
    return "start" if _STARTS.search(what) and not _FINISHES.search(what) else "by"


_SEEN_BEFORE = re.compile(r"(?:截至|截止|截止到|自|从|由|较|比|同比|相比)$")
_MAY_NAME_A_DAY = re.compile(r"[年月季㋀-㋋]|[2２][0０]|[QqHhＱｑＨｈ][1-4１-４]|[A-Za-zＡ-Ｚａ-ｚ]{3}|[节前]")
_ENDING = re.compile(
    r"(?:底|末)?(?:之前|以前|前(?!后)|内)|(?:底|末)(?!期)|(?:基本|全面|全部|正式)?(?:投入使用|完成|完工|竣工|建成|投产|投用|交付)"
)
_ANNOUNCED = re.compile(
    r"\b(?:by|before|until|no later than|not later than)(?: the)?(?: end of(?: the)?| close of)? ?$", re.IGNORECASE
)
_SINCE = re.compile(r"以来|以后|起|之后|后|期间|同期|召开")


def find_deadlines(text: str, year: int | None) -> list[tuple[int, int, Deadline]]:
    """Explicit deadlines inside a sentence: (start, end, deadline), positions in `text`, in order.

    Only what clearly sets a day: 6月底前, 年内, 9月投入使用, by 10 July, a full date; never a look back (2022年,
    截至2022年底) and never a bare period (全年, 上半年).

    >>> [(text_[start:end], deadline.due.isoformat())
    ...  for text_ in ["2022年立项，2023年6月底前完成主体施工。"]
    ...  for start, end, deadline in find_deadlines(text_, 2023)]
    [('2023年6月底前', '2023-06-30')]
    """
    return _find(text, year, is_schedule=False)


_OPENS_CLAUSE = re.compile(
    r"(?:\A|[,，;；。\n、：:(（])\s*(?:(?:\d{1,2}|[一二三四五六七八九十])[.．、)）]|[①-⑳])?\s*(?:力争|确保|计划|于|在|到)?\s*\Z"
)


def find_dates_of_schedule(text: str, year: int | None) -> list[tuple[int, int, Deadline]]:
    """The days that a schedule names, as `find_deadlines`; a bare period counts too where it opens a clause.

    >>> found = find_dates_of_schedule("一季度签约6个；上半年签约13个", 2023)
    >>> [(start, deadline.due.isoformat()) for start, _, deadline in found]
    [(0, '2023-03-31'), (8, '2023-06-30')]
    """
    return _find(text, year, is_schedule=True)


def _find(text: str, year: int | None, *, is_schedule: bool) -> list[tuple[int, int, Deadline]]:
    if not _MAY_NAME_A_DAY.search(text):
        return []
    folded, places = _fold(text)
    folded = _without_recurring(folded)
    found = []
    for phrase in find_phrases(folded, year):
        end = _deadline_end(folded, phrase)
        if end is None and is_schedule and _opens_clause(folded, phrase):
            end = phrase.end
        if end is None or phrase.due is None or (year is not None and phrase.due.year < year):
            continue
        start_in_text, end_in_text = places[phrase.start], places[end - 1] + 1
        raw = text[start_in_text:end_in_text]
        found.append((start_in_text, end_in_text, Deadline(raw, phrase.due, _kind(folded, phrase))))
    return found


def _opens_clause(folded: str, phrase: Phrase) -> bool:
    before = folded[max(0, phrase.start - 12) : phrase.start]
    return _OPENS_CLAUSE.search(before) is not None and _SINCE.match(folded, phrase.end) is None


def _deadline_end(folded: str, phrase: Phrase) -> int | None:
    """Where the deadline a phrase belongs to ends, None when the phrase only mentions a time."""
    before, after = folded[max(0, phrase.start - 30) : phrase.start], phrase.end
    if _SEEN_BEFORE.search(before) or _SINCE.match(folded, after):
        return None
    ending = _ENDING.match(folded, after)
    if folded[after - 1] in "底末内":
        return ending.end() if ending else after
    if ending and (phrase.span != "year" or ending[0] in ("前", "之前", "以前", "内", "底前", "底", "末")):
        return ending.end()
    is_full_date = phrase.span == "day" and phrase.has_year
    return after if is_full_date or _ANNOUNCED.search(before) else None


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Text in NFKC without the spaces people put between Chinese characters and digits, and where each char stood."""
    places: Sequence[int] = range(len(text))
    if _ONE_TO_ONE.fullmatch(text):
        folded = unicodedata.normalize("NFKC", text)
    else:
        pieces = [unicodedata.normalize("NFKC", char) for char in text]
        folded = "".join(pieces)
        places = [place for place, piece in enumerate(pieces) for _ in piece]
    if not _SPACES.search(folded):
        return folded, places
    return _without_spaces(folded, places)


def _without_spaces(folded: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Drop runs of spaces at an end or beside a Chinese character; make one space of every other run."""
    kept_text: list[str] = []
    kept_places: list[int] = []
    position = 0
    for run in _SPACES.finditer(folded):
        start, end = run.span()
        kept_text.append(folded[position:start])
        kept_places.extend(places[position:start])
        is_inner = start > 0 and end < len(folded)
        if is_inner and not (_is_wide(folded[start - 1]) or _is_wide(folded[end])):
            kept_text.append(" ")
            kept_places.append(places[start])
        position = end
    return "".join([*kept_text, folded[position:]]), [*kept_places, *places[position:]]


def _is_wide(char: str) -> bool:
    return char >= "\u2e80"
