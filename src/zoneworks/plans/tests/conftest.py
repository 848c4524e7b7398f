from __future__ import annotations

import pytest

from zoneworks.plans.models import Plan
from zoneworks.plans.tests.worlds import World, make_plan, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def plan(world: World) -> Plan:
    """Issued: one category, two projects, four sub-projects."""
    return make_plan(world)


@pytest.fixture
def draft(world: World) -> Plan:
    return make_plan(world, is_issued=False)
