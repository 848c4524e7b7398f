"""The marks of a node's status: a shape and a tone for each, never the tone alone.

Strong: full disc. Present: ring with a point. Weak: triangle. Broken: square with a gap through it. Blocked: disc with
a bar. Missing: dashed ring.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zoneworks.chains.choices import Status
from zoneworks.chains.words import status_word

SHAPES: dict[str, str] = {
    Status.STRONG: '<circle class="mark-full" cx="6" cy="6" r="5"/>',
    Status.PRESENT: '<circle class="mark-line" cx="6" cy="6" r="4.5"/><circle class="mark-full" cx="6" cy="6" r="2"/>',
    Status.WEAK: '<path class="mark-full" d="M6 1 11.2 11H.8z"/>',
    Status.BROKEN: '<path class="mark-full" d="M1 1H7.4L4 11H1zM9.6 1H11V11H6.2z"/>',
    Status.BLOCKED: '<circle class="mark-full" cx="6" cy="6" r="5.2"/><path class="mark-bar" d="M2.8 6H9.2"/>',
    Status.MISSING: '<circle class="mark-line is-dashed" cx="6" cy="6" r="4.6"/>',
}
TONES: dict[str, str] = {
    Status.STRONG: "green",
    Status.PRESENT: "green",
    Status.WEAK: "yellow",
    Status.BROKEN: "red",
    Status.BLOCKED: "red",
    Status.MISSING: "grey",
}
# In the order in which people read them: what is good first.
ORDER: tuple[Status, ...] = tuple(Status)


@lru_cache(maxsize=16)
def shape(status: str) -> SafeString:
    """The shape alone, for places that give the word themselves."""
    return mark_safe(
        f'<svg class="chain-mark is-{status}" viewBox="0 0 12 12" aria-hidden="true">{SHAPES[status]}</svg>'
    )


def mark(status: str, word: object = None, href: str = "") -> SafeString:
    """Shape and word; with an address, a link to what made it so."""
    said = status_word(status) if word is None else word
    inner = format_html('{}<span class="light-word">{}</span>', shape(status), said)
    if href:
        return format_html('<a class="light status is-{}" href="{}">{}</a>', status, href, inner)
    return format_html('<span class="light status is-{}">{}</span>', status, inner)
