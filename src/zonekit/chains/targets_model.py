"""What a gap needs, and what a ranked firm says about its rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Figure = str | int | float | None


class PartCode(StrEnum):
    """The parts of a rank."""

    CLASS_FIT = "class_fit"
    PRODUCT_FIT = "product_fit"
    DEMAND = "demand"
    RELATEDNESS = "relatedness"
    SIZE = "size"
    DISTANCE = "distance"


class ChangeCode(StrEnum):
    """What would change a rank."""

    OVERTAKES = "overtakes"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class Customer:
    """A node here that buys from the gap. `amount`: yuan a year its local firms buy, None where it is not known."""

    node: str
    amount: float | None = None
    products: tuple[str, ...] = ()
    firms: int = 0


@dataclass(frozen=True, slots=True)
class NodeNeed:
    """A gap: the node's classes (prefixes of GB/T codes) and product words, who would buy here, where the zone is.

    `relatedness`: class or branch (2 to 4 digits) -> how near it is to what the zone has, 0..1; empty where not known.
    """

    node: str
    name: str
    classes: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    customers: tuple[Customer, ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    relatedness: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rank. `value` 0..1, `weight` of all weights, `share` of the firm's own score, in 0..1.

    `figures` explain the value; "is_known": 0 says that a figure is missing and the neutral value was taken.
    """

    code: PartCode
    value: float
    weight: float
    share: float
    is_known: bool
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Change:
    """What would change a rank.

    - `overtakes`: with `part` at `to` (now `value`), the firm would pass `other`, the next one above.
    - `overtaken`: with `part` at `to` or below, `other`, the next one below, would pass it.
    - `unknown`: the figure of `part` is missing; known, the rank would be between `rank` and `worst`.
    - `without`: were `part` not counted, the rank would be `rank`.
    """

    code: ChangeCode
    part: PartCode
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Target:
    """A firm of the pool on its rank. `firm`: its number in the pool; `score` 0..1."""

    rank: int
    firm: int
    code: str
    name: str
    score: float
    parts: tuple[Part, ...]
    would_change: tuple[Change, ...]
