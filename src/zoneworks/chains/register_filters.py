"""The register of enterprises by chain: on one the person may open, or on none of those."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from zoneworks.accounts.access import Scope
from zoneworks.chains.judging import standing_placements
from zoneworks.chains.models import Placement
from zoneworks.chains.queries import chains_readable
from zoneworks.enterprises.filters import Choice, FurtherFilter, register
from zoneworks.units.models import Unit

NONE = "-"


def choices(scope: Scope, zone: Unit) -> list[Choice]:
    """Chains the person may open. Who opens but some is told so: to be on none of these says nothing of the others."""
    chains = [(chain.code, chain.title) for chain in chains_readable(scope, zone).order_by("pk")]
    if not chains:
        return []
    none = pgettext("register", "On no chain") if scope.sees_all_working_records(zone) else _("On none of these chains")
    return [*chains, (NONE, none)]


def condition(scope: Scope, zone: Unit, value: str, on: date) -> Q:
    """Confirmed on the chain as known on the day; one that was merged stands for what it was merged into."""
    chains = chains_readable(scope, zone)
    if value != NONE:
        chains = chains.filter(code=value)
    placed = Placement.objects.filter(standing_placements(on), chain__in=chains.order_by().values("pk"))
    firms = placed.annotate(firm=Coalesce("enterprise__merged_into", "enterprise")).order_by().values("firm")
    return ~Q(pk__in=firms) if value == NONE else Q(pk__in=firms)


register(FurtherFilter("chain", 10, pgettext_lazy("register", "Industry chain"), choices, condition))
