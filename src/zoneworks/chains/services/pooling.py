"""The pool of enterprises elsewhere that the zone may win: taken in as they are stated, found again by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import GapState, MarkKind
from zoneworks.chains.models import Gap, PoolEnterprise, TargetMark
from zoneworks.chains.queries import chains_writable
from zoneworks.chains.services.guards import claim_chain, writer
from zoneworks.chains.services.pool_rows import FIELDS, PlannedRow, Pooled, PoolRow, plan_pool
from zoneworks.common.bulk import insert_rows, update_rows
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.units.models import Unit

AT_ONCE = 2_000
LONGEST_REASON = 300
Tell = Callable[[int], None]


def untold(_done: int) -> None:
    """Nobody asked how far it is."""


@transaction.atomic
def import_pool(*, scope: Scope, zone: Unit, rows: Iterable[PoolRow], today: date, tell: Tell = untold) -> Pooled:
    """Create what is new by name, change what is stated otherwise; the same again changes nothing.

    Of two rows of one name the later stands. Packet by packet, so that a long list needs no more memory than a short.
    """
    require_may_pool(scope, zone)
    hold_pool(zone)
    pooled, source, done = Pooled(), iter(rows), 0
    while packet := list(islice(source, AT_ONCE)):
        planned = plan_pool(zone, packet)
        write_packet(zone, planned, today)
        pooled.count(planned)
        done += len(packet)
        tell(done)
    if pooled.created or pooled.changed:
        record(
            user=writer(scope), zone=zone, verb="import_pool", kind="industry_chain", key="", created=pooled.created,
            changed=pooled.changed,
        )  # fmt: skip
    return pooled


def write_packet(zone: Unit, planned: Sequence[PlannedRow], today: date) -> None:
    """Raises Overtaken where somebody changed one of the rows meanwhile."""
    fresh = [one for one in planned if one.action == "create"]
    insert_rows(PoolEnterprise, (
        {"zone_id": zone.pk, "name_key": one.row.name_key, "added_on": today, **one.row.values} for one in fresh
    ))  # fmt: skip
    changed = [one for one in planned if one.action == "update"]
    stated = ((one.key, one.revision, [one.row.values[name] for name in FIELDS]) for one in changed)
    if update_rows(PoolEnterprise, FIELDS, stated) != len(changed):
        raise overtaken()


@transaction.atomic
def mark_target(
    *, scope: Scope, gap: Gap, enterprise: PoolEnterprise, kind: MarkKind, today: date, submission: str,
    reason: str = "",
) -> TargetMark:  # fmt: skip
    """Shortlist a target enterprise for a gap or set it aside, with the reason; the same form again is taken once."""
    claim_chain(scope, gap.chain)
    known = TargetMark.objects.filter(submission=submission, gap=gap).first()
    if known is not None:
        return known
    if enterprise.zone_id != gap.chain.zone_id:
        raise Refused("target_unknown", _("Choose an enterprise of the pool."), "enterprise")
    if not Gap.objects.filter(pk=gap.pk, state=GapState.OPEN).exists():
        raise Refused("gap_not_open", _("This gap is not open any more."))
    words = reason.strip()
    if kind == MarkKind.SET_ASIDE and not words:
        raise Refused("reason_needed", _("Say why the enterprise is set aside."), "reason")
    if len(words) > LONGEST_REASON:
        raise Refused(
            "reason_too_long", _("A reason has at most %(most)s characters.") % {"most": LONGEST_REASON}, "reason"
        )
    mark = TargetMark.objects.create(
        gap=gap, enterprise=enterprise, kind=kind, reason=words, on=today, by=writer(scope), submission=submission
    )
    Gap.objects.filter(pk=gap.pk).update(revision=F("revision") + 1)
    record(
        user=writer(scope), zone=gap.chain.zone, verb="mark_target", kind="gap", key=gap.pk, name=enterprise.name,
        name_en=enterprise.name_en, what=str(kind), reason=words,
    )  # fmt: skip
    return mark


def overtaken() -> Overtaken:
    return Overtaken(
        "pool_overtaken",
        _("The pool has changed since this preview. Import the file again to see what it changes now."),
    )


# --- what they share -------------------------------------------------------------------------------------------------


def may_pool(scope: Scope, zone: Unit) -> bool:
    """Whoever writes a chain of the zone keeps its pool."""
    return scope.is_supervising(zone) or chains_writable(scope, zone).exists()


def require_may_pool(scope: Scope, zone: Unit) -> None:
    if not may_pool(scope, zone):
        raise Refused(
            "not_yours", _("The pool of %(zone)s is kept by those who write its chains.") % {"zone": zone.title}
        )


def hold_pool(zone: Unit) -> None:
    """Writers of one pool follow one another; whoever only points at the zone does not wait."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk=zone.pk).values_list("pk"))
