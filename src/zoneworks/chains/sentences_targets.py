"""The rank of a target enterprise in words: its parts with the figures behind them, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from zonekit.chains.model import Node
from zonekit.chains.targets_model import Change, ChangeCode, Part, PartCode
from zonekit.registry.industry import find_industry
from zoneworks.chains.words import money, product_words, region_words, said, share
from zoneworks.ui.figures import figure_text

Figures = Mapping[str, Any]
WORDS: Mapping[str, Promise] = {
    PartCode.CLASS_FIT: gettext_lazy("Fit of industry class"),
    PartCode.PRODUCT_FIT: gettext_lazy("Fit of products"),
    PartCode.DEMAND: gettext_lazy("Pull of local demand"),
    PartCode.RELATEDNESS: gettext_lazy("Related industries here"),
    PartCode.SIZE: pgettext_lazy("target enterprise", "Size"),
    PartCode.DISTANCE: gettext_lazy("Distance"),
}


def part_word(code: str) -> str:
    return str(WORDS[PartCode(code)])


def part_sentence(part: Part, node: Node | None = None, *, is_short: bool = False) -> str:
    """What the value rests on; a figure that is not known is said to be missing. Shortly, a class goes by its code."""
    if not part.is_known and part.code not in (PartCode.SIZE, PartCode.DEMAND):
        return _("Not known; a middling value was taken.")
    if part.code == PartCode.PRODUCT_FIT:
        return product_fit(part, node)
    if part.code == PartCode.CLASS_FIT:
        return class_fit(part, is_short=is_short)
    return SENTENCES[part.code](part)


def class_fit(part: Part, *, is_short: bool = False) -> str:
    code = str(part.figures.get("class") or "")
    industry = find_industry(code) if code and not is_short else None
    name = f"{code} {said(industry.name)}" if industry else code
    if part.value <= 0:
        return _("Its class %(name)s is none of the node's.") % {"name": name}
    if part.value >= 1:
        return _("Its class %(name)s is one of the node's.") % {"name": name}
    return _("Its class %(name)s is near those of the node.") % {"name": name}


def product_fit(part: Part, node: Node | None = None) -> str:
    words = str(part.figures.get("words") or "")
    if not words:
        return _("None of the node's product words is found at it.")
    return _("Makes or names: %(words)s.") % {"words": product_words(words, node)}


def demand(part: Part) -> str:
    figures = part.figures
    if not figures.get("demand"):
        return _("No local demand is known.")
    sentence = _("Enterprises here buy %(demand)s a year of this; it could serve %(served)s of that.")
    return sentence % {"demand": money(figures["demand"]), "served": share(figures.get("served"))}


def relatedness(part: Part) -> str:
    if part.value >= 0.66:
        return _("What it does goes well with the industries that the zone has.")
    if part.value >= 0.33:
        return _("What it does goes with some of the industries that the zone has.")
    return _("What it does goes with few of the industries that the zone has.")


def size(part: Part) -> str:
    figures = part.figures
    if figures.get("revenue") is not None:
        return _("Revenue of %(amount)s a year.") % {"amount": money(figures["revenue"])}
    if figures.get("employees") is not None:
        return _("%(count)s employees.") % {"count": figure_text(figures["employees"], 0)}
    if figures.get("capital") is not None:
        return _("Registered capital of %(amount)s.") % {"amount": money(figures["capital"])}
    return _("Not known; a middling value was taken.")


def distance(part: Part) -> str:
    figures = part.figures
    region = region_words(str(figures.get("region") or ""))
    known = {"region": region or _("its seat"), "km": figure_text(figures.get("km"), 0)}
    if figures.get("is_rough"):
        return _("In %(region)s, about %(km)s km away.") % known
    return _("In %(region)s, %(km)s km away.") % known


SENTENCES: Mapping[str, Callable[[Part], str]] = {
    PartCode.CLASS_FIT: class_fit,
    PartCode.PRODUCT_FIT: product_fit,
    PartCode.DEMAND: demand,
    PartCode.RELATEDNESS: relatedness,
    PartCode.SIZE: size,
    PartCode.DISTANCE: distance,
}


# --- what would change the rank --------------------------------------------------------------------------------------


def change_sentence(change: Change) -> str:
    return CHANGES[change.code](change)


def in_unit(figures: Figures) -> str:
    """The value reached, in the unit people know where there is one."""
    if "revenue" in figures:
        return _("a revenue of %(amount)s") % {"amount": money(figures["revenue"])}
    if "km" in figures:
        return _("a distance of %(km)s km") % {"km": figure_text(figures["km"], 0)}
    written = [(share(figures.get("to"), digits), share(figures.get("value"), digits)) for digits in (0, 2)]
    to, value = written[0] if written[0][0] != written[0][1] else written[1]
    return _("a value of %(to)s instead of %(value)s") % {"to": to, "value": value}


def overtakes(change: Change) -> str:
    return _("“%(part)s”: with %(value)s it would pass %(other)s on rank %(rank)s.") % {
        "part": part_word(change.part),
        "value": in_unit(change.figures),
        "other": change.figures.get("other", ""),
        "rank": change.figures.get("other_rank", ""),
    }


def overtaken(change: Change) -> str:
    return _("“%(part)s”: with %(value)s %(other)s on rank %(rank)s would pass it.") % {
        "part": part_word(change.part),
        "value": in_unit(change.figures),
        "other": change.figures.get("other", ""),
        "rank": change.figures.get("other_rank", ""),
    }


def unknown(change: Change) -> str:
    return _("“%(part)s” is not known; known, the rank would be between %(best)s and %(worst)s.") % {
        "part": part_word(change.part),
        "best": change.figures.get("rank", ""),
        "worst": change.figures.get("worst", ""),
    }


def without(change: Change) -> str:
    return _("Without “%(part)s” it would stand on rank %(rank)s.") % {
        "part": part_word(change.part),
        "rank": change.figures.get("rank", ""),
    }


CHANGES: Mapping[str, Callable[[Change], str]] = {
    ChangeCode.OVERTAKES: overtakes,
    ChangeCode.OVERTAKEN: overtaken,
    ChangeCode.UNKNOWN: unknown,
    ChangeCode.WITHOUT: without,
}
