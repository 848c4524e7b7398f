"""Documents as known now, kept for a while: built once for what is known of the year, not for each look at a figure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django.core.cache import cache
from django.utils.translation import get_language

from zonekit.documents.blocks import Document
from zonekit.documents.output import silent
from zoneworks.accounts.access import Scope
from zoneworks.documents.kinds import DocumentKind
from zoneworks.plans.models import Plan
from zoneworks.units.models import Unit

KEPT_SECONDS = 300


def document_now(kind: DocumentKind, scope: Scope, zone: Unit, arguments: Mapping[str, Any]) -> Document:
    """The document for those who may preview it: they all know the same.

    Whatever counts in it takes the revision of the year's plans forward - facts, reports submitted, settled or taken
    back, months closed - so that a stale one is never found.
    """
    key = f"live:{kind.code}:{zone.pk}:{get_language()}:{crc32(json.dumps(arguments, sort_keys=True).encode()):x}"
    stamp = sorted(Plan.objects.filter(zone=zone).values_list("uid", "revision", "state"))
    found: tuple[list[Any], Document] | None = cache.get(key)
    if found and found[0] == stamp:
        return found[1]
    document = kind.build(scope, zone, arguments, silent)
    cache.set(key, (stamp, document), KEPT_SECONDS)
    return document
