"""Rows of figures: whose, about which period, and each value in the smallest unit."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from zonekit.registry.codes import read_credit_code
from zonekit.registry.names import folded, normal_name
from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue, Where
from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import FactSource, Span
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.reading.headers import Columns
from zoneworks.enterprises.services.facts import GREATEST, FactEntry
from zoneworks.units.models import Unit

Factors = Mapping[str, int | Decimal]
MU: Final = Decimal(2000) / 3
MONEY: Final[Factors] = {
    "元": 100, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "亿元": 10**10, "万": 10**6, "亿": 10**10,
    "yuan": 100, "cny": 100, "10,000yuan": 10**6, "millionyuan": 10**8,
}  # fmt: skip
PEOPLE: Final[Factors] = {"人": 1, "people": 1, "persons": 1, "万人": 10_000}
ENERGY: Final[Factors] = {"吨标准煤": 1000, "吨标煤": 1000, "tce": 1000, "千克标准煤": 1, "万吨标准煤": 10**7}
AREA: Final[Factors] = {
    "平方米": 1, "m2": 1, "㎡": 1, "亩": MU, "mu": MU, "公顷": 10_000, "平方公里": 1_000_000, "hectares": 10_000,
}  # fmt: skip
UNITS: Final[Mapping[str, tuple[Factors, str]]] = {
    **{str(kind): (MONEY, "元") for kind in ("output", "revenue", "value_added", "tax", "rd")},
    "staff": (PEOPLE, "人"),
    "energy": (ENERGY, "吨标准煤"),
    "land": (AREA, "平方米"),
}
SOURCES: Final = {
    "统计": "statistics",
    "税务": "tax_office",
    "企业": "enterprise",
    "公开": "published",
    "年报": "published",
}
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年)?(?:度)?\Z")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s*(?:年|[-/.])\s*(?:1\s*[-~—至]\s*)?(\d{1,2})\s*月?\Z")
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`cells`: the place of each entry. Submissions are those of the row alone; the batch is added when written."""

    number: int
    label: str
    entries: tuple[FactEntry, ...]
    cells: tuple[Where, ...]
    issues: tuple[Issue, ...]


