"""Text as people paste it, made plain."""

from __future__ import annotations

LONGEST = 5000


def plain_text(text: str, field: str = "") -> str:
    """Plain paragraphs of what was typed or pasted, from a word processor for instance: markup, styles, scripts and
    invisible characters go, bullets become “- ”. Refused where more than 5,000 characters remain."""
    raise NotImplementedError
