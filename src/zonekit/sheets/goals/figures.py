"""Find the figures of a Chinese text: number, unit, range, bound word right after, and the marks between them.

One pass from left to right; every pattern is bounded, so 40,000 digits cost no more than 40,000 letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from zonekit.sheets.drafts import Bound
from zonekit.sheets.goals.units import LOWER_PART, UNIT_WORDS, Category, unit_pattern
from zonekit.values.quantities import ONE, parse_number

MarkKind = Literal["stop", "comma", "open", "close"]

_HAN_SIGNS = "一二两三四五六七八九十百千零〇"
_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys("。；;！？!?\n", "stop"),
    **dict.fromkeys("，,：:", "comma"),
    **dict.fromkeys("（(【", "open"),
    **dict.fromkeys("）)】", "close"),
}
_QUOTES = "“《‘「〔"
_WORTH_A_LOOK = re.compile(rf"[\d{_HAN_SIGNS}万亿{_QUOTES}{re.escape(''.join(_MARKS))}]")
_QUOTE = re.compile(r"“[^“”]{0,24}”|《[^《》]{0,60}》|‘[^‘’]{0,24}’|「[^「」]{0,24}」|〔[^〔〕]{0,12}〕\d{1,5}号")
_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)|\d{1,12}(?!\d))(?:\.\d{1,6}(?!\d))?"
_HAN = rf"[{_HAN_SIGNS}]{{1,9}}(?:点[零〇一二三四五六七八九]{{1,4}})?"
_UNIT = rf"[十百千万亿]{{0,3}}[多余来几]?(?:{unit_pattern()})"
_TO = r"[ ]?[-－—–~～至到][ ]?"
# 3-5家, 3家至5家, 3万～4万亩: the look ahead keeps the search for a second figure away from all the others.
_UPPER = rf"(?:(?=[^\d，。；、,;]{{0,8}}?{_TO}\d)(?:{_UNIT}|[十百千万亿]{{0,2}}){_TO}(?P<upper>{_DIGITS}))?"
_FIGURE = re.compile(
    rf"(?:(?P<digits>{_DIGITS}){_UPPER}|(?P<han>{_HAN})|(?P<bare>[万亿]{{1,2}}(?=[元亩吨])))"
    rf"(?P<more>[多余来几])?[ \u3000]{{0,2}}(?P<unit>{_UNIT}(?:[/每](?:{LOWER_PART}))?)"
    r"(?:[ ]?(?:及|或|（含）|\(含\))?(?P<tail>以上|以内|之内|以下|左右|上下|内(?=[，。、；）)：:,;！？!?\n]|完|$)))?"
)
_PERCENT = re.compile(rf"百分之(?P<share>{_HAN})(?P<tail>以上|以内|以下|左右)?")
_RUN = re.compile(rf"[\d.]+|[{_HAN_SIGNS}万亿]+")
_TAIL_BOUNDS: dict[str | None, Bound | None] = {None: None, "以上": ">=", "左右": "≈", "上下": "≈"}
_BARE_NUMERALS = frozenset({"百", "千"})
_SCALES_AND_MORE = "十百千万亿多余来几"
# A digit after these is part of a name or a sum (G50, PM2.5, 3+1, 2×660), a numeral after those part of a longer one.
_NOT_AFTER = frozenset("0123456789.＋+×第ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_NOT_AFTER_HAN = frozenset(_HAN_SIGNS + "第万亿")
_NOT_AFTER_BARE = frozenset(_HAN_SIGNS + "第万亿年0123456789")


class Mark(NamedTuple):
    """Punctuation that ends or opens a phrase."""

    kind: MarkKind
    start: int
    end: int


class Figure(NamedTuple):
    """A number with its unit. `end` is after the unit and its bound word; `upper` is the second figure of a range.

    `spelled`: in Chinese numerals; `bare`: a multiplier without a digit (百亿元, 亿元).
    """

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
    while found := _WORTH_A_LOOK.search(text, position):
        start = found.start()
        sign = text[start]
        kind = _MARKS.get(sign)
        if kind is not None:
            position = start + 1
            yield Mark(kind, start, position)
        elif sign in _QUOTES:
            quote = _QUOTE.match(text, start)
            position = quote.end() if quote else start + 1
        else:
            figure = _figure(text, start)
            if figure is not None:
                position = figure.end
                yield figure
            else:
                run = _RUN.match(text, start)
                position = run.end() if run else start + 1


def _figure(text: str, start: int) -> Figure | None:
    match = _FIGURE.match(text, start)
    if match is None:
        return _percent(text, start) if text[start] == "百" else None
    digits, upper, han, bare, more, unit, tail = match.groups()
    if text[start - 1 : start] in (_NOT_AFTER if digits else _NOT_AFTER_HAN if han else _NOT_AFTER_BARE):
        return None
    value = ONE if bare else parse_number(digits or han)
    if value is None:
        return None
    name, category, has_more = _known_unit(unit)
    return Figure(
        start,
        match.end(),
        value,
        bare + name if bare else name,
        category,
        not digits,
        bare is not None or han in _BARE_NUMERALS,
        parse_number(upper) if upper else None,
        _TAIL_BOUNDS.get(tail, "<=") if tail or not (more or has_more) else ">=",
    )


def _percent(text: str, start: int) -> Figure | None:
    match = _PERCENT.match(text, start)
    value = parse_number(match["share"]) if match else None
    if match is None or value is None:
        return None
    return Figure(start, match.end(), value, "%", "percent", tail=_TAIL_BOUNDS.get(match["tail"], "<="))


@lru_cache(maxsize=4096)
def _known_unit(written: str) -> tuple[str, Category, bool]:
    """The unit as it is called, its category, and whether 多 or 余 stood in it (3万余户 -> 万户)."""
    split = len(written) - len(written.lstrip(_SCALES_AND_MORE))
    for place in range(split, -1, -1):
        word = written[place:].replace("每", "/").partition("/")[0]
        known = UNIT_WORDS.get(word) or UNIT_WORDS.get(written[place:])
        if known is not None:
            scale = written[:place].rstrip("多余来几")
            return scale + written[place:].replace("每", "/"), known.category, len(scale) != place
    raise LookupError(f"unit {written!r} matches the unit pattern but is in no table of goals.units")
