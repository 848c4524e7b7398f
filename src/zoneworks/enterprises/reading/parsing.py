"""Cells of a row as values, each with what is odd about it; what needs other rows or the register is not asked here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from zonekit.registry.names import initials, normal_name
from zoneworks.enterprises.reading.cells import (
    SHORTENED,
    Found,
    capital_cell,
    class_cell,
    code_cell,
    day_cell,
    state_cell,
)
from zoneworks.enterprises.reading.headers import Columns
from zoneworks.enterprises.rows import StatedClass

LONGEST_NAME: Final = 200
LONGEST_SCOPE: Final = 20_000
RawRow = tuple[int, Sequence[object]]
Odd = tuple[str, Found]


class Parsed(NamedTuple):
    """One row that is not empty. `key` is blank where the name cannot be kept; `odd` names the column of each find,
    those of code and name first and apart, because doubles are told between them and the rest."""

    number: int
    name: str
    code: str
    key: str
    initials: str
    values: dict[str, Any]
    former: tuple[str, ...]
    industry: StatedClass | None
    odd_names: tuple[Odd, ...]
    odd: tuple[Odd, ...]


@dataclass(frozen=True, slots=True)
class Parser:
    """`units`: keys of the units of the zone by their names as they are compared."""

    columns: Columns
    units: Mapping[str, int]

    def __call__(self, packet: Sequence[RawRow]) -> list[Parsed]:
        shortened = [(name, limit) for name, limit in SHORTENED.items() if name in self.columns.places]
        parsed = (self.row(number, raw, shortened) for number, raw in packet)
        return [one for one in parsed if one is not None]

    def row(self, number: int, raw: Sequence[object], shortened: Sequence[tuple[str, int]]) -> Parsed | None:
        columns = self.columns
        name = columns.text(raw, "name")
        if not name and all(value in (None, "") for value in raw):
            return None
        odd_names: list[Odd] = []
        odd: list[Odd] = []
        code, found = code_cell(columns.value(raw, "credit_code"))
        if found is not None:
            odd_names.append(("credit_code", found))
        key = normal_name(name)
        if (found := odd_name(name, key)) is not None:
            odd_names.append(("name", found))
            key = ""
        values = self.values(odd, raw, shortened)
        industry = self.industry(odd, raw)
        former = tuple(one for one in split_names(columns.text(raw, "former_names")) if len(one) <= 300)
        letters = initials(name)[:200] if key else ""
        return Parsed(number, name, code, key, letters, values, former, industry, tuple(odd_names), tuple(odd))

    def values(self, odd: list[Odd], raw: Sequence[object], shortened: Sequence[tuple[str, int]]) -> dict[str, Any]:
        columns, values = self.columns, {}
        for name, limit in shortened:
            text = columns.text(raw, name)
            if len(text) > limit:
                odd.append((name, ("text_shortened", {"characters": len(text), "limit": limit}, "warning")))
            if text:
                values[name] = text[:limit]
        for name in ("scope", "basis"):
            if text := columns.text(raw, name):
                values[name] = text[:LONGEST_SCOPE]
        if text := columns.text(raw, "capital"):
            capital, found = capital_cell(text, columns.units.get("capital", ""))
            note(odd, "capital", found)
            values |= capital
        if (value := columns.value(raw, "established_on")) is not None:
            day, found = day_cell(value)
            note(odd, "established_on", found)
            if day is not None:
                values["established_on"] = day
        if text := columns.text(raw, "state"):
            values["state"], found = state_cell(text)
            note(odd, "state", found)
        self.places(odd, raw, values)
        return values

    def places(self, odd: list[Odd], raw: Sequence[object], values: dict[str, Any]) -> None:
        for name in ("unit", "park"):
            text = self.columns.text(raw, name)
            if not text:
                continue
            known = self.units.get(normal_name(text))
            if known is None:
                severity = "error" if name == "unit" else "warning"
                odd.append((name, ("unit_not_of_zone", {"value": text[:40]}, severity)))
            else:
                values[f"{name}_id"] = known

    def industry(self, odd: list[Odd], raw: Sequence[object]) -> StatedClass | None:
        value = self.columns.value(raw, "class_code")
        if value is None:
            return None
        text = self.columns.text(raw, "class_code")
        industry, found = class_cell(text, self.columns.text(raw, "class_name"), not isinstance(value, str))
        note(odd, "class_code", found)
        return industry


def note(odd: list[Odd], column: str, found: Found | None) -> None:
    if found is not None:
        odd.append((column, found))


def odd_name(name: str, key: str) -> Found | None:
    """What keeps a name from being a name."""
    if not key.isalnum() and not any(map(str.isalnum, key)):
        return "name_missing", {"value": name[:40]}, "error"
    if len(name) > LONGEST_NAME:
        return "enterprise_name_too_long", {"characters": len(name), "limit": LONGEST_NAME}, "error"
    return None


def split_names(text: str) -> list[str]:
    if not text:
        return []
    for mark in "；;、\n|":
        text = text.replace(mark, "\0")
    return [part.strip() for part in text.split("\0") if part.strip()]
