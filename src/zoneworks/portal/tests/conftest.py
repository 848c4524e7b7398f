from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from zoneworks.plans.tests.visits import fix_today, visitor
from zoneworks.plans.tests.worlds import World
from zoneworks.portal.tests.portals import make_newsroom


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two portals take half a second to make: once per module, in a transaction around those of its tests."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        made = make_newsroom()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(newsroom: World, db: None) -> World:
    """As made: what a test changes in it stays in the test."""
    Site.clear_site_root_paths_cache()
    return deepcopy(newsroom)


@pytest.fixture
def enter(world: World) -> Callable[[str], Client]:
    """A browser in which a persona has signed in."""
    fix_today(world.zone, world.other_zone)
    return lambda persona: visitor(world, persona)
