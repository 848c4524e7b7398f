"""Numbers as people write them, unit words in Chinese and English, and the base unit behind each.

A unit word is a multiplier and a base: 万平方米 is 10,000 x m2, "CNY bn" is 1,000,000,000 x CNY. Counting words
(家, 个, 项, "projects") all share the base "count". Quotients are named numerator_per_denominator: 万元/亩 is
10,000 x CNY_per_mu. Nothing here raises on bad input: a number that cannot be read comes back with a reason code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from zonekit.values.unit_words import COUNTING_WORDS, CURRENCY_CODES, ENGLISH_SCALES, MEASURES

ONE = Decimal(1)
LONGEST_NUMBER = 30
LONGEST_SCALE = 3
CLOSE_ENOUGH = 0.5

_DIGITS_ONLY = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_FOLD = _DIGITS_ONLY | str.maketrans("，－−＋", ",--+")
_FULL_WIDTH_SIGN = re.compile("[０-９．％]")

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?\Z")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_SCALED = re.compile(r"(.*?)([万亿]+)\Z")
_CHINESE = re.compile(r"负?[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?\Z")
_FIGURE_BEFORE = re.compile(r"(?:(?P<figure>[\d,]+)|(?P<english>thousand|million|billion))(?P<unit>.+)\Z")
_NOT_FINITE = frozenset({"∞", "+∞", "-∞", "inf", "+inf", "-inf", "infinity", "nan"})

_CHINESE_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_CHINESE_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE_TENS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_SCALES = {"万": 10_000, "亿": 100_000_000}
_SCALES = _CHINESE_TENS | _CHINESE_SCALES


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number, or the code why there is none: number_empty, number_malformed, number_not_finite, number_too_long."""

    value: Decimal | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """What a unit word stands for: value in the word x factor = value in `base_unit`."""

    base_unit: str
    factor: Decimal


def fold_digits(text: str) -> str:
    """Full-width digits, point and percent sign as ASCII, one character for one, so that offsets stay true.

    >>> fold_digits("盘活４００亩，增长８．５％")
    '盘活400亩，增长8.5%'
    """
    return text.translate(_DIGITS_ONLY) if _FULL_WIDTH_SIGN.search(text) else text


def parse_number(text: str) -> Decimal | None:
    """The number a cell or phrase holds, or None. `read_number` also says why there is none.

    >>> parse_number("１，２００.５")
    Decimal('1200.5')
    >>> parse_number("一百二十"), parse_number("3.2万"), parse_number("三点五")
    (Decimal('120'), Decimal('32000.0'), Decimal('3.5'))
    >>> parse_number("1.2.3") is None
    True
    """
    return read_number(text).value


def read_number(text: str) -> NumberReading:
    """Read a number in ASCII, full-width or Chinese digits, with thousands marks, sign, exponent or 万/亿.

    >>> read_number("1.2.3")
    NumberReading(value=None, reason='number_malformed')
    >>> read_number("∞").reason, read_number(" ").reason
    ('number_not_finite', 'number_empty')
    """
    return NumberReading(None, "number_too_long") if len(text) > LONGEST_NUMBER * 2 else _read(text)


@lru_cache(maxsize=8192)
def _read(text: str) -> NumberReading:
    folded = "".join(text.translate(_FOLD).split())
    if not folded:
        return NumberReading(None, "number_empty")
    if folded.lower() in _NOT_FINITE:
        return NumberReading(None, "number_not_finite")
    if len(folded) > LONGEST_NUMBER:
        return NumberReading(None, "number_too_long")
    value = _western(folded)
    if value is None and _CHINESE.match(folded):
        value = _chinese(folded)
    if value is None:
        return NumberReading(None, "number_malformed")
    return NumberReading(value)


