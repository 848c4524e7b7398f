"""Gaps: found, given to a unit with a day, and noted on. They close by themselves, by a placement."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.queries import version_on
from zoneworks.chains.services.guards import claim_chain, hold_chain, overtaken, writer
from zoneworks.chains.services.syncing import Synced, sync_gaps
from zoneworks.chains.telling import tell_given
from zoneworks.common.errors import Refused
from zoneworks.units.models import Unit

LONGEST_NOTE = 2000


@transaction.atomic
def find_gaps(*, scope: Scope, chain: Chain, today: date) -> Synced:
    """Judge the chain and keep its gaps from now on; asking again finds what changed since."""
    claim_chain(scope, chain)
    if version_on(chain, today) is None:
        raise Refused("chain_not_in_force", _("Put a version of the chain in force first."))
    if Chain.objects.filter(pk=chain.pk, gaps_since__isnull=True).update(gaps_since=today):
        record(user=writer(scope), zone=chain.zone, verb="keep_gaps", kind="industry_chain", key=chain.pk)
    chain.refresh_from_db(fields=["gaps_since"])
    return sync_gaps(chain, today, by=writer(scope))


@transaction.atomic
def sync_chain(*, chain: Chain, today: date) -> Synced:
    """For the worker: what changed by itself, such as figures, enterprises that left, a version whose day has come."""
    hold_chain(chain)
    version = version_on(chain, today)
    if version is not None:
        Chain.objects.filter(pk=chain.pk).update(name=version.name, name_en=version.name_en)
    return sync_gaps(chain, today)


@transaction.atomic
def take_gap(
    *, scope: Scope, gap: Gap, unit: Unit, due: date, today: date, seen: int | None = None
) -> Gap:  # fmt: skip
    """Give a gap to a unit, to be closed by a day; its people are told."""
    chain = gap.chain
    claim_chain(scope, chain)
    if not unit.is_active or not unit.path.startswith(chain.zone.path):
        raise Refused("unit_not_of_zone", _("Choose a unit of the zone."), "unit")
    if due < today:
        raise Refused("due_in_past", _("The day by which a gap is to be closed is today or later."), "due")
    guarded = Gap.objects.filter(pk=gap.pk, state=GapState.OPEN)
    if guarded.filter(unit=unit, due=due).exists():
        gap.refresh_from_db()
        return gap
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(unit=unit, due=due, taken_on=today, revision=F("revision") + 1):
        raise not_open_or_overtaken(gap)
    gap.refresh_from_db()
    record(
        user=writer(scope), zone=chain.zone, verb="take_gap", kind="gap", key=gap.pk, unit=unit.pk, due=due.isoformat()
    )
    tell_given(gap, today, by=writer(scope))
    return gap


@transaction.atomic
def note_gap(*, scope: Scope, gap: Gap, note: str, today: date, seen: int | None = None) -> Gap:
    """What is to be known of a gap, in words; it takes the place of what was noted before."""
    claim_chain(scope, gap.chain)
    words = note.strip()
    if len(words) > LONGEST_NOTE:
        raise Refused("note_too_long", _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}, "note")
    guarded = Gap.objects.filter(pk=gap.pk)
    if guarded.filter(note=words).exists():
        gap.refresh_from_db()
        return gap
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(note=words, revision=F("revision") + 1):
        raise overtaken(gap.chain.title)
    gap.refresh_from_db()
    record(user=writer(scope), zone=gap.chain.zone, verb="note_gap", kind="gap", key=gap.pk, words=words[:200])
    return gap


def not_open_or_overtaken(gap: Gap) -> Refused:
    if Gap.objects.filter(pk=gap.pk, state=GapState.OPEN).exists():
        return overtaken(gap.chain.title)
    return Refused("gap_not_open", _("This gap is not open any more."))
