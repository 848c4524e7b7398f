"""A small kind of document for tests: a tally of what units said, from a table of its own that tests change at will."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from zonekit.documents.blocks import (
    Chart,
    ChartKind,
    Column,
    Document,
    Entry,
    Field,
    Figure,
    Heading,
    KeyFigures,
    Listing,
    PageBreak,
    Paragraph,
    Part,
    Record,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    words,
)
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.common.text import in_language, is_english
from zoneworks.documents.choices import Format
from zoneworks.documents.kinds import Arguments, Tell
from zoneworks.units.models import Unit


@dataclass
class TallyKind:
    """`counts` is what is known; a tally says it, entry by entry, and adds it up."""

    code: str = "tally"
    mark_code: str = "T"
    label: object = gettext_lazy("Date")
    formats: tuple[Format, ...] = tuple(Format)
    is_frozen: bool = True
    counts: dict[str, int] = field(default_factory=lambda: {"甲": 3, "乙": 4})
    is_wrong: bool = False
    built: int = 0
    word: str = ""

    def may_make(self, scope: Scope, zone: Unit) -> bool:
        return scope.is_supervising(zone)

    def may_read(self, scope: Scope, zone: Unit) -> bool:
        return zone.pk in scope.zone_ids and scope.sees_all_working_records(zone)

    def clean(self, scope: Scope, zone: Unit, arguments: Arguments) -> dict[str, Any]:
        if not str(arguments.get("year", "")).isdigit():
            raise Refused("year_missing", "Say the year.", "year")
        year = int(arguments["year"])
        return {"year": year, "as_of": arguments.get("as_of") or f"{year}-06-30"}

    def as_of(self, arguments: Arguments) -> date:
        return date.fromisoformat(arguments["as_of"])

    def titles(self, zone: Unit, arguments: Arguments) -> tuple[str, str]:
        return f"{arguments['year']}年统计", f"Tally of {arguments['year']}"

    def file_name(self, zone: Unit, arguments: Arguments) -> str:
        return in_language(*self.titles(zone, arguments))

    def address_of(self, arguments: Arguments) -> str:
        return ""

    def build(self, scope: Scope, zone: Unit, arguments: Arguments, tell: Tell) -> Document:
        self.built += 1
        for done in range(len(self.counts)):
            tell(done + 1, len(self.counts))
        return tally(self.counts, self.file_name(zone, arguments), is_wrong=self.is_wrong, word=self.word)


def tally(counts: Mapping[str, int], title: str, *, is_wrong: bool = False, word: str = "") -> Document:
    """Every sort of block, once."""
    total = sum(counts.values()) + (1 if is_wrong else 0)
    parts = tuple(Part(f"e/{name}", Decimal(count)) for name, count in counts.items())
    names = tuple(counts)
    unit = in_language("家", "firms")
    figures = {"total": Figure("total", in_language("总数", "In all"), Decimal(total), unit, parts)}
    figures["sum"] = Figure("sum", "sum", Decimal(total), unit, (Part("total", Decimal(total)),))
    figures["told"] = Figure("told", "told", Decimal(1), "", (Part("r1", Decimal(1)),))
    values = tuple(Decimal(count) for count in counts.values())
    rows = tuple((words(name), words(Run(f"{count:,}"))) for name, count in counts.items())
    return Document(
        title=title,
        language="en" if is_english() else "zh-hans",
        notice=in_language("虚构数据", "Invented data"),
        has_contents=True,
        figures=figures,
        records={"r1": Record("r1", "The record", "/en/records/1/"), "r2": Record("r2", "No page")},
        blocks=(
            Heading(1, in_language("一、总数", "I. In all"), "all"),
            Paragraph(words("In all ", Run(f"{total:,}", figure="total", is_strong=True), " <b>")),
            Paragraph(words("See ", Run("r", record="r1")), is_note=True),
            KeyFigures(("total", "sum")),
            Listing((words("one", word), words(Run("told", record="r2"))), is_numbered=True),
            Chart(ChartKind.BARS, "By name", names, (Series("count", values, Tone.ACTUAL),), unit, alt="drawn"),
            Table((Column("Name"), Column("Count", is_number=True)), rows, "By name", totals=(words("sum"), ())),
            Heading(2, "（一）"),
            *(entry(name, count) for name, count in counts.items()),
            PageBreak(),
            Signature("Office", "1 July 2023", ("Signed",)),
        ),
    )  # fmt: skip


def entry(name: str, count: int) -> Entry:
    light = Run("On schedule", tone=Tone.GREEN)
    return Entry(f"e/{name}", f"Entry {name}", (Field("Fact", (words(f"{count} said"),)),), "1.1", "Group", light)
