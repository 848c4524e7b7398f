"""What the record of who did what keeps of a change: plain values, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.plans.models import Item
from zoneworks.plans.services.guards import writer

LONGEST = 400


def plain(value: Any) -> Any:
    """A value as JSON keeps it; long texts are cut, the record is no second copy of the plan."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def differences(thing: models.Model, fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Of the fields those that change: name -> [before, after]."""
    return {
        name: [plain(getattr(thing, name)), plain(value)]
        for name, value in fields.items()
        if getattr(thing, name) != value
    }


def note_item(scope: Scope, item: Item, verb: str, **details: Any) -> None:
    """Everything that happens below an item is told under the item, where its history is read."""
    record(user=writer(scope), zone=item.plan.zone, verb=verb, kind="item", key=item.pk, **plain(details))
