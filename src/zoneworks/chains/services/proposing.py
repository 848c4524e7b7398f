"""Nodes proposed for the enterprises of the register, by class and by product words, with the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zonekit.chains import Chain as EngineChain
from zonekit.chains import Firms, Sign, load_gap_rules, propose
from zonekit.registry.scopes import plain_text, without_riders
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.bridge import engine_chain
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.judging import plain
from zoneworks.chains.models import Chain, Placement
from zoneworks.chains.queries import version_on
from zoneworks.chains.services.guards import claim_chain, require_may_write, writer
from zoneworks.common.background import is_in_background
from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Refused
from zoneworks.enterprises.choices import EnterpriseState
from zoneworks.enterprises.models import Enterprise
from zoneworks.enterprises.queries import enterprises_readable
from zoneworks.units.models import Unit

AT_ONCE = 20_000
# More than so many enterprises take longer than a person waits for a page.
MOST_AT_HAND = 20_000
GONE = (EnterpriseState.MOVED_OUT, EnterpriseState.DISSOLVED)


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many enterprises were looked at and how many placements are new; `waits`: the worker does it."""

    enterprises: int = 0
    placements: int = 0
    waits: bool = False


def ask_for_proposals(*, scope: Scope, chain: Chain, today: date) -> Proposed:
    """As `propose_placements` for the whole register; a large one is left to the worker, where there is one."""
    require_may_write(scope, chain)
    count = candidates(scope, chain.zone).count()
    if count <= MOST_AT_HAND or not is_in_background():
        return propose_placements(scope=scope, chain=chain, today=today)
    from zoneworks.chains.tasks import propose_for_register

    propose_for_register.enqueue(chain.pk, scope.user.pk, today.isoformat())
    return Proposed(count, waits=True)


@transaction.atomic
def propose_placements(
    *, scope: Scope, chain: Chain, today: date, enterprises: Collection[int] | None = None
) -> Proposed:  # fmt: skip
    """Propose nodes for enterprises in business, all of the zone's or those named by key.

    Whoever stands on a node already, or was rejected for it, is not proposed for it again.
    """
    require_may_write(scope, chain)
    version = version_on(chain, today)
    if version is None:
        raise Refused("chain_not_in_force", _("Put a version of the chain in force first."))
    version.chain = chain
    content, wanted = engine_chain(version), candidates(scope, chain.zone)
    if enterprises is not None:
        wanted = wanted.filter(pk__in=list(enterprises))
    looked, rows = 0, []
    for some in chunks_of(wanted):
        looked += len(some)
        rows += list(proposals(content, some, today))
    claim_chain(scope, chain)
    standing = Placement.objects.filter(chain=chain, until__isnull=True)
    known = set(standing.values_list("enterprise_id", "node_code"))
    fresh = [{"chain_id": chain.pk, **row} for row in rows if (row["enterprise_id"], row["node_code"]) not in known]
    insert_rows(Placement, fresh)
    if fresh:
        record(
            user=writer(scope), zone=chain.zone, verb="propose_placements", kind="industry_chain", key=chain.pk,
            count=len(fresh),
        )  # fmt: skip
    return Proposed(looked, len(fresh))


def candidates(scope: Scope, zone: Unit) -> QuerySet[Enterprise]:
    """Everybody's enterprises, also those the person does not read: proposing is how they come to be read.

    Confidential ones only where the person reads them.
    """
    own = enterprises_readable(scope, zone).filter(is_confidential=True).values("pk")
    standing = Enterprise.objects.filter(zone=zone, merged_into__isnull=True).exclude(state__in=GONE)
    return standing.filter(Q(is_confidential=False) | Q(pk__in=own))


def chunks_of(enterprises: QuerySet[Enterprise]) -> Iterator[list[tuple[int, str, str, str]]]:
    rows: list[tuple[int, str, str, str]] = []
    fields = enterprises.order_by("pk").values_list("pk", "class_code", "name", "scope")
    for row in fields.iterator(chunk_size=5000):
        rows.append(row)
        if len(rows) == AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def proposals(content: EngineChain, some: list[tuple[int, str, str, str]], today: date) -> Iterator[dict[str, Any]]:
    keys, classes, names, scopes = zip(*some, strict=True)
    rules = load_gap_rules(today).placement
    plain_names = [plain_text(name) for name in names]
    plain_scopes = [without_riders(plain_text(scope)) for scope in scopes]
    for found in propose(content, Firms(classes, plain_names, plain_scopes), rules):
        yield {
            "enterprise_id": keys[found.firm], "node_code": found.node, "state": PlacementState.PROPOSED.value,
            "score": round(found.score, 4), "reasons": [sign_as_json(sign) for sign in found.reasons],
            "proposed_on": today,
        }  # fmt: skip


def sign_as_json(sign: Sign) -> dict[str, Any]:
    return {"code": sign.code.value, "figures": {name: plain(value) for name, value in sign.figures.items()}}
