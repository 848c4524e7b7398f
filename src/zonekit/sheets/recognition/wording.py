"""Text of cells and lines: folded for comparing, cleaned for keeping."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from zonekit.sheets.source import CellValue

_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}“”‘’…]) (?=[^\x00-\x7f])|(?<=[{_CJK}]) | (?=[{_CJK}])")
_SPACES = re.compile(r"\s+")
_HAS_CJK = re.compile(r"[\u3400-\u9fff]")


def text_of(value: CellValue) -> str:
    """The value of a cell as text, "" for an empty one.

    >>> text_of(3.0), text_of(None), text_of(" 建设 ")
    ('3', '', '建设')
    """
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def clean(text: str) -> str:
    """The text in one line: spaces and line breaks beside Chinese characters go, others become one space.

    >>> clean("建立工作机 制，\\n全年 10 家"), clean("sign  12\\nprojects")
    ('建立工作机制，全年10家', 'sign 12 projects')
    """
    if " " not in text and text.isprintable():
        return text
    # Runs first: a pattern that looks for a run before a character takes quadratic time on a long run.
    return _SPACE_BESIDE_CJK.sub("", _SPACES.sub(" ", text.strip()))


_LONGEST_CACHED = 200


def fold(text: str) -> str:
    """The text in NFKC without any white space, lower case: what two spellings of one thing share.

    >>> fold("责 任\\n单位（２０２３）")
    '责任单位(2023)'
    """
    # Only short texts are remembered, so that long cells do not fill the memory.
    return _fold_short(text) if len(text) <= _LONGEST_CACHED else _fold(text)


def _fold(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).lower()


_fold_short = lru_cache(maxsize=8192)(_fold)


def is_chinese(text: str) -> bool:
    """Whether any Chinese character stands in the text."""
    return _HAS_CJK.search(text) is not None


_OPENERS = "（(【[〔［〖"
_CLOSERS = "）)】]〕］〗"


def split_last_bracket(text: str) -> tuple[str, str] | None:
    """The text before its closing bracket and what stands in it; None when the text does not end in a bracket.

    >>> split_last_bracket("新建学校3所。（责任单位：教育局（牵头））。")
    ('新建学校3所。', '责任单位：教育局（牵头）')
    """
    trimmed = text.rstrip("。；;.，, \t")
    if not trimmed or trimmed[-1] not in _CLOSERS:
        return None
    depth = 0
    for place in range(len(trimmed) - 1, -1, -1):
        if trimmed[place] in _CLOSERS:
            depth += 1
        elif trimmed[place] in _OPENERS:
            depth -= 1
            if depth == 0:
                return trimmed[:place].rstrip(), trimmed[place + 1 : -1].strip()
    return None


def without_brackets(text: str) -> tuple[str, str]:
    """The text outside all brackets, and what stands in the brackets, joined.

    >>> without_brackets("完成时限（2023年）")
    ('完成时限', '2023年')
    """
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for char in text:
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS and depth:
            depth -= 1
        else:
            (inside if depth else outside).append(char)
    return "".join(outside), "".join(inside)
