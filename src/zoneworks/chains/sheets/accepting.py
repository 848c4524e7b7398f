"""Accepted rows of a chain's workbook as a draft of its next version, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zonekit.chains import Chain as EngineChain
from zonekit.chains import ChainError, chain_from_json, chain_to_json
from zonekit.values.texts import Text
from zoneworks.accounts.access import Scope
from zoneworks.chains.bridge import engine_chain, rate_of
from zoneworks.chains.choices import VersionState
from zoneworks.chains.issue_sentences import CHAIN_WORDING
from zoneworks.chains.models import Chain, ChainVersion
from zoneworks.chains.queries import draft_of, today_of, version_on
from zoneworks.chains.services import create_chain, discard_version, draw_up
from zoneworks.chains.sheets.comparing import ARROW, head_of, plain_parts
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.kinds import Outcome
from zoneworks.imports.models import Batch, Row
from zoneworks.units.models import Unit

Json = dict[str, Any]
TWICE = ("name", "products", "note")


def accept_chain_rows(scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
    zone, head = batch.upload.zone, batch.rows.get(position=0).draft
    today, chain = today_of(zone), Chain.objects.filter(zone=zone, code=head["code"]).select_related("zone").first()
    base = (version_on(chain, today) or draft_of(chain)) if chain else None
    if (base.pk if base else 0) != batch.target_revision:
        raise Overtaken("chain_overtaken", _("The chain has another version now. Look at the preview again."))
    source = Text(f"工作簿“{batch.upload.filename}”"[:300], f"Workbook “{batch.upload.filename}”"[:300])
    if chain is None or base is None:
        content = whole_chain(head, None, rows, [], is_head_taken=True)
        chain = create_chain(scope=scope, zone=zone, content=content, today=today, source=source)
        version = draft_of(chain)
        assert version is not None
        return outcome(chain, version, rows, {"is_new": True})
    base.chain = chain
    order = [row.draft["key"] for row in batch.rows.filter(position__gt=0) if row.draft["row"] == "node"]
    is_head_taken = any(row.draft["row"] == "chain" for row in rows)
    content = whole_chain(head, engine_chain(base), rows, order, is_head_taken=is_head_taken)
    earlier = draft_of(chain)
    kept = None if earlier is None else {"content": chain_to_json(engine_chain(earlier)), "source": earlier.source}
    version = draw_up(scope=scope, chain=chain, content=content, today=today, source=source)
    return outcome(chain, version, rows, {"is_new": False, "earlier": kept})


def outcome(chain: Chain, version: ChainVersion, rows: Sequence[Row], undo: Json) -> Outcome:
    result = {"chain": chain.pk, "number": version.number, "changed": len(rows)}
    return Outcome(str(chain.pk), result, {**undo, "version": version.pk})


def undo_chain_rows(scope: Scope, batch: Batch) -> None:
    """The draft goes; a draft it took the place of comes back. What is in force stays."""
    version = ChainVersion.objects.select_related("chain__zone").filter(pk=batch.undo["version"]).first()
    if version is None:
        return
    if version.state == VersionState.IN_FORCE:
        raise Refused("version_in_force", _("This version is in force; a later one takes its place."))
    chain = version.chain
    discard_version(scope=scope, version=version)
    earlier = batch.undo.get("earlier")
    if earlier is not None:
        content = chain_from_json(earlier["content"])
        draw_up(
            scope=scope, chain=chain, content=content, today=today_of(zone_of(batch)),
            source=Text(earlier["source"], earlier["source"]),
        )  # fmt: skip


def zone_of(batch: Batch) -> Unit:
    return batch.upload.zone


# --- the chain with what was accepted --------------------------------------------------------------------------------


def whole_chain(
    head: Json, base: EngineChain | None, rows: Sequence[Row], order: Sequence[str], *, is_head_taken: bool
) -> EngineChain:  # fmt: skip
    """What stands with the accepted rows; refused where the rest does not make a chain."""
    parts: dict[str, dict[str, Json]] = plain_parts(base) if base else {"node": {}, "link": {}}
    for row in rows:
        draft = row.draft
        if draft["row"] != "chain":
            of_kind = parts[draft["row"]]
            if draft["said"] is None:
                of_kind.pop(draft["key"], None)
            else:
                of_kind[draft["key"]] = draft["said"]
    said = head if is_head_taken or base is None else {**head_of(base), "code": base.code}
    nodes = [parts["node"][code] for code in arranged(list(parts["node"]), order if is_head_taken else [])]
    links = [link for key, link in parts["link"].items() if set(key.split(ARROW)) <= parts["node"].keys()]
    try:
        return chain_from_json({
            "code": head["code"], "version": head["version"], "is_confirmed": said["is_confirmed"],
            "name": both(said, "name"), "note": both(said, "note") if said["note"] else None,
            "nodes": [engine_part(node) for node in nodes], "links": [engine_part(link) for link in links],
        })  # fmt: skip
    except ChainError as error:
        raise Refused(
            "chain_not_whole",
            _("With the rows ticked this is no chain: %(issue)s") % {"issue": CHAIN_WORDING.told(error.issues[0])},
        ) from error


def arranged(codes: list[str], order: Sequence[str]) -> list[str]:
    """As the workbook has them; what it left out and was kept stands at the end."""
    places = {code: place for place, code in enumerate(order)}
    return sorted(codes, key=lambda code: places.get(code, len(places)))


def engine_part(part: Json) -> Json:
    """Flat JSON as the engine reads it: texts in two languages, shares as numbers."""
    found = {name: value for name, value in part.items() if name.removesuffix("_en") not in TWICE}
    for name in ("input_rate", "weight"):
        if name in found:
            found[name] = rate_of(found[name])
    return {**found, **{name: both(part, name) for name in TWICE if name in part}}


def both(part: Json, name: str) -> Json:
    return {"zh": part[name], "en": part[f"{name}_en"] or part[name]}
