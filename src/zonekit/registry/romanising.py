"""Names of regions in Latin letters, for readers who do not read Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin

# What a region is stands at its end and is not part of its name in English.
KINDS = re.compile("(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|省|市|县|区)")


def romanised(region: str, known: Mapping[str, str] | None = None) -> str:
    """The parts of a region, the nearest first; `known`: names that are not written as they are spoken.

    >>> romanised("太原市"), romanised("安徽省合肥市"), romanised("陕西省西安市", {"陕西": "Shaanxi", "西安": "Xi'an"})
    ('Taiyuan', 'Hefei, Anhui', "Xi'an, Shaanxi")
    """
    parts = [part.strip() for part in KINDS.split(region)]
    named = [(known or {}).get(part) or spoken(part) for part in parts if part]
    return ", ".join(dict.fromkeys(reversed(named)))


@lru_cache(maxsize=2048)
def spoken(name: str) -> str:
    """As it is spoken; before a vowel that could be read with the syllable before it stands an apostrophe."""
    text = ""
    for syllable in lazy_pinyin(name):
        text += f"'{syllable}" if text and syllable[:1] in "aeo" else syllable
    return text[:1].upper() + text[1:]
