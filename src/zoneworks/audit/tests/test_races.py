"""Many write and seal at once, on a database with real concurrency: one chain without gaps comes of it."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections, transaction

from zoneworks.audit.checking import check_chain
from zoneworks.audit.models import Event, Seal
from zoneworks.audit.sealing import seal_all
from zoneworks.audit.services import record

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH, EVENTS = 6, 8, 3


@pytest.fixture(autouse=True)
def _needs_real_concurrency(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def test_writers_at_once_make_one_chain() -> None:
    ready, failures = threading.Barrier(WRITERS + 1), []

    def work(number: int) -> None:
        try:
            ready.wait()
            for turn in range(EACH):
                with transaction.atomic():
                    for part in range(EVENTS):
                        record(user=None, zone=None, verb="urge", kind="reports", key=f"{number}-{turn}-{part}")
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    def seal_meanwhile() -> None:
        try:
            ready.wait()
            for _turn in range(EACH):
                seal_all()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
    threads.append(threading.Thread(target=seal_meanwhile))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    seal_all()
    assert Event.objects.count() == Seal.objects.count() == WRITERS * EACH * EVENTS
    assert check_chain().is_intact
