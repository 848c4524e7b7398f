"""What keeps a node from working although enterprises stand on it: recorded, and lifted."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import BlockageKind
from zoneworks.chains.models import Blockage, Chain
from zoneworks.chains.services.guards import claim_chain, writer
from zoneworks.chains.services.placing import require_node
from zoneworks.chains.services.syncing import sync_gaps
from zoneworks.common.errors import Refused

LONGEST = 1000


@transaction.atomic
def record_blockage(  # noqa: PLR0913 - what the form says
    *, scope: Scope, chain: Chain, node_code: str, kind: BlockageKind, words: str, today: date, submission: str,
    since: date | None = None, words_en: str = "",
) -> Blockage:  # fmt: skip
    """Say what blocks a node, from a day on; the same form sent again is taken once."""
    claim_chain(scope, chain)
    known = Blockage.objects.filter(submission=submission, chain=chain).first()
    if known is not None:
        return known
    require_node(chain, node_code, today)
    begun, said = since or today, words.strip()
    if not said or max(len(said), len(words_en)) > LONGEST:
        raise Refused("words_needed", _("Say in words what blocks the node, in 1,000 characters at most."), "words")
    if begun > today:
        raise Refused("begins_in_future", _("A blockage begins today or on an earlier day."), "since")
    blockage = Blockage.objects.create(
        chain=chain, node_code=node_code, kind=kind, words=said, words_en=words_en.strip(), since=begun,
        recorded_on=today, recorded_by=writer(scope), submission=submission,
    )  # fmt: skip
    record(
        user=writer(scope), zone=chain.zone, verb="record_blockage", kind="industry_chain", key=chain.pk,
        node=node_code, what=str(kind), words=said[:200],
    )  # fmt: skip
    sync_gaps(chain, today, by=writer(scope))
    return blockage


@transaction.atomic
def lift_blockage(*, scope: Scope, blockage: Blockage, today: date, until: date | None = None) -> Blockage:
    """The node works again from a day on; lifting it twice is once."""
    claim_chain(scope, blockage.chain)
    last = until or today
    if not blockage.since <= last <= today:
        raise Refused("lifted_out_of_time", _("A blockage is lifted between the day it began and today."), "until")
    if Blockage.objects.filter(pk=blockage.pk, until__isnull=True).update(until=last, lifted_on=today):
        record(
            user=writer(scope), zone=blockage.chain.zone, verb="lift_blockage", kind="industry_chain",
            key=blockage.chain_id, node=blockage.node_code,
        )  # fmt: skip
        sync_gaps(blockage.chain, today, by=writer(scope))
    blockage.refresh_from_db()
    return blockage
