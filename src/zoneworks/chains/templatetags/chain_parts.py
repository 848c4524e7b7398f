"""Marks and bars of chains, and the nodes of a map: drawn in Python, for a map has hundreds of them."""

from __future__ import annotations

from urllib.parse import quote

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from zoneworks.chains import marks
from zoneworks.chains.pages.map import MapPage
from zoneworks.chains.pages.rows import NodeRow
from zoneworks.chains.picture import Drawn, Way
from zoneworks.chains.words import status_word
from zoneworks.ui.figures import share_text

register = template.Library()
register.simple_tag(marks.mark, name="status_mark")
register.simple_tag(marks.shape, name="status_shape")
WIDE = 120


@register.simple_tag
def map_ways(page: MapPage) -> SafeString:
    """The links of a map: made of numbers alone, nothing in them needs escaping."""
    return mark_safe("".join(drawn_way(way) for way in page.picture.ways))


def drawn_way(way: Way) -> str:
    classes = f"way{' is-return' if way.is_return else ''}{' is-dim' if way.is_dim else ''}"
    return f'<path class="{classes}" d="{way.path}"/>'


@register.simple_tag
def map_nodes(page: MapPage) -> SafeString:
    """The boxes of a map: each a link to what is known of its node. Put together without the machinery of templates,
    for there may be hundreds; every text is escaped.
    """
    address = escape(page.node_address)
    words = {status.value: status_word(status.value) for status in marks.ORDER}
    return mark_safe("".join(drawn_node(box, address, words[box.status]) for box in page.picture.boxes))


def drawn_node(box: Drawn, address: str, word: str) -> str:
    words = firms_words(box.count)
    href = f"{address}{escape(quote(box.code))}"
    classes = f"chain-node is-{box.status}{' is-key' if box.is_key else ''}{' is-dim' if box.is_dim else ''}"
    x, y, width, height = float(box.x), float(box.y), float(box.width), float(box.height)
    lines = "".join(f'<text x="{x + 8:g}" y="{line_y}">{escape(line)}</text>' for line_y, line in box.lines)
    return (
        f'<a class="{classes}" href="{href}" aria-label="{escape(f"{box.label}: {word}, {words}")}">'
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="3"/>{lines}'
        f'<g class="chain-mark is-{box.status}" transform="translate({x + 8:g} {float(box.foot) - 10:g})">'
        f"{marks.SHAPES[box.status]}</g>"
        f'<text class="foot" x="{x + 24:g}" y="{box.foot}">{escape(word)} · {escape(words)}</text>'
        f'<rect class="importance" x="{x + 1:g}" y="{y + height - 5:g}"'
        f' width="{min(float(box.bar), width - 2):g}" height="4"/></a>'
    )


@register.simple_tag
def map_list(page: MapPage, rows: list[NodeRow]) -> SafeString:
    """The nodes of a segment for narrow screens; many do without marks, for the words say the same."""
    address = escape(page.node_address)
    words = {status.value: status_word(status.value) for status in marks.ORDER}
    items = []
    for row in rows:
        shape = "" if page.is_large else f"{marks.shape(row.status)} "
        items.append(
            f'<li><a href="{address}{escape(quote(row.code))}#node-panel">{shape}{escape(row.title)}</a>'
            f'<span class="quiet small">{escape(words[row.status])} · {row.firms}</span></li>'
        )
    return mark_safe("".join(items))


def firms_words(count: int) -> str:
    return ngettext("%(count)d firm", "%(count)d firms", count) % {"count": count}


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
