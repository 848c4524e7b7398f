"""Writing imports: receive, preview, choose, accept, undo, discard. Each is one transaction."""

from zoneworks.imports.services.bulk import accept_bulk, start_reading, stop_bulk
from zoneworks.imports.services.previews import (
    choose_every_row,
    choose_rows,
    discard_batch,
    preview,
    preview_again,
)
from zoneworks.imports.services.settling import accept_batch, undo_batch
from zoneworks.imports.services.uploads import read_upload, receive_file, receive_upload

__all__ = [
    "accept_batch",
    "accept_bulk",
    "choose_every_row",
    "choose_rows",
    "discard_batch",
    "preview",
    "preview_again",
    "read_upload",
    "receive_file",
    "receive_upload",
    "start_reading",
    "stop_bulk",
    "undo_batch",
]
