from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.tests.worlds import World, fill, keep_gaps, make_chain, make_world
from zoneworks.plans.tests.visits import fix_today, visitor


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    fix_today(world.zone, world.other_zone)
    return world


@pytest.fixture
def chain(world: World) -> Chain:
    """In force since 10 January 2023, led by the investment department; nothing stands on it yet."""
    return make_chain(world)


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in; the zones live on the day of the tests."""
    return lambda persona: visitor(world, persona)


@pytest.fixture
def gap(world: World, chain: Chain) -> Gap:
    """Every node has three enterprises but signalling, which has none."""
    fill(world, chain, but=("signal",))
    return keep_gaps(world, chain)["signal"]
