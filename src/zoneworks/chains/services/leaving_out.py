"""Enterprises of the pool that are not for this zone: left out for all gaps with the reason, and put back.

The whole pool is the unit, since what rules an enterprise out (it moved, was dissolved, pollutes, may not be supported)
rules it out everywhere; what speaks against it at one gap alone is a mark, which does not take it off the list.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.models import LeftOut, PoolEnterprise
from zoneworks.chains.services.guards import writer
from zoneworks.chains.services.pooling import LONGEST_REASON, hold_pool, require_may_pool
from zoneworks.common.errors import Refused


@transaction.atomic
def leave_out(*, scope: Scope, enterprise: PoolEnterprise, reason: str, today: date, submission: str) -> LeftOut:
    """No longer offered as a target from today on; the same form again is taken once."""
    zone, words = enterprise.zone, reason.strip()
    require_may_pool(scope, zone)
    hold_pool(zone)
    known = LeftOut.objects.filter(submission=submission, enterprise=enterprise).first()
    if known is not None:
        return known
    if not words:
        raise Refused("reason_needed", _("Say why the enterprise is left out of the pool."), "reason")
    if len(words) > LONGEST_REASON:
        raise Refused(
            "reason_too_long", _("A reason has at most %(most)s characters.") % {"most": LONGEST_REASON}, "reason"
        )
    if LeftOut.objects.filter(enterprise=enterprise, put_back_on__isnull=True).exists():
        raise Refused("left_out_already", _("“%(name)s” is left out already.") % {"name": enterprise.title})
    left = LeftOut.objects.create(
        enterprise=enterprise, reason=words, on=today, by=writer(scope), submission=submission
    )
    note_change(enterprise)
    record(
        user=writer(scope), zone=zone, verb="leave_out_of_pool", kind="pool_enterprise", key=enterprise.pk,
        name=enterprise.name, name_en=enterprise.name_en, reason=words,
    )  # fmt: skip
    return left


@transaction.atomic
def put_back(*, scope: Scope, left: LeftOut, today: date) -> bool:
    """Offered again from today on; says whether it was left out until now."""
    enterprise = left.enterprise
    require_may_pool(scope, enterprise.zone)
    hold_pool(enterprise.zone)
    standing = LeftOut.objects.filter(pk=left.pk, put_back_on__isnull=True)
    if not standing.update(put_back_on=max(today, left.on), put_back_by=writer(scope)):
        return False
    note_change(enterprise)
    record(
        user=writer(scope), zone=enterprise.zone, verb="put_back_into_pool", kind="pool_enterprise", key=enterprise.pk,
        name=enterprise.name, name_en=enterprise.name_en,
    )  # fmt: skip
    return True


def note_change(enterprise: PoolEnterprise) -> None:
    """Rankings kept from before do not hold any more."""
    PoolEnterprise.objects.filter(pk=enterprise.pk).update(revision=F("revision") + 1)
