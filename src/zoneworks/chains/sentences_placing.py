"""Why an enterprise is proposed for a node, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zonekit.chains.model import Node
from zonekit.chains.placement import SignCode
from zonekit.registry.industry import find_industry
from zoneworks.chains.words import product_words, said

Figures = Mapping[str, Any]


def signs_told(reasons: Iterable[Mapping[str, Any]], node: Node | None = None) -> list[str]:
    """The reasons a placement keeps; a code of an earlier edition of the engine is left out."""
    return [sign_told(one, node) for one in reasons if one.get("code") in SIGNS]


def sign_told(reason: Mapping[str, Any], node: Node | None) -> str:
    figures = reason.get("figures", {})
    if reason["code"] == SignCode.PRODUCT_WORDS:
        return words_found(figures, node)
    return SIGNS[reason["code"]](figures)


def class_name(figures: Figures) -> str:
    code = str(figures.get("class") or "")
    known = find_industry(code) if code else None
    return f"{code} {said(known.name)}" if known else code


def class_fits(figures: Figures) -> str:
    return _("Its class %(name)s belongs to the node.") % {"name": class_name(figures)}


def class_shared(figures: Figures) -> str:
    return _("The class belongs to %(count)s nodes of the chain.") % {"count": figures.get("nodes", "")}


def class_elsewhere(figures: Figures) -> str:
    return _("Its class %(name)s is none of the node's.") % {"name": class_name(figures)}


def class_unknown(figures: Figures) -> str:
    return _("Its class is not known.")


def words_found(figures: Figures, node: Node | None = None) -> str:
    return _("Name or scope say: %(words)s.") % {"words": product_words(str(figures.get("words", "")), node)}


SIGNS: Mapping[str, Callable[[Figures], str]] = {
    SignCode.CLASS_FITS: class_fits,
    SignCode.CLASS_SHARED: class_shared,
    SignCode.CLASS_ELSEWHERE: class_elsewhere,
    SignCode.CLASS_UNKNOWN: class_unknown,
    SignCode.PRODUCT_WORDS: words_found,
}
