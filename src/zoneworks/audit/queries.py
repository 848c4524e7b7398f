"""Reading the record of who did what."""

from __future__ import annotations

from django.db.models import QuerySet

from zoneworks.audit.models import Event


def events_of(kind: str, key: object) -> QuerySet[Event]:
    """Events of one thing, newest first; the caller has authorised the thing itself."""
    return Event.objects.filter(subject_kind=kind, subject_id=str(key)).select_related("user")
