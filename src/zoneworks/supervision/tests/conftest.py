from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zoneworks.accounts.tests.visits import fix_today, visitor
from zoneworks.accounts.tests.worlds import World, make_world
from zoneworks.supervision import concerned


@pytest.fixture(autouse=True)
def _things_of_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a thing is a name; whether orders may be filed on it is for those to say who keep it, in their own tests."""
    monkeypatch.setattr(concerned, "_guards", {})


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    fix_today(made.zone, made.other_zone)
    return made


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in."""
    return lambda persona: visitor(world, persona)
