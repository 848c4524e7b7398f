"""Names as people vary them: widths, spaces, brackets and short forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_SPACES = re.compile(r"\s+")
_ENDS = "。.;；,，、:： "
_SHORT_FORM_WORTH = 0.55


class NearName(NamedTuple):
    """A known name and how like the asked one it is, 0 to 1."""

    name: str
    likeness: float


def folded(name: str) -> str:
    """A name as it is compared: full-width forms narrowed, white space gone, case and closing marks ignored.

    >>> folded(" 投资　促进部。"), folded("（轨道）ＩＰＤ")
    ('投资促进部', '(轨道)ipd')
    """
    return _SPACES.sub("", unicodedata.normalize("NFKC", name)).casefold().strip(_ENDS)


def similarity(one: str, other: str) -> float:
    """Likeness of two texts by the pairs of neighbouring characters they share (Dice), 0 to 1.

    >>> similarity("投资促进部", "投资促进局"), similarity("abc", "xyz"), similarity("", "")
    (0.75, 0.0, 1.0)
    """
    first, second = folded(one), folded(other)
    return 1.0 if first == second else shared(pairs_of(first), pairs_of(second))


def shared(first: Counter[str], second: Counter[str]) -> float:
    """Dice coefficient of two counted bags of pairs."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def pairs_of(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a folded text, counted; a single character stands for itself."""
    if len(text) < 2:
        return Counter([text] if text else [])
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def near_names(name: str, known: Iterable[str], limit: int = 3, at_least: float = 0.34) -> tuple[NearName, ...]:
    """The known names most like `name`, best first: for a person to choose from, never to be taken silently.

    A short form counts as near when its characters stand in the long one in the same order (投促部 in 投资促进部).

    >>> [near.name for near in near_names("投促部", ["投资促进部", "经济发展部", "财政金融部"])]
    ['投资促进部']
    >>> near_names("县教育局", ["投资促进部"])
    ()
    """
    asked = folded(name)
    likeness = {one: _likeness(asked, folded(one)) for one in dict.fromkeys(known)}
    near = [NearName(one, round(worth, 3)) for one, worth in likeness.items() if worth >= at_least]
    return tuple(sorted(near, key=lambda one: (-one.likeness, one.name))[:limit])


def _likeness(asked: str, known: str) -> float:
    worth = 1.0 if asked == known else shared(pairs_of(asked), pairs_of(known))
    short, long = sorted((asked, known), key=len)
    if len(short) > 1 and _is_inside(short, long):
        worth = max(worth, _SHORT_FORM_WORTH + 0.4 * len(short) / len(long))
    return worth


def _is_inside(short: str, long: str) -> bool:
    """Whether all characters of `short` stand in `long` in the same order, the first and last included."""
    if short[0] != long[0] or short[-1] != long[-1]:
        return short in long
    rest = iter(long)
    return all(character in rest for character in short)
