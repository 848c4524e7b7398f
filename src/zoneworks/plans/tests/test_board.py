"""The board against the same thing computed row by row, and what it costs."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from zonekit.plans import load_rule_sets
from zoneworks.accounts.access import Scope
from zoneworks.plans import services
from zoneworks.plans.board import Board, BoardFilters, build_board
from zoneworks.plans.board_core import core_key
from zoneworks.plans.bridge import assess_plan, kept_tables
from zoneworks.plans.choices import Duty, TagKind
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.services import MilestoneEntry
from zoneworks.plans.tests.worlds import (
    TODAY,
    World,
    battlefields,
    entry,
    indicator,
    leaf,
    make_plan,
    milestone,
    say,
    tokens,
)

MONTH_ENDS = [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)]


@pytest.fixture
def lived(world: World) -> Plan:
    """Six projects of three sub-projects, half a year of reports of every quality."""
    plan = make_plan(world, projects=6, leaves=3, tags=battlefields(world))
    chance = random.Random(7)
    reports = []
    reporting = Indicator.objects.filter(item__plan=plan).exclude(item__code="1.06.1")
    for one in reporting.filter(name="签约数"):
        for number, about in enumerate(MONTH_ENDS, start=1):
            if chance.random() < 0.75:
                value = int(one.target * number / 4) * chance.choice([1, 1, 0.8, 0.3])
                reports.append(entry(one, about, int(value)))
    for one in reporting.filter(name="到位率").exclude(item__code="1.05.1"):
        reports.append(entry(one, date(2023, 9, 30), chance.choice([45, 44, 30, 10])))
    services.record_actuals(scope=world.scope("supervision"), plan=plan, entries=reports, today=TODAY, sure=True)
    done = [
        MilestoneEntry(step.pk, date(2023, 4, 10), next(tokens))
        for step in Milestone.objects.filter(item__plan=plan, text="发布清单").exclude(item__code="1.04.2")
    ]
    services.record_milestones(scope=world.scope("supervision"), plan=plan, entries=done, today=TODAY)
    say(world, "officer", indicator(plan, "1.01.1"), TODAY, 90)
    plan.refresh_from_db()
    assert all(board(world, plan).totals.lights.values()), "the story should show every light"
    return plan


def board(world: World, plan: Plan, persona: str = "supervision", **filters: object) -> Board:
    return build_board(world.scope(persona), plan, TODAY, filters=BoardFilters(**filters))


def test_every_row_says_what_its_reason_says(lived: Plan, world: World) -> None:
    state = assess_plan(lived, TODAY)

    for row in board(world, lived).window():
        reason = state.reason(row.item)
        item = Item.objects.get(pk=row.item)
        assert reason.lights == {
            "start": row.lights.start,
            "progress": row.lights.progress,
            "milestones": row.lights.milestones,
            "overall": row.lights.overall,
        }
        assert (row.title, row.level, row.is_leaf) == (item.name_en, item.level, item.is_leaf)
        assert row.progress == pytest.approx(reason.progress)
        assert row.scheduled == pytest.approx(reason.scheduled)
        assert row.gap == reason.gap == row.gap_share * 100
        assert row.is_overdue == reason.is_overdue
        assert row.counts["milestones_done"] == reason.milestones_done
        assert [figure.value for figure in row.figures] == [part.value for part in reason.indicators]
        assert [figure.scheduled for figure in row.figures] == [part.schedule for part in reason.indicators]


def light_of(plan: Plan, item: Item) -> str:
    return assess_plan(plan, TODAY).light(item.pk).word


def units_of(item: Item, *duties: Duty) -> set[str]:
    return set(item.duties.filter(duty__in=duties).values_list("unit__code", flat=True))


FILTERS = {
    "unit": ({"unit": "A-INV-1"}, lambda plan, item: "A-INV-1" in units_of(item, Duty.LEAD, Duty.RESPONSIBLE)),
    "unit and below": (
        {"unit": "A-INV"},
        lambda plan, item: bool({"A-INV", "A-INV-1"} & units_of(item, Duty.LEAD, Duty.RESPONSIBLE)),
    ),
    "cooperating unit is not responsible": ({"unit": "A-SCI"}, lambda plan, item: False),
    "cooperating unit": ({"unit": "A-SCI", "duty": "cooperating"}, lambda plan, item: True),
    "any duty": ({"unit": "A-SCI", "duty": "any"}, lambda plan, item: True),
    "unknown unit": ({"unit": "B-INV"}, lambda plan, item: False),
    "leader": ({"leader": "R1"}, lambda plan, item: item.leaders.filter(post__code="R1").exists()),
    "battlefield": (
        {"battlefield": "innovation"},
        lambda plan, item: item.tags.filter(kind=TagKind.BATTLEFIELD, code="innovation").exists(),
    ),
    "a battlefield is no theme": ({"theme": "innovation"}, lambda plan, item: False),
    "light": ({"lights": frozenset({"red"})}, lambda plan, item: light_of(plan, item) == "red"),
    "two lights": (
        {"lights": frozenset({"red", "grey"})},
        lambda plan, item: light_of(plan, item) in {"red", "grey"},
    ),
    "overdue": ({"overdue": True}, lambda plan, item: assess_plan(plan, TODAY).reason(item.pk).is_overdue),
    "waiting": ({"waiting": True}, lambda plan, item: item.code == "1.01.1"),
    "text of its own": ({"text": "子项目3.1"}, lambda plan, item: item.code == "1.03.1"),
    "text of its heading": ({"text": "project 4"}, lambda plan, item: item.code.startswith("1.04")),
    "two words": ({"text": "项目2 2.3"}, lambda plan, item: item.code == "1.02.3"),
    "combined": (
        {"unit": "A-INV-1", "lights": frozenset({"red", "yellow"}), "battlefield": "innovation"},
        lambda plan, item: (
            "A-INV-1" in units_of(item, Duty.RESPONSIBLE)
            and light_of(plan, item) in {"red", "yellow"}
            and item.tags.filter(code="innovation").exists()
        ),
    ),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_the_leaves_that_match_and_their_headings(lived: Plan, world: World, name: str) -> None:
    filters, matches = FILTERS[name]
    leaves = [item for item in lived.items.filter(is_leaf=True) if matches(lived, item)]
    paths = {item.path[:end] for item in leaves for end in (4, 8, 12)}
    found = board(world, lived, **filters)

    expected = list(lived.items.filter(path__in=paths).order_by("path").values_list("pk", flat=True))
    rows = found.window()
    assert [row.item for row in rows] == expected
    assert len(found) == len(expected)
    totals = found.totals
    assert [count.shown for count in totals.levels] == [len({p for p in paths if len(p) == n}) for n in (4, 8, 12)]
    assert [(count.name, count.total) for count in totals.levels] == [
        ("Category", 1), ("Key project", 6), ("Sub-project", 18),
    ]  # fmt: skip
    lights = [light_of(lived, item) for item in leaves]
    assert totals.lights == {word: lights.count(word) for word in ("grey", "green", "yellow", "red")}
    assert (totals.leaves, totals.all_leaves) == (len(leaves), 18)
    for row in rows:
        own = Item.objects.get(pk=row.item)
        under = [item for item in leaves if item.path.startswith(own.path)]
        assert sum(row.leaves.values()) == len(under)
        headings = {item.path[:8] for item in under} if own.level == 1 else set()
        assert {below.name: below.count for below in row.below} == {
            name: count
            for name, count in (
                ("Key project", len(headings)),
                ("Sub-project", 0 if own.is_leaf else len(under)),
            )
            if count
        }


def test_units_leaders_and_tags_count_their_matching_leaves(lived: Plan, world: World) -> None:
    whole = board(world, lived)
    assert [(group.code, group.leaves) for group in whole.by_unit()] == [("A-INV", 6), ("A-INV-1", 12)]
    assert [(group.code, group.leaves) for group in whole.by_leader()] == [("R1", 6), ("R2", 12)]
    assert [(group.code, group.leaves) for group in whole.by_tag(TagKind.BATTLEFIELD)] == [
        ("investment", 12), ("innovation", 6),
    ]  # fmt: skip
    for group in whole.by_unit():
        narrowed = board(world, lived, unit=group.code).totals
        own = narrowed.leaves if group.code == "A-INV-1" else narrowed.leaves - 12
        assert own == group.leaves
        assert sum(group.lights.values()) == group.leaves
    red = board(world, lived, lights=frozenset({"red"}))
    assert sum(group.leaves for group in red.by_unit()) == red.totals.leaves


def test_windows_side_by_side_make_the_whole_table(lived: Plan, world: World) -> None:
    found = board(world, lived)
    whole = [row.item for row in found.window()]
    pieces = [row.item for begin in range(0, len(found), 7) for row in found.window(begin, 7)]

    assert pieces == whole == list(lived.items.order_by("path").values_list("pk", flat=True))
    assert found.window(len(found), 7) == []


def test_months_end_where_the_date_is(lived: Plan, world: World) -> None:
    row = build_board(world.scope("supervision"), lived, date(2023, 6, 30)).row(leaf(lived, "1.02.1").pk)
    assert row is not None
    assert [month is None for month in row.months] == [False] * 6 + [True] * 6


@pytest.mark.parametrize(
    ("as_of", "done_on", "states"),
    [
        (date(2023, 4, 1), None, ["open", "open"]),
        (date(2023, 4, 16), None, ["overdue", "open"]),
        (TODAY, date(2023, 4, 10), ["done", "open"]),
    ],
)
def test_diamonds_stand_in_their_month_and_say_how_they_are(
    plan: Plan, world: World, as_of: date, done_on: date | None, states: list[str]
) -> None:
    step = milestone(plan)
    if done_on:
        services.record_milestone(
            scope=world.scope("supervision"), milestone=step, entry=MilestoneEntry(step.pk, done_on, "d"), today=as_of
        )
        plan.refresh_from_db()
    row = build_board(world.scope("supervision"), plan, as_of).row(leaf(plan).pk)

    assert [diamond.month for diamond in row.diamonds] == [4, 12]
    assert [diamond.state for diamond in row.diamonds] == states
    assert row.diamonds[0].done == done_on


@pytest.mark.parametrize(
    ("persona", "is_told"),
    [
        ("supervision", True),
        ("leader", True),
        ("officer", True),
        ("cooperating", True),
        ("section_officer", False),
        ("administrator", False),
        ("province_officer", True),
    ],
)
def test_what_waits_for_confirmation_is_told_to_those_who_work_on_it(
    lived: Plan, world: World, persona: str, is_told: bool
) -> None:
    step = milestone(lived, text="年度评价")
    services.record_milestone(
        scope=world.scope("officer"), milestone=step, entry=MilestoneEntry(step.pk, TODAY, "claim"), today=TODAY
    )
    lived.refresh_from_db()
    found = board(world, lived, persona)
    top, row = found.window(0, 1)[0], found.row(leaf(lived).pk)

    assert (top.is_hollow, row.is_hollow, row.figures[0].is_hollow) == (is_told,) * 3
    assert (row.diamonds[1].state, row.diamonds[1].is_claimed) == ("open", is_told)
    assert found.totals.waiting == int(is_told)
    assert len(board(world, lived, persona, waiting=True)) == (3 if is_told else 0)


def test_names_are_in_the_language_of_the_reader_from_the_same_cache(lived: Plan, world: World) -> None:
    english = board(world, lived).window(0, 1)[0]
    with translation.override("zh-hans"), CaptureQueriesContext(connection) as queries:
        chinese = board(world, lived).window(0, 1)[0]
    assert (english.title, chinese.title) == ("High-quality development", "高质量发展")
    assert (english.level_name, chinese.level_name) == ("Category", "类别")
    assert len(queries) <= 8


def test_an_unchanged_board_costs_names_alone_and_a_write_makes_it_anew(lived: Plan, world: World) -> None:
    scope = world.scope("supervision")
    assert list(scope.zones) == [lived.zone]
    build_board(scope, lived, TODAY).window()
    with CaptureQueriesContext(connection) as queries:
        before = build_board(scope, lived, TODAY)
        before.window()
    assert len(queries) == 4

    say(world, "supervision", indicator(lived, "1.06.3"), date(2023, 9, 30), 590)
    lived.refresh_from_db()

    after = build_board(scope, lived, TODAY)
    assert after.key != before.key
    assert after.row(leaf(lived, "1.06.3").pk).figures[0].value == 590


def test_the_number_of_statements_does_not_grow_with_the_plan(world: World) -> None:
    counts = []
    scope: Scope = world.scope("supervision")
    for projects in (2, 8):
        plan = make_plan(world, projects=projects)
        assert list(scope.zones) == [plan.zone]
        cache.clear()
        kept_tables.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            found = build_board(scope, plan, TODAY)
            assert len(found.window()) == 1 + projects * 3
            assert found.totals.leaves == projects * 2
            found.by_unit()
        counts.append(len(queries))

    assert counts == [17, 17]


def test_the_same_facts_under_other_rules_give_other_lights(lived: Plan, world: World) -> None:
    counts = {
        rules.code: build_board(world.scope("leader"), lived, TODAY, rules=rules).totals.lights
        for rules in load_rule_sets()
    }

    assert len({tuple(lights.values()) for lights in counts.values()}) > 1
    assert all(sum(lights.values()) == 18 for lights in counts.values())


def test_a_month_turns_the_board_on_the_day_its_report_is_due_and_not_before(plan: Plan, world: World) -> None:
    done = MilestoneEntry(milestone(plan).pk, date(2023, 4, 10), next(tokens))
    services.record_milestones(scope=world.scope("supervision"), plan=plan, entries=[done], today=date(2023, 4, 12))
    say(world, "supervision", indicator(plan), date(2023, 5, 31), 39, today=date(2023, 6, 3))
    plan.refresh_from_db()

    def seen(as_of: date) -> tuple[float, str, str | None]:
        row = build_board(world.scope("leader"), plan, as_of).row(leaf(plan).pk)
        assert row is not None
        return round(row.figures[0].scheduled, 1), row.lights.overall, row.months[5]

    assert [seen(date(2023, 7, day)) for day in (1, 4, 5)] == [
        (41.7, "green", "green"), (41.7, "green", "green"), (50, "yellow", "yellow"),
    ]  # fmt: skip


def test_rules_that_were_corrected_under_their_code_make_another_board(plan: Plan) -> None:
    rules = load_rule_sets()[0]
    later = replace(rules, reporting=replace(rules.reporting, report_days=10))

    assert core_key(plan, TODAY, rules) == core_key(plan, TODAY, replace(rules))
    assert core_key(plan, TODAY, rules) != core_key(plan, TODAY, later)


def test_a_draft_of_uneven_depth_is_a_board_too(world: World) -> None:
    scope = world.scope("supervision")
    plan = services.create_plan(scope=scope, zone=world.zone, year=2023, title="两级")
    services.add_item(scope=scope, plan=plan, goal="盘活存量土地400亩")
    heading = services.add_item(scope=scope, plan=plan, name="类别")
    services.add_item(scope=scope, plan=plan, parent=heading, name="项目")
    plan.refresh_from_db()
    found = build_board(scope, plan, TODAY)

    assert [(row.title, row.level, row.is_leaf) for row in found.window()] == [
        ("盘活存量土地400亩", 1, True), ("类别", 1, False), ("项目", 2, True),
    ]  # fmt: skip
    assert [count.total for count in found.totals.levels] == [2, 1]
