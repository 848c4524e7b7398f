"""Rows as they are kept between the preview and the writing, and made ready to be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.rows import EnterpriseRow, StatedClass
from zoneworks.enterprises.search_text import entry_of_names

DAYS = ("established_on", "left_on")


def stored(row: EnterpriseRow) -> list[Any]:
    """A row as the packets keep it."""
    industry = row.industry
    said = [industry.code, str(industry.by), industry.edition, industry.stated] if industry else None
    return [row.name, row.credit_code, dict(row.values), list(row.former_names), said, row.name_key, row.initials]


def made_ready(packet: Sequence[list[Any]]) -> list[list[Any]]:
    """The same with days as days, and with what the search will hold of each."""
    for one in packet:
        name, code, values, former, _said, key, letters = one
        for day in DAYS:
            if values.get(day):
                values[day] = date.fromisoformat(values[day])
        one.append(entry_of_names(name, code, values.get("name_en", ""), former, key, letters))
    return list(packet)


@lru_cache(maxsize=4_096)
def stated_class(code: str, by: str, edition: str, stated: str) -> StatedClass:
    return StatedClass(code, AssignedBy(by), edition=edition, stated=stated)


def row_of(ready: Sequence[Any]) -> EnterpriseRow:
    name, code, values, former, said, key, letters, entry = ready
    industry = stated_class(*said) if said else None
    return EnterpriseRow(name, code, values, tuple(former), industry, key, letters, entry)
