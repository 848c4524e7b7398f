"""What the chain keeps, and what it finds."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from zoneworks.audit.chain import START, Head
from zoneworks.audit.checking import check_chain, check_daily, last_check
from zoneworks.audit.models import EVENT, SEAL, Event, Seal
from zoneworks.audit.sealing import append_links, head_of_chain, seal, seal_all, seal_recent
from zoneworks.audit.services import Deed, record_many
from zoneworks.audit.tests.conftest import Write
from zoneworks.common import unchangeable
from zoneworks.common.clock import now

AWKWARD: dict[str, Any] = {
    "text": "“甲”\n\u2028\\\"", "share": 12.0, "small": 1e-7, "big": 10**20, "list": (1, (2.5, None)),
    "nest": {"b": 1, "a": True}, "changes": {"title": ["", "新"]},
}  # fmt: skip


@pytest.fixture
def chain(write: Write) -> list[Event]:
    """Six sealed events; the writer's own account is one more."""
    events = [write(number=number) for number in range(6)]
    seal_all()
    assert check_chain().is_intact
    return events


def forged(table: str, **changed: object) -> None:
    """Change rows as somebody with the keys of the database would, past the triggers."""
    trigger = {"audit_event": EVENT, "audit_seal": SEAL}[table]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger.name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
        pk = changed.pop("pk")
        for name, value in changed.items():
            cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, pk])
    unchangeable.forbidding(trigger)(using="default")


def removed(table: str, pk: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            trigger = {"audit_event": EVENT, "audit_seal": SEAL}[table]
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name} ON {table}")
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])


