"""What pages say of enterprises: figures with their units, doubts, reasons and standings as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zonekit.registry.industry import find_industry
from zoneworks.common.text import in_language, is_english
from zoneworks.enterprises.choices import FactKind
from zoneworks.ui.figures import figure_text

FEN_IN_WAN = 1_000_000
FEN_IN_MILLION = 100_000_000
FEN_IN_YI = 10_000_000_000
WAN: str | Promise = pgettext_lazy("unit", "CNY 10,000")
# Kind -> what one unit of the screen is in the smallest unit, and the unit's word.
UNITS: dict[str, tuple[int, str | Promise]] = {
    FactKind.OUTPUT: (FEN_IN_WAN, WAN),
    FactKind.REVENUE: (FEN_IN_WAN, WAN),
    FactKind.VALUE_ADDED: (FEN_IN_WAN, WAN),
    FactKind.TAX: (FEN_IN_WAN, WAN),
    FactKind.STAFF: (1, pgettext_lazy("unit", "persons")),
    FactKind.RD: (FEN_IN_WAN, WAN),
    FactKind.ENERGY: (1000, pgettext_lazy("unit", "t of standard coal")),
    FactKind.LAND: (1, pgettext_lazy("unit", "m²")),
}
DOUBTS: dict[str, str | Promise] = {
    "negative": gettext_lazy("The value is negative."),
    "absurd": gettext_lazy("The value is greater than that of any enterprise."),
    "unit_slip": gettext_lazy("The value is about %(times)s times, or one %(times)sth of, the year before (%(before)s): was the unit mistaken?"),  # noqa: E501
    "tax_above_revenue": gettext_lazy("Tax is above revenue (%(limit)s)."),
    "value_added_above_output": gettext_lazy("Value added is above output (%(limit)s)."),
    "rd_above_revenue": gettext_lazy("R&D expenditure is above revenue (%(limit)s)."),
    "output_apart_from_revenue": gettext_lazy("Output and revenue (%(revenue)s) are far apart."),
    "cumulative_falls": gettext_lazy("The sum since January is below that of an earlier month (%(before)s)."),
    "year_below_its_months": gettext_lazy("The year is below what its months add up to (%(before)s)."),
}  # fmt: skip
DUPLICATE_REASONS: dict[str, str | Promise] = {
    "same_code": gettext_lazy("same credit code"),
    "same_name": gettext_lazy("same name"),
    "same_name_other_form": gettext_lazy("same trade name and place, written differently"),
    "former_name": gettext_lazy("a former name of the other"),
    "same_trade_name_and_address": gettext_lazy("same trade name at the same address"),
}
OUTLOOKS: dict[str, str | Promise] = {
    "crossing_up": gettext_lazy("About to cross upwards"),
    "crossing_down": gettext_lazy("About to fall below"),
    "entered_not_listed": gettext_lazy("Above scale, not entered"),
    "listed_below": gettext_lazy("Entered, but below"),
    "near_up": gettext_lazy("Near the threshold"),
}
OUTLOOK_TONES = {
    "crossing_up": "action", "crossing_down": "red", "entered_not_listed": "yellow", "listed_below": "yellow",
    "near_up": "",
}  # fmt: skip
STATUSES: dict[str, str | Promise] = {
    "above": gettext_lazy("Above scale"),
    "below": gettext_lazy("Below scale"),
    "unknown": pgettext_lazy("scale", "Not known"),
    "not_by_revenue": gettext_lazy("Not decided by revenue"),
    "no_standard": gettext_lazy("No standard for this industry"),
}


def day(when: date) -> str:
    return date_format(when, "DATE_FORMAT")


def shown_value(kind: str, value: int | None) -> Decimal | None:
    """A value of the register in the unit of the screen."""
    return None if value is None else Decimal(value) / UNITS[kind][0]


def unit_of(kind: str) -> str:
    return str(UNITS[kind][1])


def sum_of_money(fen: int) -> tuple[Decimal, str]:
    """A sum of many enterprises in the unit in which people say it; the register's own unit runs into millions."""
    if is_english():
        return Decimal(fen) / FEN_IN_MILLION, "CNY million"
    if abs(fen) >= FEN_IN_YI:
        return Decimal(fen) / FEN_IN_YI, "亿元"
    return Decimal(fen) / FEN_IN_WAN, "万元"


def value_words(kind: str, value: int | None, digits: int = 2) -> str:
    """A figure with its unit: 1,234.5 CNY 10,000."""
    if value is None:
        return "–"
    return f"{figure_text(shown_value(kind, value), digits)} {unit_of(kind)}"


def money_words(fen: int | None) -> str:
    return value_words(FactKind.REVENUE, fen)


def class_words(code: str) -> str:
    """3612 Manufacture of new energy vehicles; the code alone where no edition knows it."""
    known = find_industry(code) if code else None
    return f"{code} {in_language(known.name.zh, known.name.en)}" if known else code


def class_name(code: str) -> str:
    known = find_industry(code) if code else None
    return in_language(known.name.zh, known.name.en) if known else ""


def doubt_words(kind: str, doubt: Mapping[str, Any]) -> str:
    """A doubt as a sentence, its figures in the unit of the screen."""
    sentence = DOUBTS.get(str(doubt.get("code", "")))
    if sentence is None:
        return str(doubt.get("code", ""))
    words = {
        name: figure_text(value) if name in ("times", "month") else value_words(kind, value)
        for name, value in doubt.items()
        if isinstance(value, int)
    }
    return str(sentence) % {"times": "", "before": "", "limit": "", "revenue": "", **words}


def period_words(span: str, about: date) -> str:
    """2023, or January to September 2023."""
    if span == "year":
        return str(about.year)
    return _("%(year)s, January to %(month)s") % {"year": about.year, "month": date_format(about, "F")}
