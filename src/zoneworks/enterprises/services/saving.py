"""Thousands of enterprises at once, for imports and the demonstration: found again, created or changed, in packets."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zonekit.registry.names import normal_name
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.bulk import insert_rows, refresh_statistics, reserved_keys, update_rows
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.choices import NameKind
from zoneworks.enterprises.comparing import Planned, Register
from zoneworks.enterprises.models import Enterprise, EnterpriseClass, EnterpriseName
from zoneworks.enterprises.rows import EnterpriseRow, StatedClass
from zoneworks.enterprises.search_index import ease_index, index_enterprises, settle_index, write_entries
from zoneworks.enterprises.search_text import Entry, entry_of_names
from zoneworks.enterprises.services.guards import writer
from zoneworks.units.models import Unit

AT_ONCE = 2_000
# New ones in one go from which a database's idea of the register is out of date.
MANY = 5 * AT_ONCE
Tell = Callable[[int], None]


@dataclass
class Saved:
    """How many of what, and a digest of all of it: the same rows against the same register give the same."""

    created: int = 0
    updated: int = 0
    same: int = 0
    digest: Any = field(default_factory=hashlib.sha256, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        return {"created": self.created, "updated": self.updated, "same": self.same}

    def count(self, planned: Iterable[Planned]) -> None:
        packet = list(planned)
        actions = Counter(one.action for one in packet)
        self.created += actions["create"]
        self.updated += actions["update"]
        self.same += actions["same"]
        self.digest.update("".join([one.mark for one in packet]).encode())


def untold(_done: int) -> None:
    """Nobody asked how far it is."""


@transaction.atomic
def save_enterprises(
    *,
    scope: Scope,
    zone: Unit,
    rows: Iterable[EnterpriseRow],
    today: date,
    unit: Unit | None = None,
    tell: Tell = untold,
) -> Saved:
    """Create what is new, change what differs, leave the rest: the same rows sent again change nothing.

    `unit`: in charge of new ones that name none. Raises Refused where a row may not be written by the person, and
    Overtaken when somebody changed one of them meanwhile; then nothing is written.
    """
    register, saved, source, done = Register(scope, zone, unit), Saved(), iter(rows), 0
    is_known_to_be_large = False
    ease_index()
    while packet := list(islice(source, AT_ONCE)):
        planned = register.plan(packet)
        refuse_first(planned)
        write_packet(scope, zone, planned, today)
        saved.count(planned)
        done += len(packet)
        if saved.created >= MANY and not is_known_to_be_large:
            refresh_statistics(Enterprise)
            is_known_to_be_large = True
        tell(done)
    settle_index(saved.created + saved.updated)
    if saved.created or saved.updated:
        record(
            user=writer(scope), zone=zone, verb="save_enterprises", kind="enterprises", key=zone.pk,
            digest=saved.digest.hexdigest(), **saved.counts,
        )  # fmt: skip
    return saved


def refuse_first(planned: Iterable[Planned]) -> None:
    for one in planned:
        if one.refusal:
            raise Refused(one.refusal, _("“%(name)s” cannot be kept: %(why)s") % {"name": one.row.name, "why": one.why})


def write_packet(scope: Scope, zone: Unit, planned: list[Planned], today: date) -> None:
    try:
        with transaction.atomic(savepoint=False):
            create_all(scope, zone, [one for one in planned if one.action == "create"], today)
            change_all(scope, [one for one in planned if one.action == "update"], today)
    except IntegrityError as error:
        raise Overtaken(
            "enterprises_overtaken",
            _("Somebody else entered one of these enterprises meanwhile. Repeat it to see what is there now."),
        ) from error


def create_all(scope: Scope, zone: Unit, fresh: list[Planned], today: date) -> None:
    if not fresh:
        return
    keys = reserved_keys(Enterprise, len(fresh))
    pairs = list(zip(keys, (one.row for one in fresh), strict=True))
    fixed = {"zone_id": zone.pk, "added_on": today}
    columns = ({"id": key, **fixed, **one.values} for key, one in zip(keys, fresh, strict=True))
    insert_rows(Enterprise, columns, with_keys=True)
    insert_rows(EnterpriseName, former_names(pairs))
    insert_rows(EnterpriseClass, classes_of(scope, pairs, today))
    write_entries(((key, entry_of_row(row)) for key, row in pairs), is_fresh=True)


def entry_of_row(row: EnterpriseRow) -> Entry:
    name_en = row.values.get("name_en", "")
    return row.entry or entry_of_names(row.name, row.credit_code, name_en, row.former_names, row.name_key, row.initials)


def former_names(pairs: Iterable[tuple[int, EnterpriseRow]]) -> Iterator[dict[str, Any]]:
    for key, row in pairs:
        for name_key, name in keyed_names(row).items():
            yield {"enterprise_id": key, "kind": NameKind.FORMER.value, "name": name, "name_key": name_key}


def keyed_names(row: EnterpriseRow) -> dict[str, str]:
    """Former names by their normal form, without the one borne now."""
    found = {normal_name(name)[:300]: name for name in row.former_names}
    return {key: name for key, name in found.items() if key and key != row.name_key}


def classes_of(scope: Scope, pairs: Iterable[tuple[int, EnterpriseRow]], today: date) -> Iterator[dict[str, Any]]:
    by = writer(scope)
    for key, row in pairs:
        if row.industry is not None:
            yield class_columns(key, row.industry, today, by.pk if by else None)


def class_columns(key: int, stated: StatedClass, today: date, by: int | None) -> dict[str, Any]:
    return {
        "enterprise_id": key, "class_code": stated.code, "assigned_by": str(stated.by), "score": stated.score,
        "edition": stated.edition, "stated": stated.stated, "on": today, "by_id": by,
        **({"phrases": [dict(phrase) for phrase in stated.phrases]} if stated.phrases else {}),
    }  # fmt: skip


def change_all(scope: Scope, changed: list[Planned], today: date) -> None:
    """Columns that change together go through one statement; whoever was changed meanwhile stops all of it."""
    if not changed:
        return
    groups: dict[tuple[str, ...], list[tuple[int, int, list[Any]]]] = defaultdict(list)
    for one in changed:
        names = tuple(sorted(one.values))
        groups[names].append((one.key, one.revision, [one.values[name] for name in names]))
    written = sum(update_rows(Enterprise, names, rows) for names, rows in groups.items())
    if written != len(changed):
        raise Overtaken(
            "enterprises_overtaken",
            _("A colleague changed one of these enterprises meanwhile. Repeat it to see what is there now."),
        )
    insert_rows(EnterpriseName, names_kept(changed, today))
    reclassed = [(one.key, one.row) for one in changed if "class_code" in one.values]
    insert_rows(EnterpriseClass, classes_of(scope, reclassed, today))
    index_enterprises([one.key for one in changed if one.is_named_anew])


def names_kept(changed: Iterable[Planned], today: date) -> Iterator[dict[str, Any]]:
    for one in changed:
        for name_key, name in one.new_names.items():
            is_left = name_key == one.left_key
            yield {
                "enterprise_id": one.key, "kind": NameKind.FORMER.value, "name": name, "name_key": name_key,
                "until": today if is_left else None,
            }  # fmt: skip
