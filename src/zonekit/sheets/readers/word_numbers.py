"""Numbers that Word makes itself ("一、", "(一)", "1."): they stand in no run, but people see them.

Source of the rules: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from zonekit.sheets.readers.xml_parts import attribute, child_val, children, first_child

_MOST_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese_count(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number as counted in Chinese, up to 9999; digits beyond.

    >>> chinese_count(3), chinese_count(10), chinese_count(12), chinese_count(20), chinese_count(105)
    ('三', '十', '十二', '二十', '一百〇五')
    """
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            text = digits[int(digit)] + (units[place - 1] if place else "") + text
        elif text and text[0] != digits[0]:
            text = digits[0] + text
    is_teen = 10 <= number < 20 and digits == _DIGITS
    return text[1:] if is_teen else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else str(number)


def _enclosed(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": chinese_count,
    "chineseCountingThousand": chinese_count,
    "taiwaneseCounting": chinese_count,
    "taiwaneseCountingThousand": chinese_count,
    "japaneseCounting": chinese_count,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: chinese_count(number, _LEGAL_DIGITS, "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` holds %1 to %9 for the numbers of the levels."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    gap: str = " "
    is_legal: bool = False

    def show(self, number: int) -> str:
        """The number in the format of this level."""
        return _FORMATS.get(self.kind, str)(number)


@dataclass(slots=True)
class _List:
    """A w:num: the levels it shows, the counters it shares, and the levels it starts anew when first used."""

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document and where each has got to; paragraphs must be asked for in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    @property
    def is_empty(self) -> bool:
        """Whether the document has no lists at all."""
        return not self._lists

    def next_label(self, list_id: str, level: int) -> str:
        """The number Word shows before the next paragraph of a list, with its gap; "" for bullets and unknown lists."""
        numbered = self._lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return ""
        counters = self._counters.setdefault(numbered.family, {})
        self._restart(numbered, counters)
        form = numbered.levels[level]
        counters[level] = counters[level] + 1 if level in counters else form.start
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        if form.kind in ("bullet", "none"):
            return ""
        label = _PLACEHOLDER.sub(lambda match: self._number(numbered, int(match[1]) - 1, form), form.text)
        return label + form.gap if label else ""

    def _number(self, numbered: _List, level: int, form: Level) -> str:
        own = numbered.levels.get(level, Level())
        number = self._counters[numbered.family].get(level, own.start)
        return str(number) if form.is_legal else own.show(number)

    @staticmethod
    def _restart(numbered: _List, counters: dict[int, int]) -> None:
        for level, start in numbered.restarts.items():
            counters.pop(level, None)
            numbered.levels[level] = replace(numbered.levels.get(level, Level()), start=start)
        numbered.restarts = {}

    def _read(self, root: etree._Element) -> None:
        families = {attribute(each, "abstractNumId") or "": each for each in children(root, "abstractNum")}
        by_style = {child_val(each, "styleLink"): key for key, each in families.items() if child_val(each, "styleLink")}
        for element in children(root, "num"):
            family = child_val(element, "abstractNumId") or ""
            if family in families:
                family = by_style.get(child_val(families[family], "numStyleLink"), family)
            if family not in families:
                continue
            numbered = _List(family, _levels(families[family]))
            for override in children(element, "lvlOverride"):
                numbered.levels.update(_levels(override))
                start = child_val(override, "startOverride")
                if start is not None:
                    numbered.restarts[_whole(attribute(override, "ilvl"), 0)] = _whole(start, 1)
            self._lists[attribute(element, "numId") or ""] = numbered


def _levels(element: etree._Element) -> dict[int, Level]:
    levels = {}
    for each in children(element, "lvl"):
        index = _whole(attribute(each, "ilvl"), 0)
        if index < _MOST_LEVELS:
            levels[index] = Level(
                start=_whole(child_val(each, "start"), 1),
                kind=child_val(each, "numFmt") or "decimal",
                text=child_val(each, "lvlText") or "",
                gap="" if child_val(each, "suff") == "nothing" else " ",
                is_legal=first_child(each, "isLgl") is not None,
            )
    return levels


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 7 else default
