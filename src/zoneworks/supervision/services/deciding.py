"""What the supervision office does with an order that is under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.entries import Move, Outcome
from zoneworks.supervision.guards import plain_words, require_office
from zoneworks.supervision.models import Order
from zoneworks.supervision.services.filing import MOST_DAYS, require_due_within_reach
from zoneworks.supervision.services.moving import take_step
from zoneworks.supervision.telling import note_steps

MOST_FILES = 20


@transaction.atomic
def return_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, reason: str, limit_days: int | None = None
) -> Outcome:  # fmt: skip
    """Give a report back that does not hold, with the reason and a new limit."""
    data = {} if limit_days is None else {"limit_days": fitting_limit(limit_days)}
    return decide(scope, order, StepKind.RETURN, (seen, submission), today, data, needed(reason, "reason"))


@transaction.atomic
def verify_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str = ""
) -> Outcome:  # fmt: skip
    """What was reported is found true."""
    return decide(scope, order, StepKind.VERIFY, (seen, submission), today, {}, plain_words(words, "words"))


@transaction.atomic
def close_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str = ""
) -> Outcome:  # fmt: skip
    """The matter is settled."""
    return decide(scope, order, StepKind.CLOSE, (seen, submission), today, {}, plain_words(words, "words"))


@transaction.atomic
def strike_off_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, reason: str
) -> Outcome:  # fmt: skip
    """Take the order off the list, saying why: it is done with, or its subject does not exist any more."""
    words = needed(reason, "reason")
    return decide(scope, order, StepKind.STRIKE_OFF, (seen, submission), today, {"reason": words}, words)


@transaction.atomic
def grant_extension(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, due: date | None = None, words: str = ""
) -> Outcome:  # fmt: skip
    """Allow the day asked for, or another one; the order is due on it from now on."""
    if due is not None:
        require_due_within_reach(due, today)
    data = {} if due is None else {"due": due}
    return decide(scope, order, StepKind.GRANT_EXTENSION, (seen, submission), today, data, plain_words(words, "words"))


@transaction.atomic
def refuse_extension(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, reason: str
) -> Outcome:  # fmt: skip
    """The due day stays."""
    return decide(scope, order, StepKind.REFUSE_EXTENSION, (seen, submission), today, {}, needed(reason, "reason"))


@transaction.atomic
def suspend_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, reason: str
) -> Outcome:  # fmt: skip
    """Stop the clock until the order is resumed."""
    return decide(scope, order, StepKind.SUSPEND, (seen, submission), today, {}, needed(reason, "reason"))


@transaction.atomic
def resume_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str = ""
) -> Outcome:  # fmt: skip
    """The clock runs again, with the working days that were left."""
    return decide(scope, order, StepKind.RESUME, (seen, submission), today, {}, plain_words(words, "words"))


@transaction.atomic
def hold_consequence(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, consequence: str, words: str,
    files: Sequence[UploadedFile] = (),
) -> Outcome:  # fmt: skip
    """Record that a consequence was carried out, an interview for instance, with its minutes. `consequence`: the id
    under which it was demanded."""
    require_office(scope, order.zone)
    if len(files) > MOST_FILES:
        sentence = _("A step takes at most %(limit)d files. Put several into one.") % {"limit": MOST_FILES}
        raise Refused("too_many_files", sentence, "attached")
    move = Move(
        order.pk, StepKind.HOLD, submission, seen, {"id": consequence}, needed(words, "words"), files=tuple(files)
    )
    return done(scope, order, move, today)


def decide(
    scope: Scope, order: Order, kind: StepKind, sent: tuple[int, str], today: date, data: Mapping[str, Any], words: str
) -> Outcome:  # fmt: skip
    require_office(scope, order.zone)
    seen, submission = sent
    return done(scope, order, Move(order.pk, kind, submission, seen, data, words), today)


def done(scope: Scope, order: Order, move: Move, today: date) -> Outcome:
    outcome = take_step(scope, order.zone, move, today)
    note_steps(order.zone, outcome, today, scope=scope)
    return outcome


def needed(text: str, field: str) -> str:
    return plain_words(text, field, is_needed=True)


def fitting_limit(days: int) -> int:
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            "limit_unfit",
            _("A limit of %(days)s working days does not fit: give 1 to %(most)s.") % {"days": days, "most": MOST_DAYS},
            "limit_days",
        )
    return days
