"""Large tables: read in the background into a preview, taken over in the background in one transaction, stoppable."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zonekit.sheets.streams import RowStream, open_rows
from zonekit.values.issues import FaultyError
from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.collecting import seldom_collected
from zoneworks.common.errors import Refused
from zoneworks.imports.bridge import row_from_proposal
from zoneworks.imports.choices import WORKING, BatchState
from zoneworks.imports.kinds import Packet, bulk_kind_of
from zoneworks.imports.models import Batch, Row, Upload
from zoneworks.imports.services.previews import ROWS_AT_ONCE, raise_settled_or_overtaken, require_may_import
from zoneworks.imports.services.settling import require_no_obstacle
from zoneworks.imports.tallying import Tally
from zoneworks.imports.tasks import read_bulk, write_bulk
from zoneworks.imports.working import Desk, StopAsked

logger = logging.getLogger(__name__)
SILENCE = timedelta(minutes=10)
TOLD_EVERY = 1_000


def start_reading(*, scope: Scope, upload: Upload, kind: str, options: dict[str, Any]) -> Batch:
    """A batch that is being read from now on; its page tells how far it is."""
    declared = bulk_kind_of(kind)
    require_may_import(scope, declared, upload.zone)
    with transaction.atomic():
        batch = Batch.objects.create(
            upload=upload, kind=kind, options=options, created_by=person(scope), created_at=now(),
            state=BatchState.READING,
        )  # fmt: skip
        record(
            user=person(scope), zone=upload.zone, verb="preview", kind="import", key=batch.pk, filename=upload.filename
        )  # fmt: skip
        Desk(batch.pk).begin()
        read_bulk.enqueue(str(batch.pk))
    batch.refresh_from_db()
    return batch


def person(scope: Scope) -> User | None:
    return scope.user if scope.user.is_authenticated else None


def read_now(batch_pk: str) -> None:
    """The task of the worker: whatever happens is told in the batch."""
    batch = Batch.objects.select_related("upload__zone", "created_by").get(pk=batch_pk)
    if batch.state != BatchState.READING:
        return
    desk = Desk(batch.pk)
    try:
        with seldom_collected():
            tally = examined(batch, desk)
    except StopAsked:
        end_reading(batch, BatchState.DISCARDED)
        desk.clear()
    except FaultyError as faulty:
        tally = Tally()
        tally.say(faulty.issues)
        tally.obstacle = faulty.issues[0]
        show(batch, tally)
    except Exception as error:
        if not isinstance(error, Refused):
            logger.exception("Import %s could not be read", batch_pk)
        end_reading(batch, BatchState.FAILED, summary=failure_of(error))
        desk.clear()
    else:
        show(batch, tally)


def examined(batch: Batch, desk: Desk) -> Tally:
    kind, tally = bulk_kind_of(batch.kind), Tally()
    stream = open_rows(batch_path(batch), batch.upload.filename)
    tally.say(stream.issues)
    tally.summary["about"] = stream.about
    with desk.keeping() as keep:
        told = RowStream(
            stream.sheet, telling(stream.rows, desk, stream.about), stream.about, stream.kind, stream.encoding
        )
        kind.examine(scope_of(batch), batch.upload.zone, told, tally, keep)
    return tally


def batch_path(batch: Batch) -> Any:
    from pathlib import Path

    return Path(batch.upload.content.path)


def telling(rows: Iterator[Any], desk: Desk, about: int) -> Iterator[Any]:
    """The rows as they come, with a word on how far they are now and then."""
    for done in count():
        one = next(rows, None)
        if one is None:
            return
        if done % TOLD_EVERY == 0:
            desk.tell(done, about)
        yield one


def scope_of(batch: Batch) -> Scope:
    """Rights may have been taken away since: whoever asked must still be allowed to."""
    if batch.created_by is None:
        raise Refused("nobody_asked", _("Nobody stands for this import."))
    scope = Scope(batch.created_by)
    require_may_import(scope, bulk_kind_of(batch.kind), batch.upload.zone)
    return scope


def show(batch: Batch, tally: Tally) -> None:
    """The preview: counts, the first rows of each sort, all issues up to a number."""
    with transaction.atomic():
        if not end_reading(batch, BatchState.PREVIEWED, summary=tally.stored_summary(), issues=tally.issues):
            return
        rows = [row_from_proposal(batch, position, row) for position, row in enumerate(tally.rows, start=1)]
        Row.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def end_reading(batch: Batch, state: BatchState, **values: Any) -> bool:
    return bool(Batch.objects.filter(pk=batch.pk, state=BatchState.READING).update(state=state, **values))


def accept_bulk(*, scope: Scope, batch: Batch, turn: int) -> Batch:
    """Have the previewed table taken over in the background; sending it twice is once."""
    require_may_import(scope, bulk_kind_of(batch.kind), batch.upload.zone)
    with transaction.atomic():
        batch.refresh_from_db()
        require_no_obstacle(batch)
        waiting = Batch.objects.filter(pk=batch.pk, state=BatchState.PREVIEWED, turn=turn)
        if not waiting.update(state=BatchState.WRITING, settled_by=person(scope), settled_at=now()):
            batch.refresh_from_db()
            if batch.turn == turn and batch.state in {BatchState.WRITING, BatchState.ACCEPTED}:
                return batch
            raise_settled_or_overtaken(batch)
        Desk(batch.pk).begin()
        write_bulk.enqueue(str(batch.pk))
    batch.refresh_from_db()
    return batch


def write_now(batch_pk: str) -> None:
    """The task of the worker: all of it in one transaction, or nothing and the reason."""
    batch = Batch.objects.select_related("upload__zone", "settled_by").get(pk=batch_pk)
    if batch.state != BatchState.WRITING:
        return
    desk = Desk(batch.pk)
    try:
        with seldom_collected(), transaction.atomic():
            write_all(batch, desk)
    except StopAsked:
        return_to_preview(batch, lambda: _("Taking it over was stopped; nothing was written."))
    except Exception as error:
        if not isinstance(error, Refused):
            logger.exception("Import %s could not be written", batch_pk)
        told = failure_of(error)
        return_to_preview(batch, lambda: told["failure_en"], told)
    else:
        desk.clear()


def write_all(batch: Batch, desk: Desk) -> None:
    kind, about = bulk_kind_of(batch.kind), max(int(batch.summary.get("about", 0)), 1)
    if batch.settled_by is None:
        raise Refused("nobody_asked", _("Nobody stands for this import."))
    scope = Scope(batch.settled_by)
    require_may_import(scope, kind, batch.upload.zone)
    packets: Iterator[Packet] = desk.packets()
    outcome = kind.write(scope, batch, packets, lambda done: desk.tell(done, about))
    desk.tell(about, about)
    summary = {name: value for name, value in batch.summary.items() if name not in {"failure", "failure_en"}}
    writing = Batch.objects.filter(pk=batch.pk, state=BatchState.WRITING)
    if not writing.update(
        state=BatchState.ACCEPTED, settled_at=now(), target=outcome.target, result=outcome.result, summary=summary
    ):
        raise StopAsked
    record(
        user=batch.settled_by, zone=batch.upload.zone, verb="accept", kind="import", key=batch.pk, **outcome.result
    )  # fmt: skip


def return_to_preview(batch: Batch, sentence: Callable[[], str], told: dict[str, str] | None = None) -> None:
    """Nothing was written: the preview stands again, with the reason."""
    summary = {**batch.summary, **(told or in_both(sentence))}
    writing = Batch.objects.filter(pk=batch.pk, state=BatchState.WRITING)
    writing.update(state=BatchState.PREVIEWED, turn=F("turn") + 1, settled_by=None, settled_at=None, summary=summary)


def stop_bulk(*, scope: Scope, batch: Batch) -> Batch:
    """Ask for the end of the work; it ends at the next packet, and nothing of it stays."""
    require_may_import(scope, bulk_kind_of(batch.kind), batch.upload.zone)
    batch.refresh_from_db()
    if batch.state in WORKING:
        Desk(batch.pk).ask_to_stop()
    return batch


def return_silent() -> int:
    """Work whose worker ended without a word is given back; says how many."""
    returned = 0
    for batch in Batch.objects.filter(state__in=WORKING):
        heard = Desk(batch.pk).heard_at or batch.settled_at or batch.created_at
        if heard > now() - SILENCE:
            continue
        returned += 1
        told = in_both(lambda: pgettext("import", "The work on it ended without a word. Ask for it again."))
        if batch.state == BatchState.WRITING:
            return_to_preview(batch, str, told)
        else:
            end_reading(batch, BatchState.FAILED, summary=told)
    return returned


def failure_of(error: Exception) -> dict[str, str]:
    def sentence() -> str:
        if isinstance(error, Refused):
            return str(error)
        return _("It failed because of a fault in the program. Tell the administrator, who finds it in the log.")

    return in_both(sentence)


def in_both(sentence: Callable[[], str]) -> dict[str, str]:
    with translation.override("zh-hans"):
        chinese = sentence()
    with translation.override("en"):
        return {"failure": chinese, "failure_en": sentence()}
