"""A pool of enterprises elsewhere, as something that can be imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.registry.names import normal_name
from zonekit.values.issues import Issue
from zoneworks.accounts.access import Scope
from zoneworks.chains.models import PoolEnterprise, TargetMark
from zoneworks.chains.pool_sentences import FIELD_WORDS
from zoneworks.chains.queries import today_of
from zoneworks.chains.services import PoolRow, import_pool
from zoneworks.chains.services.pooling import FIELDS, may_pool, standing_pool
from zoneworks.chains.sheets.pool_reading import PoolLine, ReadPool, read_pool_file, texts_of
from zoneworks.common.errors import Refused
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, Comparison, Outcome, ProposedRow, Value, Word
from zoneworks.imports.models import Batch, Row
from zoneworks.units.models import Unit

Json = dict[str, Any]
DAYS, NUMBERS = frozenset({"established_on"}), frozenset({"longitude", "latitude"})


class PoolKind:
    code = "pool"
    label = gettext_lazy("Target enterprises: the pool the zone may win from")
    hint = gettext_lazy("Workbook or CSV with names, industry classes, products, regions and figures")
    field_words = FIELD_WORDS
    topic_words: dict[str, Word] = {}
    summary_template = ""

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        return may_pool(scope, zone)

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> ReadPool:
        return read_pool_file(data, filename)

    def compare(self, scope: Scope, zone: Unit, sheet: ReadPool, options: Json) -> Comparison:
        if not sheet.is_usable:
            return Comparison(issues=sheet.issues, obstacle=next(iter(sheet.issues), Issue("pool_empty")))
        keys = [normal_name(line.row.name)[:200] for line in sheet.lines]
        known = standing_pool(zone, keys)
        rows = tuple(compared(line, known.get(key)) for line, key in zip(sheet.lines, keys, strict=True))
        return Comparison(rows=rows, summary={"rows": len(rows)}, issues=sheet.issues)

    def is_overtaken(self, batch: Batch) -> bool:
        """What is stated of an enterprise elsewhere is the file's; whatever stood before is written over."""
        return False

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        return []

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        return []

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return [(gettext_lazy("Enterprises"), summary["rows"])] if "rows" in summary else []

    def surroundings(self, draft: Json) -> str:
        return str(draft["region"])

    def summary_context(self, summary: Json) -> Json:
        return {}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, value) for name, value in texts_of(row_of(draft)) if value]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        zone = batch.upload.zone
        taken = [row_of(row.draft) for row in rows]
        pooled = import_pool(scope=scope, zone=zone, rows=taken, today=today_of(zone))
        known = standing_pool(zone, {normal_name(row.name)[:200] for row in taken})
        for row, said in zip(rows, taken, strict=True):
            row.key = str(known[normal_name(said.name)[:200]].pk)
        before = {str(key): as_json(values) for key, values in pooled.before.items()}
        result = {"created": len(pooled.created), "changed": len(before)}
        return Outcome("", result, {"created": pooled.created, "before": before})

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        undo_pool(batch.upload.zone, batch.undo)

    def address_of(self, batch: Batch) -> str:
        return reverse("chains:list")


def compared(line: PoolLine, known: PoolEnterprise | None) -> ProposedRow:
    said = dict(texts_of(line.row))
    draft = as_json(asdict(line.row))
    if known is None:
        return ProposedRow(line.where, line.row.name, Action.CREATE, draft, issues=line.issues)
    stood = dict(texts_of(row_from(known)))
    changes = tuple(Change(name, stood[name], said[name]) for name in said if stood[name] != said[name])
    action = Action.UPDATE if changes or not known.is_active else Action.SAME
    return ProposedRow(line.where, line.row.name, action, draft, changes, line.issues, str(known.pk))


def undo_pool(zone: Unit, undo: Json) -> None:
    """What was created goes, unless somebody decided about it since; what was changed is as it was."""
    made = PoolEnterprise.objects.filter(zone=zone, pk__in=undo["created"])
    if TargetMark.objects.filter(Q(enterprise__in=made)).exists():
        raise Refused("targets_marked", _("Some of these enterprises were shortlisted or set aside since."))
    made.delete()
    standing = PoolEnterprise.objects.filter(zone=zone).in_bulk([int(key) for key in undo["before"]])
    for key, values in undo["before"].items():
        one = standing.get(int(key))
        if one is not None:
            for name, value in from_json(values).items():
                setattr(one, name, value)
            one.name_key = normal_name(one.name)[:200]
            one.revision += 1
    PoolEnterprise.objects.bulk_update(
        list(standing.values()), [*FIELDS, "name_key", "is_active", "revision"], batch_size=200
    )


# --- rows as JSON ----------------------------------------------------------------------------------------------------


def row_of(draft: Json) -> PoolRow:
    values = from_json(draft)
    return PoolRow(**{**values, "products": tuple(values["products"])})


def row_from(one: PoolEnterprise) -> PoolRow:
    values = {field.name: getattr(one, field.name) for field in fields(PoolRow)}
    return PoolRow(**{**values, "products": tuple(one.products)})


def as_json(values: Mapping[str, Any]) -> Json:
    return {name: str(value) if isinstance(value, date | Decimal) else value for name, value in values.items()}


def from_json(values: Json) -> Json:
    found = dict(values)
    for name in DAYS & found.keys():
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    for name in NUMBERS & found.keys():
        found[name] = Decimal(found[name]) if found[name] else None
    return found
