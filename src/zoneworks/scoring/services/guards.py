"""Who writes scores, who came first, and what words are kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.reports.words import plain_text
from zoneworks.units.models import Unit


def require_supervision(scope: Scope, zone: Unit) -> None:
    if not scope.is_supervising(zone):
        sentence = _("Only the supervision office of %(zone)s keeps its scores.")
        raise Refused("not_yours", sentence % {"zone": zone.title})


def writer(scope: Scope) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope.user.is_authenticated else None


def told(scope: Scope, zone: Unit, verb: str, kind: str, key: object, **details: Any) -> None:
    record(user=writer(scope), zone=zone, verb=verb, kind=kind, key=key, **details)


def words_of(text: str, field: str) -> str:
    """Plain paragraphs; refused where nothing is left."""
    words = plain_text(text, field)
    if not words:
        raise Refused("words_missing", _("Say why, in a sentence at least."), field)
    return words
