"""What views hand to the components: plain rows, without any drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Crumb:
    label: Words
    url: str = ""


@dataclass(frozen=True)
class FigureCell:
    """One big number of a strip, opening to what makes it up; `light` puts the shape before the label."""

    label: Words
    value: object
    unit: Words = ""
    url: str = ""
    note: Words = ""
    light: str = ""
    is_current: bool = False
    digits: int | None = None


@dataclass(frozen=True)
class Tab:
    label: Words
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Happening:
    """One line of a history: when, who, what; `before` and `after` show a change."""

    when: date | datetime
    what: Words
    who: Words = ""
    detail: Words = ""
    url: str = ""
    before: object = None
    after: object = None
    is_change: bool = False

    @property
    def is_moment(self) -> bool:
        return isinstance(self.when, datetime)
