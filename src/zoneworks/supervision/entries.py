"""What services of orders are given and give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from zoneworks.common.errors import Refused
from zoneworks.supervision.choices import Basis, Rung, StepKind
from zoneworks.supervision.models import Order, OrderStep
from zoneworks.units.models import Post, Unit


@dataclass(frozen=True)
class OrderDraft:
    """An order to be filed. `rung`, `limit_days`: None takes what the rules say. `submission`: the same one is filed
    once."""

    title: str
    content: str
    basis: Basis
    unit: Unit
    submission: str
    title_en: str = ""
    content_en: str = ""
    source: str = ""
    helpers: tuple[Unit, ...] = ()
    leader: Post | None = None
    subject: tuple[str, str] | None = None
    is_urgent: bool = False
    is_major: bool = False
    rung: Rung | None = None
    limit_days: int | None = None


@dataclass(frozen=True)
class Move:
    """A step to be taken on an order. `seen`: its revision as the person saw it, None where that does not matter."""

    order: int
    kind: StepKind
    submission: str
    seen: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    rule: str = ""
    files: tuple[UploadedFile, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Outcome:
    """`done`: the steps taken now. `repeated`: orders whose step was taken before, by the same form. `refused`: by
    order why not."""

    done: tuple[OrderStep, ...] = ()
    repeated: tuple[int, ...] = ()
    refused: Mapping[int, Refused] = field(default_factory=dict)
    orders: Mapping[int, Order] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.done) + len(self.repeated)
