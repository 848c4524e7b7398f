"""Files the product makes: not checked as those handed in are, kept one by one, removed when they have served."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from zoneworks.accounts.models import User
from zoneworks.common.clock import now
from zoneworks.files.models import KeptFile
from zoneworks.units.models import Unit

FOLDER = "made"


def keep_made_file(*, zone: Unit, path: Path, name: str, media_type: str, user: User | None) -> KeptFile:
    """Keep what lies at `path` under a place of its own; the caller removes the original."""
    with path.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        place = default_storage.save(f"{FOLDER}/{zone.pk}/{uuid4().hex}{path.suffix}", File(source))
    try:
        return KeptFile.objects.create(
            zone=zone, name=name, media_type=media_type, size=path.stat().st_size, sha256=sha256, content=place,
            added_at=now(), added_by=user,
        )  # fmt: skip
    except BaseException:
        default_storage.delete(place)
        raise


def drop_made_file(file: KeptFile) -> None:
    """Remove a made file nothing refers to any more; its bytes go once the removal is certain."""
    place = str(file.content.name)
    if not place.startswith(f"{FOLDER}/"):
        raise ValueError(f"{place} was handed in, not made; it is kept")
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(place))
