"""A name or a note as data, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words twice: Chinese and English.

    >>> Text("红色督办单", "red order").zh
    '红色督办单'
    """

    zh: str
    en: str
