"""Who may write, which state allows it, and who came first: asked at the start of every write.

Guards take the revision of what they guard forward in the same statement, so that two writers cannot both pass.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.accounts.models import User
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.choices import PlanState
from zoneworks.plans.models import Item, Plan
from zoneworks.units.models import Unit


def require_supervision(scope: Scope, zone: Unit) -> None:
    if not scope.is_supervising(zone):
        raise Refused("not_yours", _("Only the supervision office of %(zone)s writes its plan.") % {"zone": zone.title})


def writer(scope: Scope) -> User | None:
    """The person to whom a write is ascribed."""
    return scope.user if scope.user.is_authenticated else None


def claim_plan(plan: Plan, *states: PlanState, seen: int | None = None, **changes: Any) -> None:
    """Take the plan's revision forward if it is still in one of the states (and as the writer saw it)."""
    guarded = Plan.objects.filter(pk=plan.pk, state__in=states)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if guarded.update(revision=F("revision") + 1, **changes):
        return
    state = Plan.objects.filter(pk=plan.pk).values_list("state", flat=True).first()
    if state is not None and state not in states:
        raise Refused(f"plan_{state}", state_sentence(plan, PlanState(state)))
    raise Overtaken(
        "plan_overtaken",
        _("A colleague changed “%(plan)s” while you were at it. Load it again and repeat your change.")
        % {"plan": plan.title_shown},
    )


def state_sentence(plan: Plan, state: PlanState) -> str:
    sentences = {
        PlanState.DRAFT: _("“%(plan)s” is a draft. It takes facts once it has been issued."),
        PlanState.ISSUED: _("“%(plan)s” has been issued; what it says changes only in a new version."),
        PlanState.CLOSED: _("“%(plan)s” is closed and takes no more changes."),
    }
    return sentences[state] % {"plan": plan.title_shown}


def claim_item(item: Item, *, seen: int | None = None, **changes: Any) -> None:
    """Take the item's revision forward if it still is as the writer saw it; the plan has been claimed before."""
    guarded = Item.objects.filter(pk=item.pk)
    if seen is not None:
        guarded = guarded.filter(revision=seen)
    if not guarded.update(revision=F("revision") + 1, **changes):
        raise Overtaken(
            "item_overtaken",
            _("A colleague changed “%(item)s” while you were at it. Load it again and repeat your change.")
            % {"item": item.title},
        )


def touch_versions(zone_id: int, year: int) -> None:
    """Facts are shared by all versions of a year's plan, so each of them has news."""
    Plan.objects.filter(zone_id=zone_id, year=year).update(revision=F("revision") + 1)
