"""One text for one value, and its SHA-256: what is frozen can be shown to be unchanged."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """JSON with sorted keys and no spaces.

    >>> canonical({"b": 1, "a": "分"})
    '{"a":"分","b":1}'
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: Any) -> str:
    """SHA-256 of the canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()
