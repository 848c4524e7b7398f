"""Previews: what a file would change. Nothing but the preview itself is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.bridge import all_issues, row_from_proposal, summary_of
from zoneworks.imports.choices import Action, BatchState
from zoneworks.imports.kinds import AnyKind, Comparison, ImportKind, kind_of, whole_kind_of
from zoneworks.imports.models import Batch, Row, Upload
from zoneworks.imports.services.uploads import read_upload
from zoneworks.units.models import Unit

ROWS_AT_ONCE = 500


def preview(*, scope: Scope, upload: Upload, kind: str, options: dict[str, Any]) -> Batch:
    """Read the file, compare it with what is there and keep the comparison."""
    declared = whole_kind_of(kind)
    require_may_import(scope, declared, upload.zone)
    comparison = compare(scope, declared, upload, options)
    user = scope.user if scope.user.is_authenticated else None
    with transaction.atomic():
        batch = Batch(upload=upload, kind=kind, options=options, created_by=user, created_at=now())
        rows = fill(batch, comparison)
        batch.save(force_insert=True)
        Row.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        record(user=user, zone=upload.zone, verb="preview", kind="import", key=batch.pk, filename=upload.filename)
    return batch


def preview_again(*, scope: Scope, batch: Batch, options: dict[str, Any] | None = None) -> Batch:
    """Compare the same file anew, with other options or because what it was compared with has changed."""
    declared = whole_kind_of(batch.kind)
    require_may_import(scope, declared, batch.upload.zone)
    chosen = batch.options if options is None else options
    comparison = compare(scope, declared, batch.upload, chosen)
    with transaction.atomic():
        claimed = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED, turn=batch.turn)
        if not claimed.update(turn=F("turn") + 1):
            raise_settled_or_overtaken(batch)
        batch.refresh_from_db(fields=["turn"])
        batch.options = chosen
        batch.rows.all().delete()
        rows = fill(batch, comparison)
        batch.save(update_fields=["options", "summary", "issues", "target", "target_revision"])
        Row.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return batch


def choose_rows(*, scope: Scope, batch: Batch, turn: int, shown: Iterable[int], chosen: Iterable[int]) -> int:
    """Tick exactly `chosen` among the rows `shown` (positions); returns how many rows are ticked in all."""
    require_may_import(scope, kind_of(batch.kind), batch.upload.zone)
    ticked = set(chosen)
    with transaction.atomic():
        claim_open(batch, turn)
        writable = batch.rows.filter(action__in=[Action.CREATE, Action.UPDATE])
        on_page = writable.filter(position__in=list(shown))
        on_page.filter(position__in=ticked).update(is_chosen=True)
        on_page.exclude(position__in=ticked).update(is_chosen=False)
        return writable.filter(is_chosen=True).count()


def choose_every_row(*, scope: Scope, batch: Batch, turn: int, is_chosen: bool) -> int:
    """Tick all rows that would write something, or none; returns how many are ticked."""
    require_may_import(scope, kind_of(batch.kind), batch.upload.zone)
    with transaction.atomic():
        claim_open(batch, turn)
        count = batch.rows.filter(action__in=[Action.CREATE, Action.UPDATE]).update(is_chosen=is_chosen)
    return count if is_chosen else 0


def discard_batch(*, scope: Scope, batch: Batch) -> Batch:
    """Put a preview away; the file stays. Discarding twice is once."""
    require_may_import(scope, kind_of(batch.kind), batch.upload.zone)
    user = scope.user if scope.user.is_authenticated else None
    with transaction.atomic():
        waiting = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED)
        if waiting.update(state=BatchState.DISCARDED, settled_by=user, settled_at=now()):
            record(user=user, zone=batch.upload.zone, verb="discard", kind="import", key=batch.pk)
        batch.refresh_from_db()
        if batch.state != BatchState.DISCARDED:
            raise_settled_or_overtaken(batch)
    return batch


def require_may_import(scope: Scope, kind: AnyKind, zone: Unit) -> None:
    if not kind.may_import(scope, zone):
        raise Refused(
            "not_yours", _("You cannot import “%(kind)s” in %(zone)s.") % {"kind": kind.label, "zone": zone.title}
        )


def compare(scope: Scope, kind: ImportKind, upload: Upload, options: dict[str, Any]) -> Comparison:
    sheet = kind.read(read_upload(upload), upload.filename, upload.zone, options)
    return kind.compare(scope, upload.zone, sheet, options)


def fill(batch: Batch, comparison: Comparison) -> list[Row]:
    """Set what the comparison found on the batch and return its rows, unsaved."""
    first = 0 if comparison.rows and comparison.rows[0].is_head else 1
    rows = [row_from_proposal(batch, position, row) for position, row in enumerate(comparison.rows, start=first)]
    batch.issues = all_issues(comparison, rows)
    batch.summary = summary_of(comparison, rows, batch.issues)
    batch.target, batch.target_revision = comparison.target, comparison.target_revision
    return rows


def claim_open(batch: Batch, turn: int) -> None:
    """Hold the batch for this transaction if it still is the preview the person sees."""
    if not Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED, turn=turn).update(turn=F("turn")):
        raise_settled_or_overtaken(batch)


def raise_settled_or_overtaken(batch: Batch) -> None:
    batch.refresh_from_db(fields=["state", "turn"])
    if batch.state == BatchState.PREVIEWED:
        raise Overtaken(
            "preview_overtaken", _("The preview was made anew meanwhile. Look at it again before you accept.")
        )
    sentences = {
        BatchState.ACCEPTED: _("This import has been accepted already; undo it if it was wrong."),
        BatchState.UNDONE: _("This import was undone. Make a new preview of the file to import it again."),
        BatchState.READING: _("The table is still being read."),
        BatchState.WRITING: _("The table is being taken over already."),
        BatchState.FAILED: _("The file could not be read. Import it again."),
        BatchState.DISCARDED: _("This preview was discarded. Make a new preview of the file to import it."),
    }
    raise Refused(f"batch_{batch.state}", sentences[BatchState(batch.state)])
