"""The words of a plan as codes: kinds of indicator, lights, kinds of milestone."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

Key = str | int
KindName = Literal["cumulative", "level", "rate"]
DirectionName = Literal["higher", "lower"]
MilestoneKindName = Literal["node", "start"]


class Kind(IntEnum):
    """How an indicator runs through the year.

    A cumulative figure counts from nothing on 1 January; a level is a stock, measured from where it stood at the end
    of the year before; a rate is to be held on every date.
    """

    CUMULATIVE = 0
    LEVEL = 1
    RATE = 2


class Light(IntEnum):
    """The colour of a light; a higher code is worse. Grey: nothing known that could be judged.

    >>> Light.RED > Light.YELLOW > Light.GREEN > Light.GREY
    True
    >>> Light.named("yellow")
    <Light.YELLOW: 2>
    """

    GREY = 0
    GREEN = 1
    YELLOW = 2
    RED = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Light:
        return cls[word.upper()]


KINDS: dict[KindName, Kind] = {"cumulative": Kind.CUMULATIVE, "level": Kind.LEVEL, "rate": Kind.RATE}
KIND_NAMES: dict[Kind, KindName] = {code: name for name, code in KINDS.items()}
