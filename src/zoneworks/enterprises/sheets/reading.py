"""Rows of a list of enterprises: each cell read, what is wrong with it said, doubles within the file found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zonekit.registry.names import initials, normal_name, parts_of
from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue
from zoneworks.enterprises.rows import EnterpriseRow
from zoneworks.enterprises.sheets.cells import (
    SHORTENED,
    Found,
    capital_cell,
    class_cell,
    code_cell,
    day_cell,
    state_cell,
)
from zoneworks.enterprises.sheets.headers import Columns
from zoneworks.units.models import Unit, UnitAlias
from zoneworks.units.queries import units_of_zone

LONGEST_NAME = 200
LONGEST_SCOPE = 20_000


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`row` None: it cannot be kept; the issues say why. `number` is the row a person sees."""

    number: int
    row: EnterpriseRow | None
    issues: tuple[Issue, ...]
    label: str


class Reader:
    """Reads the rows of one file; remembers what it met to find the same firm twice."""

    def __init__(self, stream: RowStream, columns: Columns, zone: Unit) -> None:
        self.stream, self.columns = stream, columns
        self.units = units_by_name(zone)
        self.shortened = [(name, limit) for name, limit in SHORTENED.items() if name in columns.places]
        self.by_code: dict[str, tuple[int, str]] = {}
        self.by_name: dict[str, tuple[int, str]] = {}
        self.by_core: dict[tuple[str, str], int] = {}

    def read(self, number: int, raw: Sequence[object]) -> ReadRow | None:
        """One row; None for an empty one."""
        columns = self.columns
        name = columns.text(raw, "name")
        if not name and not any(value not in (None, "") for value in raw):
            return None
        issues: list[Issue] = []
        code, found = code_cell(columns.value(raw, "credit_code"))
        self.note(issues, number, "credit_code", found)
        key = normal_name(name)
        if not any(sign.isalnum() for sign in key):
            self.note(issues, number, "name", ("name_missing", {"value": name[:40]}, "error"))
        elif len(name) > LONGEST_NAME:
            self.note(
                issues,
                number,
                "name",
                ("enterprise_name_too_long", {"characters": len(name), "limit": LONGEST_NAME}, "error"),
            )
        else:
            self.note_double(issues, number, code, name, key)
        values = self.values(issues, number, raw)
        industry = self.industry(issues, number, raw)
        if any(issue.severity == "error" for issue in issues):
            return ReadRow(number, None, tuple(issues), name or code)
        former = tuple(one for one in split_names(columns.text(raw, "former_names")) if len(one) <= 300)
        row = EnterpriseRow(name, code, values, former, industry, key[:200], initials(name)[:200])
        return ReadRow(number, row, tuple(issues), name)

    def note(self, issues: list[Issue], number: int, column: str, found: Found | None) -> None:
        if found is not None:
            place = self.columns.places.get(column, 0)
            issues.append(Issue(found[0], self.stream.where(number, place), found[1], found[2]))  # type: ignore[arg-type]

    def note_double(self, issues: list[Issue], number: int, code: str, name: str, key: str) -> None:
        """The same firm again: of one code or one name, or one that differs by legal form or place alone."""
        before = self.by_code.get(code) if code else None
        if before is not None:
            problem = "row_repeated" if normal_name(before[1]) == key else "code_of_another_name"
            params: dict[str, str | int] = {"code": code, "row": before[0], "name": before[1]}
            return self.note(issues, number, "credit_code", (problem, params, "error"))
        same = self.by_name.get(key)
        if same is not None and not (code and same[1]):
            return self.note(
                issues, number, "name", ("row_repeated", {"code": code, "row": same[0], "name": name}, "error")
            )
        if not code:
            parts = parts_of(name)
            core = (parts.core, parts.branch)
            if core in self.by_core:
                self.note(issues, number, "name", ("name_like_another", {"row": self.by_core[core]}, "warning"))
            self.by_core.setdefault(core, number)
        if code:
            self.by_code[code] = (number, name)
        self.by_name.setdefault(key, (number, code))
        return None

    def values(self, issues: list[Issue], number: int, raw: Sequence[object]) -> dict[str, Any]:
        columns, values = self.columns, {}
        for name, limit in self.shortened:
            text = columns.text(raw, name)
            if len(text) > limit:
                self.note(
                    issues, number, name, ("text_shortened", {"characters": len(text), "limit": limit}, "warning")
                )
            if text:
                values[name] = text[:limit]
        for name in ("scope", "basis"):
            if text := columns.text(raw, name):
                values[name] = text[:LONGEST_SCOPE]
        if text := columns.text(raw, "capital"):
            capital, found = capital_cell(text, columns.units.get("capital", ""))
            self.note(issues, number, "capital", found)
            values |= capital
        if (value := columns.value(raw, "established_on")) is not None:
            day, found = day_cell(value)
            self.note(issues, number, "established_on", found)
            if day is not None:
                values["established_on"] = day
        if text := columns.text(raw, "state"):
            values["state"], found = state_cell(text)
            self.note(issues, number, "state", found)
        self.places(issues, number, raw, values)
        return values

    def places(self, issues: list[Issue], number: int, raw: Sequence[object], values: dict[str, Any]) -> None:
        for name in ("unit", "park"):
            text = self.columns.text(raw, name)
            if not text:
                continue
            known = self.units.get(normal_name(text))
            if known is None:
                severity = "error" if name == "unit" else "warning"
                self.note(issues, number, name, ("unit_not_of_zone", {"value": text[:40]}, severity))
            else:
                values[f"{name}_id"] = known

    def industry(self, issues: list[Issue], number: int, raw: Sequence[object]) -> Any:
        value = self.columns.value(raw, "class_code")
        if value is None:
            return None
        text = self.columns.text(raw, "class_code")
        industry, found = class_cell(text, self.columns.text(raw, "class_name"), not isinstance(value, str))
        self.note(issues, number, "class_code", found)
        return industry


def split_names(text: str) -> list[str]:
    for mark in "；;、\n|":
        text = text.replace(mark, "\0")
    return [part.strip() for part in text.split("\0") if part.strip()]


def units_by_name(zone: Unit) -> Mapping[str, int]:
    """Units of the zone by name, further names and code, as they are compared."""
    units = list(units_of_zone(zone))
    found = {normal_name(alias.name): alias.unit_id for alias in UnitAlias.objects.filter(unit__in=units)}
    for unit in units:
        for name in (unit.code, unit.name_en, unit.name):
            if name:
                found[normal_name(name)] = unit.pk
    return found
