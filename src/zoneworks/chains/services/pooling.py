"""The pool of enterprises elsewhere that the zone may win: taken in as they are stated, found again by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zonekit.registry.names import normal_name
from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import GapState, MarkKind
from zoneworks.chains.models import Gap, PoolEnterprise, TargetMark
from zoneworks.chains.queries import chains_writable
from zoneworks.chains.services.guards import claim_chain, writer
from zoneworks.common.bulk import insert_rows
from zoneworks.common.errors import Refused
from zoneworks.units.models import Unit

AT_ONCE = 2_000
LONGEST_REASON = 300
STEP = Decimal("0.000001")
FIELDS = (
    "credit_code", "name", "name_en", "class_code", "products", "scope", "region", "longitude", "latitude",
    "capital_fen", "revenue_fen", "staff", "established_on", "is_listed", "source", "is_fictitious",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoolRow:
    """What is stated of an enterprise elsewhere; money in fen, coordinates in degrees."""

    name: str
    name_en: str = ""
    credit_code: str = ""
    class_code: str = ""
    products: tuple[str, ...] = ()
    scope: str = ""
    region: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    capital_fen: int | None = None
    revenue_fen: int | None = None
    staff: int | None = None
    established_on: date | None = None
    is_listed: bool = False
    source: str = ""
    is_fictitious: bool = False

    @property
    def values(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in FIELDS}
        places = {name: said[name].quantize(STEP) for name in ("longitude", "latitude") if said[name] is not None}
        return {**said, **places, "products": list(self.products)}


@dataclass(frozen=True, slots=True)
class Pooled:
    """Keys of what was created, and what stood in those that were changed, by key."""

    created: list[int] = field(default_factory=list)
    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    same: int = 0


@transaction.atomic
def import_pool(*, scope: Scope, zone: Unit, rows: Iterable[PoolRow], today: date) -> Pooled:
    """Create what is new by name, change what is stated otherwise; the same again changes nothing.

    Of two rows of one name the later stands.
    """
    require_may_pool(scope, zone)
    hold_pool(zone)
    wanted = {normal_name(row.name)[:200]: row for row in rows}
    known = standing_pool(zone, wanted)
    fresh = [
        {"zone_id": zone.pk, "name_key": key, "added_on": today, "is_active": True, **row.values}
        for key, row in wanted.items()
        if key not in known
    ]
    insert_rows(PoolEnterprise, fresh)
    changed = [one for key, one in known.items() if differs(one, wanted[key])]
    pooled = Pooled(before={one.pk: stated(one) for one in changed}, same=len(known) - len(changed))
    for one in changed:
        for name, value in wanted[one.name_key].values.items():
            setattr(one, name, value)
        one.is_active = True
        one.revision += 1
    PoolEnterprise.objects.bulk_update(changed, [*FIELDS, "is_active", "revision"], batch_size=200)
    pooled.created.extend(sorted(one.pk for one in standing_pool(zone, [row["name_key"] for row in fresh]).values()))
    if fresh or changed:
        record(
            user=writer(scope), zone=zone, verb="import_pool", kind="industry_chain", key="", created=len(fresh),
            changed=len(changed),
        )  # fmt: skip
    return pooled


@transaction.atomic
def leave_out(*, scope: Scope, zone: Unit, enterprises: Collection[int], today: date) -> int:
    """No longer offered as targets; what was decided about them stays. Says how many were left out now."""
    require_may_pool(scope, zone)
    here = PoolEnterprise.objects.filter(zone=zone, pk__in=list(enterprises), is_active=True)
    count = here.update(is_active=False, revision=F("revision") + 1)
    if count:
        record(
            user=writer(scope), zone=zone, verb="leave_out_of_pool", kind="industry_chain", key=f"{today:%Y-%m-%d}",
            count=count,
        )  # fmt: skip
    return count


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
        what=str(kind), reason=words,
    )  # fmt: skip
    return mark


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


def standing_pool(zone: Unit, keys: Collection[str]) -> dict[str, PoolEnterprise]:
    """Those of the names that the pool has, by the normal form of the name."""
    wanted = list(keys)
    found: dict[str, PoolEnterprise] = {}
    for first in range(0, len(wanted), AT_ONCE):
        some = PoolEnterprise.objects.filter(zone=zone, name_key__in=wanted[first : first + AT_ONCE])
        found.update((one.name_key, one) for one in some)
    return found


def stated(one: PoolEnterprise) -> dict[str, Any]:
    return {name: getattr(one, name) for name in (*FIELDS, "is_active")}


def differs(one: PoolEnterprise, row: PoolRow) -> bool:
    return not one.is_active or any(getattr(one, name) != value for name, value in row.values.items())
