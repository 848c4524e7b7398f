"""The table of enterprises that `registry classify` reads: names, business scopes and, where given, stated classes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zonekit.registry.industry import edition_of, plain_code, successors
from zonekit.registry.scopes import LONGEST_SCOPE
from zonekit.sheets.source import CellValue, Grid
from zonekit.values.issues import Issue, Where
from zoneworks.commands.chain_files import source_of

HEADINGS = {
    "name": "name 名称 企业名称 单位名称 公司名称 企业 enterprise enterprisename company",
    "scope": "scope 经营范围 businessscope business_scope 业务范围 主营业务",
    "class": "class 行业代码 行业小类 国民经济行业代码 industry industryclass industry_class 行业小类代码",
    "class_name": "classname class_name 行业名称 行业小类名称 行业",
}
ALIASES = {alias: field for field, line in HEADINGS.items() for alias in line.split()}
HEADING_ROWS = 10


@dataclass(frozen=True, slots=True)
class Stated:
    """The class a table gives an enterprise: its edition, and what took its place where that is the one of 2011."""

    code: str
    edition: str | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """One row; `row` is its number in the file as a person sees it."""

    row: int
    name: str
    scope: str
    stated: Stated | None
    where: Where


@dataclass(frozen=True, slots=True)
class Firms:
    rows: tuple[Firm, ...]
    issues: tuple[Issue, ...]


def read_firms(file: str) -> Firms:
    """The rows of the first sheet that has a heading for names or scopes; every oddity with its cell."""
    source = source_of(file)
    for grid in source.grids:
        for number, row in enumerate(grid.rows[:HEADING_ROWS]):
            places = columns_of(row)
            if "name" in places or "scope" in places:
                rows, issues = _rows_of(grid, number, places)
                nothing = [] if rows else [Issue("enterprises_missing", Where(grid.sheet))]
                return Firms(tuple(rows), (*source.issues, *issues, *nothing))
    missing = () if source.issues and not source.grids else (Issue("headings_missing", params={"file": file[-80:]}),)
    return Firms((), (*source.issues, *missing))


def columns_of(row: Sequence[CellValue]) -> dict[str, int]:
    """Which column holds which field, the first of each.

    >>> columns_of(["序号", "企业名称", "经营范围"])
    {'name': 1, 'scope': 2}
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        field = ALIASES.get(re.sub(r"[\s*:：]+", "", unicodedata.normalize("NFKC", text_of(cell))).lower())
        if field:
            found.setdefault(field, place)
    return found


def text_of(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _rows_of(grid: Grid, heading: int, places: dict[str, int]) -> tuple[list[Firm], list[Issue]]:
    rows: list[Firm] = []
    issues: list[Issue] = []
    last = max((number for number, row in enumerate(grid.rows) if any(map(text_of, row))), default=heading)
    for number, row in enumerate(grid.rows[heading + 1 : last + 1], start=heading + 1):
        cells = {field: text_of(row[place]) for field, place in places.items() if place < len(row)}
        name, scope = cells.get("name", ""), cells.get("scope", "")
        where = grid.where(number, places.get("name", places.get("scope", 0)))
        if not name and not scope:
            issues.append(Issue("name_and_scope_missing", where))
            continue
        if len(scope) > LONGEST_SCOPE:
            shown = {"most": LONGEST_SCOPE, "characters": len(scope)}
            issues.append(Issue("scope_cut", grid.where(number, places["scope"]), shown, "note"))
        stated = None
        if cells.get("class"):
            at = grid.where(number, places["class"])
            stated, odd = read_stated(row[places["class"]], cells.get("class_name", ""), at)
            issues += odd
        rows.append(Firm(grid.first_row + number + 1, name, scope, stated, where))
    return rows, issues


def read_stated(cell: CellValue, class_name: str, where: Where) -> tuple[Stated | None, list[Issue]]:
    """A class as written, which may be a number that lost its zero, one of 2011, or none at all."""
    text, issues = plain_code(text_of(cell)), []
    was_number = re.fullmatch(r"(\d{3,4})\.0+", text)
    text = was_number[1] if was_number else text
    if (was_number or isinstance(cell, int | float)) and text.isdigit():
        text = text.zfill(4) if len(text) == 3 else text
        issues.append(Issue("class_as_number", where, {"value": text}, "warning"))
    edition = edition_of(text, class_name)
    after = successors(text, class_name)
    if edition == "2011":
        shown = {"value": text, "successors": "、".join(after) or "–"}
        issues.append(Issue("class_of_2011", where, shown, "warning"))
    elif edition is None:
        issues.append(Issue("class_unknown", where, {"value": text[:60]}, "warning"))
    return Stated(text[:60], edition, after if edition == "2011" else ()), issues
