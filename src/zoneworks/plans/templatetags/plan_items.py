"""Pieces of the page of one row."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zoneworks.plans.templatetags.plan_rows import DIAMOND_STATES, state_word
from zoneworks.ui.lights import node_at

register = template.Library()


@register.simple_tag
def milestone_state(state: str) -> SafeString:
    """The diamond and its word: open, done, overdue, claimed."""
    shape = node_at(DIAMOND_STATES[state], 0, 0)
    svg = mark_safe(f'<svg class="node-shape" viewBox="0 0 12 12" aria-hidden="true">{shape}</svg>')
    return format_html('<span class="light">{}<span class="light-word">{}</span></span>', svg, state_word(state))
