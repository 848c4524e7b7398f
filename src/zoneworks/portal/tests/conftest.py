from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.plans.tests.visits import fix_today, visitor
from zoneworks.plans.tests.worlds import World
from zoneworks.portal.tests.portals import make_newsroom


@pytest.fixture
def world(db: None) -> World:
    return make_newsroom()


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in."""
    fix_today(world.zone, world.other_zone)
    return lambda persona: visitor(world, persona)