def _western(folded: str) -> Decimal | None:
    if _PLAIN.match(folded):
        return Decimal(folded)
    if _GROUPED.match(folded):
        return Decimal(folded.replace(",", ""))
    scaled = _SCALED.match(folded)
    if scaled and scaled[1] and scaled[1][-1].isascii():
        value = _western(scaled[1])
        return None if value is None else value * scale_of(scaled[2])
    return None


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent.

    >>> tidy(Decimal("1.20")), tidy(Decimal("1E+2"))
    (Decimal('1.2'), Decimal('100'))
    """
    return value.quantize(ONE) if value == value.to_integral_value() else value.normalize()


def scale_of(word: str) -> Decimal:
    """The multiplier a run of 十百千万亿 stands for.

    >>> scale_of("万亿"), scale_of("")
    (Decimal('1000000000000'), Decimal('1'))
    """
    product = ONE
    for sign in word:
        product *= _SCALES[sign]
    return product


def _chinese(text: str) -> Decimal | None:
    negative = text.startswith("负")
    whole, _, fraction = text.removeprefix("负").partition("点")
    value = Decimal(_chinese_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_CHINESE_DIGITS[sign]) for sign in fraction))
    return -value if negative else value


def _chinese_whole(text: str) -> int:
    """Whole number of Chinese numerals; a run of bare digits (二〇二三) is read place by place."""
    if len(text) > 1 and all(sign in _CHINESE_DIGITS for sign in text):
        return int("".join(str(_CHINESE_DIGITS[sign]) for sign in text))
    total = section = 0
    digit: int | None = None
    for sign in text:
        if sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        elif sign in _CHINESE_TENS:
            section += (1 if digit is None else digit) * _CHINESE_TENS[sign]
            digit = None
        else:
            scale = _CHINESE_SCALES[sign]
            section += digit or 0
            # 一亿二千万 adds 二千万 to 一亿; 一万亿 multiplies 一万 by 亿.
            total = total + section * scale if total > scale else (total + section or 1) * scale
            section, digit = 0, None
    return total + section + (digit or 0)


@lru_cache(maxsize=4096)
def base_of(unit: str) -> BaseUnit | None:
    """Base unit and factor of a unit word in Chinese or English, None when the word is not known.

    >>> base_of("亿元")
    BaseUnit(base_unit='CNY', factor=Decimal('100000000'))
    >>> base_of("CNY bn").factor, base_of("万平方米").base_unit, base_of("家").base_unit
    (Decimal('1000000000'), 'm2', 'count')
    >>> base_of("万元/亩")
    BaseUnit(base_unit='CNY_per_mu', factor=Decimal('10000'))
    >>> base_of("个百分点").base_unit, base_of("布袋") is None
    ('percentage_point', True)
    """
    word = "".join(unicodedata.normalize("NFKC", unit).lower().split())
    if not word or len(word) > 40:
        return None
    return _whole(word) or _quotient(word)


def _whole(word: str) -> BaseUnit | None:
    known = MEASURES.get(word)
    if known is not None:
        return BaseUnit(*known)
    if word in COUNTING_WORDS:
        return BaseUnit("count", ONE)
    return _money(word) or _scaled_base(word)


def _money(word: str) -> BaseUnit | None:
    """cnybn, cny100million, rmb1.5: a currency code, then a round figure or a scale word."""
    for code, currency in CURRENCY_CODES.items():
        if word.startswith(code):
            scale = _english_scale(word[len(code) :])
            return None if scale is None else BaseUnit(currency, scale)
        if word.endswith(code):
            scale = _english_scale(word[: -len(code)])
            return None if scale is None else BaseUnit(currency, scale)
    return None


def _english_scale(word: str) -> Decimal | None:
    match = re.match(r"([\d,]*)([a-z]*)\Z", word)
    if not match or match[2] not in ENGLISH_SCALES:
        return None
    figure = parse_number(match[1]) if match[1] else ONE
    return None if figure is None else figure * ENGLISH_SCALES[match[2]]


def _scaled_base(word: str) -> BaseUnit | None:
    """万平方米, 10,000m2 or millionvisits: a multiplier before a unit that is known on its own."""
    if match := _FIGURE_BEFORE.match(word):
        scale = parse_number(match["figure"]) if match["figure"] else ENGLISH_SCALES[match["english"]]
        base = _whole(match["unit"])
        return None if base is None or scale is None else BaseUnit(base.base_unit, base.factor * scale)
    # 万千瓦 is 万 x 千瓦: the multiplier takes as few signs as leave a known unit.
    for length in range(1, min(LONGEST_SCALE, len(word) - 1) + 1):
        if word[length - 1] not in _SCALES:
            return None
        if measure := MEASURES.get(word[length:]):
            return BaseUnit(measure[0], measure[1] * scale_of(word[:length]))
        if word[length:] in COUNTING_WORDS:
            return BaseUnit("count", scale_of(word[:length]))
    return None


def _quotient(word: str) -> BaseUnit | None:
    for mark in ("/", "每", "per"):
        upper, found, lower = word.partition(mark)
        if found and upper and lower:
            above, below = _whole(upper), _whole(lower)
            if above and below:
                return BaseUnit(f"{above.base_unit}_per_{below.base_unit}", above.factor / below.factor)
    return None


def near_unit(word: str, known: Sequence[str]) -> list[str]:
    """Units of `known` that `word` probably means, best first, at most three.

    The same thing under another name comes first (平米 for 平方米), then names that look alike.

    >>> near_unit("平米", ["万平方米", "平方米", "公里"])
    ['平方米', '万平方米']
    >>> near_unit("公理", ["公里", "家"])
    ['公里']
    """
    wanted = base_of(word)
    scored: list[tuple[float, int, str]] = []
    for place, candidate in enumerate(known):
        score = SequenceMatcher(None, word[:40].lower(), candidate[:40].lower()).ratio()
        if wanted is not None and wanted.base_unit != "count" and base_of(candidate) == wanted:
            score += 1
        if score >= CLOSE_ENOUGH:
            scored.append((-score, place, candidate))
    return [candidate for _, _, candidate in sorted(scored)[:3]]
