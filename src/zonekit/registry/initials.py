"""Pinyin initials of enterprise names, phrase by phrase, thousands a second.

The readings are those of pypinyin; its own segmentation takes 0.2 ms a name, which a hundred thousand rows cannot pay,
so only what is needed of it is kept here: the longest phrase known at a place, else the character's usual reading.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from operator import add

from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

LONGEST_PHRASE = 4
_LENGTHS = tuple(range(LONGEST_PHRASE, 1, -1))

# Readings usual in the names of places and firms, which the general phrases miss or read otherwise.
_IN_NAMES = {
    "单县": "sx",
    "洪洞": "ht",
    "乐陵": "ll",
    "涡阳": "gy",
    "朝阳": "cy",
    "车行": "ch",
    "商行": "sh",
    "行业": "hy",
    "洋行": "yh",
    "总行": "zh",
    "重装": "zz",
    "重机": "zj",
    "重汽": "zq",
    "重型": "zx",
}
_SIGN_IN_NAMES = {"长": "c", "曾": "z", "仇": "q", "解": "j", "乐": "l", "行": "x"}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    known = {
        phrase: "".join(_letter(readings[0]) for readings in spoken)
        for phrase, spoken in phrases_dict.items()
        if len(phrase) <= LONGEST_PHRASE and len(phrase) == len(spoken)
    }
    return known | _IN_NAMES


@lru_cache(maxsize=1)
def _starts() -> frozenset[str]:
    """The first two characters of every phrase: most neighbours in a name begin none."""
    return frozenset(phrase[:2] for phrase in _phrases())


class _Signs(dict[str, str]):
    """The first letter of each character, looked up once; there are no more than the pinyin of Unicode."""

    def __missing__(self, sign: str) -> str:
        if sign.isascii():
            letter = sign.casefold() if sign.isalnum() else ""
        else:
            letter = _SIGN_IN_NAMES.get(sign) or _letter(pinyin_dict.get(ord(sign), ""))
        return self.setdefault(sign, letter)


_SIGNS = _Signs()


def _letter(syllable: str) -> str:
    """The plain first letter of a syllable with tone marks: 'ē' is 'e'."""
    return unicodedata.normalize("NFD", syllable)[:1]


def first_letters(text: str) -> str:
    """First letters of the pinyin of a text; letters and digits stay, what has no reading is left out.

    >>> first_letters("重庆长安示例"), first_letters("武清ABC银行3号")
    ('cqcasl', 'wqabcyh3h')
    """
    phrases, starts = _phrases(), _starts()
    letters = list(map(_SIGNS.__getitem__, text))
    told = 0
    for place in [place for place, pair in enumerate(map(add, text, text[1:])) if pair in starts]:
        if place < told:
            continue
        for length in _LENGTHS:
            known = phrases.get(text[place : place + length])
            if known is not None:
                told = place + len(known)
                letters[place:told] = known
                break
    return "".join(letters)
