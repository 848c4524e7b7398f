"""A picture before it is written: words, bars, lines and marks with their places, each with the part it plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from zonekit.documents.blocks import Series, Tone
from zonekit.documents.charts_words import width_of

SIZE, TITLE_SIZE, LEADING = 12.0, 14.0, 1.35
Choice = TypeVar("Choice")
RISE = 0.82  # of the letter size, from the base line to the top of what is drawn


class Fill(StrEnum):
    """How the area of a series is filled, so that it is known without its colour."""

    SOLID = "solid"
    HATCH = "hatch"
    HOLLOW = "hollow"
    CROSS = "cross"
    DOTS = "dots"
    UPRIGHT = "upright"
    LEVEL = "level"
    BACK = "back"


class Sign(StrEnum):
    """The mark of a series."""

    DISC = "disc"
    RING = "ring"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"
    CROSS = "cross"


@dataclass(frozen=True, slots=True)
class Style:
    tone: Tone
    fill: Fill
    sign: Sign
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right - 0.01 and other.left < self.right - 0.01
        return across and self.top < other.bottom - 0.01 and other.top < self.bottom - 0.01


@dataclass(frozen=True, slots=True)
class Label:
    """`x`, `y`: the anchor on the base line. `part`: words, quiet, strong or title."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    part: str = "words"
    size: float = SIZE

    def box(self) -> Box:
        wide = width_of(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left, self.y - self.size * RISE, left + wide, self.y + self.size * (LEADING - RISE - 0.17))


@dataclass(frozen=True, slots=True)
class Bar:
    box: Box
    style: Style
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plate:
    """A patch of the ground under words that stand on a pattern."""

    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """`part`: grid, axis or series."""

    points: tuple[tuple[float, float], ...]
    part: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    style: Style
    words: str = ""
    radius: float = 4.0


Shape = Label | Bar | Plate | Line | Mark


@dataclass
class Picture:
    width: float
    height: float = 0.0
    title: str = ""
    alt: str = ""
    shapes: list[Shape] = field(default_factory=list)

    def labels(self) -> list[Label]:
        return [shape for shape in self.shapes if isinstance(shape, Label)]


FILLS = {
    Tone.ACTUAL: Fill.SOLID,
    Tone.SCHEDULE: Fill.HATCH,
    Tone.TARGET: Fill.HOLLOW,
    Tone.GREEN: Fill.SOLID,
    Tone.YELLOW: Fill.HATCH,
    Tone.RED: Fill.CROSS,
    Tone.GREY: Fill.HOLLOW,
    Tone.NONE: Fill.SOLID,
    Tone.QUIET: Fill.DOTS,
}
SIGNS = {
    Tone.ACTUAL: Sign.DISC,
    Tone.SCHEDULE: Sign.RING,
    Tone.TARGET: Sign.DIAMOND,
    Tone.GREEN: Sign.DISC,
    Tone.YELLOW: Sign.TRIANGLE,
    Tone.RED: Sign.SQUARE,
    Tone.GREY: Sign.RING,
    Tone.NONE: Sign.CROSS,
    Tone.QUIET: Sign.SQUARE,
}
LIGHTS = frozenset({Tone.GREEN, Tone.YELLOW, Tone.RED, Tone.GREY})
DASHES = ("", "6 4", "2 3", "8 3 2 3", "12 4", "1 5")


def styles_of(series: Sequence[Series]) -> list[Style]:
    """A style for each series: of its tone, and different from the others as long as there are different ones."""
    styles: list[Style] = []
    for one in series:
        fill = unused(FILLS[one.tone], list(Fill), [style.fill for style in styles])
        sign = unused(SIGNS[one.tone], list(Sign), [style.sign for style in styles])
        dash = {Tone.SCHEDULE: DASHES[1], Tone.TARGET: DASHES[2]}.get(one.tone, "")
        styles.append(Style(one.tone, fill, sign, unused(dash, list(DASHES), [style.dash for style in styles])))
    return styles


def unused(wanted: Choice, choices: Sequence[Choice], used: Sequence[Choice]) -> Choice:
    return next((choice for choice in (wanted, *choices) if choice not in used), wanted)
