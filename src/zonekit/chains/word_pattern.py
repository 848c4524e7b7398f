"""One pattern for hundreds of words: they share their beginnings, so a text is walked once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def pattern_of(words: Iterable[str]) -> str:
    r"""A pattern that finds, at each place, the longest of the words; words in letters only as whole words.

    >>> pattern_of(["车轴", "车轴钢", "轮对"])
    '(?:车轴(?:钢)?|轮对)'
    >>> pattern_of(["gear", "gear box"])
    '(?:\\bgear\\ box\\b|\\bgear\\b)'
    """
    distinct = set(words)
    in_letters = sorted((word for word in distinct if word.isascii()), key=lambda word: (-len(word), word))
    edged = [rf"\b{re.escape(word)}\b" for word in in_letters]
    return f"(?:{'|'.join([*_branches(sorted(distinct.difference(in_letters))), *edged])})"


def _branches(words: list[str]) -> list[str]:
    """Sorted words, those that begin with one character as one branch."""
    return [
        re.escape(first) + _after([word[1:] for word in group]) for first, group in groupby(words, lambda word: word[0])
    ]


def _after(ends: list[str]) -> str:
    """What follows a beginning; nothing may follow where the beginning is a word itself."""
    longer = _branches([end for end in ends if end])
    if not longer:
        return ""
    if len(longer) == 1 and "" not in ends:
        return longer[0]
    return f"(?:{'|'.join(longer)})" + ("?" if "" in ends else "")
