"""Which reports are owed, when they are late or missing, and who may read what they say."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.plans.models import Plan
from zoneworks.plans.services import close_month, draft_next_version, issue_plan, move_out
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, TODAY, World, indicator, leaf, say
from zoneworks.reports.models import Report
from zoneworks.reports.queries import (
    LATE,
    MISSING,
    NONE,
    evidence_file_or_none,
    month_state,
    month_states,
    owed_rows,
    report_for,
    report_history,
    report_or_none,
)
from zoneworks.reports.queries_desk import my_owed, my_returned, my_waiting, silent_units, to_confirm
from zoneworks.reports.queries_report import report_detail
from zoneworks.reports.services import confirm_reports, return_reports, submit_report, urge
from zoneworks.reports.tests.reporting import AUGUST, OCTOBER, SEPTEMBER, draft, submitted

pytestmark = pytest.mark.django_db
FEBRUARY, JANUARY = date(2023, 2, 28), date(2023, 1, 31)
IN_TIME = date(2023, 10, 4)


def pairs(*reports: Report) -> list[tuple[int, int]]:
    return [(report.pk, report.revision) for report in reports]


def settle(world: World, *reports: Report) -> None:
    confirm_reports(scope=world.scope("supervision"), zone=world.zone, reports=pairs(*reports), today=TODAY)


@pytest.fixture
def september(plan: Plan, world: World) -> dict[str, Report]:
    """Of four rows: one confirmed in time, one submitted late, one returned, one begun."""
    done = submitted(world, plan, "1.01.1", today=IN_TIME)
    settle(world, done)
    late = submitted(world, plan, "1.02.1")
    back = submitted(world, plan, "1.01.2", persona="section_officer", today=IN_TIME)
    return_reports(
        scope=world.scope("supervision"), zone=world.zone, reports=pairs(back), reason="口径有误", today=TODAY
    )
    begun = draft(world, plan, "1.02.2", persona="section_officer")
    return {"done": done, "late": late, "back": back, "begun": begun}


@pytest.mark.usefixtures("september")
def test_a_month_is_counted_by_state(world: World) -> None:
    state = month_state(world.scope("supervision"), world.zone, SEPTEMBER, TODAY)

    assert (state.rows, state.owed, state.is_owed, state.due) == (4, 4, True, date(2023, 10, 5))
    assert (state.none, state.draft, state.submitted, state.returned, state.confirmed) == (0, 1, 1, 1, 1)
    assert (state.late, state.missing, state.closed) == (1, 1, None)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("about", "is_owed", "missing"),
    [(JANUARY, False, 0), (FEBRUARY, True, 4), (AUGUST, True, 4), (SEPTEMBER, True, 4), (OCTOBER, True, 0)],
)  # fmt: skip
def test_months_are_owed_from_the_day_the_plan_is_in_force(
    world: World, about: date, is_owed: bool, missing: int
) -> None:
    state = month_state(world.scope("leader"), world.zone, about, TODAY)

    assert (state.is_owed, state.missing, state.none) == (is_owed, missing, 4)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(("today", "missing"), [(date(2023, 10, 5), 0), (date(2023, 10, 6), 4)])
def test_a_report_is_missing_after_its_day_and_not_on_it(world: World, today: date, missing: int) -> None:
    assert month_state(world.scope("supervision"), world.zone, SEPTEMBER, today).missing == missing


@pytest.mark.usefixtures("september")
def test_the_months_of_a_year_end_with_the_running_one(world: World) -> None:
    close_month(scope=world.scope("supervision"), zone=world.zone, about=AUGUST, today=TODAY)
    states = month_states(world.scope("supervision"), world.zone, 2023, TODAY)

    assert [state.about.month for state in states] == list(range(1, 11))
    assert [state.closed is not None for state in states] == [False] * 7 + [True, False, False]
    assert [state.confirmed for state in states] == [0] * 8 + [1, 0]


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (None, ["1.01.1", "1.01.2", "1.02.1", "1.02.2"]),
        ("confirmed", ["1.01.1"]),
        ("submitted", ["1.02.1"]),
        ("returned", ["1.01.2"]),
        ("draft", ["1.02.2"]),
        (LATE, ["1.02.1"]),
        (MISSING, ["1.02.2"]),
        (NONE, []),
    ],
)
@pytest.mark.usefixtures("september")
def test_the_months_page_is_narrowed_by_state(world: World, state: str | None, codes: list[str]) -> None:
    page = owed_rows(world.scope("supervision"), world.zone, SEPTEMBER, today=TODAY, state=state)

    assert [row.item.code for row in page] == codes


@pytest.mark.usefixtures("september")
def test_the_months_page_is_narrowed_by_unit_and_leader(world: World) -> None:
    scope = world.scope("supervision")
    of_section = owed_rows(scope, world.zone, SEPTEMBER, today=TODAY, unit=world.section)
    of_department = owed_rows(scope, world.zone, SEPTEMBER, today=TODAY, unit=world.investment, page="1", size=3)
    of_chief = owed_rows(scope, world.zone, SEPTEMBER, today=TODAY, leader=world.chief)

    assert [row.item.code for row in of_section] == ["1.01.2", "1.02.2"]
    assert (len(of_department), of_department.paginator.count) == (3, 4)
    assert [row.item.code for row in of_chief] == ["1.01.1", "1.02.1"]


@pytest.mark.usefixtures("september")
def test_a_row_says_how_it_stands(world: World, plan: Plan) -> None:
    scope = world.scope("supervision")
    assert urge(scope=scope, zone=world.zone, about=SEPTEMBER, items=[leaf(plan, "1.02.2")], today=TODAY) == 1
    rows = {row.item.code: row for row in owed_rows(scope, world.zone, SEPTEMBER, today=TODAY)}

    assert [(rows[code].state, rows[code].is_late, rows[code].is_missing) for code in sorted(rows)] == [
        ("confirmed", False, False), ("returned", False, False), ("submitted", True, False), ("draft", False, True),
    ]  # fmt: skip
    assert (rows["1.02.2"].urgings, rows["1.02.2"].last_urged) == (1, TODAY)
    assert {duty.unit for duty in rows["1.01.1"].duties} == {world.investment, world.science}
    assert [held.post for held in rows["1.01.1"].leaders] == [world.chief]


@pytest.mark.usefixtures("september")
@pytest.mark.parametrize(
    ("persona", "codes"),
    [
        ("officer", ["1.01.1", "1.01.2", "1.02.1", "1.02.2"]),
        ("section_officer", ["1.01.2", "1.02.2"]),
        ("cooperating", ["1.01.1", "1.01.2", "1.02.1", "1.02.2"]),
        ("leader", ["1.01.1", "1.01.2", "1.02.1", "1.02.2"]),
        ("administrator", []),
        ("outsider", []),
        ("outside_supervision", []),
    ],
)
def test_a_month_shows_the_rows_one_works_on(world: World, persona: str, codes: list[str]) -> None:
    scope = world.scope(persona)

    assert [row.item.code for row in owed_rows(scope, world.zone, SEPTEMBER, today=TODAY)] == codes
    assert month_state(scope, world.zone, SEPTEMBER, TODAY).rows == len(codes)


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS, "province_officer"])
def test_what_a_report_says_is_read_by_those_who_work_on_its_row(
    september: dict[str, Report], world: World, plan: Plan, persona: str
) -> None:
    scope, report = world.scope(persona), september["done"]
    may_read = persona in {"leader", "supervision", "officer", "cooperating", "province_officer"}

    assert (report_or_none(scope, report.pk) is not None) == may_read
    assert (report_for(scope, leaf(plan), SEPTEMBER) is not None) == may_read
    assert (report_detail(scope, leaf(plan), SEPTEMBER, TODAY) is not None) == may_read
    assert bool(report_history(scope, leaf(plan))) == may_read
    assert evidence_file_or_none(scope, report.pk, 1) is None


# --- the desk --------------------------------------------------------------------------------------------------------


def test_what_i_owe_stands_in_due_order(plan: Plan, world: World) -> None:
    settle(world, submitted(world, plan, about=FEBRUARY, signed=10))
    submitted(world, plan, about=date(2023, 3, 31), signed=20)
    begun = draft(world, plan, "1.02.1", FEBRUARY)
    owed = my_owed(world.scope("officer"), world.zone, TODAY, limit=7)

    assert owed.count == 4 * 8 - 2  # February to September of four rows, two submitted
    assert [(row.item.code, row.about.month) for row in owed.rows] == [
        ("1.01.2", 2), ("1.02.1", 2), ("1.02.2", 2), ("1.01.2", 3), ("1.02.1", 3), ("1.02.2", 3), ("1.01.1", 4),
    ]  # fmt: skip
    assert owed.rows[1].report == begun
    assert all(row.is_missing for row in owed.rows)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("persona", "count"),
    [("section_officer", 16), ("cooperating", 0), ("supervision", 0), ("leader", 0), ("outsider", 0), ("nobody", 0)],
)
def test_only_units_that_report_owe(world: World, persona: str, count: int) -> None:
    assert my_owed(world.scope(persona), world.zone, TODAY).count == count


@pytest.mark.usefixtures("plan")
def test_a_closed_month_is_owed_no_more(world: World) -> None:
    close_month(scope=world.scope("supervision"), zone=world.zone, about=AUGUST, today=TODAY)

    owed = my_owed(world.scope("section_officer"), world.zone, TODAY, limit=99)
    assert (owed.count, AUGUST in {row.about for row in owed.rows}) == (14, False)


def test_the_desk_shows_what_came_back_and_what_waits(september: dict[str, Report], world: World) -> None:
    section, officer, office = (world.scope(name) for name in ("section_officer", "officer", "supervision"))

    assert [report.pk for report in my_returned(section, world.zone, TODAY).rows] == [september["back"].pk]
    assert [report.pk for report in my_waiting(officer, world.zone, TODAY).rows] == [september["late"].pk]
    assert [report.pk for report in to_confirm(office, world.zone, TODAY).rows] == [september["late"].pk]
    assert to_confirm(officer, world.zone, TODAY).count == 0
    assert my_waiting(section, world.zone, TODAY).count == 0
    assert my_returned(world.scope("cooperating"), world.zone, TODAY).count == 0


@pytest.mark.usefixtures("september")
def test_who_is_silent(world: World, plan: Plan) -> None:
    office = world.scope("supervision")
    silent = silent_units(office, world.zone, SEPTEMBER, TODAY)
    assert [(one.unit, one.missing, one.last_urged) for one in silent.rows] == [(world.section, 1, None)]

    urge(scope=office, zone=world.zone, about=SEPTEMBER, items=[leaf(plan, "1.02.2")], today=TODAY)
    assert silent_units(office, world.zone, SEPTEMBER, TODAY).rows[0].last_urged == TODAY
    assert silent_units(office, world.zone, AUGUST, TODAY).count == 2
    assert silent_units(world.scope("leader"), world.zone, AUGUST, TODAY).rows[0].missing == 2
    assert silent_units(world.scope("officer"), world.zone, AUGUST, TODAY).count == 0
    assert silent_units(office, world.zone, OCTOBER, TODAY).count == 0


# --- a new version ---------------------------------------------------------------------------------------------------


def test_a_report_survives_a_new_version_of_the_plan(plan: Plan, world: World) -> None:
    office = world.scope("supervision")
    before = draft(world, plan, about=AUGUST)
    copy = draft_next_version(scope=office, plan=plan)
    move_out(scope=office, item=leaf(copy, "1.02.2"), reason="并入其他任务")
    copy = issue_plan(scope=office, plan=copy, today=date(2023, 9, 15))

    assert report_for(world.scope("officer"), leaf(copy), AUGUST) == before
    assert draft(world, copy, about=AUGUST, seen=before.revision, signed=60).pk == before.pk
    assert month_state(office, world.zone, AUGUST, TODAY).rows == 4
    assert month_state(office, world.zone, SEPTEMBER, TODAY).rows == 3
    owed = my_owed(world.scope("section_officer"), world.zone, TODAY, limit=99)
    assert {row.item.code for row in owed.rows} == {"1.01.2"}  # what is gone cannot be reported any more
    detail = report_detail(world.scope("officer"), leaf(plan), AUGUST, TODAY)
    assert detail is not None
    assert (detail.plan, [line.value is not None for line in detail.values]) == (copy, [True, True])


# --- one report ------------------------------------------------------------------------------------------------------


def test_the_form_knows_what_is_known_already(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), AUGUST, 61)
    say(world, "officer", indicator(plan), date(2023, 9, 15), 64)  # nobody has confirmed it
    detail = report_detail(world.scope("officer"), leaf(plan), SEPTEMBER, TODAY)

    assert detail is not None
    first = detail.values[0]
    assert (first.known.value, first.known.about, first.scheduled, first.target) == (61, AUGUST, 75, 100)
    assert (detail.report, detail.seen, detail.due, detail.is_owed) == (None, None, date(2023, 10, 5), True)
    assert (detail.may_write, detail.may_take_back, detail.may_settle) == (True, False, False)
    assert [line.milestone.text for line in detail.steps] == ["发布清单", "年度评价"]


def test_what_a_report_itself_made_count_is_not_what_was_known_before(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), AUGUST, 61)
    report = submitted(world, plan, done_on=date(2023, 9, 12))
    settle(world, report)
    detail = report_detail(world.scope("officer"), leaf(plan), SEPTEMBER, TODAY)

    assert detail is not None
    assert (detail.values[0].known.value, detail.values[0].value.value) == (61, 70)
    assert (detail.steps[0].known, detail.steps[0].step.done_on) == (None, date(2023, 9, 12))
    assert [turn.turn for turn in detail.turns] == ["submitted", "confirmed"]


@pytest.mark.parametrize(
    ("persona", "state", "write", "back", "settle_"),
    [
        ("officer", "draft", True, False, False),
        ("officer", "submitted", False, True, False),
        ("officer", "closed", False, False, False),
        ("cooperating", "submitted", False, False, False),
        ("leader", "submitted", False, False, False),
        ("supervision", "draft", True, False, False),
        ("supervision", "submitted", False, True, True),
        ("supervision", "closed", False, False, False),
    ],
)
def test_what_may_be_done_with_a_report_now(
    plan: Plan, world: World, persona: str, state: str, write: bool, back: bool, settle_: bool
) -> None:
    report = draft(world, plan)
    if state != "draft":
        submit_report(scope=world.scope("officer"), report=report, seen=report.revision, today=TODAY)
    if state == "closed":
        close_month(scope=world.scope("supervision"), zone=world.zone, about=SEPTEMBER, today=TODAY)
    detail = report_detail(world.scope(persona), leaf(plan), SEPTEMBER, TODAY)

    assert detail is not None
    assert (detail.may_write, detail.may_take_back, detail.may_settle) == (write, back, settle_)


@pytest.mark.parametrize("about", [date(2023, 9, 29), date(2022, 9, 30), date(2023, 11, 30)])
def test_what_is_no_month_of_the_plan_has_no_report(plan: Plan, world: World, about: date) -> None:
    assert report_detail(world.scope("officer"), leaf(plan), about, TODAY) is None
