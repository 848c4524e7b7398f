"""How much rests on a node, as a bar with its rank and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zoneworks.chains.weights import Weight
from zoneworks.chains.words import money
from zoneworks.ui.figures import NONE

register = template.Library()
WIDE = 120


@register.simple_tag
def weight_bar(weights: Mapping[str, Weight], node: str) -> SafeString | str:
    """Full for the node most rests on; beside it the rank, below it the output that rests on the node."""
    weight = weights.get(node)
    if weight is None:
        return NONE
    amount = money(weight.output) if weight.is_any and weight.output is not None else ""
    return format_html(
        '<span class="weight" title="{}"><span class="share-bar"><svg viewBox="0 0 {} 8" aria-hidden="true">'
        '<rect class="progress-track" width="{}" height="8" rx="1"/>'
        '<rect class="share-part" width="{}" height="8" rx="1"/></svg><span class="number">{}</span></span>{}</span>',
        weight.words,
        str(WIDE),
        str(WIDE),
        f"{weight.relative * WIDE:.1f}",
        weight.rank_words,
        format_html('<span class="quiet small">{}</span>', amount) if amount else "",
    )


@register.simple_tag
def weight_words(weights: Mapping[str, Weight], node: str) -> str:
    weight = weights.get(node)
    return weight.words if weight is not None else ""
