"""Removing what has served: files of no edition, what a dead worker left. Run by the background worker."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils import translation
from django.utils.translation import gettext as _

from zoneworks.common.clock import now
from zoneworks.documents.choices import ENDED_STATES, ProductionState
from zoneworks.documents.models import SILENCE, Production
from zoneworks.files.made import drop_made_file

RETENTION = timedelta(days=30)
LEFT_BEHIND = timedelta(days=1)
AT_ONCE = 200


def fail_silent(fingerprint: str | None = None) -> int:
    """Give up what nobody works on any more, so that it can be asked for again; says how many."""
    before = now() - SILENCE
    silent = Production.objects.filter(state=ProductionState.RUNNING)
    silent = silent.filter(Q(heard_at__lt=before) | Q(heard_at=None, begun_at__lt=before))
    if fingerprint is not None:
        silent = silent.filter(fingerprint=fingerprint)
    told = {}
    for name, language in (("failure", "zh-hans"), ("failure_en", "en")):
        with translation.override(language):
            told[name] = _("The work on it ended without a word. Ask for it again.")
    return silent.update(state=ProductionState.FAILED, ended_at=now(), **told)


def remove_served() -> int:
    """Remove productions of no edition that ended before the retention, with their files; says how many."""
    old = Production.objects.filter(edition=None, state__in=ENDED_STATES, ended_at__lt=now() - RETENTION)
    removed = 0
    for production in old.select_related("file").order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            production.delete()
            if production.file:
                drop_unless_used(production)
        removed += 1
    return removed


def drop_unless_used(production: Production) -> None:
    """A file that something else has taken over since stays with it."""
    assert production.file is not None
    try:
        with transaction.atomic():
            drop_made_file(production.file)
    except ProtectedError:
        return


def remove_unfinished() -> int:
    """Remove what dead workers left beside the kept files; says how many."""
    folder = Path(settings.MEDIA_ROOT) / "unfinished"
    oldest = (now() - LEFT_BEHIND).timestamp()
    left = [path for path in folder.glob("made-*") if path.stat().st_mtime < oldest] if folder.is_dir() else []
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)
