"""A sheet of values is recorded through the services of facts, asked about where it looks wrong, and withdrawn."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.models import Batch
from zoneworks.imports.queries import visible_batches
from zoneworks.imports.services import accept_batch, preview, receive_upload, undo_batch
from zoneworks.plans.exports import export_actuals_xlsx
from zoneworks.plans.models import Actual, MilestoneFact, Plan
from zoneworks.plans.queries import values_of
from zoneworks.plans.services import confirm_actuals
from zoneworks.plans.tests.tables import actions, changes
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, milestone, say
from zoneworks.units.models import ZoneProfile

pytestmark = pytest.mark.django_db
HEAD = "编号,指标,截至日期,完成值,计量单位"
SEPTEMBER = date(2023, 9, 30)


@pytest.fixture(autouse=True)
def _today_is_fixed(world: World) -> None:
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=TODAY)


def previewed(
    world: World, data: bytes | list[str], persona: str = "supervision", head: str = HEAD, **options
) -> Batch:
    raw = data if isinstance(data, bytes) else "\n".join([head, *data]).encode()
    name = "values.xlsx" if isinstance(data, bytes) else "values.csv"
    upload = receive_upload(scope=world.scope(persona), zone=world.zone, filename=name, data=raw)
    return preview(scope=world.scope(persona), upload=upload, kind="actuals", options=options)


def accept(world: World, batch: Batch, persona: str = "supervision", positions=None) -> Batch:
    return accept_batch(scope=world.scope(persona), batch=batch, turn=batch.turn, positions=positions)


def undo(world: World, batch: Batch, persona: str = "supervision") -> Batch:
    return undo_batch(scope=world.scope(persona), batch=batch)


def said(world: World, plan: Plan, day: date = SEPTEMBER, code: str = "1.01.1", name: str = "签约数"):
    """What counts for an indicator on a day, as known today."""
    facts = Actual.objects.filter(indicator=indicator(plan, code, name), about=day, confirmed_on__isnull=False)
    latest = facts.order_by("recorded_at", "pk").last()
    return latest.value if latest else None


def problems(batch: Batch) -> list[str]:
    return [issue["code"] for issue in batch.issues]


def test_values_are_recorded_and_count_at_once_for_the_supervision_office(world: World, plan: Plan) -> None:
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个", "1.01.1,到位率,2023-09-30,43.5%,"])
    assert actions(batch) == ["create", "create"]
    accept(world, batch)
    assert said(world, plan) == 72
    assert said(world, plan, name="到位率") == Decimal("43.5")
    assert len(values_of(world.scope("leader"), leaf(plan), TODAY)) == 2


def test_the_same_sheet_again_is_no_news(world: World, plan: Plan) -> None:
    rows = ["1.01.1,签约数,2023-09-30,72,个"]
    accept(world, previewed(world, rows))
    again = previewed(world, rows)
    assert actions(again) == ["same"]
    with pytest.raises(Refused):
        accept(world, again)
    assert Actual.objects.count() == 1


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (HEAD, "1.01.1,签约数,9月,72,个"),
        (HEAD, "1.01.1,签约数,1-9月,72,个"),
        (HEAD, "1.01.1,签约数,三季度,72个,"),
        ("Code,Indicator,As of,Actual value", "1.01.1,签约数,2023-09-30,72"),
        ("任务名称,指标名称,月份,累计完成（个）", "子项目1.1,签约数,2023-09,72"),
        ("Sub-project,Indicator,Date,Value", "Sub-project 1.1,签约数,2023-09-30,72"),
        ("序号,任务项,指标,日期,实际值", "1,子项目1.1,签约数,2023年9月30日,７２"),
        ("截至日期：2023年9月30日\n编号,指标,完成值", "1.01.1,签约数,72"),
    ],
)
def test_a_line_is_understood_however_its_columns_are_called(world: World, plan: Plan, head: str, row: str) -> None:
    batch = previewed(world, [row], head=head, year=2023)
    assert (actions(batch), problems(batch)) == (["create"], [])
    accept(world, batch)
    assert said(world, plan) == 72


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("9.99.9,签约数,2023-09-30,72,个", "value_item_unknown"),
        ("1.01.1,没有的指标,2023-09-30,72,个", "value_indicator_unknown"),
        ("1.01.1,签约数,2023-09-30,很多,个", "value_unreadable"),
        ("1.01.1,签约数,某日,72,个", "value_date_unreadable"),
        ("1.01.1,签约数,2023-10-31,72,个", "value_refused"),
        ("1.01.1,签约数,2022-09-30,72,个", "value_refused"),
        ("1.01.1,签约数,2023-09-30,-5,个", "value_refused"),
        ("1.01.1,签约数,2023-09-30,5,万元", "value_unit_differs"),
    ],
)
def test_a_line_that_cannot_be_recorded_says_why_and_the_others_go_on(
    world: World, plan: Plan, row: str, code: str
) -> None:
    batch = previewed(world, [row, "1.01.2,签约数,2023-09-30,60,个"])
    assert actions(batch) == ["reject", "create"]
    assert problems(batch) == [code]
    accept(world, batch)
    assert Actual.objects.count() == 1


def test_a_month_without_a_year_is_one_of_the_plan_in_force(world: World, plan: Plan) -> None:
    accept(world, previewed(world, ["1.01.1,签约数,9月,72,个"]))
    assert said(world, plan) == 72


def test_a_line_without_a_date_asks_for_one(world: World, plan: Plan) -> None:
    assert problems(previewed(world, ["1.01.1,签约数,,72,个"])) == ["value_date_missing"]


def test_a_name_of_several_indicators_is_not_guessed(world: World, plan: Plan) -> None:
    batch = previewed(world, [",签约数,2023-09-30,72,个"])
    assert problems(batch) == ["value_indicator_ambiguous"]


def test_the_same_value_twice_is_taken_once(world: World, plan: Plan) -> None:
    row = "1.01.1,签约数,2023-09-30,72,个"
    batch = previewed(world, [row, row.replace("72", "73")])
    assert (actions(batch), problems(batch)) == (["create", "reject"], ["value_twice"])


def test_what_looks_wrong_waits_for_a_tick(world: World, plan: Plan) -> None:
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 60)
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,50,个"])
    assert (actions(batch), problems(batch)) == (["create"], ["value_asked"])
    assert "less than the 60" in batch.rows.get().issues[0]["params"]["sentence"]
    with pytest.raises(Refused):
        accept(world, batch)
    accept(world, batch, positions=[1])
    assert said(world, plan) == 50


def test_the_exported_sheet_filled_in_comes_back_by_its_keys(world: World, plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export_actuals_xlsx(world.scope("supervision"), plan, SEPTEMBER, TODAY)))
    sheet = book.active
    heads = {str(cell.value).split()[0]: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        key = str(sheet.cell(row, heads["识别码"]).value)
        if key == f"I{indicator(plan).pk}":
            sheet.cell(row, heads["完成值"]).value = 72
            sheet.cell(row, heads["任务项"]).value = "改过的名字"
        if key == f"M{milestone(plan).pk}":
            sheet.cell(row, heads["实际完成日期"]).value = date(2023, 4, 20)
    buffer = io.BytesIO()
    book.save(buffer)
    batch = previewed(world, buffer.getvalue())
    assert (actions(batch), problems(batch)) == (["create", "create"], [])
    accept(world, batch)
    assert said(world, plan) == 72
    assert MilestoneFact.objects.get().done_on == date(2023, 4, 20)
    undo(world, batch)
    assert said(world, plan) is None
    assert MilestoneFact.objects.order_by("pk").last().done_on is None


def test_an_exported_sheet_with_nothing_filled_in_says_so(world: World, plan: Plan) -> None:
    batch = previewed(world, export_actuals_xlsx(world.scope("supervision"), plan, SEPTEMBER, TODAY))
    assert problems(batch) == ["values_none_filled"]


def test_undoing_says_again_what_stood_before(world: World, plan: Plan) -> None:
    say(world, "supervision", indicator(plan), SEPTEMBER, 70)
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个"])
    assert changes(batch, 1) == {"value:30 Sep 2023": ("70 projects", "72 projects")}
    accept(world, batch)
    undo(world, batch)
    assert said(world, plan) == 70
    assert Actual.objects.count() == 3


def test_a_value_recorded_since_is_neither_overwritten_nor_withdrawn(world: World, plan: Plan) -> None:
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个"])
    say(world, "supervision", indicator(plan), SEPTEMBER, 71)
    with pytest.raises(Overtaken):
        accept(world, batch)
    fresh = accept(world, previewed(world, ["1.01.1,签约数,2023-09-30,72,个"]))
    say(world, "supervision", indicator(plan), SEPTEMBER, 74)
    with pytest.raises(Overtaken):
        undo(world, fresh)
    assert said(world, plan) == 74


def test_a_rate_may_be_given_as_its_two_parts(world: World, plan: Plan) -> None:
    head = "编号,指标,截至日期,分子,分母"
    batch = accept(world, previewed(world, ["1.01.1,到位率,2023-09-30,45,90"], head=head))
    assert said(world, plan, name="到位率") == 50
    undo(world, batch)
    assert said(world, plan, name="到位率") is None


def test_an_officer_reports_on_the_rows_of_the_unit_and_waits_for_confirmation(world: World, plan: Plan) -> None:
    rows = ["1.01.1,签约数,2023-09-30,72,个"]
    batch = accept(world, previewed(world, rows, "officer"), "officer")
    fact = Actual.objects.get()
    assert (fact.confirmed_on, fact.recorded_by.username) == (None, "officer")
    assert said(world, plan) is None
    undo(world, batch, "officer")
    assert Actual.objects.order_by("pk").last().value is None


def test_an_officer_cannot_report_on_rows_of_others(world: World, plan: Plan) -> None:
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个"], "cooperating")
    assert (actions(batch), problems(batch)) == (["reject"], ["value_refused"])


def test_what_has_been_confirmed_is_no_longer_the_unit_s_to_withdraw(world: World, plan: Plan) -> None:
    batch = accept(world, previewed(world, ["1.01.1,签约数,2023-09-30,72,个"], "officer"), "officer")
    keys = list(Actual.objects.values_list("pk", flat=True))
    confirm_actuals(scope=world.scope("supervision"), plan=plan, facts=keys, today=TODAY)
    with pytest.raises(Refused) as refused:
        undo(world, batch, "officer")
    assert refused.value.code == "values_settled"


def test_officers_see_their_own_imports_and_the_supervision_office_all(world: World, plan: Plan) -> None:
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个"], "officer")
    seen = {name: visible_batches(world.scope(name)).filter(pk=batch.pk).exists() for name in world.users}
    assert {name for name, sees in seen.items() if sees} == {"officer", "supervision"}


def test_a_draft_takes_no_values(world: World, draft: Plan) -> None:
    batch = previewed(world, ["1.01.1,签约数,2023-09-30,72,个"])
    assert (actions(batch), problems(batch)) == ([], ["values_before_issue"])


def test_a_sheet_without_a_header_is_told_what_to_call_its_columns(world: World, plan: Plan) -> None:
    assert problems(previewed(world, ["甲,乙", "1,2"], head="一,二")) == ["values_header_not_found"]
