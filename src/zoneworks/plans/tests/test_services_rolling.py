"""Rolling the year over: what is not finished goes on; what it is to achieve is proposed, never counted silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import IndicatorKind, IndicatorState, PlanState
from zoneworks.plans.models import Indicator, Item, Milestone, Plan
from zoneworks.plans.outcomes import outcomes_of
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, TODAY, World, indicator, leaf, milestone, say

Enter = Callable[[str], Client]
SEPTEMBER = date(2023, 9, 30)


@pytest.fixture
def told(plan: Plan, world: World) -> Plan:
    """1.01.1 is finished; 1.01.2 has 60 of 100; of the others nothing is known."""
    say(world, "supervision", indicator(plan), SEPTEMBER, 100)
    say(world, "supervision", indicator(plan, name="到位率"), SEPTEMBER, 45)
    for text in ("发布清单", "年度评价"):
        one = milestone(plan, text=text)
        entry = services.MilestoneEntry(one.pk, date(2023, 9, 1), f"done-{text}")
        services.record_milestone(scope=world.scope("supervision"), milestone=one, entry=entry, today=TODAY)
    say(world, "supervision", indicator(plan, "1.01.2"), SEPTEMBER, 60)
    plan.refresh_from_db()
    return plan


def roll(world: World, plan: Plan, *codes: str, year: int = 2024) -> Plan:
    items = [leaf(plan, code).pk for code in codes]
    return services.roll_over(scope=world.scope("supervision"), plan=plan, year=year, items=items, today=TODAY)


def test_a_finished_row_is_not_open_and_says_nothing_is_lacking(told: Plan, world: World) -> None:
    found = {one.row.label: one for one in outcomes_of(world.scope("officer"), told, TODAY)}

    assert not found["1.01.1"].is_open
    unmet = found["1.01.2"].unmet[0]
    assert (unmet.indicator.name, unmet.value, unmet.left) == ("签约数", 60, 40)
    assert len(found["1.01.2"].milestones) == 2
    assert found["1.02.1"].unmet[0].value is None


def test_open_rows_go_on_below_their_headings(told: Plan, world: World) -> None:
    draft = roll(world, told, "1.01.2", "1.02.1")

    assert (draft.year, draft.version, draft.state, draft.supersedes) == (2024, 1, PlanState.DRAFT, None)
    assert (draft.title, draft.level_names) == ("甲开发区2024年重点工作任务分解表", told.level_names)
    assert draft.document_no == ""
    assert [row.level for row in draft.items.order_by("path")] == [1, 2, 3, 2, 3]
    row = leaf(draft, "1.01.2")
    assert (row.carried_from, row.origin) == (leaf(told, "1.01.2"), None)
    assert row.parent.carried_from == leaf(told, "1.01.2").parent
    assert list(row.duties.values_list("unit", "duty")) == list(leaf(told, "1.01.2").duties.values_list("unit", "duty"))
    assert list(row.leaders.values_list("post", flat=True)) == [world.deputy.pk]


def test_what_is_left_is_proposed_and_counts_for_nothing_yet(told: Plan, world: World) -> None:
    draft = roll(world, told, "1.01.2", "1.02.1")

    carried = indicator(draft, "1.01.2")
    assert (carried.target, carried.baseline, carried.start) == (40, 60, None)
    assert indicator(draft, "1.02.1").target == 200  # nothing is known, so all of it is left
    assert set(Indicator.objects.filter(item__plan=draft).values_list("state", flat=True)) == {IndicatorState.PROPOSED}
    assert carried.facts_id == carried.pk  # facts stay with their year
    assert not carried.schedule.exists()


def test_a_level_starts_where_it_was_last_seen(plan: Plan, world: World) -> None:
    scope = world.scope("supervision")
    fields = {
        "kind": IndicatorKind.LEVEL,
        "start": Decimal(10),
        "target": Decimal(50),
        "name": "规上企业",
        "unit": "家",
    }
    level = services.propose_indicator(scope=scope, item=leaf(plan), **fields)
    services.confirm_indicator(scope=scope, indicator=level)
    say(world, "supervision", indicator(plan, name="规上企业"), SEPTEMBER, 30)
    plan.refresh_from_db()
    draft = roll(world, plan, "1.01.1")

    carried = indicator(draft, name="规上企业")
    assert (carried.start, carried.target, carried.baseline) == (30, 50, 30)


def test_days_that_have_passed_are_left_open(plan: Plan, world: World) -> None:
    later = services.draft_next_version(scope=world.scope("supervision"), plan=plan)
    services.change_item(scope=world.scope("supervision"), item=leaf(later, "1.01.2"), deadline=date(2024, 6, 30))
    services.change_milestone(
        scope=world.scope("supervision"), milestone=milestone(later, "1.01.2"), due=date(2024, 3, 31)
    )
    later = services.issue_plan(scope=world.scope("supervision"), plan=later, today=TODAY)
    draft = roll(world, later, "1.01.2", "1.02.1")

    assert leaf(draft, "1.01.2").deadline == date(2024, 6, 30)
    assert (leaf(draft, "1.02.1").deadline, leaf(draft, "1.02.1").deadline_text) == (None, "")
    days = dict(Milestone.objects.filter(item=leaf(draft, "1.01.2")).values_list("text", "due"))
    assert days == {"发布清单": date(2024, 3, 31), "年度评价": None}


@pytest.mark.parametrize(
    ("codes", "year", "code"),
    [
        (("1.01.1",), 2024, "row_finished"),
        ((), 2024, "nothing_chosen"),
        (("1.01.2",), 2025, "year_not_next"),
        (("1.01.2",), 2023, "year_not_next"),
    ],
)
def test_what_cannot_be_carried_over_is_refused(told: Plan, world: World, codes: tuple, year: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        roll(world, told, *codes, year=year)
    assert refused.value.code == code
    assert not Plan.objects.filter(year__gt=2023).exists()


def test_a_year_is_rolled_over_once(told: Plan, world: World) -> None:
    draft = roll(world, told, "1.01.2")

    with pytest.raises(Refused) as refused:
        roll(world, told, "1.01.2")
    assert refused.value.code == "draft_exists"
    services.issue_plan(scope=world.scope("supervision"), plan=draft, today=date(2024, 1, 8))
    with pytest.raises(Refused) as refused:
        roll(world, told, "1.01.2")
    assert refused.value.code == "plan_exists"
    assert Item.objects.filter(plan__year=2024, is_leaf=True).count() == 1


def test_a_row_of_another_plan_is_not_carried_over(told: Plan, world: World) -> None:
    other = services.create_plan(scope=world.scope("supervision"), zone=world.zone, year=2022, title="2022")
    [row] = services.add_items(scope=world.scope("supervision"), plan=other, items=[services.NewItem({"name": "x"})])

    items = [row.pk, leaf(told, "1.01.2").pk]
    with pytest.raises(Refused) as refused:
        services.roll_over(scope=world.scope("supervision"), plan=told, year=2024, items=items, today=TODAY)
    assert refused.value.code == "row_unknown"


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_says_why_and_makes_the_draft(told: Plan, world: World, enter: Enter) -> None:
    client, url = enter("supervision"), reverse("plans:roll", args=[told.pk])
    page = Page(client.get(url))
    assert "签约数: 60 of 100 projects" in page.text
    assert "Milestone open: 发布清单 (due on 15 Apr 2023)" in page.text
    [form] = [form for form in page.forms if "item" in form.values]
    assert form.values["item"] == [str(leaf(told, code).pk) for code in ("1.01.2", "1.02.1", "1.02.2")]

    answer = client.post(url, {"item": [str(leaf(told, "1.01.2").pk)]})
    draft = Plan.objects.get(year=2024)
    assert answer["Location"].startswith(reverse("plans:plan", args=[draft.pk]))
    again = client.post(url, {"item": [str(leaf(told, "1.01.2").pk)]})
    assert again.status_code == 422
    assert "There already is a draft for 2024" in again.content.decode()


def test_a_row_tells_where_it_came_from_and_where_it_went(told: Plan, world: World, enter: Enter) -> None:
    draft = roll(world, told, "1.01.2")
    client = enter("supervision")
    now = Page(client.get(reverse("plans:item", args=[leaf(draft, "1.01.2").pk])))
    assert "Carried over from 2023" in now.text
    assert reverse("plans:item", args=[leaf(told, "1.01.2").pk]) in " ".join(now.links)
    then = Page(client.get(reverse("plans:item", args=[leaf(told, "1.01.2").pk])))
    assert "Goes on in 2024" in then.text
    # The draft of the next year is nobody's business before it is issued.
    assert "Goes on in" not in Page(enter("officer").get(reverse("plans:item", args=[leaf(told, "1.01.2").pk]))).text


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_only_the_supervision_office_rolls_over(told: Plan, enter: Enter, persona: str) -> None:
    client, url = enter(persona), reverse("plans:roll", args=[told.pk])
    may = persona == "supervision"

    assert client.get(url).status_code == (200 if may else 404)
    assert client.post(url, {"item": []}).status_code == (422 if may else 404)
    assert not Plan.objects.filter(year=2024).exists()


def test_outcomes_cost_a_fixed_number_of_statements(
    told: Plan, world: World, django_assert_max_num_queries: Callable
) -> None:
    scope = world.scope("supervision")
    with django_assert_max_num_queries(30):
        outcomes_of(scope, told, TODAY)
    with django_assert_max_num_queries(7):
        outcomes_of(scope, told, TODAY)
