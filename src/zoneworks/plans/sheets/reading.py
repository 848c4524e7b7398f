"""Bytes as a plan's sheet, with the zone's own column of a matrix found by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zonekit.sheets.drafts import PlanSheet
from zonekit.sheets.matching import folded
from zonekit.sheets.readers import read_source
from zonekit.sheets.recognition import read_plan
from zonekit.sheets.source import Source
from zonekit.values.issues import Issue
from zoneworks.units.models import Unit

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class ReadTable:
    source: Source
    sheet: PlanSheet

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Of the file and of the table; where the file could not be read, only that."""
        return self.source.issues if self.source.kind == "unknown" else (*self.source.issues, *self.sheet.issues)

    @property
    def year(self) -> int | None:
        year = self.sheet.year
        return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def read_table(data: bytes, filename: str, zone: Unit, options: dict[str, Any]) -> ReadTable:
    """What the file says; `options` may give the year and the area."""
    source = read_source(data, filename)
    year, area = options.get("year"), options.get("area")
    sheet = read_plan(source, year=year, area=area)
    own = None if area else own_area(sheet, zone)
    return ReadTable(source, read_plan(source, year=year, area=own) if own else sheet)


def own_area(sheet: PlanSheet, zone: Unit) -> str | None:
    """The one column that is called like the zone."""
    names = {folded(name) for name in (zone.name, zone.name_en) if name}
    like = [area for area in sheet.areas if any(folded(area) in name or name in folded(area) for name in names)]
    return like[0] if len(like) == 1 and folded(like[0]) else None
