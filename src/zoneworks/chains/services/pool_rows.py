"""Rows of a pool as they are stated, and what taking them in would do to the pool as it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zonekit.registry.names import normal_name
from zoneworks.chains.models import PoolEnterprise
from zoneworks.units.models import Unit

STEP = Decimal("0.000001")
LONGEST_KEY = 200
FIELDS = (
    "credit_code", "name", "name_en", "class_code", "products", "scope", "region", "longitude", "latitude",
    "capital_fen", "revenue_fen", "staff", "established_on", "is_listed", "source", "is_fictitious",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoolRow:
    """What is stated of an enterprise elsewhere; money in fen, coordinates in degrees.

    `name_key`: the name as names are compared; worked out where it is not given. `stated`: the fields the list has
    columns for; of an enterprise that the pool knows the others stay as they are.
    """

    name: str
    name_en: str = ""
    credit_code: str = ""
    class_code: str = ""
    products: tuple[str, ...] = ()
    scope: str = ""
    region: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    capital_fen: int | None = None
    revenue_fen: int | None = None
    staff: int | None = None
    established_on: date | None = None
    is_listed: bool = False
    source: str = ""
    is_fictitious: bool = False
    name_key: str = ""
    stated: tuple[str, ...] = FIELDS

    def __post_init__(self) -> None:
        if not self.name_key:
            object.__setattr__(self, "name_key", normal_name(self.name)[:LONGEST_KEY])

    @property
    def values(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in FIELDS}
        places = {name: said[name].quantize(STEP) for name in ("longitude", "latitude") if said[name] is not None}
        return {**said, **places, "products": list(self.products)}


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row beside what stands. `key` 0: it is new; `before`: what stands otherwise, by field."""

    row: PoolRow
    key: int = 0
    revision: int = 0
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def action(self) -> str:
        if not self.key:
            return "create"
        return "update" if self.before else "same"

    @property
    def mark(self) -> str:
        """The same for the same row against the same pool."""
        return f"{self.key}:{sorted((name, str(value)) for name, value in self.before.items())};"


@dataclass(slots=True)
class Pooled:
    """How many of what, and a digest of all of it: the same rows against the same pool give the same."""

    created: int = 0
    changed: int = 0
    same: int = 0
    digest: Any = field(default_factory=hashlib.sha256, repr=False)

    def count(self, planned: Iterable[PlannedRow]) -> None:
        for one in planned:
            self.created += one.action == "create"
            self.changed += one.action == "update"
            self.same += one.action == "same"
            self.digest.update(one.mark.encode())


def plan_pool(zone: Unit, rows: Sequence[PoolRow]) -> list[PlannedRow]:
    """What each row would do; of two rows of one name only the later. One statement for a packet."""
    wanted = {row.name_key: row for row in rows}
    standing = PoolEnterprise.objects.filter(zone=zone, name_key__among=list(wanted))
    known = {one[0]: one for one in standing.values_list("name_key", "pk", "revision", *FIELDS)}
    return [planned(row, known.get(key)) for key, row in wanted.items()]


def planned(row: PoolRow, known: tuple[Any, ...] | None) -> PlannedRow:
    if known is None:
        return PlannedRow(row)
    _name_key, key, revision, *stated = known
    stood = dict(zip(FIELDS, stated, strict=True))
    kept: dict[str, Any] = {name: value for name, value in stood.items() if name not in row.stated}
    if "products" in kept:
        kept["products"] = tuple(kept["products"])
    whole = replace(row, **kept) if kept else row
    said = whole.values
    before = {name: value for name, value in stood.items() if value != said[name]}
    return PlannedRow(whole, key, revision, before)
