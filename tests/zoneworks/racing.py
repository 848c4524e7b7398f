"""Several people at one thing at one moment, on a database with real concurrency."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from zoneworks.common.errors import Refused

Deed = Callable[[], object]


def need_real_concurrency() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def at_once(*deeds: Deed) -> list[object]:
    """What each gave back, or was refused with, in the order given; any other error fails the test."""
    ready, outcomes = threading.Barrier(len(deeds)), {}

    def run(place: int, deed: Deed) -> None:
        ready.wait()
        try:
            outcomes[place] = deed()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    broken = [one for one in outcomes.values() if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert not broken, broken
    return [outcomes[place] for place in range(len(deeds))]


def refused_in(outcomes: list[object]) -> list[Refused]:
    return [one for one in outcomes if isinstance(one, Refused)]


def done_in(outcomes: list[object]) -> list[object]:
    return [one for one in outcomes if not isinstance(one, Refused)]
