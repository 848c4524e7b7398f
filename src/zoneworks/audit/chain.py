"""How the chain is made: plain functions that anybody can write again elsewhere (docs/models/audit.md).

An event's digest is the SHA-256 of what it says; a link is the SHA-256 of the link before it, its own position and
the digest of its event. Whoever wrote down a position and its link once can tell later whether anything before it
was changed, removed or put in.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
WRITTEN = re.compile("([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """A place in the chain with its link: what is written down elsewhere."""

    position: int
    digest: str

    def __str__(self) -> str:
        return f"{self.position}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> Head:
        """
        >>> Head.read("1:" + "0" * 64).position
        1
        >>> Head.read("twelve")
        Traceback (most recent call last):
        ValueError: twelve
        """
        position, _colon, digest = text.strip().partition(":")
        if (
            not position.isascii()
            or not position.isdigit()
            or len(digest) != 64
            or set(digest) - set("0123456789abcdef")
        ):
            raise ValueError(text)
        return cls(int(position), digest)


def content_digest(
    *, at: datetime, user: int | None, zone: int | None, verb: str, kind: str, key: str, details: Any
) -> str:
    """SHA-256 of the event as compact JSON with sorted names; the same for what was given and what is read back.

    >>> content_digest(at=datetime(2023, 1, 1, tzinfo=UTC), user=1, zone=None, verb="issue_plan", kind="plan",
    ...     key="7", details={})[:12]
    'e0af9dea6981'
    """
    said = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"), "user": user, "zone": zone, "verb": verb,
        "subject_kind": kind, "subject_id": key, "details": settled(details),
    }  # fmt: skip
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")))


def settled(value: Any) -> Any:
    """Values as every database gives them back: no tuples, names are texts, whole numbers without a fraction."""
    if isinstance(value, dict):
        return {str(name): settled(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [settled(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def link(before: str, position: int, event_digest: str) -> str:
    return sha256(f"{before}|{position}|{event_digest}")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
