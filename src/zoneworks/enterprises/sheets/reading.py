"""Rows of a list of enterprises: what was found in their cells said with its place, doubles within the file found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from zonekit.registry.names import normal_name, parts_of
from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue
from zoneworks.enterprises.reading.cells import Found
from zoneworks.enterprises.reading.headers import Columns
from zoneworks.enterprises.reading.parsing import Parsed
from zoneworks.enterprises.rows import EnterpriseRow
from zoneworks.units.models import Unit, UnitAlias
from zoneworks.units.queries import units_of_zone


class ReadRow(NamedTuple):
    """`row` None: it cannot be kept; the issues say why. `number` is the row a person sees."""

    number: int
    row: EnterpriseRow | None
    issues: tuple[Issue, ...]
    label: str


class Reader:
    """Reads the rows of one file in their order; remembers what it met to find the same firm twice."""

    def __init__(self, stream: RowStream, columns: Columns) -> None:
        self.stream, self.columns = stream, columns
        self.by_code: dict[str, tuple[int, str]] = {}
        self.by_name: dict[str, tuple[int, str]] = {}
        self.by_core: dict[tuple[str, str], int] = {}

    def read(self, parsed: Parsed) -> ReadRow:
        number, name, code, key = parsed.number, parsed.name, parsed.code, parsed.key
        issues: list[Issue] = []
        for column, found in parsed.odd_names:
            self.note(issues, number, column, found)
        if key:
            self.note_double(issues, number, code, name, key)
        for column, found in parsed.odd:
            self.note(issues, number, column, found)
        if issues and any(issue.severity == "error" for issue in issues):
            return ReadRow(number, None, tuple(issues), name or code)
        row = EnterpriseRow(name, code, parsed.values, parsed.former, parsed.industry, key[:200], parsed.initials)
        return ReadRow(number, row, tuple(issues), name)

    def note(self, issues: list[Issue], number: int, column: str, found: Found) -> None:
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


def units_by_name(zone: Unit) -> Mapping[str, int]:
    """Units of the zone by name, further names and code, as they are compared."""
    units = list(units_of_zone(zone))
    found = {normal_name(alias.name): alias.unit_id for alias in UnitAlias.objects.filter(unit__in=units)}
    for unit in units:
        for name in (unit.code, unit.name_en, unit.name):
            if name:
                found[normal_name(name)] = unit.pk
    return found
