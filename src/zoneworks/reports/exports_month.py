"""The sheet of a unit's month: all its rows with what is known, to be filled in and imported again.

A row of the sheet is a report in words, an indicator or a milestone; the first column holds its key, so that a renamed
or moved row is still known: `R<number>` a report, `I<number>` an indicator, `M<number>` a milestone, each the number of
the thing as it first appeared. Heads are in both languages, whatever the language of the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any

from django.utils.translation import gettext as _

from zonekit.plans import Reference, schedule_at
from zoneworks.plans.bridge import tables_of
from zoneworks.plans.choices import IndicatorKind, IndicatorState
from zoneworks.plans.exports_book import Book
from zoneworks.plans.models import Actual, Indicator, Item, ItemUnit, Milestone, MilestoneFact, Plan
from zoneworks.plans.registers import fed
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.reports.models import Report, ReportStep, ReportValue
from zoneworks.reports.own_lights import LIGHTS_ON_SHEET, light_on_sheet
from zoneworks.reports.queries_report import last_known, standing_claims
from zoneworks.units.models import Unit

HEAD_ROW = 3
ABOVE = 2  # column of what stands above the table: it stays when somebody takes the keys away
REPORT_MARK, INDICATOR_MARK, MILESTONE_MARK = "R", "I", "M"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """`code`: the column's meaning for the importer. `style`: of a cell to read; `fill`: of a cell to fill."""

    code: str
    chinese: str
    english: str
    width: float
    style: str = "text"
    fill: str = ""

    @property
    def head(self) -> str:
        return f"{self.chinese} {self.english}"


COLUMNS = (
    Column("key", "识别码", "Key", 10),
    Column("item_code", "编号", "Code", 9),
    Column("item", "子项目", "Sub-project", 28),
    Column("kind", "类别", "Kind", 9),
    Column("name", "名称", "Name", 28),
    Column("unit", "计量单位", "Unit", 9),
    Column("confirmed", "最近核定完成值", "Last confirmed value", 12, "number"),
    Column("confirmed_on", "最近核定日期", "Date of last confirmed value", 12, "date"),
    Column("scheduled", "序时目标", "Scheduled value", 12, "number"),
    Column("target", "年度目标", "Annual target", 12, "number"),
    Column("value", "完成值", "Actual value", 12, "number", "fill"),
    Column("numerator", "分子", "Numerator", 10, "number", "fill"),
    Column("denominator", "分母", "Denominator", 10, "number", "fill"),
    Column("done_on", "实际完成日期", "Reached on", 12, "date", "fill_date"),
    Column("note", "说明", "Note", 26, "text", "fill_text"),
    Column("progress", "工作进展", "Progress", 36, "text", "fill_text"),
    Column("problems", "存在问题", "Problems", 30, "text", "fill_text"),
    Column("next_steps", "下步打算", "Next steps", 30, "text", "fill_text"),
    Column("own_light", "自评亮灯", "Own light", 13, "text", "fill_text"),
)
KINDS = {
    REPORT_MARK: "月报 Monthly report",
    INDICATOR_MARK: "指标 Indicator",
    MILESTONE_MARK: "里程碑 Milestone",
}


@dataclass(frozen=True)
class Month:
    """All that the sheet of a month shows of some leaves, read in a number of statements that does not grow."""

    plan: Plan
    about: date
    leaves: list[Item]
    reports: dict[int, Report]
    indicators: dict[int, list[Indicator]]
    milestones: dict[int, list[Milestone]]
    values: dict[tuple[int, int], ReportValue]
    steps: dict[tuple[int, int], ReportStep]
    known: dict[int, Actual]
    claims: dict[int, MilestoneFact]
    scheduled: dict[int, float | None]


def leaves_of_unit(plan: Plan, unit: Unit) -> list[Item]:
    """Those the unit, or one below it, reports."""
    duties = ItemUnit.objects.filter(item__plan=plan, unit__path__startswith=unit.path, duty__in=REPORTING_DUTIES)
    leaves = Item.objects.filter(plan=plan, is_leaf=True, pk__in=duties.values("item"))
    return list(leaves.select_related("plan__zone").order_by("path"))


