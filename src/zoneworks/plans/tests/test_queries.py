"""Reading plans: everybody sees what is theirs to see, and a stranger sees nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from zoneworks.plans import queries, services
from zoneworks.plans.board import build_board
from zoneworks.plans.bridge import kept_tables
from zoneworks.plans.models import Plan
from zoneworks.plans.queries_items import item_detail, item_history, light_reason, light_text
from zoneworks.plans.services import MilestoneEntry
from zoneworks.plans.tests.worlds import (
    INSIDERS,
    STRANGERS,
    TODAY,
    World,
    indicator,
    leaf,
    make_plan,
    milestone,
    say,
)

SEPTEMBER = date(2023, 9, 30)
DRAFTING = {"supervision", "leader"}


@pytest.fixture
def told(plan: Plan, world: World) -> Plan:
    """One confirmed and one submitted value, a milestone claimed, a proposal."""
    say(world, "supervision", indicator(plan), date(2023, 6, 30), 40, today=date(2023, 7, 3))
    say(world, "officer", indicator(plan), SEPTEMBER, 70)
    step = milestone(plan)
    services.record_milestone(
        scope=world.scope("officer"), milestone=step, entry=MilestoneEntry(step.pk, SEPTEMBER, "m"), today=TODAY
    )
    services.propose_indicator(
        scope=world.scope("supervision"),
        item=leaf(plan),
        name="待确认",
        unit="个",
        kind="cumulative",
        target=Decimal(4),
    )
    plan.refresh_from_db()
    return plan


@pytest.mark.parametrize("persona", STRANGERS)
def test_a_stranger_gets_nothing_from_any_query(told: Plan, world: World, persona: str) -> None:
    scope, item = world.scope(persona), leaf(told)
    proposal = item.indicators.get(name="待确认")

    assert not queries.plans_readable(scope).exists()
    assert queries.plan_or_none(scope, told.pk) is None
    assert not queries.plans_of_zone(scope, world.zone).exists()
    assert queries.current_plan(scope, world.zone) is None
    assert queries.current_plan(scope, world.zone, 2023, TODAY) is None
    assert queries.years_of_zone(scope, world.zone) == []
    assert not queries.items_of(scope, told).exists()
    assert queries.item_or_none(scope, item.pk) is None
    assert not queries.indicators_readable(scope, told).exists()
    assert queries.indicator_or_none(scope, indicator(told).pk) is None
    assert queries.indicator_or_none(scope, proposal.pk) is None
    assert queries.milestone_or_none(scope, milestone(told).pk) is None
    assert not queries.proposals_of(scope, told).exists()
    assert not queries.working_items(scope, told).exists()
    assert queries.values_of(scope, item, TODAY) == []
    assert queries.milestone_facts_of(scope, item, TODAY) == []
    assert len(queries.waiting_reports(scope, told)) == 0
    assert queries.plan_history(scope, told) == []
    assert item_detail(scope, item.pk, TODAY) is None
    assert light_reason(scope, told, item.pk, TODAY) is None
    assert light_text(scope, told, item.pk, TODAY) is None
    assert item_history(scope, item, TODAY) == []
    with pytest.raises(Http404):
        build_board(scope, told, TODAY)


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer"])
def test_everybody_in_or_above_the_zone_reads_the_issued_plan(told: Plan, world: World, persona: str) -> None:
    scope = world.scope(persona)

    assert list(queries.plans_readable(scope)) == [told]
    assert queries.items_of(scope, told).count() == 7
    detail = item_detail(scope, leaf(told).pk, TODAY)
    assert [fact.value for fact in detail.indicators[0].facts if fact.confirmed_on] == [40]
    assert detail.row.figures[0].value == 40
    assert detail.headings[0].name == "高质量发展"
    assert next(node.text for node in detail.nodes) == "签约数累计达到1个"


@pytest.mark.parametrize(
    ("persona", "values", "may_report", "may_settle", "proposals"),
    [
        ("supervision", [70, 40], True, True, 1),
        ("leader", [70, 40], False, False, 1),
        ("officer", [70, 40], True, False, 0),
        ("cooperating", [70, 40], False, False, 0),
        ("section_officer", [40], False, False, 0),
        ("administrator", [40], False, False, 0),
    ],
)
def test_a_row_shows_each_reader_what_they_may_know_and_do(
    told: Plan, world: World, persona: str, values: list[int], may_report: bool, may_settle: bool, proposals: int
) -> None:
    detail = item_detail(world.scope(persona), leaf(told).pk, TODAY)
    sees_waiting = len(values) == 2

    assert [fact.value for fact in detail.indicators[0].facts] == values
    assert (detail.may_report, detail.may_settle, detail.may_change) == (may_report, may_settle, False)
    assert len(detail.proposals) == proposals
    assert detail.sees_working == sees_waiting == detail.reason.is_hollow == detail.row.is_hollow
    assert bool(detail.indicators[0].curve.waiting) == sees_waiting
    assert (detail.reason.indicators[0].waiting is not None) == sees_waiting
    assert (detail.reason.milestones[0].waiting is not None) == sees_waiting
    assert bool(detail.milestones[0].facts) == sees_waiting
    told_lines = [happening.detail for happening in item_history(world.scope(persona), leaf(told), TODAY)]
    assert any("Submitted" in line for line in told_lines) == sees_waiting
    assert len(queries.waiting_reports(world.scope(persona), told)) == (2 if sees_waiting else 0)


def test_a_row_shows_what_was_known_on_the_date(told: Plan, world: World) -> None:
    fact = queries.values_of(world.scope("officer"), leaf(told), TODAY)[0]
    services.confirm_actual(scope=world.scope("supervision"), fact=fact, today=date(2023, 10, 20))

    officer, reader = world.scope("officer"), world.scope("administrator")
    assert len(queries.values_of(officer, leaf(told), date(2023, 7, 3))) == 1
    assert len(queries.values_of(officer, leaf(told), date(2023, 7, 2))) == 0
    assert len(queries.values_of(reader, leaf(told), date(2023, 10, 19))) == 1
    assert len(queries.values_of(reader, leaf(told), date(2023, 10, 20))) == 2


@pytest.mark.parametrize("persona", [*INSIDERS, "province_officer", *STRANGERS])
def test_a_draft_is_read_by_those_who_make_or_lead_it(world: World, persona: str) -> None:
    draft = make_plan(world, is_issued=False)

    assert queries.plans_readable(world.scope(persona)).exists() == (persona in DRAFTING)
    assert (item_detail(world.scope(persona), leaf(draft).pk, TODAY) is not None) == (persona in DRAFTING)
    if persona not in DRAFTING:
        with pytest.raises(Http404):
            build_board(world.scope(persona), draft, TODAY)
    assert (queries.item_or_none(world.scope(persona), leaf(draft).pk) is not None) == (persona in DRAFTING)


def test_changes_of_a_draft_version_are_not_told_to_readers_of_the_issued_one(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=plan)
    services.change_item(scope=scope, item=leaf(draft), name="保密的新名称")

    def heard(persona: str) -> bool:
        return any(
            happening.after == "保密的新名称" for happening in item_history(world.scope(persona), leaf(plan), TODAY)
        )

    assert heard("supervision")
    assert heard("leader")
    assert not heard("officer")


def test_the_plan_in_force_depends_on_the_date(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    copy = services.draft_next_version(scope=scope, plan=plan)
    services.issue_plan(scope=scope, plan=copy, today=date(2023, 7, 1))
    following = services.create_plan(scope=scope, zone=world.zone, year=2024, title="2024")
    reader = world.scope("administrator")
    in_force = {
        date(2023, 1, 5): plan,  # nothing was in force yet: the first that came
        date(2023, 6, 30): plan,
        date(2023, 7, 1): copy,
        date(2024, 3, 1): copy,
    }
    for day, expected in in_force.items():
        assert queries.current_plan(reader, world.zone, as_of=day) == expected
    assert queries.current_plan(reader, world.zone) == copy
    assert queries.current_plan(reader, world.zone, 2024) is None
    assert queries.current_plan(scope, world.zone, 2024) == following
    assert queries.years_of_zone(scope, world.zone) == [2024, 2023]
    assert queries.same_item_in(copy, leaf(plan)) == leaf(copy)
    assert queries.same_item_in(plan, leaf(copy)) == leaf(plan)


def test_history_tells_changes_field_by_field_and_reports_with_their_fate(told: Plan, world: World) -> None:
    services.set_leaders(scope=world.scope("supervision"), item=leaf(told), posts=[world.deputy])
    lines = item_history(world.scope("officer"), leaf(told), TODAY)

    changed = next(line for line in lines if line.is_change)
    assert (changed.what, changed.before, changed.after) == ("Leaders changed: Leaders", "党工委书记", "分管副主任")
    reports = {line.what: line.detail for line in lines if line.who == "officer"}
    assert reports["签约数 on 30 Sep 2023: 70 projects"] == "Submitted, not confirmed yet"
    assert "发布清单: reached on 30 Sep 2023" in reports


@pytest.mark.parametrize("persona", ["supervision", "officer", "administrator"])
def test_a_row_page_takes_the_same_number_of_statements_however_much_there_is(world: World, persona: str) -> None:
    counts = []
    for projects, reports in ((2, 2), (8, 20)):
        plan = make_plan(world, projects=projects)
        one = indicator(plan)
        for number in range(reports):
            say(world, "supervision", one, date(2023, 4, 1) + timedelta(days=number), number)
        cache.clear()
        kept_tables.cache_clear()
        with CaptureQueriesContext(connection) as captured:
            item_detail(world.scope(persona), leaf(plan).pk, TODAY)
            item_history(world.scope(persona), leaf(plan), TODAY)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 70


def test_a_light_is_told_in_figures(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), SEPTEMBER, 48)
    say(world, "supervision", indicator(plan, name="到位率"), SEPTEMBER, 40)
    plan.refresh_from_db()
    text = light_text(world.scope("administrator"), plan, leaf(plan).pk, TODAY)

    assert text.light == "red"
    assert text.lines[0].text == (
        "签约数: 48 on 30 Sep 2023, 75 due by 30 Sep 2023, target 100 projects. "
        "Progress 48% against 75% scheduled by 30 Sep 2023: 27 points behind. "
        "Yinchuan red, yellow and green lights (2025): 10 to 30 points behind is yellow."
    )
    assert "5 points short of the rate due" in text.lines[1].text
    assert "176 days late. Product default: more than 30 days overdue is red." in text.lines[2].text
    assert "it is red: 发布清单" in text.headline
    heading = light_text(world.scope("administrator"), plan, leaf(plan).parent.pk, TODAY)
    assert "Of 2 rows below: 2 red." in heading.headline
    assert "Red rows below carry 100% of the weight; from 1/3 on it is red." in heading.headline


def test_a_month_that_is_not_to_be_reported_yet_is_said_to_wait(plan: Plan, world: World) -> None:
    say(world, "supervision", indicator(plan), date(2023, 8, 31), 60, today=date(2023, 9, 4))
    plan.refresh_from_db()
    line = light_text(world.scope("leader"), plan, leaf(plan).pk, date(2023, 10, 3)).lines[0].text

    assert "The report for September is due by 5 October; until then the schedule of 31 August counts." in line
    assert "due by 31 Aug 2023" in line


def test_a_reason_is_asked_for_in_its_own_plan(plan: Plan, world: World) -> None:
    other = make_plan(world)

    assert light_reason(world.scope("leader"), plan, leaf(other).pk, TODAY) is None
    assert build_board(world.scope("leader"), plan, TODAY).row(leaf(other).pk) is None
