"""Two versions of a plan beside each other: what differs, as data and as a page, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zoneworks.plans import services
from zoneworks.plans.choices import Duty
from zoneworks.plans.models import Plan
from zoneworks.plans.queries_versions import compared
from zoneworks.plans.services import NewItem
from zoneworks.plans.tests.visits import Page
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, cumulative, indicator, leaf, make_plan, milestone
from zoneworks.plans.version_words import Teller

Enter = Callable[[str], Client]
JULY = date(2023, 7, 1)


@pytest.fixture
def adjusted(plan: Plan, world: World) -> Plan:
    """A draft: one row out, one in, one with another target, deadline, unit and milestone."""
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=plan)
    services.move_out(scope=scope, item=leaf(draft, "1.02.2"), reason="土地未落实", reason_en="No land")
    services.add_item(
        scope=scope, plan=draft, parent=leaf(draft).parent, name="新增子项目", name_en="New sub-project", code="1.01.3"
    )
    one = leaf(draft, "1.01.2")
    services.change_item(scope=scope, item=one, goal="全年签约150个", deadline=date(2023, 11, 30))
    services.set_duties(scope=scope, item=one, duties=[(Duty.RESPONSIBLE, world.science)])
    services.change_indicator(scope=scope, indicator=indicator(draft, "1.01.2"), target=Decimal(150))
    services.set_schedule(scope=scope, indicator=indicator(draft, "1.01.2"), schedule=[(JULY, Decimal(70))])
    services.change_milestone(scope=scope, milestone=milestone(draft, "1.01.2"), due=date(2023, 8, 1))
    draft.refresh_from_db()
    return draft


def against(plan: Plan, other: Plan, **query: str) -> str:
    return reverse("plans:difference", args=[plan.pk, other.pk], query=query or None)


def test_rows_are_recognised_by_where_they_first_appeared(plan: Plan, adjusted: Plan, world: World) -> None:
    found = compared(world.scope("supervision"), plan, adjusted).found

    assert [row.fields["name"] for row in found.moved_out] == [("子项目2.2", "Sub-project 2.2")]
    assert [row.fields["name"] for row in found.moved_in] == [("新增子项目", "New sub-project")]
    [change] = found.changed
    assert change.key == leaf(plan, "1.01.2").pk
    assert {one.name for one in change.fields} == {"goal", "deadline", "responsible", "cooperating"}
    assert (found.counts_before, found.counts_after) == ((1, 2, 4), (1, 2, 4))
    assert found.adjusted == found.changed


def test_a_fresh_draft_differs_in_nothing_and_indicators_nobody_confirmed_do_not_count(
    plan: Plan, world: World
) -> None:
    scope = world.scope("supervision")
    draft = services.draft_next_version(scope=scope, plan=plan)
    proposal = cumulative("面积", 5).fields
    services.propose_indicator(scope=scope, item=leaf(draft), **proposal)
    draft.refresh_from_db()

    assert compared(scope, plan, draft).found.is_empty


def test_what_is_kept_of_a_difference_is_forgotten_with_the_next_write(
    plan: Plan, adjusted: Plan, world: World
) -> None:
    scope = world.scope("supervision")
    assert len(compared(scope, plan, adjusted).found.moved_out) == 1

    services.remove_item(scope=scope, item=leaf(adjusted, "1.01.1"))
    adjusted.refresh_from_db()
    assert len(compared(scope, plan, adjusted).found.moved_out) == 2


def test_a_change_is_told_with_both_sides(plan: Plan, adjusted: Plan, world: World) -> None:
    with translation.override("en"):
        entries = Teller(compared(world.scope("supervision"), plan, adjusted)).entries()

    told = {entry.kind: entry for entry in entries}
    lines = {line.label: (line.before, line.after) for line in told["changed"].lines}
    assert lines["签约数: annual target"] == ("100 projects", "150 projects")
    assert lines["Deadline"] == ("31 Dec 2023", "30 Nov 2023")
    assert lines["签约数: due by 1 Jul 2023"] == ("", "70")
    assert lines["Responsible unit"] == ("招商一科", "Science")
    assert "15 Apr 2023" in lines["Milestone"][0]
    assert "1 Aug 2023" in lines["Milestone"][1]
    assert [line.after for line in told["out"].lines] == [""] * len(told["out"].lines)
    # New rows stand in their place, those moved out at the end of their heading.
    assert [entry.kind for entry in entries] == ["changed", "in", "out"]


def test_the_page_counts_groups_and_narrows(plan: Plan, adjusted: Plan, world: World, enter: Enter) -> None:
    client = enter("supervision")
    page = Page(client.get(against(adjusted, plan)))
    for words in ("Moved in 1", "Moved out 1", "Amounts adjusted 1", "Sub-project 2.2", "Project 1", "150 projects"):
        assert words in page.text

    only_in = Page(client.get(against(adjusted, plan, kind="in")))
    assert "New sub-project" in only_in.text
    assert "150 projects" not in only_in.text
    of_unit = Page(client.get(against(adjusted, plan, unit="A-SCI")))
    assert "150 projects" in of_unit.text
    assert "New sub-project" not in of_unit.text
    turned = Page(client.get(against(plan, adjusted)))
    assert "Version 1 against version 2" in turned.text


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_a_difference_with_a_draft_is_for_those_who_make_or_lead_the_plan(
    plan: Plan, adjusted: Plan, enter: Enter, persona: str
) -> None:
    client = enter(persona)
    status = 200 if persona in {"supervision", "leader"} else 404

    assert client.get(against(adjusted, plan)).status_code == status
    assert client.get(against(plan, adjusted)).status_code == status


@pytest.mark.parametrize("persona", [*INSIDERS, *STRANGERS])
def test_once_issued_everybody_in_the_zone_reads_the_difference(
    plan: Plan, adjusted: Plan, world: World, enter: Enter, persona: str
) -> None:
    services.issue_plan(scope=world.scope("supervision"), plan=adjusted, today=JULY)

    assert enter(persona).get(against(adjusted, plan)).status_code == (200 if persona in INSIDERS else 404)


def test_only_versions_of_one_year_are_compared(plan: Plan, world: World, enter: Enter) -> None:
    scope = world.scope("supervision")
    other = services.create_plan(scope=scope, zone=world.zone, year=2024, title="2024")
    services.add_items(scope=scope, plan=other, items=[NewItem({"name": "x"})])

    with pytest.raises(Http404):
        compared(scope, plan, other)
    client = enter("supervision")
    assert client.get(against(plan, other)).status_code == 404
    assert client.get(against(plan, plan)).status_code == 404
    assert client.get(reverse("plans:difference", args=[plan.pk, 999_999])).status_code == 404


def test_the_statements_of_a_difference_do_not_grow_with_the_plan(
    world: World, django_assert_max_num_queries: Callable
) -> None:
    scope = world.scope("supervision")
    plan = make_plan(world, projects=8, leaves=6)
    draft = services.draft_next_version(scope=scope, plan=plan)
    services.remove_items(scope=scope, plan=draft, items=[leaf(draft, f"1.0{one}.2") for one in range(1, 7)])
    draft.refresh_from_db()

    with django_assert_max_num_queries(17):
        entries = Teller(compared(scope, plan, draft)).entries()
    assert len(entries) == 6
