"""The list of enterprises: who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue
from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.common.beside import worked_beside
from zoneworks.common.errors import Overtaken
from zoneworks.enterprises.comparing import DERIVED, Planned, Register
from zoneworks.enterprises.queries import may_add
from zoneworks.enterprises.reading.headers import ENTERPRISE_HEADERS, find_columns, header_issues
from zoneworks.enterprises.reading.keeping import ready_rows, stored
from zoneworks.enterprises.reading.parsing import Parser, RawRow
from zoneworks.enterprises.services.saving import AT_ONCE, Saved, save_enterprises
from zoneworks.enterprises.sheets.reading import Reader, ReadRow, units_by_name
from zoneworks.enterprises.sheets.sentences import FIELD_WORDS, ROW_SENTENCES, SENTENCES
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import BulkKind, Change, Keep, Outcome, Packet, ProposedRow, Value, Word
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch
from zoneworks.imports.tallying import Tally
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Json = dict[str, Any]
# Rows from which a second process is worth its start.
LARGE = 10_000


class RegisterKind(BulkKind):
    code = "enterprises"
    label = _("List of enterprises, up to 300,000 rows")
    hint = _("Credit codes, names, industry classes, addresses")
    field_words = FIELD_WORDS
    wording = Wording.of(ROW_SENTENCES, SENTENCES)

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        may_hold = scope.is_supervising(zone) or scope.holds([RoleKind.OFFICER], zone)
        return may_hold and may_add(scope, zone)

    def examine(self, scope: Scope, zone: Unit, stream: RowStream, tally: Tally, keep: Keep) -> None:
        columns, below = find_columns(stream, ENTERPRISE_HEADERS)
        if columns is None or not {"name", "credit_code"} & columns.places.keys():
            tally.obstacle = Issue("enterprise_header_missing")
            tally.say([tally.obstacle])
            return
        tally.say(header_issues(stream, columns))
        reader, saved = Reader(stream, columns), Saved()
        unit = own_unit(scope, zone)
        register = Register(scope, zone, unit)
        parse = Parser(columns, units_by_name(zone))
        for parsed in worked_beside(parse, in_packets(below), is_large=stream.about > LARGE):
            self.look_at([reader.read(one) for one in parsed], register, stream, tally, saved, keep)
        tally.summary |= {"digest": saved.digest.hexdigest(), "sheet": stream.sheet, "unit": unit.title}
        tally.summary["unit_id"] = unit.pk

    def look_at(
        self, packet: Sequence[ReadRow], register: Register, stream: RowStream, tally: Tally, saved: Saved, keep: Keep
    ) -> None:
        sound = [one.row for one in packet if one.row is not None]
        planned = dict(zip((one.number for one in packet if one.row), register.plan(sound), strict=True))
        for one in packet:
            plan = planned.get(one.number)
            issues = (*one.issues, *refusals(plan, stream, one.number))
            action = plan.action if plan else "reject"
            if tally.wants(action, issues) or issues:
                tally.add(proposed(one, plan, Action(action), stream, issues))
            else:
                tally.count(action)
        written = [plan for plan in planned.values() if plan.action != "reject"]
        saved.count(written)
        keep([stored(plan.row) for plan in written])

    def write(self, scope: Scope, batch: Batch, packets: Iterator[Packet], tell: Callable[[int], None]) -> Outcome:
        zone = batch.upload.zone
        is_large = batch.summary["actions"].get("create", 0) > LARGE
        rows = ready_rows(packets, is_large=is_large)
        unit = Unit.objects.get(pk=batch.summary["unit_id"])
        saved = save_enterprises(
            scope=scope, zone=zone, rows=rows, today=profile_of(zone).today, unit=unit, tell=tell
        )  # fmt: skip
        if saved.digest.hexdigest() != batch.summary["digest"]:
            raise Overtaken(
                "enterprises_overtaken",
                _now("The register has changed since this preview. Import the file again to see what it changes now."),
            )
        return Outcome("", {**saved.counts})

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        return [(_("Sheet"), summary.get("sheet", "")), (_("Unit in charge of new ones"), summary.get("unit", ""))]

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, str(value)) for name, value in draft.items() if value not in ("", None)]

    def address_of(self, batch: Batch) -> str:
        return reverse("enterprises:register")


def own_unit(scope: Scope, zone: Unit) -> Unit:
    """The unit in charge of rows that name none: where the person is an officer, else where they supervise."""
    order = (RoleKind.OFFICER, RoleKind.SUPERVISION)
    held = sorted((one for one in scope.grants if one.kind in order), key=lambda one: order.index(one.kind))
    for grant in held:
        if grant.unit_path.startswith(zone.path):
            return Unit.objects.get(pk=grant.unit_id)
    return zone


def refusals(plan: Planned | None, stream: RowStream, number: int) -> tuple[Issue, ...]:
    if plan is None or not (plan.refusal or plan.merged_into):
        return ()
    where = stream.where(number, 0)
    if plan.refusal:
        return (Issue(plan.refusal, where),)
    return (Issue("merged_into_another", where, {"name": plan.merged_into}, "note"),)


def proposed(
    one: ReadRow, plan: Planned | None, action: Action, stream: RowStream, issues: tuple[Issue, ...]
) -> ProposedRow:
    changes: tuple[Change, ...] = ()
    draft: Json = {}
    if plan is not None and action == Action.UPDATE:
        changes = tuple(Change(name, shown(before), shown(after)) for name, (before, after) in plan.changes.items())
    elif plan is not None:
        said = {"credit_code": one.row.credit_code if one.row else "", **plan.values} if plan.values else {}
        draft = {name: shown(value) for name, value in said.items() if name in FIELD_WORDS and name not in DERIVED}
    return ProposedRow(stream.where(one.number, 0), one.label[:300], action, draft, changes, issues, str(plan.key) if plan and plan.key else "")  # fmt: skip  # noqa: E501


def shown(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = str(value)
    return text if len(text) <= 200 else text[:200] + "…"


def in_packets(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    while packet := list(islice(rows, AT_ONCE)):
        yield packet
