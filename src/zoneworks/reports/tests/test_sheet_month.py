"""The sheet of a unit's month: downloaded, filled in, previewed, accepted, withdrawn."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, make_plan, milestone, say
from zoneworks.reports.exports_month import ABOVE, COLUMNS, HEAD_ROW, export_month_xlsx
from zoneworks.reports.models import Report
from zoneworks.reports.services import ReportFields, save_report, submit_reports
from zoneworks.reports.tests.reporting import AUGUST, SEPTEMBER, draft, submitted
from zoneworks.reports.tests.sheets import (
    COLUMN,
    accept,
    actions,
    key_of,
    packed,
    previewed,
    problems,
    sheet,
    table,
    undo,
)
from zoneworks.units.models import ZoneProfile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today_is_fixed(world: World) -> None:
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=TODAY)


def filled(plan: Plan, code: str = "1.01.1", **more: object) -> dict[tuple[str, str], object]:
    """Everything of one sub-project."""
    signed, share = key_of(plan, code, "签约数"), key_of(plan, code, "到位率")
    return {
        (key_of(plan, code), "progress"): "本月新签约项目。", (key_of(plan, code), "next_steps"): "继续推进",
        (signed, "value"): more.get("signed", 70), (signed, "note"): "另行说明", (share, "value"): 44,
        (key_of(plan, code, "发布清单"), "done_on"): more.get("done_on", date(2023, 9, 28)),
    }  # fmt: skip


# --- what it shows ---------------------------------------------------------------------------------------------------


def test_it_shows_every_row_of_the_unit_with_what_is_known(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), date(2023, 8, 31), 55)
    draft(world, plan, signed=70, done_on=date(2023, 9, 12))
    rows = {row["key"]: row for row in table(export_month_xlsx(plan, world.investment, SEPTEMBER))}

    assert len(rows) == 4 * 5
    value = rows[key_of(plan, "1.01.1", "签约数")]
    assert (value["confirmed"], value["confirmed_on"].date(), value["target"]) == (55, date(2023, 8, 31), 100)
    assert (value["scheduled"], value["value"], value["note"]) == (75, 70, "另行说明")
    assert rows[key_of(plan)]["progress"] == "本月新签约项目。"
    assert rows[key_of(plan, "1.01.1", "发布清单")]["done_on"].date() == date(2023, 9, 12)
    assert {row["item_code"] for row in table(export_month_xlsx(plan, world.section, SEPTEMBER))} == {
        "1.01.2", "1.02.2",
    }  # fmt: skip
    assert table(export_month_xlsx(plan, world.science, SEPTEMBER)) == []  # it only cooperates


def test_cells_to_fill_are_marked_and_those_handed_in_are_not(plan: Plan, world: World) -> None:
    submitted(world, plan, "1.02.1")
    book = openpyxl.load_workbook(io.BytesIO(export_month_xlsx(plan, world.investment, SEPTEMBER)))
    page = book.worksheets[0]
    marked = {
        (page.cell(row, 1).value, COLUMNS[column - 1].code)
        for row in range(HEAD_ROW + 2, page.max_row + 1)
        for column in range(1, len(COLUMNS) + 1)
        if page.cell(row, column).fill.fgColor.rgb == "FFFFF8E1"
    }

    assert {column for key, column in marked if key == key_of(plan, "1.01.1", "签约数")} == {"value", "note"}
    assert {column for key, column in marked if key == key_of(plan, "1.01.1", "到位率")} == {
        "value", "note", "numerator", "denominator",
    }  # fmt: skip
    assert {column for key, column in marked if key == key_of(plan)} == {
        "progress", "problems", "next_steps", "own_light",
    }  # fmt: skip
    assert not {key for key, _column in marked if key == key_of(plan, "1.02.1")}
    assert book.worksheets[1].max_row == 11


def test_the_number_of_statements_does_not_grow_with_the_rows(world: World) -> None:
    plan = make_plan(world, projects=20, leaves=1)
    asked = []
    for unit in (world.section, world.investment):
        with CaptureQueriesContext(connection) as queries:
            export_month_xlsx(plan, unit, SEPTEMBER)
        asked.append(len(queries))

    assert asked[1] <= max(asked[0], 16)


# --- what becomes of it ----------------------------------------------------------------------------------------------


def test_a_filled_sheet_becomes_drafts_that_can_be_submitted(plan: Plan, world: World) -> None:
    batch = previewed(world, sheet(plan, world.investment, filled(plan)))
    assert (actions(batch), problems(batch)) == (["create"], [])
    changes = {one["field"]: one["after"] for one in batch.rows.get().changes}
    assert changes["value:签约数"] == "70 projects"
    accept(world, batch)
    report = Report.objects.get()

    assert (report.state, report.progress, report.next_steps) == ("draft", "本月新签约项目。", "继续推进")
    assert sorted(report.values.values_list("value", "note")) == [(44, ""), (70, "另行说明")]
    assert report.steps.get().done_on == date(2023, 9, 28)
    [outcome] = submit_reports(
        scope=world.scope("officer"), zone=world.zone, reports=[(report.pk, report.revision)], today=TODAY
    )
    assert outcome.is_submitted


def test_the_same_file_again_and_a_fresh_export_change_nothing(plan: Plan, world: World) -> None:
    data = sheet(plan, world.investment, filled(plan))
    accept(world, previewed(world, data))
    for again in (data, export_month_xlsx(plan, world.investment, SEPTEMBER)):
        batch = previewed(world, again)
        assert (set(actions(batch)), problems(batch)) == ({"same"}, [])
        with pytest.raises(Refused):
            accept(world, batch)
    assert Report.objects.get().revision == 1


def test_an_empty_sheet_says_nothing(plan: Plan, world: World) -> None:
    assert actions(previewed(world, sheet(plan, world.investment))) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1,234", 1234),
        ("７２", 72),
        ("72个", 72),
        (72.0, 72),
        ("72.50", Decimal("72.5")),
        ("１，２３４．５", Decimal("1234.5")),
    ],
)
def test_numbers_as_people_write_them(plan: Plan, world: World, written: object, kept: object) -> None:
    batch = previewed(world, sheet(plan, world.investment, filled(plan, signed=written)))
    assert problems(batch) == []
    accept(world, batch, positions=[1])

    assert Report.objects.get().values.get(indicator=indicator(plan)).value == kept


@pytest.mark.parametrize("written", ["9月28日", "2023年9月28日", "2023-09-28", "2023.9.28", "９月２８日", "9/28"])
def test_days_as_people_write_them(plan: Plan, world: World, written: str) -> None:
    accept(world, previewed(world, sheet(plan, world.investment, filled(plan, done_on=written))))

    assert Report.objects.get().steps.get().done_on == date(2023, 9, 28)


def test_what_cannot_be_read_is_told_at_its_cell(plan: Plan, world: World) -> None:
    cells = filled(plan, signed="很多", done_on="上旬") | {(key_of(plan, "1.01.1", "到位率"), "value"): "=1+2"}
    batch = previewed(world, sheet(plan, world.investment, cells | filled(plan, "1.02.1")))

    assert actions(batch) == ["reject", "create"]
    assert [code for code, _cell in problems(batch)] == ["value_unreadable", "value_unreadable", "month_day_unreadable"]
    assert [cell for _code, cell in problems(batch)] == ["K6", "K7", "N8"]
    accept(world, batch)
    assert Report.objects.get().item == leaf(plan, "1.02.1")


@pytest.mark.parametrize(
    ("signed", "said"), [(-5, "cannot be -5"), (5, "less than the 60"), (90_000, "90,000")],
)  # fmt: skip
def test_what_looks_wrong_waits_for_a_tick_and_is_not_asked_again(
    plan: Plan, world: World, signed: int, said: str
) -> None:
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 60)
    batch = previewed(world, sheet(plan, world.investment, filled(plan, signed=signed)))
    row = batch.rows.get()

    assert (actions(batch), problems(batch, "warning")) == (["create"], [("month_asked", "K6")])
    assert not row.is_chosen
    assert said.replace(",", "") in row.issues[0]["params"]["sentence"].replace(",", "")
    accept(world, batch, positions=[row.position])
    value = Report.objects.get().values.get(indicator=indicator(plan))
    assert (value.value, value.is_sure) == (signed, signed >= 0)


def test_text_is_cleaned_and_too_long_text_is_refused(plan: Plan, world: World) -> None:
    pasted = '<p class="MsoNormal"><b>已签约</b></p><script>alert(1)</script>'
    cells = {(key_of(plan), "progress"): pasted, (key_of(plan, "1.02.1"), "problems"): "长" * 5001}
    batch = previewed(world, sheet(plan, world.investment, cells))

    assert (actions(batch), problems(batch)) == (["create", "reject"], [("month_refused", "Q15")])
    accept(world, batch)
    assert Report.objects.get().progress == "已签约"


def test_rows_that_take_nothing_say_why(plan: Plan, world: World) -> None:
    submitted(world, plan, "1.02.1", signed=10, sure=True)
    data = sheet(plan, world.investment, filled(plan) | filled(plan, "1.02.1"))
    batch = previewed(world, data)
    assert (actions(batch), problems(batch)) == (["create", "reject"], [("month_not_open", "R15")])
    others = previewed(world, data, "cooperating")
    assert actions(others) == ["reject", "reject"]
    assert {code for code, _cell in problems(others)} == {"month_refused"}
    close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)
    closed = previewed(world, data)
    assert actions(closed) == ["reject", "reject"]
    assert "is closed" in str(closed.issues[0]["params"]["sentence"])


def test_a_row_of_no_plan_and_a_row_given_twice(plan: Plan, world: World) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet(plan, world.investment, filled(plan))))
    page = book.worksheets[0]
    copy = [cell.value for cell in page[HEAD_ROW + 3]]
    page.append(copy)
    page.append(["I999999", None, None, None, None, None, None, None, None, None, 5])
    batch = previewed(world, packed(book))

    assert actions(batch) == ["reject", "reject"]
    assert {code for code, _cell in problems(batch)} == {"month_row_twice", "value_key_unknown"}


@pytest.mark.parametrize("language", ["chinese", "english"])
def test_heads_are_read_in_either_language_and_rows_known_by_name(plan: Plan, world: World, language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet(plan, world.investment, filled(plan))))
    page = book.worksheets[0]
    for place, column in enumerate(COLUMNS, start=1):
        page.cell(HEAD_ROW + 1, place).value = getattr(column, language)
    page.delete_cols(COLUMN["key"])
    batch = previewed(world, packed(book))

    assert (actions(batch), problems(batch)) == (["create"], [])
    accept(world, batch)
    assert Report.objects.get().values.count() == 2


def test_a_sheet_of_no_month_or_without_a_header_is_told(plan: Plan, world: World) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet(plan, world.investment, filled(plan))))
    book.worksheets[0].title = "月报"
    book.worksheets[0].cell(2, ABOVE + 1).value = None
    assert problems(previewed(world, packed(book))) == [("month_not_named", None)]
    book.worksheets[0].delete_rows(1, HEAD_ROW + 1)
    assert problems(previewed(world, packed(book))) == [("month_header_not_found", None)]
    other = sheet(plan, world.investment, filled(plan))
    book = openpyxl.load_workbook(io.BytesIO(other))
    book.worksheets[0].cell(2, ABOVE + 1).value = "Month: 2021-09"
    assert problems(previewed(world, packed(book))) == [("month_without_plan", None)]


# --- colleagues ------------------------------------------------------------------------------------------------------


def test_a_colleague_who_wrote_in_between_is_not_overwritten(plan: Plan, world: World) -> None:
    batch = previewed(world, sheet(plan, world.investment, filled(plan) | filled(plan, "1.02.1")))
    draft(world, plan, "1.02.1", persona="supervision", signed=61)
    with pytest.raises(Overtaken, match=r"supervision changed the report of “Sub-project 2\.1”"):
        accept(world, batch)

    assert Report.objects.get().values.filter(value=61).exists()


def test_undoing_puts_everything_back(plan: Plan, world: World) -> None:
    before = draft(world, plan, "1.02.1", signed=61, progress="原来的话")
    batch = accept(world, previewed(world, sheet(plan, world.investment, filled(plan) | filled(plan, "1.02.1"))))
    assert Report.objects.count() == 2
    undo(world, batch)
    report = Report.objects.get()

    assert (report.pk, report.progress, report.next_steps, report.steps.count()) == (before.pk, "原来的话", "", 0)
    assert report.values.filter(value=61).exists()


@pytest.mark.parametrize("code", ["1.01.1", "1.02.1"])
def test_what_somebody_went_on_with_is_not_undone(plan: Plan, world: World, code: str) -> None:
    draft(world, plan, "1.02.1", signed=61)
    batch = accept(world, previewed(world, sheet(plan, world.investment, filled(plan) | filled(plan, "1.02.1"))))
    report = Report.objects.get(item=leaf(plan, code))
    save_report(
        scope=world.scope("supervision"), item=leaf(plan, code), about=SEPTEMBER, fields=ReportFields(progress="又改"),
        seen=report.revision, today=TODAY,
    )  # fmt: skip
    with pytest.raises(Overtaken):
        undo(world, batch)

    assert Report.objects.get(item=leaf(plan, code)).progress == "又改"
    assert Report.objects.count() == 2


def test_a_milestone_of_an_earlier_month_stays_in_its_own_report(plan: Plan, world: World) -> None:
    draft(world, plan, about=AUGUST, done_on=date(2023, 8, 12))
    rows = {row["key"]: row for row in table(export_month_xlsx(plan, world.investment, SEPTEMBER))}

    assert rows[f"M{milestone(plan).facts_id}"]["done_on"] is None
