"""What a table calls itself: title, document number, day of issue, and the year it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zonekit.sheets.recognition.numbering import parse_numbering
from zonekit.sheets.recognition.wording import clean, fold

_DOCUMENT_NO = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s*[〔［\[（(【]\s*(?:20\d{2}|19\d{2})\s*[〕］\]）)】]\s*第?\s*\d{1,4}\s*号"
)
_ENGLISH_DOCUMENT_NO = re.compile(r"\bDocument\s*No\.?\s*:?\s*(.{3,80}?)(?=\s{2,}|$)", re.IGNORECASE)
_DATE = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(20\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
_ENGLISH_DATE = re.compile(r"(\d{1,2})\s+([A-Z][a-z]+)\s+(20\d{2})|([A-Z][a-z]+)\s+(\d{1,2}),\s*(20\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISSUED = re.compile(r"印发|发布|签发|发文|成文|下发|issued", re.IGNORECASE)
_HAN_YEAR = re.compile(r"二[〇○零Oo0][一二三四五六七八九〇○零]{2}年")
_HAN_DIGITS = {
    "〇": "0",
    "○": "0",
    "零": "0",
    "o": "0",
    "0": "0",
    **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)},
}
_YEAR_SPAN = re.compile(r"20\d{2}\s*年?\s*[-—–~～至到]+\s*(20\d{2})\s*年?")
_YEAR = re.compile(r"(20\d{2})\s*(?:年|度|财年)")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_BRACKET_YEAR = re.compile(r"[〔［\[]\s*(20\d{2})\s*[〕］\]]")
_TITLE_ENDING = re.compile(
    r"(?:方案|通知|清单|分解表|一览表|任务表|汇总表|分工表|责任表|计划表|目标表|表|意见|要点|计划|分工|分解|台账|任务书|责任书|责任状|实事|安排|决定|"
    r"公告|办法|体系|作战图|目标|事项|报告|工程)(?:[（(][^（）()]{1,20}[）)])*$"
)
_TITLE_SUBJECT = re.compile(
    r"20\d{2}|年度|工作|任务|目标|实事|责任|分解|行动|项目|plan|breakdown|task|list", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(?:附件|附表|附)\s*\d*\s*[：:]?$|^.{2,30}(?:文件|办公室|人民政府|管委会|委员会)$|^[（(].*[）)]$|^第?\s*\d+\s*[页号]"
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the content of a table or outline."""

    title: str | None = None
    document_no: str | None = None
    issued_on: date | None = None
    year: int | None = None


def read_front(lines: Sequence[str], hints: Iterable[str] = ()) -> Front:
    """Title and the rest from the lines above the content; `hints` (sheet name, file name) may still tell the year.

    >>> front = read_front(["某区2023年重点工作", "任务分解方案", "某政发〔2023〕7号"])
    >>> front.title, front.document_no, front.year
    ('某区2023年重点工作任务分解方案', '某政发〔2023〕7号', 2023)
    """
    texts = [line.strip() for line in lines if line.strip()]
    title = find_title(texts)
    numbers = [number for text in texts if (number := find_document_no(text))]
    year = year_of([title] if title else []) or year_of(texts[:6]) or year_of(texts) or year_of(hints, is_loose=True)
    return Front(title, numbers[0] if numbers else None, _issued_on(texts), year)


def find_document_no(text: str) -> str | None:
    """The number of the document a line states.

    >>> find_document_no("文号：武开发〔2023〕1号　印发日期：2023年2月28日")
    '武开发〔2023〕1号'
    """
    found = _DOCUMENT_NO.search(text)
    if found:
        return clean(found[0])
    english = _ENGLISH_DOCUMENT_NO.search(text)
    return english[1].strip() if english else None


def is_title(text: str) -> bool:
    """Whether a line on its own reads like the title of a plan."""
    bare = clean(text)
    if not 6 <= len(bare) <= 80 or bare[-1] in "。；;，,：:、" or _NO_TITLE.search(bare):
        return False
    return _TITLE_ENDING.search(bare) is not None and _TITLE_SUBJECT.search(bare) is not None


def find_title(texts: Sequence[str]) -> str | None:
    """The first title among lines; a title broken over two lines is one."""
    candidates = [clean(text) for text in texts]
    for place, text in enumerate(candidates[:12]):
        if is_title(text):
            before = candidates[place - 1] if place else ""
            return before + text if _is_first_half(before) else text
    for text in candidates[:4]:
        if (
            len(text) >= 4
            and parse_numbering(text) is None
            and text[-1] not in "。；;，,：:、"
            and not (_NO_TITLE.search(text) or _DOCUMENT_NO.fullmatch(text))
        ):
            return text
    return None


def _is_first_half(text: str) -> bool:
    """Whether a line above a title is its beginning rather than a letterhead or a document number."""
    if not 4 <= len(text) <= 50 or text[-1] in "。；;，,：:、" or _NO_TITLE.search(text) or _DOCUMENT_NO.search(text):
        return False
    return not is_title(text) and _TITLE_SUBJECT.search(text) is not None


def year_of(texts: Iterable[str], *, is_loose: bool = False) -> int | None:
    """The year the texts are about, from the first that states one; of a span of years the last.

    `is_loose` also takes four bare digits, as file names have them.

    >>> year_of(["2023—2025年行动计划"]), year_of(["二〇二四年任务"]), year_of(["plan_2022.xlsx"], is_loose=True)
    (2025, 2024, 2022)
    """
    for text in texts:
        folded = fold(text)
        for pattern in (_YEAR_SPAN, _YEAR, _BRACKET_YEAR):
            found = pattern.search(folded)
            if found:
                return int(found[1])
        han = _HAN_YEAR.search(folded)
        if han:
            return int("".join(_HAN_DIGITS[char] for char in han[0][:4]))
        loose = _BARE_YEAR.search(folded)
        if loose and (is_loose or folded.isascii()):
            return int(loose[1])
    return None


def _issued_on(texts: Sequence[str]) -> date | None:
    """The day of issue: a date beside 印发 or a date alone in its line."""
    for text in texts:
        found = _DATE.search(text)
        if found and (_ISSUED.search(text[: found.start()]) or not text.replace(found[0], "").strip("（）() ")):
            groups = [int(group) for group in found.groups() if group]
            return _day(*groups)
        english = _ENGLISH_DATE.search(text)
        if english and _ISSUED.search(text[: english.start()]):
            day, month, year = (
                (english[1], english[2], english[3]) if english[1] else (english[5], english[4], english[6])
            )
            if month[:3].lower() in _MONTHS:
                return _day(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
