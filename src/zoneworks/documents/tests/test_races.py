"""Several people at once, on a database with real concurrency."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections

from zoneworks.documents.models import Edition, Production
from zoneworks.documents.tests.conftest import World

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _needs_real_concurrency(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def at_once(action: Callable[[], object], times: int) -> list[object]:
    ready, outcomes = threading.Barrier(times), []

    def run() -> None:
        ready.wait()
        try:
            outcomes.append(action())
        except Exception as error:
            outcomes.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _turn in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_editions_frozen_at_once_get_numbers_of_their_own(world: World) -> None:
    outcomes = at_once(world.freeze, 5)
    assert all(isinstance(outcome, Edition) for outcome in outcomes), outcomes
    assert sorted(Edition.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_one_submission_sent_several_times_at_once_freezes_once(world: World) -> None:
    outcomes = at_once(lambda: world.freeze(submission="once").pk, 4)
    assert len(set(outcomes)) == 1
    assert Edition.objects.get().as_of == date(2023, 6, 30)


def test_a_file_asked_for_several_times_at_once_is_queued_once(world: World, in_background: None) -> None:
    outcomes = at_once(lambda: world.ask().pk, 4)
    assert set(outcomes) == {Production.objects.get().pk}
