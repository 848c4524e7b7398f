"""What the unit that undertakes an order does with it: accept, take in hand, report back, ask for more time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.entries import Move, Outcome
from zoneworks.supervision.guards import plain_line, plain_words, require_undertaking
from zoneworks.supervision.models import Order
from zoneworks.supervision.services.filing import require_due_within_reach
from zoneworks.supervision.services.moving import take_step
from zoneworks.supervision.telling import note_steps

MOST_FILES = 20


@transaction.atomic
def accept_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str = ""
) -> Outcome:  # fmt: skip
    """The unit has received the order."""
    require_undertaking(scope, order)
    move = Move(order.pk, StepKind.ACCEPT, submission, seen, words=plain_words(words, "words"))
    return done(scope, order, move, today)


@transaction.atomic
def start_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str = ""
) -> Outcome:  # fmt: skip
    """The unit is at work on it; `words`: how."""
    require_undertaking(scope, order)
    move = Move(order.pk, StepKind.START, submission, seen, words=plain_words(words, "words"))
    return done(scope, order, move, today)


@transaction.atomic
def report_order(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, words: str,
    files: Sequence[UploadedFile] = (), caption: str = "",
) -> Outcome:  # fmt: skip
    """The unit reports what it did, with files that show it; the clock stands until the office has looked."""
    require_undertaking(scope, order)
    if len(files) > MOST_FILES:
        sentence = _("A step takes at most %(limit)d files. Put several into one.") % {"limit": MOST_FILES}
        raise Refused("too_many_files", sentence, "attached")
    move = Move(
        order.pk, StepKind.REPORT, submission, seen, words=plain_words(words, "words", is_needed=True),
        files=tuple(files), caption=plain_line(caption, "caption")[:200],
    )  # fmt: skip
    return done(scope, order, move, today)


@transaction.atomic
def ask_extension(
    *, scope: Scope, order: Order, seen: int, submission: str, today: date, due: date, reason: str
) -> Outcome:  # fmt: skip
    """Ask for a later due day, before the present one has passed."""
    require_undertaking(scope, order)
    require_due_within_reach(due, today)
    move = Move(
        order.pk, StepKind.ASK_EXTENSION, submission, seen, data={"due": due},
        words=plain_words(reason, "reason", is_needed=True),
    )  # fmt: skip
    return done(scope, order, move, today)


def done(scope: Scope, order: Order, move: Move, today: date) -> Outcome:
    outcome = take_step(scope, order.zone, move, today)
    note_steps(order.zone, outcome, today, scope=scope)
    return outcome
