"""How the unit itself sees the month: on the form, in the record of turns, on the sheet of the month."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, leaf
from zoneworks.reports.exports_month import HEAD_ROW
from zoneworks.reports.models import Report, ReportTurn
from zoneworks.reports.own_lights import LIGHTS_ON_SHEET, light_named
from zoneworks.reports.services import save_report
from zoneworks.reports.tests.reporting import SEPTEMBER, draft, fields_of, refusal, submitted
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


# --- written and kept ------------------------------------------------------------------------------------------------


def test_it_is_kept_with_the_draft_and_goes_when_it_is_not_said_any_more(plan: Plan, world: World) -> None:
    report = draft(world, plan, own_light="yellow")
    assert report.own_light == "yellow"
    assert draft(world, plan, seen=report.revision).own_light == ""


def test_another_word_is_refused_beside_its_field(plan: Plan, world: World) -> None:
    refused = refusal(lambda: draft(world, plan, own_light="blue"))
    assert (refused.code, refused.field) == ("light_unknown", "own_light")
    assert not Report.objects.exists()


@pytest.mark.parametrize("light", ["grey", "blue"])
def test_the_database_knows_three_lights(plan: Plan, world: World, light: str) -> None:
    report = draft(world, plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(own_light=light)


def test_it_stands_in_the_record_as_it_was_submitted(plan: Plan, world: World) -> None:
    submitted(world, plan, own_light="red")
    assert ReportTurn.objects.get(turn="submitted").data["own_light"] == "red"


def test_changing_it_alone_is_a_change_and_saying_the_same_again_is_not(plan: Plan, world: World) -> None:
    first = draft(world, plan, own_light="green")

    def save(light: str) -> int:
        fields = fields_of(plan, own_light=light)
        scope = world.scope("officer")
        kept = save_report(
            scope=scope, item=leaf(plan), about=SEPTEMBER, fields=fields, seen=first.revision, today=TODAY
        )
        return kept.revision

    assert save("red") == first.revision + 1
    assert save("red") == first.revision + 1


# --- pages -----------------------------------------------------------------------------------------------------------


def address_of(plan: Plan) -> str:
    return reverse("reports:report", args=[leaf(plan).pk, SEPTEMBER])


def test_the_form_offers_the_three_lights_and_none(plan: Plan, world: World, enter) -> None:
    draft(world, plan, own_light="yellow")
    said = enter("officer").get(address_of(plan)).content.decode()
    offered = [value for value in ("", "green", "yellow", "red") if f'name="own_light" value="{value}"' in said]
    assert offered == ["", "green", "yellow", "red"]
    checked = re.findall(r'<input type="radio" name="own_light" value="(\w*)"[^>]* checked', said)
    assert checked == ["yellow"]


def test_it_is_read_hollow_until_the_report_is_confirmed(plan: Plan, world: World, enter) -> None:
    submitted(world, plan, own_light="red")
    for persona in ("leader", "cooperating"):
        said = enter(persona).get(address_of(plan)).content.decode()
        assert "is-red is-hollow" in said
        assert "not confirmed yet" in said


def test_the_page_of_the_month_shows_it_beside_the_state(plan: Plan, world: World, enter) -> None:
    submitted(world, plan, own_light="red")
    said = enter("supervision").get(reverse("reports:month"), {"month": "2023-09"}).content.decode()
    assert "own assessment: Far behind" in said


# --- the sheet of the month ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "light"),
    [
        ("绿灯 green", "green"), ("绿灯", "green"), ("绿", "green"), ("Green", "green"), ("正常", "green"),
        ("黄灯（滞后）", "yellow"), ("yellow light", "yellow"), ("Amber", "yellow"), ("红", "red"), ("RED", "red"),
        ("严重滞后", "red"), ("灰灯", ""), ("blue", ""), ("", ""), ("green yellow", ""),
    ],
)  # fmt: skip
def test_a_cell_names_a_light_as_people_write_it(written: str, light: str) -> None:
    assert light_named(written) == light


def test_the_sheet_says_it_in_both_languages_and_offers_the_three(plan: Plan, world: World) -> None:
    draft(world, plan, own_light="yellow")
    data = sheet(plan, world.investment)
    rows = {row["key"]: row["own_light"] for row in table(data)}
    offered = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].data_validations.dataValidation

    assert rows[key_of(plan)] == "黄灯 yellow"
    assert offered[0].formula1 == '"绿灯 green,黄灯 yellow,红灯 red"'
    assert len(str(offered[0].sqref).split()) == sum(key.startswith("R") for key in rows)


@pytest.mark.parametrize("light", ["green", "yellow", "red"])
def test_what_is_written_into_the_sheet_becomes_the_draft_and_undoing_takes_it_back(
    plan: Plan, world: World, light: str
) -> None:
    draft(world, plan, own_light="yellow" if light == "red" else "red")
    batch = previewed(world, sheet(plan, world.investment, {(key_of(plan), "own_light"): LIGHTS_ON_SHEET[light]}))
    accept(world, batch, positions=[1])
    assert Report.objects.get().own_light == light

    undo(world, batch)
    assert Report.objects.get().own_light == ("yellow" if light == "red" else "red")


def test_a_word_that_is_no_light_is_marked_in_its_cell(plan: Plan, world: World) -> None:
    batch = previewed(world, sheet(plan, world.investment, {(key_of(plan), "own_light"): "蓝灯"}))
    [(code, cell)] = problems(batch)
    assert code == "month_light_unreadable"
    assert cell is not None


def test_a_sheet_from_before_the_column_changes_nothing(plan: Plan, world: World) -> None:
    draft(world, plan, own_light="red")
    book = openpyxl.load_workbook(io.BytesIO(sheet(plan, world.investment)))
    book.worksheets[0].delete_cols(COLUMN["own_light"])
    assert "Own light" not in str([cell.value for cell in book.worksheets[0][HEAD_ROW + 1]])

    assert set(actions(previewed(world, packed(book)))) == {"same"}
    row = next(row for row in range(HEAD_ROW + 2, 60) if book.worksheets[0].cell(row, 1).value == key_of(plan))
    book.worksheets[0].cell(row, COLUMN["progress"]).value = "另写一段"
    accept(world, previewed(world, packed(book)), positions=[1])
    assert Report.objects.values_list("own_light", "progress").get() == ("red", "另写一段")
