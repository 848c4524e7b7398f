"""Three voices side by side: what each reader finds, on which day, in how many statements."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, TODAY, World, leaf, make_plan
from zoneworks.reports.services import take_back_report
from zoneworks.reports.tests.reporting import AUGUST, OCTOBER, SEPTEMBER, submitted
from zoneworks.reports.tests.settlements import confirm, give_back
from zoneworks.verification.models import Ruling
from zoneworks.verification.queries_lights import (
    DISAGREEMENTS,
    Own,
    compared,
    disagreements,
    lights_of,
    two_lights,
    year_of_item,
)
from zoneworks.verification.tests.voices import confirmed, rule, voices

pytestmark = pytest.mark.django_db
RED = Ruling(light="red")


@pytest.mark.parametrize(
    ("own", "computed", "ruling", "has_ended", "found"),
    [
        (Own("green", False), "green", None, True, ()),
        (Own("green", False), "yellow", None, True, ("own",)),
        (Own("green", True), "yellow", None, True, ("silent",)),
        (Own("", False), "green", None, True, ("silent",)),
        (None, "green", None, True, ("silent",)),
        (None, "green", None, False, ()),
        (Own("red", False), "red", RED, True, ()),
        (Own("green", False), "green", RED, True, ("ruling",)),
        (None, "grey", RED, True, ("ruling", "silent")),
        (Own("green", False), "yellow", RED, True, ("own", "ruling")),
    ],
)  # fmt: skip
def test_where_the_voices_differ(own, computed, ruling, has_ended, found) -> None:
    assert compared(own, computed, ruling, has_ended=has_ended) == found
    assert set(found) <= set(DISAGREEMENTS)


@pytest.mark.parametrize("persona", INSIDERS)
def test_what_is_not_confirmed_is_told_to_those_who_work_on_the_row(plan: Plan, world: World, persona: str) -> None:
    submitted(world, plan, own_light="red")
    own = voices(world, plan, persona=persona).own
    told = persona in {"leader", "supervision", "officer", "cooperating"}
    assert own == (Own("red", True) if told else None)


@pytest.mark.parametrize("persona", INSIDERS)
def test_what_is_confirmed_is_read_by_everybody_in_the_zone(plan: Plan, world: World, persona: str) -> None:
    confirmed(world, plan, own_light="red")
    assert voices(world, plan, persona=persona).own == Own("red", False)


def test_returned_or_taken_back_it_is_not_said_any_more(plan: Plan, world: World) -> None:
    first = submitted(world, plan, own_light="red")
    take_back_report(scope=world.scope("officer"), report=first, seen=first.revision, today=TODAY)
    second = submitted(world, plan, "1.02.1", own_light="red")
    give_back(world, second)
    assert [voices(world, plan, code).own for code in ("1.01.1", "1.02.1")] == [None, None]


def test_on_an_earlier_day_it_is_what_was_said_then(plan: Plan, world: World) -> None:
    sent, settled = date(2023, 10, 3), date(2023, 10, 6)
    report = submitted(world, plan, own_light="yellow", today=sent)
    confirm(world, report, today=settled)
    found = [voices(world, plan, as_of=date(2023, 10, day)).own for day in (2, 3, 5, 6)]
    assert found == [None, Own("yellow", True), Own("yellow", True), Own("yellow", False)]


def test_counts_are_the_same_for_every_reader(plan: Plan, world: World) -> None:
    confirmed(world, plan, own_light="green")
    submitted(world, plan, "1.02.1", own_light="green")
    rule(world, plan, "yellow", "1.02.1")
    found = [lights_of(world.scope(one), world.zone, SEPTEMBER, TODAY).counts for one in INSIDERS]
    assert found == [{"own": 1, "ruling": 1, "silent": 3, "all": 4, "any": 4, "ruled": 1}] * len(INSIDERS)


def test_a_month_that_runs_has_no_silent_rows_and_one_to_come_has_none(plan: Plan, world: World) -> None:
    scope = world.scope("officer")
    assert lights_of(scope, world.zone, OCTOBER, TODAY).counts["silent"] == 0
    assert lights_of(scope, world.zone, date(2023, 11, 30), TODAY) is None
    assert lights_of(scope, world.zone, date(2023, 9, 29), TODAY) is None


def test_a_stranger_gets_nothing(plan: Plan, world: World) -> None:
    for persona in ("outsider", "outside_supervision", "nobody"):
        assert two_lights(world.scope(persona), world.zone, SEPTEMBER, TODAY) == []
        assert disagreements(world.scope(persona), world.zone, SEPTEMBER, TODAY) == []
        assert year_of_item(world.scope(persona), leaf(plan), TODAY) == []


def test_the_year_of_a_row_says_what_the_months_say(plan: Plan, world: World) -> None:
    confirmed(world, plan, own_light="green")
    rule(world, plan, "red", about=AUGUST)
    year = {one.about: one for one in year_of_item(world.scope("officer"), leaf(plan), TODAY)}
    assert (min(year), max(year)) == (date(2023, 1, 31), OCTOBER)
    for about in (AUGUST, SEPTEMBER, OCTOBER):
        assert year[about] == voices(world, plan, about=about)


def test_the_number_of_statements_does_not_grow_with_the_plan(world: World, django_assert_max_num_queries) -> None:
    plan = make_plan(world, projects=30, leaves=2)
    for number in range(1, 6):
        confirmed(world, plan, f"1.{number:02d}.1", own_light="green")
    scope = world.scope("supervision")
    two_lights(scope, world.zone, SEPTEMBER, TODAY)
    with django_assert_max_num_queries(14):
        assert len(two_lights(world.scope("supervision"), world.zone, SEPTEMBER, TODAY)) == 60


# --- the page and its workbook ---------------------------------------------------------------------------------------


def test_the_page_pages_and_keeps_its_statements(world: World, enter, django_assert_max_num_queries) -> None:
    plan = make_plan(world, projects=30, leaves=2)
    rule(world, plan, "red", "1.30.2")
    client, url = enter("officer"), reverse("verification:lights")
    client.get(url, {"month": "2023-09"})
    with django_assert_max_num_queries(40):
        answer = client.get(url, {"month": "2023-09"})
    assert answer.content.decode().count("<tr data-row>") == 50
    second = client.get(url, {"month": "2023-09", "page": 2}).content.decode()
    assert second.count("<tr data-row>") == 10
    only = client.get(url, {"month": "2023-09", "show": "ruled"}).content.decode()
    assert only.count("<tr data-row>") == 1
    assert "Sub-project 30.2" in only


def test_the_workbook_has_the_rows_that_are_seen(plan: Plan, world: World, enter) -> None:
    confirmed(world, plan, own_light="green")
    submitted(world, plan, "1.02.1", own_light="red")
    rule(world, plan, "yellow", reason="=1+1 现场不符")
    url = reverse("verification:lights-workbook")

    def rows(persona: str, **asked: str) -> list[tuple[object, ...]]:
        answer = enter(persona).get(url, {"month": "2023-09", **asked})
        page = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        return list(page.iter_rows(min_row=4, values_only=True))

    everything = rows("supervision")
    assert [row[0] for row in everything] == ["1.01.1", "1.01.2", "1.02.1", "1.02.2"]
    assert everything[0][3:7] == ("On schedule", "Far behind", "Behind", "=1+1 现场不符")
    assert everything[2][3] == "Far behind (not confirmed)"
    assert rows("administrator")[2][3] == "–"
    assert [row[0] for row in rows("officer", show="ruling")] == ["1.01.1"]
