"""Writing imports: receive, preview, choose, accept, undo, discard. Each is one transaction."""

from zoneworks.imports.services.previews import (
    choose_every_row,
    choose_rows,
    discard_batch,
    preview,
    preview_again,
)
from zoneworks.imports.services.settling import accept_batch, undo_batch
from zoneworks.imports.services.uploads import read_upload, receive_upload

__all__ = [
    "accept_batch",
    "choose_every_row",
    "choose_rows",
    "discard_batch",
    "preview",
    "preview_again",
    "read_upload",
    "receive_upload",
    "undo_batch",
]
