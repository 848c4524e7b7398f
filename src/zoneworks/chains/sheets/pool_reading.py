"""Rows of a pool as they come, each with its place and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain as joined
from itertools import islice
from typing import Any

from zonekit.chains.given import Given, Row, got, place_of, read_flag
from zonekit.chains.pool import PoolFirm
from zonekit.chains.pool_headings import POOL
from zonekit.chains.pool_reading import PoolReading
from zonekit.chains.tables import HEADING_WITHIN, Columns, Table, find_columns
from zonekit.registry.names import normal_name
from zonekit.registry.readings import read_day
from zonekit.sheets.source import column_letters
from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue, Param, Where
from zoneworks.chains.classes import code_problem, known_class
from zoneworks.chains.models import PoolEnterprise
from zoneworks.chains.services import PoolRow

MOST_ROWS = 50_000
TEXTS = ("name", "name_en", "credit_code", "scope", "region", "source")
LONGEST_SCOPE = 4_000
LONGEST_KEY = 200
FEN = 100
# Columns whose fields are called otherwise in the register.
FIELD_OF = {
    "code": "credit_code", "industry_class": "class_code", "city": "region", "revenue": "revenue_fen",
    "employees": "staff", "capital": "capital_fen", "established": "established_on", "listed_on": "is_listed",
}  # fmt: skip
STEP = Decimal("0.000001")


@dataclass(frozen=True)
class PoolLine:
    """`row` None: it is passed over; the issues say why."""

    where: Where
    row: PoolRow | None
    issues: tuple[Issue, ...]
    label: str


class PoolLines:
    """The rows of one table as they come; remembers what it met, to find the same firm twice."""

    def __init__(self, stream: RowStream) -> None:
        self.stream = stream
        self.first = list(islice(stream.rows, HEADING_WITHIN))
        grid = [self.cells(number, raw) for number, raw in self.first]
        self.columns: Columns = find_columns(stream.sheet, grid, POOL)
        table = Table((), (), self.columns.factors)
        self.reading = PoolReading({}, known_class, code_problem, table)
        self.letters = {name: column_letters(place) for name, place in self.columns.places.items()}
        self.stated = tuple(dict.fromkeys(["name", *(FIELD_OF.get(one, one) for one in self.columns.places)]))
        self.met: dict[str, Where] = {}

    def cells(self, number: int, raw: Sequence[object]) -> list[tuple[Any, str]]:
        return [(value, self.stream.where(number, place).cell or "") for place, value in enumerate(raw)]

    def __iter__(self) -> Iterator[PoolLine]:
        for number, raw in joined(self.first[self.columns.top + 1 :], self.stream.rows):
            row = self.row(number, raw)
            if row is not None:
                yield self.line(row)

    def row(self, number: int, raw: Sequence[object]) -> Row | None:
        """The values of a row by field, None for an empty one."""
        sheet, letters = self.stream.sheet, self.letters
        row = {
            name: Given(raw[place], Where(sheet, f"{letters[name]}{number}"))
            for name, place in self.columns.places.items()
            if place < len(raw)
        }
        return None if all(one.is_empty for one in row.values()) else row

    def line(self, row: Row) -> PoolLine:
        firm, where = self.reading.pool_firm(row), place_of(row)
        issues, self.reading.issues = self.reading.issues, []
        if firm is None:
            return PoolLine(where, None, tuple(issues), got(row, "name").text or got(row, "code").text)
        said, more = pool_row(firm, row, self.stated)
        earlier = self.met.setdefault(said.name_key, where)
        if earlier is not where:
            params: dict[str, Param] = {"value": said.name[:60], "first": str(earlier)}
            return PoolLine(where, None, (Issue("pool_firm_twice", where, params, "warning"),), said.name)
        return PoolLine(where, said, (*issues, *more), said.name)


def pool_row(firm: PoolFirm, row: Row, stated: tuple[str, ...]) -> tuple[PoolRow, list[Issue]]:
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
        is_listed=is_listed(got(row, "listed_on")), name_key=normal_name(said["name"])[:LONGEST_KEY],
        stated=(*stated, "source") if said["source"] and "source" not in stated else stated,
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
