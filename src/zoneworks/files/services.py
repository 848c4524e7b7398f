"""Keeping a file somebody hands in: checked by its content, stored once, never trusted by its name."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from zoneworks.accounts.access import Scope
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit


def keep_file(*, scope: Scope, zone: Unit, name: str, data: bytes | UploadedFile) -> KeptFile:
    """Keep a file of a zone, or refuse it in a sentence that names it, what it is and what is accepted.

    The same content under the same name is the same row; the content itself is stored once in a zone.
    The caller decides who may hand something in and opens the file through the page it belongs to.
    """
    raise NotImplementedError
