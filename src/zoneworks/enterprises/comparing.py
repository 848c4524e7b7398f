"""Rows of enterprises held against the register: which are new, which differ in what, which are the same.

Preview and writing ask the same question here, so that what was shown is what is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple

from django.utils.translation import gettext as _

from zonekit.registry.names import initials, normal_name
from zoneworks.accounts.access import Scope
from zoneworks.enterprises.choices import AssignedBy
from zoneworks.enterprises.models import Enterprise, EnterpriseName
from zoneworks.enterprises.queries import enterprises_readable, units_in_charge
from zoneworks.enterprises.rows import NOTHING, EnterpriseRow
from zoneworks.units.models import Unit

Action = Literal["create", "update", "same", "reject"]
COLUMNS: Final = (
    "unit_id", "park_id", "credit_code", "name", "name_en", "name_key", "initials", "state", "legal_form",
    "capital_fen", "capital_text", "established_on", "left_on", "scope", "address", "home_region", "class_code",
    "class_by", "is_confidential", "is_fictitious", "basis", "basis_en",
)  # fmt: skip
WANTED: Final = ("id", "revision", "merged_into_id", "merged_into__name", *COLUMNS)
NAMED: Final = frozenset({"name", "name_en", "credit_code"})
DERIVED: Final = frozenset({"name_key", "initials", "class_by"})
# What a person or the register said of the class is not overruled by a proposal.
STRENGTH: Final = {"": 0, AssignedBy.PROPOSED: 1, AssignedBy.REGISTER: 2, AssignedBy.PERSON: 2}


class Planned(NamedTuple):
    """What becomes of a row. `values`: columns to write; `changes`: field -> (before, after), for people."""

    row: EnterpriseRow
    action: Action
    key: int = 0
    revision: int = 0
    values: Mapping[str, Any] = NOTHING
    changes: Mapping[str, tuple[Any, Any]] = NOTHING
    new_names: Mapping[str, str] = NOTHING
    left_key: str = ""
    refusal: str = ""
    merged_into: str = ""

    @property
    def is_named_anew(self) -> bool:
        return bool(self.new_names) or bool(NAMED & self.values.keys())

    @property
    def mark(self) -> str:
        """What stands for it in a digest: all that the register has a say in. Of a new one nothing but that it is
        new; its values are those of the row, which is kept from the preview to the writing."""
        changes = repr(self.changes) if self.changes else ""
        return f"{self.action}|{self.key}|{self.row.credit_code}|{self.row.name_key}|{changes}\n"

    @property
    def why(self) -> str:
        return refusal_sentence(self.refusal)


def refusal_sentence(code: str) -> str:
    sentences = {
        "not_yours": _("it is kept by a unit for which you do not write"),
        "unit_not_yours": _("its unit in charge is none for which you write"),
        "unit_not_named": _("no unit in charge is named"),
        "name_ambiguous": _("several enterprises have this name; give the credit code"),
    }
    return sentences.get(code, code)


class Register:
    """The enterprises of a zone as one person may write them; each packet asks a fixed number of statements."""

    def __init__(self, scope: Scope, zone: Unit, unit: Unit | None = None) -> None:
        self.scope, self.zone = scope, zone
        self.units = set(units_in_charge(scope, zone).values_list("pk", flat=True))
        self.default = unit.pk if unit else None
        self.is_supervising = scope.is_supervising(zone)

    def plan(self, rows: Sequence[EnterpriseRow]) -> list[Planned]:
        """One answer for each row, in their order."""
        complete = [with_keys(row) for row in rows]
        by_code, by_name = self.known(complete)
        if not by_code and not by_name:
            return list(map(self.fresh, complete))
        found = [self.meant(row, by_code, by_name) for row in complete]
        standing = {one["id"] for one in found if isinstance(one, dict)}
        names = self.further_names(standing)
        readable = self.readable(found)
        return [self.planned(row, one, names, readable) for row, one in zip(complete, found, strict=True)]

    def known(self, rows: Sequence[EnterpriseRow]) -> tuple[dict[str, dict[str, Any]], dict[str, list[dict[str, Any]]]]:
        """Enterprises of these codes, and standing ones of these names."""
        codes = [row.credit_code for row in rows if row.credit_code]
        by_code: dict[str, dict[str, Any]] = {}
        if codes:
            # Asked apart, each has an index that fits. Of those merged there are few, so their zone is looked at here:
            # a database without statistics would take the zone's index and walk all of it.
            of_codes = Enterprise.objects.filter(credit_code__among=codes).order_by()
            merged = of_codes.filter(merged_into__isnull=False).values("zone_id", *WANTED)
            standing = of_codes.exclude(credit_code="").filter(zone=self.zone, merged_into=None).values(*WANTED)
            gone = sorted((one for one in merged if one["zone_id"] == self.zone.pk), key=itemgetter("id"), reverse=True)
            by_code = {one["credit_code"]: one for one in (*gone, *standing)}
        by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
        unknown = [row for row in rows if row.credit_code not in by_code]
        for named in {one["id"]: one for one in self.named(unknown)}.values():
            by_name[named["name_key"]].append(named)
        return by_code, by_name

    def named(self, rows: Sequence[EnterpriseRow]) -> Iterator[dict[str, Any]]:
        """Standing enterprises that a row may mean by its name: one with a code means none that has another code, and
        those without a code are few enough for an index of their own."""
        standing = Enterprise.objects.filter(zone=self.zone, merged_into=None)
        coded = [row.name_key for row in rows if row.credit_code]
        bare = [row.name_key for row in rows if not row.credit_code]
        for keys, among in ((coded, standing.filter(credit_code="")), (bare, standing)):
            if keys:
                yield from among.filter(name_key__among=keys).values(*WANTED)

    def meant(
        self, row: EnterpriseRow, by_code: Mapping[str, dict[str, Any]], by_name: Mapping[str, list[dict[str, Any]]]
    ) -> dict[str, Any] | str | None:
        """The enterprise a row is about, by its code, else by its name where one of the two has no code."""
        if row.credit_code in by_code:
            return by_code[row.credit_code]
        same = [one for one in by_name.get(row.name_key, ()) if not (row.credit_code and one["credit_code"])]
        if len(same) > 1:
            return "name_ambiguous"
        return same[0] if same else None

    def further_names(self, keys: set[int]) -> dict[int, set[str]]:
        names: dict[int, set[str]] = defaultdict(set)
        for key, name in EnterpriseName.objects.filter(enterprise__in=keys).values_list("enterprise_id", "name_key"):
            names[key].add(name)
        return names

    def readable(self, found: Sequence[dict[str, Any] | str | None]) -> set[int]:
        """Of confidential ones those the person may read; the others are not theirs to write."""
        hidden = [one["id"] for one in found if isinstance(one, dict) and one["is_confidential"]]
        if not hidden:
            return set()
        return set(enterprises_readable(self.scope, self.zone).filter(pk__in=hidden).values_list("pk", flat=True))

    def planned(
        self, row: EnterpriseRow, one: dict[str, Any] | str | None, names: Mapping[int, set[str]], readable: set[int]
    ) -> Planned:
        if isinstance(one, str):
            return Planned(row, "reject", refusal=one)
        if one is None:
            return self.fresh(row)
        if one["unit_id"] not in self.units or (one["is_confidential"] and one["id"] not in readable):
            return Planned(row, "reject", refusal="not_yours")
        if one["merged_into_id"] is not None:
            return Planned(row, "same", one["id"], one["revision"], merged_into=one["merged_into__name"])
        return self.differing(row, one, names.get(one["id"], set()))

    def fresh(self, row: EnterpriseRow) -> Planned:
        unit = row.values.get("unit_id", self.default)
        if unit is None:
            return Planned(row, "reject", refusal="unit_not_named")
        if unit not in self.units:
            return Planned(row, "reject", refusal="unit_not_yours")
        values = {**row.values, "unit_id": unit}
        values.update(said_of(row))
        return Planned(row, "create", values=values)

    def differing(self, row: EnterpriseRow, one: Mapping[str, Any], names: set[str]) -> Planned:
        said = {**row.values, **said_of(row)}
        if not row.credit_code:
            said.pop("credit_code")
        if row.industry and STRENGTH[row.industry.by] < STRENGTH[one["class_by"]]:
            said = {name: value for name, value in said.items() if name not in {"class_code", "class_by"}}
        elif said.get("class_code") == one["class_code"]:
            said.pop("class_by", None)
        if said.get("unit_id", one["unit_id"]) not in self.units:
            return Planned(row, "reject", refusal="unit_not_yours")
        values = {name: value for name, value in said.items() if one[name] != value}
        borne = values.get("name_key", one["name_key"])
        fresh = {normal_name(name)[:300]: name for name in row.former_names}
        left = one["name_key"] if borne != one["name_key"] else ""
        if left:
            fresh[left] = one["name"]
        fresh = {key: name for key, name in fresh.items() if key and key not in names and key != borne}
        if not values and not fresh:
            return Planned(row, "same", one["id"], one["revision"])
        changes: dict[str, tuple[Any, Any]] = {
            name: (one[name], value) for name, value in values.items() if name not in DERIVED
        }
        if fresh:
            changes["former_names"] = (None, "、".join(fresh.values()))
        return Planned(row, "update", one["id"], one["revision"], values, changes, fresh, left)


def with_keys(row: EnterpriseRow) -> EnterpriseRow:
    """A row whose name has been made comparable; most come so."""
    if row.name_key:
        return row
    bare = " ".join(row.name.split())
    return EnterpriseRow(
        bare, row.credit_code, row.values, row.former_names, row.industry, normal_name(bare)[:200], initials(bare)[:200]
    )


def said_of(row: EnterpriseRow) -> dict[str, Any]:
    """The columns that follow from the name, the code and the class."""
    said: dict[str, Any] = {
        "name": row.name, "name_key": row.name_key, "initials": row.initials, "credit_code": row.credit_code,
    }  # fmt: skip
    if row.industry is not None:
        said |= {"class_code": row.industry.code, "class_by": str(row.industry.by)}
    return said