def test_links_can_be_computed_by_somebody_else(write: Write) -> None:
    write(**AWKWARD)
    seal_all()
    before = START
    for link in Seal.objects.order_by("position").select_related("event"):
        event = link.event
        event.refresh_from_db()
        said = {
            "at": event.at.isoformat(timespec="microseconds"), "user": event.user_id, "zone": event.zone_id,
            "verb": event.verb, "subject_kind": event.subject_kind, "subject_id": event.subject_id,
            "details": event.details,
        }  # fmt: skip
        text = json.dumps(said, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        assert digest == event.digest, event
        before = hashlib.sha256(f"{before}|{link.position}|{digest}".encode()).hexdigest()
        assert before == link.digest
    assert check_chain().head == Head(Seal.objects.count(), before)


def test_an_event_is_read_back_as_it_was_digested(write: Write) -> None:
    event = write(**AWKWARD)
    kept = Event.objects.get(pk=event.pk)
    assert kept.details == event.details
    assert seal([event.pk]) == 1
    assert check_chain().is_intact


def test_nothing_is_sealed_within_the_writers_transaction(write: Write) -> None:
    write()
    assert head_of_chain() is None


def test_one_transaction_is_sealed_once_after_its_commit(
    write: Write, django_capture_on_commit_callbacks, django_assert_num_queries
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        for number in range(30):
            write(number=number)
        record_many(user=None, zone=None, deeds=[Deed("set_tags", "item", number) for number in range(40)])
    with django_assert_num_queries(5):  # events, head, links; two of a savepoint, as a test is a transaction
        for callback in callbacks:
            callback()
    assert not Event.objects.filter(seal__isnull=True).exists()
    assert check_chain().is_intact


def test_what_was_rolled_back_is_not_sealed_and_what_follows_is(
    write: Write, django_capture_on_commit_callbacks
) -> None:
    def failing() -> None:
        with transaction.atomic():
            write(number=1)
            raise ZeroDivisionError

    seal_all()
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(ZeroDivisionError):
            failing()
        kept = write(number=2)
    assert Seal.objects.order_by("-position")[0].event_id == kept.pk
    assert Seal.objects.count() == Event.objects.count() == 2


def test_an_event_committed_late_is_sealed_later(write: Write) -> None:
    early, late = write(number=1), write(number=2)
    seal([late.pk])
    assert seal_recent() == 2  # the account of the writer, and the early one
    assert list(Seal.objects.order_by("position").values_list("event_id", flat=True))[::2] == [late.pk, early.pk]
    assert check_chain().is_intact


def test_sealing_again_adds_nothing(chain: list[Event]) -> None:
    before = head_of_chain()
    assert seal([event.pk for event in chain]) == 0
    assert seal_all() == 0
    assert head_of_chain() == before


def test_whoever_loses_the_place_to_another_sealer_looks_again(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = write(number=1), write(number=2)
    stale = [None]

    def read_too_early() -> Head | None:
        return stale.pop() if stale else head_of_chain()

    append_links([first.pk])
    monkeypatch.setattr("zoneworks.audit.sealing.head_of_chain", read_too_early)
    assert seal([second.pk]) == 1
    assert not stale
    assert list(Seal.objects.order_by("position").values_list("position", "event_id")) == [
        (1, first.pk), (2, second.pk),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("forge", "code", "position"),
    [
        (lambda events: forged("audit_event", pk=events[2].pk, verb="issue_plan"), "content_changed", 4),
        (lambda events: forged("audit_event", pk=events[2].pk, details='{"number": 9}'), "content_changed", 4),
        (lambda events: forged("audit_event", pk=events[2].pk, verb="issue_plan", digest=""), "link_changed", 4),
        (lambda events: forged("audit_seal", pk=events[2].seal.pk, digest="0" * 64), "link_changed", 4),
        (lambda events: removed("audit_seal", events[2].seal.pk), "position_missing", 4),
        (lambda events: removed("audit_seal", Seal.objects.get(position=1).pk), "position_missing", 1),
    ],
)
def test_the_first_broken_place_is_named(chain: list[Event], forge: Any, code: str, position: int) -> None:
    holds = Seal.objects.filter(position=position - 1).first()
    forge(chain)
    finding = check_chain()
    assert finding.fault is not None
    assert (finding.fault.code, finding.fault.position) == (code, position)
    assert finding.head == (Head(holds.position, holds.digest) if holds else None)
    if code in {"content_changed", "link_changed"}:
        assert finding.fault.event == chain[2].pk


@pytest.mark.django_db(transaction=True)
def test_a_sealed_event_that_is_gone_is_missed(write: Write) -> None:
    event = write()
    seal_all()
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_seal DROP CONSTRAINT IF EXISTS no_such")
            cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM audit_event WHERE id = %s", [event.pk])
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    finding = check_chain()
    assert finding.fault is not None
    assert (finding.fault.code, finding.fault.event) == ("event_missing", event.pk)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM audit_seal WHERE event_id = %s", [event.pk])
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def test_a_tail_cut_off_is_missed_only_by_what_was_written_down(chain: list[Event]) -> None:
    written_down = head_of_chain()
    removed("audit_seal", chain[-1].seal.pk)
    removed("audit_event", chain[-1].pk)
    assert check_chain().is_intact
    fault = check_chain(written_down).fault
    assert fault is not None
    assert (fault.code, fault.position) == ("head_missing", 7)


def test_a_chain_made_anew_is_told_from_the_one_written_down(chain: list[Event]) -> None:
    third = Seal.objects.get(position=3)
    assert check_chain(Head(3, third.digest)).is_intact
    fault = check_chain(Head(3, "f" * 64)).fault
    assert fault is not None
    assert (fault.code, fault.position, fault.event) == ("head_differs", 3, third.event_id)


def test_an_event_of_an_hour_ago_without_a_link_is_a_fault_and_a_fresh_one_is_not(
    chain: list[Event], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert write().pk
    assert (check_chain().waiting, check_chain().is_intact) == (1, True)
    monkeypatch.setattr("zoneworks.audit.services.now", lambda: now() - timedelta(minutes=61))
    forgotten = write()
    fault = check_chain().fault
    assert fault is not None
    assert (fault.code, fault.event) == ("unsealed", forgotten.pk)


def test_the_walk_takes_a_few_statements_per_packet(
    write: Write, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    record_many(user=None, zone=None, deeds=[Deed("set_tags", "item", number) for number in range(30)])
    seal_all()
    monkeypatch.setattr("zoneworks.audit.checking.AT_ONCE", 10)
    with django_assert_max_num_queries(4 * 2 + 1 + 2 + 1):
        assert check_chain().head == head_of_chain()


def test_the_daily_check_is_on_record_and_made_once_a_day(chain: list[Event]) -> None:
    assert check_daily() is not None
    assert check_daily() is None
    last = last_check()
    assert last is not None
    assert last.details == {"head": f"7:{Seal.objects.get(position=7).digest}", "is_intact": True}


@pytest.mark.parametrize("model", [Event, Seal])
def test_rows_are_only_appended(chain: list[Event], model: Any) -> None:
    row = model.objects.first()
    for change in (
        row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(digest=""),
        lambda: model.objects.bulk_update([row], ["digest"]),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            change()


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_the_database_refuses_a_change(chain: list[Event], table: str) -> None:
    statements = [f"UPDATE {table} SET digest = ''"]
    if connection.vendor == "postgresql":
        statements.append(f"DELETE FROM {table}")
    for statement in statements:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
