from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.visits import fix_today, visitor
from zoneworks.plans.tests.worlds import World, make_plan, make_world
from zoneworks.scoring.models import Publication, Rulebook
from zoneworks.scoring.tests.scores import issue, publish


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    """Issued: investment answers for two sub-projects, its section for the two others."""
    return make_plan(world)


@pytest.fixture
def rulebook(world: World) -> Rulebook:
    return issue(world)


@pytest.fixture
def publication(world: World, plan: Plan, rulebook: Rulebook) -> Publication:
    """The third quarter, published on 8 October."""
    return publish(world, plan)


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in; the zones live on the day of the tests."""
    fix_today(world.zone, world.other_zone)
    return lambda persona: visitor(world, persona)
