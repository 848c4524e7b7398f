"""Text that exists in two languages, and the one to show now."""

from __future__ import annotations

from django.utils.translation import get_language


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def followed(sentence: str, words: str) -> str:
    """A sentence and what somebody added to it: a space stands between them in English, none in Chinese."""
    return f"{sentence}{' ' if is_english() else ''}{words}" if words else sentence


def in_language(chinese: str, english: str) -> str:
    """The text in the reader's language; text typed in one language only is shown as typed."""
    return (english or chinese) if is_english() else (chinese or english)