def read_month(plan: Plan, leaves: list[Item], about: date) -> Month:
    origins = [leaf.origin_id or leaf.pk for leaf in leaves]
    reports = {report.item_id: report for report in Report.objects.filter(item__in=origins, about=about)}
    confirmed = Indicator.objects.filter(item__in=leaves, state=IndicatorState.CONFIRMED).exclude(fed())
    indicators = list(confirmed.select_related("item").order_by("item__path", "position", "pk"))
    milestones = list(Milestone.objects.filter(item__in=leaves).select_related("item"))
    keys = [report.pk for report in reports.values()]
    values = list(ReportValue.objects.filter(report__in=keys))
    steps = list(ReportStep.objects.filter(report__in=keys))
    facts = Actual.objects.filter(
        indicator__in=[one.facts_id for one in indicators], about__lte=about, confirmed_on__isnull=False
    ).exclude(pk__in=[value.fact_id for value in values if value.fact_id])
    return Month(
        plan=plan,
        about=about,
        leaves=leaves,
        reports=reports,
        indicators=by_item(indicators),
        milestones=by_item(milestones),
        values={(value.report_id, value.indicator_id): value for value in values},
        steps={(step.report_id, step.milestone_id): step for step in steps},
        known=last_known(facts.order_by("confirmed_on", "recorded_at", "pk")),
        claims=standing_claims(milestones, [step.fact_id for step in steps if step.fact_id]),
        scheduled=scheduled_at(plan, about),
    )


