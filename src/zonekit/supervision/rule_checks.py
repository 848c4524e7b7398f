"""Every fault of ladder rules in data form, found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zonekit.values.issues import Issue


def ladder_issues(data: Mapping[str, Any]) -> Iterator[Issue]:
    """Every fault of every set."""
    if not isinstance(data.get("sets"), list) or not data["sets"]:
        yield Issue("ladder_sets_missing")
