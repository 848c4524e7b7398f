"""Find the figures of a Chinese text: number, unit, range, bound words right after, and the marks between them.

One pass from left to right. Every pattern is bounded, so 40,000 digits cost no more than 40,000 letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zonekit.sheets.drafts import Bound
from zonekit.sheets.goals.units import LONGEST_UNIT, LOWER_PARTS, UNIT_WORDS, Category
from zonekit.values.quantities import parse_number

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)|\d{1,12}(?!\d))(?:\.\d{1,6}(?!\d))?"
_HAN = r"[一二两三四五六七八九十百千零〇]{1,9}(?:点[零〇一二三四五六七八九]{1,4})?"
_TOKEN = re.compile(
    rf"""
    (?P<quote>“[^“”]{{0,24}}”|《[^《》]{{0,60}}》|‘[^‘’]{{0,24}}’|「[^「」]{{0,24}}」|〔[^〔〕]{{0,12}}〕\d{{1,5}}号)
  | (?P<stop>[。；;！？!?\n])
  | (?P<comma>[，,：:])
  | (?P<open>[（(【])
  | (?P<close>[）)】])
  | (?<![\dA-Za-z.＋+×])(?P<digits>{_DIGITS})
  | (?P<share>百分之(?P<share_number>{_HAN}))
  | (?<![第一二两三四五六七八九十百千零〇万亿])(?P<han>{_HAN})
  | (?<![\d第一二两三四五六七八九十百千零〇万亿年])(?P<bare>[万亿]{{1,2}}(?=[元亩吨]))
    """,
    re.VERBOSE,
)
_RANGE = re.compile(rf"[十百千万亿]{{0,2}}\s?(?:-|－|—|–|~|～|至|到)\s?(?P<upper>{_DIGITS})")
_MORE = re.compile(r"[多余来几]")
_MULTIPLIER = re.compile(r"[十百千万亿]{1,3}")
_TAIL = re.compile(r"\s?(?:及|或|（含）|\(含\))?(以上|以内|之内|以下|左右|上下|内(?=[，。、；）)]|完|$))")
_TAIL_BOUNDS: dict[str, Bound] = {"以上": ">=", "左右": "≈", "上下": "≈"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Punctuation that ends or opens a phrase."""

    kind: Literal["stop", "comma", "open", "close"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit. `end` is after the unit and its bound word; `upper` is the second figure of a range."""

    start: int
    end: int
    value: Decimal
    unit: str
    category: Category
    spelled: bool = False
    bare: bool = False
    upper: Decimal | None = None
    tail: Bound | None = None


def read_figures(text: str) -> Iterator[Figure | Mark]:
    """Marks and figures of a folded text (see `fold_digits`), in order."""
    position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        kind = match.lastgroup
        if kind in {"stop", "comma", "open", "close"}:
            yield Mark(kind, match.start(), match.end())  # type: ignore[arg-type]
        elif kind != "quote":
            figure = _share(text, match) if match["share"] else _figure(text, match)
            if figure is not None:
                position = figure.end
                yield figure


def _share(text: str, match: re.Match[str]) -> Figure | None:
    value = parse_number(match["share_number"])
    if value is None:
        return None
    tail, end = _tail(text, match.end())
    return Figure(match.start(), end, value, "%", "percent", spelled=False, tail=tail)


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    word, end, upper = match[0], match.end(), None
    if match["digits"]:
        if text[match.start() - 1 : match.start()] == "第":
            return None
        lower_unit = _unit(text, end)
        span = _RANGE.match(text, lower_unit[1] if lower_unit else end)
        if span:
            upper, end = parse_number(span["upper"]), span.end()
    more = _MORE.match(text, end)
    found = _unit(text, more.end() if more else end)
    if found is None:
        return None
    unit, end, category = found
    value = Decimal(1) if match["bare"] else parse_number(word)
    if value is None:
        return None
    tail, end = _tail(text, end)
    return Figure(
        start=match.start(),
        end=end,
        value=value,
        unit=(match["bare"] or "") + unit,
        category=category,
        spelled=not match["digits"],
        bare=bool(match["bare"]) or word in {"百", "千"},
        upper=upper,
        tail=tail or (">=" if more else None),
    )


def _unit(text: str, position: int) -> tuple[str, int, Category] | None:
    """The unit word at a place: multiplier, longest known word, quotient."""
    while text.startswith((" ", "\u3000"), position):
        position += 1
    multiplier = _MULTIPLIER.match(text, position)
    # 10万千瓦: the last sign of 万千 belongs to the unit word, so shorter multipliers are tried too.
    for scale_end in range(multiplier.end() if multiplier else position, position - 1, -1):
        more = _MORE.match(text, scale_end) if scale_end > position else None
        found = _word(text, more.end() if more else scale_end)
        if found is not None:
            word, end, category = found
            return text[position:scale_end] + word, end, category
    return None


def _word(text: str, position: int) -> tuple[str, int, Category] | None:
    for length in range(LONGEST_UNIT, 0, -1):
        word = text[position : position + length]
        known = UNIT_WORDS.get(word)
        if known is None:
            continue
        end = position + length
        if text.startswith(known.not_before, end) or (word[-1].isascii() and _is_latin(text, end)):
            return None
        lower, end = _lower_part(text, end)
        return word + lower, end, known.category
    return None


def _is_latin(text: str, position: int) -> bool:
    return position < len(text) and text[position].isascii() and text[position].isalpha()


def _lower_part(text: str, position: int) -> tuple[str, int]:
    if text[position : position + 1] not in {"/", "每"}:
        return "", position
    for word in LOWER_PARTS:
        if text.startswith(word, position + 1):
            return "/" + word, position + 1 + len(word)
    return "", position


def _tail(text: str, position: int) -> tuple[Bound | None, int]:
    match = _TAIL.match(text, position)
    if match is None:
        return None, position
    return _TAIL_BOUNDS.get(match[1], "<="), match.end()
