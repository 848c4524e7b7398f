"""A pool of enterprises elsewhere, as something that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue, Where
from zoneworks.accounts.access import Scope
from zoneworks.chains.pool_sentences import FIELD_WORDS, POOL_WORDING
from zoneworks.chains.queries import today_of
from zoneworks.chains.queries_pool import left_out_on
from zoneworks.chains.services import PoolRow, import_pool
from zoneworks.chains.services.pool_rows import PlannedRow, Pooled, plan_pool
from zoneworks.chains.services.pooling import AT_ONCE, may_pool, overtaken
from zoneworks.chains.sheets.pool_reading import MOST_ROWS, PoolLine, PoolLines, texts_of
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import BulkKind, Change, Keep, Outcome, Packet, ProposedRow, Value, Word
from zoneworks.imports.models import Batch
from zoneworks.imports.tallying import Tally
from zoneworks.units.models import Unit

Json = dict[str, Any]
DAYS, NUMBERS = ("established_on",), ("longitude", "latitude")
STATED = tuple(field.name for field in fields(PoolRow))


class PoolKind(BulkKind):
    """One way for lists of every length: read in the background, taken over whole."""

    code = "pool"
    label = gettext_lazy("Target enterprises: the pool the zone may win from")
    hint = gettext_lazy("Workbook or CSV with names, industry classes, products, regions and figures")
    field_words = FIELD_WORDS
    wording = POOL_WORDING

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        return may_pool(scope, zone)

    def examine(self, scope: Scope, zone: Unit, stream: RowStream, tally: Tally, keep: Keep) -> None:
        lines, pooled, count = PoolLines(stream), Pooled(), 0
        tally.say(lines.columns.issues)
        if not lines.columns.is_usable:
            tally.obstacle = next(issue for issue in lines.columns.issues if issue.severity == "error")
            return None
        source, left = iter(lines), left_out_names(zone)
        while packet := list(islice(source, AT_ONCE)):
            count += len(packet)
            if count > MOST_ROWS:
                return refuse(tally, stream, "pool_too_many", count=max(count, stream.about), most=MOST_ROWS)
            look_at(zone, [told(line, left) for line in packet], tally, pooled, keep)
        if not count:
            return refuse(tally, stream, "pool_empty")
        tally.summary |= {"digest": pooled.digest.hexdigest(), "sheet": stream.sheet, "rows": count}
        return None

    def write(self, scope: Scope, batch: Batch, packets: Iterator[Packet], tell: Callable[[int], None]) -> Outcome:
        if self.is_overtaken(batch):
            raise overtaken()
        zone = batch.upload.zone
        rows = (row_of(one) for packet in packets for one in packet)
        pooled = import_pool(scope=scope, zone=zone, rows=rows, today=today_of(zone), tell=tell)
        if pooled.digest.hexdigest() != batch.summary["digest"]:
            raise overtaken()
        return Outcome("", {"created": pooled.created, "changed": pooled.changed})

    def is_overtaken(self, batch: Batch) -> bool:
        """Previews made before pools were read in the background kept nothing that could be written."""
        return "digest" not in batch.summary

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        return [(gettext_lazy("Sheet"), summary["sheet"])] if summary.get("sheet") else []

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        return [(gettext_lazy("Enterprises"), summary["rows"])] if "rows" in summary else []

    def surroundings(self, draft: Json) -> str:
        return str(draft.get("region") or "")

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, draft[name]) for name in FIELD_WORDS if draft.get(name)]

    def address_of(self, batch: Batch) -> str:
        return reverse("chains:list")


def refuse(tally: Tally, stream: RowStream, code: str, **params: int) -> None:
    tally.obstacle = Issue(code, Where(sheet=stream.sheet), params)
    tally.say([tally.obstacle])


def left_out_names(zone: Unit) -> dict[str, Json]:
    """What is left out of the pool: by the name, as names are compared, when and why."""
    standing = left_out_on(zone, today_of(zone)).values_list("enterprise__name_key", "on", "reason")
    return {name: {"day": f"{on:%Y-%m-%d}", "reason": reason} for name, on, reason in standing}


def told(line: PoolLine, left: Mapping[str, Json]) -> PoolLine:
    """The line with a note where its enterprise was left out: taking it in does not bring it back."""
    known = left.get(line.row.name_key) if line.row else None
    if known is None:
        return line
    note = Issue("pool_left_out", line.where, {"value": line.label[:60], **known}, "note")
    return replace(line, issues=(*line.issues, note))


def look_at(zone: Unit, packet: Sequence[PoolLine], tally: Tally, pooled: Pooled, keep: Keep) -> None:
    """Beside the pool as it stands; what can be taken in is kept, the rest only told."""
    planned = {one.row.name_key: one for one in plan_pool(zone, [line.row for line in packet if line.row])}
    for line in packet:
        plan = planned[line.row.name_key] if line.row else None
        action = Action(plan.action) if plan else Action.REJECT
        if line.issues or tally.wants(action, line.issues):
            tally.add(proposed(line, plan, action))
        else:
            tally.count(action)
    pooled.count(planned.values())
    # As the list states them: what stands beside is looked at again when it is written.
    keep([stored(line.row) for line in packet if line.row])


def proposed(line: PoolLine, plan: PlannedRow | None, action: Action) -> ProposedRow:
    if plan is None:
        return ProposedRow(line.where, line.label[:300], action, {}, issues=line.issues)
    said = dict(texts_of(plan.row))
    changes: tuple[Change, ...] = ()
    if action == Action.UPDATE:
        stood = dict(texts_of(before(plan)))
        changes = tuple(Change(name, stood[name], said[name]) for name in said if stood[name] != said[name])
    return ProposedRow(line.where, line.label[:300], action, said, changes, line.issues, str(plan.key or ""))


def before(plan: PlannedRow) -> PoolRow:
    stated: Json = {name: tuple(value) if name == "products" else value for name, value in plan.before.items()}
    return replace(plan.row, **stated)


# --- rows as packets keep them ---------------------------------------------------------------------------------------


def stored(row: PoolRow) -> Json:
    said = ((name, getattr(row, name)) for name in STATED)
    return {name: str(value) if isinstance(value, date | Decimal) else value for name, value in said}


def row_of(stored: Json) -> PoolRow:
    found = {**stored, "products": tuple(stored["products"]), "stated": tuple(stored["stated"])}
    for name in DAYS:
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    for name in NUMBERS:
        found[name] = Decimal(found[name]) if found[name] else None
    return PoolRow(**found)
