"""Bytes as rows of a pool, each with its place and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zonekit.chains.given import Given, Row, got, place_of, read_flag
from zonekit.chains.pool import PoolFirm
from zonekit.chains.pool_headings import POOL
from zonekit.chains.pool_reading import PoolReading
from zonekit.chains.tables import Grid, read_table
from zonekit.registry.readings import read_day
from zonekit.sheets.readers import read_source
from zonekit.sheets.source import Limits
from zonekit.values.issues import Issue, Param, Where
from zoneworks.chains.classes import code_problem, known_class
from zoneworks.chains.models import PoolEnterprise
from zoneworks.chains.services import PoolRow
from zoneworks.chains.sheets.reading import grids_of

MOST_ROWS = 50_000
ABOVE_HEADINGS = 20
TEXTS = ("name", "name_en", "credit_code", "scope", "region", "source")
LONGEST_SCOPE = 4_000
FEN = 100
STEP = Decimal("0.000001")


@dataclass(frozen=True)
class PoolLine:
    where: Where
    row: PoolRow
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class ReadPool:
    """`is_usable`: whether there is a table with headings at all. `issues`: of the file, the table and lost rows."""

    lines: tuple[PoolLine, ...]
    issues: tuple[Issue, ...]
    is_usable: bool = True


def read_pool_file(data: bytes, filename: str) -> ReadPool:
    """The sheet that is called a pool, else the first."""
    source = read_source(data, filename, Limits(rows=MOST_ROWS + ABOVE_HEADINGS))
    grids = grids_of(source) if source.kind != "unknown" else {}
    if not grids:
        return ReadPool((), source.issues or (Issue("pool_sheet_missing"),), is_usable=False)
    name = next((sheet for sheet in grids if sheet in {POOL.zh, POOL.en, *POOL.others}), next(iter(grids)))
    found = read_grid(name, grids[name])
    return ReadPool(found.lines, (*source.issues, *found.issues), found.is_usable)


def read_grid(sheet: str, grid: Grid) -> ReadPool:
    table = read_table(sheet, grid, POOL)
    if any(issue.severity == "error" for issue in table.issues):
        return ReadPool((), table.issues, is_usable=False)
    if len(table.rows) > MOST_ROWS:
        params = {"count": len(table.rows), "most": MOST_ROWS}
        return ReadPool((), (*table.issues, Issue("pool_too_many", Where(sheet=sheet), params)), is_usable=False)
    if not table.rows:
        return ReadPool((), (*table.issues, Issue("pool_empty", Where(sheet=sheet))), is_usable=False)
    reading, lines, lost = PoolReading({}, known_class, code_problem, table), [], []
    for row in table.rows:
        before = len(reading.issues)
        firm = reading.pool_firm(row)
        if firm is None:
            lost += reading.issues[before:]
        else:
            said, more = pool_row(firm, row)
            lines.append(PoolLine(place_of(row), said, (*reading.issues[before:], *more)))
    return ReadPool(tuple(lines), (*table.issues, *lost))


def pool_row(firm: PoolFirm, row: Row) -> tuple[PoolRow, list[Issue]]:
    """The engine's firm with what only the register keeps; too long a text is cut and said so."""
    issues: list[Issue] = []
    code_given = got(row, "code")
    is_code = len(firm.code) == length("credit_code") and not code_problem(firm.code)
    said = {
        "name": firm.name, "name_en": got(row, "name_en").text, "credit_code": firm.code if is_code else "",
        "scope": firm.scope, "region": firm.region, "source": got(row, "source").text,
    }  # fmt: skip
    for name in TEXTS:
        said[name] = fitting(said[name], length(name), got(row, name), issues)
    if firm.code and not is_code and not said["source"]:
        said["source"] = fitting(firm.code, length("source"), code_given, issues)
    established = day_of(got(row, "established"), issues)
    values = PoolRow(
        name=said["name"], name_en=said["name_en"], credit_code=said["credit_code"], scope=said["scope"],
        region=said["region"], source=said["source"],
        class_code=firm.industry_class, products=firm.products, longitude=degrees(firm.longitude),
        latitude=degrees(firm.latitude), capital_fen=fen(firm.capital), revenue_fen=fen(firm.revenue),
        staff=None if firm.employees is None else round(firm.employees), established_on=established,
        is_listed=is_listed(got(row, "listed_on")),
    )  # fmt: skip
    return values, issues


def length(field: str) -> int:
    most: int = getattr(PoolEnterprise._meta.get_field(field), "max_length", None) or LONGEST_SCOPE
    return most


def fitting(text: str, most: int, given: Given, issues: list[Issue]) -> str:
    if len(text) > most:
        params: dict[str, Param] = {"value": text, "characters": len(text), "most": most}
        issues.append(Issue("pool_text_too_long", given.where, params, "warning"))
    return text[:most]


def day_of(given: Given, issues: list[Issue]) -> date | None:
    if given.is_empty:
        return None
    read = read_day(given.value)
    if read.day is None:
        issues.append(Issue(read.problem, given.where, {"value": given.text[:60]}, "warning"))
    return read.day


def is_listed(given: Given) -> bool:
    """A day of listing, or a yes."""
    if given.is_empty:
        return False
    try:
        return read_flag(given)
    except ValueError:
        return read_day(given.value).day is not None


def degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(STEP)


def fen(yuan: float | None) -> int | None:
    return None if yuan is None else round(yuan * FEN)


def texts_of(row: PoolRow) -> Iterator[tuple[str, str | list[str] | None]]:
    """What is stated, as a preview shows it."""
    for name in ("name", "name_en", "credit_code", "class_code", "scope", "region", "source"):
        yield name, getattr(row, name) or None
    yield "products", list(row.products) or None
    for name in ("longitude", "latitude", "staff", "established_on"):
        value = getattr(row, name)
        yield name, None if value is None else str(value)
    for name, amount in (("capital", row.capital_fen), ("revenue", row.revenue_fen)):
        yield name, None if amount is None else f"{amount / FEN / 10_000:,.2f}".rstrip("0").rstrip(".")
    yield "is_listed", "✓" if row.is_listed else None