def by_item(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found


def scheduled_at(plan: Plan, about: date) -> dict[int, float | None]:
    """What is due by the end of the month, by the key of the indicator in the plan."""
    tables = tables_of(plan)
    due = schedule_at(tables.plan.indicators, Reference.of(about, plan.year), tables.plan.point_position).tolist()
    return {
        int(str(key)): None if isnan(value) else value
        for key, value in zip(tables.plan.indicators.keys, due, strict=True)
    }


def export_month_xlsx(plan: Plan, unit: Unit, about: date) -> bytes:
    """Known figures to read, what the drafts say so far in the cells to fill, and how it is done on a second sheet."""
    month = read_month(plan, leaves_of_unit(plan, unit), about)
    book = Book(f"月报 Reports {about:%Y-%m}", lean=True)
    book.widths([column.width for column in COLUMNS])
    book.sheet.freeze_panes(HEAD_ROW + 1, 5)
    book.sheet.repeat_rows(HEAD_ROW)
    book.text(0, ABOVE, plan.title_shown, "note")
    book.text(1, ABOVE, f"月份 Month: {about:%Y-%m}", "note")
    book.text(2, ABOVE, f"单位 Unit: {unit.title}", "note")
    for place, column in enumerate(COLUMNS):
        book.text(HEAD_ROW, place, column.head, "head")
    lines = list(lines_of(month))
    for at, (line, fills) in enumerate(lines, start=HEAD_ROW + 1):
        for place, column in enumerate(COLUMNS):
            write(book, at, place, line.get(column.code), column.fill if column.code in fills else column.style)
    offer_lights(book, [at for at, (_line, fills) in enumerate(lines, start=HEAD_ROW + 1) if "own_light" in fills])
    instruct(book)
    return book.done()


def lines_of(month: Month) -> Iterator[tuple[Line, set[str]]]:
    """Each row of the sheet with the columns to be filled in it."""
    for leaf in month.leaves:
        report = month.reports.get(leaf.origin_id or leaf.pk)
        is_open = report is None or report.is_open
        named: Line = {"item_code": leaf.label, "item": leaf.title}
        words = {"progress", "problems", "next_steps"}
        said = {name: getattr(report, name) for name in words} if report else {}
        said["own_light"] = light_on_sheet(report.own_light) if report else ""
        head = {"key": f"{REPORT_MARK}{leaf.origin_id or leaf.pk}", "kind": KINDS[REPORT_MARK]}
        yield named | head | said, words | {"own_light"} if is_open else set()
        for indicator in month.indicators.get(leaf.pk, ()):
            fills = {"value", "note"} | (
                {"numerator", "denominator"} if indicator.kind == IndicatorKind.RATE else set()
            )
            yield named | indicator_line(month, report, indicator), fills if is_open else set()
        for milestone in month.milestones.get(leaf.pk, ()):
            is_asked = is_open and milestone.facts_id not in month.claims
            yield named | milestone_line(month, report, milestone), {"done_on", "note"} if is_asked else set()


def indicator_line(month: Month, report: Report | None, indicator: Indicator) -> Line:
    known = month.known.get(indicator.facts_id)
    said = month.values.get((report.pk, indicator.facts_id)) if report else None
    given = {name: getattr(said, name) for name in ("value", "numerator", "denominator", "note")} if said else {}
    return {
        "key": f"{INDICATOR_MARK}{indicator.facts_id}",
        "kind": KINDS[INDICATOR_MARK],
        "name": indicator.title,
        "unit": indicator.unit_shown,
        "confirmed": known.value if known else None,
        "confirmed_on": known.about if known else None,
        "scheduled": month.scheduled.get(indicator.pk),
        "target": indicator.target,
        **given,
    }


def milestone_line(month: Month, report: Report | None, milestone: Milestone) -> Line:
    claim = month.claims.get(milestone.facts_id)
    step = month.steps.get((report.pk, milestone.facts_id)) if report else None
    return {
        "key": f"{MILESTONE_MARK}{milestone.facts_id}",
        "kind": KINDS[MILESTONE_MARK],
        "name": milestone.title,
        "confirmed_on": claim.done_on if claim else None,
        "scheduled": milestone.due,
        "done_on": step.done_on if step else None,
        "note": step.note if step else "",
    }


def write(book: Book, row: int, column: int, value: Any, style: str) -> None:
    if isinstance(value, date):
        book.date(row, column, value, style if style == "fill_date" else "date")
    elif isinstance(value, Decimal | float):
        book.number(row, column, float(value), style)
    elif value or style in {"text", "fill_text"}:
        book.text(row, column, str(value or ""), style)
    else:
        book.number(row, column, None, style)


def offer_lights(book: Book, rows: list[int]) -> None:
    """The three lights as a list to choose from; a cell may also be left empty."""
    if rows:
        place = [column.code for column in COLUMNS].index("own_light")
        cells = [[row, place, row, place] for row in rows]
        offered = {"validate": "list", "source": list(LIGHTS_ON_SHEET.values()), "other_cells": cells[1:]}
        book.sheet.data_validation(*cells[0], offered)


def instruct(book: Book) -> None:
    """How the sheet is filled in, in the language of the reader."""
    book.sheet = book.book.add_worksheet("填写说明 Instructions")
    book.sheet.set_column(0, 0, 110)
    for row, sentence in enumerate(instructions()):
        book.text(row, 0, sentence, "text" if row else "head")


def instructions() -> list[str]:
    return [
        _("How to fill in the sheet of the month"),
        _("Fill in the yellow cells. What stands in the others is for reading; changing it changes nothing."),
        _("Actual value: the value at the end of the month, as a number. A rate may have numerator and denominator."),
        _("Reached on: the day on which a milestone was reached. Leave it empty as long as it has not been."),
        _("Where an indicator has no value this month, say why in its note."),
        _("Own light: how you yourselves see the month: green, yellow or red. It changes no computed light."),
        _("Progress, problems and next steps are given once for each sub-project, in its first row."),
        _("A cell left empty leaves what the draft says. To take something away, change the report on its page."),
        _("Leave the key column as it is: by it each row is known, even when it was renamed or moved."),
        _("Import the file as “Monthly reports of a unit”. Nothing is written before you have seen the preview."),
        _("What is imported is a draft. Look at the month and submit your drafts there."),
    ]
