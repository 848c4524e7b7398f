"""Words of documents: sentences with figures in them, ordinals, and figures that add up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from zonekit.documents.blocks import Figure, Heading, Part, Record, Run, Tone, Words, words
from zoneworks.common.text import is_english
from zoneworks.ui.figures import figure_text
from zoneworks.ui.lights import WORDS

PLACE = re.compile(r"%\((\w+)\)s")
CHINESE = "零一二三四五六七八九"
EXACT = Decimal("0.000001")


def said(sentence: str, **values: Run | Words | str) -> Words:
    """A translated sentence with runs in the places of its names.

    >>> [run.text for run in said("%(met)s of %(all)s", met=Run("3", figure="met"), all="9")]
    ['3', ' of ', '9']
    """
    found: list[str | Run] = []
    for number, piece in enumerate(PLACE.split(sentence)):
        if number % 2 == 0:
            found.append(piece.replace("%%", "%"))
            continue
        value = values[piece]
        found.extend(value if isinstance(value, tuple) else (value,))
    return words(*found)


def in_sequence(sentences: Iterable[Words]) -> Words:
    """One after the other: with a space between them in English, with none in Chinese."""
    runs: list[str | Run] = []
    for sentence in sentences:
        if sentence:
            runs += [" ", *sentence] if runs and is_english() else sentence
    return words(*runs)


def between(pieces: Iterable[Words], separator: str) -> Words:
    runs: list[str | Run] = []
    for piece in pieces:
        runs += [separator, *piece] if runs else piece
    return words(*runs)


def light_run(light: str) -> Run:
    return Run(str(WORDS[light]), tone=Tone(light))


def day(when: date) -> str:
    return written(when, "DATE_FORMAT", get_language())


def month(about: date) -> str:
    return written(about, "YEAR_MONTH_FORMAT", get_language())


@lru_cache(maxsize=2048)
def written(when: date, form: str, language: str | None) -> str:
    """A sheet writes the same few days thousands of times. `language` is the active one: it keeps them apart."""
    return date_format(when, form)


def language() -> str:
    return "en" if is_english() else (get_language() or "zh-hans")


def share_of(part: int, whole: int) -> str:
    """A share in percent with one decimal; of nothing there is none."""
    if not whole:
        return "–"
    return f"{figure_text(Decimal(100 * part) / whole, 1)}%"


def chinese_number(number: int) -> str:
    """1 to 99 as it counts headings.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE[tens]}十"
    return before + (CHINESE[ones] if ones else "")


def points(gap: float | Decimal | None) -> str:
    """A gap in percentage points with its sign, as it stands in a sentence."""
    if gap is None:
        return "–"
    return pgettext("in a document", "%(gap)s pp") % {"gap": signed(gap)}


def signed(gap: float | Decimal) -> str:
    text = figure_text(gap, 1)
    return text if text.startswith("-") or text == "0" else f"+{text}"


class Headings:
    """Counts headings as official documents do: 一、（一）1.（1） in Chinese, 1 1.1 1.1.1 in English."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0, 0]

    def next(self, level: int, text: str, anchor: str = "") -> Heading:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (4 - level)
        return Heading(level, f"{self.ordinal(level)}{text}", anchor)

    def ordinal(self, level: int) -> str:
        number = self.counts[level - 1]
        if is_english():
            return ".".join(str(count) for count in self.counts[:level]) + " "
        named = chinese_number(number) if number < 100 else str(number)
        return (f"{named}、", f"（{named}）", f"{number}. ", f"（{number}）")[level - 1]


class Ledger:
    """The figures and records of a document as they come up."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}
        self.records: dict[str, Record] = {}

    def figure(
        self, key: str, label: str, parts: Iterable[tuple[str, int | float | Decimal]], *, unit: str = "",
        decimals: int = 0, where: str = "",
    ) -> Figure:  # fmt: skip
        """Its value is the sum of its parts, whatever they are. `where`: of what it is, a battlefield for instance."""
        kept = tuple(Part(name, exact(given)) for name, given in parts)
        total = sum((part.value for part in kept), Decimal(0))
        self.figures[key] = Figure(key, label, total, unit, kept, decimals, where)
        return self.figures[key]

    def run(self, figure: Figure, text: str = "") -> Run:
        written = text or figure_text(figure.value, figure.decimals) + (figure.unit if figure.unit == "%" else "")
        return Run(written, figure=figure.key)

    def points(self, figure: Figure, *, in_cell: bool = False) -> Run:
        """A gap with its sign; in a cell the head of the column says that it is in percentage points."""
        return Run(signed(figure.value) if in_cell else points(figure.value), figure=figure.key)

    def record(self, key: str, label: str, address: str = "", sha256: str = "") -> str:
        self.records[key] = Record(key, label, address, sha256)
        return key


def exact(value: int | float | Decimal) -> Decimal:
    """Six decimals at most and no empty ones, so that sums are exact and the same number is always written alike."""
    if isinstance(value, int):
        return Decimal(value)
    number = Decimal(repr(value)) if isinstance(value, float) else value
    number = number.quantize(EXACT).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number
