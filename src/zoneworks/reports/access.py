"""Whose reports a person reads and writes, as conditions for SQL: nothing here is asked of rows one by one.

A report hangs on its row as it first appeared; who works on the row is decided by the version at hand, the last one of
its year that was issued.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from zoneworks.accounts.access import Scope
from zoneworks.accounts.choices import RoleKind
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, ItemPost, ItemUnit, Plan
from zoneworks.plans.services.reporting import REPORTING_DUTIES
from zoneworks.units.models import Unit


class Leaf(NamedTuple):
    """`first`: the key reports are kept under."""

    first: int
    item: int
    path: str
    plan: int


def leaves_at_hand(zone: Unit, since: int) -> QuerySet[Any]:
    """Leaves of the versions at hand, of this year and all from `since` on; `first`: the key reports are kept under."""
    newer = Plan.objects.filter(
        zone=OuterRef("plan__zone"), year=OuterRef("plan__year"), version__gt=OuterRef("plan__version")
    ).exclude(state=PlanState.DRAFT)
    leaves = Item.objects.filter(plan__zone=zone, plan__year__gte=since, is_leaf=True)
    at_hand = leaves.exclude(plan__state=PlanState.DRAFT).filter(~Exists(newer))
    return at_hand.annotate(first=Coalesce("origin_id", "pk")).order_by()


def leaves_worked_on(scope: Scope, zone: Unit, since: int = 0) -> QuerySet[Any]:
    """Those on which the person works: as one of their units or their leader."""
    posts = [grant.post_id for grant in scope.grants if grant.post_id]
    units = Unit.objects.filter(scope.units_worked_for())
    is_mine = Exists(ItemUnit.objects.filter(item=OuterRef("pk"), unit__in=units))
    is_led = Exists(ItemPost.objects.filter(item=OuterRef("pk"), post__in=posts))
    return leaves_at_hand(zone, since).filter(is_mine | is_led)


def leaves_reported(scope: Scope, at_hand: Sequence[int]) -> list[Leaf]:
    """Those of the versions at hand (their keys) that the person's units report; a flat query, as desks ask it."""
    paths = [grant.unit_path for grant in scope.grants if grant.kind == RoleKind.OFFICER]
    if not paths or not at_hand:
        return []
    is_mine = Q()
    for path in paths:
        is_mine |= Q(unit__path__startswith=path)
    duties = ItemUnit.objects.filter(is_mine, item__plan__in=at_hand, item__is_leaf=True, duty__in=REPORTING_DUTIES)
    rows = duties.order_by().values_list("item__origin_id", "item_id", "item__path", "item__plan_id").distinct()
    return [Leaf(origin or key, key, path, plan) for origin, key, path, plan in rows]
