"""The office's own light beside the computed one: ruled with a reason, ruled otherwise, or withdrawn."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.clock import now
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.plans.models import Item, Plan
from zoneworks.plans.queries import same_item_in
from zoneworks.plans.services.guards import writer
from zoneworks.reports.choices import OwnLight
from zoneworks.verification.computed import Computed, plan_of_month
from zoneworks.verification.models import Ruling
from zoneworks.verification.queries import rulings_of
from zoneworks.verification.services.guards import append, reason_of, require_ended, require_office, sent_before
from zoneworks.verification.telling import tell_ruling


@transaction.atomic
def rule_light(
    *, scope: Scope, item: Item, about: date, light: str, reason: str, today: date, submission: str
) -> Ruling:
    """Rule that a row (in any version) has another or the same light at the end of a month, saying why."""
    if light not in OwnLight.values:
        raise Refused("light_unknown", _("Choose green, yellow or red."), "light")
    return state(scope, item, about, light, reason, today, submission)


@transaction.atomic
def withdraw_ruling(*, scope: Scope, ruling: Ruling, reason: str, today: date, submission: str) -> Ruling:
    """Say that the standing ruling stands no longer, and why; it stays on record."""
    require_office(scope, ruling.zone)
    same = {"item_id": ruling.item_id, "about": ruling.about, "light": ""}
    if (before := sent_before(Ruling, submission, scope, **same)) is not None:
        return before
    standing = rulings_of(ruling.zone, today, about=ruling.about, items=[ruling.item_id]).get(ruling.item_id)
    if standing != ruling:
        raise Overtaken("ruling_overtaken", _("This ruling does not stand any more. Load the page again."))
    return state(scope, ruling.item, ruling.about, "", reason, today, submission)


def state(scope: Scope, item: Item, about: date, light: str, reason: str, today: date, submission: str) -> Ruling:
    zone, first = item.plan.zone, item.origin_id or item.pk
    require_office(scope, zone)
    if (before := sent_before(Ruling, submission, scope, item_id=first, about=about, light=light)) is not None:
        return before
    require_ended(about, today)
    plan, row = row_of_month(item, about)
    fields = {
        "zone": zone, "item_id": first, "about": about, "light": light, "reason": reason_of(reason),
        "computed": Computed(plan, today).word(row, about), "on": today, "at": now(), "by": writer(scope),
        "submission": submission,
    }  # fmt: skip
    ruling, is_news = append(Ruling, fields)
    if is_news:
        record(
            user=writer(scope), zone=zone, verb="rule_light" if light else "withdraw_ruling", kind="item", key=first,
            about=about.isoformat(), light=light, computed=ruling.computed, reason=ruling.reason[:400],
        )  # fmt: skip
        tell_ruling(ruling, row, today)
    return ruling


def row_of_month(item: Item, about: date) -> tuple[Plan, Item]:
    """The version that counts for the month and the row in it."""
    plan = plan_of_month(item.plan.zone, about)
    row = same_item_in(plan, item) if plan and about.year == item.plan.year else None
    if plan is None or row is None or not row.is_leaf:
        raise Refused(
            "row_not_judged", _("“%(item)s” is no sub-project of that month's plan.") % {"item": item.title}, "month"
        )
    return plan, row
