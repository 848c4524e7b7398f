"""A person has read what they were told. Only their own messages; nothing else happens to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from zoneworks.accounts.access import Scope
from zoneworks.common.clock import now
from zoneworks.inbox.models import Message
from zoneworks.inbox.queries import messages_of


@transaction.atomic
def mark_read(*, scope: Scope, messages: Iterable[Message]) -> int:
    """Says how many were unread until now."""
    keys = [message.pk for message in messages]
    return messages_of(scope).filter(pk__in=keys, read_at__isnull=True).order_by().update(read_at=now())


@transaction.atomic
def mark_all_read(*, scope: Scope, up_to: int) -> int:
    """All up to the newest message the person saw; what came in meanwhile stays unread."""
    return messages_of(scope).filter(pk__lte=up_to, read_at__isnull=True).order_by().update(read_at=now())
