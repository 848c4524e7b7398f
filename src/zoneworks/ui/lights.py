"""Lights and nodes: shapes with words. Green disc, yellow triangle, red square, grey ring; nodes are diamonds."""

from __future__ import annotations

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS: dict[str, Promise] = {
    "green": _("On schedule"),
    "yellow": _("Behind"),
    "red": _("Far behind"),
    "grey": _("Not reported"),
}
NODE_WORDS: dict[str, Promise] = {
    "open": pgettext_lazy("milestone", "Open"),
    "done": pgettext_lazy("milestone", "Done"),
    "overdue": pgettext_lazy("milestone", "Overdue"),
}
SHAPES = {
    "green": '<circle cx="6" cy="6" r="4.75"/>',
    "yellow": '<path d="M6 1.2 11 10.6H1z" stroke-linejoin="round"/>',
    "red": '<rect x="1.5" y="1.5" width="9" height="9"/>',
    "grey": '<circle cx="6" cy="6" r="4.25"/>',
}
DIAMOND = '<path d="M6 1 11 6 6 11 1 6z" stroke-linejoin="round"/>'


def _known(code: str, table: dict[str, Promise], what: str) -> str:
    if code not in table:
        raise ValueError(f"{what} {code!r}: use one of {', '.join(table)}")
    return code


@lru_cache(maxsize=64)
def lamp(code: str, size: str = "", *, hollow: bool = False) -> SafeString:
    """The shape alone, for places that give the word themselves. Sizes: small, (none), large."""
    _known(code, WORDS, "light")
    classes = " ".join(["lamp", f"is-{code}", *([f"is-{size}"] if size else []), *(["is-hollow"] if hollow else [])])
    return mark_safe(f'<svg class="{classes}" viewBox="0 0 12 12" aria-hidden="true">{SHAPES[code]}</svg>')


def lamp_at(code: str, x: float, y: float, size: float = 12, *, hollow: bool = False) -> SafeString:
    """The shape inside a picture drawn on the server, its top left corner at x, y."""
    _known(code, WORDS, "light")
    hollow_class = " is-hollow" if hollow else ""
    return mark_safe(
        f'<g class="lamp-shape is-{code}{hollow_class}" transform="translate({x:g} {y:g}) scale({size / 12:.4g})">'
        f"{SHAPES[code]}</g>"
    )


def light(code: str, word: object = None, href: str = "", size: str = "", *, hollow: bool = False) -> SafeString:
    """Shape and word; with an address, a link to its reason. Hollow says: submitted, not confirmed."""
    return _light(code, word if word is not None else WORDS[_known(code, WORDS, "light")], href, size, hollow, "")


def light_alone(code: str, word: object = None, href: str = "", size: str = "", *, hollow: bool = False) -> SafeString:
    """A light for narrow cells: the word is there for readers of screens, on hover and on paper, but not seen."""
    word = word if word is not None else WORDS[_known(code, WORDS, "light")]
    return _light(code, word, href, size, hollow, " visually-hidden")


def _light(code: str, word: object, href: str, size: str, hollow: bool, hiding: str) -> SafeString:
    tag = mark_safe(format_html('a href="{}"', href)) if href else mark_safe("span")
    title = format_html(' title="{}"', word) if hiding else ""
    return format_html(
        '<{} class="light is-{}"{}>{}<span class="light-word{}">{}</span></{}>',
        tag,
        code,
        title,
        lamp(code, size, hollow=hollow),
        hiding,
        word,
        "a" if href else "span",
    )


@lru_cache(maxsize=16)
def _node_shape(state: str) -> SafeString:
    _known(state, NODE_WORDS, "node")
    return mark_safe(f'<svg class="node is-{state}" viewBox="0 0 12 12" aria-hidden="true">{DIAMOND}</svg>')


def node(state: str, word: object = None) -> SafeString:
    """The diamond of a node (open, done, overdue) with its word for readers of screens."""
    shape = _node_shape(state)
    said = NODE_WORDS[state] if word is None else word
    return format_html(
        '<span class="light" title="{0}">{1}<span class="visually-hidden">{0}</span></span>', said, shape
    )


def node_at(state: str, x: float, y: float, size: float = 12) -> SafeString:
    """The diamond inside a picture drawn on the server, its top left corner at x, y."""
    _known(state, NODE_WORDS, "node")
    return mark_safe(
        f'<g class="node is-{state}" transform="translate({x:g} {y:g}) scale({size / 12:.4g})">{DIAMOND}</g>'
    )
