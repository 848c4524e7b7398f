"""Telling how far the work is, and hearing that it is to stop."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from django.db import OperationalError

from zoneworks.common.clock import now
from zoneworks.documents.choices import ProductionState
from zoneworks.documents.models import Production

SECONDS_BETWEEN = 0.25


class StopAsked(Exception):  # noqa: N818 - reads as what happened
    """The person stopped the production, or it was given up for dead."""


class Teller:
    """Called by whoever builds or writes; writes a row a few times a second, outside any long transaction.

    `begin(first, last)` says between which percents the next piece of work lies.
    """

    def __init__(self, production_pk: int, clock: Callable[[], float] = monotonic) -> None:
        self.production_pk, self.clock = production_pk, clock
        self.first, self.last = 0, 100
        self.told_at: float | None = None

    def begin(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self(0, 1)

    def __call__(self, done: int, total: int) -> None:
        moment = self.clock()
        if self.told_at is not None and moment - self.told_at < SECONDS_BETWEEN:
            return
        self.told_at = moment
        share = min(max(done / total, 0.0), 1.0) if total else 0.0
        self.write(self.first + int(share * (self.last - self.first)))

    def write(self, percent: int) -> None:
        running = Production.objects.filter(pk=self.production_pk, state=ProductionState.RUNNING)
        try:
            is_wanted = running.update(done=percent, heard_at=now())
        except OperationalError:  # a long import holds SQLite: better no word than no document
            return
        if not is_wanted:
            raise StopAsked
