"""Words of a picture without a typesetter: how wide they will be, where they break, how numbers are written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from unicodedata import combining, east_asian_width

MINUS = "−"
NARROW = frozenset("iIjl.,:;|!'`()[]{}ft ·")
BROAD = frozenset("mwMW%@&—…")
NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’%,.;:!?)]}")
CENT = Decimal("0.01")


@lru_cache(maxsize=4096)
def ems(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    if combining(character):
        return 0.0
    if character in NARROW:
        return 0.39
    if character in BROAD:
        return 0.96
    return 0.72 if character.isupper() else 0.6


def width_of(text: str, size: float) -> float:
    """An upper estimate of the width, in the unit of `size`, good for the faces of pages and of documents.

    >>> width_of("万元", 12)
    24.0
    """
    return sum(map(ems, text)) * size


def wrapped(text: str, size: float, room: float) -> tuple[str, ...]:
    """Lines no wider than `room`: between Han characters and at spaces, inside a word only when no line holds it.

    >>> wrapped("主战场（招商引资）", 10, 50)
    ('主战场（招', '商引资）')
    >>> wrapped("New town construction", 10, 80)
    ('New town', 'construction')
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(" ".join(text.split())):
        if width_of((line + piece).rstrip(), size) <= room:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        *full, line = cut(piece, size, room)
        lines += full
    return (*lines, line.strip()) if line.strip() else tuple(lines)


def pieces(text: str) -> Iterator[str]:
    """What may not be broken: a Latin word with its space, a Han character with the stops that may not begin a line."""
    piece = ""
    for character in text:
        is_wide = ems(character) == 1.0
        if piece and (is_wide or ems(piece[-1]) == 1.0 or piece[-1] == " ") and character not in NEVER_FIRST:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def cut(piece: str, size: float, room: float) -> list[str]:
    """A piece too long for any line, by characters; a line holds at least one."""
    lines = [""]
    for character in piece:
        if lines[-1] and width_of((lines[-1] + character).rstrip(), size) > room:
            lines.append("")
        lines[-1] += character
    return lines


def number_text(value: Decimal, unit: str = "") -> str:
    """Thousands separated, at most two decimals, a true minus; a percent sign close, other units after a thin gap.

    >>> number_text(Decimal("-12345.678"), "万元"), number_text(Decimal("88.50"), "%")
    ('−12,345.68 万元', '88.5%')
    """
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        value = value.quantize(CENT, ROUND_HALF_UP)
    written = f"{abs(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    sign = MINUS if value < 0 else ""
    between = "" if unit in ("", "%", "‰") else " "
    return f"{sign}{written}{between}{unit}"
