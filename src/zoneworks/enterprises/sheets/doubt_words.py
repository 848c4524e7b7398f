"""Doubts about a figure in a few words, for a list of issues."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import pgettext_lazy

SHORT: Final[dict[str, Promise]] = {
    "negative": pgettext_lazy("doubt", "negative"),
    "absurd": pgettext_lazy("doubt", "too great"),
    "unit_slip": pgettext_lazy("doubt", "unit mistaken?"),
    "tax_above_revenue": pgettext_lazy("doubt", "tax above revenue"),
    "value_added_above_output": pgettext_lazy("doubt", "value added above output"),
    "rd_above_revenue": pgettext_lazy("doubt", "R&D above revenue"),
    "output_apart_from_revenue": pgettext_lazy("doubt", "far from revenue"),
    "cumulative_falls": pgettext_lazy("doubt", "below an earlier month"),
    "year_below_its_months": pgettext_lazy("doubt", "year below its months"),
}


def said(codes: object) -> str:
    """The codes of an issue, as an engine named them, in words."""
    return _now("; ").join(str(SHORT.get(code, code)) for code in str(codes).split(", "))
