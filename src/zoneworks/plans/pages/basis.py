"""Where a row comes from: the sources behind its basis, whatever form they were given in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from zoneworks.common.text import in_language
from zoneworks.plans.models import Item


@dataclass(frozen=True)
class Source:
    """`url` is empty where the source has no address that can be opened safely."""

    words: str
    url: str
    day: date | None


def sources_of(item: Item) -> list[Source]:
    return [source_of(one) for one in item.basis_sources or [] if one]


def source_of(given: object) -> Source:
    """An address alone, or publisher, date and address."""
    if not isinstance(given, Mapping):
        return Source(words_of(str(given)), safe_address(given), None)
    address = safe_address(given.get("address"))
    publisher = in_language(str(given.get("publisher") or ""), str(given.get("publisher_en") or ""))
    return Source(publisher or words_of(address) or "–", address, day_of(given.get("date")))


def safe_address(given: object) -> str:
    text = str(given or "").strip()
    return text if text.startswith(("http://", "https://")) else ""


def words_of(address: str) -> str:
    """The publisher's host stands for an address without a name."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def day_of(given: object) -> date | None:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None
