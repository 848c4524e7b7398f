"""Keeping a file somebody hands in: checked by its content, stored once, never trusted by its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.files.kinds import Unfit, extension_of, kind_of
from zoneworks.files.messages import refusal_of, too_large
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit

FOLDER = "kept"
LIMIT = 20 * 1024 * 1024
LONGEST_NAME = 120
FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f-\x9f"*:<>?|%\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]'
)


@transaction.atomic
def keep_file(*, scope: Scope, zone: Unit, name: str, data: bytes | UploadedFile) -> KeptFile:
    """Keep a file of a zone, or refuse it in a sentence that names it, what it is and what is accepted.

    The same content under the same name is the same row; the content itself is stored once in a zone.
    The caller decides who may hand something in and opens the file through the page it belongs to.
    """
    name = clean_name(name)
    content = read_within(name, data, file_limit())
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        kind = kind_of(content, extension_of(name))
    except Unfit as unfit:
        raise refusal_of(unfit, name) from unfit
    place = f"{FOLDER}/{zone.pk}/{sha256[:2]}/{sha256}"
    known = KeptFile.objects.filter(zone=zone, sha256=sha256, name=name, content=place).first()
    if known and default_storage.exists(place):
        return known
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))
    if known:
        return known
    user = scope.user if scope.user.is_authenticated else None
    kept = KeptFile.objects.create(
        zone=zone, name=name, media_type=kind.media_type, size=len(content), sha256=sha256, content=place,
        added_at=now(), added_by=user,
    )  # fmt: skip
    record(user=user, zone=zone, verb="keep_file", kind="file", key=kept.pk, name=name, sha256=sha256, size=kept.size)
    return kept


def file_limit() -> int:
    """The most bytes a file may have; a zone's operator may set another."""
    limit: int = getattr(settings, "ZONEWORKS_FILE_LIMIT", LIMIT)
    return limit


def clean_name(name: str) -> str:
    """The name without folders, invisible and forbidden characters, and not longer than a list can show.

    >>> clean_name("..\\\\..\\\\C:/报告\\u202efdp.exe")
    '报告fdp.exe'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    cleaned = re.sub(r"\s+", " ", FORBIDDEN.sub("", last)).strip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    if not dot:
        return cleaned[:LONGEST_NAME]
    return (
        f"{stem[: LONGEST_NAME - len(extension) - 1].strip()}.{extension}"
        if len(extension) <= 10
        else cleaned[:LONGEST_NAME]
    )


def read_within(name: str, data: bytes | UploadedFile, limit: int) -> bytes:
    """All of it, unless it says (or turns out) to be larger than what is taken."""
    size = len(data) if isinstance(data, bytes) else (data.size or 0)
    if size > limit:
        raise too_large(name, size, limit)
    content = data if isinstance(data, bytes) else read_up_to(data, limit + 1)
    if len(content) > limit:
        raise too_large(name, len(content), limit)
    if not content:
        raise refusal_of(Unfit("empty"), name)
    return content


def read_up_to(file: UploadedFile, most: int) -> bytes:
    file.seek(0)
    content: bytes = file.read(most)
    return content
