"""What the generator says of one fictitious enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Course(StrEnum):
    """How its business went from 2020 to 2023."""

    STEADY = "steady"
    RISING = "rising"
    TROUBLED = "troubled"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Firm:
    """`node` and `chain` are empty for an enterprise outside the six chains; `also`: a second node of the same chain.

    `revenue`: of 2022, in yuan, before it is rounded to facts. `closes_on`: its placement closes a gap that day.
    """

    key: str
    credit_code: str
    name: str
    name_en: str
    former_name: str
    renamed_on: date | None
    chain: str
    node: str
    also: str
    unit: str
    class_code: str
    is_class_known: bool
    products: tuple[str, ...]
    scope: str
    park: str
    address: str
    home_region: str
    legal_form: str
    is_foreign: bool
    capital_fen: int
    capital_text: str
    established_on: date
    course: Course
    revenue: float
    closes_on: date | None = None

    @property
    def is_maker(self) -> bool:
        return int(self.class_code[:2]) < 44
