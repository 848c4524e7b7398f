"""Rows of a plan as tables of the engine: versions, dates, and what does not count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zonekit.plans import Light
from zoneworks.plans import services
from zoneworks.plans.bridge import assess_plan, kept_tables, rules_of, tables_of
from zoneworks.plans.choices import MilestoneKind
from zoneworks.plans.models import Plan
from zoneworks.plans.services import MilestoneEntry
from zoneworks.plans.tests.worlds import TODAY, World, indicator, leaf, make_plan, milestone, quarters, say

SEPTEMBER = date(2023, 9, 30)


def fresh(plan: Plan) -> Plan:
    plan.refresh_from_db()
    return plan


def value_of(plan: Plan, as_of: date, code: str = "1.01.1") -> float:
    state = assess_plan(fresh(plan), as_of)
    return float(state.indicators.value[state.plan.indicator_index(indicator(plan, code).pk)])


def test_the_engine_sees_the_tree_the_targets_and_the_schedule(plan: Plan) -> None:
    table = tables_of(plan).plan
    one = indicator(plan, "1.02.1")

    assert list(table.items.keys) == list(plan.items.order_by("path").values_list("pk", flat=True))
    i = table.indicator_index(one.pk)
    assert table.indicators.target[i] == 200
    begin, end = table.indicators.points[i], table.indicators.points[i + 1]
    assert table.indicators.point_value[begin:end].tolist() == [50, 100, 150, 200]
    assert table.indicators.is_percent[table.indicator_index(indicator(plan, "1.02.1", "到位率").pk)]
    assert len(table.milestones.keys) == 8


def test_what_was_known_on_a_date_stays_known_whatever_came_later(plan: Plan, world: World) -> None:
    one = indicator(plan)
    say(world, "supervision", one, date(2023, 6, 30), 48, today=date(2023, 7, 3))
    say(world, "supervision", one, date(2023, 6, 30), 45, today=date(2023, 8, 8))
    late = say(world, "officer", one, SEPTEMBER, 70, today=date(2023, 10, 5))
    services.confirm_actual(scope=world.scope("supervision"), fact=late, today=date(2023, 10, 8))

    known = {day: value_of(plan, day) for day in (date(2023, 7, 3), date(2023, 8, 8), date(2023, 10, 7), TODAY)}

    assert list(known.values()) == [48, 45, 45, 70]


def test_a_submitted_value_is_hollow_and_a_returned_one_is_nothing(plan: Plan, world: World) -> None:
    fact = say(world, "officer", indicator(plan), SEPTEMBER, 70)
    state = assess_plan(fresh(plan), TODAY)
    place = state.plan.item_index(leaf(plan).pk)
    assert (bool(state.items.is_hollow[place]), int(state.items.reported[place])) == (True, 0)
    assert Light(int(state.items.progress_light[place])) is Light.GREY

    services.return_actual(scope=world.scope("supervision"), fact=fact, today=TODAY, note="退回")

    assert not assess_plan(fresh(plan), TODAY).items.is_hollow[place]


def test_facts_recorded_under_one_version_count_in_the_next(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 48)
    services.record_milestone(
        scope=scope, milestone=milestone(plan), entry=MilestoneEntry(milestone(plan).pk, date(2023, 4, 1), "m"),
        today=TODAY,
    )  # fmt: skip
    copy = services.draft_next_version(scope=scope, plan=fresh(plan))
    services.issue_plan(scope=scope, plan=copy, today=TODAY)
    say(world, "supervision", indicator(copy), SEPTEMBER, 70)

    assert value_of(copy, TODAY) == value_of(plan, TODAY) == 70
    state = assess_plan(fresh(copy), TODAY)
    assert state.milestones.is_done[state.plan.milestone_index(milestone(copy).pk)]


def test_only_confirmed_indicators_and_dated_milestones_count(draft: Plan, world: World) -> None:
    scope = world.scope("supervision")
    before = tables_of(fresh(draft)).plan
    services.propose_indicator(
        scope=scope, item=leaf(draft), name="待确认", unit="个", kind="cumulative", target=Decimal(4)
    )
    services.add_milestone(scope=scope, item=leaf(draft), text="持续推进")
    services.add_milestone(scope=scope, item=leaf(draft), text="开工", kind=MilestoneKind.START, due=date(2023, 5, 1))
    after = tables_of(fresh(draft)).plan

    assert len(after.indicators.keys) == len(before.indicators.keys)
    assert len(after.milestones.keys) == len(before.milestones.keys) + 1
    assert after.milestones.is_start.sum() == 1


@pytest.mark.parametrize(
    ("deadline", "schedule", "value_due"),
    [
        (date(2023, 6, 30), (), 100),  # due by then, not by the end of the year
        (date(2023, 6, 30), quarters(10, 20, 30, 100), 30),  # the plan itself goes on after it
        (date(2025, 6, 30), (), 75),
        (None, (), 75),
    ],
)
def test_a_deadline_within_the_year_ends_the_line_to_the_target(
    draft: Plan, world: World, deadline: date | None, schedule: object, value_due: float
) -> None:
    scope = world.scope("supervision")
    services.change_item(scope=scope, item=leaf(draft), deadline=deadline)
    services.set_schedule(scope=scope, indicator=indicator(draft), schedule=schedule)
    state = assess_plan(fresh(draft), TODAY)

    assert state.indicators.schedule[state.plan.indicator_index(indicator(draft).pk)] == value_due


def test_the_month_before_judges_until_the_report_of_a_month_is_due(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), date(2023, 8, 31), 66, today=date(2023, 9, 4))
    say(world, "supervision", indicator(plan, "1.01.2"), SEPTEMBER, 75, today=date(2023, 10, 2))

    def due(as_of: date) -> list[float]:
        state = assess_plan(fresh(plan), as_of)
        places = [state.plan.indicator_index(indicator(plan, code).pk) for code in ("1.01.1", "1.01.2")]
        return [round(float(state.indicators.schedule[place]), 1) for place in places]

    assert [due(date(2023, 10, day)) for day in (1, 3, 4, 5)] == [[66.7, 66.7], [66.7, 75], [66.7, 75], [75, 75]]


def test_tables_are_built_once_for_a_revision(plan: Plan, world: World) -> None:
    kept_tables.cache_clear()
    with CaptureQueriesContext(connection) as queries:
        first = tables_of(plan)
    with CaptureQueriesContext(connection) as none:
        assert tables_of(plan) is first
    assert (len(queries), len(none)) == (6, 0)

    say(world, "supervision", indicator(plan), SEPTEMBER, 3)

    assert tables_of(fresh(plan)) is not first


def test_the_number_of_statements_does_not_depend_on_the_plan(world: World) -> None:
    counts = []
    for projects in (2, 8):
        plan = make_plan(world, projects=projects)
        say(world, "supervision", indicator(plan), SEPTEMBER, projects)
        kept_tables.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            tables_of(fresh(plan))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_plan_without_anything_is_assessed_all_the_same(world: World) -> None:
    scope = world.scope("supervision")
    plan = services.create_plan(scope=scope, zone=world.zone, year=2023, title="空")
    assert assess_plan(plan, TODAY).leaf_counts() == {"grey": 0, "green": 0, "yellow": 0, "red": 0}


def test_a_plan_whose_rules_are_gone_is_judged_by_the_default(plan: Plan) -> None:
    plan.rule_set = "withdrawn"

    assert rules_of(plan, TODAY).is_default
