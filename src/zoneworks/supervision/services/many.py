"""Many orders at once: assigned with one press, or urged. What cannot be done is told for each; the rest is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from zoneworks.accounts.access import Scope
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.entries import Move, Outcome
from zoneworks.supervision.guards import plain_words, require_office
from zoneworks.supervision.services.deciding import fitting_limit
from zoneworks.supervision.services.moving import take_steps
from zoneworks.supervision.telling import note_steps
from zoneworks.units.models import Unit


@transaction.atomic
def assign_orders(
    *, scope: Scope, zone: Unit, orders: Sequence[tuple[int, int]], submission: str, today: date,
    limit_days: int | None = None, words: str = "",
) -> Outcome:  # fmt: skip
    """Hand orders, as (key, revision seen), to their units: from now on their clocks run."""
    require_office(scope, zone)
    data = {} if limit_days is None else {"limit_days": fitting_limit(limit_days)}
    words = plain_words(words, "words")
    moves = [Move(key, StepKind.ASSIGN, f"{submission}:{key}", seen, data, words) for key, seen in orders]
    outcome = take_steps(zone, moves, today, scope=scope)
    note_steps(zone, outcome, today, scope=scope)
    return outcome


@transaction.atomic
def urge_orders(
    *, scope: Scope, zone: Unit, orders: Iterable[int], today: date, words: str = "", is_told: bool = True
) -> Outcome:  # fmt: skip
    """Remind units of orders they owe a report on, each order at most once a day, each person told once.

    `is_told` False: whoever calls tells people themselves, of this and of other things together.
    """
    require_office(scope, zone)
    words = plain_words(words, "words").replace("\n", " ")
    moves = [Move(key, StepKind.URGE, f"urge:{key}:{today:%Y-%m-%d}", words=words) for key in dict.fromkeys(orders)]
    outcome = take_steps(zone, moves, today, scope=scope)
    note_steps(zone, outcome, today, scope=scope, is_told=is_told)
    return outcome
