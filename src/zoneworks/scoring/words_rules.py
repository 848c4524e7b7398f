"""Parameters of rules in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from zonekit.scoring import Rule
from zoneworks.ui.figures import figure_text

PARAMS: Mapping[str, Promise] = {
    "cap": pgettext_lazy("rule", "Counts at most as"),
    "cap_parts": pgettext_lazy("rule", "Each part counts at most as"),
    "direction": pgettext_lazy("rule", "Better is"),
    "target": pgettext_lazy("rule", "Target"),
    "nothing_due": pgettext_lazy("rule", "Where nothing is due"),
    "steps": pgettext_lazy("rule", "Shares of the first ranks"),
    "further": pgettext_lazy("rule", "Less for each further rank"),
    "floor": pgettext_lazy("rule", "Not below"),
    "base": pgettext_lazy("rule", "Base"),
    "span": pgettext_lazy("rule", "Span"),
    "min": pgettext_lazy("rule", "Least"),
    "max": pgettext_lazy("rule", "Greatest"),
    "all_equal": pgettext_lazy("rule", "Where all are equal"),
    "count_weight": pgettext_lazy("rule", "Weight of the count"),
    "amount_weight": pgettext_lazy("rule", "Weight of the amount"),
    "per_missing": pgettext_lazy("rule", "Less for each large project missing"),
    "relative_to": pgettext_lazy("rule", "Load compared with"),
    "bands": pgettext_lazy("rule", "Bands"),
    "how": pgettext_lazy("rule", "How marks count"),
    "per": pgettext_lazy("rule", "Points each"),
    "free": pgettext_lazy("rule", "Cases that do not count"),
    "step": pgettext_lazy("rule", "Step"),
    "whole_steps": pgettext_lazy("rule", "Whole steps only"),
    "least": pgettext_lazy("rule", "At least"),
    "most": pgettext_lazy("rule", "At most"),
    "amount_least": pgettext_lazy("rule", "Least amount of one entry"),
    "amount_most": pgettext_lazy("rule", "Greatest amount of one entry"),
}
VALUES: Mapping[str, Promise] = {
    "higher": pgettext_lazy("rule", "more"),
    "lower": pgettext_lazy("rule", "less"),
    "full": pgettext_lazy("rule", "all points"),
    "zero": pgettext_lazy("rule", "no points"),
    "base": pgettext_lazy("rule", "the base"),
    "largest": pgettext_lazy("rule", "the largest load"),
    "sum": pgettext_lazy("rule", "the sum of all loads"),
    "mean": pgettext_lazy("rule", "the mean of all marks"),
    "given": pgettext_lazy("rule", "the one mark"),
}
MISSING: Mapping[str, Promise] = {
    "zero": gettext_lazy("no points"),
    "left_out": gettext_lazy("left out: its points go to the other rules"),
}


def value_words(value: Any) -> str:
    """A parameter as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return figure_text(value)
    if isinstance(value, tuple):
        return pgettext("between statements in a line", "; ").join(value_words(one) for one in value)
    if isinstance(value, Mapping):
        low, high, share = (value.get(name) for name in ("low", "high", "share"))
        told = {"low": figure_text(low), "high": figure_text(high), "share": figure_text(share)}
        return pgettext("band of a rule", "from %(low)s to below %(high)s: %(share)s") % told
    return str(VALUES.get(value, value))


def missing_words(rule: Rule) -> str:
    """What a unit gets of which nothing is known."""
    if rule.missing == "neutral":
        return _("%(share)s of the points") % {"share": f"{figure_text(rule.neutral_share * 100, 2)}%"}
    return str(MISSING[rule.missing])
