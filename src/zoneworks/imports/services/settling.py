"""Accepting a preview in one transaction, and taking it back exactly."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import set_by_key
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.imports.bridge import issue_from_json
from zoneworks.imports.choices import Action, BatchState
from zoneworks.imports.kinds import kind_of, whole_kind_of
from zoneworks.imports.models import Batch, Row
from zoneworks.imports.services.previews import raise_settled_or_overtaken, require_may_import


def accept_batch(*, scope: Scope, batch: Batch, turn: int, positions: Iterable[int] | None = None) -> Batch:
    """Write the ticked rows (or those at `positions`) of the preview the person saw; sending it twice writes once.

    Raises Overtaken when the preview was made anew or its target changed since, Refused when nothing can be written.
    """
    kind, user = whole_kind_of(batch.kind), scope.user if scope.user.is_authenticated else None
    require_may_import(scope, kind, batch.upload.zone)
    with transaction.atomic():
        waiting = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED, turn=turn)
        if not waiting.update(state=BatchState.ACCEPTED, settled_by=user, settled_at=now()):
            return accepted_before(batch, turn)
        batch.refresh_from_db()
        require_no_obstacle(batch)
        rows = writable_rows(batch, positions)
        keys = {row.pk: row.key for row in rows}
        outcome = kind.accept(scope, batch, rows)
        mark_accepted(rows, keys)
        batch.target, batch.result, batch.undo = outcome.target, outcome.result, outcome.undo
        batch.save(update_fields=["target", "result", "undo"])
        record(user=user, zone=batch.upload.zone, verb="accept", kind="import", key=batch.pk, **outcome.result)
    return batch


def mark_accepted(rows: list[Row], keys: dict[int, str]) -> None:
    """Remember which rows were taken, and the keys of what they made."""
    set_by_key(Row, "is_accepted", ((row.pk, True) for row in rows))
    set_by_key(Row, "key", ((row.pk, row.key) for row in rows if row.key != keys[row.pk]))


def undo_batch(*, scope: Scope, batch: Batch) -> Batch:
    """Put back exactly what was before the batch; undoing twice is once.

    Raises Refused when later work depends on what the batch wrote.
    """
    kind, user = whole_kind_of(batch.kind), scope.user if scope.user.is_authenticated else None
    require_may_import(scope, kind, batch.upload.zone)
    with transaction.atomic():
        written = Batch.objects.filter(pk=batch.pk, state=BatchState.ACCEPTED)
        if not written.update(state=BatchState.UNDONE, settled_by=user, settled_at=now()):
            batch.refresh_from_db()
            if batch.state != BatchState.UNDONE:
                raise Refused("not_accepted", _("Only an accepted import can be undone."))
            return batch
        batch.refresh_from_db()
        kind.undo(scope, batch, list(batch.rows.filter(is_accepted=True)))
        record(user=user, zone=batch.upload.zone, verb="undo", kind="import", key=batch.pk)
    return batch


def accepted_before(batch: Batch, turn: int) -> Batch:
    """The batch, when this very preview was accepted before: the second of two submissions."""
    batch.refresh_from_db()
    if batch.state != BatchState.ACCEPTED or batch.turn != turn:
        raise_settled_or_overtaken(batch)
    return batch


def require_no_obstacle(batch: Batch) -> None:
    obstacle = batch.summary.get("obstacle")
    if obstacle:
        issue = issue_from_json(obstacle)
        raise Refused(issue.code, kind_of(batch.kind).wording.sentence(issue))


def writable_rows(batch: Batch, positions: Iterable[int] | None) -> list[Row]:
    rows = batch.rows.filter(action__in=[Action.CREATE, Action.UPDATE]).defer("changes", "issues", "where")
    rows = rows.filter(is_chosen=True) if positions is None else rows.filter(position__in=list(positions))
    chosen = list(rows)
    if not chosen:
        raise Refused("nothing_chosen", _("No row is ticked, so there is nothing to accept. Tick at least one row."))
    return chosen
