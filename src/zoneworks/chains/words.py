"""Words and amounts of chains as people read them."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.chains.model import Node
from zonekit.chains.places import english_names
from zonekit.registry.romanising import romanised
from zonekit.values.texts import Text
from zoneworks.chains.choices import Segment, Status
from zoneworks.common.text import in_language, is_english
from zoneworks.ui.figures import NONE, figure_text, share_text

# Yuan to a unit: from this amount on, in this unit.
CHINESE_UNITS = ((100_000_000, "亿元"), (10_000, "万元"), (1, "元"))
ENGLISH_UNITS = ((1_000_000_000, "billion"), (1_000_000, "million"))
SHORT_UNITS = ((1_000_000_000, "bn"), (1_000_000, "m"), (1_000, "k"))


def said(text: Text) -> str:
    """Words of an engine in the reader's language."""
    return in_language(text.zh, text.en)


def money(yuan: object) -> str:
    """An amount in the unit in which people say it: 3.2亿元, CNY 320 million."""
    if not isinstance(yuan, int | float):
        return NONE
    if is_english():
        for size, unit in ENGLISH_UNITS:
            if abs(yuan) >= size:
                return f"CNY {figure_text(yuan / size, 1)} {unit}"
        return f"CNY {figure_text(yuan, 0)}"
    for size, unit in CHINESE_UNITS:
        if abs(yuan) >= size or size == 1:
            return f"{figure_text(yuan / size, 2 if size > 10_000 else 0)}{unit}"
    return NONE


def money_of_fen(fen: int | None) -> str:
    return money(None if fen is None else fen / 100)


def share(value: object, digits: int = 0) -> str:
    return share_text(float(value), digits) if isinstance(value, int | float) else NONE


def points_share(points: int | None) -> str:
    """Basis points in percent."""
    return NONE if points is None else share_text(points / 10_000, 0)


def day(when: object) -> str:
    return date_format(when, "DATE_FORMAT") if when else NONE  # type: ignore[arg-type]


def region_words(region: str) -> str:
    """A region as the reader writes it."""
    if not is_english() or region.isascii():
        return region
    return romanised(region, english_names())


def product_words(found: str, node: Node | None) -> str:
    """Product words joined by 、 as the node writes them, in the reader's language where it has them in both."""
    named: dict[str, str] = {}
    if node is not None:
        shown = node.products_en if is_english() and len(node.products_en) == len(node.products) else node.products
        named = {word.casefold(): text for word, text in zip(node.products, shown, strict=True)}
    return joined([named.get(word.casefold(), word) for word in found.split("、")])


def status_word(status: str) -> str:
    return str(Status(status).label)


def segment_word(segment: str) -> str:
    return str(Segment(segment).label)


def joined(words: list[str]) -> str:
    return pgettext("between names", ", ").join(words)


def sentences(parts: list[str]) -> str:
    return (" " if is_english() else "").join(part for part in parts if part)


def ending(text: str) -> str:
    return text + _(".")
