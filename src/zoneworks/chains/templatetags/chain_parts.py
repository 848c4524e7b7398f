"""Marks and bars of chains, and the nodes of a map: drawn in Python, for a map has hundreds of them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zoneworks.chains import marks
from zoneworks.chains.pages.map import MapPage
from zoneworks.chains.picture import Drawn
from zoneworks.chains.words import status_word
from zoneworks.ui.figures import share_text

register = template.Library()
register.simple_tag(marks.mark, name="status_mark")
register.simple_tag(marks.shape, name="status_shape")
WIDE = 120


@register.simple_tag
def map_nodes(page: MapPage) -> SafeString:
    """The boxes of a map: each a link to what is known of its node."""
    return mark_safe("".join(drawn_node(box, page.node_address, page) for box in page.picture.boxes))


def drawn_node(box: Drawn, address: str, page: MapPage) -> SafeString:
    words = firms_words(box.count)
    href = f"{address}{box.code}"
    dim, key = " is-dim" if box.is_dim else "", " is-key" if box.is_key else ""
    x, width = float(box.x), float(box.width)
    lines = format_lines(box)
    return format_html(
        '<a class="chain-node is-{}{}{}" href="{}" hx-get="{}" hx-target="#node-panel" aria-label="{}">'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3"/>{}'
        '<g class="chain-mark is-{}" transform="translate({} {})">{}</g>'
        '<text class="foot" x="{}" y="{}">{} · {}</text>'
        '<rect class="importance" x="{}" y="{}" width="{}" height="4"/></a>',
        box.status,
        mark_safe(dim),
        mark_safe(key),
        href,
        href,
        f"{box.label}: {box.word}, {words}",
        box.x,
        box.y,
        box.width,
        box.height,
        lines,
        box.status,
        f"{x + 8:g}",
        f"{float(box.foot) - 10:g}",
        mark_safe(marks.SHAPES[box.status]),
        f"{x + 24:g}",
        box.foot,
        box.word,
        words,
        f"{x + 1:g}",
        f"{float(box.y) + float(box.height) - 5:g}",
        f"{min(float(box.bar), width - 2):g}",
    )


def format_lines(box: Drawn) -> SafeString:
    left = f"{float(box.x) + 8:g}"
    parts = [format_html('<text x="{}" y="{}">{}</text>', left, y, line) for y, line in box.lines]
    return mark_safe("".join(parts))


def firms_words(count: int) -> str:
    return ngettext("%(count)d firm", "%(count)d firms", count) % {"count": count}


@register.simple_tag
def importance_bar(value: float) -> SafeString:
    """How much rests on a node, as a bar with its percent."""
    return share_bar(value, _("Importance"))


@register.simple_tag
def share_bar(value: float | None, label: str = "", tone: str = "") -> SafeString:
    """A share of one as a bar with its percent beside it."""
    within = min(max(float(value or 0), 0.0), 1.0)
    text = share_text(value, 0)
    return format_html(
        '<span class="share-bar" title="{}"><svg viewBox="0 0 {} 8" aria-hidden="true">'
        '<rect class="progress-track" width="{}" height="8" rx="1"/>'
        '<rect class="share-part{}" width="{}" height="8" rx="1"/></svg><span class="number">{}</span></span>',
        f"{label} {text}".strip(),
        str(WIDE),
        str(WIDE),
        f" is-{tone}" if tone else "",
        f"{within * WIDE:.1f}",
        text,
    )


@register.simple_tag
def status_strip(counts: dict[str, int]) -> SafeString:
    """How many nodes have each status, as one bar of parts with their numbers; the words are beside each mark."""
    total = sum(counts.values()) or 1
    left, parts = 0.0, []
    for status in marks.ORDER:
        count = counts.get(status.value, 0)
        wide = count / total * 240
        if count:
            parts.append(
                format_html(
                    '<rect class="part is-{}" x="{}" width="{}" height="12"><title>{} {}</title></rect>',
                    status.value, f"{left:.1f}", f"{max(wide - 1, 1):.1f}", status_word(status.value), str(count),
                )
            )  # fmt: skip
        left += wide
    said = ", ".join(
        f"{status_word(one.value)} {counts.get(one.value, 0)}" for one in marks.ORDER if counts.get(one.value)
    )
    return format_html(
        '<svg class="status-strip" viewBox="0 0 240 12" role="img" aria-label="{}">{}</svg>',
        said,
        mark_safe("".join(parts)),
    )
