"""Names broken into lines for boxes: Chinese anywhere between two characters, other words at their blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NARROW = 0.55
PIECES = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]+|\s+")
# A line never begins with one of these.
CLOSING = set("、，。；：）】》”’,.;:)!?！？")


def text_width(text: str) -> float:
    """How wide a text is in units of the font's size.

    >>> text_width("轮对"), round(text_width("axle"), 2)
    (2.0, 2.2)
    """
    return sum(map(letter_width, text))


@lru_cache(maxsize=8192)
def letter_width(letter: str) -> float:
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else NARROW


def wrapped(text: str, widest: float, most: int) -> tuple[str, ...]:
    """Lines no wider than `widest`; what is more than `most` lines ends in an ellipsis. A longer word is broken.

    >>> wrapped("Traction converters", 8.0, 3)
    ('Traction', 'converters')
    >>> wrapped("动车组齿轮箱", 4.0, 2)
    ('动车组齿', '轮箱')
    """
    lines = [""]
    for piece in _pieces(text, widest):
        fits = text_width(lines[-1] + piece.rstrip()) <= widest or (piece in CLOSING and lines[-1])
        if fits:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    clean = [line.strip() for line in lines if line.strip()] or [""]
    if len(clean) <= most:
        return tuple(clean)
    return (*clean[: most - 1], _cut(" ".join(clean[most - 1 :]), widest))


def _pieces(text: str, widest: float) -> list[str]:
    found: list[str] = []
    for piece in PIECES.findall(text):
        room = max(1, int(widest / NARROW)) if text_width(piece) > widest else len(piece)
        found += [piece[start : start + room] for start in range(0, len(piece), room)]
    return found


def _cut(text: str, widest: float) -> str:
    while text and text_width(text + "…") > widest:
        text = text[:-1]
    return text.rstrip() + "…"