class FigureReader:
    """Reads packets of rows; which enterprise each is about is asked once for a packet."""

    def __init__(self, scope: Scope, zone: Unit, stream: RowStream, columns: Columns, today: date) -> None:
        self.stream, self.columns, self.today = stream, columns, today
        self.units = list(units_in_charge(scope, zone).values_list("pk", flat=True))
        self.own = enterprises_readable(scope, zone).filter(unit__in=self.units).select_related(None)
        self.zone = zone
        self.said: dict[tuple[int, str, str, date], int] = {}
        self.issues: list[Issue] = []
        self.factors = self.read_units()

    def read_units(self) -> dict[str, Decimal]:
        factors: dict[str, Decimal] = {}
        for kind, place in self.columns.places.items():
            if kind not in UNITS:
                continue
            known, usual = UNITS[kind]
            said = "".join(folded(self.columns.units.get(kind, "")).split()).removeprefix("单位:").casefold()
            where = self.stream.where(self.columns.row, place)
            if not said:
                self.issues.append(Issue("unit_assumed", where, {"unit": usual}, "note"))
            elif said not in known:
                self.issues.append(Issue("unit_of_figures_unknown", where, {"value": said[:20]}))
                continue
            factors[kind] = Decimal(known[said or usual])
        return factors

    def read(self, packet: Sequence[tuple[int, Sequence[object]]]) -> list[FigureRow]:
        rows = [(number, raw) for number, raw in packet if any(value not in (None, "") for value in raw)]
        codes, names = self.known([raw for _number, raw in rows])
        return [self.row(number, raw, codes, names) for number, raw in rows]

    def known(self, rows: Sequence[Sequence[object]]) -> tuple[dict[str, int], dict[str, list[int]]]:
        """Enterprises the person writes, by code (also of what was merged into them) and by name."""
        wanted = {read_credit_code(self.columns.text(raw, "credit_code")).code for raw in rows}
        keys = {normal_name(self.columns.text(raw, "name"))[:200] for raw in rows}
        codes: dict[str, int] = {}
        by_code = Enterprise.objects.filter(zone=self.zone, credit_code__in=[code for code in wanted if code])
        for code, key, into in by_code.order_by("-merged_into_id").values_list("credit_code", "pk", "merged_into_id"):
            if into is None or code not in codes:
                codes[code] = into or key
        own = set(self.own.filter(pk__in=set(codes.values())).values_list("pk", flat=True))
        names: dict[str, list[int]] = {}
        for key, name in self.own.filter(name_key__in=[one for one in keys if one]).values_list("pk", "name_key"):
            names.setdefault(name, []).append(key)
        return {code: key for code, key in codes.items() if key in own}, names

    def row(self, number: int, raw: Sequence[object], codes: dict[str, int], names: dict[str, list[int]]) -> FigureRow:
        issues: list[Issue] = []
        name, stated = self.columns.text(raw, "name"), self.columns.value(raw, "credit_code")
        firm = self.firm(number, name, stated, codes, names, issues)
        period = self.period(number, raw, issues)
        label = name or str(stated or "")
        if firm is None or period is None:
            return FigureRow(number, label, (), (), tuple(issues))
        span, about = period
        said = self.columns.text(raw, "source")
        usual = FactSource.OTHER if said else FactSource.STATISTICS
        source = next((code for word, code in SOURCES.items() if word in said), usual)
        entries, cells = [], []
        for kind, factor in self.factors.items():
            value = self.amount(number, raw, kind, factor, issues)
            if value is None:
                continue
            where = self.place(number, kind)
            before = self.said.setdefault((firm, kind, span, about), number)
            if before != number:
                issues.append(Issue("figure_said_twice", where, {"row": before}))
                continue
            entries.append(FactEntry(firm, kind, span, about, value, str(source), f"{number}:{kind}"))
            cells.append(where)
        return FigureRow(number, f"{label} {about:%Y-%m}", tuple(entries), tuple(cells), tuple(issues))

    def firm(
        self, number: int, name: str, stated: object, codes: dict[str, int], names: dict[str, list[int]],
        issues: list[Issue],
    ) -> int | None:  # fmt: skip
        reading = read_credit_code(stated if isinstance(stated, str | int | float) else None)
        if reading.code:
            if reading.code in codes:
                return codes[reading.code]
            issues.append(Issue("enterprise_unknown", self.place(number, "credit_code"), {"value": reading.code}))
            return None
        if reading.problem != "code_missing":
            issues.append(Issue(reading.problem, self.place(number, "credit_code"), {"value": str(stated)[:40]}))
            return None
        same = names.get(normal_name(name)[:200], [])
        if len(same) == 1:
            return same[0]
        code = "name_ambiguous" if same else "enterprise_unknown"
        issues.append(Issue(code, self.place(number, "name"), {"value": name[:60]}))
        return None

    def place(self, number: int, column: str) -> Where:
        return self.stream.where(number, self.columns.places.get(column, 0))

    def period(self, number: int, raw: Sequence[object], issues: list[Issue]) -> tuple[str, date] | None:
        year, month = self.columns.text(raw, "year"), self.columns.text(raw, "month")
        text = folded(self.columns.text(raw, "period") or (f"{year}-{month.removesuffix('月')}" if month else year))
        where = self.place(number, "period" if "period" in self.columns.places else "year")
        if not text:
            issues.append(Issue("period_missing", where))
            return None
        found = read_period(text)
        if found is None:
            issues.append(Issue("period_unreadable", where, {"value": text[:40]}))
            return None
        if found[1] > date(self.today.year, 12, 31):
            issues.append(Issue("period_ahead", where, {"value": text[:40]}))
            return None
        return found

    def amount(self, number: int, raw: Sequence[object], kind: str, factor: Decimal, issues: list[Issue]) -> int | None:
        value = self.columns.value(raw, kind)
        if value is None or (isinstance(value, str) and value.strip() in {"", "-", "--", "—", "/", "无"}):
            return None
        try:
            amount = Decimal(folded(str(value)).replace(",", "").replace(" ", ""))
            whole = int((amount * factor).to_integral_value())
        except (InvalidOperation, ValueError, OverflowError):
            issues.append(Issue("figure_no_number", self.place(number, kind), {"value": str(value)[:40]}, "warning"))
            return None
        if abs(whole) > GREATEST:
            issues.append(Issue("value_too_great", self.place(number, kind), {"value": str(value)[:40]}, "warning"))
            return None
        return whole


def read_period(text: str) -> tuple[str, date] | None:
    """A year, or January to a month: the span and its last day.

    >>> read_period("2023年1-9月"), read_period("2022年度"), read_period("202309")[1].month
    (('month', datetime.date(2023, 9, 30)), ('year', datetime.date(2022, 12, 31)), 9)
    """
    if found := _YEAR.match(text):
        return Span.YEAR.value, date(int(found[1]), 12, 31)
    found = _YEAR_MONTH.match(text) or _PACKED.match(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    year, month = int(found[1]), int(found[2])
    return Span.MONTH.value, date(year, month, calendar.monthrange(year, month)[1])
