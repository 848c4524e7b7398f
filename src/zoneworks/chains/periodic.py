"""What the background worker does for chains: gaps judged anew once a day, owners told whose day has passed, maps laid
out that an earlier release laid out otherwise.
"""

from __future__ import annotations

from datetime import date

from zoneworks.chains.choices import GapState
from zoneworks.chains.models import Chain, Gap
from zoneworks.chains.services import sync_chain
from zoneworks.chains.services.laying_out import keep_lacking_layouts
from zoneworks.chains.telling import tell_overdue
from zoneworks.common.periodic import Job, register
from zoneworks.units.choices import UnitKind
from zoneworks.units.models import Unit

A_DAY = 24 * 3600.0


def look_at_chains() -> int:
    """Says how many gaps were opened, closed or lapsed."""
    changed = 0
    zones = Unit.objects.filter(kind=UnitKind.ZONE, is_active=True, profile__isnull=False).select_related("profile")
    for zone in zones.order_by("path"):
        today = zone.profile.today
        for chain in Chain.objects.filter(zone=zone).select_related("zone"):
            synced = sync_chain(chain=chain, today=today)
            changed += len(synced.opened) + len(synced.closed) + len(synced.lapsed)
        tell_of_overdue(zone, today)
    return changed


def tell_of_overdue(zone: Unit, today: date) -> int:
    """Once for each gap and day; says how many messages went out."""
    late = Gap.objects.filter(chain__zone=zone, state=GapState.OPEN, due__lt=today, unit__isnull=False)
    return sum(tell_overdue(gap, today) for gap in late.select_related("chain__zone", "unit"))


register(Job("chains.gaps", A_DAY, look_at_chains))
register(Job("chains.layouts", A_DAY, keep_lacking_layouts))
