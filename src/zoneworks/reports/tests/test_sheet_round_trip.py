"""Whatever a draft says comes back from its sheet as it was; whatever is typed into the cells becomes the draft."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, make_plan, milestone
from zoneworks.reports.exports_month import export_month_xlsx
from zoneworks.reports.models import Report
from zoneworks.reports.services import ReportFields, StepEntry, ValueEntry, save_report
from zoneworks.reports.services.drafts import said_by_all
from zoneworks.reports.sheets.month.comparison import compare_month
from zoneworks.reports.sheets.month.reading import read_month_sheet
from zoneworks.reports.tests.reporting import SEPTEMBER
from zoneworks.reports.tests.sheets import accept, actions, key_of, previewed, problems, sheet
from zoneworks.reports.words import plain_text
from zoneworks.units.models import ZoneProfile

pytestmark = pytest.mark.django_db
NUMBERS = st.decimals(min_value=0, max_value=Decimal("99999999999"), places=4)
LETTERS = string.ascii_letters + string.digits + string.punctuation + " \n\t\"'=+-@_x中文。，“”１亿\u00a0\u3000\u200b"
TEXTS = st.text(LETTERS, max_size=60) | st.sampled_from(
    ["=1+1", "-", "_x0041_", "5", "2023-09-01", "<b>粗</b>", "@sum"]
)
# The library with which the test types takes _x0041_ for an escape; the export writes it right.
TYPED = TEXTS.filter(lambda text: "_x" not in text)
DAYS = st.dates(date(2023, 1, 1), date(2023, 9, 30))


@pytest.fixture(autouse=True)
def _today_is_fixed(world: World) -> None:
    ZoneProfile.objects.filter(zone=world.zone).update(fixed_today=TODAY)


def compared(world: World, data: bytes):  # type: ignore[no-untyped-def]
    return compare_month(world.scope("officer"), world.zone, read_month_sheet(data, "month.xlsx"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    signed=st.none() | NUMBERS,
    parts=st.none() | st.tuples(NUMBERS, NUMBERS),
    words=st.lists(TEXTS, min_size=5, max_size=5),
    day=st.none() | DAYS,
    own=st.sampled_from(["", "green", "yellow", "red"]),
)
def test_a_draft_comes_back_from_its_sheet_as_it_was(
    plan: Plan, world: World, signed: Decimal | None, parts: tuple[Decimal, Decimal] | None, words: list[str],
    day: date | None, own: str,
) -> None:  # fmt: skip
    Report.objects.all().delete()
    share = ValueEntry(None, *parts, note=words[3]) if parts else ValueEntry(note=words[3])
    fields = ReportFields(
        progress=words[0], problems=words[1], next_steps=words[2], own_light=own,
        values={indicator(plan).pk: ValueEntry(signed), indicator(plan, "1.01.1", "到位率").pk: share},
        steps={milestone(plan).pk: StepEntry(day, words[4])} if day else {},
    )  # fmt: skip
    save_report(scope=world.scope("officer"), item=leaf(plan), about=SEPTEMBER, fields=fields, seen=None, today=TODAY)
    found = compared(world, export_month_xlsx(plan, world.investment, SEPTEMBER))

    assert [row.changes for row in found.rows] == [()] * len(found.rows)
    assert {row.action.value for row in found.rows} <= {"same"}
    assert not found.issues


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(signed=NUMBERS, progress=TYPED, note=TYPED, day=DAYS)
def test_what_is_typed_becomes_the_draft(
    plan: Plan, world: World, signed: Decimal, progress: str, note: str, day: date
) -> None:
    Report.objects.all().delete()
    key = key_of(plan, "1.01.1", "签约数")
    typed = {
        (key, "value"): f"{signed:,}", (key, "note"): f" {note}", (key_of(plan), "progress"): f" {progress}",
        (key_of(plan, "1.01.1", "发布清单"), "done_on"): f"{day.month}月{day.day}日",
    }  # fmt: skip
    accept(world, previewed(world, sheet(plan, world.investment, typed)), positions=[1])
    report = Report.objects.get()
    values, steps = said_by_all([report.pk])[report.pk]

    value = values[indicator(plan).facts_id]
    assert (value.value, value.note, report.progress) == (signed, plain_text(note), plain_text(progress))
    assert steps[milestone(plan).facts_id].done_on == day


def test_ninety_five_sub_projects_in_one_file(world: World) -> None:
    plan = make_plan(world, projects=95, leaves=1)
    typed = {}
    for number in range(1, 96):
        code = f"1.{number:02d}.1"
        typed[key_of(plan, code), "progress"] = f"第{number}项：“按序时推进”"
        typed[key_of(plan, code, "签约数"), "value"] = f"{number:,}.5"
    batch = previewed(world, sheet(plan, world.investment, typed))
    assert (set(actions(batch)), len(actions(batch)), problems(batch)) == ({"create"}, 95, [])
    accept(world, batch, positions=range(1, 96))

    assert Report.objects.count() == 95
    assert set(actions(previewed(world, sheet(plan, world.investment, typed)))) == {"same"}
