from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.accounts.tests.visits import fix_today, visitor
from zoneworks.enterprises.tests.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in; the zones live on the day of the tests."""
    fix_today(world.zone, world.other_zone)
    return lambda persona: visitor(world, persona)
