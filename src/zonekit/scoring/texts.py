"""Names and notes of a rulebook in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    zh: str
    en: str

    @classmethod
    def read(cls, value: Any) -> Text | None:
        """The text of {"zh": ..., "en": ...}, None where it is none or one of the two is missing."""
        if not isinstance(value, dict):
            return None
        zh, en = value.get("zh"), value.get("en")
        return cls(zh, en) if isinstance(zh, str) and isinstance(en, str) and zh and en else None
