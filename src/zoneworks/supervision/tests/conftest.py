from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.accounts.tests.visits import fix_today, visitor
from zoneworks.accounts.tests.worlds import World, make_world


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    fix_today(made.zone, made.other_zone)
    return made


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in."""
    return lambda persona: visitor(world, persona)
