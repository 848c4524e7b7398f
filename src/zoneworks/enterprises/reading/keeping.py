"""Rows as they are kept between the preview and the writing, and made ready to be written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from zoneworks.common.beside import worked_beside
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.rows import EnterpriseRow, StatedClass
from zoneworks.enterprises.search_text import Entry, entry_of_names

DAYS = ("established_on", "left_on")
# Name, code, English name, former names, the name in its comparable form, its initials.
Named = tuple[str, str, str, Sequence[str], str, str]


def stored(row: EnterpriseRow) -> list[Any]:
    """A row as the packets keep it."""
    industry = row.industry
    said = [industry.code, str(industry.by), industry.edition, industry.stated] if industry else None
    return [row.name, row.credit_code, row.values, row.former_names, said, row.name_key, row.initials]


def ready_rows(packets: Iterable[Sequence[Any]], *, is_large: bool) -> Iterator[EnterpriseRow]:
    """The rows kept, each with what the search will hold of it; only what that needs is sent to a second process."""
    under_way: deque[Sequence[Any]] = deque()

    def named() -> Iterator[list[Named]]:
        for packet in packets:
            under_way.append(packet)
            yield [(name, code, values.get("name_en", ""), former, key, letters)
                   for name, code, values, former, _said, key, letters in packet]  # fmt: skip

    for entries in worked_beside(entries_of, named(), is_large=is_large):
        yield from map(row_of, under_way.popleft(), entries)


def entries_of(packet: Sequence[Named]) -> list[Entry]:
    return [entry_of_names(*one) for one in packet]


@lru_cache(maxsize=4_096)
def stated_class(code: str, by: str, edition: str, stated: str) -> StatedClass:
    return StatedClass(code, AssignedBy(by), edition=edition, stated=stated)


def row_of(stored: Sequence[Any], entry: Entry) -> EnterpriseRow:
    name, code, values, former, said, key, letters = stored
    for day in DAYS:
        if values.get(day):
            values[day] = date.fromisoformat(values[day])
    industry = stated_class(*said) if said else None
    return EnterpriseRow(name, code, values, tuple(former), industry, key, letters, entry)
