"""The workbook of a chain, as something that can be imported: accepted, it is a draft of the chain's next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zonekit.values.issues import NOWHERE, Issue
from zoneworks.accounts.access import Scope
from zoneworks.chains.bridge import digest_of, engine_chain
from zoneworks.chains.issue_sentences import CHAIN_WORDING
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.queries import chains_writable, draft_of, today_of, version_on
from zoneworks.chains.sheets.accepting import accept_chain_rows, undo_chain_rows
from zoneworks.chains.sheets.comparing import LINK_FIELDS, NODE_FIELDS, compared_rows, shown
from zoneworks.chains.sheets.reading import ReadWorkbook, read_workbook
from zoneworks.chains.sheets.sentences import FIELD_WORDS
from zoneworks.common.text import in_language
from zoneworks.imports.kinds import Comparison, Outcome, Value, Word
from zoneworks.imports.models import Batch, Row
from zoneworks.units.models import Unit

Json = dict[str, Any]


class ChainKind:
    code = "chain"
    label = gettext_lazy("Industry chain: nodes and links")
    hint = gettext_lazy("Workbook with the sheets of the chain, its nodes and links, as a chain exports it")
    field_words = FIELD_WORDS
    topic_words: dict[str, Word] = {}
    wording = CHAIN_WORDING
    summary_template = ""

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        return scope.is_supervising(zone) or chains_writable(scope, zone).exists()

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> ReadWorkbook:
        return read_workbook(data, filename)

    def compare(self, scope: Scope, zone: Unit, sheet: ReadWorkbook, options: Json) -> Comparison:
        if sheet.chain is None:
            return Comparison(issues=sheet.issues, obstacle=Issue("chain_has_errors", NOWHERE))
        known = Chain.objects.filter(zone=zone, code=sheet.chain.code).first()
        base = base_of(known, zone) if known else None
        content = engine_chain(base) if base else None
        summary = {
            "name": sheet.chain.name.zh, "name_en": sheet.chain.name.en, "code": sheet.chain.code,
            "nodes": len(sheet.chain.nodes), "links": len(sheet.chain.links), "version": sheet.chain.version,
            "base": base.number if base else None,
        }  # fmt: skip
        found = Comparison(
            rows=tuple(compared_rows(sheet.chain, content)), summary=summary, issues=sheet.issues,
            target=str(known.pk) if known else "", target_revision=base.pk if base else 0,
        )  # fmt: skip
        same = base if base and digest_of(sheet.chain) == base.digest else None
        return with_news(found, scope, zone, known, same=same)

    def is_overtaken(self, batch: Batch) -> bool:
        zone = batch.upload.zone
        known = Chain.objects.filter(zone=zone, code=batch.summary.get("code", "")).first()
        base = base_of(known, zone) if known else None
        return (base.pk if base else 0) != batch.target_revision

    def answers_to(self, topic: str) -> Sequence[tuple[str, Word]]:
        return []

    def sheet_facts(self, summary: Json) -> Sequence[tuple[Word, str]]:
        if "code" not in summary:
            return []
        base = summary["base"]
        against = _("Version %(number)s") % {"number": base} if base else _("none; the chain is new")
        return [
            (gettext_lazy("Industry chain"), in_language(summary["name"], summary["name_en"])),
            (gettext_lazy("Version"), summary["version"] or "–"),
            (gettext_lazy("Compared with"), against),
        ]

    def sheet_figures(self, summary: Json) -> Sequence[tuple[Word, int]]:
        if "code" not in summary:
            return []
        return [(gettext_lazy("Nodes"), summary["nodes"]), (gettext_lazy("Links"), summary["links"])]

    def surroundings(self, draft: Json) -> str:
        words = {"chain": _("the chain itself"), "node": _("Node"), "link": _("Link")}
        return words[draft["row"]]

    def summary_context(self, summary: Json) -> Json:
        return {}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        said = draft.get("said")
        if draft["row"] == "chain" or said is None:
            return []
        fields = NODE_FIELDS if draft["row"] == "node" else LINK_FIELDS
        return [(name, shown(name, said[name])) for name in fields if shown(name, said[name])]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        return accept_chain_rows(scope, batch, rows)

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        undo_chain_rows(scope, batch)

    def address_of(self, batch: Batch) -> str:
        return reverse("chains:map", args=[batch.target])


def base_of(chain: Chain, zone: Unit) -> ChainVersion | None:
    """What a workbook is compared with: the version in force, else the draft."""
    base = version_on(chain, today_of(zone)) or draft_of(chain)
    if base is not None:
        base.chain = chain
    return base


def with_news(
    found: Comparison, scope: Scope, zone: Unit, known: Chain | None, *, same: ChainVersion | None
) -> Comparison:  # fmt: skip
    """The comparison with what stands in the way of it, or with the word that there is nothing new."""
    is_open = chains_writable(scope, zone).filter(pk=known.pk).exists() if known else scope.is_supervising(zone)
    if not is_open:
        return Comparison(issues=found.issues, obstacle=Issue("chain_not_yours"))
    if same is None:
        return found
    note = Issue("chain_nothing_new", NOWHERE, {"version": same.label or str(same.number)}, "note")
    return Comparison(
        rows=found.rows, summary=found.summary, issues=(*found.issues, note), target=found.target,
        target_revision=found.target_revision,
    )  # fmt: skip
