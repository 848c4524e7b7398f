"""Enterprises proposed for or placed on a chain are read by everybody who may open the chain."""

from __future__ import annotations

from django.db.models import Q

from zoneworks.accounts.access import Scope
from zoneworks.chains.choices import PlacementState
from zoneworks.chains.models import Placement
from zoneworks.chains.queries import chains_readable
from zoneworks.enterprises.readers import register
from zoneworks.units.models import Unit


def on_own_chains(scope: Scope, zone: Unit) -> Q:
    """A subquery: an enterprise on several nodes is still one."""
    shown = Placement.objects.filter(chain__in=chains_readable(scope, zone)).exclude(state=PlacementState.REJECTED)
    return Q(pk__in=shown.values("enterprise"))


register("chains", on_own_chains)
