"""Two people press the button at once: on a database with real concurrency, one of them writes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from zoneworks.audit.models import Event
from zoneworks.common.errors import Refused
from zoneworks.imports.models import Batch, Upload
from zoneworks.imports.services import accept_batch, discard_batch, preview, receive_upload, undo_batch
from zoneworks.units.models import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("posts_kind")]
TEXT = "P1,管委会主任\nP2,分管副主任\n".encode()


@pytest.fixture(autouse=True)
def _needs_real_concurrency(db) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the race is run on PostgreSQL")


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run all together; what each returned or raised."""
    ready = threading.Barrier(len(actions))
    outcomes: list[object] = [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        ready.wait()
        try:
            outcomes[place] = action()
        except Refused as refused:
            outcomes[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def a_preview(world) -> Batch:
    scope = world.scope("supervision")
    upload = receive_upload(scope=scope, zone=world.zone, filename="posts.txt", data=TEXT)
    return preview(scope=scope, upload=upload, kind="posts", options={})


def accepting(world, batch: Batch) -> Callable[[], object]:
    return lambda: accept_batch(scope=world.scope("supervision"), batch=Batch.objects.get(pk=batch.pk), turn=1)


def test_a_batch_accepted_four_times_at_once_is_written_once(world) -> None:
    batch = a_preview(world)
    outcomes = at_once(*[accepting(world, batch)] * 4)
    assert all(isinstance(outcome, Batch) for outcome in outcomes)
    assert Post.objects.count() == 2
    assert Event.objects.filter(verb="accept").count() == 1


def test_accepted_and_discarded_at_once_is_one_of_the_two(world) -> None:
    batch = a_preview(world)
    at_once(
        accepting(world, batch),
        lambda: discard_batch(scope=world.scope("supervision"), batch=Batch.objects.get(pk=batch.pk)),
    )
    state = Batch.objects.get(pk=batch.pk).state
    assert (state, Post.objects.count()) in {("accepted", 2), ("discarded", 0)}


def test_a_batch_undone_twice_at_once_is_undone_once(world) -> None:
    batch = a_preview(world)
    accepting(world, batch)()

    def undoing() -> object:
        return undo_batch(scope=world.scope("supervision"), batch=Batch.objects.get(pk=batch.pk))

    at_once(undoing, undoing)
    assert Post.objects.count() == 0
    assert Event.objects.filter(verb="undo").count() == 1


def test_the_same_file_sent_twice_at_once_is_kept_once(world) -> None:
    def sending() -> object:
        return receive_upload(scope=world.scope("supervision"), zone=world.zone, filename="posts.txt", data=TEXT)

    outcomes = at_once(sending, sending, sending)
    assert all(isinstance(outcome, Upload) for outcome in outcomes)
    assert Upload.objects.count() == 1
