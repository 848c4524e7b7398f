"""Find the figures of an English text: money, measures, counts with their nouns, number words.

One pass from left to right with bounded patterns. Values stay as written; `base` carries the conversion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zonekit.values.quantities import BaseUnit, base_of, parse_number

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?(?!\d)|\d{1,12}(?:\.\d{1,6})?(?!\d))"
_ALONE = r"(?<![\w.,/+–-])"
_CURRENCY = r"(?:CNY|RMB|USD|US\$|EUR|HKD|HK\$|JPY|¥|\$|€)"
_MONEY_SCALE = r"(?:bn|billion|mn|million|m|k|thousand|tn|trillion)"
_SCALE = r"(?:billion|million|thousand)"
_MEASURE = (
    r"(?:percentage\spoints?|pp|per\s?cent|%|m²|m2|sq\s?m|square\smet(?:re|er)s?|km²|km2|square\skilomet(?:re|er)s?|m³|m3|"
    r"cubic\smet(?:re|er)s?|km|kilomet(?:re|er)s?|mu|hectares?|ha|MWh|GWh|kWh|MW|GW|kW|MVA|tonnes?|tons?|t|tce|TEUs?|"
    r"met(?:re|er)s?)"
)
_PER = r"(?:(?:\sper\s|/)[a-z²³]{1,12})?"
_SPELLED = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
NUMBER_WORDS = {word: Decimal(value) for value, word in enumerate(_SPELLED, start=2)}
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_TOKEN = re.compile(
    r"(?P<open>\()|(?P<close>\))|(?P<stop>[.;:!?\n](?=\s|$))"
    rf"|{_ALONE}(?P<code>{_CURRENCY})\s?(?P<amount>{_NUMBER})(?:\s?(?P<amount_scale>{_MONEY_SCALE})\b)?(?P<amount_per>{_PER})"
    rf"|{_ALONE}(?P<coined>{_NUMBER})\s(?:(?P<coined_scale>{_MONEY_SCALE})\s)?(?P<coin>yuan|dollars)\b"
    rf"|{_ALONE}(?P<measured>{_NUMBER})\s?(?:(?P<measured_scale>{_SCALE})\s)?(?P<measure>{_MEASURE})(?![\w²³-])"
    rf"(?P<measured_per>{_PER})"
    rf"|{_ALONE}(?P<counted>{_NUMBER})(?:[-–]{_NUMBER}(?![-–]))?(?:\s(?P<counted_scale>{_SCALE}))?(?![\w²³%/+–-]|[.,]\d)"
    rf"|(?<![\w-])(?P<word>(?i:{_WORD}))(?![\w-])"
)
_SCALES = {"": Decimal(1), "thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9)}
_NOUN_WORD = re.compile(r"\s*(?:([A-Za-z&’'“”\"-]+)|([(,;.:]))")
_SMALL_WORDS = frozenset(
    [
        "of",
        "in",
        "at",
        "to",
        "by",
        "for",
        "with",
        "from",
        "per",
        "signed",
        "opened",
        "held",
        "within",
        "on",
        "above",
        "below",
        "over",
        "under",
        "that",
        "which",
        "who",
        "so",
        "each",
        "as",
        "is",
        "are",
        "be",
        "into",
        "through",
        "the",
        "a",
        "an",
        "all",
        "its",
        "their",
        "this",
        "these",
        "than",
    ]
)
_PLURALS = frozenset({"people", "staff", "personnel", "children"})
_COUNTED_BASES = frozenset({"count", "visits", "TEU", "day"})
_NOUN_REACH = 80


@dataclass(frozen=True, slots=True)
class Mark:
    kind: Literal["open", "close", "stop"]
    end: int


@dataclass(frozen=True, slots=True)
class EnglishFigure:
    """A number with its unit; for counts the unit is the noun that follows, empty where none does."""

    kind: Literal["money", "measure", "count"]
    start: int
    end: int
    value: Decimal
    unit: str
    base: BaseUnit | None
    words: str
    is_range: bool = False


def read_english_figures(text: str) -> Iterator[EnglishFigure | Mark]:
    """Marks and figures of a folded text, in order."""
    for match in _TOKEN.finditer(text):
        if match["open"]:
            yield Mark("open", match.end())
        elif match["close"]:
            yield Mark("close", match.end())
        elif match["stop"]:
            yield Mark("stop", match.end())
        elif figure := _money(match) or _measure(match) or _count(text, match):
            yield figure


def _figure(
    match: re.Match[str], kind: Literal["money", "measure", "count"], words: str, unit: str, base: BaseUnit | None
) -> EnglishFigure | None:
    value = NUMBER_WORDS.get(words.lower()) or parse_number(words)
    if value is None:
        return None
    is_range = kind == "count" and "-" in match[0].replace("–", "-")
    return EnglishFigure(kind, match.start(), match.end(), value, unit, base, words, is_range)


def _money(match: re.Match[str]) -> EnglishFigure | None:
    words = match["amount"] or match["coined"]
    if words is None:
        return None
    code = match["code"] or ("CNY" if match["coin"] == "yuan" else "USD")
    unit = f"{code} {match['amount_scale'] or match['coined_scale'] or ''}".strip()
    if match["amount_per"]:
        unit += "/" + match["amount_per"].removeprefix("/").replace("per", "").strip()
    return _figure(match, "money", words, unit, base_of(unit))


def _measure(match: re.Match[str]) -> EnglishFigure | None:
    if match["measured"] is None:
        return None
    unit = match["measure"]
    if match["measured_per"]:
        unit += "/" + match["measured_per"].removeprefix("/").replace("per", "").strip()
    return _figure(match, "measure", match["measured"], *_scaled(match["measured_scale"] or "", unit, base_of(unit)))


def _count(text: str, match: re.Match[str]) -> EnglishFigure | None:
    words = match["counted"] or match["word"]
    noun = head_noun(text, match.end())
    known = base_of(noun)
    base = BaseUnit(known.base_unit if known and known.base_unit in _COUNTED_BASES else "count", Decimal(1))
    return _figure(match, "count", words, *_scaled(match["counted_scale"] or "", noun, base))


def _scaled(scale: str, unit: str, base: BaseUnit | None) -> tuple[str, BaseUnit | None]:
    if base is not None and scale:
        base = BaseUnit(base.base_unit, base.factor * _SCALES[scale])
    return f"{scale} {unit}".strip(), base


def head_noun(text: str, position: int) -> str:
    """The noun that is counted: the last plural before a small word or a mark (200 quality projects signed)."""
    head = ""
    for word in _NOUN_WORD.finditer(text, position, position + _NOUN_REACH):
        token = (word[1] or "").strip("“”\"'’").lower()
        if token in {"and", "or"} and not head:
            continue
        if not token or token in _SMALL_WORDS:
            break
        if token in _PLURALS or (token.endswith("s") and not token.endswith("ss")):
            head = token
        elif head:
            break
    return head
