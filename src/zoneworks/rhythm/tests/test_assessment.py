"""Assessments of a period: lights, scores as published, checks, orders; for whom, and as known when."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from zonekit.documents.output import silent
from zoneworks.accounts.tests.visits import Page, fix_today, visitor
from zoneworks.common.errors import Refused
from zoneworks.documents.kinds import kind_of
from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import INSIDERS, STRANGERS, World, make_plan, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def plan(world: World) -> Plan:
    return make_plan(world)


def sheet(world: World, **asked: str) -> Any:
    kind, scope = kind_of("quarterly_assessment"), world.scope("supervision")
    return kind.build(scope, world.zone, kind.clean(scope, world.zone, asked), silent)


def test_lights_are_counted_by_unit_and_compared_with_the_period_before(world: World, plan: Plan) -> None:
    found = sheet(world, period="2023Q3")
    assert found.check() == []
    [table] = [block for block in found.blocks if getattr(block, "name", "") == "Lights by unit"]
    assert [cell[0].text for cell in table.rows[0]] == ["Investment", "2", "0", "0", "2", "0", "0", "0"]
    assert found.figures["A-INV-red"].parts[0].key == "item-" + str(plan.items.get(code="1.01.1").pk)


def test_where_no_scores_are_published_it_says_so(world: World, plan: Plan) -> None:
    assert "No scores of this period were published" in str(sheet(world, period="2023Q2").blocks)


@pytest.mark.parametrize(
    ("period", "title"),
    [
        ("2023Q3", "Zone A: assessment, Quarter 3 of 2023"),
        ("2023H1", "Zone A: half-year review, First half of 2023"),
    ],
)
def test_each_period_has_its_own_name(world: World, plan: Plan, period: str, title: str) -> None:
    assert sheet(world, period=period).title == title
    with translation.override("zh-hans"):
        assert sheet(world, period=period).check() == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"period": "2023Q4"}, "period_not_over"),
        ({"period": "2023"}, "period_not_over"),
        ({"period": "autumn"}, "period_unreadable"),
        ({"period": "2023Q3", "as_of": "2023-09-29"}, "period_not_over"),
        ({"period": "2023Q3", "as_of": "2023-10-09"}, "period_not_over"),
    ],
)
def test_a_period_that_is_not_over_is_refused_in_a_sentence(world: World, plan: Plan, asked: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        sheet(world, **asked)
    assert refused.value.code == code


def test_a_live_assessment_is_for_the_office_and_leaders(world: World, plan: Plan) -> None:
    url = reverse("rhythm:assessment", args=["2023Q3"])
    figure = reverse("rhythm:assessment-figure", args=["2023Q3", "red"])
    for persona in ("supervision", "leader"):
        assert visitor(world, persona).get(url).status_code == 200
        assert visitor(world, persona).get(figure).status_code == 200
    for persona in (*(set(INSIDERS) - {"supervision", "leader"}), "nobody"):
        assert visitor(world, persona).get(url).status_code == 404
        assert visitor(world, persona).get(figure).status_code == 404
    for persona in STRANGERS:
        assert visitor(world, persona).get(url, {"zone": world.zone.code}).status_code == 404


def test_the_list_names_periods_that_are_over(world: World, plan: Plan) -> None:
    text = Page(visitor(world, "supervision").get(reverse("rhythm:assessments"))).text
    assert "Quarter 3 of 2023" in text
    assert "First half of 2023" in text
    assert "Quarter 4" not in text
    assert "No assessment yet" in Page(visitor(world, "officer").get(reverse("rhythm:assessments"))).text


def test_a_period_that_cannot_be_read_has_no_page(world: World, plan: Plan) -> None:
    client = visitor(world, "supervision")
    assert client.get(reverse("rhythm:assessment", args=["autumn"])).status_code == 404
    unplanned = client.get(reverse("rhythm:assessment", args=["2019"]), follow=True)
    assert "no plan of 2019" in unplanned.content.decode()
    answer = client.get(reverse("rhythm:assessment", args=["2023Q4"]))
    assert answer.url == reverse("rhythm:assessments")
