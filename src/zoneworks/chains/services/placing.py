"""Enterprises on nodes: proposed, confirmed or rejected by a person, changed by ending one and beginning another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import Deed, record_many
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.models import Chain, Node, Placement
from zoneworks.chains.queries import draft_of, version_on
from zoneworks.chains.services.guards import claim_chain, overtaken, writer
from zoneworks.chains.services.syncing import sync_gaps
from zoneworks.common.errors import Refused
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable

WHOLE = 10_000
MOST_FEN = 10**15
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class PlacementFields:
    """What a person says of an enterprise on a node. `share_bp`: of its output, None: what its other nodes leave;
    `capacity_fen`: what it could deliver for the node in a year."""

    share_bp: int | None = None
    capacity_fen: int | None = None
    is_foreign_owned: bool = False
    since: date | None = None
    note: str = ""

    def values(self) -> dict[str, Any]:
        return {
            "share_bp": self.share_bp, "capacity_fen": self.capacity_fen, "is_foreign_owned": self.is_foreign_owned,
            "since": self.since, "note": self.note,
        }  # fmt: skip


@transaction.atomic
def place_enterprise(
    *, scope: Scope, chain: Chain, node_code: str, enterprise: Enterprise, today: date,
    fields: PlacementFields | None = None,
) -> Placement:  # fmt: skip
    """Put an enterprise on a node by hand, confirmed at once; the same again is the placement that stands."""
    said = require_fit(fields or PlacementFields())
    claim_chain(scope, chain)
    require_node(chain, node_code, today)
    known = enterprises_readable(scope, chain.zone).filter(pk=enterprise.pk).first()
    if known is None:
        raise Refused("enterprise_unknown", _("Choose an enterprise of the register."), "enterprise")
    open_one = Placement.objects.filter(chain=chain, node_code=node_code, enterprise=known, until__isnull=True).first()
    if open_one is None:
        placement = Placement.objects.create(
            chain=chain, node_code=node_code, enterprise=known, state=PlacementState.CONFIRMED, proposed_on=today,
            decided_on=today, decided_by=writer(scope), **said.values(),
        )  # fmt: skip
    elif open_one.state == PlacementState.CONFIRMED:
        return open_one if same(open_one, said) else _renewed(scope, open_one, said, today)
    else:
        Placement.objects.filter(pk=open_one.pk).update(
            state=PlacementState.CONFIRMED, decided_on=today, decided_by=writer(scope), revision=F("revision") + 1,
            **said.values(),
        )  # fmt: skip
        open_one.refresh_from_db()
        placement = open_one
    settle(scope, chain, "place_enterprise", [placement], today)
    return placement


@transaction.atomic
def confirm_placements(
    *, scope: Scope, chain: Chain, placements: Collection[int], today: date, seen: int | None = None
) -> int:  # fmt: skip
    """Confirm proposals by their keys; says how many were confirmed now. What is confirmed already stays as it is."""
    claim_chain(scope, chain, seen=seen)
    return _decide(scope, chain, placements, PlacementState.CONFIRMED, today)


@transaction.atomic
def reject_placements(*, scope: Scope, chain: Chain, placements: Collection[int], today: date) -> int:
    """Reject proposals by their keys; says how many were rejected now. Rejected, it is not proposed again."""
    claim_chain(scope, chain)
    return _decide(scope, chain, placements, PlacementState.REJECTED, today)


def _decide(scope: Scope, chain: Chain, keys: Collection[int], state: PlacementState, today: date) -> int:
    wanted, decided = sorted(set(keys)), []
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        waiting = Placement.objects.filter(chain=chain, pk__in=some, state=PlacementState.PROPOSED, until__isnull=True)
        found = list(waiting.select_for_update().only("pk", "chain_id", "node_code", "enterprise_id"))
        waiting.update(state=state, decided_on=today, decided_by=writer(scope), revision=F("revision") + 1)
        decided += found
    verb = "confirm_placement" if state == PlacementState.CONFIRMED else "reject_placement"
    if decided:
        settle(scope, chain, verb, decided, today, is_judged=state == PlacementState.CONFIRMED)
    return len(decided)


@transaction.atomic
def change_placement(
    *, scope: Scope, placement: Placement, fields: PlacementFields, today: date, seen: int | None = None
) -> Placement:  # fmt: skip
    """Say anew what part of an enterprise stands on the node. A confirmed one ends today and another one begins."""
    said, chain = require_fit(fields), placement.chain
    claim_chain(scope, chain)
    stands = Placement.objects.select_related("chain").filter(pk=placement.pk, until__isnull=True).first()
    if stands is None or (seen is not None and stands.revision != seen):
        raise overtaken(chain.title)
    if same(stands, said):
        return stands
    if stands.state == PlacementState.CONFIRMED:
        return _renewed(scope, stands, said, today)
    Placement.objects.filter(pk=stands.pk).update(revision=F("revision") + 1, **said.values())
    stands.refresh_from_db()
    settle(scope, chain, "change_placement", [stands], today, is_judged=False)
    return stands


def _renewed(scope: Scope, stands: Placement, said: PlacementFields, today: date) -> Placement:
    Placement.objects.filter(pk=stands.pk).update(until=today, ended_on=today, revision=F("revision") + 1)
    later = Placement.objects.create(
        chain=stands.chain, node_code=stands.node_code, enterprise_id=stands.enterprise_id,
        state=PlacementState.CONFIRMED, score=stands.score, reasons=stands.reasons, proposed_on=stands.proposed_on,
        decided_on=today, decided_by=writer(scope), **said.values(),
    )  # fmt: skip
    settle(scope, stands.chain, "change_placement", [later], today)
    return later


@transaction.atomic
def end_placement(
    *, scope: Scope, placement: Placement, today: date, until: date | None = None, note: str = ""
) -> Placement:  # fmt: skip
    """The enterprise no longer delivers for the node, from a day on; ending it twice is once."""
    claim_chain(scope, placement.chain)
    last = until or today
    if last > today:
        raise Refused("end_in_future", _("A placement ends today or on an earlier day."), "until")
    standing = Placement.objects.filter(pk=placement.pk, state=PlacementState.CONFIRMED, until__isnull=True)
    words = {"note": note[:300]} if note else {}
    if standing.update(until=last, ended_on=today, revision=F("revision") + 1, **words):
        settle(scope, placement.chain, "end_placement", [placement], today)
    placement.refresh_from_db()
    return placement


# --- what all of them share ------------------------------------------------------------------------------------------


def settle(
    scope: Scope, chain: Chain, verb: str, placements: Collection[Placement], today: date, *, is_judged: bool = True
) -> None:  # fmt: skip
    """Tell the record, and judge the gaps anew."""
    deeds = [
        Deed(verb, "enterprise", one.enterprise_id, {"chain": chain.code, "node": one.node_code, "number": one.pk})
        for one in placements
    ]
    record_many(user=writer(scope), zone=chain.zone, deeds=deeds)
    if is_judged:
        sync_gaps(chain, today, by=writer(scope), cures={one.pk for one in placements})


def require_fit(fields: PlacementFields) -> PlacementFields:
    if fields.share_bp is not None and not 0 < fields.share_bp <= WHOLE:
        raise Refused("share_out_of_range", _("The share of output is above 0 and at most 100 percent."), "share")
    if fields.capacity_fen is not None and not 0 <= fields.capacity_fen <= MOST_FEN:
        raise Refused("capacity_out_of_range", _("The capacity is 0 or more, in money of a year."), "capacity")
    if len(fields.note) > 300:
        raise Refused("note_too_long", _("A note has at most 300 characters."), "note")
    return fields


def require_node(chain: Chain, node_code: str, today: date) -> None:
    """The node stands in the version in force, or where none is yet, in the draft."""
    version = version_on(chain, today) or draft_of(chain)
    if version is None or not Node.objects.filter(version=version, code=node_code).exists():
        raise Refused("node_unknown", _("The chain has no such node. Choose one of its nodes."), "node")


def same(placement: Placement, fields: PlacementFields) -> bool:
    return all(getattr(placement, name) == value for name, value in fields.values().items())
