"""What is odd about an enterprise's figures: flagged for a person to confirm, never dropped and never mended.

Amounts are whole numbers of the smallest unit: fen, persons, kilograms of standard coal, square metres. The bounds are
the product's own: wide enough that a plain good or bad year passes, narrow enough to catch 元 taken for 万元.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

Span = Literal["year", "month"]
Series = Mapping[tuple[int, int], int]


class Odd(StrEnum):
    """Codes of doubt. The figures of each are in `Doubt.figures`."""

    NEGATIVE = "negative"
    UNIT_SLIP = "unit_slip"  # about 10,000 or 100 times the year before, or that part of it
    ABSURD = "absurd"  # more than any enterprise of the country has
    TAX_ABOVE_REVENUE = "tax_above_revenue"
    VALUE_ADDED_ABOVE_OUTPUT = "value_added_above_output"
    RD_ABOVE_REVENUE = "rd_above_revenue"
    OUTPUT_APART_FROM_REVENUE = "output_apart_from_revenue"
    CUMULATIVE_FALLS = "cumulative_falls"
    YEAR_BELOW_ITS_MONTHS = "year_below_its_months"


FLOWS = frozenset({"output", "revenue", "value_added", "tax", "rd", "energy"})
MOST: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("output", "revenue"), 4_000_000_000_000 * 100),
        **dict.fromkeys(("value_added", "tax", "rd"), 1_500_000_000_000 * 100),
        "staff": 2_000_000,
        "energy": 300_000_000 * 1000,
        "land": 500_000_000,
    }
)
# (code, the greater, the lesser): a part cannot be more than the whole.
_PARTS = (
    (Odd.TAX_ABOVE_REVENUE, "tax", "revenue"),
    (Odd.VALUE_ADDED_ABOVE_OUTPUT, "value_added", "output"),
    (Odd.RD_ABOVE_REVENUE, "rd", "revenue"),
)
# times the year before -> the slip it looks like (万元 for 元, percent for a share)
_SLIPS = ((3_000, 30_000, 10_000), (50, 200, 100))
_APART = 50
_SMALLEST_TOLD = 1_000_000_00  # fen: tiny firms multiply by a hundred honestly
_SMALLEST_COUNT = 20
_FALL_TOLERANCE = 0.995


@dataclass(frozen=True, slots=True)
class Figure:
    """A value about a year (`month` 12) or about January to a month."""

    kind: str
    span: Span
    year: int
    month: int
    value: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """`figures`: what is compared, e.g. {"value": 5, "limit": 3}; ratios are whole numbers."""

    code: Odd
    kind: str
    span: Span
    year: int
    month: int
    figures: Mapping[str, int]


def doubts_of_figures(figures: Iterable[Figure]) -> tuple[Doubt, ...]:
    """Every doubt about one enterprise's figures, by year and month; the later of two figures that disagree is doubted.

    >>> found = doubts_of_figures([
    ...     Figure("revenue", "year", 2022, 12, 20_000_000_00), Figure("revenue", "year", 2023, 12, 210_000_000_000_00),
    ...     Figure("tax", "year", 2022, 12, 30_000_000_00)])
    >>> [(doubt.code.value, doubt.kind, doubt.year) for doubt in found]
    [('tax_above_revenue', 'tax', 2022), ('unit_slip', 'revenue', 2023)]
    """
    series: dict[tuple[str, Span], dict[tuple[int, int], int]] = defaultdict(dict)
    for figure in figures:
        series[figure.kind, figure.span][figure.year, figure.month] = figure.value
    found = [*_alone(series), *_beside(series)]
    for (kind, span), values in series.items():
        found.extend(_slips(kind, span, values))
        if kind in FLOWS and span == "month":
            found.extend(_falls(kind, values, series.get((kind, "year"), {})))
    return tuple(sorted(found, key=lambda doubt: (doubt.year, doubt.month, doubt.span, doubt.kind, doubt.code)))


def _alone(series: Mapping[tuple[str, Span], Series]) -> Iterator[Doubt]:
    for (kind, span), values in series.items():
        most = MOST.get(kind)
        for (year, month), value in values.items():
            if value < 0:
                yield Doubt(Odd.NEGATIVE, kind, span, year, month, {"value": value})
            elif most is not None and value > most:
                yield Doubt(Odd.ABSURD, kind, span, year, month, {"value": value, "limit": most})


def _beside(series: Mapping[tuple[str, Span], Series]) -> Iterator[Doubt]:
    """Figures of the same period that contradict each other."""
    spans: tuple[Span, ...] = ("year", "month")
    for span in spans:
        for code, part, whole in _PARTS:
            wholes = series.get((whole, span), {})
            for (year, month), value in series.get((part, span), {}).items():
                limit = wholes.get((year, month))
                if limit is not None and value > max(limit, 0):
                    yield Doubt(code, part, span, year, month, {"value": value, "limit": limit})
        revenues = series.get(("revenue", span), {})
        for (year, month), output in series.get(("output", span), {}).items():
            revenue = revenues.get((year, month), 0)
            if min(output, revenue) > 0 and max(output, revenue) > max(_APART * min(output, revenue), _SMALLEST_TOLD):
                figures = {"value": output, "revenue": revenue}
                yield Doubt(Odd.OUTPUT_APART_FROM_REVENUE, "output", span, year, month, figures)


def _slips(kind: str, span: Span, values: Series) -> Iterator[Doubt]:
    """A value that is about 10,000 or 100 times the one of a year before, or that part of it."""
    smallest = _SMALLEST_TOLD if kind in FLOWS and kind != "energy" else _SMALLEST_COUNT
    for (year, month), value in values.items():
        before = values.get((year - 1, month), 0)
        if min(value, before) <= 0 or max(value, before) < smallest:
            continue
        for lowest, highest, times in _SLIPS:
            if lowest <= max(value, before) / min(value, before) <= highest:
                figures = {"value": value, "before": before, "times": times}
                yield Doubt(Odd.UNIT_SLIP, kind, span, year, month, figures)


def _falls(kind: str, months: Series, years: Series) -> Iterator[Doubt]:
    """Cumulative values that fall within a year, and a year that ends below what its months add up to."""
    last: dict[int, tuple[int, int]] = {}
    for year, month in sorted(months):
        value = months[year, month]
        before = last.get(year)
        if before is not None and value < before[1] * _FALL_TOLERANCE:
            figures = {"value": value, "before": before[1], "month": before[0]}
            yield Doubt(Odd.CUMULATIVE_FALLS, kind, "month", year, month, figures)
        last[year] = (month, value)
    for year, (month, value) in last.items():
        total = years.get((year, 12))
        if total is not None and value > 0 and total < value * _FALL_TOLERANCE:
            figures = {"value": total, "before": value, "month": month}
            yield Doubt(Odd.YEAR_BELOW_ITS_MONTHS, kind, "year", year, 12, figures)
