"""A pool of firms as somebody listed them: every oddity with its cell; a figure that cannot be right is left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zonekit.chains.checks import KnownClass, anything_goes
from zonekit.chains.given import Given, Row, got, place_of
from zonekit.chains.pool import PoolFirm
from zonekit.chains.pool_headings import ENTRY, POOL
from zonekit.chains.roster import CodeProblem, RosterReading
from zonekit.chains.tables import Grid, read_table
from zonekit.values.issues import Issue, Where

CREDIT_CODE_LENGTH = 18
MOST_EMPLOYEES = 5e6
FIGURES = ("longitude", "latitude", "revenue", "employees", "capital")


@dataclass(frozen=True, slots=True)
class PoolList:
    firms: tuple[PoolFirm, ...]
    issues: tuple[Issue, ...] = ()


class PoolReading(RosterReading):
    """Rows into firms of a pool. A code that is no credit code (of a stock exchange, say) is taken as it is."""

    def pool_firm(self, row: Row) -> PoolFirm | None:
        code, name = self.identity(got(row, "code")), got(row, "name").text
        if not code and not name:
            self.say("enterprise_without_name", place_of(row), "error")
            return None
        earlier = self.seen.setdefault((code or name, ""), place_of(row))
        if earlier != place_of(row):
            self.say("pool_firm_twice", place_of(row), value=(code or name)[:60], first=str(earlier))
            return None
        longitude, latitude = self.degrees(got(row, "longitude"), 180), self.degrees(got(row, "latitude"), 90)
        return PoolFirm(
            code=code,
            name=name or code,
            industry_class=self.industry_class(got(row, "industry_class")),
            products=got(row, "products").words(),
            scope=got(row, "scope").text,
            region=region_of(row),
            longitude=longitude if latitude is not None else None,
            latitude=latitude if longitude is not None else None,
            revenue=self.money(got(row, "revenue"), "revenue"),
            employees=self.employees(got(row, "employees")),
            capital=self.money(got(row, "capital"), "capital"),
        )

    def identity(self, given: Given) -> str:
        plain = "".join(unicodedata.normalize("NFKC", given.text).split()).upper()
        return self.credit_code(given) if len(plain) == CREDIT_CODE_LENGTH else plain

    def degrees(self, given: Given, most: float) -> float | None:
        value = self.number(given)
        if value is None or -most <= value <= most:
            return value
        self.say("degrees_out_of_range", given.where, value=given.text[:60])
        return None

    def employees(self, given: Given) -> float | None:
        value = self.number(given)
        if value is None or 0 <= value <= MOST_EMPLOYEES:
            return value
        self.say("figure_absurd" if value > 0 else "figure_negative", given.where, value=given.text[:60])
        return None

    def number(self, given: Given) -> float | None:
        text = unicodedata.normalize("NFKC", given.text).replace(",", "").removesuffix("人")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if value - value != 0:  # not a number, or beyond all numbers
            self.say("figure_unreadable", given.where, value=given.text[:60])
            return None
        return value


def region_of(row: Row) -> str:
    """Region and city in one, the city only where the region does not hold it."""
    region, city = got(row, "region").text, got(row, "city").text
    return region if not city or city in region else f"{region} {city}".strip()


def read_pool(
    sheet: str, grid: Grid, known_class: KnownClass | None = None, code_problem: CodeProblem | None = None
) -> PoolList:
    """Firms of a sheet; columns that are not there are figures that are not known."""
    table = read_table(sheet, grid, POOL)
    if any(issue.severity == "error" for issue in table.issues):
        return PoolList((), table.issues)
    reading = PoolReading({}, known_class or anything_goes, code_problem or (lambda code: ""), table)
    firms = [reading.pool_firm(row) for row in table.rows]
    if not table.rows:
        reading.say("pool_empty", Where(sheet=sheet), "error")
    return PoolList(tuple(firm for firm in firms if firm is not None), tuple(reading.issues))


def entry_rows(sheet: str, grid: Grid) -> tuple[Iterable[tuple[str, str, object, Where]], tuple[Issue, ...]]:
    """Region, industry, value and place of every row below the headings, for `entry_table`."""
    table = read_table(sheet, grid, ENTRY)
    if any(issue.severity == "error" for issue in table.issues):
        return (), table.issues
    rows = ((got(row, "region"), got(row, "industry"), got(row, "value")) for row in table.rows)
    told = (
        (region.text, industry.text, value.value, _blamed(region, industry, value).where)
        for region, industry, value in rows
    )
    return told, table.issues


def _blamed(region: Given, industry: Given, value: Given) -> Given:
    """The cell to name when the row cannot be used."""
    return next((given for given in (region, industry) if given.is_empty), value)
