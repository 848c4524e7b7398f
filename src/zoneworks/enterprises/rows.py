"""One enterprise as a sheet or the demonstration states it: the shape of what is saved in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.search_text import Entry

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StatedClass:
    """An industry class of the 2017 edition and how it came about; `stated`: the code of another edition."""

    code: str
    by: AssignedBy = AssignedBy.REGISTER
    score: float | None = None
    phrases: tuple[Mapping[str, Any], ...] = ()
    edition: str = "2017"
    stated: str = ""


class EnterpriseRow(NamedTuple):
    """One enterprise of a sheet or of the demonstration. `values`: columns by attribute name ("unit_id"); what is not
    named keeps what it was. An enterprise is found again by the code, where there is none by the name. `entry`: what
    the search will hold of it, where that was made ahead."""

    name: str
    credit_code: str = ""
    values: Mapping[str, Any] = NOTHING
    former_names: tuple[str, ...] = ()
    industry: StatedClass | None = None
    name_key: str = ""
    initials: str = ""
    entry: Entry | None = None
