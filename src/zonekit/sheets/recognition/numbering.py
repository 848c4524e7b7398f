"""Numbers of headings and items: 一、 （一） 1. (1) ① 1.1 第一部分 第一条, and how deep each kind stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zonekit.sheets.source import CellValue

PART, CHAPTER, SECTION, ARTICLE = 0.0, 0.3, 0.6, 0.8
HAN, HAN_PAREN = 1.0, 2.0
ARABIC, DECIMAL, ARABIC_PAREN, CIRCLED = 3.0, 3.5, 4.0, 5.0
UNNUMBERED = 6.0

_HAN = "一二三四五六七八九十百〇零两"
_DIGIT = "0-9０-９"
_QUANTITY = "%％‰个亿万千百元倍家项公平吨亩立升米度左多余以人户条次件场座所年月日号至到—~～\\-"
_NO_FIGURE = rf"(?![{_DIGIT}.．\sA-Za-z{_QUANTITY}])"
_STYLES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (PART, re.compile(rf"(第[{_HAN}{_DIGIT}]{{1,4}}(?:部分|篇章|篇|编|板块))[、：:．.\s]*")),
    (CHAPTER, re.compile(rf"(第[{_HAN}{_DIGIT}]{{1,4}}章)[、：:．.\s]*")),
    (SECTION, re.compile(rf"(第[{_HAN}{_DIGIT}]{{1,4}}节)[、：:．.\s]*")),
    (ARTICLE, re.compile(rf"(第[{_HAN}{_DIGIT}]{{1,5}}条)(?:[、：:．.\s]+|$)")),
    (HAN, re.compile(rf"([{_HAN}]{{1,4}})\s*[、．.]\s*")),
    (HAN_PAREN, re.compile(rf"([（(]\s*[{_HAN}]{{1,4}}\s*[）)])\s*[、．.]?\s*")),
    (ARABIC_PAREN, re.compile(rf"([（(]\s*[{_DIGIT}]{{1,3}}\s*[）)])\s*[、．.]?\s*")),
    (ARABIC_PAREN, re.compile(rf"([{_DIGIT}]{{1,3}}\s*[）)])\s*[、．.]?\s*")),
    (CIRCLED, re.compile(r"([①-⑳㉑-㉟㊱-㊿❶-❿])\s*[、．.]?\s*")),
    (
        DECIMAL,
        re.compile(rf"([{_DIGIT}]{{1,2}}(?:[.．][{_DIGIT}]{{1,2}}){{1,3}})(?:[、．.]\s*|\s+(?![a-z])|{_NO_FIGURE})"),
    ),
    (
        ARABIC,
        re.compile(
            rf"([{_DIGIT}]{{1,3}})\s*(?:、|[.．](?![{_DIGIT}])|[.．](?=20[{_DIGIT}]{{2}}年|[{_DIGIT}]{{1,2}}月))\s*"
        ),
    ),
)
# 一、二、三产业: a list inside a sentence, not a number before one.
_ENUMERATION = re.compile(rf"[{_HAN}](?:[、．产期级线批类季]|$)")
_STARTS = frozenset("第（(" + _HAN + "0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚❶❷❸❹❺❻❼❽❾❿")
_BARE = re.compile(rf"[{_DIGIT}]{{1,5}}|[{_HAN}]{{1,4}}|[{_DIGIT}]{{1,3}}(?:[-.．][{_DIGIT}]{{1,3}}){{1,3}}")
_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)} | {ord("．"): ord(".")}


# CX-01, LQ2024-07, 工信-03: letters or a few signs before the digits.
_CODE = re.compile(
    r"(?=[-–—_./\d]*[A-Za-z])(?=[-–—_./A-Za-z]*\d)[A-Za-z\d]+(?:[-–—_./][A-Za-z\d]+){0,4}"
    r"|(?!第)[\u4e00-\u9fff]{1,4}[-–—]?\d{1,4}(?:[-–—]\d{1,4}){0,2}"
)
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number at the start of a text: its depth (smaller is outer), the label as an item carries it, the rest."""

    rank: float
    label: str
    rest: str


def parse_numbering(text: str) -> Numbering | None:
    """The number a text begins with, None when it begins with none.

    >>> parse_numbering("（一）扩大投资").label, parse_numbering("3．招商").label
    ('（一）', '3')
    >>> parse_numbering("6.2%左右") is None, parse_numbering("2023年") is None
    (True, True)
    """
    if not text or text[0] not in _STARTS:
        return None
    for rank, pattern in _STYLES:
        found = pattern.match(text)
        if found and not (rank == HAN and _ENUMERATION.match(text, found.end())):
            label = found[1].translate(_FULL_WIDTH).replace(" ", "")
            return Numbering(rank, label, text[found.end() :])
    return None


_DIGIT_BEHIND = re.compile(rf"([0-9]{{1,3}})[.．](?=[0-9])(?![0-9.]*[{_QUANTITY}])")


def continue_numbering(text: str, last: int) -> Numbering | None:
    """The number of an item whose text begins with a digit, believed because it follows the last one.

    >>> continue_numbering("4.5G网络全覆盖", 3).rest
    '5G网络全覆盖'
    >>> continue_numbering("6.2%左右", 5) is None
    True
    """
    found = _DIGIT_BEHIND.match(text)
    if found is None or int(found[1]) != last + 1:
        return None
    return Numbering(ARABIC, found[1], text[found.end() :])


@dataclass(frozen=True, slots=True)
class NumberCell:
    """What a number column holds: the label as printed and its depth."""

    label: str
    rank: float


@lru_cache(maxsize=8192)
def _parse_number_text(text: str) -> NumberCell | None:
    if _BARE.fullmatch(text):
        label = text.translate(_FULL_WIDTH)
        if text[0] in _HAN:
            return NumberCell(label, HAN)
        return NumberCell(label, DECIMAL if "." in label or "-" in label else ARABIC)
    numbering = parse_numbering(text)
    if numbering and not numbering.rest:
        return NumberCell(numbering.label if numbering.rank != HAN else text, numbering.rank)
    return NumberCell(text, ARABIC) if _CODE.fullmatch(text) else None


def parse_number_cell(value: CellValue) -> NumberCell | None:
    """The number a cell of a number column states, None when it states something else.

    >>> parse_number_cell(3.0).label, parse_number_cell("（2）").label, parse_number_cell("合计") is None
    ('3', '（2）', True)
    >>> parse_number_cell("CX-01").label
    'CX-01'
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return NumberCell(str(value), ARABIC) if 0 <= value < 100_000 else None
    if isinstance(value, float):
        return NumberCell(f"{value:g}", ARABIC if value.is_integer() else DECIMAL)
    text = value.strip() if isinstance(value, str) else ""
    return _parse_number_text(text) if 0 < len(text) <= _LONGEST_NUMBER else None
