"""Files as received, kept by their hash on storage that no address serves."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from zonekit.sheets.source import Limits
from zonekit.sheets.streams import BULK
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Refused
from zoneworks.imports.kinds import kinds_for
from zoneworks.imports.models import Upload
from zoneworks.units.models import Unit

LONGEST_NAME = 255


def receive_upload(*, scope: Scope, zone: Unit, filename: str, data: bytes) -> Upload:
    """Keep a file; the same bytes under the same name give the upload the zone already has."""
    require_may_send(scope, zone, len(data), Limits().file_bytes)
    sha256 = hashlib.sha256(data).hexdigest()
    return kept_upload(scope, zone, filename, sha256, len(data), stored_at(zone, sha256, ContentFile(data)))


def receive_file(*, scope: Scope, zone: Unit, filename: str, file: File) -> Upload:
    """The same for a large file, which is never in memory as a whole."""
    size = int(file.size)
    require_may_send(scope, zone, size, BULK.file_bytes)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    sha256 = digest.hexdigest()
    return kept_upload(scope, zone, filename, sha256, size, stored_at(zone, sha256, file))


def require_may_send(scope: Scope, zone: Unit, size: int, limit: int) -> None:
    if not kinds_for(scope, zone):
        raise Refused("not_yours", _("You cannot import anything in %(zone)s.") % {"zone": zone.title})
    if size > limit:
        raise Refused(
            "file_too_large",
            _("The file has %(size)s MB; at most %(limit)s MB can be imported. Save only the sheet with the table.")
            % {"size": -(-size // 1048576), "limit": limit // 1048576},
            "file",
        )


def kept_upload(scope: Scope, zone: Unit, filename: str, sha256: str, size: int, place: str) -> Upload:
    name = short_name(filename)
    user = scope.user if scope.user.is_authenticated else None
    with transaction.atomic():
        upload, is_new = Upload.objects.get_or_create(
            zone=zone,
            sha256=sha256,
            filename=name,
            defaults={"size": size, "content": place, "uploaded_by": user, "uploaded_at": now()},
        )
        if is_new:
            record(user=user, zone=zone, verb="upload", kind="upload", key=upload.pk, filename=name, sha256=sha256)
    return upload


def read_upload(upload: Upload) -> bytes:
    with upload.content.open("rb") as file:
        return bytes(file.read())


def stored_at(zone: Unit, sha256: str, content: File) -> str:
    """The place of these bytes on storage, written unless they are there. No part of it comes from the sender."""
    place = f"uploads/{zone.pk}/{sha256[:2]}/{sha256}"
    if not default_storage.exists(place):
        place = default_storage.save(place, content)
    return place


def short_name(filename: str) -> str:
    """The file's own name without folders and control characters, its ending kept when it is cut."""
    name = PurePath(filename.replace("\\", "/")).name
    name = "".join(character for character in name if character.isprintable()).strip() or "unnamed"
    if len(name) <= LONGEST_NAME:
        return name
    ending = PurePath(name).suffix[:20]
    return name[: LONGEST_NAME - len(ending)] + ending
