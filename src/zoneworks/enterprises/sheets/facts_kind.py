"""The list of figures: a row for an enterprise and a period, a column for each kind of figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zonekit.sheets.streams import RowStream
from zonekit.values.issues import Issue
from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.audit.services import record
from zoneworks.common.errors import Overtaken
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.doubting import doubts_about, identity
from zoneworks.enterprises.queries import may_add
from zoneworks.enterprises.queries_facts import standing_facts
from zoneworks.enterprises.reading.headers import FACT_HEADERS, find_columns, header_issues
from zoneworks.enterprises.services.facts import FactEntry, record_packet
from zoneworks.enterprises.services.guards import writer
from zoneworks.enterprises.sheets.doubt_words import said
from zoneworks.enterprises.sheets.figures import FigureReader, FigureRow
from zoneworks.enterprises.sheets.sentences import FIGURE_SENTENCES, ROW_SENTENCES
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import BulkKind, Keep, Outcome, Packet, ProposedRow, Value, Word
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch
from zoneworks.imports.tallying import Tally
from zoneworks.units.models import Unit
from zoneworks.units.queries import profile_of

Json = dict[str, Any]
AT_ONCE = 2_000


class FactsKind(BulkKind):
    code = "enterprise_facts"
    label = _("Figures of enterprises by year or month, up to 300,000 rows")
    hint = _("Output, revenue, tax, staff ... of enterprises the zone keeps")
    field_words = {kind.value: kind.label for kind in FactKind}
    wording = Wording.of(ROW_SENTENCES, FIGURE_SENTENCES, showing={"doubts": said})

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        may_hold = scope.is_supervising(zone) or scope.holds([RoleKind.OFFICER], zone)
        return may_hold and may_add(scope, zone)

    def examine(self, scope: Scope, zone: Unit, stream: RowStream, tally: Tally, keep: Keep) -> None:
        columns, below = find_columns(stream, FACT_HEADERS)
        figures = {kind.value for kind in FactKind}
        if (
            columns is None
            or not figures & columns.places.keys()
            or not {"name", "credit_code"} & columns.places.keys()
        ):
            tally.obstacle = Issue("figure_header_missing")
            tally.say([tally.obstacle])
            return
        today = profile_of(zone).today
        reader = FigureReader(scope, zone, stream, columns, today)
        tally.say([*header_issues(stream, columns), *reader.issues])
        told = {"figures": 0, "same": 0, "doubtful": 0}
        while packet := list(islice(below, AT_ONCE)):
            self.look_at(reader.read(packet), stream, today, tally, told, keep)
        tally.summary |= {"sheet": stream.sheet, "told": told}

    def look_at(
        self, rows: Sequence[FigureRow], stream: RowStream, today: date, tally: Tally, told: Json, keep: Keep
    ) -> None:
        entries = [entry for row in rows for entry in row.entries]
        places = {entry.submission: cell for row in rows for entry, cell in zip(row.entries, row.cells, strict=True)}
        own = {entry.enterprise: entry.enterprise for entry in entries}
        standing = {identity(fact): fact for fact in standing_facts(own, today)}
        fresh = [one for one in entries if (there := standing.get(identity(one))) is None or there.value != one.value]
        odd: dict[str, list[Issue]] = defaultdict(list)
        for place, doubts in doubts_about(fresh, own, standing).items():
            codes = ", ".join(doubt["code"] for doubt in doubts)
            mark = fresh[place].submission
            odd[mark].append(Issue("figure_odd", places[mark], {"doubts": codes}, "warning"))
        is_fresh = {entry.submission for entry in fresh}
        for row in rows:
            doubted = [issue for entry in row.entries for issue in odd.get(entry.submission, ())]
            issues = (*row.issues, *doubted)
            action = action_of(row, is_fresh)
            if tally.wants(action, issues) or issues:
                draft = {entry.kind: entry.value for entry in row.entries}
                tally.add(ProposedRow(stream.where(row.number, 0), row.label[:300], action, draft, (), issues))
            else:
                tally.count(action)
        told["figures"] += len(fresh)
        told["doubtful"] += len(odd)
        told["same"] += len(entries) - len(fresh)
        keep([[e.enterprise, e.kind, e.span, e.about.isoformat(), e.value, e.source, e.submission] for e in fresh])

    def write(self, scope: Scope, batch: Batch, packets: Iterator[Packet], tell: Callable[[int], None]) -> Outcome:
        zone, told, done = batch.upload.zone, batch.summary["told"], 0
        today = profile_of(zone).today
        counts = {"recorded": 0, "doubtful": 0, "same": 0}
        for packet in packets:
            entries = [entry_of(one, batch) for one in packet]
            recorded = record_packet(scope=scope, zone=zone, entries=entries, today=today)
            counts = {name: counts[name] + number for name, number in recorded.counts.items()}
            done += len(packet)
            tell(done)
        if counts["recorded"] != told["figures"]:
            raise Overtaken(
                "figures_overtaken",
                _now("Figures have been recorded since this preview. Import the file again to see what it adds now."),
            )
        record(user=writer(scope), zone=zone, verb="record_facts", kind="enterprises", key=zone.pk, **counts)
        return Outcome("", counts)

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        return [(_("Sheet"), summary.get("sheet", ""))]

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        told = summary.get("told", {})
        return [
            (_("New figures"), told.get("figures", 0)),
            (_("Figures that wait for a person"), told.get("doubtful", 0)),
            (_("Figures that stand already"), told.get("same", 0)),
        ]

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [(name, f"{value:,}") for name, value in draft.items()]

    def address_of(self, batch: Batch) -> str:
        return reverse("enterprises:register")


def action_of(row: FigureRow, fresh: set[str]) -> Action:
    if not row.entries:
        return Action.REJECT
    return Action.CREATE if any(entry.submission in fresh for entry in row.entries) else Action.SAME


def entry_of(stored: Sequence[Any], batch: Batch) -> FactEntry:
    enterprise, kind, span, about, value, source, submission = stored
    return FactEntry(
        enterprise, kind, span, date.fromisoformat(about), value, source, f"import:{batch.pk}:{submission}",
        source_note=batch.upload.filename[:300],
    )  # fmt: skip
