"""Text as people paste it, made plain, and refused where it is too long for a report."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zoneworks.common.errors import Refused
from zoneworks.common.plain import plain

LONGEST = 5000
# Beyond this it is no text any more, and not worth cleaning.
LONGEST_RAW = 40 * LONGEST


def plain_text(text: str, field: str = "") -> str:
    """Plain paragraphs of what was typed or pasted. Refused where more than 5,000 characters remain.

    >>> plain_text("<p class=MsoNormal><b>已签约</b>&nbsp;3个</p><style>p {color: red}</style>")
    '已签约 3个'
    """
    if len(text) > LONGEST_RAW:
        raise too_long(len(text), field)
    cleaned = plain(text)
    if len(cleaned) > LONGEST:
        raise too_long(len(cleaned), field)
    return cleaned


def too_long(length: int, field: str) -> Refused:
    return Refused(
        "words_too_long",
        _("This text has %(length)d characters; at most %(limit)d fit. Shorten it, or hand the rest in as a file.")
        % {"length": length, "limit": LONGEST},
        field or None,
    )
