"""The rung of an order as a shape with its word: as many bars as rungs were climbed, so that no colour speaks alone."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zoneworks.supervision.choices import OrderState, Rung
from zoneworks.supervision.words import STATE_TONES, left_words, rung_words, state_words
from zoneworks.ui.templatetags.components import tag

register = template.Library()
register.filter("left_words", left_words)
TONES = {Rung.NOTICE: "grey", Rung.BLUE: "blue", Rung.ORANGE: "orange", Rung.RED: "red"}
BARS = ((0, 8, 4), (4.5, 5.5, 6.5), (9, 3, 9), (13.5, 0.5, 11.5))


@lru_cache(maxsize=8)
def bars(rung: int) -> SafeString:
    shapes = "".join(
        f'<rect class="{"is-on" if place <= rung else "is-off"}" x="{x:g}" y="{y:g}" width="3.2" height="{height:g}"/>'
        for place, (x, y, height) in enumerate(BARS)
    )
    return mark_safe(f'<svg class="rung-bars" viewBox="0 0 17 12" aria-hidden="true">{shapes}</svg>')


@register.simple_tag
def rung(value: int) -> SafeString:
    """Bars and the word of the rung."""
    words = rung_words(value)
    return format_html('<span class="rung is-{}">{}<span>{}</span></span>', TONES[Rung(value)], bars(value), words)


@register.simple_tag
def order_state(value: str) -> SafeString:
    shown: SafeString = tag(state_words(value), STATE_TONES[OrderState(value)])
    return shown
