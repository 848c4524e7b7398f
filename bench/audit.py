"""The record of who did what: what sealing costs a transaction, and how fast the whole chain is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.measure import Measured, best_of
from bench.plans_made_in_database import make_zone, start

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zoneworks.accounts.access import Scope
    from zoneworks.units.models import Unit

MANY, EVENTS, PACKET = 95, 100_000, 5000
ADDED_BY_SEALING = 0.05


def run() -> list[Measured]:
    start()
    scope, zone, _units = make_zone()
    with patch("zoneworks.audit.services.seal_after_commit", not_sealed):
        bare = best_of(9, lambda: confirm_many(scope, zone))
    sealed = best_of(9, lambda: confirm_many(scope, zone))
    return [
        Measured(
            f"{MANY} events recorded and sealed in one transaction", sealed, "the same, not sealed", bare,
            bare + ADDED_BY_SEALING,
        ),
        *of_chain(scope, zone),
    ]  # fmt: skip


def not_sealed(keys: Iterable[int]) -> None:
    """What it costs to leave sealing away."""


def confirm_many(scope: Scope, zone: Unit) -> None:
    from django.db import transaction

    from zoneworks.audit.services import record

    with transaction.atomic():
        for number in range(MANY):
            record(
                user=scope.user,
                zone=zone,
                verb="confirm_actual",
                kind="item",
                key=number,
                subject="签约数",
                fact=number,
            )


def of_chain(scope: Scope, zone: Unit) -> list[Measured]:
    from zoneworks.audit.checking import check_chain
    from zoneworks.audit.models import Event
    from zoneworks.audit.sealing import seal_all

    with patch("zoneworks.audit.services.seal_after_commit", not_sealed):
        for place in range(0, EVENTS, PACKET):
            write(scope, zone, place)
    sealed = best_of(1, seal_all)
    read = best_of(2, lambda: [None for _row in Event.objects.order_by("pk").iterator(chunk_size=2000)])
    found = check_chain()
    assert found.is_intact
    assert found.head.position >= EVENTS
    checked = best_of(2, check_chain)
    baseline = "the same events as model instances"
    return [
        Measured(f"{EVENTS:,} events sealed afterwards", sealed, baseline, read),
        Measured(f"a chain of {EVENTS:,} events checked", checked, baseline, read, 10),
    ]


def write(scope: Scope, zone: Unit, first: int) -> None:
    from zoneworks.audit.services import Deed, record_many

    verbs = ("confirm_actual", "save_report", "export", "urge", "change_item", "sign_in")
    deeds = [
        Deed(verbs[number % 6], "item", number, {"subject": "签约数", "changes": {"goal": ["甲", "乙"]}})
        for number in range(first, first + PACKET)
    ]
    record_many(user=scope.user, zone=zone, deeds=deeds)


if __name__ == "__main__":
    for line in run():
        print(f"{line.what}: {line.seconds * 1000:,.1f} ms, ratio {line.ratio:.3f}")
