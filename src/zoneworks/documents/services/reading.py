"""Reading a frozen edition back; the hash is asked each time."""

from __future__ import annotations

import gzip
import hashlib
import zlib

from django.utils.translation import gettext as _

from zonekit.documents.blocks import Document
from zonekit.documents.canonical import DocumentDataError, read_canonical
from zoneworks.common.errors import Refused
from zoneworks.documents.models import Edition


class EditionDamaged(Refused):
    """What is stored is not what was frozen."""


def read_edition(edition: Edition) -> dict[str, Document]:
    """The documents by language exactly as frozen; raises EditionDamaged when the stored data is another."""
    try:
        return read_canonical(frozen_bytes(edition))
    except DocumentDataError as error:
        raise damaged(edition) from error


def frozen_bytes(edition: Edition) -> bytes:
    try:
        with edition.data.open("rb") as file:
            content = gzip.decompress(file.read())
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(edition) from error
    if hashlib.sha256(content).hexdigest() != edition.sha256:
        raise damaged(edition)
    return content


def damaged(edition: Edition) -> EditionDamaged:
    sentence = _("What is stored of edition %(edition)s is not what was frozen. Restore %(file)s from a backup.")
    return EditionDamaged("edition_damaged", sentence % {"edition": edition.mark, "file": edition.data.name})
